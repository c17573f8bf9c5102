/**
 * How a letter's head and sentences name who issues it. Names are data; what is cut is only what the head says a line
 * above.
 *
 * @module
 */
import type { UrgingLetter } from './urging';

export interface LetterBodies {
  /** Above the board in the head: "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh". */
  committee: string;
  /** "Ban Tuyên giáo" */
  board: string;
  /** In a sentence: "Ban Thường vụ Đảng ủy Khối". */
  issuer: string;
  /** "Trưởng Ban"; null where the board's name does not tell. */
  signer: string | null;
}

const STANDING = 'Ban Thường vụ ';

/** Names of the roster, as the letter writes them. */
export function letterBodies({ issuer, board, boardParent }: UrgingLetter['roles']): LetterBodies {
  const full = issuer.normalize('NFC');
  // "Ban Tuyên giáo Đảng ủy Khối": its own name, and how its committee is called for short
  const [, own = board, short] =
    /^(.+?) ((?:Đảng|Tỉnh|Thành|Huyện|Quận|Thị|Liên) (?:ủy|uỷ)(?: .*)?)$/iu.exec(board.normalize('NFC')) ?? [];
  const kind = /^(Ban|Phòng) /u.exec(own)?.[1];
  const known = short === undefined ? null : `${STANDING}${short}`;
  return {
    committee: withoutStanding((boardParent ?? issuer).normalize('NFC')),
    board: own.normalize('NFC'),
    issuer: known !== null && (full === known || full.startsWith(`${known} `)) ? known : full,
    signer: kind === undefined ? null : `Trưởng ${kind}`,
  };
}

/** The committee itself, where the tree has its standing committee instead; one writes "Đảng ủy", not "Đảng bộ". */
function withoutStanding(name: string): string {
  const committee = name.startsWith(STANDING) ? name.slice(STANDING.length) : name;
  return committee.replace(/^Đảng bộ(?= )/u, 'Đảng ủy');
}
