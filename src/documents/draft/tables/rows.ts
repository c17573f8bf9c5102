/**
 * What one row of a table says: of which topic, what is done, by whom, when.
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import type { Unit } from '../units';
import type { Column } from './columns';

export interface TableCell {
  /** Stages the header names; empty: one column of times, and the row tells. */
  kinds: StageKind[];
  text: string;
  /** Offset in the row's text, for its place. */
  from: number;
  column: number;
  /** The audience that the header names. */
  whom?: string;
  /** The topic that the header names. */
  topic?: string;
}

export interface TableRow {
  unit: Unit;
  name: string;
  /** What its column of works holds: "Học tập, thảo luận". */
  work: string;
  /** Whom it names. */
  whom: string;
  times: TableCell[];
  /** It goes over the whole width: a heading of the rows below. */
  whole: boolean;
}

export function rowOf(unit: Unit, cells: string[], columns: Column[]): TableRow {
  const row: TableRow = { unit, name: '', work: '', whom: '', times: [], whole: false };
  let from = 0;
  const whoms: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (column?.is === 'topic' && row.name === '') row.name = ORDINAL.test(cell) ? '' : cell;
    else if (column?.is === 'work' && row.work === '') row.work = ORDINAL.test(cell) ? '' : cell;
    else if (column?.is === 'who' && cell !== '') whoms.push(cell);
    else if (cell !== '' && (column?.is === 'time' || column?.is === 'stage' || column?.is === 'of'))
      row.times.push({ ...told(column), text: withUnit(cell, column), from, column: index });
    from += cell.length + ' | '.length;
  }
  row.whom = whoms[0] ?? '';
  row.times = stretched(row.times, columns);
  const texts = [...new Set(cells.filter((cell) => cell !== ''))];
  const unnumbered = texts.filter((text) => !ORDINAL.test(text));
  // merged over the width, such a row is repeated in every column or stands in one of them alone
  if (cells.length > 1 && unnumbered.length === 1 && (texts.length === 1 || row.times.length === 0)) {
    const [text = ''] = unnumbered;
    const alone = row.times.length > 0 && cells.filter((cell) => cell !== '').length === 1;
    // "2 | Phòng, chống lãng phí | |": a topic whose time is left empty
    const topic = row.name === text && cells.some((cell) => /^\d{1,2}[.)]?$/.test(cell));
    if (!alone && !topic) return { ...row, name: text, work: '', whom: '', times: [], whole: true };
  }
  return row;
}

/** A row's number. */
const ORDINAL = /^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Za-zĐđ])[.)]?$/u;

const told = (column: Column): Pick<TableCell, 'kinds' | 'whom' | 'topic'> => ({
  kinds: column.is === 'stage' ? column.kinds : [],
  ...((column.is === 'stage' || column.is === 'time') && column.whom !== undefined && { whom: column.whom }),
  ...(column.is === 'of' && { topic: column.topic }),
});

/** "9" below "Tháng". */
const withUnit = (cell: string, column: Column): string =>
  column.is === 'time' &&
  column.unit !== undefined &&
  /^(?:\d{1,2}|[IVX]{1,3})(?:\s*[-–,]\s*(?:\d{1,2}|[IVX]{1,3}))*$/u.test(cell)
    ? `${column.unit} ${cell}`
    : cell;

/** "Bắt đầu | Kết thúc": one stretch in two columns. */
function stretched(times: TableCell[], columns: Column[]): TableCell[] {
  const edgeOf = ({ column }: TableCell) => {
    const at = columns[column];
    return at?.is === 'time' ? at.edge : undefined;
  };
  const opens = times.find((cell) => edgeOf(cell) === 'opens');
  const due = times.find((cell) => edgeOf(cell) === 'due');
  if (!opens) return times;
  const lead = (word: string, text: string) => (/^(?:từ|đến|trước|chậm|hết)/iu.test(text) ? text : `${word} ${text}`);
  const text = due ? `${lead('từ', opens.text)} ${lead('đến', due.text)}` : lead('từ', opens.text);
  return times.flatMap((cell) => (cell === opens ? [{ ...cell, text }] : cell === due ? [] : [cell]));
}
