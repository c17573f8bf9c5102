/**
 * Topics and stages in tables: the header says what a column holds.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { foldedKey } from './folding';
import { kindsOf, stageWords } from './stage-words';
import type { Unit } from './units';

/** `work`: each row names its stage there. `below`: under the header on its left, until a second header row names it. */
type Column =
  | { is: 'topic' }
  | { is: 'work' }
  | { is: 'below' }
  | { is: 'time'; unit?: string }
  | { is: 'stage'; kinds: StageKind[] }
  | { is: 'rest' };

export interface TableCell {
  /** Stages the header names; empty: one column of times, and the row tells. */
  kinds: StageKind[];
  text: string;
  /** Offset in the row's text, for its place. */
  from: number;
}

export interface TableRow {
  unit: Unit;
  name: string;
  /** What its column of works holds: "Học tập, thảo luận". */
  work: string;
  times: TableCell[];
}

/** Of the name of a work. */
const MOST_WORDS = 8;

/**
 * The stages of each work that a cell names. Several works in one cell are rows that ran together: whose a date is
 * cannot be told.
 */
export function worksOf(work: string): StageKind[][] {
  const key = foldedKey(work);
  const begins = stageWords(key)
    .map(({ from }) => key.slice(0, from).replace(/(?:tổ chức|triển khai|thời gian) $/u, '').length)
    .filter((from) => from === 0 || /^\p{Lu}/u.test(work.slice(from)));
  if (begins[0] !== 0) return [];
  const cuts = [...new Set(begins)];
  const works = cuts.map((from, index) => key.slice(from, cuts[index + 1]).trim());
  // a longer one tells what is read, not what is done
  if (works.some((each) => each.split(' ').length > MOST_WORDS)) return [];
  return works.map(kindsOf).filter((kinds) => kinds.length > 0);
}

export interface Table {
  rows: TableRow[];
  units: Set<Unit>;
}

/** Runs of rows that begin with a header; what is in no such table is read as lines. */
export function tablesIn(units: Unit[]): Table[] {
  const tables: Table[] = [];
  let columns: Column[] | null = null;
  let before: Column[] = [];
  for (const unit of units) {
    if (!unit.cells) {
      before = columns ?? before;
      columns = null;
      continue;
    }
    // a table that a new page broke goes on without a header
    if (!columns && before.length === unit.cells.length && /^\d|^[IVX]+[.)]?$/u.test(unit.cells[0] ?? '')) columns = before;
    const header = headerOf(unit.cells, columns);
    if (header) {
      if (!columns) tables.push({ rows: [], units: new Set() });
      columns = header;
    }
    const table = tables.at(-1);
    if (!columns || !table) continue;
    table.units.add(unit);
    if (header) continue;
    const row = rowOf(unit, unit.cells, columns);
    const previous = table.rows.at(-1);
    if (row.name === '' && previous && continues(unit.cells) && worksOf(row.work).length === 0) extend(previous, row);
    else table.rows.push(row);
  }
  return tables.filter(({ rows }) => rows.length > 0);
}

function headerOf(cells: string[], above: Column[] | null): Column[] | null {
  const keys = cells.map((cell) => foldedKey(cell));
  if (keys.some((key) => /\d{1,2}[/.-]\d|tháng \d|quý [ivx\d]/u.test(key))) return null;
  const columns = arranged(keys);
  const dated = columns.some(({ is }) => is === 'time' || is === 'stage');
  if (!above) return dated && columns.some(({ is }) => is === 'topic') ? columns : null;
  // a second header row names the columns below a merged "Thời gian"
  if (!columns.some(({ is }) => is === 'stage') || columns.length !== above.length || keys.some((key) => /^\d/.test(key)))
    return null;
  const named = above.map((column, index) => {
    const own = columns[index];
    return own?.is === 'stage' && (column.is === 'time' || column.is === 'below') ? own : column;
  });
  return named.some((column, index) => column !== above[index]) ? named : null;
}

/** What each column is, with what only its neighbours tell. */
function arranged(keys: string[]): Column[] {
  const columns = keys.map(columnOf);
  const named = keys.findIndex((key) => /^(?:tên )?(?:chuyên đề|chủ đề|chủ điểm)/u.test(key));
  const topic = named < 0 ? columns.findIndex(({ is }) => is === 'topic') : named;
  let left: Column | undefined;
  return columns.map((column, index) => {
    if (keys[index] === '' && (left?.is === 'time' || left?.is === 'below')) left = { is: 'below' };
    else if (column.is === 'topic' && index !== topic) left = { is: 'work' };
    else left = column;
    return left;
  });
}

function columnOf(key: string): Column {
  if (/^(?:tt|stt|số tt|số thứ tự|ghi chú|đơn vị|cơ quan|chủ trì|phối hợp|đối tượng|thành phần|địa điểm|người)/u.test(key))
    return { is: 'rest' };
  if (/^(?:tên|nội dung|chuyên đề|chủ đề|chủ điểm|công việc|nhiệm vụ)/u.test(key)) return { is: 'topic' };
  const kinds = kindsOf(key);
  if (kinds.length > 0) return { is: 'stage', kinds };
  const unit = /^(tháng|quý)(?:\s*\/?\s*(?:năm )?\d{4})?$/u.exec(key)?.[1];
  if (/thời gian|thời hạn|tiến độ|hoàn thành|tháng|quý/u.test(key)) return { is: 'time', ...(unit !== undefined && { unit }) };
  return { is: 'rest' };
}

function rowOf(unit: Unit, cells: string[], columns: Column[]): TableRow {
  const times: TableCell[] = [];
  let name = '';
  let work = '';
  let from = 0;
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (column?.is === 'topic' && name === '') name = cell;
    else if (column?.is === 'work' && work === '') work = cell;
    else if (cell !== '' && (column?.is === 'time' || column?.is === 'stage'))
      times.push({ kinds: column.is === 'stage' ? column.kinds : [], text: withUnit(cell, column), from });
    from += cell.length + ' | '.length;
  }
  // a row over the whole width is repeated in every column
  if (cells.length > 1 && cells.every((cell) => cell === name)) return { unit, name, work: '', times: [] };
  return { unit, name, work, times };
}

/** "9" below "Tháng". */
const withUnit = (cell: string, column: Column): string =>
  column.is === 'time' &&
  column.unit !== undefined &&
  /^(?:\d{1,2}|[IVX]{1,3})(?:\s*[-–,]\s*(?:\d{1,2}|[IVX]{1,3}))*$/u.test(cell)
    ? `${column.unit} ${cell}`
    : cell;

/** No number in front: the rest of the row above. */
const continues = (cells: string[]) => cells[0]?.trim() === '';

function extend(row: TableRow, more: TableRow): void {
  row.work = `${row.work} ${more.work}`.trim();
  for (const cell of more.times) {
    const same = row.times.find(({ kinds }) => kinds.join() === cell.kinds.join());
    if (same) same.text += ` ${cell.text}`;
    else row.times.push(cell);
  }
}
