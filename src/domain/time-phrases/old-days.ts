/**
 * Days by the words of the old calendar: "rằm tháng 7", "mùng 10 tháng 3", "29 Tết". Their months are never read as those
 * of the solar one: they are asked.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { lunarDoubt, moonAt } from './moon';
import { monthNumber } from './months';
import { wordNumber } from './numbers';
import { doubtful, type Part } from './parts';
import { yearAt } from './years';

/** Days of the old calendar by their own words: the 15th, the first ten, those before and after Tết. */
export function oldDaysAt(c: Cursor, i: number): Read<Part> | null {
  const at = c.skip(i, 'các ngày', 'ngày', 'đêm', 'hôm', 'lễ');
  const next = c.after(at, 'rằm') ?? firstTenAt(c, at) ?? ofTetAt(c, at);
  if (next === null) return null;
  const said = behindOldDay(c, next);
  const words = c.tokens.slice(at, said).map(({ text, spaced }, n) => (n > 0 && spaced ? ` ${text}` : text));
  return { next: said, value: doubtful('day', lunarDoubt(words.join(''))) };
}

/** "mùng 5", "mồng Một": the month of a solar date is asked as well, since nobody can tell which one is meant. */
function firstTenAt(c: Cursor, i: number): number | null {
  const word = c.after(i, 'mùng', 'mồng');
  if (word === null) return null;
  const digits = c.number(word);
  const read = digits === null ? wordNumber(c, word) : { next: word + 1, value: digits };
  return read && read.value >= 1 && read.value <= 10 ? read.next : null;
}

/** "29 Tết" */
function ofTetAt(c: Cursor, i: number): number | null {
  const day = c.number(i);
  return day !== null && day >= 1 && day <= 30 && c.after(i + 1, 'tết') !== null && !c.mark(i - 1, '/', '-', '.', '–')
    ? i + 1
    : null;
}

/** "/3", "tháng 3", "tháng Giêng", "Tết", each with its year, and "âm lịch". */
function behindOldDay(c: Cursor, i: number): number {
  const word = c.after(c.skip(i, 'của', 'vào', 'trong'), 'tháng');
  const slashed = c.mark(i, '/', '-', '.') && !c.at(i + 1)?.spaced && c.number(i + 1) !== null ? i + 2 : null;
  const named = word === null ? null : (c.after(word, 'giêng', 'chạp') ?? monthNumber(c, word)?.next ?? null);
  const month = slashed ?? named;
  const end = month ?? c.after(i, 'tết nguyên đán', 'tết') ?? i;
  const year = yearAt(c, end, month !== null)?.next ?? end;
  return moonAt(c, year) ?? year;
}
