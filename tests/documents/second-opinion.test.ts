import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { loadCalendar } from '../../src/documents/default-calendar';
import { differences, loadHolidays } from '../../src/documents/second-opinion';
import { weekday } from '../../src/domain/dates';

/** What date-holidays 3.37.0 answers for Viet Nam, as `loadHolidays` reads it. */
const recorded = z
  .record(z.string(), z.array(z.object({ name: z.string(), days: z.array(z.string()) })))
  .parse(JSON.parse(readFileSync(path.join(__dirname, 'holidays-2023-2027.json'), 'utf8')));

test('every day on which the calendar that comes along differs from the second opinion has a known reason', async () => {
  const file = await loadCalendar();
  expect(Object.keys(file)).toEqual(['2023', '2024', '2025', '2026', '2027']);
  for (const [year, days] of Object.entries(file)) {
    const open = differences(days, recorded[year] ?? []).filter(({ explained }) => explained === null);
    expect([year, open]).toEqual([year, []]);
  }
});

test('2027 is provisional and holds the twelve days of the law, all on weekdays', async () => {
  const year = (await loadCalendar())['2027'];
  expect(year?.provisional).toBe(true);
  const days = Object.keys(year?.daysOff ?? {});
  expect(days).toHaveLength(12);
  expect(days.filter((day) => weekday(day) > 5)).toEqual([]);
  expect(year?.occasions).toEqual({ 'Tết Nguyên đán': '2027-02-06', 'Giỗ Tổ Hùng Vương': '2027-04-16' });
});

test('a holiday that is forgotten, and a day off that nobody knows, are told', () => {
  const year = { daysOff: { '2026-05-01': '1/5', '2026-06-03': 'nghỉ bù', '2026-08-31': 'hoán đổi' }, makeUpWorkingDays: [] };
  const found = differences(year, [
    { name: 'Ngày Giải phóng miền Nam', days: ['2026-04-30'] },
    { name: 'Quốc tế Lao động', days: ['2026-05-01'] },
  ]);
  expect(found).toEqual([
    { day: '2026-04-30', file: null, other: 'Ngày Giải phóng miền Nam', explained: null },
    { day: '2026-06-03', file: 'nghỉ bù', other: null, explained: null },
    { day: '2026-08-31', file: 'hoán đổi', other: null, explained: null },
  ]);
});

test('without the package there is no second opinion, and no crash', async () => {
  expect(await loadHolidays('a-package-of-holidays-that-is-not-there')).toBeNull();
});

test('a package of another shape is refused, not guessed at', async () => {
  await expect(loadHolidays('csv-parse/sync')).rejects.toThrow(/getHolidays|exports no class|not a constructor/);
});
