/**
 * Settles the year and decides what a phrase means; what cannot be known becomes a question, never a date.
 *
 * @module
 */
import { addDays, weekday, type LocalDate } from '../dates';
import { dateText } from '../wording';
import type { Lead } from './leads';
import { dayOf, type Doubt, type Edge } from './parts';
import type { Range } from './ranges';
import type { Phrase, PhraseContext, PhraseKind, Question } from './types';

/** A year farther from the plan's than this is a slip of the pen, or no deadline. */
const FARTHEST = 5;

export interface Reading {
  lead: Pick<Lead, 'bound' | 'finish' | 'tentative' | 'occasion' | 'mixed'>;
  part: Range;
  /** Vietnamese: something stands behind the date that was not understood. */
  doubt?: Doubt;
  /** The occasion's name. */
  name?: string;
}

export function verdict(reading: Reading, ctx: PhraseContext): Phrase {
  const { lead, part } = reading;
  const asked = (question: Question): Phrase => ({
    start: null,
    end: null,
    kind: kindOf(reading),
    tentative: lead.tentative,
    unresolved: question,
    why: question.reason,
  });
  if (lead.mixed) return asked(ask('nêu nhiều cách tính thời hạn khác nhau (trước, trong, sau)'));
  const doubt = reading.doubt ?? part.doubt;
  if (doubt) return asked(questionOf(doubt, part, ctx));

  const [startYear, endYear] = yearsOf(part, ctx.year);
  const [first, last] = [dayOf(part.first, startYear), dayOf(part.last, endYear)];
  if ('problem' in first) return asked(ask(first.problem, 'Đề nghị kiểm tra lại ngày, tháng trong văn bản.'));
  if ('problem' in last) return asked(ask(last.problem, 'Đề nghị kiểm tra lại ngày, tháng trong văn bản.'));
  const far = [startYear, endYear].find((year) => Math.abs(year - ctx.year) > FARTHEST);
  if (far !== undefined) return asked(ask(`năm ${far} cách xa năm kế hoạch (${ctx.year})`, 'Đề nghị kiểm tra lại số năm.'));
  if (first.day > last.day) return asked(crossing(part, first.day, last.day, endYear));
  if (part.weekday !== undefined && weekday(last.day) !== part.weekday)
    return asked({
      ...ask(`ngày ${dateText(last.day)} không phải ${weekdayName(part.weekday)} mà là ${weekdayName(weekday(last.day))}`),
      dates: { start: first.day, end: last.day },
    });
  const stated = part.first.year !== null || part.last.year !== null;
  const phrase = decided(reading, first.day, last.day);
  return warned({ ...phrase, why: stated ? phrase.why : `${phrase.why}; năm lấy theo kế hoạch (${ctx.year})` }, ctx);
}

/** A year of one end holds for the other; none stated: the plan's. */
function yearsOf({ first, last }: Range, year: number): [number, number] {
  return [first.year ?? last.year ?? year, last.year ?? first.year ?? year];
}

function kindOf({ lead, part }: Pick<Reading, 'lead' | 'part'>): PhraseKind {
  if (lead.bound === 'from' && !part.joined) return 'openStart';
  if (lead.bound === 'after') return 'openStart';
  if (lead.bound === 'before') return 'deadline';
  if (lead.occasion || part.approx) return 'approx';
  if (lead.bound === 'through') return 'deadline';
  if (part.months) return 'recurring';
  return lead.finish ? 'deadline' : 'window';
}

/** Both ends are known and in order. */
function decided(reading: Reading, start: LocalDate, end: LocalDate): Phrase {
  const { lead, part } = reading;
  const base = { tentative: lead.tentative, kind: kindOf(reading), ...(part.clock !== undefined && { clock: part.clock }) };
  const question = (unresolved: Question): Phrase => ({ ...base, start: null, end: null, unresolved, why: unresolved.reason });
  if (part.months && lead.bound !== null && lead.bound !== 'in')
    return question(ask('nêu nhiều tháng riêng biệt cho một thời hạn'));
  switch (lead.bound) {
    case 'before':
      return beforeDay(reading, base, start);
    case 'through':
      return { ...base, start: null, end, boundary: 'through', why: `thời hạn đến hết ngày ${dateText(end)}` };
    case 'after':
      if (part.approx || reading.name !== undefined) return question(ask('không rõ bắt đầu từ ngày nào'));
      return openStart(base, addDays(end, 1));
    case 'from':
      if (!part.joined)
        return listed(part)
          ? question(ask('nêu nhiều tháng, không rõ là khoảng thời gian hay các tháng riêng'))
          : openStart(base, start);
      break;
    case 'in':
    case null:
      break;
  }
  if (lead.occasion)
    return question({
      ...ask(`“dịp” không nêu từ ngày nào đến ngày nào (ngày kỷ niệm: ${dateText(end)})`),
      dates: { start: null, end },
    });
  if (part.months)
    return {
      ...base,
      start,
      end,
      recurrence: { every: 'year', months: part.months },
      why: `riêng các tháng ${part.months.join(', ')}, không phải cả khoảng`,
    };
  if (part.lastExcluded === true) {
    const last = addDays(lastStart(part, end), -1);
    if (last < start) return question(ask('thời hạn kết thúc trước khi bắt đầu'));
    return { ...base, start, end: last, boundary: 'before', why: spanText(start, last) };
  }
  const due = base.kind === 'deadline' && part.grain === 'day' && !part.joined && start === end;
  if (due) return { ...base, start: null, end, boundary: 'through', why: `thời hạn đến hết ngày ${dateText(end)}` };
  return { ...base, start, end, why: `${part.approx ? 'ước chừng ' : ''}${spanText(start, end)}` };
}

