/**
 * A calendar file beside the public holidays that the package `date-holidays` computes. It knows the law's days, not the
 * yearly notices: compensation, swaps, the second day of 2/9 and the choice of days before Tết are explained, the rest
 * is for a person to look at.
 *
 * @module
 */
import { addDays, weekday, type LocalDate } from '../domain/dates';
import type { CalendarYear } from '../domain/organisation';

/** A public holiday, every day of it. */
export interface Holiday {
  days: LocalDate[];
  name: string;
}

export interface Difference {
  day: LocalDate;
  /** The file's reason; null: the file works this day. */
  file: string | null;
  /** The package's name; null: it knows no holiday. */
  other: string | null;
  /** Vietnamese: why they may differ; null: to be looked at. */
  explained: string | null;
}

/** Working days that only one of them takes off. Weekends are off in both. */
export function differences(year: CalendarYear, holidays: readonly Holiday[]): Difference[] {
  const theirs = new Map(holidays.flatMap(({ days, name }) => days.map((day) => [day, name] as const)));
  const days = new Set([...Object.keys(year.daysOff), ...theirs.keys()]);
  return [...days]
    .filter((day) => weekday(day) < 6 && Object.hasOwn(year.daysOff, day) !== theirs.has(day))
    .sort()
    .map((day) => {
      const [file, other] = [year.daysOff[day] ?? null, theirs.get(day) ?? null];
      return { day, file, other, explained: file === null ? null : explained(day, year, holidays) };
    });
}

function explained(day: LocalDate, { daysOff, makeUpWorkingDays }: CalendarYear, holidays: readonly Holiday[]): string | null {
  const reason = daysOff[day] ?? '';
  const swapped = Object.values(daysOff).filter((text) => /hoán đổi/u.test(text)).length;
  if (/hoán đổi/u.test(reason) && swapped === makeUpWorkingDays.length) return 'hoán đổi với ngày làm bù';
  if (/bù/u.test(reason) && weekendHolidayBefore(day, daysOff, holidays)) return 'nghỉ bù ngày lễ trùng ngày nghỉ hằng tuần';
  if (/-09-0[13]$/.test(day) && /liền kề/u.test(reason)) return 'Quốc khánh nghỉ 02 ngày: 2/9 và một ngày liền kề';
  if (day.endsWith('-11-24') && day >= '2026') return 'Ngày Văn hóa Việt Nam, được nghỉ từ năm 2026';
  const tet = holidays.find(({ name }) => /^Tết Nguyên Đán$/iu.test(name))?.days[0];
  if (tet !== undefined && day < tet && day >= addDays(tet, -3) && /Tết/u.test(reason))
    return 'ngày nghỉ trước Tết theo thông báo từng năm';
  return null;
}

/** A holiday on a weekend, with nothing but days off between it and `day`. */
function weekendHolidayBefore(day: LocalDate, daysOff: CalendarYear['daysOff'], holidays: readonly Holiday[]): boolean {
  const known = new Set(holidays.flatMap(({ days }) => days));
  for (let at = addDays(day, -1); weekday(at) > 5 || Object.hasOwn(daysOff, at); at = addDays(at, -1))
    if (weekday(at) > 5 && known.has(at)) return true;
  return false;
}

const DAY_MS = 86_400_000;

/** The package's answers for Viet Nam. It is large, and only this asks it: loaded when it is needed. */
export async function loadHolidays(): Promise<(year: number) => Holiday[]> {
  const { default: Holidays } = await import('date-holidays');
  const source = new Holidays('VN', { languages: ['vi'] });
  return (year) =>
    source
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date, name, start, end }) => {
        const first = date.slice(0, 10);
        const length = Math.round((end.getTime() - start.getTime()) / DAY_MS);
        return { name, days: Array.from({ length }, (_, n) => addDays(first, n)) };
      });
}
