/**
 * Quarters and counted parts of a year: "Quý I, II/2023", "quý 4", "6 tháng đầu năm", "cả năm".
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { countAt, romanNumber, wordNumber } from './numbers';
import { doubtful, edge, monthsPart, type Part } from './parts';
import { vagueYear } from './months';
import { yearAt } from './years';

/** "quý II và III", "quý I - quý III", "quý 4", "QII/2023". */
export function quartersAt(c: Cursor, i: number): Read<Part> | null {
  const word = c.after(i, 'các quý', 'quý');
  const glued = /^q(i{1,3}|iv)$/i.exec(c.at(i)?.text ?? '')?.[1];
  const first =
    glued === undefined ? (word === null ? null : quarterNumber(c, word)) : { next: i + 1, value: romanNumber(glued) ?? 0 };
  if (!first) return null;
  const found = [first.value];
  let { next } = first;
  let years = yearAt(c, next, true);
  const years0 = years;
  let apart = false;
  let dashed = true;
  for (;;) {
    const from = years?.next ?? next;
    const dash = c.mark(from, '-', '–');
    const joined = dash || c.mark(from, ',', '&', ';', '+') ? c.skip(from + 1, 'và') : c.after(from, 'và', 'hoặc');
    if (joined === null) break;
    const named = c.after(joined, 'quý');
    const more = quarterNumber(c, named ?? joined);
    if (!more || (named === null && !plainQuarter(c, joined))) break;
    apart ||= !dash && more.value !== (found.at(-1) ?? 0) + 1 && more.value !== found.at(-1);
    dashed &&= dash;
    found.push(more.value);
    next = more.next;
    years = yearAt(c, next, true);
  }
  return {
    next: years?.next ?? next,
    value: {
      ...quarterPart(found, apart, years0?.value.year ?? null, years?.value ?? { year: null }),
      ...(found.length > 1 && { range: dashed }),
    },
  };
}

/** After a comma a number alone must be written as a quarter is. */
function plainQuarter(c: Cursor, i: number): boolean {
  if (romanNumber(c.at(i)?.text ?? '') !== null) return true;
  const n = c.number(i);
  return (
    n !== null &&
    n <= 4 &&
    c.at(i)?.text.length === 1 &&
    (yearAt(c, i + 1) !== null || c.at(i + 1)?.kind !== 'mark') &&
    c.at(i + 1)?.kind !== 'word'
  );
}

function quarterNumber(c: Cursor, i: number): Read<number> | null {
  const roman = romanNumber(c.at(i)?.text ?? '');
  if (roman !== null) return { next: i + 1, value: roman };
  const digits = c.number(i);
  if (digits !== null && (c.at(i)?.text.length ?? 9) <= 2) return { next: i + 1, value: digits };
  const nhat = c.after(i, 'nhất');
  if (nhat !== null) return { next: nhat, value: 1 };
  return c.after(i, 'năm', 'một lần') === null ? wordNumber(c, i) : null;
}

function quarterPart(
  found: number[],
  apart: boolean,
  firstYear: number | null,
  { year, vague }: { year: number | null; vague?: string },
): Part {
  const wrong = found.find((n) => n < 1 || n > 4);
  if (wrong !== undefined)
    return doubtful('quarter', { reason: `không có quý ${wrong}`, proposal: 'Đề nghị ghi lại quý (I đến IV).' });
  const [first, last] = [found[0] ?? 1, found.at(-1) ?? 1];
  const part: Part = {
    ...monthsPart('quarter', first * 3 - 2, last * 3),
    first: edge(first * 3 - 2, 1, firstYear ?? null),
    last: edge(last * 3, 'last', year),
  };
  if (vague !== undefined) return { ...part, doubt: vagueYear(vague) };
  return apart ? { ...part, months: found.flatMap((n) => [n * 3 - 2, n * 3 - 1, n * 3]) } : part;
}

/** "6 tháng đầu năm", "9 tháng đầu năm", "hai quý cuối năm", "nửa đầu năm". */
export function halvesAt(c: Cursor, i: number): Read<Part> | null {
  const count = countAt(c, i);
  const half = c.after(i, 'nửa');
  const months = count && c.after(count.next, 'tháng');
  const quarters = count && c.after(count.next, 'quý');
  const at = half ?? months ?? quarters;
  const n = half !== null ? 6 : (count?.value ?? 0) * (months === null ? 3 : 1);
  if (at === null || n < 1 || n > 12) return null;
  const head = c.after(at, 'đầu năm', 'đầu của năm');
  const tail = c.after(at, 'cuối năm', 'cuối của năm', 'còn lại của năm', 'sau của năm');
  const end = head ?? tail;
  if (end === null) return null;
  // The word "năm" was read; its number or "nay" may follow.
  const year = yearAt(c, end - 1);
  const part = head === null ? monthsPart('half', 13 - n, 12) : monthsPart('half', 1, n);
  const said = year?.value;
  const dated: Part = said?.year
    ? { ...part, first: { ...part.first, year: said.year }, last: { ...part.last, year: said.year } }
    : part;
  return { next: year?.next ?? end, value: said?.vague === undefined ? dated : { ...dated, doubt: vagueYear(said.vague) } };
}

/** "cả năm 2023", "trong năm", "năm 2023": the whole year. Weak without a number or a leading word. */
export function yearPartAt(c: Cursor, i: number): Read<Part> | null {
  const whole = c.after(i, 'cả năm', 'suốt năm', 'toàn năm');
  const word = whole ?? c.after(i, 'năm');
  if (word === null) return null;
  const year = yearAt(c, word - 1);
  if (!year && whole === null && (c.at(word)?.kind === 'word' || c.number(word) !== null)) return null;
  const said = year?.value ?? { year: null };
  const part = monthsPart('year', 1, 12, { strong: whole !== null });
  const dated = { ...part, first: edge(1, 1, said.year), last: edge(12, 'last', said.year) };
  return { next: year?.next ?? word, value: said.vague === undefined ? dated : { ...dated, doubt: vagueYear(said.vague) } };
}
