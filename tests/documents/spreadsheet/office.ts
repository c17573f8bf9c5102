/**
 * Rosters as offices keep them, made for tests: real xlsx, or rows as a csv has them.
 *
 * @module
 */
import writeXlsx, { type SheetData } from 'write-excel-file/node';
import type { Known } from '../../../src/documents/spreadsheet/known';
import { readOfficeRoster, type OfficeChoices, type OfficeRead } from '../../../src/documents/spreadsheet/office-roster';
import { readSheets } from '../../../src/documents/spreadsheet/read-sheets';

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
  const workbook = await readSheets(bytes, 'ds');
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
