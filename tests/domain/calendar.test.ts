import fc from 'fast-check';
import { dayOfEpoch, epochDay, workingCalendar } from '../../src/domain/calendar';
import { weekday } from '../../src/domain/dates';
import { anyCalendar, anyDay } from './arbitraries';

const official = workingCalendar({
  '2023': {
    daysOff: {
      '2023-05-01': 'QTLĐ',
      '2023-05-02': 'nghỉ bù',
      '2023-05-03': 'nghỉ bù',
      '2023-09-01': 'Quốc khánh',
      '2023-09-04': 'nghỉ bù',
    },
    makeUpWorkingDays: [],
  },
  '2024': { daysOff: { '2024-04-29': 'hoán đổi', '2024-04-30': '30/4', '2024-05-01': '1/5' }, makeUpWorkingDays: ['2024-05-04'] },
});

describe('working days of the official calendar', () => {
  test('a day off in the week is no working day, a made-up Saturday is one', () => {
    expect(official.isWorkingDay('2023-05-03')).toBe(false);
    expect(official.isWorkingDay('2023-05-04')).toBe(true);
    expect(official.isWorkingDay('2024-05-04')).toBe(true);
    expect(official.isWorkingDay('2024-05-11')).toBe(false);
  });

  test('counting passes over holidays: three working days before 05/5/2023 is 27/4', () => {
    expect(official.addWorkingDays('2023-05-05', -3)).toBe('2023-04-27');
    expect(official.addWorkingDays('2023-04-28', 1)).toBe('2023-05-04');
    expect(official.onOrAfter('2023-04-29')).toBe('2023-05-04');
    expect(official.between('2023-04-28', '2023-05-05')).toBe(2);
  });

  test('a due on a day off: -1 is the last working day before it, +1 the first after', () => {
    expect(official.addWorkingDays('2023-09-02', -1)).toBe('2023-08-31');
    expect(official.addWorkingDays('2023-09-02', 1)).toBe('2023-09-05');
    expect(official.addWorkingDays('2023-09-02', 0)).toBe('2023-09-02');
  });

  test('a year without a file knows weekends only, and says so', () => {
    expect(official.covers(2023)).toBe(true);
    expect(official.covers(2030)).toBe(false);
    expect(official.isWorkingDay('2030-05-01')).toBe(true);
    expect(official.isWorkingDay('2030-05-04')).toBe(false);
  });
});

describe('properties', () => {
  test('whole days since 1970 agree with the calendar of dates', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOfEpoch(epochDay(day))).toBe(day);
        expect(workingCalendar({}).isWorkingDay(day)).toBe(weekday(day) < 6);
      }),
    );
  });

  test('between is the inverse of addWorkingDays, forwards and back', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: -40, max: 40 }), (file, day, n) => {
        const calendar = workingCalendar(file);
        expect(calendar.between(day, calendar.addWorkingDays(day, n))).toBe(n);
      }),
    );
  });

  test('from a working day, going and coming back ends where it began', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: -40, max: 40 }), (file, day, n) => {
        const calendar = workingCalendar(file);
        const start = calendar.onOrAfter(day);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, n), -n)).toBe(start);
      }),
    );
  });

  test('what is counted to is a working day, and more days lie later', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: -40, max: 40 }), (file, day, n) => {
        const calendar = workingCalendar(file);
        const target = calendar.addWorkingDays(day, n);
        if (n !== 0) expect(calendar.isWorkingDay(target)).toBe(true);
        expect(calendar.addWorkingDays(day, n + 1) > target).toBe(true);
        expect(calendar.onOrAfter(day) >= day).toBe(true);
      }),
    );
  });
});
