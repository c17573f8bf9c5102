/**
 * One key for the spellings of a word: case, composed or not, uỷ/ủy, quý/quí. For matching only; texts stay as written.
 *
 * @module
 */

/** One letter of the original text with its marks, and where it stands there. */
export interface Letter {
  text: string;
  from: number;
  to: number;
}

/** The text letter by letter, each composed (NFC), with offsets into the original. */
export function letters(text: string): Letter[] {
  const found: Letter[] = [];
  for (const match of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const from = match.index;
    found.push({ text: match[0].normalize('NFC'), from, to: from + match[0].length });
  }
  return found;
}

/** The five tones as NFD marks: grave, acute, tilde, hook, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Lower case, tone moved to the end (its place differs by school), y as i behind a consonant or u. "Quý" and "quí" give one key. */
export function keyOf(word: string): string {
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(TONES)?.join('') ?? '';
  return (
    parts
      .replace(TONES, '')
      .normalize('NFC')
      .replace(/(?<=^|[b-dđghk-nprstvxu])y/g, 'i') + tones
  );
}

/** Without any mark: "đến" is "den". */
export function bareOf(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/(?<=^|[b-dghk-nprstvxu])y/g, 'i');
}

/** Whether one inserted, lost, changed or swapped letter apart. */
export function almost(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
