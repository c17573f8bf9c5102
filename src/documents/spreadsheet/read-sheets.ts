/**
 * The sheets of a roster file, xlsx or csv, by what the file is and not by what it is called.
 *
 * @module
 */
import path from 'node:path';
import { parse, CsvError } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { z } from 'zod';
import { CodedError } from '../../errors';
import { BOUNDS, readApart, ReadingEnded, type Reading } from '../apart/apart';
import { Findings, type FaultKind } from '../findings';
import { ROSTER_LIMIT, textOf } from '../source-text';
import { COLUMNS_LIMIT, framesOf, ROWS_LIMIT, UnusableWorkbook, XLSX_LIMIT, type SheetFrame } from './package-guard';
import { otherKind } from './other-kinds';
import { cellKey, cellText, cleanText, type Sheet } from './sheet';

export interface Workbook {
  sheets: Sheet[];
  /** Names of sheets that are hidden, which nobody reads. */
  hidden: string[];
}

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, index) => bytes[index] === byte);

/**
 * @param xlsxReader whoever reads many of their own may do so in this process: {@link readXlsx}
 * @throws CD_ROSTER_UNREADABLE, CD_INPUT_FAULTS (csv that is no UTF-8 text)
 */
export async function readSheets(bytes: Uint8Array, file: string, xlsxReader = xlsxApart): Promise<Workbook> {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw unreadable(file, 'tệp .xls cũ hoặc có mật khẩu; đề nghị lưu lại dạng .xlsx, không đặt mật khẩu');
  const other = otherKind(bytes);
  if (other) throw unreadable(file, `đây là ${other}, không phải bảng tính; đề nghị lưu danh sách dạng .xlsx hoặc .csv`);
  if (startsWith(bytes, 0x50, 0x4b)) return xlsxReader(bytes, file);
  return { sheets: [readOfficeCsv(bytes, file)], hidden: [] };
}

/** csv with the columns of the strict roster, `id` and `name`: read by `readRoster`. */
export function isStrictCsv(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart();
  const names = (head.split(/\r\n|\n|\r/, 1)[0] ?? '').split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return names.includes('id') && names.includes('name');
}

const unreadable = (file: string, why: string, cause?: unknown) =>
  Object.assign(new CodedError('CD_ROSTER_UNREADABLE', { file, why }), { cause });

const XLSX: Reading<Workbook> = {
  module: path.join(__dirname, 'read-sheets.ts'),
  name: 'readXlsx',
  answer: z.object({
    sheets: z.array(z.custom<Sheet>((sheet) => typeof sheet === 'object' && sheet !== null && 'rows' in sheet)),
    hidden: z.array(z.string()),
  }),
};

async function xlsxApart(bytes: Uint8Array, file: string): Promise<Workbook> {
  if (bytes.length > XLSX_LIMIT) throw unreadable(file, `tệp lớn hơn ${XLSX_LIMIT} byte`);
  try {
    return await readApart(XLSX, bytes, file, BOUNDS);
  } catch (error) {
    if (!(error instanceof ReadingEnded)) throw error;
    throw unreadable(file, error.ending === 'late' ? 'đọc quá lâu' : 'đọc cần quá nhiều bộ nhớ', error);
  }
}

/** In this process: {@link readSheets} reads in one of its own. @throws CD_ROSTER_UNREADABLE */
export async function readXlsx(bytes: Uint8Array, file: string): Promise<Workbook> {
  try {
    const frames = framesOf(bytes);
    const read = await readWorkbook(Buffer.from(bytes));
    const shown = read.flatMap(({ sheet, data }, index) => {
      const frame = frames.find(({ name }) => name === sheet) ?? frames[index];
      return frame && !frame.hidden ? [sheetOf(sheet, data, frame)] : [];
    });
    return { sheets: shown, hidden: frames.flatMap(({ name, hidden }) => (hidden ? [name] : [])) };
  } catch (error) {
    if (error instanceof UnusableWorkbook) throw unreadable(file, error.message, error);
    // parts that say nonsense fail inside the reader with errors of many kinds: the file is at fault in each
    throw unreadable(file, `bảng tính không đọc được (${String(error).slice(0, 200)})`, error);
  }
}

function sheetOf(name: string, data: readonly (readonly unknown[])[], { merges }: SheetFrame): Sheet {
  const rows = data.map((row) => row.map(cellText));
  const below = new Map<string, string>();
  for (const { top, bottom, left } of merges) {
    const text = rows[top]?.[left] ?? '';
    if (text === '') continue;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row += 1) below.set(cellKey(row, left), text);
  }
  return { name, rows, below };
}

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** csv as spreadsheets write it: comma, semicolon or tab; UTF-8, or UTF-16 with its mark. */
function readOfficeCsv(bytes: Uint8Array, file: string): Sheet {
  const faults = new Findings<FaultKind>(file);
  const utf16 = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : null;
  const text = utf16 && bytes.length <= ROSTER_LIMIT ? new TextDecoder(utf16).decode(bytes) : textOf(bytes, ROSTER_LIMIT, faults);
  if (text === null) throw new CodedError('CD_INPUT_FAULTS', { count: faults.list.length, file }, faults.sorted());
  try {
    const parsed = recordsSchema.parse(
      parse(text, {
        info: true,
        delimiter: delimiterOf(text),
        relax_column_count: true,
        relax_quotes: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      }),
    );
    if (parsed.length > ROWS_LIMIT) throw unreadable(file, `nhiều hơn ${ROWS_LIMIT} dòng`);
    const rows: string[][] = [];
    // a quoted cell of several lines ends on its record's line; rows are numbered by it
    for (const { record, info } of parsed) {
      while (rows.length < info.lines - 1) rows.push([]);
      rows.push(record.slice(0, COLUMNS_LIMIT).map(cleanText));
    }
    return { name: '', rows, below: new Map() };
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(file, `sai cú pháp csv (${error.code})`, error);
    throw error;
  }
}

/** What parts most cells of the first lines. */
function delimiterOf(text: string): string {
  const head = text.split(/\r\n|\n|\r/, 40).join('\n');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ',';
}
