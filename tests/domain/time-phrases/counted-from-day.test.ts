import { findPhrases } from '../../../src/domain/time-phrases';

const read = (text: string) =>
  findPhrases(text, { year: 2024 }).map(({ phrase: { start, end, unresolved } }) =>
    unresolved ? `asked ${unresolved.dates?.end ?? ''}`.trim() : `${start ?? ''}..${end ?? ''}`,
  );

test.each([
  ['15 ngày kể từ ngày 01/6/2024', '2024-06-16'],
  ['trong vòng 01 tháng kể từ ngày 01/6/2024', '2024-07-01'],
  ['trong 01 tháng kể từ ngày 31/01/2024', '2024-02-29'],
  ['chậm nhất 02 tuần tính từ ngày 20/12/2024', '2025-01-03'],
  ['ít nhất 03 ngày trước ngày 15/6', '2024-06-12'],
])('“%s” is asked, and %s is proposed', (text, end) => expect(read(text)).toEqual([`asked ${end}`]));

test('working days are proposed by the calendar, and without one by nobody', () => {
  const text = '05 ngày làm việc kể từ ngày 03/6/2024';
  const calendar = { '2024': { daysOff: { '2024-06-05': 'nghỉ' }, makeUpWorkingDays: [] } };
  expect(read(text)).toEqual(['asked']);
  expect(findPhrases(text, { year: 2024, calendar })[0]?.phrase.unresolved?.dates?.end).toBe('2024-06-11');
});

test.each([
  ['báo cáo 6 tháng trước ngày 20/6/2024', '..2024-06-19'],
  ['05 ngày từ ngày 01/6 đến ngày 05/6', '2024-06-01..2024-06-05'],
])('“%s” counts nothing from its day', (text, meant) => expect(read(text)).toEqual([meant]));

test.each([
  'ngày 15/6 cộng 3 ngày',
  'trước ngày 15/6 lùi 01 tuần',
  'hết quý I năm học 2024-2025',
  'tháng 9, năm học 2024-2025',
  '6 tháng đầu năm học 2024-2025',
])('“%s” is asked', (text) => expect(read(text)).toEqual(['asked']));

test('a year of its own is none of the school year', () => {
  expect(read('tháng 9/2024, năm học 2024-2025')).toEqual(['2024-09-01..2024-09-30']);
});

test.each(['từ 01 đến 15 hằng tháng', '01-15 hằng tháng'])('“%s” comes again every month', (text) => {
  const [found] = findPhrases(text, { year: 2024 });
  expect(found?.phrase).toMatchObject({ start: '2024-01-01', end: '2024-01-15', recurrence: { every: 'month' } });
});

test('“giữa tháng đầu quý II” is that month’s middle', () => {
  expect(read('giữa tháng đầu quý II')).toEqual(['2024-04-11..2024-04-20']);
});
