/**
 * The times of a sentence about changes, each as what holds now or what held before: "từ ngày 30/6 sang ngày 15/7",
 * "đến hết tháng 8 thay cho tháng 7", "(trước đây là ngày 30/6)".
 *
 * @module
 */
import { findPhrases, parsePhrase, type FoundPhrase, type Phrase, type PhraseContext } from '../../domain/time-phrases';
import { foldedKey } from '../draft/folding';

export interface MovedTime extends FoundPhrase {
  role: 'new' | 'old';
}

/** Words that name what is replaced, right before its time. */
const BEFORE_OLD =
  /(?:thay (?:vì|cho|thế)(?: cho)?|trước (?:đây|đó|kia)|(?<![\p{L}])(?:cũ|ban đầu)|đã (?:thông báo|ấn định|đề ra|nêu)|(?:in|ghi|viết|nêu) (?:nhầm|sai)?\s*là|(?:in|ghi|viết|đánh máy) (?:nhầm|sai)|kế hoạch[^();]{0,90}(?:quy định|nêu|đề ra|ấn định|xác định|là)|theo kế hoạch)[\s:;,]*(?:là[\s:]*)?(?:(?:thời (?:hạn|gian|điểm)|hạn|mốc)\s+)?(?:cũ\s+)?(?:là\s+)?[“"«]?$/u;
const REPLACED = /thay (?:vì|cho|thế)(?: cho)?(?=\s)/gu;
/** What leads from the old time to the new one. */
const TO =
  /^[\s,)]*(?:(?:được |nay )?(?:lùi|chuyển|dời|điều chỉnh|đổi)?\s*(?:sang|thành)|(?:lùi|chuyển|dời|điều chỉnh) (?:lại )?(?:đến|tới))\s/u;

/** "dự kiến ngày 06/10/2025 nay tổ chức vào ngày 10/10/2025": what stands before it holds no more. */
const NAY = /^[\s,)”"»]*nay\s/u;

/** Times of `text` with their roles. Dates that are only mentioned are left out. */
export function movedTimes(text: string, ctx: PhraseContext): MovedTime[] {
  const key = foldedKey(text);
  const old = leftBehind(key, ctx);
  const quoted = replacedQuotes(key);
  const words = [
    ...[...key.matchAll(NOW)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
    ...[...key.matchAll(REPLACED)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
    ...old.flatMap(({ word, link }) => [word, link]),
  ].sort((a, b) => a.from - b.from);
  const found = between(text, words)
    .flatMap(({ from, to }) =>
      withEnds(findPhrases(text.slice(from, to), ctx), text.slice(from, to), ctx).map((found) => ({
        ...found,
        from: found.from + from,
        to: found.to + from,
      })),
    )
    .filter(({ phrase }) => phrase.kind !== 'citation')
    .map((found, index, all) => {
      const isOld =
        old.some(({ word, link }) => found.from >= word.from && found.from < link.from) ||
        quoted.some(({ from, to }) => found.from >= from && found.to <= to) ||
        BEFORE_OLD.test(key.slice(0, found.from)) ||
        /^\s*\((?:cũ|trước đây)\)/u.test(key.slice(found.to)) ||
        (NAY.test(key.slice(found.to)) && all.slice(index + 1).some(({ phrase }) => phrase.kind !== 'citation'));
      return { ...found, role: isOld ? ('old' as const) : ('new' as const) };
    });
  const isDated = found.some(({ phrase }) => phrase.start !== null || phrase.end !== null);
  return isDated ? found.filter(({ phrase }) => !isGround(phrase)) : found;
}

/** "Sau khi xem xét, …": why, not when, where the sentence has a day. */
const isGround = ({ relative, start, end }: Phrase): boolean =>
  start === null && end === null && relative?.days === 0 && relative.anchor === 'other';

/** "nay tổ chức": no "dự kiến" before it reaches what follows. */
const NOW = /(?<![\p{L}])nay (?=tổ chức|sinh hoạt|thực hiện|chuyển|lùi|dời|là |ấn định|hoàn thành)/gu;
const QUOTE_REPLACED =
  /[“"«]([^”"»]*)[”"»]\s*(?:(?:được|nay) )*(?:(?:sửa|sửa đổi|điều chỉnh|thay|thay thế|đổi)(?: lại)? )?(?:thành|bằng|là)(?![\p{L}])/gu;

/** "câu “… Quý II …” được sửa thành “…”": the wording that goes. */
const replacedQuotes = (key: string): Stretch[] =>
  [...key.matchAll(QUOTE_REPLACED)].map((match) => ({ from: match.index, to: match.index + (match[1]?.length ?? 0) + 2 }));

/** "từ tháng 4 năm 2023, hoàn thành trước ngày 01/9/2023" is one window. */
function withEnds(found: FoundPhrase[], text: string, ctx: PhraseContext): FoundPhrase[] {
  const joined: FoundPhrase[] = [];
  for (const time of found) {
    const before = joined.at(-1);
    if (
      before?.phrase.kind === 'openStart' &&
      time.phrase.kind === 'deadline' &&
      /^\s*(?:,|và|, và)?\s*$/u.test(text.slice(before.to, time.from))
    ) {
      const whole = text.slice(before.from, time.to);
      const phrase = parsePhrase(whole, ctx);
      if (!phrase.unresolved) {
        joined[joined.length - 1] = { text: whole, from: before.from, to: time.to, phrase };
        continue;
      }
    }
    joined.push(time);
  }
  return joined;
}

/** What stands between the words that part old times from new ones: no phrase reaches across them. */
function between(text: string, words: Stretch[]): Stretch[] {
  const pieces: Stretch[] = [];
  let from = 0;
  for (const word of words) {
    if (word.from > from) pieces.push({ from, to: word.from });
    from = Math.max(from, word.to);
  }
  return [...pieces, { from, to: text.length }];
}

interface Stretch {
  from: number;
  to: number;
}

/** Every "từ" whose time is followed by "sang", "thành": the word, and the words that lead on. */
function leftBehind(key: string, ctx: PhraseContext): { word: Stretch; link: Stretch }[] {
  const found: { word: Stretch; link: Stretch }[] = [];
  for (const match of key.matchAll(/(?<![\p{L}])từ\s+/gu)) {
    const at = match.index + match[0].length;
    const [before = ''] = key.slice(at, at + 80).split(/(?<![\p{L}])(?:sang|thành)(?![\p{L}])/u);
    const [time] = findPhrases(before, ctx);
    if (!time || time.from > 12) continue;
    const end = at + time.to;
    const link = TO.exec(key.slice(end));
    if (link) found.push({ word: { from: match.index, to: at }, link: { from: end, to: end + link[0].length } });
  }
  return found;
}
