import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkYears, yearsText } from '../../src/cli/calendar';
import { loadCalendar } from '../../src/documents/default-calendar';
import { differences, loadHolidays } from '../../src/documents/second-opinion';
import { weekday } from '../../src/domain/dates';

const YEARS = ['2023', '2024', '2025', '2026', '2027'];
/** What date-holidays 3.37.0 answered for Viet Nam when the calendar file was compared with it. */
const recorded = z
  .record(z.string(), z.array(z.object({ name: z.string(), days: z.array(z.string()) })))
  .parse(JSON.parse(readFileSync(path.join(__dirname, 'holidays-2023-2027.json'), 'utf8')));

test('the package that comes along answers what it answered when the file was compared', async () => {
  const holidays = await loadHolidays();
  for (const year of YEARS) expect(holidays(Number(year))).toEqual(recorded[year]);
});

test('every day on which the calendar that comes along differs from the second opinion has a known reason', async () => {
  const years = checkYears(await loadCalendar(), await loadHolidays());
  expect(years.map(({ year }) => String(year))).toEqual(YEARS);
  for (const { year, differences: found } of years) {
    expect(found.length).toBeGreaterThan(0);
    expect([year, found.filter(({ explained }) => explained === null)]).toEqual([year, []]);
  }
  expect(yearsText(years).at(-1)).toBe('Không có khác biệt nào chưa rõ lý do.');
});

test('a day that the file forgets is the first thing the check shows of its year', async () => {
  const { '2025': year } = await loadCalendar();
  const { '2025-04-30': forgotten, ...daysOff } = year?.daysOff ?? {};
  expect(forgotten).toBeDefined();
  const lines = yearsText(checkYears({ '2025': { makeUpWorkingDays: [], ...year, daysOff } }, await loadHolidays()));
  expect(lines[1]).toBe('  30/4/2025: tệp ghi là ngày làm việc; nguồn đối chiếu: Ngày Giải phóng miền Nam; cần xem lại');
  expect(lines.at(-1)).toBe('Có 01 khác biệt cần xem lại.');
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
