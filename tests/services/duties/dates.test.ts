import { transaction, type Db, type Tx } from '../../../src/services/db';
import { extendAssignments, type Extension } from '../../../src/services/duties/extensions';
import { loadOwnerAgenda } from '../../../src/services/steps/agenda';
import { givePlannedDate } from '../../../src/services/duties/planned-dates';
import { loadPlan } from '../../../src/services/plans/load';
import { replyData } from '../../../src/mail/texts/data';
import { noteReply, requestExtension } from '../../../src/services/duties/replies';
import { performStep } from '../../../src/services/steps/perform';
import { waiveAssignments } from '../../../src/services/duties/waivers';
import { submitReport } from '../../../src/services/duties/reports';
import { toStored } from '../../../src/services/stored';
import { extend } from '../../../src/services/tasks/extend';
import { dropFacts, freshFacts } from '../../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  document,
  judgeOn,
  letterAbout,
  openTaskOf,
  PLAN,
  plannedReminder,
  seed,
  STAGE,
  TOPIC,
} from '../tasks/seed';
import type { Context } from '../../../src/services/db';
import { dueInstant } from '../../../src/domain/dates';

const cell = assignmentId(1, 1);
const other = assignmentId(1, 2);
const BASIS = 'Công văn số 12-CV/BTG, ngày 05/7/2023';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 2, cells: 2 });
});
afterEach(() => dropFacts(db));

const dutyOf = (id: string) => db.prisma.assignment.findUniqueOrThrow({ where: { id } });
const eventsTo = (workflow: RegExp) =>
  db.prisma.event.findMany().then((events) => events.filter((event) => workflow.test(event.workflowId)).length);
const inPlan = <T>(work: (tx: Tx, plan: Awaited<ReturnType<typeof loadPlan>>) => Promise<T>) =>
  transaction(db, async (tx) => work(tx, await loadPlan(tx, PLAN)));
const extendTo = (ctx: Context, more: Partial<Extension> = {}) =>
  inPlan((tx, plan) => extendAssignments(tx, db, plan, ctx, { assignmentIds: [cell], due: '2023-07-31', basis: BASIS, ...more }));
const waive = (ctx: Context, assignmentIds: string[], basis = BASIS) =>
  inPlan((tx, plan) => waiveAssignments(tx, db, plan, ctx, { assignmentIds, basis }));

