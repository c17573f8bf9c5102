/**
 * A day or month by its place in a longer stretch: "ngày cuối cùng của tháng 9", "tháng thứ hai của quý III", "5 ngày đầu
 * tháng 9". Working days and days of the week are asked.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { monthsAt } from './months';
import { countAt, wordNumber } from './numbers';
import { doubtful, edge, lastDayOf, nthWeekday, type Edge, type Part } from './parts';
import { quartersAt, yearPartAt } from './quarters';
import { weekdayAt } from './weekdays';

const FIRST = ['đầu tiên', 'đầu'];
const LAST = ['cuối cùng', 'cuối'];
/** "lần thứ hai đầu tháng 7" is no Monday. */
const COUNTED = ['lần', 'đợt', 'kỳ', 'quý', 'tháng', 'tuần', 'phiên', 'buổi', 'hội nghị', 'năm', 'khóa'];

export function ordinalAt(c: Cursor, i: number): Read<Part> | null {
  return monthOfQuarterAt(c, i) ?? daysAtEndAt(c, i) ?? dayOfStretchAt(c, i);
}

interface Place {
  next: number;
  /** From the beginning, 1 the first; or the last. */
  place: number | 'last';
  /** "đầu" without "tiên" may mean the first days. */
  loose: boolean;
}

function placeAt(c: Cursor, i: number): Place | null {
  const first = c.after(i, ...FIRST);
  if (first !== null) return { next: first, place: 1, loose: c.after(i, 'đầu tiên') === null };
  const last = c.after(i, ...LAST);
  if (last !== null) return { next: last, place: 'last', loose: c.after(i, 'cuối cùng') === null };
  const nth = c.after(i, 'thứ');
  if (nth === null) return null;
  const one = c.after(nth, 'nhất');
  const digits = c.number(nth);
  const read = one !== null ? { next: one, value: 1 } : digits !== null ? { next: nth + 1, value: digits } : wordNumber(c, nth);
  return read && { next: read.next, place: read.value, loose: false };
}

/** The one month, quarter or year that the place is in. */
function stretchAt(c: Cursor, i: number): Read<Part> | null {
  const at = c.skip(i, 'của', 'trong');
  return monthsAt(c, at) ?? quartersAt(c, at) ?? yearPartAt(c, at);
}

const isOne = ({ doubt, months, range, grain, first, last }: Part) =>
  doubt === undefined && months === undefined && range === undefined && (grain !== 'month' || first.month === last.month);

const asked = (grain: Part['grain'], reason: string, first?: Edge, last?: Edge): Part =>
  doubtful(grain, { reason, proposal: 'Đề nghị ghi ngày cụ thể.', ...(first && { first }), ...(last && { last }) });

/** "tháng đầu quý III", "tháng thứ hai của quý III", "2 tháng cuối quý III". */
export function monthOfQuarterAt(c: Cursor, i: number): Read<Part> | null {
  const count = countAt(c, i);
  const word = c.after(count?.next ?? i, 'tháng');
  const place = word === null ? null : (placeAt(c, word) ?? middleAt(c, word));
  const quarter = place && quartersAt(c, c.skip(place.next, 'của', 'trong'));
  if (!place || !quarter) return null;
  const { value: part, next } = quarter;
  const { month } = part.first;
  // "nửa tháng đầu quý III"
  if (c.before(i, 'nửa') !== null) return { next, value: asked('month', 'chỉ là một phần của tháng trong quý') };
  if (!isOne(part) || month === null || part.last.month !== month + 2)
    return { next, value: part.doubt ? part : asked('month', 'nêu nhiều quý cho một tháng trong quý') };
  const size = count?.value ?? 1;
  const from = place.place === 'last' ? 4 - size : place.place;
  const to = from + size - 1;
  if (from < 1 || to > 3 || size < 1 || (size > 1 && place.place !== 'last' && place.place !== 1))
    return { next, value: asked('month', 'mỗi quý chỉ có 03 tháng') };
  const year = part.first.year ?? part.last.year;
  const [first, last] = [edge(month + from - 1, 1, year), edge(month + to - 1, 'last', year)];
  return { next, value: { grain: 'month', first, last, approx: false, strong: true } };
}

const middleAt = (c: Cursor, i: number): Place | null => {
  const next = c.after(i, 'giữa');
  return next === null ? null : { next, place: 2, loose: false };
};

