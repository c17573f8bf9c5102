import fc from 'fast-check';
import { workingCalendar } from '../../src/domain/calendar';
import { instantOf } from '../../src/domain/dates';
import { groupOf, leaseUntil, taskAgenda } from '../../src/domain/ladder';
import { defaultPolicy as policy } from '../../src/domain/policy';
import { anyCalendar, anyDay } from './arbitraries';

const zone = 'Asia/Ho_Chi_Minh';
const calendar = workingCalendar({});
const task = {
  openedOn: '2023-07-06',
  level: 0,
  status: 'open' as const,
  ownerId: null,
  leaseUntil: null,
  claimedOn: null,
  supervisors: 3,
  policy,
  calendar,
  zone,
};
const claimed = {
  ...task,
  status: 'claimed' as const,
  ownerId: 'can-bo-1',
  claimedOn: '2023-07-06',
  leaseUntil: '2023-07-13',
  supervisors: 5,
};
const keys = (steps: { key: string }[]) => steps.map((step) => step.key);

describe('the ladder of a task', () => {
  test('opened Thursday 06/7, the head is told at 00:00 of 13/7, five working days later', () => {
    expect(taskAgenda(task)).toEqual([
      { key: 'task/rung-1/2023-07-13', at: instantOf('2023-07-13', 0, zone), kind: 'rung', stageKind: null, date: '2023-07-13' },
    ]);
  });

  test('a rung taken is not taken again; a closed task has none', () => {
    expect(taskAgenda({ ...task, level: 1 })).toEqual([]);
    expect(taskAgenda({ ...claimed, status: 'closed' })).toEqual([]);
  });

  test('further rungs are data', () => {
    const rungs = [
      { to: 'head' as const, after: 5 },
      { to: 'head' as const, after: 10 },
    ];
    expect(keys(taskAgenda({ ...task, level: 1, policy: { ...policy, rungs } }))).toEqual(['task/rung-2/2023-07-20']);
  });

  test('a lease is reminded at half and lapses after its last day', () => {
    expect(keys(taskAgenda(claimed))).toEqual([
      'task/lease-half/2023-07-11',
      'task/rung-1/2023-07-13',
      'task/lease-end/2023-07-14',
    ]);
  });

  test('four supervisors need no leases', () => {
    expect(keys(taskAgenda({ ...claimed, supervisors: 4 }))).toEqual(['task/rung-1/2023-07-13']);
    expect(leaseUntil('2023-07-06', 4, policy, calendar)).toBeNull();
    expect(leaseUntil('2023-07-06', 5, policy, calendar)).toBe('2023-07-13');
  });

  test('a lease that lapsed left the task open: only its rung remains', () => {
    expect(keys(taskAgenda({ ...claimed, status: 'open', ownerId: null, claimedOn: null, leaseUntil: null }))).toEqual([
      'task/rung-1/2023-07-13',
    ]);
  });

  test('half comes before the end, on working days, keys are unique, steps in order', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 12 }), (file, claimedOn, workingDays) => {
        const days = workingCalendar(file);
        const lease = { fromSupervisors: 1, workingDays };
        const until = leaseUntil(claimedOn, 1, { lease }, days);
        const steps = taskAgenda({
          ...claimed,
          openedOn: claimedOn,
          claimedOn,
          leaseUntil: until,
          policy: { ...policy, lease },
          calendar: days,
        });
        const [half, end] = steps.filter((step) => step.kind === 'lease');
        expect(half && end && half.date < end.date && half.date > claimedOn && end.date > (until ?? '')).toBe(true);
        expect(steps.every((step) => days.isWorkingDay(step.date))).toBe(true);
        expect(new Set(keys(steps)).size).toBe(3);
        expect(steps.map((step) => step.at)).toEqual(steps.map((step) => step.at).toSorted((a, b) => a - b));
      }),
    );
  });
});

test('a task is grouped by the officer, the unit, or the whole stage', () => {
  const member = { unitId: 'u1', officerId: 'o1' };
  expect(groupOf({ ...member, policy: { groupBy: 'officer' } })).toBe('o1');
  expect(groupOf({ ...member, officerId: null, policy: { groupBy: 'officer' } })).toBeNull();
  expect(groupOf({ ...member, policy: { groupBy: 'unit' } })).toBe('u1');
  expect(groupOf({ ...member, policy: { groupBy: 'stage' } })).toBeNull();
});