/** "từ tháng 4, 5" */
const listed = ({ first, last, range, grain }: Range) => range === false && grain !== 'day' && first.month !== last.month;

/** "trước 30/6" is until 29/6; "trước 16 giờ ngày 25/6" includes the day; "trước 0 giờ" does not. */
function beforeDay({ part }: Reading, base: Pick<Phrase, 'tentative' | 'kind' | 'clock'>, start: LocalDate): Phrase {
  if (part.approx) {
    const unresolved = {
      ...ask('“trước” một khoảng ước chừng: không rõ ngày cuối cùng'),
      dates: { start: null, end: addDays(start, -1) },
    };
    return { ...base, start: null, end: null, unresolved, why: unresolved.reason };
  }
  if (part.clock !== undefined && part.clock !== '00:00')
    return { ...base, start: null, end: start, boundary: 'through', why: `trước ${part.clock} ngày ${dateText(start)}` };
  const end = addDays(start, -1);
  return {
    ...base,
    start: null,
    end,
    boundary: 'before',
    why: `trước ngày ${dateText(start)}, tức đến hết ngày ${dateText(end)}`,
  };
}

/** The first day of the second end: it alone is excluded by "đến trước". */
function lastStart(part: Range, end: LocalDate): LocalDate {
  return part.grain === 'day' ? end : `${end.slice(0, 8)}01`;
}

function openStart(base: Pick<Phrase, 'tentative' | 'kind'>, start: LocalDate): Phrase {
  const yearEnd = `${start.slice(0, 4)}-12-31`;
  return {
    ...base,
    start,
    end: null,
    unresolved: {
      reason: `chỉ nêu thời điểm bắt đầu (${dateText(start)}), không nêu thời hạn kết thúc`,
      proposal: `Đến hết ngày ${dateText(yearEnd)}; cần có căn cứ.`,
      dates: { start, end: yearEnd },
    },
    why: `bắt đầu từ ngày ${dateText(start)}, không nêu thời hạn kết thúc`,
  };
}

/** "tháng 12 đến tháng 01": perhaps into the next year; never moved by itself. */
function crossing(part: Range, start: LocalDate, end: LocalDate, endYear: number): Question {
  const later = part.last.year === null || part.first.year === null;
  const question = ask(`ngày kết thúc (${dateText(end)}) đứng trước ngày bắt đầu (${dateText(start)})`);
  if (!later) return question;
  const startYear = part.last.year === null ? endYear : endYear - 1;
  const [from, to] = [dayOf(part.first, startYear), dayOf(part.last, startYear + 1)];
  if ('problem' in from || 'problem' in to) return question;
  return {
    ...question,
    proposal: `Có thể kéo sang năm sau: ${spanText(from.day, to.day)}.`,
    dates: { start: from.day, end: to.day },
  };
}

export const ask = (reason: string, proposal = 'Đề nghị ghi rõ từ ngày nào đến ngày nào.'): Question => ({ reason, proposal });

/** A doubt with its proposal as dates of the plan's year. */
function questionOf({ reason, proposal, first, last }: Doubt, part: Range, ctx: PhraseContext): Question {
  const [start, end] = [proposedDay(first, part, ctx), proposedDay(last, part, ctx)];
  return start === null && end === null ? { reason, proposal } : { reason, proposal, dates: { start, end } };
}

function proposedDay(edge: Edge | undefined, part: Range, ctx: PhraseContext): LocalDate | null {
  if (!edge) return null;
  const found = dayOf(edge, edge.year ?? yearsOf(part, ctx.year)[1]);
  return 'day' in found ? found.day : null;
}

export const spanText = (start: LocalDate, end: LocalDate) =>
  start === end ? `ngày ${dateText(start)}` : `từ ngày ${dateText(start)} đến hết ngày ${dateText(end)}`;

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const weekdayName = (n: number) => WEEKDAYS[n] ?? '';

/** How the warning begins that a window opens before its document. */
export const EARLY_START = 'bắt đầu';

/** What was read but does not fit the document. */
export function warned(phrase: Phrase, { year, documentDate }: PhraseContext): Phrase {
  const warnings: string[] = [];
  if (documentDate && phrase.start !== null && phrase.start < documentDate)
    warnings.push(`${EARLY_START} (${dateText(phrase.start)}) trước ngày ban hành văn bản (${dateText(documentDate)})`);
  if (documentDate && phrase.end !== null && phrase.end < documentDate)
    warnings.push(`thời hạn (${dateText(phrase.end)}) trước ngày ban hành văn bản (${dateText(documentDate)})`);
  const dated = phrase.end ?? phrase.start;
  if (dated !== null && dated.slice(0, 4) !== String(year) && phrase.kind !== 'recurring')
    warnings.push(`không thuộc năm kế hoạch (${year})`);
  return warnings.length === 0 ? phrase : { ...phrase, warnings };
}
