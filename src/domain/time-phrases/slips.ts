/**
 * A word before a date that is nearly one that decides what the date is ("rước ngày 30/6"): it is asked, never passed over.
 *
 * @module
 */
import type { Cursor } from './cursor';
import { almost } from './folding';

/** Words that change a date's meaning, and real words one letter away that stand before dates. */
const DECIDING: { word: string; never: string[] }[] = [
  { word: 'trước', never: ['nước', 'bước', 'thước'] },
  { word: 'sau', never: ['sáu', 'sao', 'sai', 'say', 'cau', 'sâu'] },
  { word: 'hết', never: ['kết', 'tết', 'hệt'] },
  { word: 'đến', never: ['bến', 'tên', 'nên', 'lên', 'trên'] },
  { word: 'nhất', never: ['nhật', 'chất'] },
  { word: 'quá', never: ['quả', 'quý', 'quí', 'qua', 'quân'] },
  { word: 'đầu', never: ['đấu', 'dầu', 'đâu', 'đều'] },
  { word: 'giữa', never: ['giữ'] },
  { word: 'cuối', never: ['cuộc', 'cuốn'] },
  { word: 'nửa', never: ['nữa'] },
];
/** Too short for a letter more or less: these spellings only. */
const TOO_SHORT: { word: string; slips: string[] }[] = [
  { word: 'từ', slips: ['tư', 'tứ', 'tử', 'tự', 'tu', 'ừ', 't', 'tù', 'ừt', 'ttừ', 'từừ'] },
];
/** They decide nothing alone: what they belong to was not understood. */
const HALVES = ['nhất', 'quá', 'muộn', 'chậm', 'tuần'];
/** Words that hold one of these and mean something else. */
const WHOLE = ['thứ nhất', 'thống nhất', 'cao nhất', 'tốt nhất', 'hợp nhất', 'hàng tuần', 'hằng tuần'];
/** Between the word and its date. */
const BETWEEN = ['là', 'vào', 'ngày'];

/** Vietnamese: which word before the date at `i` is not understood; null when there is none. */
export function slipBefore(c: Cursor, i: number): string | null {
  // "háng 08 năm 2024": the number before the year is a month or a day that was lost.
  if (c.number(i - 1) !== null && c.after(i, 'năm') !== null) return 'phía trước còn con số chưa rõ nghĩa';
  let at = i;
  for (let back = c.before(at, ...BETWEEN); back !== null; back = c.before(at, ...BETWEEN)) at = back;
  const token = c.at(at - 1);
  if (token?.kind !== 'word' || c.before(at, ...WHOLE) !== null) return null;
  if (c.before(at, ...HALVES) !== null) return `chưa rõ từ “${token.text}” phía trước`;
  const lower = token.text.toLowerCase();
  const near =
    TOO_SHORT.find(({ slips }) => slips.includes(lower)) ??
    DECIDING.find(({ word, never }) => c.before(at, word) === null && almost(lower, word) && !never.includes(lower));
  return near ? `chưa rõ từ “${token.text}”, có thể là “${near.word}”` : null;
}
