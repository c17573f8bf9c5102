import { isShifted, shiftIn } from '../../../src/documents/amendment/shifts';

describe('by how much a deadline moves', () => {
  test.each([
    ['gia hạn thêm 15 ngày', '15 ngày', 15, 'day'],
    ['kéo dài thời gian sinh hoạt thêm 05 (năm) ngày làm việc', '05 (năm) ngày làm việc', 5, 'working'],
    ['lùi thời hạn báo cáo 02 tuần', '02 tuần', 2, 'week'],
    ['lùi một tháng so với kế hoạch', 'một tháng', 1, 'month'],
  ])('%s', (text, said, count, unit) => expect(shiftIn(text)).toEqual({ said, count, unit }));

  test.each(['lùi đến hết ngày 15/7/2023', 'lùi sang tháng 8', 'gia hạn đến 20 tháng 7'])('%s states none', (text) =>
    expect(shiftIn(text)).toBeNull(),
  );
});

describe('a new day agrees with the shift, or it is asked', () => {
  test.each([
    ['thêm 15 ngày', '2023-06-30', '2023-07-15', true],
    ['thêm 15 ngày', '2023-06-30', '2023-07-20', false],
    ['thêm 02 tuần', '2023-06-30', '2023-07-14', true],
    ['lùi 01 tháng', '2023-06-30', '2023-07-30', true],
    ['lùi 01 tháng', '2023-06-30', '2023-07-31', true],
    ['lùi 01 tháng', '2023-06-15', '2023-07-31', false],
    ['lùi 01 tháng', '2025-01-31', '2025-02-28', true],
    ['sớm hơn 16 ngày', '2025-08-31', '2025-08-15', true],
    ['thêm 05 ngày làm việc', '2023-06-30', '2023-07-07', true],
    ['thêm 05 ngày làm việc', '2023-06-30', '2023-07-05', false],
  ])('%s: %s to %s is %s', (text, from, to, agrees) => {
    const shift = shiftIn(` ${text}`);
    expect(shift && isShifted(from, to, shift)).toBe(agrees);
  });
});
