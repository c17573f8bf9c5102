/**
 * One key for the spellings of a text, for matching only: case, tone placement (uỷ/ủy), y and i (quý/quí), hằng/hàng,
 * and the accents of texts that were typed without.
 * Keeps the length of composed text, so a match in the key is a place in the text.
 *
 * @module
 */
import { accented, respelled } from './accents';

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

/** Vowel groups whose tone stands on either letter, by school. */
const SHIFTING = ['oa', 'oe', 'uy'];

/** Composed, lower case, tones where the new school puts them, slips in well-known words mended. Same length as `text.normalize('NFC')`. */
export const foldedKey = (text: string): string => spelling(respelled(spelling(accented(text))));

function spelling(text: string): string {
  const lower = Array.from(text.normalize('NFC'), (letter) =>
    letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
  );
  return lower
    .join('')
    .replace(OLD_PLACE, newPlace)
    .replace(/í(?=[\s.,;:)/]|$)(?<=qu[íi])/g, 'ý')
    .replace(/hàng(?= (?:tháng|quý|năm|tuần))/g, 'hằng');
}

const variants = (letter: string) =>
  TONES.slice(1)
    .map((tone) => (letter + tone).normalize('NFC'))
    .join('');

/** "oà", "uỷ": the tone on the second vowel at the end of a syllable, but "quy", "quý" keep theirs. */
const OLD_PLACE = new RegExp(`(?<!q)(?:o[${variants('a')}${variants('e')}]|u[${variants('y')}])(?!\\p{L})`, 'gu');

function newPlace(pair: string): string {
  const [first = '', second = ''] = pair;
  const parts = second.normalize('NFD');
  const tone = parts.match(TONE)?.[0] ?? '';
  const bare = parts.replace(TONE, '').normalize('NFC');
  return SHIFTING.includes(first + bare) ? (first + tone).normalize('NFC') + bare : pair;
}

/** Old tone placement rewritten as the offices write today ("Đảng uỷ" becomes "Đảng ủy"); case is kept. */
export function todaysSpelling(text: string): string {
  const key = spelling(text);
  const units = text.normalize('NFC').split('');
  return units.map((letter, at) => pick(letter === letter.toLowerCase() ? key[at] : key[at]?.toUpperCase(), letter)).join('');
}

/** Only letters whose tone moved change. */
function pick(candidate: string | undefined, letter: string): string {
  if (candidate === undefined || candidate.length !== letter.length) return letter;
  const bare = (text: string) => text.normalize('NFD').replace(TONE, '').toLowerCase();
  return bare(candidate) === bare(letter) ? candidate : letter;
}

/** Without any mark: for ids. */
export const plainLetters = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
