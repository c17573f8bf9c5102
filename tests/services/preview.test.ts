import { stage as smallStage } from './plans/small-plan';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { instantOf, wallClock, type LocalDate } from '../../src/domain/dates';
import type { Body, Contact, Role, Roster } from '../../src/domain/organisation';
import type { PlanDocument, StageSpec, TopicSpec } from '../../src/domain/plan';
import { defaultPolicy } from '../../src/domain/policy';
import { previewPlan, refuseOverload, type Preview, type PreviewInput, type PreviewMessage } from '../../src/services/preview';

const zone = 'Asia/Ho_Chi_Minh';
const calendar = {
  '2023': { daysOff: { '2023-05-01': 'QTLĐ', '2023-05-02': 'nghỉ bù', '2023-05-03': 'nghỉ bù' }, makeUpWorkingDays: [] },
};

const body = (id: string, roles: Role[], parentId: string | null, level: number): Body => ({
  id,
  name: id,
  level,
  roles,
  parentId,
  kind: '',
});
const mail = (bodyId: string, email: string): Contact => ({
  id: `${bodyId}/1`,
  bodyId,
  channel: 'email',
  name: '',
  email,
  phone: null,
  language: 'vi',
});

/** One unit with a cell that has an address, one that shares the unit's, and one that is told by hand. */
const roster: Roster = {
  bodies: [
    body('btv', ['issuer'], null, 1),
    body('btg', ['board'], 'btv', 2),
    body('u1', ['unit'], 'btv', 2),
    body('c1', ['cell'], 'u1', 3),
    body('c2', ['cell'], 'u1', 3),
    body('c3', ['cell'], 'u1', 3),
    body('doan', ['mass'], 'btv', 2),
  ],
  contacts: [
    mail('u1', 'danguy@u1.example.org'),
    mail('c1', 'chibo@c1.example.org'),
    { ...mail('c3', ''), channel: 'hand', email: null, phone: '0999' },
    mail('doan', 'doan@mass.example.org'),
  ],
  supervisors: [
    { id: 'cv1', name: '', email: 'cv1@btg.example.org', phone: null, role: 'officer', follows: ['u1'] },
    { id: 'cv2', name: '', email: 'cv2@btg.example.org', phone: null, role: 'officer', follows: [] },
    { id: 'tb', name: '', email: 'tb@btg.example.org', phone: null, role: 'head', follows: [] },
  ],
};

const stage = (over: Partial<StageSpec> = {}) => smallStage({ said: '', ...over });
const planOf = (
  stages: TopicSpec['stages'],
  topic: Partial<TopicSpec> = {},
  reports: PlanDocument['reports'] = null,
): PlanDocument => ({
  id: 'p',
  year: 2023,
  number: null,
  date: null,
  title: '',
  zone,
  roles: { issuer: 'btv', board: 'btg' },
  reports,
  topics: [{ id: 't', ordinal: 2, short: 'Chuyên đề 2/2023', title: '', choice: false, materials: [], stages, ...topic }],
});
const preview = (document: PlanDocument, more: Partial<PreviewInput> = {}): Preview =>
  previewPlan({ document, roster, calendar, from: '2023-03-25', ...more });
const messagesOf = (of: Preview) => of.events.filter((event): event is PreviewMessage => event.type === 'message');
const on = (of: Preview, day: LocalDate) =>
  messagesOf(of).flatMap(({ at, to, kinds, assignments }) =>
    wallClock(at, zone).day === day ? [{ to, kinds, assignments }] : [],
  );
const stepsOf = (of: Preview) =>
  of.events.flatMap((event) => (event.type === 'step' && event.owner === 'topic' ? [event.key] : []));

