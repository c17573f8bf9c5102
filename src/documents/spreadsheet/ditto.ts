/**
 * "nt", "như trên", ″: marks that stand for the cell above, put in words before anything is read.
 *
 * @module
 */
import type { Heading } from './columns';
import { plain } from './names';
import { cellKey, lineOf, placeText, type Sheet } from './sheet';

const WORDS = /^(?:nt|n t|nhu tren|nhu dong tren|nhu o tren|cung tren|cung nhu tren|tuong tu)$/;
/** Quotation marks of every kind, alone or between dashes: -"-, -//-. */
const MARKS = /^[\s\-–—.]*(?:["“”„″〃]+|''|’’|‘‘|``|´´|\/\/|,,)[\s\-–—.]*$/u;

export const isDitto = (text: string): boolean => text.length <= 24 && (MARKS.test(text) || WORDS.test(plain(text)));

export interface DittoRead {
  sheet: Sheet;
  /** Rows (from 0) whose name is that of the row above: they say more of the same body. */
  sameName: ReadonlySet<number>;
  notes: string[];
}

const SHOWN = 8;

/** Every ditto mark below the headings takes what stands above it in its column; one in the name column none. */
export function withoutDitto(sheet: Sheet, heading: Heading): DittoRead {
  const rows = sheet.rows.slice();
  const sameName = new Set<number>();
  const lines = new Set<number>();
  for (let row = heading.body; row < rows.length; row += 1)
    for (const { index, field } of heading.columns) {
      const cells = rows[row] ?? [];
      if (field === null || field === 'ignored' || !isDitto(cells[index] ?? '')) continue;
      if (field === 'name') sameName.add(row);
      const text = field === 'name' || field === 'ordinal' ? '' : above(row, index);
      rows[row] = cells.with(index, text);
      if (field !== 'ordinal') lines.add(lineOf(sheet, row));
    }
  const shown = [...lines].slice(0, SHOWN).map((line) => placeText({ sheet: sheet.name, line }));
  const notes =
    lines.size === 0
      ? []
      : [
          `${lines.size} dòng ghi “nt”, “như trên” hoặc dấu ″: lấy theo ô ngay trên (${shown.join(', ')}${lines.size > SHOWN ? ', …' : ''})`,
        ];
  return { sheet: { ...sheet, rows }, sameName, notes };

  /** Empty rows between do not count. What was a mark itself is put in words already. */
  function above(row: number, index: number): string {
    for (let up = row - 1; up >= heading.body; up -= 1) {
      const cells = rows[up] ?? [];
      if (cells.every((cell) => cell === '')) continue;
      return cells[index] || sheet.below.get(cellKey(up, index)) || '';
    }
    return '';
  }
}
