/**
 * Vague words before a month, quarter or year: "thượng tuần tháng 5", "đầu quý III", "nửa cuối tháng 6", "cuối năm".
 * Tenths of a month are days 1-10, 11-20, 21-last; "đầu quý" is its first month.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { monthDays } from './days';
import { monthsAt } from './months';
import { monthOfQuarterAt } from './ordinals';
import { doubtful, edge, type Doubt, type Edge, type Part } from './parts';
import { quartersAt, yearPartAt } from './quarters';

type Third = 0 | 1 | 2;
const TENTHS: [Edge['day'], Edge['day']][] = [
  [1, 10],
  [11, 20],
  [21, 'last'],
];

export function tenthsAt(c: Cursor, i: number): Read<Part> | null {
  const half = halfAt(c, i);
  if (half) return half;
  const week = weekDoubt(c, i);
  if (week) return week;
  const word = thirdAt(c, i);
  if (!word) return null;
  const at = c.skip(word.next, 'của');
  const month = monthsAt(c, at) ?? monthOfQuarterAt(c, at);
  if (month) return { next: month.next, value: tenthOf(month.value, word.value) };
  const quarter = word.tenthOnly ? null : quartersAt(c, at);
  if (quarter) return { next: quarter.next, value: monthOfQuarter(quarter.value, word.value) };
  const year = word.tenthOnly ? null : yearPartAt(c, at);
  return year && { next: year.next, value: partOfYear(year.value, word.value) };
}

function thirdAt(c: Cursor, i: number): { next: number; value: Third; tenthOnly: boolean } | null {
  const tenths = [c.after(i, 'thượng tuần'), c.after(i, 'trung tuần'), c.after(i, 'hạ tuần')];
  const words = [
    c.after(i, 'những ngày đầu', 'các ngày đầu', 'đầu'),
    c.after(i, 'giữa'),
    c.after(i, 'những ngày cuối', 'các ngày cuối', 'cuối'),
  ];
  for (const value of [0, 1, 2] as const) {
    const tenth = tenths[value];
    if (tenth != null) return { next: tenth, value, tenthOnly: true };
    const word = words[value];
    if (word != null) return { next: word, value, tenthOnly: false };
  }
  return null;
}

function tenthOf(month: Part, third: Third): Part {
  if (month.doubt || month.first.month !== month.last.month) return ask(month, 'nêu nhiều tháng cho một tuần trong tháng');
  const [first, last] = TENTHS[third] ?? [1, 10];
  return { ...month, grain: 'tenth', first: { ...month.first, day: first }, last: { ...month.last, day: last }, approx: true };
}

function monthOfQuarter(quarter: Part, third: Third): Part {
  const { month } = quarter.first;
  if (quarter.doubt || month === null || quarter.last.month !== month + 2) return ask(quarter, 'nêu nhiều quý');
  return { ...monthDays(month + third, 1, 'last', quarter.first.year ?? quarter.last.year, 'month'), approx: true };
}

const YEAR_PARTS: [string, number, number][] = [
  ['đầu năm', 1, 3],
  ['giữa năm', 6, 7],
  ['cuối năm', 10, 12],
];

/** Nobody can say where "the beginning of the year" ends. */
function partOfYear(year: Part, third: Third): Part {
  const [words, from, to] = YEAR_PARTS[third] ?? ['', 1, 12];
  const doubt: Doubt = {
    reason: `“${words}” không nêu tháng hoặc quý cụ thể`,
    proposal: `Hiểu là tháng ${from} đến tháng ${to}.`,
    first: edge(from, 1, year.first.year),
    last: edge(to, 'last', year.last.year),
  };
  return { ...year, approx: true, strong: true, doubt };
}

function ask(part: Part, reason: string): Part {
  return part.doubt ? part : { ...part, doubt: { reason, proposal: 'Đề nghị ghi rõ từ ngày nào đến ngày nào.' } };
}

/** "nửa đầu tháng 4": 1-15; "nửa cuối": from the 16th. */
function halfAt(c: Cursor, i: number): Read<Part> | null {
  const head = c.after(i, 'nửa đầu', 'nửa đầu của');
  const tail = c.after(i, 'nửa cuối', 'nửa sau', 'nửa cuối của');
  const at = head ?? tail;
  if (at === null) return null;
  const month = monthsAt(c, at);
  if (!month) return null;
  if (month.value.doubt || month.value.first.month !== month.value.last.month)
    return { next: month.next, value: ask(month.value, 'nêu nhiều tháng') };
  const [first, last]: [Edge['day'], Edge['day']] = head === null ? [16, 'last'] : [1, 15];
  const { value } = month;
  return {
    next: month.next,
    value: { ...value, grain: 'tenth', first: { ...value.first, day: first }, last: { ...value.last, day: last } },
  };
}

/** "tuần đầu tháng 4", "tuần thứ hai của tháng 4": weeks of a month are counted in several ways. */
function weekDoubt(c: Cursor, i: number): Read<Part> | null {
  const word = c.after(i, 'tuần');
  if (word === null) return null;
  let at = c.skip(word, 'thứ', 'lễ', 'làm việc');
  const named = c.after(at, 'đầu tiên', 'đầu', 'cuối cùng', 'cuối', 'nhất', 'hai', 'ba', 'tư');
  at = named ?? (c.number(at) === null ? at : at + 1);
  // "hai ngày cuối tuần của tháng 7"
  if (at === word && c.before(i, 'ngày cuối') === null) return null;
  const month = monthsAt(c, c.skip(at, 'của', 'trong'));
  if (!month) return null;
  const reason = 'tuần trong tháng có nhiều cách tính (theo tuần lễ hoặc theo 07 ngày)';
  return { next: month.next, value: doubtful('tenth', { reason, proposal: 'Đề nghị ghi rõ từ ngày nào đến ngày nào.' }) };
}
