/**
 * A word before a date that decides nothing alone ("nhất ngày 30/6"): its other half is missing, and is asked.
 *
 * @module
 */
import type { Cursor } from './cursor';
import { isSyllable } from './language';

/** They decide nothing alone: what they belong to was not understood. */
const HALVES = ['nhất', 'quá', 'muộn', 'chậm', 'tuần'];
/** Words that hold one of these and mean something else. */
/** Nor do these before a day's number: "đầu 30/6". */
const PARTS = ['đầu', 'giữa', 'cuối', 'nửa'];
const WHOLE = ['thứ nhất', 'thống nhất', 'cao nhất', 'tốt nhất', 'hợp nhất', 'hàng tuần', 'hằng tuần'];
/** Between the word and its date. */
const BETWEEN = ['là', 'vào', 'và', 'ngày'];

/** Vietnamese: which word before the date at `i` is not understood; null when there is none. */
export function slipBefore(c: Cursor, i: number): string | null {
  // "háng 08 năm 2024": the number before the year is a month or a day that was lost.
  if (c.number(i - 1) !== null && c.after(i, 'năm') !== null) return 'phía trước còn con số chưa rõ nghĩa';
  let at = i;
  for (let back = c.before(at, ...BETWEEN); back !== null; back = c.before(at, ...BETWEEN)) at = back;
  const token = c.at(at - 1);
  if (token?.kind !== 'word' || c.before(at, ...WHOLE) !== null) return null;
  // a letter left over: "p 30/6", "Tj tháng 5"
  const scrap = token.text.length <= 2 && !isSyllable(token.text) && !/^\p{Lu}+$/u.test(token.text);
  if (scrap || c.before(at, ...HALVES) !== null || (c.number(i) !== null && c.before(i, ...PARTS) !== null))
    return `chưa rõ từ “${token.text}” phía trước`;
  return null;
}

/** Vietnamese: a word without accents that may be two, before or inside the date from `i` to `end`; null when there is none. */
export function plainDoubt(c: Cursor, i: number, end: number): string | null {
  if (!c.unaccented) return null;
  const twoWays = (word: string, ...meanings: string[]) =>
    `chữ không dấu “${word}” có thể là ${meanings.map((each) => `“${each}”`).join(' hoặc ')}`;
  for (let at = i; at < end; at += 1) {
    const month = c.after(at, 'tháng sáu');
    if (month === end) return twoWays('thang sau', 'tháng sáu', 'tháng sau');
  }
  const until = c.after(i, 'tới') !== null && c.after(i, 'tới hết') === null;
  if (until) return twoWays('toi', 'tới', 'tối');
  // the word stands before this date as well
  if (c.before(i, 'tháng tư', 'quý tư') !== null) return twoWays('tu', 'tư', 'từ');
  const fourth = c.after(i, 'tháng tư', 'quý tư');
  if (fourth !== null && fourth === end && (c.number(end) !== null || c.after(end, 'ngày', 'tháng', 'quý') !== null))
    return twoWays('tu', 'tư', 'từ');
  return c.after(i, 'tháng năm') === end ? twoWays('thang nam', 'tháng năm', 'tháng … năm') : null;
}
