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

/** A gap wider than this many letters' heights parts two columns. */
const COLUMN_GAP = 1.6;
/** A gap wider than this part of a letter's height is a space that the file does not hold. */
const WORD_GAP = 0.18;

/** Lines from the top, each as its cells; a line of a plain paragraph has one. A page's number alone is left out. */
export function rowsOfPage(pieces: TextPiece[]): string[][] {
  const rows: TextPiece[][] = [];
  for (const piece of pieces.filter(({ str }) => str.trim() !== '').sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const height = piece.fontSize || 10;
    if (row?.[0] && Math.abs(row[0].y - piece.y) < height * 0.4) row.push(piece);
    else rows.push([piece]);
  }
  return rows
    .map((row) => cellsOfRow(row.sort((a, b) => a.x - b.x)))
    .filter((cells) => !(cells.length === 1 && /^[-–\s]*\d{1,3}[-–\s]*$/.test(cells[0] ?? '')));
}

function cellsOfRow(row: TextPiece[]): string[] {
  const cells: string[] = [];
  let text = '';
  let end: number | null = null;
  for (const piece of row) {
    const height = piece.fontSize || 10;
    const gap = end === null ? 0 : piece.x - end;
    if (gap > height * COLUMN_GAP) {
      cells.push(text.trim());
      text = '';
    } else if (gap > height * WORD_GAP && !text.endsWith(' ')) text += ' ';
    text += piece.str;
    end = piece.x + piece.width;
  }
  cells.push(text.trim());
  return cells;
}
