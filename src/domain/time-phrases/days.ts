/**
 * Days with what stands around them: weekday, hour, "ngày", the month and year in words.
 *
 * @module
 */
import { chainAt } from './chain';
import type { Cursor, Read } from './cursor';
import { lunarDoubt, moonAt } from './moon';
import { monthNumber, vagueYear } from './months';
import { monthOfQuarterAt } from './ordinals';
import { doubtful, edge, monthsPart, type Edge, type Part } from './parts';
import { weekdayAt, weekdayBehind } from './weekdays';
import { yearAt, type YearSaid } from './years';

/** Words that make "2/3" a fraction. */
const COUNTED = [
  'số',
  'ngày',
  'tuần',
  'buổi',
  'trang',
  'phút',
  'chi',
  'đảng',
  'đơn',
  'tiêu',
  'nội',
  'thành',
  'tổng',
  'điểm',
  'phần',
  'người',
  'đồng',
  'giờ',
  'trở lên',
  'trở xuống',
  'ý',
  'cơ',
  'cán',
  'lượng',
  'xã',
  'huyện',
  'diện',
  'chuyên',
  'lần',

  'tổ',
  'cấp',
];

/** A day, days in a list or a range; null when none stands at `i`. */
export function daysAt(c: Cursor, i: number): Read<Part> | null {
  const before = { ...weekdayAt(c, i) };
  const hour = hoursAt(c, before.next ?? i);
  let at = hour?.next ?? before.next ?? i;
  at = c.skip(at, 'sáng', 'chiều', 'tối', 'buổi sáng', 'buổi chiều');
  if (c.mark(at, ',') && at > i) at += 1;
  const later = before.weekday === undefined ? weekdayAt(c, at) : {};
  if (later.next !== undefined) at = c.mark(later.next, ',') ? later.next + 1 : later.next;
  const word = c.after(at, 'các ngày', 'những ngày', 'ngày');
  const from = word ?? at;
  const chain = chainAt(c, from, word !== null);
  if (!chain) return null;
  const clocked = hour !== null || before.weekday !== undefined || later.weekday !== undefined;
  const read = chainPart(c, chain, word !== null, clocked && word === null);
  if (!read) return null;
  const behind = weekdayBehind(c, read.next);
  const weekday = before.weekday ?? later.weekday ?? behind?.value;
  const moon = moonAt(c, behind?.next ?? read.next);
  if (moon !== null) return { next: moon, value: doubtful('day', lunarDoubt('âm lịch')) };
  const value: Part = {
    ...read.value,
    ...(hour && { clock: hour.value, ...(hour.value.includes('-') && { range: true }) }),
    ...(weekday !== undefined && { weekday }),
  };
  return { next: behind?.next ?? read.next, value };
}

function chainPart(
  c: Cursor,
  { next, value: chain }: NonNullable<ReturnType<typeof chainAt>>,
  named: boolean,
  clocked: boolean,
): Read<Part> | null {
  if (chain.unclear !== undefined)
    return {
      next,
      value: doubtful(
        'day',
        { reason: chain.unclear, proposal: 'Đề nghị ghi theo mẫu ngày/tháng/năm, ví dụ 30/6/2023.' },
        { strong: named },
      ),
    };
  let { days } = chain;
  let at = next;
  let year: YearSaid | undefined;
  let unclear = false;
  if (chain.monthless) {
    const word = c.after(named && c.mark(at, ',') ? at + 1 : at, 'tháng');
    const month = word === null ? null : monthNumber(c, word);
    const old = word === null ? null : c.after(word, 'giêng', 'chạp');
    if (old !== null) {
      const year = yearAt(c, old)?.next ?? old;
      return { next: moonAt(c, year) ?? year, value: doubtful('day', lunarDoubt(`tháng ${c.at(old - 1)?.text ?? ''}`)) };
    }
    // "ngày 20 tháng cuối quý II"
    const inQuarter = named ? monthOfQuarterAt(c, at) : null;
    if (inQuarter?.value.doubt) return inQuarter;
    if (inQuarter) {
      days = days.map((day) => ({ ...day, month: inQuarter.value.first.month, year: inQuarter.value.first.year }));
      at = inQuarter.next;
    }
    if (!month && !named) return null;
    if (month) {
      unclear = month.value.unclear;
      days = days.map((day) => ({ ...day, month: month.value.month }));
      at = month.next;
    }
  } else if (!named && !clocked && c.at(at)?.kind === 'word' && COUNTED.some((word) => c.after(at, word) !== null)) return null;
  else if (!named && c.mark(at, '%')) return null;
  if (days.at(-1)?.month != null && days.at(-1)?.year === null) {
    const said = yearAt(c, at, true);
    year = said?.value;
    at = said?.next ?? at;
  }
  const said = year?.year ?? null;
  days = days.map((day) => ({ ...day, year: day.year ?? said }));
  return {
    next: at,
    value: dayPart(days, chain.range, year, named || chain.monthless || days.some((day) => day.year !== null), unclear),
  };
}

