/**
 * The periods that are reported on: months, quarters, halves and years of the calendar.
 *
 * @module
 */
import { addDays, type LocalDate } from './dates';
import type { ReportPeriod } from './plan';

/** Both days are in it. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
}

const MONTHS: Record<ReportPeriod, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The period that `day` is in. */
export function periodAt(day: LocalDate, every: ReportPeriod): Period {
  const months = MONTHS[every];
  const since = Number(day.slice(0, 4)) * 12 + Math.floor((Number(day.slice(5, 7)) - 1) / months) * months;
  return { from: firstOfMonth(since), to: addDays(firstOfMonth(since + months), -1) };
}

/** `n`: months since the year 0. */
const firstOfMonth = (n: number): LocalDate =>
  `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}-01`;
