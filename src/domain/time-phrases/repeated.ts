/**
 * Dates that come again: "trước ngày 15/11 hằng năm", "ngày 25 hằng tháng". The first occurrence in the year is shown.
 *
 * @module
 */
import { addDays } from '../dates';
import { dayOf, edge, type Edge } from './parts';
import type { Phrase, PhraseContext, Recurrence } from './types';
import { ask, type Reading } from './verdict';

const NAMES: Record<Recurrence['every'], string> = {
  week: 'tuần',
  month: 'tháng',
  quarter: 'quý',
  half: '06 tháng',
  year: 'năm',
};

/** "hằng quý", "02 lần mỗi năm". */
export function recurrenceText({ every, interval, times }: Recurrence): string {
  const unit = `${interval === undefined ? 'mỗi' : `cứ ${interval}`} ${NAMES[every]}`;
  return times === undefined ? unit : `${times} lần ${unit}`;
}

/** No day of its own: all through the year. */
export function repeatedYear(recurrence: Recurrence, { year }: PhraseContext): Phrase {
  return {
    start: `${year}-01-01`,
    end: `${year}-12-31`,
    kind: 'recurring',
    tentative: false,
    recurrence,
    why: recurrenceText(recurrence),
  };
}

/** A day or range that comes again; null: counted from another date that the phrase does not give. */
export function repeatedDay({ lead, part }: Reading, every: Recurrence | null, ctx: PhraseContext): Phrase {
  const unknown = (reason: string): Phrase => ({
    start: null,
    end: null,
    kind: 'recurring',
    tentative: lead.tentative,
    unresolved: ask(reason),
    why: reason,
  });
  if (every === null) return unknown('ngày của tháng sau, không rõ tính từ tháng nào');
  if (part.doubt) return unknown(part.doubt.reason);
  if (lead.mixed || lead.bound === 'after' || (lead.bound === 'from' && !part.joined))
    return unknown('lặp lại nhưng không rõ thời hạn');
  const monthless = part.last.month === null;
  if (monthless === (every.every === 'year'))
    return unknown(monthless ? 'chỉ nêu ngày, không nêu tháng' : 'vừa nêu tháng vừa nêu lặp lại trong năm');
  if (every.every === 'week' || every.every === 'half') return unknown('không rõ ngày nào của mỗi kỳ');
  if (every.every === 'quarter' && every.months === undefined) return unknown('không rõ ngày ấy thuộc tháng nào của quý');
  const months = monthless ? (every.months ?? [1, 2]) : [part.last.month ?? 1];
  for (const [n, month] of months.entries()) {
    const place = (at: Edge) => dayOf(monthless ? edge(month, at.day) : at, ctx.year);
    const [first, last] = [place(part.first), place(part.last)];
    if ('problem' in first || 'problem' in last) return unknown('problem' in last ? last.problem : 'không có ngày ấy');
    const strict = lead.bound === 'before' && (part.clock === undefined || part.clock === '00:00');
    const end = strict ? addDays(first.day, -1) : last.day;
    // "trước ngày 01 hằng tháng": the first one within the year.
    if (end < `${ctx.year}-01-01` && n + 1 < months.length) continue;
    const bounded = lead.bound === 'before' || lead.bound === 'through' || first.day === last.day;
    const day = typeof part.last.day === 'number' && part.grain === 'day' ? { day: part.last.day } : {};
    const inMonth = monthless || part.first.month === null ? {} : { months: [part.first.month] };
    return {
      start: bounded ? null : first.day,
      end,
      kind: 'recurring',
      tentative: lead.tentative,
      boundary: strict ? 'before' : 'through',
      recurrence: { ...every, ...inMonth, ...day },
      why: `lặp lại ${recurrenceText(every)}; nêu lần đầu trong năm`,
    };
  }
  return unknown('không rõ lần đầu trong năm');
}
