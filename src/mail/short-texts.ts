/**
 * Texts that a person pastes into Zalo or a text message: under 300 characters, link included. Nothing of a name or a
 * date is ever cut; what gives way is the courtesy around them.
 *
 * @module
 */
import type { LocalDate } from '../domain/dates';
import type { StageKind } from '../domain/plan';
import { countText } from '../domain/wording';
import { addressed, bareCell } from './texts/names';
import { runningDate, shortDate, weekdayName } from './texts/vi/dates';
import type { Role } from '../domain/organisation';
import type { Reason, Sender } from './letter';

export const SHORT_TEXT_LIMIT = 300;

/** Room kept for a link that is filled in later. */
const LINK_ROOM = 110;

/** What a short text is about: one duty of one body. */
export interface Duty {
  reason: Reason;
  body: { name: string; roles: Role[] };
  /** "Chuyên đề 2/2023"; null where no topic is meant. */
  topicShort: string | null;
  stageKind: StageKind | null;
  due: LocalDate | null;
  plannedDate: LocalDate | null;
  /** A conference that was told and will not be held. @default false */
  notHeld?: boolean;
}

/** The two halves between which the link stands. */
export interface ShortText {
  before: string;
  after: string;
}

const ASK: Record<StageKind, string> = {
  selection: 'báo nội dung lựa chọn',
  briefing: 'báo kết quả',
  study: 'báo kết quả hoặc ngày dự kiến',
  session: 'báo kết quả hoặc ngày dự kiến',
  reporting: 'gửi báo cáo tổng hợp',
};

/** Where a long name leaves no room for the choice. */
const BRIEF_ASK: typeof ASK = { ...ASK, study: 'báo kết quả', session: 'báo kết quả' };

/**
 * The text about `duty`, with or without a link between its halves.
 *
 * @param link the address, `'later'` where it is completed at sending, or null without one.
 */
export function shortTextParts(duty: Duty, sender: Pick<Sender, 'name' | 'officer'>, link: string | null): ShortText {
  const linkLength = link === null ? 0 : link === 'later' ? LINK_ROOM : link.length;
  const { officer } = sender;
  const named = officer === null ? '' : ` Đầu mối: đ/c ${officer.name}, ${officer.phone}.`;
  const text = (courtesy: string, ease: string, contact: string, asks = ASK): ShortText => ({
    before: `${sender.name} ${courtesy}: ${messageOf(duty, asks)}${link === null ? '' : ' tại '}`.normalize('NFC'),
    after: `${link === null ? '' : ease}.${contact}`.normalize('NFC'),
  });
  // A bracket behind the link keeps the full stop from becoming part of it.
  const bracket = officer === null ? ' (2 phút)' : ` (đt ${officer.phone})`;
  const rest = link === null ? named : '';
  const shortest = text('thông báo', bracket, rest, BRIEF_ASK);
  const longer = [
    text('trân trọng thông báo', ' (2 phút, không cần đăng nhập)', named),
    text('trân trọng thông báo', ' (2 phút)', named),
    text('thông báo', ' (2 phút)', named),
    text('thông báo', bracket, rest),
  ];
  return longer.find(({ before, after }) => before.length + linkLength + after.length < SHORT_TEXT_LIMIT) ?? shortest;
}

/** The whole text, ready to paste. */
export function shortText(duty: Duty, sender: Pick<Sender, 'name' | 'officer'>, link: string | null): string {
  const { before, after } = shortTextParts(duty, sender, link);
  return `${before}${link ?? ''}${after}`;
}

/** What a unit is told of its bodies: those of one topic and stage of which nothing came in. */
export interface UnitDuty {
  unit: { name: string; roles: Role[] };
  bodies: { name: string; roles: Role[] }[];
  topicShort: string;
  stageKind: StageKind;
  due: LocalDate;
}

/** Ready to paste; names as many bodies as there is room for, and counts the others. */
export function unitText(
  { unit, bodies, topicShort, stageKind, due }: UnitDuty,
  sender: Pick<Sender, 'name' | 'officer'>,
): string {
  const what = bodies.every(({ roles }) => roles.includes('cell')) ? 'chi bộ' : 'tổ chức';
  const officer = sender.officer === null ? '' : ` Đầu mối: đ/c ${sender.officer.name}, ${sender.officer.phone}.`;
  const names = bodies.map((body) => (body.roles.includes('cell') ? bareCell(body.name) : body.name));
  const text = (named: number) => {
    const rest = names.length - named;
    const others = rest > 0 ? ` và ${countText(rest)} ${what} khác` : '';
    const list = named > 0 ? `: ${names.slice(0, named).join(', ')}${others}` : '';
    return `${sender.name} thông báo: ${topicShort}, thời hạn đến hết ${weekdayName(due)} ${shortDate(due)}, chưa nhận được báo cáo của ${countText(names.length)} ${what}${list}. Trân trọng đề nghị ${addressed(unit)} quan tâm, chỉ đạo ${ASK[stageKind]}.${officer}`.normalize(
      'NFC',
    );
  };
  const fitting = names.map((_, n) => names.length - n).find((named) => text(named).length < SHORT_TEXT_LIMIT);
  return text(fitting ?? 0);
}

/** One or two sentences, the last one open: where to look follows. */
function messageOf({ reason, body, topicShort, stageKind, due, plannedDate, notHeld = false }: Duty, asks: typeof ASK): string {
  const name = addressed(body);
  const topic = topicShort ?? 'Sinh hoạt chuyên đề';
  const until = due === null ? '' : ` đến hết ${weekdayName(due)} ${shortDate(due)}`;
  const ask = `Đề nghị ${name} ${stageKind === null ? 'xem và báo kết quả' : asks[stageKind]}`;
  switch (reason) {
    case 'waived':
      return `${topic}, ${name} không phải thực hiện. Xem nội dung`;
    case 'receipt':
      return `${topic}, đã nhận thông tin của ${name}. Xem, sửa hoặc bổ sung`;
    case 'link':
      return `địa chỉ báo cáo mới của ${name}. Đề nghị mở trang`;
    case 'invitation':
      if (notHeld) return `${topic}, không tổ chức Hội nghị quán triệt như đã thông báo. Xem nội dung`;
      return `${topic}, kính mời ${name} dự Hội nghị quán triệt. Xem thời gian, địa điểm`;
    case 'due-moved':
      return `${topic}, thời hạn mới${until}. ${ask}`;
    case 'extension-refused':
      return `${topic}, thời hạn vẫn${until === '' ? ' như cũ' : until}. ${ask}`;
    case 'after-planned':
      return plannedDate === null ? `${topic}. ${ask}` : `${topic}, lịch ${runningDate(plannedDate)}. ${ask}`;
    default:
      return due === null ? `${topic}. ${ask}` : `${topic}, thời hạn${until}. ${ask}`;
  }
}
