/**
 * Pieces of text on a page → lines, and cells where a wide gap parts them.
 *
 * @module
 */

export interface TextPiece {
  str: string;
  /** Points from the left. */
  x: number;
  /** Points from the bottom. */
  y: number;
  width: number;
  fontSize: number;
}

interface Cell {
  x: number;
  end: number;
  text: string;
}

/** A gap wider than this many letters' heights parts two columns. */
const COLUMN_GAP = 1.6;
/** A gap wider than this part of a letter's height is a space that the file does not hold. */
const WORD_GAP = 0.18;
/** Points that the last column may have. */
const WIDEST_LAST = 160;
/** What numbers the rows of a table. */
const ROW_NUMBER = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]?$/u;

/** Lines from the top, each as its cells; a line of a plain paragraph has one. A page's number alone is left out. */
export function rowsOfPage(pieces: TextPiece[]): string[][] {
  const lines: string[][] = [];
  let block: Cell[][] = [];
  for (const cells of linesOf(pieces)) {
    const [first] = cells;
    if (cells.length > 1 || (first && block.length > 0 && isBelowColumn(first, block))) {
      block.push(cells);
      continue;
    }
    lines.push(...rowsOfBlock(block), ...(first && !/^[-–\s]*\d{1,3}[-–\s]*$/.test(first.text) ? [[first.text]] : []));
    block = [];
  }
  return [...lines, ...rowsOfBlock(block)];
}

function linesOf(pieces: TextPiece[]): Cell[][] {
  const rows: TextPiece[][] = [];
  for (const piece of pieces.filter(({ str }) => str.trim() !== '').sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const height = piece.fontSize || 10;
    if (row?.[0] && Math.abs(row[0].y - piece.y) < height * 0.4) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => cellsOfRow(row.sort((a, b) => a.x - b.x)));
}

function cellsOfRow(row: TextPiece[]): Cell[] {
  const cells: Cell[] = [];
  for (const { str, x, width, fontSize } of row) {
    const height = fontSize || 10;
    const cell = cells.at(-1);
    const gap = cell ? x - cell.end : 0;
    if (!cell || gap > height * COLUMN_GAP) cells.push({ x, end: x + width, text: str });
    else {
      cell.text += gap > height * WORD_GAP && !cell.text.endsWith(' ') ? ` ${str}` : str;
      cell.end = x + width;
    }
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.trim() }));
}

/** The rest of a cell that was broken: it stands below a column other than the first. */
function isBelowColumn(cell: Cell, block: Cell[][]): boolean {
  const columns = columnsOf(block);
  return columns.some(({ x, end }, column) => {
    const next = columns[column + 1]?.x ?? Math.max(end, x + WIDEST_LAST);
    return column > 0 && cell.x >= x - 4 && cell.x < next && cell.end <= next;
  });
}

interface Span {
  x: number;
  end: number;
}

/** Columns: stretches of the page's width that cells cover together. */
function columnsOf(block: Cell[][]): Span[] {
  const columns: Span[] = [];
  for (const { x, end } of block.flat().sort((a, b) => a.x - b.x)) {
    const column = columns.at(-1);
    if (column && x <= column.end) column.end = Math.max(column.end, end);
    else columns.push({ x, end });
  }
  return columns;
}

/** Two columns are laid out side by side (letterhead, signature) and read one after the other; more are a table. */
function rowsOfBlock(block: Cell[][]): string[][] {
  if (block.length === 0) return [];
  const columns = columnsOf(block);
  const rows = block.map((cells) =>
    columns.map(({ x, end }) =>
      cells
        .filter((cell) => cell.x >= x && cell.x <= end)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
  if (columns.length < 3)
    return columns.flatMap((_, column) => rows.map((row) => [row[column] ?? '']).filter(([text]) => text !== ''));
  return mergedRows(rows);
}

/** Lines of one table row, put together: a row begins where its number stands, or where its first two cells do. */
function mergedRows(rows: string[][]): string[][] {
  const firsts = rows.map(([first = '']) => first).filter((first) => first !== '');
  const numbered = firsts.filter((first) => ROW_NUMBER.test(first)).length * 2 >= firsts.length - 1;
  const merged: string[][] = [];
  let inHeader = true;
  for (const row of rows) {
    const begins = numbered ? ROW_NUMBER.test(row[0] ?? '') : row[0] !== '' && row[1] !== '';
    const last = merged.at(-1);
    if (last && (begins ? false : numbered || !inHeader || row[0] === '' || row[1] === ''))
      merged[merged.length - 1] = last.map((cell, column) => `${cell} ${row[column] ?? ''}`.trim());
    else merged.push(row);
    if (begins) inHeader = false;
  }
  return merged;
}
