/**
 * The year that follows a day, a month or a quarter: "/2023", "năm 2023", "năm sau".
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import type { Token } from './tokens';

export interface YearSaid {
  year: number | null;
  /** "năm sau": which one depends on when it was written. */
  vague?: string;
}

const isYear = (value: number | null, token?: Token): value is number =>
  value !== null && value >= 1000 && value <= 9999 && token?.text.length === 4;

/** Null when none is stated. `twoDigits`: "30/6/23". */
export function yearAt(c: Cursor, i: number, twoDigits = false): Read<YearSaid> | null {
  const said = (next: number, year: number | null, vague?: string): Read<YearSaid> => ({
    next,
    value: vague === undefined ? { year } : { year, vague },
  });
  if (c.mark(i, '/', '-', '.', '–')) {
    const value = c.number(i + 1);
    const named = c.after(i + 1, 'năm');
    if (named !== null && isYear(c.number(named), c.at(named))) return said(named + 1, c.number(named));
    if (isYear(value, c.at(i + 1)) && !(c.mark(i, '.') && c.at(i + 1)?.spaced)) return said(i + 2, value);
    if (twoDigits && value !== null && c.at(i + 1)?.text.length === 2 && value >= 13) return said(i + 2, 2000 + value);
  }
  const at = c.skip(c.mark(i, ',') ? i + 1 : i, 'của');
  const word = c.after(at, 'năm');
  if (word !== null) {
    if (isYear(c.number(word), c.at(word))) return said(word + 1, c.number(word));
    const now = c.after(word, 'nay', 'này');
    if (now !== null) return said(now, null);
    // "6 tháng đầu năm trước ngày 20/6": the word belongs to the day
    // "báo cáo năm trước ngày 10/11": before that day, not last year.
    const lead = c.after(word, 'trước', 'sau');
    if (lead !== null && (c.number(lead) !== null || c.after(lead, 'ngày', 'tháng', 'quý') !== null)) return null;
    const other = c.after(word, 'sau', 'tới', 'trước', 'ngoái', 'kế tiếp', 'tiếp theo');
    const goesOn =
      c.after(word, 'trước', 'sau') !== null &&
      (c.after(word + 1, 'ngày', 'tháng', 'quý', 'khi') !== null || c.number(word + 1) !== null);
    if (other !== null && !goesOn) return said(other, null, `năm ${c.at(word)?.text ?? ''}`);
  }
  if (isYear(c.number(i), c.at(i)) && (c.number(i) ?? 0) >= 1900 && c.at(i)?.spaced) return said(i + 1, c.number(i));
  return null;
}
