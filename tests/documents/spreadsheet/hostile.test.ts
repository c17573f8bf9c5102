import fc from 'fast-check';
import { CodedError } from '../../../src/errors';
import { readSheets } from '../../../src/documents/spreadsheet/read-sheets';
import { TOP, understand, xlsxOf, zipOf } from './office';

const refused = (bytes: Uint8Array) =>
  expect(readSheets(bytes, 'ds.xlsx')).rejects.toMatchObject({ code: 'CD_ROSTER_UNREADABLE' });

const WORKBOOK = Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>');
const RELS = Buffer.from('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>');
const workbook = (sheet: string) => ({
  'xl/workbook.xml': WORKBOOK,
  'xl/_rels/workbook.xml.rels': RELS,
  'xl/worksheets/sheet1.xml': Buffer.from(sheet),
});

test('a zip bomb is refused by what it unpacks to, not by what it claims', async () => {
  await refused(zipOf({ 'xl/workbook.xml': Buffer.alloc(100 * 1024 * 1024) }, 10));
});

test('a sheet of a million rows is refused before it is read', async () => {
  await refused(
    zipOf(workbook('<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>')),
  );
});

test('entities, an old .xls, a locked or damaged file are refused', async () => {
  await refused(zipOf(workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')));
  await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  await refused(Buffer.from('PK\u0003\u0004 nothing'));
  const whole = await xlsxOf([[{ value: 'Tên tổ chức' }]]);
  await refused(whole.subarray(0, whole.length - 30));
});

test.each([
  ['tệp PDF', Buffer.from('%PDF-1.7\n')],
  ['ảnh PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['ảnh JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['ảnh hoặc phim', Buffer.from('\0\0\0\x18ftypheic')],
  ['trang web (HTML)', Buffer.from('<html><table><tr><td>Tên tổ chức</td></tr></table></html>')],
  ['tệp Word (.docx)', zipOf({ 'word/document.xml': Buffer.from('<w/>') })],
  ['tệp OpenDocument', Buffer.from('PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
])('what is no spreadsheet is called by its name: %s', async (kind, bytes) => {
  await expect(readSheets(bytes, 'ds.csv')).rejects.toMatchObject({
    code: 'CD_ROSTER_UNREADABLE',
    values: { why: expect.stringContaining(`đây là ${kind}`) },
  });
});

test('text that is no UTF-8 is refused at its place', async () => {
  await expect(readSheets(Buffer.from([0x54, 0xea, 0x6e, 0x0a]), 'ds.csv')).rejects.toMatchObject({ code: 'CD_INPUT_FAULTS' });
});

const WORDS = [
  'Đảng bộ A',
  'Chi bộ Nội',
  'I',
  '1',
  '1.1',
  '-',
  'I. Đảng bộ B',
  'Tổng cộng',
  'Khối Lâm sàng',
  'a@example.org',
  '0999 000 111',
  '9.1E+8',
  '',
  ' ',
  '\u00a0',
  'a;b\nc/d',
  '@',
  'Các chi bộ',
  '=1+1',
  'x'.repeat(400),
];
const cell = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 12 }));

test('whatever stands in the cells, reading ends: with a tree and distinct ids, or a coded error', async () => {
  const headings = fc.shuffledSubarray(
    ['TT', 'Tên tổ chức', 'Trực thuộc', 'Họ tên', 'Điện thoại', 'Email', 'Người theo dõi', 'Mã', 'Vai trò', 'Loại hình'],
    { minLength: 2 },
  );
  await fc.assert(
    fc.asyncProperty(headings, fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 25 }), async (heading, rows) => {
      const csv = [heading, ...rows].map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
      try {
        const { roster } = await understand(Buffer.from(csv), { answers: TOP });
        const ids = roster.bodies.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => /^[a-z0-9][a-z0-9-]{0,63}$/.test(id))).toBe(true);
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});

test('random bytes are refused with a coded error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), async (bytes, zipped) => {
      const given = zipped ? Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes]) : bytes;
      await understand(given, { answers: TOP }).catch((error: unknown) => expect(error).toBeInstanceOf(CodedError));
    }),
    { numRuns: 200 },
  );
});
