/**
 * Reads yearly calendars (YAML, or JSON, which is YAML too): days off with their reason, make-up working days.
 *
 * @module
 */
import { z } from 'zod';
import { weekday } from '../domain/dates';
import type { CalendarFile, CalendarYear } from '../domain/organisation';
import { dateText } from '../domain/wording';
import { Findings, type FaultKind, type Reading } from './findings';
import { isGroup, parsePart } from './schema-faults';
import { PLAN_LIMIT } from './source-text';
import { dayText, isDay } from './written-values';
import { readYaml, type YamlSource } from './yaml-source';

const yearSchema = z.strictObject({
  daysOff: z.record(z.string(), z.string()).default({}),
  makeUpWorkingDays: z.array(dayText).default([]),
  provisional: z.boolean().optional(),
  occasions: z.record(z.string(), dayText).optional(),
});

/** Keyed by year; every fault at its place. */
export function readCalendar(bytes: Uint8Array, file: string): Reading<CalendarFile> {
  const faults = new Findings<FaultKind>(file);
  const source = readYaml(bytes, PLAN_LIMIT, faults);
  const calendar: CalendarFile = {};
  if (source && !isGroup(source.data)) faults.add('wrong-type', source.valueAt([]), 'tệp lịch phải gồm các năm, ví dụ “2023:”');
  else if (source && isGroup(source.data)) {
    for (const [year, value] of Object.entries(source.data)) {
      if (!/^20\d{2}$/.test(year)) faults.add('unknown-key', source.keyAt([year]), `“${year}” không phải là năm (2000-2099)`);
      else {
        const parsed = parsePart(yearSchema, { source, path: [year], value, faults });
        if (!parsed) continue;
        checkDays(year, parsed, source, faults);
        calendar[year] = parsed;
      }
    }
  }
  return faults.list.length > 0
    ? { ok: false, faults: faults.sorted(), warnings: [] }
    : { ok: true, value: calendar, warnings: [] };
}

function checkDays(
  year: string,
  { daysOff, makeUpWorkingDays, occasions }: CalendarYear,
  source: YamlSource,
  faults: Findings<FaultKind>,
): void {
  for (const day of Object.keys(daysOff)) {
    const place = source.keyAt([year, 'daysOff', day]);
    if (!isDay(day)) faults.add('bad-date', place, `“${day}” không phải là ngày; viết năm-tháng-ngày, ví dụ ${year}-01-02`);
    else if (!day.startsWith(year)) faults.add('outside-year', place, `ngày ${dateText(day)} không thuộc năm ${year}`);
    else if (makeUpWorkingDays.includes(day))
      faults.add('off-and-working', place, `ngày ${dateText(day)} vừa là ngày nghỉ vừa là ngày làm bù`);
  }
  for (const [name, day] of Object.entries(occasions ?? {}))
    if (!day.startsWith(year))
      faults.add('outside-year', source.valueAt([year, 'occasions', name]), `ngày ${dateText(day)} không thuộc năm ${year}`);
  for (const [index, day] of makeUpWorkingDays.entries()) {
    const place = source.valueAt([year, 'makeUpWorkingDays', index]);
    if (!day.startsWith(year)) faults.add('outside-year', place, `ngày ${dateText(day)} không thuộc năm ${year}`);
    else if (weekday(day) < 6 && !Object.hasOwn(daysOff, day))
      faults.add('wrong-value', place, `ngày ${dateText(day)} vốn là ngày làm việc, không phải ngày làm bù`);
  }
}
