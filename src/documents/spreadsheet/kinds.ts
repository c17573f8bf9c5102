/**
 * What a name or a kind tells of a body's role.
 *
 * @module
 */
import type { Role } from '../../domain/organisation';
import { ROLE_WORDS } from './fields';
import { plain } from './names';

/** What the text says by itself; "cell" may still prove to be a grassroots cell by where it stands. */
export function rolesTold(text: string): Role[] | null {
  const words = plain(text);
  if (/^ban thuong vu\b/.test(words)) return ['issuer'];
  if (/^ban tuyen giao\b/.test(words)) return ['board'];
  if (/^(?:cong doan|doan thanh nien|doan tncs|hoi |lien doan lao dong|mat tran|doan the\b|uy ban mat tran)/.test(`${words} `))
    return ['mass'];
  if (/^(?:dang bo|dang uy) bo phan\b|^dbbp\b/.test(words)) return ['subunit'];
  if (/^chi bo co so\b|^cbcs\b/.test(words)) return ['unit', 'cell'];
  if (/^(?:chi bo|chi uy|cb)\b/.test(words)) return ['cell'];
  if (/^(?:dang bo|dang uy|to chuc co so dang|dbcs|db)\b/.test(words)) return ['unit'];
  return null;
}

/** A role column: words of the strict roster, or Vietnamese ones, parted by commas. null where none is known. */
export function rolesWritten(text: string): Role[] | null {
  const whole = plain(text);
  const pieces = ROLE_WORDS.some(([pattern]) => pattern.test(whole))
    ? [whole]
    : text.split(/[,;/+\n]|\s(?=unit|cell|subunit|mass|board|issuer)/).map(plain);
  const roles = pieces.flatMap((piece) => ROLE_WORDS.find(([pattern]) => pattern.test(piece))?.[1] ?? []);
  const known: Role[] = (['issuer', 'board', 'unit', 'subunit', 'cell', 'mass'] as const).filter((role) => roles.includes(role));
  return known.length > 0 ? known : null;
}

/** What a body is called where the file does not say. */
export function kindFor(roles: readonly Role[]): string {
  if (roles.includes('issuer')) return 'Ban Thường vụ';
  if (roles.includes('board')) return 'Ban Tuyên giáo';
  if (roles.includes('mass')) return 'Đoàn thể';
  if (roles.includes('subunit')) return 'Đảng bộ bộ phận';
  if (roles.includes('unit')) return roles.includes('cell') ? 'Chi bộ cơ sở' : 'Đảng bộ cơ sở';
  return 'Chi bộ trực thuộc';
}
