/**
 * Vietnamese time phrases of plans. {@link parsePhrase} for one phrase, {@link findPhrases} for sentences.
 * What is understood and what is asked: docs/time-phrases.md.
 *
 * @module
 * @example
 * parsePhrase('Dự kiến trung tuần tháng 4 năm 2023', { year: 2023 })
 * // { start: '2023-04-11', end: '2023-04-20', kind: 'approx', tentative: true, why: '…' }
 */
import { findPhrases, LONGEST } from './find';
import type { FoundPhrase, Phrase, PhraseContext } from './types';
import { ask } from './verdict';

export { findPhrases } from './find';
export { EARLY_START } from './verdict';
export type { FoundPhrase, Phrase, PhraseContext, Question } from './types';

/**
 * What one phrase means. A whole sentence may be passed as well: several times that differ become a question, so use
 * {@link findPhrases} where a sentence may hold more than one. Any text is accepted; nothing is thrown.
 */
export function parsePhrase(text: string, ctx: PhraseContext): Phrase {
  const phrase = chosen(findPhrases(text, ctx), text);
  if (text.length <= LONGEST) return phrase;
  return { ...phrase, warnings: [...(phrase.warnings ?? []), `chỉ đọc ${LONGEST} ký tự đầu`] };
}

function chosen(found: FoundPhrase[], text: string): Phrase {
  const dated = found.filter(({ phrase }) => phrase.kind !== 'citation');
  const [first, ...others] = dated;
  if (!first) return found[0]?.phrase ?? nothing();
  const same = others.every(
    ({ phrase }) => phrase.unresolved === undefined && phrase.start === first.phrase.start && phrase.end === first.phrase.end,
  );
  if (same) return first.phrase;
  const joined = others.length === 1 && others[0] ? bridged(first, others[0], text) : null;
  if (joined) return joined;
  const said = dated.map((one) => `“${one.text}”`).join(', ');
  const unresolved = ask(`nêu nhiều thời gian khác nhau: ${said}`, 'Đề nghị ghi mỗi thời hạn riêng.');
  return {
    start: null,
    end: null,
    kind: first.phrase.kind,
    tentative: first.phrase.tentative,
    unresolved,
    why: unresolved.reason,
  };
}

/** "từ tháng 4/2023, hoàn thành trước 30/6/2023": one start and its own deadline, nothing else between. */
function bridged(a: FoundPhrase, b: FoundPhrase, text: string): Phrase | null {
  const between = text.slice(a.to, b.from).trim();
  if (a.phrase.kind !== 'openStart' || b.phrase.kind !== 'deadline' || b.phrase.unresolved || !/^(,|và|, và)?$/u.test(between))
    return null;
  const { start, relative } = a.phrase;
  if ((start === null && !relative) || b.phrase.end === null || (start ?? '') > b.phrase.end) return null;
  return {
    ...b.phrase,
    start,
    ...(relative && { relative }),
    kind: 'window',
    tentative: a.phrase.tentative || b.phrase.tentative,
    why: `${a.phrase.why}; ${b.phrase.why}`,
  };
}

function nothing(): Phrase {
  const unresolved = ask('không nêu ngày, tháng hoặc quý cụ thể', 'Đề nghị ghi thời gian cụ thể.');
  return { start: null, end: null, kind: 'window', tentative: false, unresolved, why: unresolved.reason };
}
