/**
 * The time phrases of a text, as a plan's dates. Reading them is `src/domain/time-phrases`; nothing here knows a date.
 *
 * @module
 */
import { addDays, type LocalDate } from '../../domain/dates';
import type { CalendarFile } from '../../domain/organisation';
import type { StageKind } from '../../domain/plan';
import { findPhrases, type FoundPhrase, type Phrase, type Question } from '../../domain/time-phrases';
import type { DraftRelative } from './types';

/** What is known of the plan while its dates are read. */
export interface Year {
  /** The plan's year; several where it is not known which: a date that differs between them hangs on the year. */
  years: number[];
  documentDate: LocalDate | null;
  /** Days off and lunar occasions; without it they are asked. */
  calendar?: CalendarFile;
}

export interface Time {
  from: number;
  to: number;
  text: string;
  phrase: Phrase;
}

/** Times in `text`, in their order, without dates that are only mentioned (basis documents, anniversaries). */
export function timesIn(text: string, { years, documentDate, calendar }: Year): Time[] {
  const [first, ...others] = years;
  if (first === undefined) return [];
  const read = (year: number) =>
    findPhrases(text, { year, ...(years.length === 1 && { documentDate }), ...(calendar && { calendar }) });
  const alternatives = others.map(read);
  return read(first)
    .filter(({ phrase, from }, index, all) => phrase.kind !== 'citation' && !continuesRepeated(all[index - 1], from, text))
    .map((found) => (alternatives.every((other) => agrees(found, other)) ? found : withoutYear(found)));
}

/** "thường xuyên trong năm": the window belongs to the repetition. */
function continuesRepeated(previous: FoundPhrase | undefined, from: number, text: string): boolean {
  return previous?.phrase.kind === 'recurring' && text.slice(previous.to, from).trim() === '';
}

/** The one day that a text names in full, "ngày 01 tháng 02 năm 2024" or "ngày 02/12/2022", when it begins with it. */
export function fullDay(text: string): LocalDate | null {
  const written = /^ngày\s+\d{1,2}\s*(?:tháng\s+\d{1,2}\s*,?\s*năm\s+(\d{4})|[/.-]\s*\d{1,2}\s*[/.-]\s*(\d{4}))(?!\d)/iu.exec(
    text,
  );
  if (!written) return null;
  const [day] = findPhrases(written[0], { year: Number(written[1] ?? written[2]) });
  return day && day.phrase.start === day.phrase.end ? day.phrase.start : null;
}

function agrees(found: FoundPhrase, others: FoundPhrase[]): boolean {
  const same = others.find(({ from, to }) => from === found.from && to === found.to);
  return same !== undefined && same.phrase.start === found.phrase.start && same.phrase.end === found.phrase.end;
}

function withoutYear({ phrase, ...found }: FoundPhrase): FoundPhrase {
  const unresolved = {
    reason: 'không nêu năm, mà kế hoạch chưa rõ năm',
    proposal: 'Đề nghị ghi rõ năm, hoặc chạy lại với --year.',
  };
  return { ...found, phrase: { ...phrase, start: null, end: null, unresolved } };
}

export interface Dates {
  opens: LocalDate | null;
  due: LocalDate | null;
  before?: LocalDate;
  relative?: DraftRelative;
  tentative: boolean;
  /** Why the due date has to be asked, and what is proposed. */
  ask?: Question;
}

/** A stage's dates out of its phrase. What is open, repeated or unclear gives no due date: it is asked. */
export function datesOf(phrase: Phrase, year: number | null): Dates {
  const { start, end, kind, tentative, unresolved, relative } = phrase;
  const counted = relative && { relative: { days: relative.days, unit: relative.unit, after: stageOf(relative.anchor) } };
  if (counted && unresolved === undefined && end !== null) return { opens: start, due: end, tentative };
  if (counted)
    return {
      opens: start,
      due: null,
      tentative,
      ...counted,
      ...(!countsFromStage(counted.relative) && { ask: unresolved ?? OPEN_RELATIVE }),
    };
  if (unresolved) return { opens: kind === 'recurring' ? null : start, due: null, tentative, ask: unresolved };
  if (kind === 'recurring') return { opens: null, due: null, tentative, ask: REPEATED };
  if (kind === 'openStart' || end === null) return { opens: start, due: null, tentative, ask: openEnd(start, year) };
  return {
    opens: start,
    due: end,
    tentative,
    ...(phrase.boundary === 'before' && phrase.clock === undefined && { before: addDays(end, 1) }),
  };
}

const OPEN_RELATIVE = { reason: 'chưa rõ tính từ ngày nào', proposal: 'Đề xuất: 10 ngày làm việc sau thời hạn sinh hoạt.' };
const REPEATED = {
  reason: 'lặp lại nhiều lần hoặc thường xuyên, không phải một thời hạn',
  proposal: 'Đề nghị thống nhất một thời hạn và ghi căn cứ.',
};

function openEnd(start: LocalDate | null, year: number | null): { reason: string; proposal: string } {
  const last = start?.slice(0, 4) ?? year;
  return {
    reason: 'chỉ nêu lúc bắt đầu, không nêu thời hạn kết thúc',
    proposal:
      last === null
        ? 'Đề nghị ghi thời hạn.'
        : `Đề xuất: chậm nhất 31/12/${last}, hoặc thời hạn do Ban Thường vụ thống nhất (ghi căn cứ).`,
  };
}

const STAGE_OF: Record<string, StageKind> = { briefing: 'briefing', study: 'study', session: 'session' };
const stageOf = (anchor: string | null): StageKind | null => STAGE_OF[anchor?.split('.')[0] ?? ''] ?? null;

/** A plan file can hold it: `+10 working days after session`. */
export const countsFromStage = ({ days, unit, after }: DraftRelative): boolean =>
  unit === 'working' && after !== null && days > 0;
