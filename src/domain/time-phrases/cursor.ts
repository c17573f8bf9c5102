/**
 * Looking at tokens by words: the small language the grammar is written in. Positions are indexes; nothing moves back.
 *
 * @module
 */
import { bareOf, keyOf } from './folding';
import type { Token, Tokens } from './tokens';

interface Word {
  key: string;
  bare: string;
}

const known = new Map<string, Word[]>();

function wordsOf(text: string): Word[] {
  const found = known.get(text);
  if (found) return found;
  const words = text.split(' ').map((word) => ({ key: keyOf(word), bare: bareOf(word) }));
  known.set(text, words);
  return words;
}

/** Where the sequence that was read ends, with what it means. */
export interface Read<T> {
  next: number;
  value: T;
}

export interface Cursor {
  readonly tokens: Token[];
  /** Words are compared without their marks. */
  readonly unaccented: boolean;
  at(i: number): Token | undefined;
  /** The position after the first of `choices` ("chậm nhất", …) that stands at `i`; null when none does. */
  after(i: number, ...choices: string[]): number | null;
  /** The same, or `i`. */
  skip(i: number, ...choices: string[]): number;
  /** Whether `choices` stand right before `i`; where they begin, or null. */
  before(i: number, ...choices: string[]): number | null;
  number(i: number): number | null;
  mark(i: number, ...marks: string[]): boolean;
}

export function cursorOf({ list, unaccented }: Tokens): Cursor {
  const same = (token: Token | undefined, word: Word) =>
    token !== undefined && token.kind !== 'number' && (token.key === word.key || (unaccented && token.bare === word.bare));
  const after = (i: number, ...choices: string[]): number | null => {
    for (const choice of choices) {
      const words = wordsOf(choice);
      if (i >= 0 && words.every((word, n) => same(list[i + n], word))) return i + words.length;
    }
    return null;
  };
  return {
    tokens: list,
    unaccented,
    at: (i) => list[i],
    after,
    skip: (i, ...choices) => after(i, ...choices) ?? i,
    before(i, ...choices) {
      for (const choice of choices) {
        const begin = i - wordsOf(choice).length;
        if (after(begin, choice) !== null) return begin;
      }
      return null;
    },
    number(i) {
      const token = list[i];
      return token?.kind === 'number' && !Number.isNaN(token.value) ? token.value : null;
    },
    mark(i, ...marks) {
      const token = list[i];
      return token?.kind === 'mark' && marks.includes(token.text);
    },
  };
}