function dayPart(days: Edge[], range: boolean, year: YearSaid | undefined, strong: boolean, unclear: boolean): Part {
  const [first, last] = [days[0] ?? edge(null, null), days.at(-1) ?? edge(null, null)];
  const part: Part = { grain: 'day', first, last, approx: false, strong, ...(days.length > 1 && range && { range }) };
  if (unclear)
    return {
      ...part,
      doubt: {
        reason: '“tháng năm” có thể là tháng 5, cũng có thể là chỗ để trống số tháng',
        proposal: 'Hiểu là tháng 5.',
        first,
        last,
      },
    };
  if (year?.vague !== undefined) return { ...part, doubt: vagueYear(year.vague) };
  const apart = !range && days.some((day, n) => n > 0 && !follows(days[n - 1], day));
  return apart
    ? { ...part, doubt: { reason: 'nêu nhiều ngày riêng biệt', proposal: 'Đề nghị ghi mỗi ngày thành một thời hạn.' } }
    : part;
}

const follows = (before: Edge | undefined, day: Edge) =>
  before?.month === day.month && typeof before.day === 'number' && (day.day === before.day + 1 || day.day === before.day);

/** One hour, or "8 giờ 00 đến 11 giờ 30" as "08:00-11:30". */
function hoursAt(c: Cursor, i: number): Read<string> | null {
  const first = clockAt(c, i);
  const joined = first && (c.mark(first.next, '-', '–') ? first.next + 1 : c.after(first.next, 'đến', 'tới'));
  const second = joined === null ? null : clockAt(c, joined);
  return first && second ? { next: second.next, value: `${first.value}-${second.value}` } : first;
}

/** "16 giờ 20 phút", "17h00", "8:00". */
function clockAt(c: Cursor, i: number): Read<string> | null {
  const hour = c.number(i);
  if (hour === null || hour > 24) return null;
  const text = (minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const named =
    c.after(i + 1, 'giờ', 'h', 'g') ??
    (c.mark(i + 1, ':') && c.at(i + 2)?.kind === 'number' && c.at(i + 2)?.text.length === 2 ? i + 2 : null);
  if (named === null) return null;
  const minute = c.number(named);
  // "17 giờ 30/6": the number belongs to the date.
  const dated = c.mark(named + 1, '/', '-', '.') && c.after(named + 3, 'giờ', 'h', 'g') === null;
  if (minute === null || minute > 59 || dated) return { next: named, value: text(0) };
  return { next: c.skip(named + 1, 'phút', 'p', 'ph'), value: text(minute) };
}

/** "trung tuần tháng 4", "đầu quý III", "nửa cuối tháng 5" need a month or quarter after these words. */
export const monthDays = (
  month: number,
  first: Edge['day'],
  last: Edge['day'],
  year: number | null,
  grain: Part['grain'] = 'tenth',
): Part => ({
  ...monthsPart(grain, month, month),
  first: edge(month, first, year),
  last: edge(month, last, year),
});
