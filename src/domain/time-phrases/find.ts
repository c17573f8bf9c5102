/**
 * Finds every time phrase of a sentence, each at its place.
 *
 * @module
 */
import { addDays } from '../dates';
import { audienceBefore } from './audience';
import { bareDayAt } from './bare-days';
import { isCitation, maybeCited } from './citations';
import { countedPhrase } from './counted';
import { countedFromDay } from './counted-from-day';
import { cursorOf, type Cursor, type Read } from './cursor';
import { oldCalendarBeside } from './festivals';
import { byEvent, clauseBefore, dayInWords, leadAt, tentativeAfter, turnedRound } from './leads';
import { lunarDays } from './lunar';
import { moonAt } from './moon';
import { occasionAt } from './occasions';
import { hangingAt, malformedAt, numberBefore } from './leftovers';
import { dayOf, withYear } from './parts';
import { rangeAt, type Range } from './ranges';
import { periodsBehind, recurrenceAt, recurrenceBehind } from './recurring';
import { relativeAt } from './relative';
import { repeatedDay, repeatedYear } from './repeated';
import { readAgain } from './second-reading';
import { plainDoubt, slipBefore } from './slips';
import { tokenize, type Tokens } from './tokens';
import type { FoundPhrase, Phrase, PhraseContext } from './types';
import { ask, verdict, type Reading } from './verdict';
import { yearAt } from './years';

/** Longer texts are cut, which {@link parsePhrase} says. */
export const LONGEST = 2_000;

/** Nobody meets more often in a month, or plans further ahead. */
const MOST_TIMES = 31;

/**
 * The time phrases of one sentence (or a whole paragraph), in their order, not overlapping.
 * `sentence.slice(from, to)` is the phrase with its leading words ("Hoàn thành trong tháng 3 năm 2023").
 * Dates of basis documents come as kind `citation`; what has to be asked carries `unresolved`; a sentence without
 * time gives an empty list. Text beyond {@link LONGEST} characters is not read: pass sentences, not documents.
 *
 * @example
 * findPhrases('Cấp xã xong trước ngày 15/5/2023, các đơn vị còn lại xong trước 30/5.', { year: 2023 })
 * // two phrases, each with its `audience`
 */
export function findPhrases(sentence: string, ctx: PhraseContext): FoundPhrase[] {
  const tokens = tokenize(sentence.slice(0, LONGEST));
  return readAgain(tokens, (list) => readTokens({ ...tokens, list }, sentence, ctx));
}

function readTokens(tokens: Tokens, sentence: string, ctx: PhraseContext): FoundPhrase[] {
  const c = cursorOf(tokens);
  const slice = (from: number, to: number) => sentence.slice(from, to);
  const found: FoundPhrase[] = [];
  for (let i = 0; i < c.tokens.length; ) {
    const read = phraseAt(c, i, ctx);
    const [first, last] = [c.at(i), c.at((read?.next ?? 0) - 1)];
    if (!read || !first || !last || read.next <= i) {
      i += 1;
      continue;
    }
    const audience = read.value.kind === 'citation' ? null : audienceBefore(c, i, slice);
    const why = [...tokens.corrections, read.value.why].join('; ');
    const phrase = { ...read.value, why, ...(audience !== null && { audience }) };
    found.push({ text: slice(first.from, last.to), from: first.from, to: last.to, phrase });
    i = read.next;
  }
  // "định kỳ báo cáo hằng quý": the period is said later.
  return found.filter(
    ({ phrase, text }) => !(isBare(phrase, text) && found.some((other) => other.phrase.recurrence !== undefined)),
  );
}

const isBare = (phrase: Phrase, text: string) =>
  phrase.kind === 'recurring' && phrase.unresolved !== undefined && text.split(/\s+/).length === 2;

function phraseAt(c: Cursor, i: number, ctx: PhraseContext): Read<Phrase> | null {
  const token = c.at(i);
  if (!token || token.kind === 'mark') return null;
  return (
    againAt(c, i, ctx) ??
    countedFromDay(c, i, ctx) ??
    countedAt(c, i, ctx) ??
    datedAt(c, i, ctx) ??
    vagueAt(c, i) ??
    malformedAt(c, i)
  );
}

