/**
 * Cuts a text into words, numbers and marks, each at its place; words written twice are taken once.
 *
 * @module
 */
import { bareOf, keyOf, letters } from './folding';

export interface Token {
  kind: 'word' | 'number' | 'mark';
  /** As written, composed. */
  text: string;
  key: string;
  bare: string;
  /** A number's value. */
  value: number;
  from: number;
  to: number;
  /** White space stands before it. */
  spaced: boolean;
}

export interface Tokens {
  list: Token[];
  /** Vietnamese: what was put right. */
  corrections: string[];
  /** Nobody typed an accent: words are compared without. */
  unaccented: boolean;
}

/** Longer numbers are no dates. */
const MOST_DIGITS = 6;

export function tokenize(text: string): Tokens {
  const cut = cutUp(text);
  const words = cut.filter(({ kind }) => kind === 'word');
  const unaccented = words.length > 0 && words.every((word) => /^[\x20-\x7e]+$/.test(word.text));
  const corrections: string[] = [];
  const list = withoutDoubles(cut, corrections);
  return { list, corrections, unaccented };
}

function cutUp(text: string): Token[] {
  const found: Token[] = [];
  let spaced = false;
  let open: Token | null = null;
  for (const letter of letters(text)) {
    if (/^[\s\u200b\ufeff]/u.test(letter.text)) {
      spaced = true;
      open = null;
      continue;
    }
    const kind = /^[0-9]/.test(letter.text) ? 'number' : /^\p{L}/u.test(letter.text) ? 'word' : 'mark';
    if (open && open.kind === kind && kind !== 'mark') {
      open.text += letter.text;
      open.to = letter.to;
    } else {
      open = { kind, text: letter.text, key: '', bare: '', value: 0, from: letter.from, to: letter.to, spaced };
      found.push(open);
    }
    spaced = false;
  }
  return found.map(withKeys);
}

function withKeys(token: Token): Token {
  if (token.kind === 'number') return { ...token, value: token.text.length <= MOST_DIGITS ? Number(token.text) : Number.NaN };
  if (token.kind === 'mark') {
    const text = /^[\u2010-\u2015\u2212]/u.test(token.text) ? '–' : token.text;
    return { ...token, text, key: text, bare: text };
  }
  return { ...token, key: keyOf(token.text), bare: bareOf(token.text) };
}

/** "năm năm" may be the month of May and the word year. */
const MAY_DOUBLE = [keyOf('năm'), keyOf('mười'), keyOf('luôn'), keyOf('dần')];

function withoutDoubles(list: Token[], corrections: string[]): Token[] {
  const doubled = (at: number, span: number) =>
    list.slice(at, at + span).every((token, n) => {
      const before = list[at - span + n];
      return token.kind === 'word' && before !== undefined && before.key === token.key && !MAY_DOUBLE.includes(token.key);
    }) &&
    at + span <= list.length &&
    at >= span;
  const kept: Token[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const token = list[at];
    if (!token) break;
    if (doubled(at, 2)) {
      corrections.push(`bỏ từ lặp “${token.text} ${list[at + 1]?.text ?? ''}”`);
      at += 1;
    } else if (doubled(at, 1)) corrections.push(`bỏ từ lặp “${token.text}”`);
    else kept.push(token);
  }
  return kept;
}
