import fc from 'fast-check';
import { judgeDate, targetsOf, topicAgenda, type StageState } from '../../src/domain/agenda';
import { workingCalendar } from '../../src/domain/calendar';
import { addDays, instantOf } from '../../src/domain/dates';
import { defaultPolicy as policy } from '../../src/domain/policy';
import { STEP_KINDS } from '../../src/domain/step';
import { anyCalendar, anyDay, anyStage, ZONES } from './arbitraries';

const zone = 'Asia/Ho_Chi_Minh';
const calendar = workingCalendar({
  '2023': { daysOff: { '2023-05-01': '', '2023-05-02': '', '2023-05-03': '' }, makeUpWorkingDays: [] },
});

/** The session of Chuyên đề 2 in the sample texts: opened Monday 03/4, due Friday 30/6. */
const session: StageState = {
  kind: 'session',
  status: 'open',
  opensOn: '2023-04-03',
  reopenedOn: null,
  dueDate: '2023-06-30',
  lateAfter: '2023-06-30',
  tentative: false,
  confirmed: false,
  information: false,
  conference: false,
  silent: false,
  dues: [{ due: '2023-06-30', lateAfter: '2023-06-30' }],
  planned: [],
  judgeOn: ['2023-07-06'],
};

const agenda = (stages: StageState[], fromDate = '2023-01-01') => topicAgenda({ stages, policy, calendar, zone, fromDate });
const keys = (stages: StageState[], fromDate?: string) => agenda(stages, fromDate).map((step) => step.key);

describe('the sample texts, day by day', () => {
  test('an open session: planned date asked on 16/6, reminded on 27/6, overdue on 03/7, judged on 06/7, closed on 07/7', () => {
    expect(keys([session])).toEqual([
      'session/remind/2023-06-16',
      'session/remind/2023-06-27',
      'session/overdue/2023-07-03',
      'session/judge/2023-07-06',
      'session/close/2023-07-07',
    ]);
  });

  test('before it opens it only opens and closes', () => {
    expect(keys([{ ...session, status: 'waiting' }])).toEqual(['session/open/2023-04-03', 'session/close/2023-07-07']);
  });

  test('each step says why it writes, and to whom', () => {
    const said = agenda([session]).flatMap((step) =>
      targetsOf(step, session, policy, calendar).map(({ reason, offset }) => [step.date, reason, offset]),
    );
    expect(said).toEqual([
      ['2023-06-16', 'planned-date', -10],
      ['2023-06-27', 'remind', -3],
      ['2023-07-03', 'overdue', 1],
    ]);
  });

  test('grace is three full working days: due Friday 30/6, judged Thursday 06/7', () => {
    expect(judgeDate('2023-06-30', policy, calendar)).toBe('2023-07-06');
  });

  test('steps run at the midnight that begins their date', () => {
    expect(agenda([session])[0]?.at).toBe(instantOf('2023-06-16', 0, zone));
  });
});

