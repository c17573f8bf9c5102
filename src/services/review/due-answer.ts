/**
 * An answer about a due: free Vietnamese words, a date, or what plan files write.
 *
 * @module
 */
import { foldedKey } from '../../documents/draft/folding';
import { addDays, isRealDay, type LocalDate } from '../../domain/dates';
import type { CalendarFile } from '../../domain/organisation';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import { findPhrases, parsePhrase, type Phrase } from '../../domain/time-phrases';
import { dateText } from '../../domain/wording';
import type { DueLimits, DueValue } from './question';
import { dueWords, lowerStage } from './words';

export interface ReadingContext {
  year: number;
  documentDate: LocalDate | null;
  calendarFile: CalendarFile;
  /** The person said that a day of another year is meant. */
  otherYear: boolean;
}

/** What an answer means, or why it has to be given again. */
export type Understood<T> =
  | { ok: true; value: T; understood: string }
  | { ok: false; why: string /** It is taken when the person says that another year is meant. */; otherYear?: true };

const refused = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** Words around a time that change nothing in it. */
const AROUND =
  /(?<![\p{L}\d])(?:đến|hết|chậm nhất|muộn nhất|hoàn thành|xong|thời hạn|hạn|là|vào|trong|ngày|lấy|chọn|thống nhất|kế hoạch)(?![\p{L}\d])/gu;

/** Reads a due and holds it against its limits. Nothing of the answer is left unread. */
export function readDue(text: string, limits: DueLimits, context: ReadingContext): Understood<DueValue> {
  const read = writtenDue(text) ?? spokenDue(text, limits, context);
  if ('ok' in read) return read;
  const { due, last, after } = read;
  const opens = read.opens ?? limits.opens;
  if (after !== null && !limits.anchors.includes(after))
    return refused(`chuyên đề này không có bước ${lowerStage(after)} đứng trước`);
  if (after !== null && limits.order) return refused('ở đây cần một ngày cụ thể');
  if (last !== null) {
    const why = outsideLimits(last, opens, limits);
    if (why !== null) return refused(why);
    const year = Number(last.slice(0, 4));
    if (Math.abs(year - context.year) > 1) return refused(`ngày ${dateText(last)} cách xa năm kế hoạch (${context.year})`);
    if (year !== context.year && !context.otherYear)
      return { ...refused(`ngày ${dateText(last)} không thuộc năm kế hoạch (${context.year})`), otherYear: true };
  }
  const understood = dueWords(due, read.opens);
  const said = text.replace(/\s+/g, ' ').trim();
  const isVague = /\p{L}{2}/u.test(said) && writtenDue(said) === null && foldedKey(said) !== foldedKey(understood);
  const decided = isVague ? `${said} (${understood})` : understood;
  const value: DueValue = { as: 'due', due, last, opens: after === null ? opens : null, decided };
  return { ok: true, value, understood: `${movedStage(last, limits)}${understood}` };
}

/** Of two stages, which one the answer moves. */
function movedStage(last: LocalDate | null, { order }: DueLimits): string {
  if (!order || last === null) return '';
  const [first, second] = order.stages;
  return `${lowerStage(last >= order.onOrAfter ? second : first)} `;
}

interface Read {
  due: string;
  last: LocalDate | null;
  opens: LocalDate | null;
  after: StageKind | null;
}

function outsideLimits(last: LocalDate, opens: LocalDate | null, { order }: DueLimits): string | null {
  if (order && last < order.onOrAfter) {
    const mayMove = order.from === null || order.from <= order.upTo;
    const span = order.from === null ? '' : `từ ngày ${dateText(order.from)} `;
    const first = mayMove ? `${span}đến hết ngày ${dateText(order.upTo)}, hoặc ` : '';
    const isFirst = last <= order.upTo && (order.from === null || last >= order.from);
    return isFirst ? null : `cần một ngày ${first}từ ngày ${dateText(order.onOrAfter)} trở đi để các bước đúng thứ tự`;
  }
  if (opens !== null && last < opens && !order) return `ngày ${dateText(last)} trước ngày bắt đầu (${dateText(opens)})`;
  return null;
}

/** "2024-06-30", "before 2024-06-30", "+10 working days after session" */
function writtenDue(text: string): Read | null {
  const written = text.trim();
  const before = /^before (\S+)$/.exec(written)?.[1];
  if (before !== undefined && isRealDay(before))
    return { due: `before ${before}`, last: addDays(before, -1), opens: null, after: null };
  if (isRealDay(written)) return { due: written, last: written, opens: null, after: null };
  const counted = /^\+(\d{1,3}) working days? after (\S+)$/.exec(written);
  const after = STAGE_KINDS.find((kind) => kind === counted?.[2]);
  return counted && after ? { due: written, last: null, opens: null, after } : null;
}

function spokenDue(text: string, limits: DueLimits, context: ReadingContext): Read | { ok: false; why: string } {
  const { year, documentDate, calendarFile } = context;
  const around = { year, documentDate, calendar: calendarFile };
  const phrase = parsePhrase(text, around);
  const found = findPhrases(text, around);
  if (found.length === 0) return refused(`chưa đọc được thời hạn trong “${text}”; ${EXAMPLE}`);
  if (phrase.unresolved) return refused([phrase.unresolved.reason, phrase.unresolved.proposal].filter(Boolean).join('. '));
  const unread = leftOver(text, found);
  if (unread !== '') return refused(`chưa hiểu “${unread}”; ${EXAMPLE}`);
  if (phrase.kind === 'citation') return refused('ngày này đọc như ngày của một văn bản, không phải thời hạn');
  if (phrase.kind === 'recurring') return refused('lặp lại nhiều lần, không phải một thời hạn');
  if (phrase.tentative) return refused('“dự kiến” chưa phải là thời hạn đã thống nhất; đề nghị ghi ngày đã thống nhất');
  if (phrase.end === null) return countedDue(phrase);
  const isRange = phrase.start !== null && phrase.start < phrase.end && /(?:^|\s)từ\s/u.test(foldedKey(text));
  const opens =
    isRange || (limits.opens === null && phrase.kind === 'window' && phrase.start !== phrase.end) ? phrase.start : null;
  const due = phrase.boundary === 'before' && phrase.clock === undefined ? `before ${addDays(phrase.end, 1)}` : phrase.end;
  return { due, last: phrase.end, opens, after: null };
}

function countedDue({ relative, kind }: Phrase): Read | { ok: false; why: string } {
  const after = STAGE_KINDS.find((each) => each === relative?.anchor?.split('.')[0]);
  if (relative && after && relative.unit === 'working' && relative.days > 0 && relative.days <= 365)
    return { due: `+${relative.days} working days after ${after}`, last: null, opens: null, after };
  if (kind === 'openStart') return refused('chỉ nêu lúc bắt đầu; cần ngày kết thúc');
  return refused('chưa thành một thời hạn; ví dụ 30/9, hoặc 10 ngày làm việc sau sinh hoạt chuyên đề');
}

const EXAMPLE = 'đề nghị chỉ ghi thời hạn, ví dụ 30/9 hoặc cuối quý III';

/** What stands beside the times of the answer and is no filling word. */
function leftOver(text: string, found: { from: number; to: number }[]): string {
  const composed = text.normalize('NFC');
  let at = 0;
  let rest = '';
  for (const { from, to } of [...found, { from: composed.length, to: composed.length }]) {
    rest += ` ${composed.slice(at, from)}`;
    at = to;
  }
  const key = foldedKey(rest)
    .replace(AROUND, ' ')
    .replace(/[^\p{L}\d]+/gu, ' ');
  return key.trim();
}
