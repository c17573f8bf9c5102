import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parsePhrase } from '../../../src/domain/time-phrases';
import { slipsOf, type Slip } from './pen-slips';
import { slipVerdict } from './slip-verdict';
import { WORDINGS } from './wordings';

const examples: { phrase: string; contextYear: number }[] = JSON.parse(
  readFileSync(path.join(__dirname, 'examples.json'), 'utf8'),
);

/** One slip of all that a pen can make. */
const slipIn = (text: string): fc.Arbitrary<Slip> => fc.constantFrom(...slipsOf(text));
const silent = (text: string, slipped: string, year: number) => slipVerdict(text, slipped, year) === 'other';

describe('a slip never gives other dates unasked', () => {
  test.each(WORDINGS)('%s', (_, wording) => {
    fc.assert(
      fc.property(
        wording.chain(({ text, meant }) => slipIn(text).map((slip) => ({ text, meant, slip }))),
        ({ text, meant, slip }) => !silent(text, slip.text, Number((meant.end ?? meant.start ?? '').slice(0, 4))),
      ),
      { numRuns: 150 },
    );
  });

  test('in phrases of real plans', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...examples)
          .chain(({ phrase, contextYear }) => slipIn(phrase).map((slip) => ({ phrase, contextYear, slip }))),
        ({ phrase, contextYear, slip }) => !silent(phrase, slip.text, contextYear),
      ),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['trưc ngày 30/6/2023', 'trước ngày 30/6/2023'],
  ['truoc ngày 30/6/2023', 'trước ngày 30/6/2023'],
  ['trươcs ngày 30/6/2023', 'trước ngày 30/6/2023'],
  ['trướcngày 30/6/2023', 'trước ngày 30/6/2023'],
  ['Hoàn thành trong thàng 3/2023', 'Hoàn thành trong tháng 3/2023'],
  ['từ thnág 4 đến tháng 6/2023', 'từ tháng 4 đến tháng 6/2023'],
])('%s is read as it was meant, with a warning', (slipped, meant) => {
  const { start, end, unresolved, warnings } = parsePhrase(slipped, { year: 2023 });
  const { start: opens, end: due } = parsePhrase(meant, { year: 2023 });
  expect({ start, end, unresolved }).toEqual({ start: opens, end: due, unresolved: undefined });
  expect(warnings).toEqual([expect.stringMatching(/^đọc “/)]);
});

test.each([
  // a real word, or one that may be two: the reading that was probably meant is proposed
  ['rước ngày 30/6/2023', '2023-06-29'],
  ['sáu ngày 30/6/2023', null],
  ['nữa đầu tháng 6/2023', '2023-06-15'],
])('%s is asked, with what it may mean', (slipped, proposed) => {
  const { start, end, unresolved } = parsePhrase(slipped, { year: 2023 });
  expect({ start, end }).toEqual({ start: null, end: null });
  expect(unresolved?.dates?.end ?? null).toBe(proposed);
});

test.each([
  ['truoc ngay 30/6/2023', 'trước ngày 30/6/2023'],
  ['quy II', 'quý II'],
  ['Hoan thanh trong thang 4 nam 2023', 'Hoàn thành trong tháng 4 năm 2023'],
  ['tu thang 4 den thang 6/2023', 'từ tháng 4 đến tháng 6/2023'],
  ['truoc ngay 15/11 hang nam', 'trước ngày 15/11 hằng năm'],
  ['trung tuan thang 4, cham nhat ngay 20/4/2023', 'trung tuần tháng 4, chậm nhất ngày 20/4/2023'],
  ['thang tam/2023', 'tháng tám/2023'],
])('text without accents, %s, is read as %s', (plain, meant) => {
  const { start, end, kind } = parsePhrase(meant, { year: 2023 });
  expect(parsePhrase(plain, { year: 2023 })).toMatchObject({ start, end, kind });
});

test.each(['thang sau', 'toi ngay 20/5/2023', 'thang nam', 'quy tu ngay 1/10/2023'])(
  '%s without accents may be two things, and is asked',
  (plain) => {
    const { start, end, unresolved } = parsePhrase(plain, { year: 2023 });
    expect([start, end, unresolved !== undefined]).toEqual([null, null, true]);
  },
);

test.each([
  'quy ý II/2023',
  'tháng 111/2023',
  'trước ngày 30/6;2023',
  'trước ngày 330/6/2023',
  'tháng 9--10/2023',
  'tháng 4 năm 20233',
  'ngày 31/6/2023',
  'thứ Hai, ngày 30/6/2023',
  'quý II và IIO năm 2023',
])('%s is asked', (slipped) => {
  const { start, end, unresolved } = parsePhrase(slipped, { year: 2023 });
  expect({ start, end }).toEqual({ start: null, end: null });
  expect(unresolved).toBeDefined();
});

test.each([
  ['sơ kết tháng 6/2023', '2023-06-01', '2023-06-30'],
  ['Lễ phát động thi đấu tháng 4/2023', '2023-04-01', '2023-04-30'],
  ['hội thao, vật tư tháng 6/2023', '2023-06-01', '2023-06-30'],
  ['thứ tư, ngày 05/4/2023', '2023-04-05', '2023-04-05'],
])('real words beside a date are left alone: %s', (text, start, end) => {
  expect(parsePhrase(text, { year: 2023 })).toMatchObject({ start, end });
  expect(parsePhrase(text, { year: 2023 }).warnings).toBeUndefined();
});
