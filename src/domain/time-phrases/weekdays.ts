/**
 * Days of the week beside a date: "thứ Hai", "chủ nhật", "(thứ Năm)".
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { wordNumber } from './numbers';

/** "thứ Hai", "chủ nhật", 1 = Monday. */
export function weekdayAt(c: Cursor, i: number): { next?: number; weekday?: number } {
  const sunday = c.after(i, 'chủ nhật', 'cn');
  if (sunday !== null) return { next: c.mark(sunday, ',') ? sunday + 1 : sunday, weekday: 7 };
  const word = c.after(i, 'thứ');
  if (word === null) return {};
  const number = c.number(word);
  const read = number === null ? wordNumber(c, word) : { next: word + 1, value: number };
  if (!read || read.value < 2 || read.value > 7) return {};
  return { next: c.mark(read.next, ',') ? read.next + 1 : read.next, weekday: read.value - 1 };
}

/** "(thứ Năm)" behind a date. */
export function weekdayBehind(c: Cursor, i: number): Read<number> | null {
  const open = c.mark(i, '(');
  const { next, weekday } = weekdayAt(c, open || c.mark(i, ',') ? i + 1 : i);
  if (next === undefined || weekday === undefined) return null;
  if (open) return c.mark(next, ')') ? { next: next + 1, value: weekday } : null;
  return { next, value: weekday };
}
