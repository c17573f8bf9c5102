import { addDays } from '../../src/domain/dates';
import { periodAt } from '../../src/domain/periods';
import { REPORT_PERIODS } from '../../src/domain/plan';

test.each([
  ['month', '2024-02-29', '2024-02-01', '2024-02-29'],
  ['quarter', '2023-06-30', '2023-04-01', '2023-06-30'],
  ['half', '2023-07-01', '2023-07-01', '2023-12-31'],
  ['year', '2023-12-31', '2023-01-01', '2023-12-31'],
  ['quarter', '2023-12-15', '2023-10-01', '2023-12-31'],
] as const)('the %s of %s', (every, day, from, to) => {
  expect(periodAt(day, every)).toEqual({ from, to });
});

test.each(REPORT_PERIODS)('every %s follows the one before without a gap, four years long', (every) => {
  let period = periodAt('2023-01-01', every);
  while (period.to < '2026-12-31') {
    const next = periodAt(addDays(period.to, 1), every);
    expect(next.from).toBe(addDays(period.to, 1));
    expect(periodAt(next.to, every)).toEqual(next);
    period = next;
  }
  expect(period.to).toBe('2026-12-31');
});
