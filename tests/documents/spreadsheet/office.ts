/**
 * Rosters as offices keep them, made for tests: real xlsx, or rows as a csv has them.
 *
 * @module
 */
import { deflateRawSync } from 'node:zlib';
import writeXlsx, { type SheetData } from 'write-excel-file/node';
import type { Known } from '../../../src/documents/spreadsheet/known';
import { readOfficeRoster, type OfficeChoices, type OfficeRead } from '../../../src/documents/spreadsheet/office-roster';
import { readSheets, readXlsx } from '../../../src/documents/spreadsheet/read-sheets';

export const nothingKnown: Known = { bodies: [], former: [], contacts: [], suppressed: new Set(), supervisors: [] };

/** What is known after `read` was imported. */
export const knownFrom = ({ roster }: OfficeRead): Known => ({ ...nothingKnown, ...roster });

export const xlsxOf = (data: SheetData): Promise<Buffer> => writeXlsx(data).toBuffer();

/** Tabs part cells, lines rows. */
export const csvOf = (lines: string): Buffer =>
  Buffer.from(
    lines
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .map((cell) => `"${cell.trim().replaceAll('\\n', '\n').replaceAll('"', '""')}"`)
          .join(','),
      )
      .join('\n'),
  );

export async function understand(bytes: Uint8Array, choices: Partial<OfficeChoices> = {}): Promise<OfficeRead> {
  const workbook = await readSheets(bytes, 'ds', readXlsx);
  return readOfficeRoster(workbook, {
    file: 'ds',
    known: nothingKnown,
    rules: [],
    answers: new Map(),
    remembered: [],
    ...choices,
  });
}

export const TOP = new Map([
  ['issuer', 'Ban Thường vụ Đảng ủy Khối'],
  ['board', 'Ban Tuyên giáo Đảng ủy Khối'],
]);

/** "id ← parent: roles" of each body below the top. */
export const tree = ({ roster }: OfficeRead): string[] =>
  roster.bodies
    .filter(({ roles }) => !roles.includes('issuer') && !roles.includes('board'))
    .map(
      ({ name, parentId, roles }) =>
        `${name} ← ${roster.bodies.find(({ id }) => id === parentId)?.name ?? parentId}: ${roles.join(' ')}`,
    );

/** A zip of these parts, whose sizes are claimed to be `claim` where given. */
export function zipOf(parts: Record<string, Buffer>, claim?: number): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(claim ?? content.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claim ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(head, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
