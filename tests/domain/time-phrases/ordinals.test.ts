import { findPhrases } from '../../../src/domain/time-phrases';

const read = (text: string) =>
  findPhrases(text, { year: 2024 }).map(({ phrase: { start, end, unresolved } }) =>
    unresolved ? 'asked' : `${start ?? ''}..${end ?? ''}`,
  );

test.each([
  ['ngày đầu tiên của tháng 9', '2024-09-01..2024-09-01'],
  ['ngày cuối cùng của tháng 9', '2024-09-30..2024-09-30'],
  ['trước ngày cuối cùng của tháng 9/2024', '..2024-09-29'],
  ['ngày cuối cùng của quý III', '2024-09-30..2024-09-30'],
  ['tháng thứ hai của quý III', '2024-08-01..2024-08-31'],
  ['tháng đầu tiên của quý III/2025', '2025-07-01..2025-07-31'],
  ['2 tháng cuối quý III', '2024-08-01..2024-09-30'],
  ['trước ngày 20 tháng cuối quý II', '..2024-06-19'],
  ['5 ngày đầu tháng 9', '2024-09-01..2024-09-05'],
  ['trong 5 ngày đầu tháng 9/2024', '2024-09-01..2024-09-05'],
  ['10 ngày cuối tháng 8', '2024-08-22..2024-08-31'],
  ['10 ngày cuối tháng 2/2024', '2024-02-20..2024-02-29'],
])('“%s” is that part of its month or quarter', (text, meant) => expect(read(text)).toEqual([meant]));

test.each([
  'ngày làm việc cuối cùng của tháng 8',
  '5 ngày làm việc đầu tháng 9',
  'ngày thứ Sáu cuối cùng của tháng 6',
  'thứ Bảy đầu tiên của tháng 7',
  'mỗi thứ Bảy trong tháng 7',
  'ngày thứ hai của tháng 9',
  'ngày cuối tháng 6',
  'một ngày đầu tháng 9',
  '10 ngày cuối tháng 2',
  '32 ngày đầu tháng 8',
  'tháng thứ tư của quý III',
  'nửa tháng đầu quý III',
  'tuần làm việc cuối cùng của tháng 8',
  'hai ngày cuối tuần của tháng 7',
  '02 lần trong năm 2025',
])('“%s” is asked', (text) => expect(read(text)).toEqual(['asked']));

test.each([
  ['một ngày trong tháng 9', '2024-09-01..2024-09-30'],
  ['01 buổi trong tháng 5/2024', '2024-05-01..2024-05-31'],
  ['một lần trong quý III', '2024-07-01..2024-09-30'],
  ['ít nhất một buổi trong tháng đầu của quý III', '2024-07-01..2024-07-31'],
])('“%s” is in that one, and does not come again', (text, meant) => expect(read(text)).toEqual([meant]));

test('“02 lần trong tháng” comes again', () => {
  expect(findPhrases('02 lần trong tháng', { year: 2024 })[0]?.phrase.recurrence).toEqual({ every: 'month', times: 2 });
});

test('a date that is not reached is asked', () => expect(read('chưa đến ngày 30/6')).toEqual(['asked']));
