/**
 * Words that are nearly a deciding word ("trưc ngày 30/6", "đén hết", "thán g 6"): what was probably meant, as tokens.
 *
 * @module
 */
import { almost, bareOf, keyOf } from './folding';
import {
  belongTogether,
  DECIDING,
  HARMLESS,
  isDeciding,
  isKnown,
  isKnownBare,
  isOrdinary,
  isReal,
  isSyllable,
  mistakenFor,
  type Word,
} from './language';
import { isShortMonth } from './short-months';
import type { Token } from './tokens';

export interface Repair {
  /** The tokens it replaces: from `at`, `count` of them. */
  at: number;
  count: number;
  /** As written and as meant. */
  said: string;
  meant: string;
  tokens: Token[];
  /** What is written is no word: if it can mean one thing only it is read so. */
  noWord: boolean;
  /** Nothing but the tone differs. */
  toneOnly: boolean;
}

/** More than so many in one text: it is not what this reads. */
export const MOST_SUSPECTS = 24;
const LONGEST_WORD = 14;
const NEAR_NUMBER = 7;

/** The repairs of the word at `at`, alone or with the word behind it; empty when nothing is wrong with it. */
export function repairsAt(list: Token[], at: number, unaccented: boolean): Repair[] {
  const token = list[at];
  if (token?.kind !== 'word' || token.text.length > LONGEST_WORD || !nearNumber(list, at)) return [];
  if (isShortMonth(list, at)) return [];
  const romans = romanRepairs(list, at);
  if (romans.length > 0) return romans;
  if (isCapitals(token) && !list.every((each) => each.kind !== 'word' || isCapitals(each))) return [];
  const before = list[at - 1];
  if (before && belongTogether(before.key, token.key)) return [];
  return unaccented ? plainRepairs(list, at) : [...cutApart(list, at), ...oneWord(list, at)];
}

/** An abbreviation, a Roman number. */
const isCapitals = ({ text }: Token) => text === text.toUpperCase() && !/^[TD]$/u.test(text);

function nearNumber(list: Token[], at: number): boolean {
  const isNumber = (token: Token | undefined) =>
    token?.kind === 'number' || /^(?:[ivx]{1,4}|quý|tháng|ngày)$/iu.test(token?.text ?? '');
  return list
    .slice(Math.max(0, at - NEAR_NUMBER), at + NEAR_NUMBER + 1)
    .some((token, n) => n !== Math.min(at, NEAR_NUMBER) && isNumber(token));
}

const ROMANS = ['I', 'II', 'III', 'IV'];

/** "quý II và IIO": a Roman number with one key beside. */
function romanRepairs(list: Token[], at: number): Repair[] {
  const text = list[at]?.text ?? '';
  const near = list.slice(Math.max(0, at - 4), at).some(({ bare }) => bare === 'qui');
  if (!near || !/^\p{Lu}{1,4}$/u.test(text) || ROMANS.includes(text)) return [];
  return ROMANS.filter((roman) => almost(text, roman)).map((roman) => repair(list, at, 1, [roman.toLowerCase()], false));
}

/** The word itself meant another. */
function oneWord(list: Token[], at: number): Repair[] {
  const token = list[at];
  if (!token || isOrdinary(token.key)) return [];
  const { key, bare, text } = token;
  const near = DECIDING.filter((word) => word.bare === bare || isNear(text.toLowerCase(), token, word));
  const meant = isKnown(key) ? mistakenFor(key) : near;
  const behind = list[at + 1];
  const digit = behind?.kind === 'number' && !behind.spaced && /^[1-9]$/.test(behind.text) && key === bareTone(key);
  const numbered = digit ? DECIDING.filter((word) => word.bare === bare && word.key !== key) : [];
  const certain = !isReal(key) && !HARMLESS.some((word) => isNear(text.toLowerCase(), token, word));
  return [
    ...meant.map((word) => repair(list, at, 1, [word.text], certain || (!isReal(key) && bareTone(word.key) === bareTone(key)))),
    ...numbered.map((word) => repair(list, at, 2, [word.text], !isKnown(key))),
  ];
}

const bareTone = (key: string) =>
  key
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');