/** "5 ngày đầu tháng 9": 1-5; "10 ngày cuối tháng 8": 22-31. */
export function daysAtEndAt(c: Cursor, i: number): Read<Part> | null {
  const count = countAt(c, i);
  const day = count && c.after(count.next, 'ngày');
  if (!count || day === null) return null;
  const working = c.after(day, 'làm việc');
  const place = placeAt(c, working ?? day);
  const stretch = place && (place.place === 1 || place.place === 'last') ? stretchAt(c, place.next) : null;
  if (!place || !stretch) return null;
  const { value: part, next } = stretch;
  if (!isOne(part)) return { next, value: part.doubt ? part : asked('day', 'nêu nhiều tháng cho một số ngày') };
  if (working !== null) return { next, value: asked('day', 'tính theo ngày làm việc, không nêu ngày cụ thể') };
  if (count.value === 1) return { next, value: asked('day', '“một ngày” không nêu ngày nào', part.first, part.last) };
  const { month } = place.place === 1 ? part.first : part.last;
  const year = part.last.year ?? part.first.year;
  if (month === null || (month === 2 && year === null && place.place === 'last'))
    return { next, value: asked('day', 'số ngày của tháng 2 tùy theo năm') };
  const size = lastDayOf(year ?? 2001, month);
  if (count.value < 1 || count.value > size) return { next, value: asked('day', `tháng ${month} không có ${count.value} ngày`) };
  const [from, to]: [number, Edge['day']] = place.place === 1 ? [1, count.value] : [size - count.value + 1, 'last'];
  const [first, last] = [edge(month, from, year), edge(month, to, year)];
  return { next, value: { grain: 'tenth', first, last, approx: false, strong: true } };
}

/** "ngày đầu tiên của tháng 9", "thứ Bảy đầu tiên của tháng 7", "ngày làm việc cuối cùng của quý III". */
function dayOfStretchAt(c: Cursor, i: number): Read<Part> | null {
  const named = c.after(i, 'ngày');
  const held = named ?? c.after(i, 'các ngày', 'những ngày', 'các', 'mỗi', 'mọi', 'sáng', 'chiều', 'tối');
  const at = held ?? i;
  const working = named === null ? null : c.after(named, 'làm việc');
  const { next: day, weekday } = c.before(at, ...COUNTED) === null ? weekdayAt(c, at) : {};
  // "thứ Hai của tháng 6"; "chuyên đề thứ hai trong tháng 6" is no Monday
  const written = day !== undefined && (c.after(at, 'chủ nhật') !== null || /^[\p{Lu}\d]/u.test(c.at(day - 1)?.text ?? ''));
  const within = written && c.after(day, 'của', 'trong') !== null;
  const weekly = day !== undefined && (held !== null || within || placeAt(c, day) !== null);
  // "ngày thứ hai của tháng 9": a Monday, or the second
  const from = working ?? (weekly ? day : named);
  if (from === null || from === undefined) return null;
  const place = placeAt(c, from);
  if (!place && !weekly) return null;
  const stretch = stretchAt(c, place?.next ?? from);
  if (!stretch) return null;
  const { value: part, next } = stretch;
  if (part.doubt) return { next, value: part };
  if (weekly) return { next, value: weekdayOf(c, i, part, weekday, place) ?? asked('day', 'nêu thứ trong tuần, không nêu ngày') };
  if (working !== null) return { next, value: asked('day', 'tính theo ngày làm việc, không nêu ngày cụ thể') };
  const one = place?.place === 'last' ? part.last : place?.place === 1 ? part.first : null;
  if (!one || !isOne(part)) return { next, value: asked('day', 'nêu thứ tự của ngày, không nêu ngày cụ thể') };
  if (place?.loose) return { next, value: asked('day', 'không rõ là một ngày hay nhiều ngày', one, one) };
  const exact = { ...one, year: part.first.year ?? part.last.year };
  return { next, value: { grain: 'day', first: exact, last: exact, approx: false, strong: true } };
}

/** "thứ Hai đầu tiên của tháng 7/2024": one date, where the month has its year and nothing says that several are meant. */
function weekdayOf(c: Cursor, i: number, part: Part, weekday: number | undefined, place: Place | null): Part | null {
  const { month } = part.first;
  const year = part.first.year ?? part.last.year;
  const alone = c.after(i, 'thứ', 'chủ nhật', 'sáng', 'chiều', 'tối') !== null && part.grain === 'month' && isOne(part);
  if (!alone || month === null || year === null || weekday === undefined || !place || place.loose) return null;
  const day = nthWeekday(year, month, weekday, place.place);
  return day === null ? null : { ...part, grain: 'day', first: edge(month, day, year), last: edge(month, day, year) };
}
