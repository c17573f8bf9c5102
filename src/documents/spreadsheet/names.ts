/**
 * Names of bodies and headings, as keys: what offices write in several ways is one thing.
 *
 * @module
 */
import { foldedKey, plainLetters } from '../draft/folding';

/** Small letters without marks, words parted by one space. */
export const plain = (text: string): string =>
  plainLetters(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Marks count, case, punctuation and where the tone stands do not. */
export const nameKey = (text: string): string =>
  foldedKey(text)
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim();

const PREFIX = /^(?:(?:chi bộ|đảng bộ|đảng ủy)(?: cơ sở| bộ phận)?|cb|đb|đu)\s+(?=\S)/u;

/** {@link nameKey} without "Chi bộ", "Đảng bộ", "Đảng ủy" before it: a parent is often written so. */
export const bareKey = (text: string): string => nameKey(text).replace(PREFIX, '');

/** "chi-bo-khoa-noi": for ids. */
export const slug = (text: string): string => plain(text).replace(/ /g, '-');

/** 1 = the same, 0 = nothing in common: shared pairs of letters (Dice). */
export function likeness(a: string, b: string): number {
  const pairs = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
  const left = pairs(plain(a));
  const right = new Map<string, number>();
  for (const pair of pairs(plain(b))) right.set(pair, (right.get(pair) ?? 0) + 1);
  const total = left.length + [...right.values()].reduce((sum, n) => sum + n, 0);
  let shared = 0;
  for (const pair of left) {
    const n = right.get(pair) ?? 0;
    if (n > 0) shared += 1;
    right.set(pair, n - 1);
  }
  return total === 0 ? 0 : (2 * shared) / total;
}