/** One letter dropped, doubled, swapped, hit beside; marks lost or wrong; the keys of Telex left standing. */
function isNear(written: string, { bare }: Token, word: Word): boolean {
  if (almost(written.normalize('NFC'), word.text)) return true;
  const telex = bare.replace(/[sfrxj]$/u, '');
  return telex !== bare && (telex === word.bare || telex.replace(/w/gu, '').replace(/([aeod])\1/gu, '$1') === word.bare);
}

/** A space lost, put in, or moved by one letter: "trướcngày", "thá ng", "trướcn gày". */
function cutApart(list: Token[], at: number): Repair[] {
  const [token, next] = [list[at], list[at + 1]];
  if (!token || isKnown(token.key)) {
    // "đếnt háng": the known word may be the first half
    if (!token || next?.kind !== 'word' || isKnown(next.key) || isOrdinary(next.key)) return [];
  }
  const found: Repair[] = [];
  const alone = isKnown(token.key)
    ? []
    : halves(token.text).filter(([a, b]) => fits(a, b) || (!isSyllable(token.text) && (decides(a) || decides(b))));
  found.push(...alone.map((words) => repair(list, at, 1, words, !isSyllable(token.text))));
  if (next?.kind !== 'word' || !next.spaced) return found;
  const noWord = !isReal(token.key) || !isReal(next.key);
  const joined = token.text + next.text;
  if (decides(joined)) found.push(repair(list, at, 2, [joined], noWord));
  const moved = halves(joined).filter(([a, b]) => a !== token.text && Math.abs(a.length - token.text.length) <= 1 && fits(a, b));
  found.push(...moved.map((words) => repair(list, at, 2, words, noWord)));
  return found;
}

const decides = (word: string) => isDeciding(keyOf(word));
const fits = (a: string, b: string) => (decides(a) && isKnown(keyOf(b))) || (decides(b) && isKnown(keyOf(a)));
const halves = (text: string): [string, string][] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, n) => [text.slice(0, n + 1), text.slice(n + 1)]);

/** Text without accents: a slip is a word that no deciding one is without its marks. */
function plainRepairs(list: Token[], at: number): Repair[] {
  const token = list[at];
  if (!token || token.bare.length < 2 || isKnownBare(token.bare)) return [];
  const next = list[at + 1];
  const joined =
    next?.kind === 'word' && next.spaced && isKnownBare(token.bare + next.bare)
      ? [repair(list, at, 2, [token.bare + next.bare], false)]
      : [];
  const apart = halves(token.text)
    .filter(([a, b]) => isKnownBare(bareOf(a)) && isKnownBare(bareOf(b)) && a.length > 1 && b.length > 1)
    .map((words) => repair(list, at, 1, words, false));
  return [
    ...joined,
    ...apart,
    ...DECIDING.filter((word) => almost(token.bare, word.bare)).map((word) => repair(list, at, 1, [word.bare], false)),
  ];
}

function repair(list: Token[], at: number, count: number, words: string[], noWord: boolean): Repair {
  const old = list.slice(at, at + count);
  const [first, last] = [old[0], old.at(-1)];
  const [from, to] = [first?.from ?? 0, last?.to ?? 0];
  const meant = words.map((word) => word.toLowerCase());
  const tokens = meant.map((word, n): Token => {
    const roman = /^[ivx]+$/u.test(word);
    return {
      kind: 'word',
      text: roman ? word.toUpperCase() : word,
      key: keyOf(word),
      bare: bareOf(word),
      value: 0,
      // each part keeps a place of its own inside what was written
      from: n === 0 ? from : Math.min(to - 1, from + (meant[0]?.length ?? 1)),
      to: n === meant.length - 1 ? to : Math.min(to - 1, from + (meant[0]?.length ?? 1)),
      spaced: n === 0 ? (first?.spaced ?? false) : true,
    };
  });
  const toneOnly = count === 1 && words.length === 1 && bareTone(keyOf(meant[0] ?? '')) === bareTone(first?.key ?? '');
  const said = old.map(({ text, spaced }, n) => (n > 0 && spaced ? ` ${text}` : text)).join('');
  return { at, count, said, meant: meant.join(' '), tokens, noWord, toneOnly };
}
