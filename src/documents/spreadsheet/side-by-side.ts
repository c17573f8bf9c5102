/**
 * A list that was set in two or three columns of tables to save paper: its parts are read one below the other.
 *
 * @module
 */
import { EXACT, fitsOf } from './fields';
import { plain } from './names';
import { cellKey, type Sheet } from './sheet';

/** Titles above the headings rarely take more. */
const SEARCHED_ROWS = 60;
const MOST_PARTS = 4;

/** The sheet itself where no row of headings repeats. */
export function oneBelowTheOther(sheet: Sheet): Sheet {
  for (let row = 0; row < Math.min(SEARCHED_ROWS, sheet.rows.length); row += 1) {
    const starts = repeatedAt(sheet.rows[row] ?? []);
    if (starts.length > 1) return stacked(sheet, row, starts);
  }
  return sheet;
}

/** First columns of headings that stand several times in a row, in the same order; [] where they do not. */
function repeatedAt(cells: string[]): number[] {
  const said = cells.flatMap((cell, index) => (cell === '' ? [] : [{ label: plain(cell), index }]));
  for (let parts = 2; parts <= MOST_PARTS; parts += 1) {
    const size = said.length / parts;
    if (!Number.isInteger(size) || size < 2) continue;
    const isRepeated = said.every(({ label }, at) => label === said[at % size]?.label);
    const labels = said.slice(0, size).map(({ label }) => label);
    const names = labels.some((label) => fitsOf(label).some(({ field, score }) => field === 'name' && score >= EXACT));
    if (isRepeated && names && new Set(labels).size === size)
      return said.filter((_, at) => at % size === 0).map(({ index }) => index);
  }
  return [];
}

function stacked(sheet: Sheet, heading: number, starts: number[]): Sheet {
  const rows = sheet.rows.slice(0, heading);
  const lines = rows.map((_, row) => row + 1);
  const below = new Map<string, string>();
  starts.forEach((start, part) => {
    for (let row = part === 0 ? heading : heading + 1; row < sheet.rows.length; row += 1) {
      const cells = (sheet.rows[row] ?? []).slice(start, starts[part + 1]);
      cells.forEach((_, index) => {
        const above = sheet.below.get(cellKey(row, start + index));
        if (above !== undefined) below.set(cellKey(rows.length, index), above);
      });
      rows.push(cells);
      lines.push(row + 1);
    }
  });
  return { ...sheet, rows, below, lines };
}
