import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { workingCalendar } from '../../src/domain/calendar';
import { addDays, dueInstant, instantOf, wallClock } from '../../src/domain/dates';
import { defaultPolicy as policy } from '../../src/domain/policy';
import { slotAt, slotOf, windowFor, WINDOW_SKIPS } from '../../src/domain/window';
import { anyCalendar, anyDay, ZONES } from './arbitraries';

const zone = 'Asia/Ho_Chi_Minh';
const calendar = workingCalendar({
  '2023': { daysOff: { '2023-05-01': '', '2023-05-02': '', '2023-05-03': '' }, makeUpWorkingDays: [] },
});
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const at = (day: string, hour: number, minute = 0) => instantOf(day, hour * 60 + minute, zone);
const ask = (date: string, asOf: number, deadline: number | null = null) =>
  windowFor({ date, asOf, deadline, policy, calendar, zone });

describe('windows of Asia/Ho_Chi_Minh', () => {
  test('a step at midnight writes at 08:00 of its date, in twelve slots', () => {
    expect(ask('2023-06-27', at('2023-06-27', 0))).toEqual({
      windowStart: at('2023-06-27', 8),
      slots: 12,
      slotMinutes: 10,
      atOnce: false,
    });
  });

  test('a date off waits for the next working day', () => {
    expect(ask('2023-04-29', at('2023-04-29', 0))).toMatchObject({ windowStart: at('2023-05-04', 8), atOnce: false });
  });

  test('a window still going on is used, a finished one gives way to the next', () => {
    expect(ask('2023-06-27', at('2023-06-27', 9, 59))).toMatchObject({ windowStart: at('2023-06-27', 8) });
    expect(ask('2023-06-27', at('2023-06-27', 10))).toMatchObject({ windowStart: at('2023-06-28', 8) });
  });

  test('with no window before the deadline it goes at once, on a day off too', () => {
    expect(ask('2023-06-30', at('2023-06-30', 15), dueInstant('2023-07-01', zone))).toEqual({
      windowStart: at('2023-06-30', 15),
      slots: 1,
      slotMinutes: 10,
      atOnce: true,
    });
  });

  test('nobody is written to before 07:00 or from 20:00 on', () => {
    expect(ask('2023-07-01', at('2023-07-01', 0), dueInstant('2023-07-02', zone))).toMatchObject({
      windowStart: at('2023-07-01', 7),
      atOnce: true,
    });
    expect(ask('2023-07-01', at('2023-07-01', 20), dueInstant('2023-07-02', zone))).toMatchObject({
      windowStart: at('2023-07-02', 7),
      atOnce: true,
    });
    expect(ask('2023-07-01', at('2023-07-01', 20), dueInstant('2023-07-01', zone))).toEqual({ skip: WINDOW_SKIPS.noWindow });
  });

  test('a window or an hour that begins with the deadline itself is too late', () => {
    expect(ask('2023-06-27', at('2023-06-27', 0), at('2023-06-27', 8))).toMatchObject({
      windowStart: at('2023-06-27', 7),
      atOnce: true,
    });
    expect(ask('2023-06-27', at('2023-06-27', 0), at('2023-06-27', 7))).toEqual({ skip: WINDOW_SKIPS.noWindow });
  });

  test('a slot that would reach beyond the window is not given', () => {
    const inSlotsOf = (slotMinutes: number) => ({ ...policy, window: { ...policy.window, slotMinutes } });
    const asked = { date: '2023-06-27', asOf: at('2023-06-27', 0), deadline: null, calendar, zone };
    expect(windowFor({ ...asked, policy: inSlotsOf(25) })).toMatchObject({ slots: 4 });
    expect(windowFor({ ...asked, policy: inSlotsOf(240) })).toMatchObject({ slots: 1 });
  });

  test('each slot begins so many minutes after the one before', () => {
    const window = { windowStart: at('2023-06-27', 8), slots: 12, slotMinutes: 10, atOnce: false };
    expect(slotAt(window, '00000005')).toBe(at('2023-06-27', 8, 50));
    expect(slotAt(window, '0000000c')).toBe(at('2023-06-27', 8));
  });

  test('after the deadline nothing is sent', () => {
    expect(ask('2023-06-30', at('2023-07-01', 0), dueInstant('2023-06-30', zone))).toEqual({ skip: WINDOW_SKIPS.deadlinePassed });
  });
});

describe('properties', () => {
  test('mail comes inside a window, or at once between 07:00 and 20:00, before its deadline and never in the past; or not, with why', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyDay,
        fc.integer({ min: -48, max: 96 }),
        fc.option(fc.integer({ min: -1, max: 5 })),
        fc.constantFrom(...ZONES),
        fc.string(),
        (file, date, hours, dueIn, inZone, address) => {
          const days = workingCalendar(file);
          const asOf = instantOf(date, 0, inZone) + hours * 3_600_000;
          const deadline = dueIn === null ? null : dueInstant(addDays(date, dueIn), inZone);
          const found = windowFor({ date, asOf, deadline, policy, calendar: days, zone: inZone });
          if ('skip' in found) {
            expect(deadline).not.toBeNull();
            expect(found.skip).toMatch(/^(deadline-passed|no-window-before-deadline)$/);
            return;
          }
          const slot = slotAt(found, md5(address));
          const { day, minute } = wallClock(slot, inZone);
          const hoursOfDay = found.atOnce ? policy.atOnce : policy.window;
          expect(minute).toBeGreaterThanOrEqual(hoursOfDay.from);
          expect(minute).toBeLessThan(hoursOfDay.to);
          expect(day >= date).toBe(true);
          if (deadline !== null) expect(Math.max(slot, asOf)).toBeLessThan(deadline);
          if (found.atOnce) expect(slot).toBeGreaterThanOrEqual(asOf);
          else {
            expect(days.isWorkingDay(day)).toBe(true);
            expect(instantOf(day, policy.window.to, inZone)).toBeGreaterThan(asOf);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of all working days the first that still has a window is taken', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 0, max: 96 }), (file, date, hours) => {
        const days = workingCalendar(file);
        const asOf = instantOf(date, 0, zone) + hours * 3_600_000;
        const found = windowFor({ date, asOf, deadline: null, policy, calendar: days, zone });
        if ('skip' in found) throw new Error('without a deadline nothing is skipped');
        let day = date;
        while (!days.isWorkingDay(day) || instantOf(day, policy.window.to, zone) <= asOf) day = addDays(day, 1);
        expect(found.windowStart).toBe(instantOf(day, policy.window.from, zone));
      }),
    );
  });

  test('a deadline inside a window takes away the slots at and after it', () => {
    const found = ask('2023-06-27', at('2023-06-27', 0), at('2023-06-27', 8, 25));
    expect(found).toMatchObject({ slots: 3 });
  });

  test('the slot is what PostgreSQL computes: bit(32) to bigint, modulo', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (address, slots) => {
        const hex = md5(address);
        expect(BigInt(slotOf(hex, slots))).toBe(BigInt(`0x${hex.slice(0, 8)}`) % BigInt(slots));
      }),
    );
  });
});
