/**
 * A row that a PDF gives as lines may be several rows of a merged cell: they part where work or audience and time begin
 * on the same line.
 *
 * @module
 */
import { DANGLING } from '../broken-lines';
import { timesIn, type Year } from '../times';
import type { Unit } from '../units';
import type { Column } from './columns';
import { namesTopic, worksOf } from './works';

/** The rows in a unit, as cells; one where nothing shows that there are more. */
export function rowsOfLines({ cells = [], cellLines }: Unit, columns: Column[], year: Year): string[][] {
  if (!cellLines || cellLines.length < 2) return [cells];
  const dated = [...columnsThat(columns, 'time'), ...columnsThat(columns, 'stage')];
  const [work, ...others] = columnsThat(columns, 'work');
  const [who = -1] = columnsThat(columns, 'who');
  const key = work ?? (who < 0 ? undefined : who);
  if (dated.length === 0 || key === undefined || others.length > 0) return [cells];
  const times = dated.map((column) => beginningsOfTimes(cellLines, column, year));
  const starts = cellLines.flatMap((line, index) => {
    if (index === 0) return [index];
    const own = line[key] ?? '';
    const begun = own === '' ? who >= 0 && begins(cellLines, index, who) : beginsWork(cellLines, index, key);
    return begun && times.every((begins) => begins.has(index)) ? [index] : [];
  });
  const whole = times.every((begins) => [...begins].every((index) => starts.includes(index)));
  if (starts.length < 2 || !whole) return [cells];
  const parts = starts.map((from, index) => cellLines.slice(from, starts[index + 1]));
  const rows = parts.map((lines) =>
    columns.map((_, column) =>
      lines
        .map((line) => line[column] ?? '')
        .join(' ')
        .trim(),
    ),
  );
  // a part that holds two works was cut at the wrong lines
  if (rows.some((row) => worksOf(row[key] ?? '').length > 1 || dated.some((column) => !isOneTime(row[column] ?? '', year))))
    return [cells];
  // what belongs to all of them: the topic, its number
  const shared = columns.map(({ is }) => is === 'topic' || is === 'number');
  return rows.map((row, index) => row.map((cell, column) => (!shared[column] ? cell : index === 0 ? (cells[column] ?? '') : '')));
}

/** What stands in one column of a row, cut where a further time begins. */
export function partsOfColumn(lines: string[][], column: number, year: Year): string[] {
  const starts = [...new Set([0, ...beginningsOfTimes(lines, column, year)])].sort((a, b) => a - b);
  const part = (from: number, to: number | undefined) => lines.slice(from, to).map((line) => line[column] ?? '');
  return starts
    .map((from, index) =>
      part(from, starts[index + 1])
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((text) => text !== '');
}

const columnsThat = (columns: Column[], are: Column['is']): number[] =>
  columns.flatMap(({ is }, index) => (is === are ? [index] : []));

/** One time, or one for each of several clauses: "Khối văn phòng: tháng 6; khối phân xưởng: trước ngày 15/7". */
const isOneTime = (text: string, year: Year): boolean => {
  const clauses = text.split(/;\s/u).filter((clause) => clause !== '');
  return clauses.every((clause) => timesIn(clause, year).length <= 1);
};

/** The lines that begin a cell of times: with a capital or a digit, behind a time that is whole. */
function beginningsOfTimes(lines: string[][], column: number, year: Year): Set<number> {
  const found = new Set<number>();
  let before = '';
  for (const [index, line] of lines.entries()) {
    const text = line[column] ?? '';
    if (text === '') continue;
    const rest = lines
      .slice(index)
      .map((each) => each[column] ?? '')
      .filter((each) => each !== '')
      .join(' ');
    const opens = /^\p{Lu}/u.test(text) || (/^\d/.test(text) && timesIn(rest, year)[0]?.from === 0);
    const whole = before === '' || (timesIn(before, year).length > 0 && !/[;:]$/u.test(before) && !DANGLING.test(before));
    if (opens && whole) {
      found.add(index);
      before = text;
    } else before = `${before} ${text}`;
  }
  return found;
}

const beginsWork = (lines: string[][], index: number, column: number): boolean =>
  begins(lines, index, column) && !namesTopic(lines[index]?.[column] ?? '');

/** A capital, behind something that may end. */
function begins(lines: string[][], index: number, column: number): boolean {
  const text = lines[index]?.[column] ?? '';
  const before =
    lines
      .slice(0, index)
      .map((line) => line[column] ?? '')
      .findLast((line) => line !== '') ?? '';
  return /^\p{Lu}/u.test(text) && !DANGLING.test(before);
}
