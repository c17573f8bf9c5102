/**
 * Working days, as the yearly files state them: Monday to Friday, less days off, plus make-up days.
 * Days are counted as whole numbers since 1970-01-01, because agendas are recomputed often.
 *
 * @module
 */
import type { LocalDate } from './dates';
import type { CalendarFile } from './organisation';

export interface WorkingCalendar {
  isWorkingDay(day: LocalDate): boolean;
  /** The `n`-th working day after `day` (before it, when negative); `day` itself for 0, working or not. */
  addWorkingDays(day: LocalDate, n: number): LocalDate;
  /** The first working day on or after `day`. */
  onOrAfter(day: LocalDate): LocalDate;
  /**
   * Working days after `a` up to and including `b`; when `b` is earlier, minus those before `a` back to and including
   * `b`. So `between(d, addWorkingDays(d, n))` is `n`.
   */
  between(a: LocalDate, b: LocalDate): number;
  /** Whether a yearly file exists; without one only weekends are known. */
  covers(year: number): boolean;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export function epochDay(day: LocalDate): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;
}

/** The day that many days after 1970-01-01. */
export function dayOfEpoch(n: number): LocalDate {
  return new Date(n * DAY_MS).toISOString().slice(0, 10);
}

/** Years missing in the file: Monday to Friday only. A day both off and made up is worked. */
export function workingCalendar(file: CalendarFile): WorkingCalendar {
  const years = Object.values(file);
  const off = new Set(years.flatMap((year) => Object.keys(year.daysOff).map(epochDay)));
  const madeUp = new Set(years.flatMap((year) => year.makeUpWorkingDays.map(epochDay)));

  // 1970-01-01 was a Thursday: 0 = Monday … 5, 6 = weekend.
  const works = (n: number) => madeUp.has(n) || ((((n + 3) % 7) + 7) % 7 < 5 && !off.has(n));

  const shift = (from: number, count: number) => {
    const step = count < 0 ? -1 : 1;
    let at = from;
    for (let left = Math.abs(count); left > 0; ) {
      at += step;
      if (works(at)) left -= 1;
    }
    return at;
  };

  const count = (first: number, last: number) => {
    let found = 0;
    for (let at = first; at <= last; at += 1) if (works(at)) found += 1;
    return found;
  };

  return {
    isWorkingDay: (day) => works(epochDay(day)),
    addWorkingDays: (day, n) => (n === 0 ? day : dayOfEpoch(shift(epochDay(day), n))),
    onOrAfter: (day) => (works(epochDay(day)) ? day : dayOfEpoch(shift(epochDay(day), 1))),
    between(a, b) {
      const [from, to] = [epochDay(a), epochDay(b)];
      // `0 -` keeps an empty count from becoming -0.
      return to >= from ? count(from + 1, to) : 0 - count(to, from - 1);
    },
    covers: (year) => String(year) in file,
  };
}
