/**
 * Topics that a sentence names: "Chuyên đề 1, 2", "chuyên đề số 3", "chuyên đề “Tự soi, tự sửa”", "chuyên đề về …".
 *
 * @module
 */
import type { Mention } from './types';

export interface FoundMention {
  from: number;
  to: number;
  mention: Mention;
}

const WORDS = ['nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
/** A number that is no part of a date. */
const NUMBER = '\\d{1,2}(?![\\d.]*\\d|\\s*/\\s*\\d{1,2}(?!\\d)|\\s*-\\s*\\d{1,2}\\s*-|\\s+(?:tháng|giờ|ngày))';
const ONE = `(?:${NUMBER}|(?:${ROMAN.toReversed().join('|')})(?![\\p{L}\\d])|thứ (?:${WORDS.join('|')})(?![\\p{L}\\d]))`;
const NUMBERS = new RegExp(
  `(?<![\\p{L}])(?:chuyên đề|cđ)\\s*(?:số )?\\s*(${ONE}(?:\\s*(?:,|và|, và|-|–|đến|&)\\s*(?:chuyên đề )?(?:số )?${ONE})*)(?:\\s*/\\s*(20\\d\\d))?(?:\\s+năm\\s+(20\\d\\d))?`,
  'gu',
);
const QUOTED = /(?:(?:chuyên đề|nội dung|tác phẩm|chủ đề)[^“"«;.]{0,40})?[“"«]([^”"»]{3,600})[”"»]/gu;
/** "Quý II năm 2023" in quotes is the wording that changes, no title. */
const TIME =
  /^(?:-\s*)?(?:thời (?:gian|hạn|điểm)|hạn|hoàn thành|học tập|sinh hoạt|báo cáo|hội nghị)[^:”"»]{0,80}:|^(?:hoàn thành |trong |từ |đến |trước |dự kiến )*(?:hết )?(?:ngày|tháng|quý)(?: |$)[^,]{0,40}\d|^(?:[ivx]+\/)?\d/u;
const CHOICE = /chuyên đề (?:tự chọn|lựa chọn|do [^.;:]{0,60}?(?:tự chọn|lựa chọn))/gu;
const ALL =
  /(?<sure>(?:tất cả|toàn bộ|cả) (?:các |\d+ )?)?(?:các|\d+) chuyên đề(?! \d| số| thứ| sau)|(?:tất cả|toàn bộ) chuyên đề/gu;
const UNCLEAR = /chuyên đề (?:còn lại|khác|quý|tháng)(?: [ivx\d]+)?/gu;
/** "chuyên đề về đấu tranh phòng, chống tham nhũng đến hết …": up to what begins a time or another clause. */
const GOES_ON =
  '(?=\\s*(?:[.;:(]|$|,? (?:đến|tới|sang|thành|từ|là|trước|sau|trong|chậm nhất|hoàn thành|lùi|gia hạn|dời|chuyển (?!đổi)|kéo dài|thay|thời gian|thời hạn|được|nay|xong|quý [ivx\\d]|tháng \\d|ngày \\d)(?:\\s|$)|, (?:các|những) (?:chi bộ|đảng bộ|đơn vị|cấp ủy)))';
const ABOUT = new RegExp(`chuyên đề (?:về (?:nội dung )?|nội dung |có nội dung |với nội dung )(.{3,300}?)${GOES_ON}`, 'gu');
/** "Với chuyên đề học tập và làm theo …", "sinh hoạt chuyên đề Chuyển đổi số": a name without quotes. */
const CALLED = new RegExp(
  `(?<lead>(?:^|[,;:(]\\s*)(?:(?:đối )?với |riêng |còn |về |tại )?)?(?<![\\p{L}])chuyên đề (?<name>(?!về |số |này|nêu |còn |khác|nội dung|có |với )\\p{L}+ .{8,300}?)${GOES_ON}`,
  'gu',
);

/** In order, not overlapping. `key` is the folded text, `text` the same in its own letters. */
export function mentionsIn(key: string, text: string): FoundMention[] {
  const found: FoundMention[] = [];
  const add = (from: number, to: number, mention: Mention) => {
    if (!found.some((other) => from < other.to && other.from < to)) found.push({ from, to, mention });
  };
  const said = (match: RegExpExecArray) => text.slice(match.index, match.index + match[0].length).trim();
  for (const match of key.matchAll(NUMBERS)) {
    const year = match[2] ?? match[3];
    add(match.index, match.index + match[0].length, {
      form: 'numbers',
      numbers: numbersOf(match[1] ?? ''),
      year: year === undefined ? null : Number(year),
      said: said(match),
    });
  }
  for (const match of [...key.matchAll(QUOTED)].filter(([, words = '']) => !TIME.test(words)))
    add(match.index, match.index + match[0].length, { form: 'title', words: match[1] ?? '', said: said(match) });
  for (const match of key.matchAll(CHOICE))
    add(match.index, match.index + match[0].length, { form: 'choice', said: said(match) });
  for (const match of key.matchAll(UNCLEAR))
    add(match.index, match.index + match[0].length, { form: 'unclear', said: said(match) });
  for (const match of key.matchAll(ABOUT))
    add(match.index, match.index + match[0].length, { form: 'title', words: match[1] ?? '', said: said(match) });
  for (const match of key.matchAll(CALLED)) {
    const { lead, name = '' } = match.groups ?? {};
    const at = match.index + match[0].length - name.length;
    if (lead !== undefined || /^\p{Lu}/u.test(text.slice(at, at + 1)))
      add(match.index + (lead?.length ?? 0), at + name.length, { form: 'title', words: name, loose: true, said: said(match) });
  }
  for (const match of key.matchAll(ALL))
    add(match.index, match.index + match[0].length, {
      form: 'all',
      sure: match.groups?.['sure'] !== undefined || !/^(?:các|\d)/u.test(match[0]),
      said: said(match),
    });
  return found.sort((a, b) => a.from - b.from);
}

/** "1, 2 và 3"; "1 - 3" and "1 đến 3" are all between. */
function numbersOf(written: string): number[] {
  const numbers: number[] = [];
  let through = false;
  for (const [part] of written.matchAll(/\d+|thứ \p{L}+|[ivx]+(?![\p{L}])|[-–]|đến/gu)) {
    if (/^(?:[-–]|đến)$/u.test(part)) {
      through = true;
      continue;
    }
    const number = /^\d/.test(part)
      ? Number(part)
      : part.startsWith('thứ ')
        ? WORDS.indexOf(part.slice(4)) + 1
        : ROMAN.indexOf(part) + 1;
    const last = numbers.at(-1);
    if (through && last !== undefined) for (let n = last + 1; n < number; n += 1) numbers.push(n);
    through = false;
    if (number > 0 && !numbers.includes(number)) numbers.push(number);
  }
  return numbers;
}

/** The same text with these stretches blanked; its length stays. */
export function blanked(text: string, stretches: { from: number; to: number }[]): string {
  let result = text;
  for (const { from, to } of stretches) result = result.slice(0, from) + ' '.repeat(to - from) + result.slice(to);
  return result;
}
