/**
 * Strict csv: a header, then records of the same number of fields, each field with its place in the file.
 *
 * @module
 */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { FaultKind, Findings, Place } from './findings';

export interface CsvRecord {
  /** Where the record begins. */
  place: Place;
  /** NFC, trimmed, by column; absent columns are "". */
  get(column: string): string;
  placeOf(column: string): Place;
}

const infoSchema = z.array(z.object({ record: z.array(z.string()), raw: z.string() }));

/** @returns null when the faults leave nothing to look at. */
export function readCsv(
  text: string,
  columns: readonly string[],
  required: readonly string[],
  faults: Findings<FaultKind>,
): CsvRecord[] | null {
  // one kind of line end: csv-parse tells the raw text of a record wrongly where several kinds meet (\r\r\n)
  const rows = parseRows(text.replaceAll(/\r\n?/g, '\n'), faults);
  const header = rows?.[0];
  if (!rows || !header) return null;
  const names = header.fields.map((name) => name.normalize('NFC').trim());
  const before = faults.list.length;
  for (const [index, name] of names.entries()) {
    const place = header.placeOf(index);
    if (!columns.includes(name)) faults.add('unknown-column', place, `không có cột “${name}”; chỉ dùng: ${columns.join(', ')}`);
    else if (names.indexOf(name) < index) faults.add('duplicate-key', place, `cột “${name}” đã có ở trước`);
  }
  for (const name of required) if (!names.includes(name)) faults.add('missing-column', header.placeOf(0), `thiếu cột “${name}”`);
  if (faults.list.length > before && required.some((name) => !names.includes(name))) return null;

  return rows.slice(1).flatMap((row): CsvRecord[] => {
    if (row.fields.length !== names.length) {
      faults.add('column-count', row.placeOf(0), `dòng có ${row.fields.length} ô, phải có ${names.length} ô như dòng tên cột`);
      return [];
    }
    const index = (column: string) => names.indexOf(column);
    return [
      {
        place: row.placeOf(0),
        get: (column) => (row.fields[index(column)] ?? '').normalize('NFC').trim(),
        placeOf: (column) => row.placeOf(Math.max(0, index(column))),
      },
    ];
  });
}

interface Row {
  fields: string[];
  placeOf(index: number): Place;
}

function parseRows(text: string, faults: Findings<FaultKind>): Row[] | null {
  let parsed: z.output<typeof infoSchema>;
  try {
    parsed = infoSchema.parse(
      parse(text, {
        raw: true,
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: '\n',
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    faults.add(
      'syntax',
      { line, column: 1 },
      `sai cú pháp csv (${error.code}): đề nghị kiểm tra dấu nháy kép ở dòng này hoặc ngay trước`,
    );
    return null;
  }
  let offset = 0;
  let line = 1;
  return parsed.map(({ record, raw }): Row => {
    const begins = text.indexOf(raw, offset);
    // empty lines that were skipped belong to the raw text of the next record
    const leading = /^\n*/.exec(raw)?.[0] ?? '';
    line += lineBreaks(text.slice(offset, begins)) + lineBreaks(leading);
    const row: Row = { fields: record, placeOf: placesIn(raw.slice(leading.length), line) };
    line += lineBreaks(raw.slice(leading.length));
    offset = begins + raw.length;
    return row;
  });
}

const lineBreaks = (text: string) => text.split('\n').length - 1;

/** Places of a record's fields: commas outside quotes part them. Worked out only where a fault asks. */
function placesIn(raw: string, firstLine: number): (index: number) => Place {
  return (index) => {
    let quoted = false;
    let field = 0;
    let line = firstLine;
    let column = 1;
    for (const character of raw) {
      if (field === index) break;
      if (character === '"') quoted = !quoted;
      if (character === '\n') {
        line += 1;
        column = 1;
      } else column += character.length;
      if (character === ',' && !quoted) field += 1;
    }
    return { line, column };
  };
}
