/**
 * A stretch of the calendar as a phrase names it, before the year is settled: "quý II", "trung tuần tháng 4", "30/6".
 *
 * @module
 */
import { isRealDay, type LocalDate } from '../dates';

export interface Edge {
  year: number | null;
  month: number | null;
  day: number | 'last' | null;
}

/** What cannot be known, and what is proposed; `dates` comes when the year is settled. */
export interface Doubt {
  reason: string;
  proposal: string;
  /** Proposed months or days, in the plan's year. */
  first?: Edge;
  last?: Edge;
}

export interface Part {
  grain: 'day' | 'tenth' | 'month' | 'quarter' | 'half' | 'year';
  first: Edge;
  last: Edge;
  /** Read from a vague word. */
  approx: boolean;
  /** Both ends are named: "tháng 4-6". */
  range?: boolean;
  /** Separate months, not a range. */
  months?: number[];
  /** "16:20". */
  clock?: string;
  /** 1 = Monday … 7 = Sunday, when it is stated. */
  weekday?: number;
  /** Says on its own that a day is meant: "ngày", a month in words, a year. */
  strong: boolean;
  doubt?: Doubt;
}

export const edge = (month: number | null, day: Edge['day'], year: number | null = null): Edge => ({ year, month, day });

/** Full months, first to last. */
export function monthsPart(grain: Part['grain'], first: number, last: number, more: Partial<Part> = {}): Part {
  return { grain, first: edge(first, 1), last: edge(last, 'last'), approx: false, strong: true, ...more };
}

/** A part that can only be asked about. */
export function doubtful(grain: Part['grain'], doubt: Doubt, more: Partial<Part> = {}): Part {
  return { grain, first: edge(null, null), last: edge(null, null), approx: false, strong: true, doubt, ...more };
}

export function withYear(part: Part, year: number | null): Part {
  if (year === null) return part;
  return {
    ...part,
    first: { ...part.first, year: part.first.year ?? year },
    last: { ...part.last, year: part.last.year ?? year },
  };
}

export const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (n: number) => String(n).padStart(2, '0');

/** The date of the first, second or last such day of the week in the month; null where it has none. */
export function nthWeekday(year: number, month: number, weekday: number, place: number | 'last'): number | null {
  const days = Array.from({ length: lastDayOf(year, month) }, (_, n) => n + 1).filter(
    (day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday % 7,
  );
  return (place === 'last' ? days.at(-1) : days[place - 1]) ?? null;
}

/** The day an edge means, or why there is none. */
export function dayOf({ month, day }: Edge, year: number): { day: LocalDate } | { problem: string } {
  if (month === null) return { problem: day === null ? 'không rõ ngày nào' : `chỉ nêu ngày ${day}, không nêu tháng` };
  if (month < 1 || month > 12) return { problem: `không có tháng ${month}` };
  const date = day === 'last' ? lastDayOf(year, month) : (day ?? 1);
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
  return isRealDay(text) ? { day: text } : { problem: `không có ngày ${date}/${month}/${year}` };
}
