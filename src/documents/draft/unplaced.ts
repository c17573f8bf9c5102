/**
 * The net under the reading: a date of the body that went into no value and no question becomes a question, so that
 * none is lost without a word.
 *
 * @module
 */
import { foldedKey } from './folding';
import { sentencesOf, type Sentence } from './sentences';
import { partsOfColumn } from './tables/row-lines';
import { timedBracketAt } from './topic-heads';
import { timesIn, type Time, type Year } from './times';
import type { DraftQuestion } from './types';
import type { Unit } from './units';

/** What was made of a sentence: a stage, a report. */
export interface Placed {
  said: string;
  opens?: string | null;
  due: string | null;
  /** Of a report: how often. */
  every?: string | null;
}

interface Lost {
  unit: Unit;
  sentence: Sentence;
  text: string;
}

/** The dates that the body's units state, without those only mentioned or quoted, that are in no value and no question. */
function lostDates(units: Unit[], year: Year, values: Placed[], questions: DraftQuestion[]): Lost[] {
  const made = values.map((value) => ({ ...value, key: plain(value.said) }));
  const asked = questions.flatMap(({ said }) => said.split(' / ').map(plain));
  return units.flatMap((unit) =>
    piecesOf(unit, year).flatMap((sentence) => {
      const key = plain(sentence.text);
      const own = made.filter((value) => sameText(value.key, key));
      return timesIn(sentence.text, year)
        .filter((time) => isDate(time, year) && !inQuotation(sentence.text, time.from))
        .filter((time) => {
          const told = plain(time.text);
          const inValue = own.some((value) => value.key.includes(told) && holds(value, time));
          return !inValue && !asked.some((said) => sameText(said, key) && said.includes(told));
        })
        .map(({ text }) => ({ unit, sentence, text }));
    }),
  );
}

/**
 * One question for each sentence that holds dates without a place.
 * @param values what was made of the body
 * @param questions what is asked about it already
 */
export function unplacedQuestions(units: Unit[], year: Year, values: Placed[], questions: DraftQuestion[]): DraftQuestion[] {
  const lost = lostDates(units, year, values, questions);
  return [...new Set(lost.map(({ sentence }) => sentence))].flatMap((sentence, index) => {
    const own = lost.filter((each) => each.sentence === sentence);
    const [first] = own;
    if (!first) return [];
    const said = own.map(({ text }) => `“${text}”`).join(', ');
    return {
      about: `dates/${index + 1}`,
      said: sentence.text,
      proposal: 'Ngày này thuộc việc nào? Nếu là thời hạn thì ghi vào bước của nó, nếu không thì bỏ qua.',
      reason: `${said}: chưa rõ thuộc việc nào, chưa ghi vào kế hoạch`,
      place: first.unit.placeOf(sentence.from + sentence.text.indexOf(first.text)),
    };
  });
}

/** Sentences; of a row, those of each cell. */
function piecesOf({ text, cells, cellLines }: Unit, year: Year): Sentence[] {
  if (!cells) return sentencesOf(text);
  let from = 0;
  const sentencesIn = (cell: string, column: number) =>
    cellLines && cellLines.length > 1
      ? partsOfColumn(cellLines, column, year).flatMap((part) => sentencesOf(part).map((sentence) => ({ ...sentence, from: 0 })))
      : sentencesOf(cell);
  return cells.flatMap((cell, index) => {
    const start = from;
    from += cell.length + ' | '.length;
    // a row's number; a cell merged over several columns comes once for each
    if ((index === 0 && /^[\d.]*$/.test(cell)) || cells.indexOf(cell) !== index) return [];
    return sentencesIn(cell, index).map((sentence) => ({ ...sentence, from: start + sentence.from }));
  });
}

const plain = (text: string): string => foldedKey(text).replace(/\s+/gu, ' ').trim();
const sameText = (said: string, sentence: string): boolean => said !== '' && (said.includes(sentence) || sentence.includes(said));

/**
 * A stretch of the calendar. Not the plan's whole year, "hằng quý", days counted from something, nor what was over when
 * the document was written, unless it is a deadline: its year may be a slip.
 */
function isDate({ phrase: { start, end, kind, recurrence, relative, unresolved }, text }: Time, year: Year): boolean {
  if (relative) return false;
  if (kind === 'recurring') return recurrence?.day !== undefined;
  if (start === null && end === null) return unresolved !== undefined && /\d|(?:tháng|quý)\s/iu.test(text);
  const written = year.documentDate ?? `${Math.min(...year.years)}-01-01`;
  if (kind !== 'deadline' && end !== null && end < written) return false;
  return !(kind === 'window' && start?.endsWith('-01-01') === true && end?.endsWith('-12-31') === true);
}

/** The value's dates are those of the phrase. A report holds its repetition, and the months that it covers. */
function holds({ opens, due, every }: Placed, { phrase: { start, end, kind } }: Time): boolean {
  if (kind === 'recurring') return every != null;
  if (every !== undefined && due !== null && kind === 'window' && start !== end) return true;
  return (end !== null && due === end) || (start !== null && opens === start);
}

/** Quoted, and not in brackets behind a quoted title: "“Nêu gương (tháng 5/2024)”". */
const inQuotation = (text: string, at: number): boolean => {
  const before = text.slice(0, at);
  const bracket = timedBracketAt(foldedKey(text));
  if (bracket >= 0 && bracket < at) return false;
  return before.lastIndexOf('“') > before.lastIndexOf('”');
};
