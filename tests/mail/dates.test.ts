import { byBasis, datedWeekday, fromDate, hour, runningDate, shortDate } from '../../src/mail/texts/vi/dates';

test('dates are written as offices write them: a zero for days below 10 and for months 01 and 02', () => {
  expect(['2023-07-03', '2023-02-20', '2023-06-30', '2023-12-31'].map(shortDate)).toEqual(['03/7', '20/02', '30/6', '31/12']);
  expect(runningDate('2023-07-02')).toBe('Chủ nhật, ngày 02/7/2023');
  expect(datedWeekday('2023-06-30')).toBe('ngày 30/6/2023 (thứ Sáu)');
  expect(hour(450)).toBe('07 giờ 30');
});

test('a stage that opens on the first of a month opens with the month', () => {
  expect([fromDate('2023-04-01'), fromDate('2023-04-11')]).toEqual(['tháng 4 năm 2023', 'ngày 11/4/2023']);
});

test('a basis reads as a sentence, an opinion as somebody’s', () => {
  expect(byBasis('Trưởng Ban Tuyên giáo, 2023-03-25')).toBe('theo ý kiến Trưởng Ban Tuyên giáo, ngày 25/3/2023');
  expect(byBasis('Hướng dẫn số 5, ngày 2023-03-25')).toBe('theo Hướng dẫn số 5, ngày 25/3/2023');
  expect(byBasis('theo Công văn số 2')).toBe('theo Công văn số 2');
});