describe('dates a stage may have', () => {
  test('a planned date asks for the report on the working day after it', () => {
    const planned = { ...session, planned: ['2023-06-23'] };
    const step = agenda([planned]).find((each) => each.date === '2023-06-26');
    expect(step?.key).toBe('session/remind/2023-06-26');
    expect(step && targetsOf(step, planned, policy, calendar)).toMatchObject([
      { reason: 'after-planned', planned: '2023-06-23', due: null },
    ]);
  });

  test('"trước ngày D": reminded for D-1, late and judged after D', () => {
    const before = { ...session, dues: [{ due: '2023-06-29', lateAfter: '2023-06-30' }] };
    expect(keys([before])).toEqual(expect.arrayContaining(['session/remind/2023-06-26', 'session/overdue/2023-07-03']));
  });

  test('"tomorrow" is said only where it is true: not on the Friday before a Monday', () => {
    const reporting = (due: string): StageState => ({
      ...session,
      kind: 'reporting',
      dueDate: due,
      lateAfter: due,
      dues: [{ due, lateAfter: due }],
      judgeOn: [],
    });
    const reasons = (due: string) =>
      agenda([reporting(due)]).flatMap((step) =>
        targetsOf(step, reporting(due), policy, calendar).map((target) => [step.date, target.reason]),
      );
    expect(reasons('2023-07-14')).toContainEqual(['2023-07-13', 'tomorrow']);
    expect(reasons('2023-07-17')).toContainEqual(['2023-07-14', 'remind']);
  });

  test('a tentative stage is confirmed five working days before it opens, until it is confirmed', () => {
    const tentative: StageState = { ...session, kind: 'briefing', status: 'waiting', tentative: true, opensOn: '2023-04-11' };
    expect(keys([tentative])[0]).toBe('briefing/confirm/2023-04-04');
    expect(keys([{ ...tentative, confirmed: true }])[0]).toBe('briefing/open/2023-04-11');
  });

  test('a held stage neither opens by its date nor closes', () => {
    expect(keys([{ ...session, status: 'held' }])).toEqual([]);
  });

  test('a stage for information closes on the day after its due; nobody is late or judged', () => {
    expect(keys([{ ...session, information: true }])).toEqual([
      'session/remind/2023-06-16',
      'session/remind/2023-06-27',
      'session/close/2023-07-01',
    ]);
  });

  test('a conference that nobody owes us, or a stage whose reports are all in, closes on the day after its due', () => {
    expect(keys([{ ...session, dues: [], judgeOn: [] }])).toEqual(['session/close/2023-07-01']);
  });

  test('an extension is a further due date: its own reminders, and the stage closes later', () => {
    const extended = {
      ...session,
      dues: [...session.dues, { due: '2023-07-31', lateAfter: '2023-07-31' }],
      judgeOn: ['2023-07-06', '2023-08-04'],
    };
    expect(keys([extended])).toEqual(
      expect.arrayContaining([
        'session/remind/2023-06-27',
        'session/remind/2023-07-26',
        'session/overdue/2023-08-01',
        'session/close/2023-08-07',
      ]),
    );
  });

  test('a planned date after grace keeps the stage open until it was followed up', () => {
    expect(keys([{ ...session, planned: ['2023-07-14'] }]).slice(-2)).toEqual([
      'session/remind/2023-07-17',
      'session/close/2023-07-18',
    ]);
    expect(keys([{ ...session, information: true, planned: ['2023-07-14'] }]).at(-1)).toBe('session/close/2023-07-18');
  });

  test('a stage opened again closes on a later day than it was opened on', () => {
    const again = { ...session, dues: [], judgeOn: [] };
    expect(keys([{ ...again, reopenedOn: '2023-07-11' }])).toEqual(['session/close/2023-07-12']);
    expect(keys([{ ...again, reopenedOn: '2023-06-01' }])).toEqual(['session/close/2023-07-01']);
  });

  test('an extension in a closed stage is still reminded and judged', () => {
    const closed = {
      ...session,
      status: 'closed' as const,
      dues: [{ due: '2023-07-31', lateAfter: '2023-07-31' }],
      judgeOn: ['2023-08-04'],
    };
    expect(keys([closed])).toEqual([
      'session/remind/2023-07-17',
      'session/remind/2023-07-26',
      'session/overdue/2023-08-01',
      'session/judge/2023-08-04',
    ]);
  });

  test('what was to open before the plan was followed opens on its first day; what is over stays over', () => {
    expect(keys([{ ...session, status: 'waiting' }], '2023-05-10')[0]).toBe('session/open/2023-05-10');
    expect(keys([{ ...session, status: 'waiting' }], '2023-08-10')).toEqual([]);
  });

  test('a stage that ends and one that begins on one day: the end comes first', () => {
    const reporting: StageState = {
      ...session,
      kind: 'reporting',
      status: 'waiting',
      opensOn: '2023-07-07',
      dueDate: '2023-07-14',
      lateAfter: '2023-07-14',
      dues: [],
    };
    const same = agenda([reporting, session]).filter((step) => step.date === '2023-07-07');
    expect(same.map((step) => step.key)).toEqual(['session/close/2023-07-07', 'reporting/open/2023-07-07']);
  });
});

