/**
 * A sheet as text: rows of cleaned cells, and what merged cells say below their first row.
 *
 * @module
 */

export interface Sheet {
  /** "" for csv. */
  name: string;
  /** Row `i` stands on line `i + 1` of the sheet. */
  rows: string[][];
  /** Cells merged downwards, by {@link cellKey}: what their first row says. csv has none. */
  below: ReadonlyMap<string, string>;
  /** Where rows were moved: the line each stood on. */
  lines?: readonly number[];
}

export const lineOf = (sheet: Sheet, row: number): number => sheet.lines?.[row] ?? row + 1;

export interface SheetPlace {
  sheet: string;
  /** From 1. */
  line: number;
}

export const cellKey = (row: number, column: number): string => `${row}:${column}`;

/** NFC, one kind of space, no invisible marks; line breaks stay, for they part contacts. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\r\n?|\u2028|\u2029|\v/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

const FAILED = /^#(?:N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!|SPILL!|CALC!)$/;

/** What a cell says. A number keeps all its digits: telephone numbers are kept as numbers. */
export function cellText(value: unknown): string {
  // a formula that failed says nothing of a body
  if (typeof value === 'string') return FAILED.test(value) ? '' : cleanText(value);
  if (typeof value === 'number' && Number.isFinite(value))
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString().slice(0, 10);
  return '';
}

/** A cell on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** "A", "B", … "AA": how offices call the column at `index` (from 0). */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** "dòng 7", with the sheet where there are several. */
export const placeText = ({ sheet, line }: SheetPlace): string => (sheet === '' ? `dòng ${line}` : `“${sheet}” dòng ${line}`);
