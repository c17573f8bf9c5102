/**
 * A revision or a report in the very instant of a step: just before it, inside it, just after it. Real PostgreSQL, two
 * connections, the order decided by who commits when.
 */
import { instantOf } from '../../src/domain/dates';
import { transaction, type Db, type Tx } from '../../src/services/db';
import { lockDueNotices } from '../../src/services/delivery/due';
import { loadFacts } from '../../src/services/delivery/facts';
import { whyNot } from '../../src/services/delivery/recheck';
import { extendAssignments } from '../../src/services/duties/extensions';
import { takeReport } from '../../src/services/duties/reports';
import { performStep, type StepResult } from '../../src/services/steps/perform';
import { dropFacts, freshFacts } from '../support/facts';
import { assignmentId, at, JUDGE_ON, letterAbout, planOf, seed, TOPIC, ZONE } from '../services/tasks/seed';
import { endedOrWaits, held } from '../support/two-connections';

jest.setTimeout(120_000);

/** Tuesday 27/6, three working days before the due of 30/6. */
const REMIND_ON = '2023-06-27';
const CELLS = 3;
/** The one that something happens to; the others show that the step did its work. */
const mine = assignmentId(1, 1);
const others = [2, 3].map((n) => assignmentId(1, n));
const topic = { kind: 'topic', id: TOPIC } as const;

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 1, cells: CELLS });
});
afterEach(() => dropFacts(db));

const midnight = (day: string) => at(day, 'system', 0);
const step = (kind: 'remind' | 'judge', day: string) => performStep(db, topic, `session/${kind}/${day}`, midnight(day));

interface Act {
  name: string;
  /** What a person does to `mine`, within a transaction. */
  act(tx: Tx, day: string): Promise<unknown>;
}

const extension = (due: string): Act => ({
  name: `an extension to ${due}`,
  act: async (tx, day) =>
    extendAssignments(tx, db, await planOf(db), midnight(day), { assignmentIds: [mine], due, basis: 'Công văn số 1' }),
});

const report: Act = {
  name: 'a report',
  act: (tx, day) =>
    takeReport(
      tx,
      db,
      {
        assignmentId: mine,
        idempotencyKey: 'k1',
        channel: 'link',
        heldOn: '2023-06-12',
        content: { meeting: 'alone', total: 20, exempt: 2, present: 18 },
      },
      midnight(day),
    ),
};

type Order = (act: Act, kind: 'remind' | 'judge', day: string) => Promise<StepResult | null>;

const ORDERS: Record<string, Order> = {
  async 'just before the step'(act, kind, day) {
    await transaction(db, (tx) => act.act(tx, day));
    return step(kind, day);
  },
  async 'under way when the step begins, committed while it runs or waits'(act, kind, day) {
    const first = await held(db, (tx) => act.act(tx, day));
    const running = step(kind, day);
    await endedOrWaits(db, running);
    await first.commit();
    return running;
  },
  async 'begun while the step is under way, committed after it'(act, kind, day) {
    const stepping = await heldStep(kind, day);
    const acting = transaction(db, (tx) => act.act(tx, day));
    await endedOrWaits(db, acting);
    await stepping.commit();
    await acting;
    return stepping.result;
  },
  async 'just after the step'(act, kind, day) {
    const result = await step(kind, day);
    await transaction(db, (tx) => act.act(tx, day));
    return result;
  },
};

/** The step, its transaction done but not committed. */
function heldStep(kind: 'remind' | 'judge', day: string) {
  return held(db, (tx) => {
    // performStep opens a transaction of its own: it gets this one
    const within = new Proxy(db.prisma, {
      get: (of, name) => (name === '$transaction' ? (work: (inner: Tx) => Promise<unknown>) => work(tx) : Reflect.get(of, name)),
    });
    return performStep({ ...db, prisma: within }, topic, `session/${kind}/${day}`, midnight(day));
  });
}

