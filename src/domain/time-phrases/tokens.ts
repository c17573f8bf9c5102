/**
 * Cuts a text into words, numbers and marks, each at its place, with slips of the pen put right where they can only
 * mean one thing.
 *
 * @module
 */
import { almost, bareOf, keyOf, letters } from './folding';

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
  const list = withoutDoubles(unaccented ? cut : cut.map((token, at) => corrected(cut, token, at, corrections)), corrections);
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

/** Words that dates hang on, and real words one letter away that must not be taken for them. */
const CORRIGIBLE: { word: string; never: string[]; byNumber?: boolean }[] = [
  {
    word: 'tháng',
    never: ['thang', 'thắng', 'thẳng', 'thăng', 'thặng', 'thánh', 'tháp', 'khán', 'háng', 'thanh', 'thông'],
    byNumber: true,
  },
  { word: 'ngày', never: ['ngay', 'ngáy', 'ngây', 'ngài', 'nga', 'gày', 'này', 'gầy', 'ngà', 'ngành', 'nay'], byNumber: true },
  { word: 'trước', never: ['tước', 'rước', 'trượt', 'trức', 'bước', 'nước', 'thước'] },
  {
    word: 'hoàn',
    never: ['hoán', 'toàn', 'hoàng', 'hoà', 'hòa', 'hoan', 'hàn', 'đoàn', 'ngoàn', 'hoạn', 'hoãn', 'khoàn', 'hoàu'],
  },
  {
    word: 'thành',
    never: ['thanh', 'thánh', 'thạnh', 'hành', 'thàn', 'thằng', 'nhành', 'chành', 'ành', 'thảnh', 'phành', 'thàng'],
  },
  { word: 'chậm', never: ['chạm', 'chăm', 'châm', 'chấm', 'chẩm', 'thậm', 'chật', 'chận', 'giậm', 'chộm', 'cậm', 'chặm'] },
  {
    word: 'cuối',
    never: ['cuội', 'cuốn', 'suối', 'muối', 'chuối', 'cưới', 'cúi', 'cuố', 'duối', 'đuối', 'nuối', 'cối', 'cuồi', 'cuộc', 'cuốc'],
  },
  { word: 'tuần', never: ['tuân', 'tuấn', 'quần', 'thuần', 'tần', 'tuẩn', 'huần', 'tuồn', 'tuầ', 'truần', 'luần', 'tuyần'] },
];

function corrected(all: Token[], token: Token, at: number, corrections: string[]): Token {
  if (token.kind !== 'word') return token;
  const lower = token.text.toLowerCase();
  const next = all[at + 1];
  if (next?.kind === 'number' && next.text.length === 4 && lower !== 'năm' && almost(lower, 'năm'))
    return put(token, 'năm', corrections);
  for (const { word, never, byNumber } of CORRIGIBLE) {
    if (token.key === keyOf(word)) return token;
    const bare = lower === bareOf(word).replace(/i$/, 'y') || lower === bareOf(word);
    if (bare && byNumber ? strongNumber(all, at + 1) : (bare || almost(lower, word)) && !never.includes(lower)) {
      if (!byNumber || next?.kind === 'number') return put(token, word, corrections);
    }
    if (byNumber && !bare && word === 'tháng' && lower === 'thàng' && next?.kind === 'number')
      return put(token, word, corrections);
  }
  return token;
}

/** A number that is plainly part of a date: "5/2023", "5 năm 2023", "30/6". */
function strongNumber(all: Token[], at: number): boolean {
  const [number, after, last] = [all[at], all[at + 1], all[at + 2]];
  if (number?.kind !== 'number') return false;
  return (
    (after?.kind === 'mark' && /^[/.–-]$/.test(after.text) && last?.kind === 'number') ||
    (after?.bare === 'nam' && last?.kind === 'number')
  );
}

function put(token: Token, word: string, corrections: string[]): Token {
  corrections.push(`đọc “${token.text}” là “${word}”`);
  return { ...token, key: keyOf(word), bare: bareOf(word) };
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
