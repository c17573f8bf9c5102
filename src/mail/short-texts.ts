/**
 * Texts that a person pastes into Zalo or a text message: under 300 characters, link included. Nothing of a name or a
 * date is ever cut; what gives way is the courtesy around them.
 *
 * @module
 */
import type { LocalDate } from '../domain/dates';
import type { StageKind } from '../domain/plan';
import { addressed } from './texts/names';
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

/**
 * The text about `duty`, with or without a link between its halves.
 *
 * @param link the address, `'later'` where it is completed at sending, or null without one.
 */
export function shortTextParts(duty: Duty, sender: Pick<Sender, 'name' | 'officer'>, link: string | null): ShortText {
  const fact = factOf(duty);
  const officer = sender.officer;
  const linkLength = link === null ? 0 : link === 'later' ? LINK_ROOM : link.length;
  const variants = [
    { courtesy: 'trân trọng thông báo', ease: ' (2 phút, không cần đăng nhập)', contact: officer ? ` Đầu mối: đ/c ${officer.name}, ${officer.phone}.` : '' },
    { courtesy: 'trân trọng thông báo', ease: '', contact: officer ? ` Đầu mối: đ/c ${officer.name}, ${officer.phone}.` : '' },
    { courtesy: 'thông báo', ease: '', contact: officer ? ` Đầu mối: ${officer.phone}.` : '' },
  ].map(({ courtesy, ease, contact }) => ({
    before: `${sender.name} ${courtesy}: ${fact}. Đề nghị ${addressed(duty.body)} ${askOf(duty)}${link === null ? '' : ' tại '}`.normalize('NFC'),
    after: `${link === null ? '' : ease}.${contact}`.normalize('NFC'),
  }));
  const shortest = { before: '', after: '' };
  return variants.find((text) => text.before.length + linkLength + text.after.length < SHORT_TEXT_LIMIT) ?? variants.at(-1) ?? shortest;
}

/** The whole text, ready to paste. */
export function shortText(duty: Duty, sender: Pick<Sender, 'name' | 'officer'>, link: string | null): string {
  const { before, after } = shortTextParts(duty, sender, link);
  return `${before}${link ?? ''}${after}`;
}

function factOf({ topicShort, due, plannedDate, reason }: Duty): string {
  const topic = topicShort ?? 'Sinh hoạt chuyên đề';
  if (reason === 'after-planned' && plannedDate) return `${topic}, lịch sinh hoạt ${runningDate(plannedDate)}`;
  if (due === null) return topic;
  const verb = reason === 'due-moved' ? 'thời hạn mới' : 'thời hạn';
  return `${topic}, ${verb} đến hết ${weekdayName(due)} ${shortDate(due)}`;
}

function askOf({ stageKind, reason }: Duty): string {
  if (reason === 'waived') return 'không phải thực hiện; cần trao đổi, đề nghị liên hệ';
  return stageKind === null ? 'xem và báo kết quả' : ASK[stageKind];
}
