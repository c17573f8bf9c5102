import type { DueLimits } from '../../../src/services/review/question';
import { readDue } from '../../../src/services/review/due-answer';

const LIMITS: DueLimits = { opens: '2024-04-01', anchors: ['study', 'session'] };
const AROUND = { year: 2024, documentDate: null, calendarFile: {}, otherYear: false };
const read = (text: string, limits = LIMITS) => readDue(text, limits, AROUND);

test.each([
  ['30/6', '2024-06-30', 'đến hết ngày 30/6/2024'],
  ['2024-06-30', '2024-06-30', 'đến hết ngày 30/6/2024'],
  ['30.6.2024', '2024-06-30', 'đến hết ngày 30/6/2024'],
  ['hết tháng 9', '2024-09-30', 'đến hết ngày 30/9/2024'],
  ['chậm nhất là cuối quý III', '2024-09-30', 'đến hết ngày 30/9/2024'],
  ['trước ngày 01/7', 'before 2024-07-01', 'trước ngày 01/7/2024'],
  ['before 2024-07-01', 'before 2024-07-01', 'trước ngày 01/7/2024'],
  ['từ 1/5 đến 30/9', '2024-09-30', 'từ ngày 01/5/2024 đến hết ngày 30/9/2024'],
  ['10 ngày làm việc sau sinh hoạt chuyên đề', '+10 working days after session', '10 ngày làm việc sau sinh hoạt chuyên đề'],
  ['+10 working days after session', '+10 working days after session', '10 ngày làm việc sau sinh hoạt chuyên đề'],
])('%s is %s', (text, due, understood) => {
  expect(read(text)).toMatchObject({ ok: true, understood, value: { due } });
});

test.each([
  ['abc', 'chưa đọc được thời hạn'],
  ['31/4', 'không có ngày 31/4/2024'],
  ['15/3', 'trước ngày bắt đầu (01/4/2024)'],
  ['từ tháng 5', 'không nêu thời hạn kết thúc'],
  ['hằng quý', 'lặp lại'],
  ['ngày 15/6 hoặc ngày 30/6', 'nêu nhiều thời hạn'],
  ['ngày 30/6 nếu kịp', 'chưa phải là thời hạn đã thống nhất'],
  ['5 ngày sau sinh hoạt', 'không nêu là ngày làm việc hay ngày theo lịch'],
  ['10 ngày làm việc sau hội nghị', 'không có bước hội nghị quán triệt đứng trước'],
  ['30/6/2025', 'không thuộc năm kế hoạch (2024)'],
  ['30/6/2031', 'cách xa năm kế hoạch (2024)'],
])('%s is refused: %s', (text, why) => {
  expect(read(text)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

test('a window opens the stage only where the document states no opening', () => {
  expect(read('quý III')).toMatchObject({ value: { opens: '2024-04-01', last: '2024-09-30' } });
  expect(read('quý III', { ...LIMITS, opens: null })).toMatchObject({ value: { opens: '2024-07-01', last: '2024-09-30' } });
  expect(read('từ 1/5 đến 30/9')).toMatchObject({ value: { opens: '2024-05-01', last: '2024-09-30' } });
});