/** Reminders and announcements about `mine` that would be sent in the day's window: what the claim finds standing. */
async function standing(day: string, about: string[]): Promise<string[]> {
  const asOf = instantOf(day, 11 * 60, ZONE);
  return transaction(db, async (tx) => {
    const notices = (await lockDueNotices(tx, db.transport, asOf, 250)).flatMap((gathering) => gathering.notices);
    const facts = await loadFacts(tx, notices, asOf, new Map());
    const stand = notices.filter(
      (notice) => about.includes(notice.assignmentId ?? '') && notice.kind !== 'task' && whyNot(notice, facts) === null,
    );
    return stand.map(({ reason, dueRevision }) => `${reason} ${dueRevision}`).sort();
  });
}

describe.each(Object.entries(ORDERS))('%s', (_order, inOrder) => {
  test('an extension: nobody is reminded of the old date, the new date is told once, the others get their reminder', async () => {
    expect(await inOrder(extension('2023-07-31'), 'remind', REMIND_ON)).toMatchObject({ notices: expect.any(Number) });
    expect(await standing(REMIND_ON, [mine])).toEqual(['due-moved 2']);
    expect(await standing(REMIND_ON, others)).toEqual(['remind 1', 'remind 1']);
  });

  test('an extension whose own reminder falls on this very day: it is raised exactly once, for the new date', async () => {
    // three working days before 2023-07-11 is a day that has not come; -10 of it is 27/6: the same step's key
    await inOrder(extension('2023-07-11'), 'remind', REMIND_ON);
    expect(await standing(REMIND_ON, [mine])).toEqual(['due-moved 2', 'planned-date 2']);
    expect(await standing(REMIND_ON, others)).toEqual(['remind 1', 'remind 1']);
  });

  test('a report: no reminder of it is left to send, the receipt is, the others get their reminder', async () => {
    await inOrder(report, 'remind', REMIND_ON);
    expect(await standing(REMIND_ON, [mine])).toEqual(['receipt 1']);
    expect(await standing(REMIND_ON, others)).toEqual(['remind 1', 'remind 1']);
  });

  test('an extension and the judgement: exactly one verdict for each of the others, none that stands for this one', async () => {
    await letterAbout(db, [mine, ...others]);
    await inOrder(extension('2023-07-31'), 'judge', JUDGE_ON);
    await expectVerdicts({ [mine]: null }, 'extended');
    // and the new date is judged when its time comes
    const again = await performStep(db, topic, 'session/judge/2023-08-04', midnight('2023-08-04'));
    expect(again).toMatchObject({ miss: 1 });
  });

  test('a report and the judgement: exactly one verdict for each of the others, no open work about this one', async () => {
    await letterAbout(db, [mine, ...others]);
    await inOrder(report, 'judge', JUDGE_ON);
    const duty = await db.prisma.assignment.findUniqueOrThrow({ where: { id: mine } });
    expect(duty.status).toBe('reported');
    await expectVerdicts({ [mine]: duty.verdict }, 'reported');
  });
});

/** The others are misses, once; what there ever was about `mine` in a task has ended as `ended`. */
async function expectVerdicts(expected: Record<string, string | null>, ended: string): Promise<void> {
  const duties = await db.prisma.assignment.findMany({ orderBy: { id: 'asc' } });
  expect(Object.fromEntries(duties.map(({ id, verdict }) => [id, verdict]))).toEqual({
    ...expected,
    ...Object.fromEntries(others.map((id) => [id, 'miss'])),
  });
  const members = await db.prisma.taskMember.findMany({ where: { task: { kind: { in: ['miss', 'contact'] } } } });
  expect(
    members
      .filter(({ status }) => status === 'open')
      .map(({ assignmentId }) => assignmentId)
      .sort(),
  ).toEqual(others);
  expect(members.filter(({ assignmentId }) => assignmentId === mine).map(({ status }) => status)).toEqual(
    members.length > CELLS - 1 ? [ended] : [],
  );
}

test('two workers perform one step at the same instant: one does it, both get its result', async () => {
  const first = await heldStep('remind', REMIND_ON);
  const second = step('remind', REMIND_ON);
  expect(await endedOrWaits(db, second)).toBe('waits');
  await first.commit();
  expect([first.result, await second, await step('remind', REMIND_ON)]).toEqual([1, 2, 3].map(() => ({ notices: CELLS })));
  expect(await db.prisma.notice.count()).toBe(CELLS);
  expect(await db.prisma.stepRun.findMany()).toMatchObject([{ result: { notices: CELLS } }]);
});
