/**
 * Days, weeks or months counted from a day that is written: "15 ngày kể từ ngày 01/6/2024". Whether that day counts is not
 * said, so the end is proposed, never taken.
 *
 * @module
 */
import { workingCalendar } from '../calendar';
import { addDays, type LocalDate } from '../dates';
import { dateText } from '../wording';
import type { Cursor, Read } from './cursor';
import { countAt } from './numbers';
import { dayOf, lastDayOf } from './parts';
import { rangeAt } from './ranges';
import { skipLeads } from './relative';
import type { Phrase, PhraseContext } from './types';
import { ask } from './verdict';

type Unit = 'day' | 'working' | 'month';
interface Length {
  count: number;
  unit: Unit;
}

/** Farther than this nobody plans, in days or months. */
const LONGEST = 366;

export function countedFromDay(c: Cursor, i: number, ctx: PhraseContext): Read<Phrase> | null {
  const length = lengthAt(c, skipLeads(c, i));
  if (!length) return null;
  const { count, unit } = length.value;
  const since = c.after(c.mark(length.next, ',') ? length.next + 1 : length.next, 'kể từ', 'tính từ');
  // "báo cáo 6 tháng trước ngày 20/6": before that day
  const beside = unit === 'month' ? null : c.after(length.next, 'từ', 'sau');
  const before = unit === 'month' ? null : c.after(length.next, 'trước');
  const at = since ?? beside ?? before;
  const range = at === null ? null : rangeAt(c, at, since === null && before !== null);
  if (!range || range.value.joined || range.value.grain !== 'day' || !range.value.strong) return null;
  const { last, doubt } = range.value;
  const from = doubt ? null : dayOf(last, last.year ?? ctx.year);
  const sign = since === null && before !== null ? -1 : 1;
  const end = from && 'day' in from ? moved(from.day, { count: sign * count, unit }, ctx) : null;
  const reason = 'tính từ một ngày, không nêu ngày kết thúc';
  const question =
    end === null ? ask(reason) : { ...ask(reason, `Hiểu là đến hết ngày ${dateText(end)}.`), dates: { start: null, end } };
  return {
    next: range.next,
    value: { start: null, end: null, kind: 'deadline', tentative: false, unresolved: question, why: reason },
  };
}

function lengthAt(c: Cursor, i: number): Read<Length> | null {
  const count = countAt(c, i);
  if (!count || count.value > LONGEST) return null;
  const of = (next: number, unit: Unit, each = 1): Read<Length> => ({ next, value: { count: count.value * each, unit } });
  const working = c.after(count.next, 'ngày làm việc');
  if (working !== null) return of(working, 'working');
  const day = c.after(count.next, 'ngày');
  if (day !== null) return of(c.skip(day, 'theo lịch', 'lịch', 'dương lịch'), 'day');
  const week = c.after(count.next, 'tuần');
  if (week !== null) return of(week, 'day', 7);
  const month = c.after(count.next, 'tháng');
  if (month !== null) return of(month, 'month');
  const year = c.after(count.next, 'năm');
  return year === null ? null : of(year, 'month', 12);
}

/** Working days need the calendar: null without it. */
function moved(day: LocalDate, { count, unit }: Length, { calendar }: PhraseContext): LocalDate | null {
  if (unit === 'day') return addDays(day, count);
  if (unit === 'working') return calendar === undefined ? null : workingCalendar(calendar).addWorkingDays(day, count);
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const date = Math.min(Number(day.slice(8)), lastDayOf(year, month));
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
