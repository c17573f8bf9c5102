/** Two people, or a person and a step, at the same instant: real connections, real locks. */
import { CodedError } from '../../../src/errors';
import { transaction, type Db, type Tx } from '../../../src/services/db';
import { lockDueNotices } from '../../../src/services/delivery/due';
import { loadFacts } from '../../../src/services/delivery/facts';
import { whyNot } from '../../../src/services/delivery/recheck';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { judgeStage } from '../../../src/services/tasks/judging';
import { submitReport, takeReport } from '../../../src/services/duties/reports';
import { waiveAssignments } from '../../../src/services/duties/waivers';
import { dropFacts, freshFacts } from '../../support/facts';
import { held, someoneWaits } from '../../support/two-connections';
import { assignmentId, at, plannedReminder, planOf, seed, STAGE } from '../tasks/seed';

const cell = assignmentId(1, 1);
const content = { meeting: 'alone', total: 20, exempt: 2, present: 18 };
const report = (idempotencyKey: string) => ({
  assignmentId: cell,
  idempotencyKey,
  channel: 'link' as const,
  heldOn: '2023-06-12',
  content,
});

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 1, cells: 2 });
});
afterEach(() => dropFacts(db));

const reminderDue = () => plannedReminder(db, cell);

/** What the delivery does first: claim, then look again. */
async function claim(tx: Tx): Promise<(string | null)[]> {
  const { asOf } = at('2023-06-27');
  const notices = (await lockDueNotices(tx, db.transport, asOf, 250)).flatMap((gathering) => gathering.notices);
  const facts = await loadFacts(tx, notices, asOf, new Map());
  return notices.map((notice) => whyNot(notice, facts));
}

describe('a report and the claim of a reminder', () => {
  it('once the report has committed, no reminder of it is claimed', async () => {
    await reminderDue();
    const first = await held(db, (tx) => takeReport(tx, db, report('k1'), at('2023-06-27')));
    const claiming = transaction(db, claim);
    await someoneWaits(db);
    await first.commit();
    expect(await claiming).toEqual(['reported']);
  });

  it('a claim that came first is finished before the report is accepted', async () => {
    await reminderDue();
    const first = await held(db, claim);
    expect(first.result).toEqual([null]);
    let accepted = false;
    const reporting = submitReport(db, report('k1'), at('2023-06-27')).then(() => {
      accepted = true;
    });
    await someoneWaits(db);
    expect(accepted).toBe(false);
    await first.commit();
    await reporting;
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({ status: 'reported' });
  });

  it('an extension passes by a notice that is being claimed: the claim sees the new due, nobody waits in a ring', async () => {
    await reminderDue();
    const plan = await planOf(db);
    const lane = await held(db, async (tx) =>
      (await lockDueNotices(tx, db.transport, at('2023-06-27').asOf, 250)).flatMap((gathering) => gathering.notices),
    );
    await transaction(db, (tx) =>
      extendAssignments(tx, db, plan, at('2023-06-27'), { assignmentIds: [cell], due: '2023-07-31', basis: 'Công văn số 1' }),
    );
    await lane.commit();
    const facts = await transaction(db, (tx) => loadFacts(tx, lane.result, at('2023-06-27').asOf, new Map()));
    expect(lane.result.map((notice) => whyNot(notice, facts))).toEqual(['due-moved']);
  });
});

describe('reports at the same instant', () => {
  it('with one key make one revision, told alike to all', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => submitReport(db, report('k1'), at('2023-06-13'))));
    expect(new Set(answers.map((answer) => answer.revision))).toEqual(new Set([1]));
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(await db.prisma.report.count()).toBe(1);
    expect(await db.prisma.notice.count()).toBe(1);
  });

  it('with different keys make a revision each', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((key) => submitReport(db, report(key), at('2023-06-13'))));
    expect(answers.map((answer) => answer.revision).toSorted()).toEqual([1, 2, 3, 4]);
  });
});

describe('an extension and the judgement', () => {
  const judge = (tx: Tx, plan: Awaited<ReturnType<typeof planOf>>) =>
    judgeStage(tx, db, plan, at('2023-07-06', 'system', 0), { stageId: STAGE, date: '2023-07-06' });
  const extend = (tx: Tx, plan: Awaited<ReturnType<typeof planOf>>) =>
    extendAssignments(tx, db, plan, at('2023-07-06', 'o1', 0), {
      assignmentIds: [cell],
      due: '2023-07-31',
      basis: 'Công văn số 1',
    });

  it('extended first: the judgement sees the new due and leaves the duty alone', async () => {
    const plan = await planOf(db);
    const first = await held(db, (tx) => extend(tx, plan));
    const second = transaction(db, (tx) => judge(tx, plan));
    await someoneWaits(db);
    await first.commit();
    expect(await second).toMatchObject({ miss: 0, contact: 1 });
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({
      verdict: null,
      dueRevision: 2,
    });
    expect(await db.prisma.taskMember.count({ where: { assignmentId: cell } })).toBe(0);
  });

  it('judged first: the extension takes the verdict back and the member out of the task', async () => {
    const plan = await planOf(db);
    const first = await held(db, (tx) => judge(tx, plan));
    const second = transaction(db, (tx) => extend(tx, plan));
    await someoneWaits(db);
    await first.commit();
    expect(await second).toMatchObject({ moved: [cell] });
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({
      verdict: null,
      dueRevision: 2,
    });
    expect(await db.prisma.taskMember.findMany({ where: { assignmentId: cell } })).toMatchObject([
      { status: 'extended', dueRevision: 1 },
    ]);
  });

  it('a report and a waiver: the later one sees the earlier', async () => {
    const plan = await planOf(db);
    const first = await held(db, (tx) => takeReport(tx, db, report('k1'), at('2023-06-27')));
    const second = transaction(db, (tx) =>
      waiveAssignments(tx, db, plan, at('2023-06-27'), { assignmentIds: [cell], basis: 'Công văn số 1' }),
    );
    const refused = second.then(
      () => 'waived',
      (error: unknown) => (error instanceof CodedError ? error.code : error),
    );
    await someoneWaits(db);
    await first.commit();
    expect(await refused).toBe('CD_ASSIGNMENT_CLOSED');
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({ status: 'reported' });
  });
});