describe('the session of the sample texts, nobody answering', () => {
  const year = preview(planOf({ session: stage() }));

  test('opening, Monday 03/4: the unit gets one letter for its cell and itself; nobody writes to a cell told by hand', () => {
    expect(on(year, '2023-04-03').toSorted((a, b) => (a.to < b.to ? -1 : 1))).toEqual([
      { to: 'chibo@c1.example.org', kinds: ['open'], assignments: ['t/session/c1'] },
      { to: 'danguy@u1.example.org', kinds: ['digest', 'open'], assignments: ['t/session/c2'] },
    ]);
  });

  test('-10 on 16/6 and -3 on 27/6, in the window, at the slot of the address', () => {
    const hash = createHash('md5').update('chibo@c1.example.org').digest('hex');
    const slot = Number(BigInt(`0x${hash.slice(0, 8)}`) % 12n);
    for (const day of ['2023-06-16', '2023-06-27']) {
      const letter = messagesOf(year).find(({ to, at }) => to === 'chibo@c1.example.org' && wallClock(at, zone).day === day);
      expect(letter).toMatchObject({
        windowStart: instantOf(day, 480, zone),
        at: instantOf(day, 480 + 10 * slot, zone),
        kinds: ['remind'],
      });
    }
  });

  test('overdue on Monday 03/7, gathered with the digest in the unit’s letter', () => {
    expect(on(year, '2023-07-03')).toContainEqual({
      to: 'danguy@u1.example.org',
      kinds: ['digest', 'overdue'],
      assignments: ['t/session/c2'],
    });
  });

  test('Thursday 06/7: the officer who follows the unit gets one letter at 07:30; the unit is asked for the address of the cell nobody could be told', () => {
    expect(on(year, '2023-07-06')).toEqual([
      { to: 'cv1@btg.example.org', kinds: ['task'], assignments: [] },
      { to: 'danguy@u1.example.org', kinds: ['digest'], assignments: [] },
    ]);
    expect(year.events.find((event) => event.type === 'step' && event.key === 'session/judge/2023-07-06')).toMatchObject({
      effect: { miss: 2, contact: 1 },
    });
  });

  test('the head hears of it on 13/7 at 07:30, five working days later, once for both tasks', () => {
    expect(on(year, '2023-07-13')).toEqual([{ to: 'tb@btg.example.org', kinds: ['task'], assignments: [] }]);
  });

  test('when the topic is over, units get no digest', () => {
    expect(on(year, '2023-07-10')).toEqual([]);
  });
});

describe('what holds a stage', () => {
  const briefing = stage({
    owners: ['issuer'],
    audience: ['unit', 'mass'],
    opens: '2023-04-11',
    due: '2023-04-20',
    tentative: true,
  });
  const study = stage({ owners: ['unit'], opens: '2023-04-01', due: '2023-04-30', after: 'briefing' });

  test('confirmed on the day before: officers are asked five working days before, the conference opens, the head hears nothing', () => {
    const year = preview(planOf({ briefing, study }));
    expect(on(year, '2023-04-04').map(({ to }) => to)).toEqual(['cv1@btg.example.org', 'cv2@btg.example.org']);
    expect(
      on(year, '2023-04-10')
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['danguy@u1.example.org', 'doan@mass.example.org']);
    expect(stepsOf(year)).toContain('study/open/2023-04-21');
    expect(on(year, '2023-04-21')).toEqual([{ to: 'danguy@u1.example.org', kinds: ['open'], assignments: ['t/study/u1'] }]);
  });

  test('a conference whose day is certain invites five working days before', () => {
    const year = preview(planOf({ briefing: { ...briefing, tentative: false } }));
    expect(
      on(year, '2023-04-04')
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['danguy@u1.example.org', 'doan@mass.example.org']);
    expect(on(year, '2023-04-11')).toEqual([]);
  });

  test('never confirmed: it stays closed, what comes after it too, and the head hears of it', () => {
    const year = preview(planOf({ briefing, study }), { assume: { confirmed: false, materials: true } });
    expect(messagesOf(year).every(({ to }) => to.endsWith('@btg.example.org'))).toBe(true);
    expect(on(year, '2023-04-11')).toEqual([{ to: 'tb@btg.example.org', kinds: ['task'], assignments: [] }]);
    expect(stepsOf(year).some((key) => key.startsWith('study/open/2023-04-2'))).toBe(false);
  });

  test('without materials nothing opens and officers are asked for them', () => {
    const document = planOf({ session: stage({ requiresMaterials: true }) });
    const without = preview(document, { assume: { confirmed: true, materials: false } });
    expect(on(without, '2023-04-03').map(({ to }) => to)).toEqual(['cv1@btg.example.org', 'cv2@btg.example.org']);
    expect(messagesOf(without).flatMap(({ assignments }) => assignments)).toEqual([]);
    expect(on(preview(document), '2023-04-03')).toHaveLength(2);
  });
});

test('a topic that another plan writes for sends no letter to bodies, and their silence is a miss, not a contact problem', () => {
  const year = preview(planOf({ session: stage() }, { governedBy: { plan: '46-KH/ĐUK', silent: true } }));
  expect(messagesOf(year).map(({ to }) => to)).toEqual(['cv1@btg.example.org', 'tb@btg.example.org']);
  expect(year.events.find((event) => event.type === 'step' && event.key.includes('/judge/'))).toMatchObject({
    effect: { miss: 3, contact: 0 },
  });
});

