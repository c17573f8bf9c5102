import fc from 'fast-check';
import { judgeDate } from '../../src/domain/agenda';
import { workingCalendar } from '../../src/domain/calendar';
import { weekday } from '../../src/domain/dates';
import type { PlanDocument, ReportPeriod, StageSpec } from '../../src/domain/plan';
import { planAgenda } from '../../src/domain/plan-agenda';
import { defaultPolicy as policy } from '../../src/domain/policy';
import { anyCalendar, anyDay } from './arbitraries';

const stage = (due: string): StageSpec => ({
  said: '',
  owners: ['cell'],
  audience: [],
  opens: '2023-04-01',
  due,
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
});
const document = (every: ReportPeriod | null, due = '2023-09-30'): PlanDocument => ({
  id: 'p',
  year: 2023,
  number: null,
  date: null,
  title: '',
  zone: 'Asia/Ho_Chi_Minh',
  roles: { issuer: 'btv', board: 'btg' },
  reports: every && { every, said: '' },
  topics: [{ id: 't', ordinal: 1, short: '', title: '', choice: false, materials: [], stages: { session: stage(due) } }],
});
const calendar = workingCalendar({});
const ask = (every: ReportPeriod | null, fromDate = '2023-03-25', endDate = '2023-10-16') =>
  planAgenda({ document: document(every), policy, calendar, zone: 'Asia/Ho_Chi_Minh', fromDate, endDate });
const dates = (kind: string, steps: ReturnType<typeof ask>) =>
  steps.filter((step) => step.kind === kind).map((step) => step.date);

test('a quarter is reported five working days after its end, the last one after the end of the plan', () => {
  expect(dates('report', ask('quarter'))).toEqual(['2023-04-07', '2023-07-07', '2023-10-06', '2023-10-23']);
  expect(dates('report', ask('half'))).toEqual(['2023-07-07', '2023-10-23']);
  expect(dates('report', ask(null))).toEqual([]);
});

test('a period that ended before the plan was followed is not reported', () => {
  expect(dates('report', ask('quarter', '2023-07-10'))).toEqual(['2023-10-06', '2023-10-23']);
});

test('a digest goes out every Monday from the first day, a Monday off included, until the plan closes', () => {
  const mondays = dates('digest', ask(null));
  expect(mondays[0]).toBe('2023-03-27');
  expect(mondays).toContain('2023-05-01');
  expect(mondays.at(-1)).toBe('2023-10-23');
  expect(dates('digest', ask(null, '2023-03-27'))[0]).toBe('2023-03-27');
});

test('the plan closes when the last task can have reached the head: judged 20/10, head told 27/10, closed 30/10', () => {
  expect(dates('close', ask('quarter'))).toEqual(['2023-10-30']);
});

test('closing is the last step, after every judgement and report; digests are Mondays; keys are unique', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      anyDay,
      anyDay,
      anyDay,
      fc.constantFrom('month', 'quarter', 'half', 'year', null),
      (file, due, fromDate, endDate, every) => {
        const days = workingCalendar(file);
        const steps = planAgenda({ document: document(every, due), policy, calendar: days, zone: 'UTC', fromDate, endDate });
        const last = steps.at(-1);
        expect(last?.kind).toBe('close');
        expect((last?.date ?? '') > judgeDate(due > endDate ? due : endDate, policy, days)).toBe(true);
        expect(dates('digest', steps).every((date) => weekday(date) === 1 && date >= fromDate)).toBe(true);
        expect(new Set(steps.map((step) => step.key)).size).toBe(steps.length);
      },
    ),
  );
});
