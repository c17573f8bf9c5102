/**
 * Pieces of text on a page → its lines, each as cells where a wide gap parts them.
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

export interface Cell {
  x: number;
  end: number;
  text: string;
}

export interface Line {
  cells: Cell[];
  /** From 1. */
  page: number;
}

/** A gap wider than this many letters' heights parts two columns. */
const COLUMN_GAP = 1.6;
/** A gap wider than this part of a letter's height is a space that the file does not hold. */
const WORD_GAP = 0.18;
/** Points that a page's number stands from the margin. */
const FAR_IN = 60;

/** From the top; a page's number, alone in its first or last line, is left out. */
export function linesOf(pieces: TextPiece[], page: number): Line[] {
  const rows: TextPiece[][] = [];
  for (const piece of pieces.filter(({ str }) => str.trim() !== '').sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const height = piece.fontSize || 10;
    if (row?.[0] && Math.abs(row[0].y - piece.y) < height * 0.4) row.push(piece);
    else rows.push([piece]);
  }
  const lines = rows.map((row) => cellsOfRow(row.sort((a, b) => a.x - b.x)));
  const margin = Math.min(...lines.flat().map(({ x }) => x));
  return lines
    .filter((cells, index) => !((index === 0 || index === lines.length - 1) && isPageNumber(cells, margin)))
    .map((cells) => ({ cells, page }));
}

function isPageNumber(cells: Cell[], margin: number): boolean {
  const [only, ...others] = cells;
  return only !== undefined && others.length === 0 && only.x > margin + FAR_IN && /^[-–\s]*\d{1,3}[-–\s]*$/.test(only.text);
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
