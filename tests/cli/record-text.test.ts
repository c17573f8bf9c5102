import { materialsText, stageText } from '../../src/cli/record-text';

test('a stage that does not open because its due has passed is not said to begin', () => {
  const text = materialsText({ released: ['p/cd-1/session', 'p/cd-1/study'], pastDue: ['p/cd-1/study'] });
  expect(text).toContain('Bắt đầu: cd-1/session.');
  expect(text).toContain('Chưa bắt đầu vì thời hạn đã qua, cần thời hạn mới: cd-1/study.');
});

test('a new due is said as one, a confirmation as a confirmation', () => {
  const dates = { stageId: 'p/cd-1/session', opensOn: '2023-07-10', due: '2023-07-21' };
  expect(stageText({ ...dates, newDue: true })).toBe(
    'Đã ghi thời hạn mới: cd-1/session, từ ngày 10/7/2023 đến hết ngày 21/7/2023.',
  );
  expect(stageText({ ...dates, newDue: false })).toMatch(/^Đã xác nhận: /);
});
