/**
 * The plain HTML that mammoth makes of a docx, as lines and table rows.
 *
 * @module
 */
import type { SourceLine } from './types';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const BLOCKS = /^(p|h[1-6]|li|div)$/;

interface Cell {
  text: string;
  colspan: number;
  rowspan: number;
}

interface Table {
  rows: string[][];
  /** The cell and row that a nested table stands in. */
  outer: { cell: Cell; row: string[] } | null;
  /** column → text and rows it still covers, of cells merged downwards */
  hanging: Map<number, { text: string; rows: number }>;
}

export function linesOfHtml(html: string): SourceLine[] {
  const lines: SourceLine[] = [];
  const tables: Table[] = [];
  let text = '';
  let cell: Cell | null = null;
  let row: string[] = [];

  const push = (line: string, cells?: string[]) =>
    lines.push({ text: line, place: { line: lines.length + 1, column: 1 }, ...(cells && { cells }) });
  const endBlock = () => {
    const line = text.trim();
    text = '';
    if (line === '') return;
    if (cell) cell.text = cell.text === '' ? line : `${cell.text}\n${line}`;
    else push(line);
  };

  for (const [token, tag, attributes = ''] of html.matchAll(/<(\/?[a-z][a-z0-9]*)([^>]*)>|[^<]+|</gi)) {
    if (tag === undefined) {
      text += decoded(token);
      continue;
    }
    const name = tag.toLowerCase();
    if (name === 'br') text += '\n';
    else if (BLOCKS.test(name.replace('/', ''))) endBlock();
    else if (name === 'table') {
      endBlock();
      tables.push({ rows: [], outer: cell && { cell, row }, hanging: new Map() });
      cell = null;
    } else if (name === 'tr') row = [];
    else if (name === 'td' || name === 'th') {
      text = '';
      cell = { text: '', colspan: span(attributes, 'colspan'), rowspan: span(attributes, 'rowspan') };
    } else if ((name === '/td' || name === '/th') && cell) {
      endBlock();
      addCell(tables.at(-1), row, cell);
      cell = null;
    } else if (name === '/tr') {
      const table = tables.at(-1);
      addHanging(table, row);
      table?.rows.push(row);
      row = [];
    } else if (name === '/table') {
      const table = tables.pop();
      if (table?.outer) {
        ({ cell, row } = table.outer);
        // read as lines of the cell it stands in
        const inner = table.rows.map((cells) => cells.join(' | ').replace(/\n/g, ' '));
        cell.text = [cell.text, ...inner].filter((line) => line !== '').join('\n');
      } else if (table) pushTable(table.rows, push);
    }
  }
  endBlock();
  return lines;
}

/** A table that only lays the page out (the letterhead, the signature) is read cell by cell, as lines. */
function pushTable(rows: string[][], push: (line: string, cells?: string[]) => void): void {
  const data =
    rows.length >= 2 &&
    rows.some((row) => row.length >= 2 && row.every((cell) => cell.split('\n').length <= 6)) &&
    !isLayout(rows);
  for (const cells of rows) {
    if (data)
      push(
        cells.join(' | ').replace(/\n/g, ' '),
        cells.map((cell) => cell.replace(/\n/g, ' ')),
      );
    else for (const line of cells.flatMap((cell) => cell.split('\n'))) if (line.trim() !== '') push(line.trim());
  }
}

function isLayout(rows: string[][]): boolean {
  const text = rows.flat().join('\n').normalize('NFC').toLowerCase();
  return /cộng h(òa|oà) xã hội|đảng cộng sản việt nam|đoàn tncs|nơi nhận|độc lập - tự do/.test(text);
}

function addCell(table: Table | undefined, row: string[], cell: Cell): void {
  addHanging(table, row);
  for (let n = 0; n < cell.colspan; n += 1) {
    if (cell.rowspan > 1) table?.hanging.set(row.length, { text: cell.text, rows: cell.rowspan - 1 });
    row.push(cell.text);
  }
}

function addHanging(table: Table | undefined, row: string[]): void {
  for (;;) {
    const above = table?.hanging.get(row.length);
    if (!table || !above) return;
    if (above.rows === 1) table.hanging.delete(row.length);
    else table.hanging.set(row.length, { ...above, rows: above.rows - 1 });
    row.push(above.text);
  }
}

function span(attributes: string, name: string): number {
  const written = new RegExp(`${name}="(\\d{1,3})"`).exec(attributes)?.[1];
  return Math.min(50, Math.max(1, Number(written ?? 1)));
}

function decoded(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/&(#x?[0-9a-f]{1,6}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
