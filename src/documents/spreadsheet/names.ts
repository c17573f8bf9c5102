/**
 * Names of bodies and headings, as keys: what offices write in several ways is one thing.
 *
 * @module
 */
import { foldedKey, plainLetters } from '../draft/folding';

/** Names come up again and again; a file of 10,000 rows asks for some 200,000 keys. */
const KEPT = 50_000;

function kept(key: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= KEPT) known.clear();
    const made = key(text);
    known.set(text, made);
    return made;
  };
}

/** Small letters without marks, words parted by one space. */
export const plain = kept((text) =>
  plainLetters(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim(),
);

/** Marks count, case, punctuation and where the tone stands do not. */
export const nameKey = kept((text) =>
  foldedKey(text)
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim(),
);

const PREFIX = /^(?:(?:chi bộ|đảng bộ|đảng ủy)(?: cơ sở| bộ phận)?|cb|đb|đu)\s+(?=\S)/u;

/** {@link nameKey} without "Chi bộ", "Đảng bộ", "Đảng ủy" before it: a parent is often written so. */
export const bareKey = kept((text) => nameKey(text).replace(PREFIX, ''));

/** "ĐB Sở Y tế" as it is written in letters. */
export const inFull = (name: string): string =>
  name.replace(/^đb(?:cs)?\s+(?=\S)/iu, 'Đảng bộ ').replace(/^đu\s+(?=\S)/iu, 'Đảng ủy ');

const COUNT =
  /\s*(?:[-–:,(]\s*)?(?:gồm |có |tổng số )?\(?\s*\d{1,4}\s*(?:chi bộ|đảng bộ|chi, đảng bộ|tổ chức|đảng viên|đồng chí|đ\/c|cb|đv|cbtt|cbcs|tccsđ)(?: (?:trực thuộc|cơ sở|bộ phận))?(?:\s*[,;–-]\s*\d{1,5}\s*(?:đảng viên|đồng chí|đ\/c|đv))?\s*\)?$/iu;

/** "Đảng bộ A (02 chi bộ)": how many there are is no part of the name. */
export const withoutCount = (name: string): string => {
  const rest = name.length > 400 ? name : name.replace(COUNT, '');
  return /\p{L}{2}/u.test(rest) ? rest : name;
};

/** Without what the body does as a committee: "Ban Thường vụ Đảng ủy Khối" issues for "Đảng ủy Khối". */
export const committeeKey = (name: string): string =>
  nameKey(name).replace(/^(?:ban thường vụ|btv|ban chấp hành|bch|thường trực)\s+(?=\S)/u, '');

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
