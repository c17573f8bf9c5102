import { findPhrases, parsePhrase } from '../../../src/domain/time-phrases';

const read = (text: string) => {
  const { start, end, tentative, recurrence, unresolved } = parsePhrase(text, { year: 2024 });
  if (unresolved) return 'asked';
  if (recurrence) return `again ${recurrence.times ?? ''}/${recurrence.every}`;
  return `${start ?? ''}..${end ?? ''}${tentative ? ' tentative' : ''}`;
};

describe('days that are counted and named', () => {
  test.each([
    ['trong 02 ngày 25 và 26/7/2024', '2024-07-25..2024-07-26'],
    ['trong hai ngày 5-6/7/2024', '2024-07-05..2024-07-06'],
    ['trong 2 ngày: 05/7 và 06/7/2024', '2024-07-05..2024-07-06'],
    ['trong 3 ngày, từ 05 đến 07/7/2024', '2024-07-05..2024-07-07'],
    ['trong 03 ngày (từ ngày 05/7 đến ngày 07/7/2024)', '2024-07-05..2024-07-07'],
    ['trong 01 ngày (25/8/2024)', '2024-08-25..2024-08-25'],
    ['hai ngày 25 và 26 tháng 8 năm 2024', '2024-08-25..2024-08-26'],
    ['trong 03 ngày 05, 06/7/2024', 'asked'],
    ['trong 02 ngày 05/7 và 08/7/2024', 'asked'],
    ['trong 10 ngày từ ngày 05/8/2024', 'asked'],
    ['trong vòng 10 ngày', 'asked'],
  ])('%s', (text, meant) => expect(read(text)).toBe(meant));
});

describe('a week by its days', () => {
  test.each([
    ['tuần từ ngày 06/5 đến ngày 10/5/2024', '2024-05-06..2024-05-10'],
    ['trong tuần (từ 10/6 đến 14/6/2024)', '2024-06-10..2024-06-14'],
    ['tuần lễ từ ngày 10/6 đến ngày 16/6/2024', '2024-06-10..2024-06-16'],
    ['tuần từ ngày 10/6 đến ngày 30/6/2024', 'asked'],
    ['hạ tuần từ ngày 21/6 đến ngày 25/6/2024', 'asked'],
  ])('%s', (text, meant) => expect(read(text)).toBe(meant));
});

describe('a day of the week by its place in a month', () => {
  test.each([
    ['thứ Bảy đầu tiên của tháng 6/2024', '2024-06-01..2024-06-01'],
    ['Chủ nhật cuối cùng của tháng 6/2024', '2024-06-30..2024-06-30'],
    ['sáng thứ Bảy cuối cùng của tháng 6/2024', '2024-06-29..2024-06-29'],
    ['trước thứ Sáu cuối cùng của tháng 6/2024', '..2024-06-27'],
    ['thứ Sáu thứ 5 của tháng 6/2024', 'asked'],
    ['thứ Hai thứ hai của tháng 6/2024', 'asked'],
    ['các thứ Bảy đầu tiên của tháng 6/2024', 'asked'],
    ['thứ Hai đầu tiên của tháng 6, 7/2024', 'asked'],
    ['thứ Hai đầu tháng 6/2024', 'asked'],
    ['thứ Hai trong tháng 6/2024', 'asked'],
    ['chuyên đề thứ hai trong tháng 6/2024', '2024-06-01..2024-06-30'],
  ])('%s', (text, meant) => expect(read(text)).toBe(meant));
});

describe('T and a number', () => {
  test.each([
    ['Hoàn thành trong T9/2025', '2025-09-01..2025-09-30'],
    ['T6/2024', '2024-06-01..2024-06-30'],
    ['trong T10', '2024-10-01..2024-10-31'],
    ['cuối T12', '2024-12-21..2024-12-31'],
    ['T8 - T9/2024', '2024-08-01..2024-09-30'],
    ['từ T8 đến T9/2024', '2024-08-01..2024-09-30'],
    ['trong T8 - T9', '2024-08-01..2024-09-30'],
    ['T8, T9 và T10/2024', '2024-08-01..2024-10-31'],
    ['trong T6', 'asked'],
    ['trong T6 - T7', 'asked'],
    ['sáng T6', 'asked'],
    ['T7, ngày 22/6/2024', '2024-06-22..2024-06-22'],
  ])('%s', (text, meant) => expect(read(text)).toBe(meant));
});

describe('once a quarter is no first quarter', () => {
  test.each([
    ['quý một lần', 'again 1/quarter'],
    ['quý 1 lần', 'again 1/quarter'],
    ['tháng một lần', 'again 1/month'],
    ['năm hai lần', 'again 2/year'],
    ['quý một năm 2024', '2024-01-01..2024-03-31'],
    ['tháng 1 lần thứ hai', '2024-01-01..2024-01-31'],
  ])('%s', (text, meant) => expect(read(text)).toBe(meant));

  test('“trong quý một lần” is not January to March', () => expect(read('trong quý một lần')).not.toContain('..'));
});

describe('feasts: which days of them is not said', () => {
  test.each([
    'nhân dịp các ngày lễ lớn trong năm',
    'chào mừng các ngày lễ lớn trong năm 2024',
    'nhân các ngày kỷ niệm trong tháng 5/2024',
    'hưởng ứng các sự kiện trong năm',
  ])('%s', (text) => expect(read(text)).toBe('asked'));
});

describe('hours of an office, and days not settled yet', () => {
  test.each([
    ['hết giờ hành chính ngày 28/6/2024', '..2024-06-28'],
    ['cuối giờ làm việc ngày 28/6/2024', '..2024-06-28'],
    ['không để quá ngày 28/6/2024', '..2024-06-28'],
    ['ngày 15/6/2024 (thời gian cụ thể sẽ thông báo sau)', '2024-06-15..2024-06-15 tentative'],
    ['trong tháng 6/2024, thời gian cụ thể sẽ thông báo sau', '2024-06-01..2024-06-30 tentative'],
    ['sẽ thông báo sau', 'asked'],
  ])('%s', (text, meant) => expect(read(text)).toBe(meant));
});

test('“báo cáo 02 ngày trước hội nghị” still counts from the conference', () => {
  const [found] = findPhrases('gửi báo cáo 02 ngày làm việc trước hội nghị', { year: 2024 });
  expect(found?.phrase.relative).toMatchObject({ anchor: 'briefing.start', days: -2, unit: 'working' });
});
