import fc from 'fast-check';
import { linesOf } from '../../../src/documents/draft/extract';
import { draftYaml } from '../../../src/documents/draft/plan-yaml';
import { draftPlan } from '../../../src/documents/draft/read';
import { CodedError } from '../../../src/errors';
import { corpus } from '../../corpus/expected';
import { makeDocx } from '../../corpus/make-docx';
import { makePdf } from '../../corpus/make-pdf';

/** A draft with days that exist, or a coded error; nothing else. An endless reading meets jest's limit. */
async function expectSound(bytes: Uint8Array, file: string): Promise<void> {
  try {
    const draft = await draftPlan(bytes, file, { lineReader: linesOf });
    expect(draft.plan.topics.length).toBeGreaterThan(0);
    for (const { stages } of draft.plan.topics)
      for (const { opens, due, place } of stages) {
        for (const day of [opens, due])
          if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
        expect(place.line).toBeGreaterThan(0);
      }
    expect(draftYaml(draft, file)).not.toMatch(/undefined|\[object|NaN/);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    expect(error.code).toMatch(/^CD_DRAFT_/);
  }
}

const PIECES = [
  'KẾ HOẠCH',
  'Chuyên đề',
  'Chuyên đề 1:',
  '“',
  '”',
  '"',
  '(',
  ')',
  'I.',
  'II-',
  'III –',
  '1.',
  '1.1.',
  '2/',
  'a)',
  'đ)',
  '-',
  '+',
  '•',
  '|',
  '\t',
  '\n',
  '\n\n',
  'NỘI DUNG',
  'TỔ CHỨC THỰC HIỆN',
  'Nơi nhận:',
  'Thời gian',
  'sinh hoạt',
  'học tập,',
  'hội nghị',
  'báo cáo kết quả',
  'định kỳ',
  'hằng quý',
  'trước ngày',
  'từ',
  'đến',
  'tháng',
  '4/2023',
  '31/02/2023',
  '30.4.2023',
  'quý II',
  'năm 2023',
  'năm 2023 - 2024',
  'dự kiến',
  ':',
  ';',
  '.',
  ',',
  '**',
  '&nbsp;',
  '\\',
  '<w:p>',
  '\u0000',
  '\ufeff',
  '\u0301',
  'cấp xã',
  'các đơn vị còn lại',
  'Số 12-KH/ĐU',
  'Thực hiện Kế hoạch số 1-KH/TU',
  'ỦY',
  'uỷ',
  '𝒳',
  '🙂',
  '99999999999',
  '------',
];

test('random bytes, under any name, give a coded error or a draft', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom('a.txt', 'a.docx', 'a.pdf', 'a'),
      fc.constantFrom('', '%PDF-1.7\n', 'PK\u0003\u0004'),
      async (bytes, file, magic) => {
        await expectSound(Buffer.concat([Buffer.from(magic, 'latin1'), bytes]), file);
      },
    ),
    { numRuns: 150 },
  );
});

test('random Vietnamese in the forms of a plan is never a crash', async () => {
  const text = fc.array(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 4, unit: 'grapheme' })),
    { maxLength: 120 },
  );
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(' ', '', '\n'), async (pieces, joint) =>
      expectSound(Buffer.from(pieces.join(joint)), 'a.txt'),
    ),
    { numRuns: 300 },
  );
});

test('sound documents, damaged in places, are read or refused', async () => {
  const documents = corpus();
  const forms = documents
    .flatMap(({ bytes, file }) => [{ bytes, file }])
    .concat(
      documents.slice(0, 3).flatMap(({ bytes, name }) => [
        { bytes: makeDocx(bytes.toString()), file: `${name}.docx` },
        { bytes: makePdf(bytes.toString()), file: `${name}.pdf` },
      ]),
    );
  const damage = fc.record({ at: fc.nat(), drop: fc.nat({ max: 40 }), put: fc.constantFrom('', ...PIECES) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...forms),
      fc.array(damage, { minLength: 1, maxLength: 5 }),
      async ({ bytes, file }, damages) => {
        let damaged = bytes;
        for (const { at, drop, put } of damages) {
          const from = at % damaged.length;
          damaged = Buffer.concat([damaged.subarray(0, from), Buffer.from(put), damaged.subarray(from + drop)]);
        }
        await expectSound(damaged, file);
      },
    ),
    { numRuns: 120 },
  );
});

test.each([
  ['one long word', 'a'.repeat(300_000)],
  ['nothing but quotation marks', '“'.repeat(200_000)],
  ['nothing but numbers', '1.'.repeat(150_000)],
  [
    'nothing but dates',
    `KẾ HOẠCH\nI. NỘI DUNG\n1. Chuyên đề “A”\n- Sinh hoạt: ${'từ ngày 01/4 đến '.repeat(15_000)}\nII. TỔ CHỨC THỰC HIỆN`,
  ],
  ['nothing but openings', 'I. KẾ HOẠCH Thực hiện Kế hoạch số 1-KH/TU '.repeat(6_000)],
  ['nothing but bars', '|'.repeat(200_000)],
  ['spaces', `KẾ HOẠCH${' '.repeat(100_000)}x`],
  ['full stops', `KẾ HOẠCH ${'.'.repeat(100_000)}x`],
  ['backslashes', `${'\\\\ '.repeat(50_000)}x`],
  ['emphasis', `1. Chuyên đề ${'*a '.repeat(30_000)}`],
  ['letters of a long line', 'a'.repeat(110_000)],
  ['brackets', `1. Chuyên đề ${'(theo kế hoạch '.repeat(7_000)}`],
])('%s is done with soon', async (_, text) => expectSound(Buffer.from(text), 'a.txt'));
