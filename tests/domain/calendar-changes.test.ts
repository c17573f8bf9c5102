import { workingCalendar } from '../../src/domain/calendar';
import { changedDays, duesOn, movedDues, movedSteps } from '../../src/domain/calendar-changes';
import type { CalendarFile } from '../../src/domain/organisation';
import type { PlanDocument, StageSpec } from '../../src/domain/plan';

const stage = (opens: string, due: string, more: Partial<StageSpec> = {}): StageSpec => ({
  owners: ['cell'],
  audience: [],
  opens,
  due,
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
  said: '',
  ...more,
});
const document: PlanDocument = {
  id: 'p',
  year: 2023,
  number: null,
  date: null,
  title: '',
  zone: 'Asia/Ho_Chi_Minh',
  roles: { issuer: 'btv', board: 'ban' },
  reports: null,
  topics: [
    {
      id: 't',
      ordinal: 1,
      short: '',
      title: '',
      choice: false,
      materials: [],
      stages: {
        session: stage('2023-04-01', '2023-06-30'),
        reporting: stage('2023-07-01', '2023-07-14', { dueRule: { workingDays: 10, after: 'session' } }),
      },
    },
  ],
};
const year = (daysOff: Record<string, string>, makeUpWorkingDays: string[] = []): CalendarFile => ({
  2023: { daysOff, makeUpWorkingDays },
});

test('only days whose work changes are told, with the new reason', () => {
  const before = year({ '2023-06-30': 'cũ', '2023-07-01': 'thứ Bảy' });
  const after = year({ '2023-07-03': 'mới' }, ['2023-07-08']);
  expect(changedDays(before, after)).toEqual([
    { day: '2023-06-30', worked: true, reason: null },
    { day: '2023-07-03', worked: false, reason: 'mới' },
    { day: '2023-07-08', worked: true, reason: null },
  ]);
});

test('a due date on a day newly off stays; one counted in working days would move', () => {
  const calendar = workingCalendar(year({ '2023-06-30': 'nghỉ', '2023-07-03': 'nghỉ' }));
  expect(duesOn(document, new Set(['2023-06-30']))).toEqual([{ topicId: 't', stage: 'session', due: '2023-06-30' }]);
  expect(movedDues(document, calendar)).toEqual([{ topicId: 't', stage: 'reporting', due: '2023-07-14', to: '2023-07-17' }]);
  expect(movedDues(document, workingCalendar({}))).toEqual([]);
});

test('steps are paired within their stage and kind; new and gone ones have one side', () => {
  const step = (kind: 'remind' | 'overdue', date: string) => ({
    key: `session/${kind}/${date}`,
    at: 0,
    kind,
    stageKind: 'session' as const,
    date,
  });
  const before = [step('remind', '2023-06-16'), step('remind', '2023-06-27'), step('overdue', '2023-07-03')];
  const after = [
    step('remind', '2023-06-16'),
    step('remind', '2023-06-26'),
    step('remind', '2023-06-20'),
    step('overdue', '2023-07-04'),
  ];
  expect(movedSteps(before, after)).toEqual([
    { stage: 'session', kind: 'remind', from: '2023-06-27', to: '2023-06-26' },
    { stage: 'session', kind: 'remind', from: null, to: '2023-06-20' },
    { stage: 'session', kind: 'overdue', from: '2023-07-03', to: '2023-07-04' },
  ]);
});
