/**
 * Topics and stages in tables: the header says what a column holds.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { foldedKey } from './folding';
import { kindsOf } from './stage-words';
import type { Unit } from './units';

type Column = { is: 'topic' } | { is: 'time'; unit?: string } | { is: 'stage'; kinds: StageKind[] } | { is: 'rest' };

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
  times: TableCell[];
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
    if (row.name === '' && previous && continues(unit.cells)) extend(previous, row);
    else table.rows.push(row);
  }
  return tables.filter(({ rows }) => rows.length > 0);
}

function headerOf(cells: string[], above: Column[] | null): Column[] | null {
  const keys = cells.map((cell) => foldedKey(cell));
  if (keys.some((key) => /\d{1,2}[/.-]\d|tháng \d|quý [ivx\d]/u.test(key))) return null;
  const columns = keys.map(columnOf);
  const dated = columns.some(({ is }) => is === 'time' || is === 'stage');
  if (!above) return dated && columns.some(({ is }) => is === 'topic') ? columns : null;
  // a second header row names the columns below a merged "Thời gian"
  if (!columns.some(({ is }) => is === 'stage') || columns.length !== above.length || keys.some((key) => /^\d/.test(key)))
    return null;
  return above
    .map((column, index) => (column.is === 'time' ? (columns[index] ?? column) : column))
    .some(({ is }, index) => is === 'stage' && above[index]?.is === 'time')
    ? above.map((column, index) => (column.is === 'time' && columns[index]?.is === 'stage' ? columns[index] : column))
    : null;
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
  let from = 0;
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (column?.is === 'topic' && name === '') name = cell;
    else if (cell !== '' && (column?.is === 'time' || column?.is === 'stage'))
      times.push({ kinds: column.is === 'stage' ? column.kinds : [], text: withUnit(cell, column), from });
    from += cell.length + ' | '.length;
  }
  // a row over the whole width is repeated in every column
  if (cells.length > 1 && cells.every((cell) => cell === name)) return { unit, name, times: [] };
  return { unit, name, times };
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
  for (const cell of more.times) {
    const same = row.times.find(({ kinds }) => kinds.join() === cell.kinds.join());
    if (same) same.text += ` ${cell.text}`;
    else row.times.push(cell);
  }
}