test('a stage for information is reminded, never judged', () => {
  const year = preview(planOf({ session: stage({ information: true }) }));
  expect(stepsOf(year)).toEqual([
    'session/open/2023-04-03',
    'session/remind/2023-06-16',
    'session/remind/2023-06-27',
    'session/close/2023-07-01',
  ]);
});

test('a stage that ended before the first day is left out and named', () => {
  const year = preview(planOf({ study: stage({ due: '2023-03-20', opens: '2023-03-01' }), session: stage() }));
  expect(year.past).toEqual(['t/study']);
  expect(stepsOf(year).some((key) => key.startsWith('study'))).toBe(false);
});

test('a periodic report asks officers for approval and tells everybody of the board, in one letter each', () => {
  const year = preview(planOf({ session: stage() }, {}, { every: 'quarter', said: '' }));
  expect(on(year, '2023-10-06')).toEqual([
    { to: 'cv1@btg.example.org', kinds: ['report', 'task'], assignments: [] },
    { to: 'cv2@btg.example.org', kinds: ['report', 'task'], assignments: [] },
    { to: 'tb@btg.example.org', kinds: ['report'], assignments: [] },
  ]);
});

describe('load', () => {
  test('what cannot arrive before its deadline is refused', () => {
    const document = planOf({ session: stage({ opens: '2023-06-30', due: '2023-06-30' }) });
    const slow = { perSecond: 1 / 60_000, perDay: null };
    const year = preview(document, { transport: slow });
    expect(() => refuseOverload(year.load, slow)).toThrow(expect.objectContaining({ code: 'CD_QUOTA' }));
    expect(() => refuseOverload(preview(document).load, slow)).not.toThrow();
  });

  test('a daily limit moves the rest to the next day', () => {
    const limits = { perSecond: null, perDay: 1 };
    const [first] = preview(planOf({ session: stage() }), { transport: limits }).load;
    expect(first).toMatchObject({ day: '2023-04-03', messages: 2, late: 0, doneAt: instantOf('2023-04-04', 0, zone) });
  });

  test('every letter is counted on the day it was planned for', () => {
    const year = preview(planOf({ session: stage() }));
    expect(year.load.reduce((sum, { messages }) => sum + messages, 0)).toBe(messagesOf(year).length);
  });
});

describe('properties', () => {
  const day = fc.integer({ min: 0, max: 300 }).map((n) => wallClock(instantOf('2023-02-01', 0, zone) + n * 86_400_000, zone).day);
  const anyStage = fc
    .record({
      opens: day,
      due: day,
      tentative: fc.boolean(),
      requiresMaterials: fc.boolean(),
      information: fc.boolean(),
      unit: fc.boolean(),
    })
    .map(({ opens, due, unit, ...over }) =>
      stage({ ...over, opens: opens < due ? opens : due, due: opens < due ? due : opens, owners: unit ? ['unit'] : ['cell'] }),
    );
  const anyPlan = fc
    .record({ briefing: anyStage, study: anyStage, session: anyStage, reporting: anyStage })
    .map((stages) => planOf({ ...stages, study: { ...stages.study, after: 'briefing' } }));

  test('at most one planned letter an address and window; all within hours; none of a due date after it', () => {
    fc.assert(
      fc.property(anyPlan, fc.boolean(), fc.boolean(), (document, confirmed, materials) => {
        const year = preview(document, { assume: { confirmed, materials } });
        const letters = messagesOf(year);
        expect(new Set(letters.map(({ to, windowStart }) => `${to} ${windowStart}`)).size).toBe(letters.length);
        for (const { at, deadline, kinds } of letters) {
          const { minute } = wallClock(at, zone);
          expect(minute >= defaultPolicy.atOnce.from && minute < defaultPolicy.atOnce.to).toBe(true);
          if (deadline !== null) expect(at).toBeLessThan(deadline);
          expect(kinds).not.toEqual([]);
        }
        expect(year.events.map(({ at }) => at)).toEqual(year.events.map(({ at }) => at).toSorted((a, b) => a - b));
        expect(year.events.filter((event) => event.type === 'step').at(-1)).toMatchObject({
          owner: 'plan',
          effect: { closed: 'p' },
        });
      }),
      { numRuns: 60 },
    );
  });
});
