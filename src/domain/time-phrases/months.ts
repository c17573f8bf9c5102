/**
 * Months: "tháng 4", "tháng Tư/2023", "tháng 9-10/2023", "tháng 4, tháng 8", "T6/2026".
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { lunarDoubt, moonAt } from './moon';
import { wordNumber } from './numbers';
import { doubtful, edge, type Doubt, type Part } from './parts';
import { isShortMonth } from './short-months';
import { yearAt } from './years';

export interface MonthSaid {
  month: number;
  /** "tháng năm 2023" may be a month left blank. */
  unclear: boolean;
}

/** The month after the word "tháng". */
export function monthNumber(c: Cursor, i: number): Read<MonthSaid> | null {
  const digits = c.number(i);
  if (digits !== null && (c.at(i)?.text.length ?? 9) <= 2) return { next: i + 1, value: { month: digits, unclear: false } };
  // "trong tháng Mười" and then "Một số chi bộ …"
  const word = c.after(i, 'mười một số') === null ? wordNumber(c, i) : { next: i + 1, value: 10 };
  if (!word || (c.after(i, 'năm') !== null && c.after(i + 1, 'nay', 'sau', 'này', 'tới', 'trước') !== null)) return null;
  const capital = /^\p{Lu}/u.test(c.at(i)?.text ?? '');
  // "tháng một lần": once a month
  if (c.after(i, 'một lần') !== null) return null;
  const unclear = c.after(i, 'năm') !== null && !capital && c.number(i + 1) !== null;
  return { next: word.next, value: { month: word.value, unclear } };
}

interface Item extends MonthSaid {
  year: number | null;
  vague?: string;
  /** Joined to the one before by a dash. */
  dash: boolean;
}

/** "2 tháng 6 và 7": how many months follow, and which; "2 tháng 6" alone is a day. */
function countedMonths(c: Cursor, i: number): Read<Part> | null {
  const count = c.number(i);
  if (count === null || count < 2 || count > 12 || c.after(i + 1, 'tháng') === null) return null;
  const months = monthsAt(c, i + 1);
  const said = months && monthCount(months.value);
  if (!months || said === null || said < 2) return null;
  if (said === count) return months;
  const doubt = { reason: `nêu ${count} tháng nhưng kể ${said} tháng`, proposal: 'Đề nghị kiểm tra lại với văn bản.' };
  return { next: months.next, value: { ...months.value, doubt } };
}

/** Of the months of one year; null where they reach into the next. */
function monthCount({ first, last, months }: Part): number | null {
  if (months) return months.length;
  return first.month === null || last.month === null || last.month < first.month ? null : last.month - first.month + 1;
}

/** One month, a range or a list of them, with the year. */
export function monthsAt(c: Cursor, i: number): Read<Part> | null {
  const counted = countedMonths(c, i);
  if (counted) return counted;
  const start = monthWord(c, i);
  if (start === null) return null;
  const items: Item[] = [];
  let next = start;
  // "tháng riêng": as it is said in the north
  const north = c.after(start, 'riêng');
  let old = north === null ? oldMonthAt(c, start) : { next: north, value: 'tháng giêng' };
  next = old?.next ?? next;
  for (let item = old ? joinedItem(c, next) : itemAt(c, start, false); item; item = joinedItem(c, next)) {
    items.push(item.value);
    next = item.next;
    // "tháng 11, tháng Chạp": months of one list are of one calendar
    const joined = c.mark(next, ',', '-', '–') ? c.skip(next + 1, 'và', 'tháng') : c.after(next, 'và tháng', 'và');
    old ??= joined === null ? null : oldMonthAt(c, c.skip(joined, 'tháng'));
    if (old && old.next > next) next = old.next;
  }
  if (old) return { next, value: doubtful('month', lunarDoubt(old.value)) };
  if (items.length === 0) return null;
  const moon = moonAt(c, next);
  if (moon !== null) return { next: moon, value: doubtful('month', lunarDoubt('âm lịch')) };
  return { next, value: partOf(items) };
}