function againAt(c: Cursor, i: number, ctx: PhraseContext): Read<Phrase> | null {
  const again = recurrenceAt(c, i);
  const other = again && periodsBehind(c, again.next);
  if (again) {
    const value = repeatedYear(again.value, ctx);
    if ((again.value.times ?? 1) > MOST_TIMES || (again.value.interval ?? 1) > MOST_TIMES) {
      const reason = 'số lần lặp lại lớn khác thường';
      const unresolved = ask(reason, 'Đề nghị kiểm tra lại với văn bản.');
      return { next: again.next, value: { ...value, start: null, end: null, unresolved, why: reason } };
    }
    const said = again.value.every === 'year' ? yearAt(c, again.next - 1) : null;
    if (said?.value.year != null && said.value.year !== ctx.year) {
      const reason = `nêu năm ${said.value.year}, khác năm kế hoạch (${ctx.year})`;
      const unresolved = ask(reason, 'Đề nghị kiểm tra lại số năm.');
      return { next: said.next, value: { ...value, start: null, end: null, unresolved, why: reason } };
    }
    if (other === null) return { next: again.next, value };
    const unresolved = ask('nêu nhiều kỳ khác nhau', 'Đề nghị chọn một kỳ.');
    return { next: other, value: { ...value, start: null, end: null, unresolved, why: unresolved.reason } };
  }
  const always = c.after(i, 'thường xuyên');
  if (always !== null && isAlone(c, i, always))
    return { next: always, value: { ...repeatedYear({ every: 'year' }, ctx), why: 'thường xuyên trong năm, không có thời hạn' } };
  const regular = c.after(i, 'định kỳ');
  if (regular === null || c.before(i, 'sinh hoạt', 'họp', 'buổi', 'kỳ') !== null) return null;
  const reason = '“định kỳ” nhưng không nêu bao lâu một lần';
  const unresolved = ask(reason, 'Hằng quý; cần có căn cứ.');
  return { next: regular, value: { start: null, end: null, kind: 'recurring', tentative: false, unresolved, why: reason } };
}

/** A table cell or an answer behind a colon: nothing else is said. */
function isAlone(c: Cursor, from: number, to: number): boolean {
  const rest = c.tokens.slice(to).filter(({ kind }) => kind !== 'mark');
  return (
    (from === 0 || c.mark(from - 1, ':')) &&
    (rest.length === 0 || c.after(to, 'trong năm', ', liên tục', 'liên tục', 'cả năm') !== null)
  );
}

function countedAt(c: Cursor, i: number, ctx: PhraseContext): Read<Phrase> | null {
  const said = relativeAt(c, i);
  return said && { next: said.next, value: countedPhrase(said.value, ctx) };
}

/** A lead, a stretch of the calendar, and what stands behind it. */
function datedAt(c: Cursor, i: number, ctx: PhraseContext): Read<Phrase> | null {
  const lead = leadAt(c, i);
  const closed = lead.bound === 'before' || lead.bound === 'through';
  const festive = occasionAt(c, lead.next, lunarDays(ctx));
  const named = festive && (lead.occasion || lead.bound !== null) ? festive : null;
  const range: Read<Range> | null = named
    ? { next: named.next, value: { ...named.value.part, joined: false } }
    : rangeAt(c, lead.next, closed);
  if (!range) return null;
  const bare = isTaken(c, i, lead, range) ? {} : bareDayAt(c, i, lead, range);
  if (!bare) return null;
  const part = range.value;
  if (c.before(i, 'ngày') !== null && c.after(i, 'tháng') !== null) return null; // "ngày … tháng … năm 2023", left blank
  const clause = clauseBefore(c, i);
  const tentativeEnd = tentativeAfter(c, range.next);
  const end = tentativeEnd ?? range.next;
  const full = {
    ...lead,
    finish: lead.finish || clause.finish,
    tentative: lead.tentative || clause.tentative || tentativeEnd !== null,
  };
  const reading: Reading = {
    lead: full,
    part: { ...part, ...withYear(part, yearBefore(c, i)) },
    ...(named && { name: named.value.name }),
    ...(bare.doubt && { doubt: bare.doubt }),
  };
  if ((lead.bound === null || lead.bound === 'in') && byEvent(c, i)) {
    const doubt = { reason: 'tính trước hoặc sau một việc, không phải chính thời gian ấy', proposal: 'Đề nghị ghi ngày cụ thể.' };
    return { next: end, value: verdict({ ...reading, doubt }, ctx) };
  }
  if (dayInWords(c, i) || c.before(i, 'đã') !== null) {
    const reason = c.before(i, 'đã') === null ? 'ngày viết bằng chữ' : 'nói về việc đã làm';
    return { next: end, value: verdict({ ...reading, doubt: { reason, proposal: 'Đề nghị ghi ngày cụ thể.' } }, ctx) };
  }
  if (part.grain !== 'day' && ofFeasts(c, i)) {
    const doubt = { reason: '“dịp” không nêu từ ngày nào đến ngày nào', proposal: 'Đề nghị ghi từ ngày nào đến ngày nào.' };
    return { next: end, value: verdict({ ...reading, doubt }, ctx) };
  }
  const old = named ? null : oldCalendarBeside(c, i, range.next, part);
  if (old) return { next: moonAt(c, range.next) ?? end, value: verdict({ ...reading, doubt: old }, ctx) };
  const slip =
    numberBefore(c, i, part.grain === 'day' ? lead.next : i) ??
    (isOneWeek(c, i, lead, part, ctx) ? null : slipBefore(c, i)) ??
    plainDoubt(c, i, range.next);
  if (slip !== null)
    return {
      next: end,
      value: verdict({ ...reading, doubt: { reason: slip, proposal: 'Đề nghị kiểm tra lại với văn bản.' } }, ctx),
    };
  if (turnedRound(c, i)) {
    const doubt = { reason: 'là thời gian bị loại trừ hoặc được thay thế', proposal: 'Đề nghị ghi thời hạn được áp dụng.' };
    return { next: end, value: verdict({ ...reading, doubt }, ctx) };
  }
  const again = recurrenceBehind(c, end);
  if (again && (part.last.month === null || again.value !== null))
    return { next: again.next, value: repeatedDay(reading, again.value, ctx) };
  if (!closed && lead.bound !== 'from' && lead.bound !== 'after') {
    if (isCitation(c, i, end, part)) return { next: end, value: onOccasion(c, i) ?? mentioned };
    if (maybeCited(c, i, part)) {
      const doubt = { reason: 'có thể là ngày của văn bản được dẫn', proposal: 'Đề nghị kiểm tra lại với văn bản.' };
      return { next: end, value: verdict({ ...reading, doubt }, ctx) };
    }
  }
  const hanging = hangingAt(c, end, part, lead.bound);
  return hanging
    ? { next: hanging.next, value: verdict({ ...reading, doubt: hanging.value }, ctx) }
    : { next: end, value: verdict(reading, ctx) };
}

