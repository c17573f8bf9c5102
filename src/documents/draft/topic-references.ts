/**
 * "Học tập Chuyên đề 1", "báo cáo kết quả chuyên đề thứ hai": a topic named where its work is told.
 *
 * @module
 */
import { foldedKey } from './folding';

const WORDS = ['nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const ONE = `\\d{1,2}(?![\\d/.]\\d)(?!\\d| (?:tháng|lần|ngày|buổi|năm|kỳ|quý|đợt)(?!\\p{L}))|thứ (?:${WORDS.join('|')})(?!\\p{L})|[ivx]{1,4}(?!\\p{L})`;
const NAMED = new RegExp(
  `(?:các )?(?:chuyên đề|chủ đề|chủ điểm|cđ)(?: số)? ?(?<first>${ONE})(?<more>(?: ?(?:,|và|, và|&) ?(?:chuyên đề )?(?:${ONE}))*)`,
  'gu',
);
const EACH = new RegExp(ONE, 'gu');

/** Of the number as a document writes it: "2", "thứ hai", "II". Null when it is none. */
export function topicNumber(written: string): number | null {
  const key = foldedKey(written).replace(/^thứ /u, '').trim();
  if (/^\d{1,2}$/.test(key)) return Number(key);
  const at = Math.max(WORDS.indexOf(key), ROMAN.indexOf(key));
  return at < 0 ? null : at + 1;
}

/** The numbers of the topics that a text names, in its order. */
export function referredTopics(text: string): number[] {
  const numbers = [...foldedKey(text).matchAll(NAMED)].flatMap(({ 0: whole }) =>
    [...whole.replace(/^(?:các )?(?:chuyên đề|chủ đề|chủ điểm|cđ)(?: số)?/u, '').matchAll(EACH)].map(([one]) => topicNumber(one)),
  );
  return [...new Set(numbers.filter((number) => number !== null))];
}

/** The title in quotation marks that a work names: "Sinh hoạt chuyên đề “Giữ gìn đoàn kết”". */
export const quotedTopic = (text: string): string | null =>
  /(?:chuyên đề|chủ đề|chủ điểm)[^“"]{0,12}[“"]([^”"]{3,400})[”"]/iu.exec(text)?.[1] ?? null;

/** What is done, without the topic it is done for. */
export function withoutReference(text: string): string {
  const key = foldedKey(text);
  let rest = text;
  for (const match of [...key.matchAll(NAMED)].reverse())
    if (match.index > 0) rest = `${rest.slice(0, match.index)}${rest.slice(match.index + match[0].length)}`;
  return rest
    .replace(/(?<=\S)\s*(?:về |cho |của )?(?:chuyên đề|chủ đề|chủ điểm)?[\s:]*[“"][^”"]{3,400}[”"]/giu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** "Sinh hoạt chuyên đề 1: Giữ gìn đoàn kết": work, number and title in one cell. */
export function titledReference(text: string): { work: string; number: number; title: string } | null {
  const key = foldedKey(text);
  const match = new RegExp(
    `^(?<work>\\p{L}[^:;“"]{2,60}?)\\s(?:chuyên đề|chủ đề|chủ điểm)(?: số)? (?<number>${ONE})\\s*[:.–-]?\\s*(?=[“"\\p{L}])`,
    'u',
  ).exec(key);
  const rest = match ? text.slice(match[0].length) : '';
  const number = topicNumber(match?.groups?.number ?? '');
  const titled = match !== null && (/[:.–-]\s*$/u.test(match[0]) || /^[“"]/u.test(rest));
  if (!titled || number === null || rest.split(' ').length < 2) return null;
  return { work: text.slice(0, match.groups?.work?.length ?? 0), number, title: rest.replace(/^[“"]|[”".;]+$/gu, '').trim() };
}
