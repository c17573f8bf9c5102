import { phraseText, readPhrase } from '../../src/cli/when';
import { loadCalendar } from '../../src/documents/default-calendar';

test('the answer names its kind, its days and how it was read', async () => {
  const calendar = await loadCalendar();
  expect(phraseText(readPhrase('Dự kiến trung tuần tháng 4 năm 2023', { year: '2023' }, calendar))).toEqual([
    'Loại: thời gian ước chừng (dự kiến, chờ xác nhận)',
    'Bắt đầu: 11/4/2023',
    'Đến hết ngày: 20/4/2023',
    'Cách hiểu: ước chừng từ ngày 11/4/2023 đến hết ngày 20/4/2023',
  ]);
});

test('what cannot be known is asked, with a proposal', async () => {
  const lines = phraseText(readPhrase('Từ tháng 4 năm 2023', { year: '2023' }, await loadCalendar()));
  expect(lines).toContain('Cần làm rõ: chỉ nêu thời điểm bắt đầu (01/4/2023), không nêu thời hạn kết thúc');
  expect(lines).toContain('Đề xuất: Đến hết ngày 31/12/2023; cần có căn cứ.');
});

test('lunar occasions come from the calendar files; a year they do not hold is asked', async () => {
  const calendar = await loadCalendar();
  expect(readPhrase('trước Tết Nguyên đán', { year: '2026' }, calendar)).toMatchObject({ end: '2026-02-16', kind: 'deadline' });
  expect(readPhrase('trước Giỗ Tổ Hùng Vương', { year: '2027' }, calendar)).toMatchObject({ end: '2027-04-15' });
  expect(readPhrase('trước Tết Nguyên đán', { year: '2031' }, calendar)).toMatchObject({
    end: null,
    unresolved: expect.anything(),
  });
});

test('working days from the day of issue are counted when that day is given', async () => {
  const calendar = await loadCalendar();
  const phrase = 'trong vòng 10 ngày làm việc kể từ ngày ban hành';
  expect(readPhrase(phrase, { year: '2023', date: '2023-04-25' }, calendar)).toMatchObject({
    end: '2023-05-12',
    relative: { anchor: 'issue', days: 10, unit: 'working' },
  });
  expect(readPhrase(phrase, { year: '2023' }, calendar)).toMatchObject({ end: null, relative: { days: 10 } });
});

test('a start before the document’s own date is pointed out', () => {
  const read = readPhrase('Từ ngày 30/9 đến ngày 30/12 năm 2016', { year: '2016', date: '2016-12-01' }, {});
  expect(read.warnings).toEqual(['bắt đầu (30/9/2016) trước ngày ban hành văn bản (01/12/2016)']);
});

test.each(['', 'abc', '23', '20233', '1e3'])('--year %j is wrong usage', (year) => {
  expect(() => readPhrase('tháng 3', { year }, {})).toThrow(expect.objectContaining({ code: 'CD_USAGE' }));
});

test('--date must be a day', () => {
  expect(() => readPhrase('tháng 3', { year: '2023', date: '2023-02-30' }, {})).toThrow(
    expect.objectContaining({ code: 'CD_NOT_A_DATE' }),
  );
});
