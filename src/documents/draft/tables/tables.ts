/**
 * Runs of rows → tables: where a header stands, what each column holds, and what each row says in it.
 *
 * @module
 */
import { foldedKey } from '../folding';
import { isAround, namingWords } from '../naming-words';
import type { Year } from '../times';
import { referredTopics } from '../topic-references';
import type { Unit } from '../units';
import { columnsOf, namedBelow, settled, type Column } from './columns';
import { rowOf, type TableRow } from './rows';
import { rowsOfLines } from './row-lines';
import { isDuty, isWork, namesTopic } from './works';

export interface Table {
  rows: TableRow[];
  units: Set<Unit>;
  columns: Column[];
}

/** What stands between two pages of one table: a topic over the whole width, or nothing. */
const MOST_BETWEEN = 2;

/** Tables that are understood; rows of no such table are in none. */
export function tablesIn(units: Unit[], year: Year): Table[] {
  const tables: Table[] = [];
  let at = 0;
  while (at < units.length) {
    if (!units[at]?.cells) {
      at += 1;
      continue;
    }
    const end = endOfRun(units, at);
    const run = units.slice(at, end);
    const last = tables.at(-1);
    const between = last ? units.slice(lastAt(units, last) + 1, at) : [];
    const goesOn = last && between.length <= MOST_BETWEEN && between.every(({ key }) => namesTopic(key)) && holdsTopics(last);
    const headless = run[0]?.cells !== undefined && hasDate(run[0].cells) && run[0].cells.length === last?.columns.length;
    const table = goesOn && headless ? null : tableOf(run, year);
    if (table) tables.push(table);
    else if (last && goesOn) addRows(last, [...between, ...run], last.columns, year);
    at = end;
  }
  return tables.filter(({ rows }) => rows.length > 0);
}

/** Its rows belong to topics that it names itself, not to a heading above it. */
const holdsTopics = ({ rows }: Table): boolean =>
  rows.every(({ whole, name, unit }, index) => index > 0 || whole || name !== '' || referredTopics(unit.text).length > 0);

/** Rows of one width after each other; a new header begins a new table. */
function endOfRun(units: Unit[], from: number): number {
  let end = from + 1;
  while (units[end]?.cells) end += 1;
  return end;
}

const lastAt = (units: Unit[], { units: own }: Table): number => units.findLastIndex((unit) => own.has(unit));

function tableOf(run: Unit[], year: Year): Table | null {
  const [first, second] = run;
  if (!first?.cells) return null;
  const isHeader = !hasDate(first.cells) && first.cells.filter((cell) => cell !== '').length > 1;
  const header = isHeader ? columnsOf(first.cells) : null;
  const below = header && second?.cells && !hasDate(second.cells) ? namedBelow(header, second.cells) : null;
  const named = below ?? header ?? first.cells.map((): Column => ({ is: 'unknown' }));
  const heads = below ? 2 : header ? 1 : 0;
  const body = run.slice(heads);
  const columns = settled(
    named,
    body.flatMap(({ cells }) => (cells ? [cells] : [])),
    year,
    header ? first.cells : [],
  );
  if (!columns) return null;
  // without a header only what shows itself: works and their times
  if (!header && !columns.some(({ is }) => is === 'work')) return null;
  const table: Table = { rows: [], units: new Set(run.slice(0, heads)), columns };
  addRows(table, body, columns, year, header ? first.cells : undefined);
  return table;
}

function addRows(table: Table, run: Unit[], columns: Column[], year: Year, header?: string[]): void {
  for (const unit of run) {
    table.units.add(unit);
    // the header again on a new page
    if (unit.cells && header && same(unit.cells, header)) continue;
    if (!unit.cells) {
      table.rows.push({ unit, name: unit.text, work: '', whom: '', times: [], whole: true });
      continue;
    }
    for (const cells of rowsOfLines(unit, columns, year)) {
      const row = rowOf(unit, cells, columns);
      const previous = table.rows.at(-1);
      if (previous && continues(row, cells)) extend(previous, row);
      else table.rows.push(row);
    }
  }
}

const same = (a: string[], b: string[]): boolean => a.map(foldedKey).join('|') === b.map(foldedKey).join('|');
const hasDate = (cells: string[]): boolean => cells.some((cell) => /\d{1,2}[/.-]\d|tháng \d|quý [ivx\d]/u.test(foldedKey(cell)));

/** Nothing but the rest of the row above: neither a number nor a topic, work, duty or audience of its own. */
const continues = (row: TableRow, cells: string[]): boolean =>
  cells[0]?.trim() === '' && !row.whole && row.name === '' && row.whom === '' && !isWork(row.work) && !isTimedDuty(row);

/** "Hội nghị tổng kết | tháng 11": something else, with its own time. */
const isTimedDuty = ({ work, times }: TableRow): boolean =>
  times.some(({ text }) => hasDate([text])) &&
  (isDuty(work) || isAround(foldedKey(work), work.length, namingWords(foldedKey(work))));

function extend(row: TableRow, more: TableRow): void {
  row.work = `${row.work} ${more.work}`.trim();
  for (const cell of more.times) {
    const same = row.times.find(({ column }) => column === cell.column);
    if (same) same.text += ` ${cell.text}`;
    else row.times.push(cell);
  }
}