describe('a planned date', () => {
  it('is a fact with its trail, tells the topic, and comes back as an .ics', async () => {
    expect(await givePlannedDate(db, { assignmentId: cell, date: '2023-06-20' }, at('2023-06-13'))).toEqual({
      date: '2023-06-20',
      due: '2023-06-30',
      pastDue: false,
      repeated: false,
    });
    expect(await dutyOf(cell)).toMatchObject({ plannedDate: '2023-06-20', plannedAt: new Date(at('2023-06-13').asOf) });
    expect(await eventsTo(/topic\//)).toBe(1);
    expect(await db.prisma.audit.findMany()).toMatchObject([{ action: 'planned.date', data: { old: null, new: '2023-06-20' } }]);
    expect(await db.prisma.notice.findMany()).toMatchObject([
      { kind: 'receipt', immediate: true, data: { of: 'planned-date', date: '2023-06-20', sequence: 0 } },
    ]);
  });

  it('moved, it updates the same .ics; repeated, it writes nothing', async () => {
    await givePlannedDate(db, { assignmentId: cell, date: '2023-06-20' }, at('2023-06-13'));
    await givePlannedDate(db, { assignmentId: cell, date: '2023-06-21' }, at('2023-06-14'));
    expect(await givePlannedDate(db, { assignmentId: cell, date: '2023-06-21' }, at('2023-06-14'))).toMatchObject({
      repeated: true,
    });
    const notices = await db.prisma.notice.findMany({ orderBy: { raisedAt: 'asc' } });
    expect(notices.map((notice) => notice.data)).toMatchObject([{ sequence: 0 }, { sequence: 1, date: '2023-06-21' }]);
    expect(await db.prisma.audit.count()).toBe(2);
  });

  it('after the due is accepted and said so; past, beyond the plan or no date is refused', async () => {
    const give = (date: string) => givePlannedDate(db, { assignmentId: cell, date }, at('2023-06-13'));
    expect(await give('2023-07-05')).toMatchObject({ pastDue: true, due: '2023-06-30' });
    await expect(give('2023-06-12')).rejects.toMatchObject({ code: 'CD_PLANNED_PAST' });
    await expect(give('2033-06-20')).rejects.toMatchObject({ code: 'CD_PLANNED_BEYOND_PLAN' });
    await expect(give('20/6/2023')).rejects.toMatchObject({ code: 'CD_NOT_A_DATE' });
    expect(await dutyOf(cell)).toMatchObject({ plannedDate: '2023-07-05' });
  });

  it('of a duty that is met is refused', async () => {
    await waive(at('2023-06-13'), [cell]);
    await expect(givePlannedDate(db, { assignmentId: cell, date: '2023-06-20' }, at('2023-06-13'))).rejects.toMatchObject({
      code: 'CD_ASSIGNMENT_CLOSED',
    });
  });

  it('of a stage and topic that have closed opens them again until it was followed up', async () => {
    await db.prisma.assignment.update({ where: { id: cell }, data: { verdict: 'miss' } });
    await db.prisma.stage.update({ where: { id: STAGE }, data: { status: 'closed', closedAt: new Date(at('2023-07-07').asOf) } });
    await db.prisma.topic.update({ where: { id: TOPIC }, data: { status: 'closed', closedAt: new Date(at('2023-07-07').asOf) } });
    await givePlannedDate(db, { assignmentId: cell, date: '2023-07-14' }, at('2023-07-10'));
    expect(await db.prisma.stage.findUniqueOrThrow({ where: { id: STAGE } })).toMatchObject({ status: 'open', closedAt: null });
    expect(await eventsTo(/^.*plan\/p-2023$/)).toBeGreaterThan(0);
    const { steps } = await transaction(db, (tx) => loadOwnerAgenda(tx, { kind: 'topic', id: TOPIC }));
    expect(steps.map(({ key }) => key).filter((key) => key > 'session' && /2023-07-1/.test(key))).toEqual([
      'session/remind/2023-07-17',
      'session/close/2023-07-18',
    ]);
    const asks = { kind: 'topic', id: TOPIC } as const;
    expect(await performStep(db, asks, 'session/remind/2023-07-17', at('2023-07-17', 'system', 0))).toEqual({ notices: 1 });
  });
});

describe('a reply', () => {
  it('rests the duty’s reminders for three working days and is shown to the officer', async () => {
    // Thursday: Friday, Monday, Tuesday
    expect(
      await noteReply(db, { assignmentId: cell, text: 'Chi bộ đã sinh hoạt, sẽ gửi sau', channel: 'mail' }, at('2023-06-22')),
    ).toEqual({ quietUntil: '2023-06-27' });
    expect(await dutyOf(cell)).toMatchObject({ quietUntil: '2023-06-27', status: 'open' });
    const [notice] = await db.prisma.notice.findMany();
    expect(notice).toMatchObject({
      kind: 'task',
      reason: 'reply',
      taskId: null,
      address: 'o1@example.org',
      windowStart: new Date(at('2023-06-23', '', 450).asOf),
    });
    expect(replyData.parse(notice?.data)).toMatchObject({ of: 'answer', text: 'Chi bộ đã sinh hoạt, sẽ gửi sau' });
  });

  it('without words is refused', async () => {
    await expect(noteReply(db, { assignmentId: cell, text: ' ', channel: 'mail' }, at('2023-06-22'))).rejects.toMatchObject({
      code: 'CD_REASON_MISSING',
    });
    expect(await dutyOf(cell)).toMatchObject({ quietUntil: null });
  });
});

describe('asking for a later date', () => {
  it('opens one task, however often it is asked; extending it closes it', async () => {
    const ask = () =>
      requestExtension(db, { assignmentId: cell, until: '2023-07-15', reason: 'đồng chí Bí thư đi công tác' }, at('2023-06-22'));
    const first = await ask();
    expect(await ask()).toEqual({ taskId: first.taskId, opened: false });
    const task = await openTaskOf(db, 'extension', 'o1');
    expect(task.title).toContain('15/7/2023');
    await extendTo(at('2023-06-23'));
    expect(await db.prisma.task.findUniqueOrThrow({ where: { id: task.id } })).toMatchObject({
      status: 'closed',
      outcome: 'extended',
    });
  });

  it('for a day that is not later than the due is refused', async () => {
    await expect(
      requestExtension(db, { assignmentId: cell, until: '2023-06-30', reason: 'x' }, at('2023-06-22')),
    ).rejects.toMatchObject({ code: 'CD_EXTENSION_PAST' });
    expect(await db.prisma.task.count()).toBe(0);
  });
});

describe('an extension', () => {
  it('is a further due revision: lateness, judging and reminders count from it', async () => {
    await db.prisma.assignment.update({ where: { id: cell }, data: { heldDays: 2 } });
    expect(await extendTo(at('2023-06-23', 'o1'))).toEqual({ moved: [cell], along: [], passedOver: [] });
    expect(await dutyOf(cell)).toMatchObject({
      dueDate: '2023-07-31',
      lateAfter: '2023-07-31',
      dueAt: new Date(dueInstant('2023-07-31', 'Asia/Ho_Chi_Minh')),
      dueRevision: 2,
      judgeOn: '2023-08-04',
      heldDays: 0,
      verdict: null,
    });
    expect(await db.prisma.dueRevision.findMany({ where: { assignmentId: cell, number: 2 } })).toMatchObject([
      { dueDate: '2023-07-31', basis: BASIS, by: 'o1' },
    ]);
    expect(await dutyOf(other)).toMatchObject({ dueRevision: 1 });
    expect(await eventsTo(/topic\//)).toBe(1);
  });

  it('the old notices die and one letter tells the new date', async () => {
    await plannedReminder(db, cell);
    await plannedReminder(db, other);
    await extendTo(at('2023-06-23'));
    const notices = await db.prisma.notice.findMany({ where: { assignmentId: cell }, orderBy: { id: 'asc' } });
    expect(notices.filter((notice) => notice.kind === 'remind')).toMatchObject([{ status: 'skipped', why: 'due-moved' }]);
    expect(notices.filter((notice) => notice.reason === 'due-moved')).toMatchObject([
      { status: 'planned', dueRevision: 2, immediate: false, data: { basis: BASIS } },
    ]);
    expect(await db.prisma.notice.findMany({ where: { assignmentId: other } })).toMatchObject([{ status: 'planned' }]);
  });

  it('twice on one day: only the last new date is told', async () => {
    await extendTo(at('2023-06-23'));
    await extendTo(at('2023-06-23'), { due: '2023-08-31' });
    const letters = await db.prisma.notice.findMany({ where: { reason: 'due-moved' }, orderBy: { dueRevision: 'asc' } });
    expect(letters).toMatchObject([{ status: 'skipped' }, { status: 'planned', dueRevision: 3 }]);
  });

  it('a duty that was judged is awaited again and leaves the board’s task', async () => {
    await letterAbout(db, allAssignments(2, 2));
    await judgeOn(db, '2023-07-06');
    const task = await openTaskOf(db, 'miss', 'o1');
    await extendTo(at('2023-07-07'));
    expect(await dutyOf(cell)).toMatchObject({ verdict: null, verdictAt: null, status: 'open' });
    const members = await db.prisma.taskMember.findMany({ where: { taskId: task.id }, orderBy: { assignmentId: 'asc' } });
    expect(members).toMatchObject([{ status: 'extended' }, { status: 'open' }]);
  });

  it('through the task’s own verb ends the member once and the task with the last', async () => {
    await letterAbout(db, allAssignments(2, 2));
    await judgeOn(db, '2023-07-06');
    const task = await openTaskOf(db, 'miss', 'o1');
    const result = await extend(
      db,
      { taskId: task.id, version: task.version, key: 'e1', due: '2023-07-31', basis: BASIS },
      at('2023-07-07', 'o1'),
    );
    expect(result).toMatchObject({ status: 'closed', outcome: 'extended', members: [cell, other] });
    expect(await db.prisma.dueRevision.count({ where: { number: 2 } })).toBe(2);
  });

  it('a stage and topic that had closed are open again, and the plan hears of it', async () => {
    await db.prisma.stage.update({ where: { id: STAGE }, data: { status: 'closed', closedAt: new Date(0) } });
    await db.prisma.topic.update({ where: { id: TOPIC }, data: { status: 'closed', closedAt: new Date(0) } });
    await extendTo(at('2023-07-20'));
    expect(await db.prisma.stage.findUniqueOrThrow({ where: { id: STAGE } })).toMatchObject({ status: 'open', closedAt: null });
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({ status: 'open', closedAt: null });
    expect(await eventsTo(/^plan\/p-2023$|plan\/p-2023$/)).toBe(1);
  });

  it('what the new due puts on a day already run is raised at once, the most urgent only', async () => {
    // due in two working days: both -10 and -3 are past
    await extendTo(at('2023-07-07'), { due: '2023-07-11' });
    const reminders = await db.prisma.notice.findMany({ where: { assignmentId: cell, kind: 'remind' } });
    expect(reminders).toHaveLength(1);
    expect(reminders[0]).toMatchObject({ dueRevision: 2, status: 'planned' });
  });

  it.each([
    ['into the past', { due: '2023-06-22' }, 'CD_EXTENSION_PAST'],
    ['to today', { due: '2023-06-23' }, 'CD_EXTENSION_PAST'],
    ['to the present due', { due: '2023-06-30' }, 'CD_EXTENSION_PAST'],
    ['without basis', { basis: '  ' }, 'CD_BASIS_MISSING'],
    ['beyond the plan’s end', { due: '2024-01-01' }, 'CD_EXTENSION_BEYOND_PLAN'],
    ['beyond the plan’s end with a blank issuer’s basis', { due: '2024-01-01', issuerBasis: ' ' }, 'CD_BASIS_MISSING'],
    ['to no date', { due: '2023-02-30' }, 'CD_NOT_A_DATE'],
    ['of an unknown duty', { assignmentIds: [cell, `${STAGE}/nobody`] }, 'CD_ASSIGNMENT_UNKNOWN'],
  ])('%s is refused and changes nothing', async (_, more, code) => {
    await expect(extendTo(at('2023-06-23'), more)).rejects.toMatchObject({ code });
    expect(await dutyOf(cell)).toMatchObject({ dueRevision: 1, dueDate: '2023-06-30' });
    expect(await db.prisma.notice.count()).toBe(0);
    expect(await db.prisma.audit.count()).toBe(0);
  });

  it('beyond the plan’s end the issuer’s document moves the end too', async () => {
    await extendTo(at('2023-06-23'), { due: '2024-01-31', issuerBasis: 'Kế hoạch số 99-KH/ĐUK, ngày 20/6/2023' });
    expect(await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({ endDate: '2024-01-31' });
  });

  it('of many passes over those that are met, in one revision each', async () => {
    await waive(at('2023-06-22'), [other]);
    const all = allAssignments(2, 2);
    const result = await extendTo(at('2023-06-23'), { assignmentIds: all });
    expect(result.passedOver).toEqual([other]);
    expect(result.moved).toEqual(all.filter((id) => id !== other));
    await expect(extendTo(at('2023-06-23'), { assignmentIds: [other] })).rejects.toMatchObject({ code: 'CD_ASSIGNMENT_CLOSED' });
  });

  it('of a plan that has ended is refused', async () => {
    await db.prisma.plan.update({ where: { id: PLAN }, data: { status: 'closed' } });
    await expect(extendTo(at('2023-06-23'))).rejects.toMatchObject({ code: 'CD_PLAN_ENDED' });
  });

  it('in a chosen topic takes along what counts from the body’s own due', async () => {
    const [topic] = document.topics;
    const spec = topic?.stages.session;
    if (!topic || !spec) throw new Error('the seed has a session');
    const reporting = { ...spec, dueRule: { workingDays: 10, after: 'session' as const }, due: '2023-07-14' };
    const chosen = { ...document, topics: [{ ...topic, choice: true, stages: { ...topic.stages, reporting } }] };
    await db.prisma.plan.update({ where: { id: PLAN }, data: { document: toStored(chosen) } });
    const dates = { dueDate: '2023-07-14', lateAfter: '2023-07-14' };
    await db.prisma.stage.create({
      data: {
        id: `${TOPIC}/reporting`,
        topicId: TOPIC,
        kind: 'reporting',
        owners: ['cell'],
        audience: [],
        opensOn: '2023-07-01',
        ...dates,
        tentative: false,
        information: true,
        status: 'waiting',
      },
    });
    const dueAt = new Date(dueInstant('2023-07-14', 'Asia/Ho_Chi_Minh'));
    const own = (body: string) => ({
      id: `${TOPIC}/reporting/${body}`,
      stageId: `${TOPIC}/reporting`,
      bodyId: body,
      unitId: 'u1',
      status: 'pending',
      ...dates,
      dueAt,
      judgeOn: '2023-07-20',
    });
    await db.prisma.assignment.createMany({ data: [own('u1-c1'), own('u1-c2')] });
    const beyond = { due: '2023-12-20', basis: BASIS };
    await expect(extendTo(at('2023-06-23'), beyond)).rejects.toMatchObject({
      code: 'CD_EXTENSION_BEYOND_PLAN',
      values: { due: '2024-01-03' },
    });
    const result = await extendTo(at('2023-06-23'));
    expect(result.along).toEqual([`${TOPIC}/reporting/u1-c1`]);
    expect(await dutyOf(`${TOPIC}/reporting/u1-c1`)).toMatchObject({ dueDate: '2023-08-14', dueRevision: 2 });
    expect(await dutyOf(`${TOPIC}/reporting/u1-c2`)).toMatchObject({ dueDate: '2023-07-14', dueRevision: 1 });
    await extendTo(at('2023-06-23'), { ...beyond, issuerBasis: 'Công văn số 40-CV/ĐUK' });
    expect(await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({ endDate: '2024-01-03' });
  });
});

describe('a waiver', () => {
  it('stops mail, counts apart, leaves the task and is told once, with its basis', async () => {
    await letterAbout(db, allAssignments(2, 2));
    await judgeOn(db, '2023-07-06');
    await plannedReminder(db, cell);
    expect(await waive(at('2023-07-07', 'o1'), [cell])).toEqual({ waived: [cell], passedOver: [] });
    expect(await dutyOf(cell)).toMatchObject({ status: 'waived' });
    const notices = await db.prisma.notice.findMany({ where: { assignmentId: cell, status: { not: 'sent' } } });
    expect(notices.map(({ reason, status }) => `${reason}:${status}`).toSorted()).toEqual(['remind:skipped', 'waived:planned']);
    expect(await db.prisma.taskMember.findMany({ where: { assignmentId: cell } })).toMatchObject([{ status: 'waived' }]);
    expect(await db.prisma.audit.findMany({ where: { subject: cell } })).toMatchObject([
      { action: 'assignment.waived', by: 'o1', data: { basis: BASIS } },
    ]);
  });

  it('without basis, or of a duty that is met, is refused and changes nothing', async () => {
    await expect(waive(at('2023-06-23'), [cell], '')).rejects.toMatchObject({ code: 'CD_BASIS_MISSING' });
    await submitReport(
      db,
      { assignmentId: cell, idempotencyKey: 'k', channel: 'paper', learned: 'báo cáo số 5', heldOn: '2023-06-12', content: null },
      at('2023-06-13'),
    );
    await expect(waive(at('2023-06-23'), [cell])).rejects.toMatchObject({ code: 'CD_ASSIGNMENT_CLOSED' });
    expect(await dutyOf(cell)).toMatchObject({ status: 'reported' });
  });
});