/** "nhân dịp các ngày lễ lớn trong năm": some days of it, which ones is not said. */
function ofFeasts(c: Cursor, i: number): boolean {
  for (let at = i - 1; at >= 0 && at >= i - 8 && c.at(at)?.kind === 'word'; at -= 1)
    if (
      c.after(
        at,
        'các ngày lễ',
        'các ngày kỷ niệm',
        'các ngày truyền thống',
        'những ngày lễ',
        'các dịp lễ',
        'các dịp',
        'các sự kiện',
        'ngày lễ',
        'các lễ',
        'lễ lớn',
        'ngày tết',
        'dịp lễ',
      ) !== null
    )
      return true;
  return false;
}

/** "tuần từ ngày 06/5 đến ngày 10/5/2024": the week's days are named, no more than seven. */
function isOneWeek(c: Cursor, i: number, { bound }: ReturnType<typeof leadAt>, part: Range, ctx: PhraseContext): boolean {
  if (bound !== 'from' || !part.joined || part.grain !== 'day' || c.before(i, 'tuần') === null) return false;
  if (c.before(i - 1, 'thượng', 'trung', 'hạ') !== null) return false;
  const year = part.last.year ?? ctx.year;
  const [first, last] = [dayOf(part.first, part.first.year ?? year), dayOf(part.last, year)];
  return 'day' in first && 'day' in last && first.day <= last.day && last.day <= addDays(first.day, 6);
}

const mentioned: Phrase = {
  start: null,
  end: null,
  kind: 'citation',
  tentative: false,
  why: 'ngày của văn bản căn cứ hoặc ngày kỷ niệm, không phải thời hạn',
};

/** "dịp kỷ niệm 133 năm Ngày sinh … (19/5/1890 - 19/5/2023)": when exactly is not said. */
function onOccasion(c: Cursor, i: number): Phrase | null {
  for (let at = i - 1; at >= 0 && at >= i - 20; at -= 1) {
    if (c.mark(at, ';', '.')) return null;
    if (c.after(at, 'dịp', 'chào mừng') === null) continue;
    const reason = '“dịp” không nêu từ ngày nào đến ngày nào';
    return { start: null, end: null, kind: 'approx', tentative: false, unresolved: ask(reason), why: reason };
  }
  return null;
}

/** "Năm 2024, tháng 6": the year stands before. */
function yearBefore(c: Cursor, i: number): number | null {
  let at = i - 1;
  while (c.mark(at, ',')) at -= 1;
  const year = c.number(at);
  return year !== null && c.at(at)?.text.length === 4 && c.before(at, 'năm') !== null ? year : null;
}

/** A bare "2/3" or "năm 2023" is a date only behind a word that makes it one, or when nothing else is said. */
function isTaken(c: Cursor, i: number, lead: ReturnType<typeof leadAt>, { next, value }: Read<Range>): boolean {
  if (!value.strong && value.doubt && lead.bound === null)
    return lead.tentative || lead.finish || (i === 0 && next === c.tokens.length);
  if (value.strong || value.joined || lead.bound !== null || lead.occasion) return true;
  const whole = i === 0 && lead.next === i && c.tokens.slice(next).every(({ kind }) => kind === 'mark');
  return whole && (value.grain !== 'day' || value.doubt !== undefined || c.mark(i + 1, '/', '-', '–', '.'));
}

/** "tháng này", "quý sau": counted from a day that the phrase does not give. */
function vagueAt(c: Cursor, i: number): Read<Phrase> | null {
  const unit = c.after(i, 'tháng', 'quý', 'tuần');
  const end = unit === null ? null : c.after(unit, 'này', 'sau', 'tới', 'trước', 'kế tiếp');
  // "báo cáo quý trước ngày 20": before that day.
  if (end === null || c.number(end) !== null || c.after(end, 'ngày', 'tháng', 'quý') !== null) return null;
  const reason = 'tính theo thời điểm viết, không nêu tháng cụ thể';
  return { next: end, value: { start: null, end: null, kind: 'window', tentative: false, unresolved: ask(reason), why: reason } };
}
