/**
 * Lines of a PDF → plain lines, and rows of tables where several lines stand in the same columns, over pages too.
 *
 * @module
 */
import { DANGLING } from './broken-lines';
import type { Cell, Line } from './pdf-cells';

export interface Row {
  cells: string[];
  /** The lines that it was put together from. */
  lines: string[][];
  page: number;
}

/** Points that the last column may have. */
const WIDEST_LAST = 160;
/** Points that the cells of a column may begin apart. */
const LOOSE = 4;
/** What numbers the rows of a table. */
const ROW_NUMBER = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]?$/u;
/** What begins a paragraph, and no line of a cell. */
const PARAGRAPH = /^(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})\s?[.)/-]\s|^[-–+•*]\s/u;
/** The first words of a table's two headers, in either order. */
const TIME_HEADER = /^(?:thời gian|thời hạn|tiến độ|tháng|quý|thời điểm)(?!.*:)/iu;
const NUMBER_HEADER = /^(?:tt|stt)$/iu;
const OTHER_HEADER = /^(?:tên |các )?(?:nội dung|chuyên đề|chủ đề|chủ điểm|công việc|bước|nhiệm vụ|hoạt động)(?!.*[:“"\d])/iu;
/** A cell that begins with a time; the date of a letterhead stands behind its place. */
const TIMED =
  /^(?:(?:từ|đến|trước|trong|chậm nhất|hoàn thành|dự kiến)\s.*)?(?:ngày |tháng |quý )?(?:\d{1,2}[/.-]\d|tháng \d|quý [IVX\d]|\d{1,2} tháng)/iu;
/** These end no cell that goes on when they are all of it: the header of a column. */
const WHOLE_HEADER = /^(?:Tháng|Quý|Ngày|Từ ngày|Đến ngày)$/u;

/** Lines from the top, each as its cells; a line of a plain paragraph has one. */
export function rowsOfLines(lines: Line[]): Row[] {
  const rows: Row[] = [];
  let block: Line[] = [];
  const end = () => {
    rows.push(...rowsOfBlock(block));
    block = [];
  };
  for (const [index, line] of lines.entries()) {
    const [first] = line.cells;
    if (!first) continue;
    if (line.cells.length > 1 || (block.length > 0 && goesOn(first, block, lines[index + 1]))) {
      // the columns of another page are another table's, unless they are the same
      if (block.length > 0 && block.at(-1)?.page !== line.page && !isWithin(line, columnsOf(block))) end();
      block.push(line);
      continue;
    }
    end();
    rows.push({ cells: [first.text], lines: [], page: line.page });
  }
  end();
  return rows;
}

/** The rest of a cell that was broken: below a column other than the first, or what can begin no paragraph below the first. */
function goesOn(cell: Cell, block: Line[], next: Line | undefined): boolean {
  const columns = columnsOf(block);
  const below = columns.findIndex(({ x, end }, column) => {
    const limit = columns[column + 1]?.x ?? Math.max(end, x + WIDEST_LAST);
    return cell.x >= x - LOOSE && cell.x < limit && cell.end <= limit;
  });
  if (below !== 0) return below > 0;
  const above =
    block.findLast(({ cells }) => cells[0] !== undefined && Math.abs(cells[0].x - cell.x) <= LOOSE)?.cells[0]?.text ?? '';
  if (columns.length < 3 && !isTable(block)) return false;
  if (PARAGRAPH.test(cell.text)) return false;
  const goes = /^[\p{Ll}\d(–-]/u.test(cell.text) || DANGLING.test(above);
  return goes || (next !== undefined && next.cells.length > 1 && isWithin(next, columns));
}

const isWithin = ({ cells }: Line, columns: Span[]): boolean =>
  cells.every((cell) =>
    columns.some(({ x, end }, column) => {
      const limit = columns[column + 1]?.x ?? Math.max(end, x + WIDEST_LAST);
      return cell.x >= x - LOOSE && cell.end <= limit;
    }),
  );

interface Span {
  x: number;
  end: number;
}

/** Columns: stretches of the page's width that cells cover together. */
function columnsOf(block: Line[]): Span[] {
  const columns: Span[] = [];
  for (const { x, end } of block.flatMap(({ cells }) => cells).sort((a, b) => a.x - b.x)) {
    const column = columns.at(-1);
    if (column && x <= column.end) column.end = Math.max(column.end, end);
    else columns.push({ x, end });
  }
  return columns;
}

/** Two columns are laid out side by side (letterhead, signature) and read one after the other; more are a table. */
function rowsOfBlock(block: Line[]): Row[] {
  if (block.length === 0) return [];
  const columns = columnsOf(block);
  const lines = block.map(({ cells, page }) => ({
    page,
    cells: columns.map(({ x, end }) =>
      cells
        .filter((cell) => cell.x >= x && cell.x <= end)
        .map(({ text }) => text)
        .join(' '),
    ),
  }));
  if (columns.length < 3 && !isTable(block))
    return columns.flatMap((_, column) =>
      lines.flatMap(({ cells, page }) => (cells[column] ? [{ cells: [cells[column]], lines: [], page }] : [])),
    );
  return mergedRows(lines);
}

/** Two columns whose first line names them, "Thời gian | Nội dung", or one of which holds nothing but times. */
function isTable(block: Line[]): boolean {
  const pairs = block.filter(({ cells }) => cells.length === 2);
  const timed = [0, 1].some(
    (column) => pairs.filter(({ cells }) => TIMED.test(cells[column]?.text.normalize('NFC') ?? '')).length >= 2,
  );
  if (timed && pairs.length >= 2) return true;
  const texts = block[0]?.cells.map(({ text }) => text.normalize('NFC')) ?? [];
  return (
    texts.length >= 2 &&
    texts.some((text) => TIME_HEADER.test(text) || NUMBER_HEADER.test(text)) &&
    texts.some((text) => OTHER_HEADER.test(text))
  );
}

/** Lines of one table row, put together: a row begins where its number stands, or where its first two cells begin anew. */
function mergedRows(lines: { cells: string[]; page: number }[]): Row[] {
  const firsts = lines.map(({ cells: [first = ''] }) => first).filter((first) => first !== '');
  const numbered = firsts.filter((first) => ROW_NUMBER.test(first)).length * 2 >= firsts.length - 1;
  const merged: Row[] = [];
  for (const { cells, page } of lines) {
    const last = merged.at(-1);
    const begins = numbered ? ROW_NUMBER.test(cells[0] ?? '') : !last || beginsRow(cells, last.lines);
    if (last && !begins) {
      last.cells = last.cells.map((cell, column) => `${cell} ${cells[column] ?? ''}`.trim());
      last.lines.push(cells);
    } else merged.push({ cells, lines: [cells], page });
  }
  return merged;
}

/** Its first two cells hold something, and nothing in it is the rest of the line above. */
function beginsRow(cells: string[], above: string[][]): boolean {
  if (cells[0] === '' || cells[1] === '') return false;
  return cells.every((cell, column) => {
    if (cell === '') return true;
    const before = above.findLast((line) => line[column] !== '')?.[column] ?? '';
    return !/^[\p{Ll}(–-]/u.test(cell) && (!DANGLING.test(before) || WHOLE_HEADER.test(before));
  });
}
