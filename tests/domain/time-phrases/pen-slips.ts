/**
 * Slips of the pen in a phrase, one at a time: what a hand on a Telex or VNI keyboard does. It shares nothing with the
 * parser.
 *
 * @module
 */

/** A phrase after one slip. */
export interface Slip {
  /** "dropped", "doubled", "swapped", "neighbour", "marks lost", "tone lost", "tone wrong", "telex", "vni", "separator". */
  kind: string;
  text: string;
}

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;
/** The key that writes each mark: Telex, VNI. */
const KEYS: [string, string, string][] = [
  ['\u0301', 's', '1'],
  ['\u0300', 'f', '2'],
  ['\u0309', 'r', '3'],
  ['\u0303', 'x', '4'],
  ['\u0323', 'j', '5'],
];

/** Every text that one slip makes of `text` (NFC), each once. */
export function slipsOf(text: string): Slip[] {
  const found = new Map<string, string>();
  const add = (kind: string, slipped: string) => {
    const whole = slipped.normalize('NFC').trim();
    if (whole !== text && !found.has(whole)) found.set(whole, kind);
  };
  const letters = Array.from(text.normalize('NFC'));
  const put = (at: number, count: number, ...by: string[]) => letters.toSpliced(at, count, ...by).join('');
  for (const [at, letter] of letters.entries()) {
    const next = letters[at + 1];
    if (letter !== ' ' || !/[,;.(]/u.test(letters[at - 1] ?? '')) add('dropped', put(at, 1));
    if (letter !== ' ') add('doubled', put(at, 1, letter, letter));
    if (next !== undefined && next !== letter) add('swapped', put(at, 2, next, letter));
    for (const near of neighbours(letter)) add('neighbour', put(at, 1, near));
    for (const other of otherMarks(letter)) add('tone wrong', put(at, 1, other));
    if (toneless(letter) !== letter) add('tone lost', put(at, 1, toneless(letter)));
    if (markless(letter) !== letter) add('marks lost', put(at, 1, markless(letter)));
    if (/[/.–-]/u.test(letter)) for (const by of ['/', '-', '.', ',', ';', ' ', ':', '\\', '|']) add('separator', put(at, 1, by));
  }
  for (const word of text.matchAll(/\p{L}+/gu)) {
    const [from, to] = [word.index, word.index + word[0].length];
    const replaced = (by: string) => text.slice(0, from) + by + text.slice(to);
    add('marks lost', replaced(Array.from(word[0], markless).join('')));
    const parts = word[0].normalize('NFD');
    for (const [mark, telex, vni] of KEYS) {
      if (!parts.includes(mark)) continue;
      add('telex', replaced(parts.replace(mark, '').normalize('NFC') + telex));
      add('vni', replaced(parts.replace(mark, '').normalize('NFC') + vni));
    }
  }
  return Array.from(found, ([slipped, kind]) => ({ kind, text: slipped }));
}

/** Keys beside the one that writes `letter`; the letter keeps its marks and case. */
function neighbours(letter: string): string[] {
  const bare = markless(letter).toLowerCase();
  const upper = letter !== letter.toLowerCase();
  const row = ROWS.findIndex((keys) => keys.includes(bare) && bare !== '');
  const at = ROWS[row]?.indexOf(bare) ?? -1;
  if (row < 0 || at < 0) return [];
  const digit = row === 0;
  const near = [
    ROWS[row]?.[at - 1],
    ROWS[row]?.[at + 1],
    ...(digit ? [] : [ROWS[row + 1]?.[at], row > 1 ? ROWS[row - 1]?.[at] : undefined]),
  ];
  return near.filter((key) => key !== undefined && key !== '').map((key) => (upper ? String(key).toUpperCase() : String(key)));
}

const markless = (letter: string) =>
  letter.normalize('NFD').replace(/\p{M}/gu, '').replace('đ', 'd').replace('Đ', 'D').normalize('NFC');
const toneless = (letter: string) => letter.normalize('NFD').replace(TONE, '').normalize('NFC');

/** The same vowel under another tone. */
function otherMarks(letter: string): string[] {
  const parts = letter.normalize('NFD');
  if (!TONE.test(parts)) return [];
  return TONES.filter((tone) => !parts.includes(tone)).map((tone) => (toneless(letter) + tone).normalize('NFC'));
}

/** Roman numbers of quarters: one slip makes another of them. */
const ROMAN = /^(?:I{1,3}|IV|VI?)$/iu;
const NUMBER = /^(?:\d{1,2}|\d{4}|[1-3]\d\d)$/u;

/**
 * Whether `slipped` is as good a phrase as `text`, so that nobody can know of the slip: nothing but numbers differ, and
 * each of them is a number that a date may hold (30/6 → 30/8, quý I → quý II).
 */
export function isAnotherPhrase(text: string, slipped: string): boolean {
  const [before, after] = [pieces(text), pieces(slipped)];
  const same = before.words.length === after.words.length && before.words.every((word, n) => word === after.words[n]);
  // "10 ngày làm việc" → "110 ngày làm việc": a count, no part of a date
  const counts = /\d+ (?:ngày|tuần) (?:làm việc|trước|kể từ)/u.test(slipped);
  return (
    same && after.numbers.every((number) => ROMAN.test(number) || (NUMBER.test(number) && (counts || isDatesNumber(number))))
  );
}

const isDatesNumber = (number: string) => (number.length === 4 ? /^(?:19|20|21)/u.test(number) : Number(number) <= 31);

/** Numbers (Roman ones too) and everything else. A mark between numbers is one or another of the usual ones. */
function pieces(text: string): { words: string[]; numbers: string[] } {
  const all = text.normalize('NFC').match(/\d+|\p{L}+|[^\s\p{L}\d]/gu) ?? [];
  const isNumber = (piece: string) => /^\d/u.test(piece) || (ROMAN.test(piece) && piece === piece.toUpperCase());
  return {
    words: all.filter((piece) => !isNumber(piece)).map((piece) => (/^[/.-]$/u.test(piece) ? '/' : piece)),
    numbers: all.filter(isNumber),
  };
}
