/**
 * Looks into an xlsx (a zip of XML parts, ECMA-376) before a reader does: bounded size, no tricks, and what the reader does
 * not tell: hidden sheets and merged cells.
 *
 * @module
 */
import { UnusableZip, unzip } from '../zip';

/** A year's roster of 10,000 bodies takes 1 MB packed, 12 MB unpacked. */
export const XLSX_LIMIT = 16 * 1024 * 1024;
const UNPACKED_LIMIT = 96 * 1024 * 1024;
const PARTS_LIMIT = 2_000;
export const ROWS_LIMIT = 120_000;
export const COLUMNS_LIMIT = 128;
const CELLS_LIMIT = 1_200_000;

/** Why a file is no usable workbook; in Vietnamese, for the operator. */
export class UnusableWorkbook extends Error {
  override readonly name = 'UnusableWorkbook';
}

export interface SheetFrame {
  name: string;
  hidden: boolean;
  /** Merged ranges, rows and columns from 0, ends included. */
  merges: { top: number; bottom: number; left: number; right: number }[];
}

/** The sheets, in the order of the workbook. @throws UnusableWorkbook */
export function framesOf(bytes: Uint8Array): SheetFrame[] {
  const parts = unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const text = (name: string) => {
    const part = parts.get(name);
    if (!part) throw new UnusableWorkbook(`thiếu phần ${name}: không phải tệp xlsx`);
    return part.toString('utf8');
  };
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]{0,2000}>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  );
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]{0,2000}>/g)].map(([tag]) => ({
    name: attribute(tag, 'name'),
    hidden: /^(?:hidden|veryHidden)$/.test(attribute(tag, 'state')),
    merges: mergesOf(text(targets.get(attribute(tag, '\\w+:id')) ?? 'xl/?')),
  }));
}

/** @throws UnusableWorkbook where the sheet is larger than any roster */
function mergesOf(xml: string): SheetFrame['merges'] {
  let rows = 0;
  let columns = 0;
  let cells = 0;
  for (const [, letters = '', digits = ''] of xml.matchAll(/<(?:\w+:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"/g)) {
    cells += 1;
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnIndex(letters) + 1);
  }
  const bare = (xml.match(/<(?:\w+:)?(?:row|c)[\s>/]/g) ?? []).length;
  if (rows > ROWS_LIMIT || columns > COLUMNS_LIMIT || rows * columns > CELLS_LIMIT || bare > CELLS_LIMIT || cells > CELLS_LIMIT)
    throw new UnusableWorkbook(`trang tính quá lớn (nhiều nhất ${ROWS_LIMIT} dòng, ${COLUMNS_LIMIT} cột)`);
  return [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]{0,200}?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)].map(
    ([, left = '', top = '', right = '', bottom = '']) => ({
      left: columnIndex(left),
      top: Number(top) - 1,
      right: columnIndex(right),
      bottom: Math.min(Number(bottom) - 1, ROWS_LIMIT),
    }),
  );
}

const columnIndex = (letters: string): number =>
  Array.from(letters).reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return (value?.[1] ?? value?.[2] ?? '').replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal, hex, named) => {
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      if (named !== undefined) return ENTITIES[String(named)] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** XML parts by name, whatever sizes the file claims. */
function unpack(bytes: Buffer): Map<string, Buffer> {
  try {
    return unzip(bytes, { parts: PARTS_LIMIT, bytes: UNPACKED_LIMIT, wanted: /^(?:\[Content_Types\]\.xml$|_rels\/|xl\/)/ });
  } catch (error) {
    if (error instanceof UnusableZip) throw new UnusableWorkbook(error.message, { cause: error });
    throw error;
  }
}