describe('properties', () => {
  const anyTopic = fc.uniqueArray(anyStage, { selector: (stage) => stage.kind, maxLength: 5 });

  test('steps are sorted, unique by key, not before the first day, at local midnight of any zone', () => {
    fc.assert(
      fc.property(anyTopic, anyCalendar, anyDay, fc.constantFrom(...ZONES), (stages, file, fromDate, inZone) => {
        const steps = topicAgenda({ stages, policy, calendar: workingCalendar(file), zone: inZone, fromDate });
        expect(new Set(steps.map((step) => step.key)).size).toBe(steps.length);
        steps.forEach((step, index) => {
          const before = steps[index - 1];
          if (before) {
            expect(before.at).toBeLessThanOrEqual(step.at);
            if (before.at === step.at) expect(STEP_KINDS.indexOf(before.kind)).toBeLessThanOrEqual(STEP_KINDS.indexOf(step.kind));
          }
          expect(step.date >= fromDate).toBe(true);
          expect(step.at).toBe(instantOf(step.date, 0, inZone));
          expect(step.key).toBe(`${step.stageKind}/${step.kind}/${step.date}`);
        });
      }),
    );
  });

  test('the order in which dues were found makes no difference', () => {
    fc.assert(
      fc.property(anyTopic, (stages) => {
        const turned = stages
          .map((stage) => ({ ...stage, dues: stage.dues.toReversed(), planned: stage.planned.toReversed() }))
          .toReversed();
        expect(agenda(turned)).toEqual(agenda(stages));
      }),
    );
  });

  test('no reminder of a due date comes on it or after it, and no overdue letter while one is in time', () => {
    fc.assert(
      fc.property(anyStage, anyCalendar, (stage, file) => {
        const days = workingCalendar(file);
        for (const step of topicAgenda({ stages: [stage], policy, calendar: days, zone, fromDate: '2022-01-01' })) {
          for (const { due, reason } of targetsOf(step, stage, policy, days)) {
            if (!due) continue;
            if (reason === 'overdue') expect(step.date > due.lateAfter).toBe(true);
            else expect(step.date < due.due && step.date >= stage.opensOn).toBe(true);
            if (reason === 'tomorrow') expect(addDays(step.date, 1)).toBe(due.due);
          }
        }
      }),
    );
  });

  test('every reminding step has somebody to write to', () => {
    fc.assert(
      fc.property(anyStage, anyCalendar, (stage, file) => {
        const days = workingCalendar(file);
        for (const step of topicAgenda({ stages: [stage], policy, calendar: days, zone, fromDate: '2022-01-01' })) {
          if (step.kind === 'remind' || step.kind === 'overdue') expect(targetsOf(step, stage, policy, days)).not.toEqual([]);
        }
      }),
    );
  });

  test('every due has exactly one judge date: later than it by exactly grace and one', () => {
    fc.assert(
      fc.property(anyDay, anyCalendar, fc.integer({ min: 0, max: 10 }), (due, file, graceDays) => {
        const days = workingCalendar(file);
        const on = judgeDate(due, { graceDays }, days);
        expect(days.isWorkingDay(on)).toBe(true);
        expect(days.between(due, on)).toBe(graceDays + 1);
      }),
    );
  });

  test('an open stage closes after every overdue letter of the default policy, every judgement and every planned date', () => {
    fc.assert(
      fc.property(anyStage, anyCalendar, (stage, file) => {
        const steps = topicAgenda({
          stages: [{ ...stage, status: 'open' }],
          policy,
          calendar: workingCalendar(file),
          zone,
          fromDate: '2022-01-01',
        });
        expect(steps.filter((step) => step.kind === 'close')).toHaveLength(1);
        expect(steps.findLast((step) => step.kind !== 'invite')?.kind).toBe('close');
      }),
    );
  });
});

describe('a conference', () => {
  const briefing: StageState = {
    ...session,
    kind: 'briefing',
    status: 'waiting',
    opensOn: '2023-04-11',
    dueDate: '2023-04-20',
    lateAfter: '2023-04-20',
    information: true,
    conference: true,
    dues: [],
    judgeOn: [],
  };
  const invitations = (stage: StageState) =>
    agenda([stage])
      .filter((step) => step.kind === 'invite')
      .map((step) => step.date);

  test('invites five working days before it opens', () => {
    expect(invitations(briefing)).toEqual(['2023-04-04']);
  });

  test('whose day is not confirmed invites nobody, and at once when it is', () => {
    expect(invitations({ ...briefing, tentative: true })).toEqual([]);
    expect(invitations({ ...briefing, tentative: true, confirmed: true })).toEqual(['2023-04-04']);
  });

  test('to which nobody is invited has no such step', () => {
    expect(invitations({ ...briefing, conference: false })).toEqual([]);
  });
});
