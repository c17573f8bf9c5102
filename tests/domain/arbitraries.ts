/**
 * Random calendars, days and stages for the property tests.
 *
 * @module
 */
import fc from 'fast-check';
import type { StageState } from '../../src/domain/agenda';
import { dayOfEpoch, epochDay } from '../../src/domain/calendar';
import type { CalendarFile } from '../../src/domain/organisation';
import { STAGE_KINDS } from '../../src/domain/plan';

export const ZONES = ['Asia/Ho_Chi_Minh', 'UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const;

/** A day of 2022-12-01 … 2024-01-31. */
export const anyDay = fc.integer({ min: epochDay('2022-12-01'), max: epochDay('2024-01-31') }).map(dayOfEpoch);

/** 2023 with up to 25 days off anywhere and some Saturdays made up; 2022 and 2024 have no file. */
export const anyCalendar: fc.Arbitrary<CalendarFile> = fc
  .record({
    off: fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 25 }),
    madeUp: fc.uniqueArray(fc.integer({ min: 0, max: 51 }), { maxLength: 4 }),
  })
  .map(({ off, madeUp }) => ({
    '2023': {
      daysOff: Object.fromEntries(off.map((n) => [dayOfEpoch(epochDay('2023-01-01') + n), 'nghỉ'])),
      makeUpWorkingDays: madeUp.map((week) => dayOfEpoch(epochDay('2023-01-07') + 7 * week)),
    },
  }));

const anyDue = fc
  .record({ day: anyDay, more: fc.integer({ min: 0, max: 1 }) })
  .map(({ day, more }) => ({ due: day, lateAfter: dayOfEpoch(epochDay(day) + more) }));

export const anyStage: fc.Arbitrary<StageState> = fc.record({
  kind: fc.constantFrom(...STAGE_KINDS),
  status: fc.constantFrom('waiting', 'held', 'open', 'closed', 'skipped'),
  opensOn: anyDay,
  reopenedOn: fc.option(anyDay),
  dueDate: anyDay,
  lateAfter: anyDay,
  tentative: fc.boolean(),
  confirmed: fc.boolean(),
  information: fc.boolean(),
  conference: fc.boolean(),
  silent: fc.boolean(),
  dues: fc.array(anyDue, { maxLength: 4 }),
  planned: fc.array(anyDay, { maxLength: 3 }),
  judgeOn: fc.array(anyDay, { maxLength: 3 }),
});