/** "Giêng", "Chạp": the first and the last month of the old calendar. */
function oldMonthAt(c: Cursor, i: number): Read<string> | null {
  const word = c.after(i, 'giêng', 'chạp');
  return word === null ? null : { next: yearAt(c, word)?.next ?? word, value: `tháng ${c.at(i)?.text ?? ''}` };
}

function monthWord(c: Cursor, i: number): number | null {
  const word = c.after(i, 'các tháng', 'tháng');
  if (word !== null) return word;
  // "T6/2026", "T.6/2026": the abbreviation needs its year.
  const short = c.at(i)?.text === 'T' || c.at(i)?.text === 't' ? i + 1 : null;
  const digits = short !== null && c.mark(short, '.') ? short + 1 : short;
  if (digits === null || c.number(digits) === null || c.at(digits)?.spaced) return null;
  return yearAt(c, digits + 1) || isShortMonth(c.tokens, i) ? digits : null;
}

function itemAt(c: Cursor, i: number, dash: boolean): Read<Item> | null {
  const said = monthNumber(c, i);
  if (!said) return null;
  const year = yearAt(c, said.next, true);
  const value = { ...said.value, dash, year: year?.value.year ?? null };
  return {
    next: year?.next ?? said.next,
    value: year?.value.vague === undefined ? value : { ...value, vague: year.value.vague },
  };
}

/** ", 6" and "- tháng 6" and "và 6"; a number alone must be a month, and no day of the next date. */
function joinedItem(c: Cursor, i: number): Read<Item> | null {
  const dash = c.mark(i, '-', '–');
  const joined = dash || c.mark(i, ',', ';', '&', '+') ? c.skip(i + 1, 'và') : c.after(i, 'và', 'hoặc');
  if (joined === null) return null;
  const named = c.after(joined, 'tháng') ?? (isShortMonth(c.tokens, joined) ? joined + 1 : null);
  const number = c.number(joined);
  if (named === null && (number === null || number > 12 || (c.at(joined)?.text.length ?? 9) > 2)) return null;
  if (named === null && c.mark(joined + 1, '/', '-', '.') && (c.number(joined + 2) ?? 9999) <= 31) return null;
  if (
    named === null &&
    c.after(joined + 1, 'ngày', 'tháng', 'lần', 'giờ', 'chuyên', 'buổi', 'quý', 'năm') !== null &&
    yearAt(c, joined + 1) === null
  )
    return null;
  return itemAt(c, named ?? joined, dash);
}

function partOf(items: Item[]): Part {
  // A year stated later holds for the months before it.
  for (let n = items.length - 2; n >= 0; n -= 1) {
    const [item, after] = [items[n], items[n + 1]];
    if (item && after && item.year === null && item.month <= after.month) items[n] = { ...item, year: after.year };
  }
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return doubtful('month', { reason: 'không rõ tháng nào', proposal: 'Đề nghị ghi rõ tháng.' });
  const base: Part = {
    grain: 'month',
    first: edge(first.month, 1, first.year),
    last: edge(last.month, 'last', last.year),
    approx: false,
    strong: true,
    ...(items.length > 1 && { range: items.slice(1).every(({ dash }) => dash) }),
  };
  const unclear = items.some((item) => item.unclear);
  if (unclear)
    return {
      ...base,
      doubt: {
        reason: '“tháng năm” có thể là tháng 5, cũng có thể là chỗ để trống số tháng',
        proposal: 'Hiểu là tháng 5.',
        first: base.first,
        last: base.last,
      },
    };
  const vague = items.find((item) => item.vague !== undefined)?.vague;
  if (vague !== undefined) return { ...base, doubt: vagueYear(vague) };
  const apart = items.some(
    (item, n) =>
      n > 0 && !item.dash && item.month !== ((items[n - 1]?.month ?? 0) % 12) + 1 && item.month !== items[n - 1]?.month,
  );
  return apart ? { ...base, months: items.map(({ month }) => month) } : base;
}

export const vagueYear = (words: string): Doubt => ({
  reason: `“${words}” tính từ năm ban hành văn bản, không nêu số năm`,
  proposal: 'Đề nghị ghi rõ năm.',
});
