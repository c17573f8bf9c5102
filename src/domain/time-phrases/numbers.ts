/**
 * Numbers as documents write them: digits, words, Roman.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';

/** "năm" is five and year; where that is unclear the caller decides. */
const WORDS: [string, number][] = [
  ['mười hai', 12],
  ['mười một', 11],
  ['mười', 10],
  ['một', 1],
  ['hai', 2],
  ['ba', 3],
  ['tư', 4],
  ['bốn', 4],
  ['năm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
];

/** A number written as a word, up to twelve. */
export function wordNumber(c: Cursor, i: number): Read<number> | null {
  for (const [word, value] of WORDS) {
    const next = c.after(i, word);
    if (next !== null) return { next, value };
  }
  return null;
}

/** Digits, or a word other than "năm". */
export function countAt(c: Cursor, i: number): Read<number> | null {
  const digits = c.number(i);
  if (digits !== null)
    return (c.at(i)?.text.length ?? 9) <= 3 && !/^0\d\d/.test(c.at(i)?.text ?? '') ? { next: i + 1, value: digits } : null;
  return c.after(i, 'năm') === null ? wordNumber(c, i) : null;
}

const ROMANS: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6 };

/** "II", "ii". */
export function romanNumber(text: string): number | null {
  return ROMANS[text.toLowerCase()] ?? null;
}
