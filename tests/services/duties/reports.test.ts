import { transaction, type Db } from '../../../src/services/db';
import { ReportFaultsError } from '../../../src/services/duties/report-content';
import { sumUpOf, visibleReport } from '../../../src/services/duties/report-views';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { givePlannedDate } from '../../../src/services/duties/planned-dates';
import { loadPlan } from '../../../src/services/plans/load';
import { confirmReport, submitReport, type ReportInput } from '../../../src/services/duties/reports';
import { dropFacts, freshFacts } from '../../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  judgeOn,
  letterAbout,
  openTaskOf,
  PLAN,
  range,
  seed,
  STAGE,
  TOPIC,
} from '../tasks/seed';
import { dueInstant } from '../../../src/domain/dates';

const content = {
  meeting: 'alone',
  total: 20,
  exempt: 2,
  present: 16,
  absentWithReason: 1,
  absentWithoutReason: 1,
  nonMembers: 0,
};
const cell = assignmentId(1, 1);
const report = (more: Partial<ReportInput> = {}): ReportInput => ({
  assignmentId: cell,
  idempotencyKey: 'k1',
  channel: 'link',
  heldOn: '2023-06-12',
  content,
  ...more,
});
const statusOf = async (id: string) => (await db.prisma.assignment.findUniqueOrThrow({ where: { id } })).status;
const eventsTo = (workflow: RegExp) =>
  db.prisma.event.findMany().then((events) => events.filter((event) => workflow.test(event.workflowId)).length);

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 2, cells: 3 });
});
afterEach(() => dropFacts(db));

describe('a report comes in', () => {
  it('closes the duty, is kept with its author, and is acknowledged at once', async () => {
    const ctx = at('2023-06-13', 'body:u1-c1');
    expect(await submitReport(db, report(), ctx)).toEqual({ revision: 1, late: false, repeated: false });
    const duty = await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell }, include: { reports: true } });
    expect(duty).toMatchObject({ status: 'reported', closedAt: new Date(ctx.asOf) });
    expect(duty.reports).toMatchObject([
      { revision: 1, by: 'body:u1-c1', heldOn: '2023-06-12', late: false, confirmedAt: null, content },
    ]);
    const [receipt] = await db.prisma.notice.findMany();
    expect(receipt).toMatchObject({
      kind: 'receipt',
      immediate: true,
      assignmentId: cell,
      data: { of: 'report', heldOn: '2023-06-12', present: 16, expected: 18 },
    });
    expect(await db.prisma.audit.findMany({ where: { subject: cell } })).toMatchObject([{ action: 'report', by: 'body:u1-c1' }]);
  });

  it('signals nobody: its receipt waits until the delivery looks', async () => {
    await submitReport(db, report(), at('2023-06-13'));
    expect(await eventsTo(/./)).toBe(0);
    expect(await db.prisma.notice.count({ where: { kind: 'receipt', status: 'planned' } })).toBe(1);
  });

  it('asks no unit to pass a receipt on: not of a report, not of a planned date; a moved due date it is asked for', async () => {
    await db.prisma.route.updateMany({
      where: { bodyId: 'u1-c1' },
      data: { via: 'via-unit', viaBodyId: 'u1', contactId: 'k-u1', address: 'u1@example.org' },
    });
    await givePlannedDate(db, { assignmentId: cell, date: '2023-06-20' }, at('2023-06-12'));
    await transaction(db, async (tx) =>
      extendAssignments(tx, db, await loadPlan(tx, PLAN), at('2023-06-12'), {
        assignmentIds: [cell],
        due: '2023-07-31',
        basis: 'Công văn số 5-CV/BTG ngày 12/6/2023',
      }),
    );
    await submitReport(db, report(), at('2023-06-13'));
    expect(await db.prisma.notice.findMany({ select: { reason: true, via: true } })).toEqual([
      { reason: 'due-moved', via: 'via-unit' },
    ]);
  });

  it('the same key gives the same revision and writes nothing', async () => {
    await submitReport(db, report(), at('2023-06-13'));
    const again = await submitReport(db, report({ content: { ...content, present: 17, absentWithReason: 0 } }), at('2023-07-13'));
    expect(again).toEqual({ revision: 1, late: false, repeated: true });
    expect(await db.prisma.report.count()).toBe(1);
    expect(await db.prisma.notice.count()).toBe(1);
    expect(await db.prisma.audit.count()).toBe(1);
  });

  it('a correction is a further revision that keeps the first one and its lateness', async () => {
    await submitReport(db, report(), at('2023-06-13'));
    const later = await submitReport(
      db,
      report({ idempotencyKey: 'k2', content: { ...content, score: '90' } }),
      at('2023-07-20'),
    );
    expect(later).toEqual({ revision: 2, late: false, repeated: false });
    expect(await db.prisma.report.findMany({ orderBy: { revision: 'asc' } })).toMatchObject([
      { content },
      { content: { ...content, score: 90 } },
    ]);
  });

  it('is late from the due instant on, not a millisecond before', async () => {
    const due = dueInstant('2023-06-30', 'Asia/Ho_Chi_Minh');
    expect(await submitReport(db, report(), { asOf: due - 1, by: 'x' })).toMatchObject({ late: false });
    expect(await submitReport(db, report({ assignmentId: assignmentId(1, 2) }), { asOf: due, by: 'x' })).toMatchObject({
      late: true,
    });
  });

  it('one that cannot be so changes nothing', async () => {
    await expect(submitReport(db, report({ content: { ...content, present: 20 } }), at('2023-06-13'))).rejects.toThrow(
      ReportFaultsError,
    );
    await expect(submitReport(db, report({ heldOn: '2023-06-14' }), at('2023-06-13'))).rejects.toThrow(ReportFaultsError);
    expect(await statusOf(cell)).toBe('open');
    expect(await db.prisma.report.count()).toBe(0);
  });

  it('an unknown or cancelled duty is refused by code', async () => {
    await expect(submitReport(db, report({ assignmentId: `${STAGE}/nobody` }), at('2023-06-13'))).rejects.toMatchObject({
      code: 'CD_ASSIGNMENT_UNKNOWN',
    });
    await db.prisma.assignment.update({ where: { id: cell }, data: { status: 'cancelled' } });
    await expect(submitReport(db, report(), at('2023-06-13'))).rejects.toMatchObject({ code: 'CD_ASSIGNMENT_CLOSED' });
  });

  it('a waived duty keeps the report and stays waived', async () => {
    await db.prisma.assignment.update({ where: { id: cell }, data: { status: 'waived' } });
    expect(await submitReport(db, report(), at('2023-06-13'))).toMatchObject({ revision: 1 });
    expect(await statusOf(cell)).toBe('waived');
  });
});

describe('recorded on behalf', () => {
  it('date and how it was learned count as a report; the figures may follow', async () => {
    const told = report({
      channel: 'phone',
      content: null,
      learned: 'đồng chí Bí thư báo qua điện thoại, 09 giờ ngày 13/6/2023',
    });
    await submitReport(db, told, at('2023-06-13', 'o1'));
    expect(await statusOf(cell)).toBe('reported');
    const sum = await transaction(db, (tx) => visibleReport(tx, cell, { kind: 'board' }));
    expect(sum).toMatchObject({ content: {}, channel: 'phone' });
    await submitReport(db, report({ idempotencyKey: 'k2' }), at('2023-06-20'));
    expect(await db.prisma.report.count()).toBe(2);
  });

  it('is refused without how it was learned', async () => {
    await expect(submitReport(db, report({ channel: 'zalo' }), at('2023-06-13', 'o1'))).rejects.toMatchObject({
      code: 'CD_REPORT_FAULTS',
      fields: [{ field: 'learned' }],
    });
  });
});

describe('a report and the board’s task', () => {
  it('leaves the task that holds it; the task closes itself with its last member and is told', async () => {
    await letterAbout(db, allAssignments(2, 3));
    await judgeOn(db, '2023-07-06');
    const task = await openTaskOf(db, 'miss', 'o1');
    await db.prisma.event.deleteMany();
    for (const c of range(3)) {
      await submitReport(db, report({ assignmentId: assignmentId(1, c), heldOn: '2023-07-06' }), at('2023-07-07'));
      const now = await db.prisma.task.findUniqueOrThrow({ where: { id: task.id } });
      expect(now).toMatchObject(c < 3 ? { status: 'open' } : { status: 'closed', outcome: 'resolved' });
    }
    expect(await eventsTo(/task\//)).toBe(3);
    expect((await openTaskOf(db, 'miss', 'o2')).status).toBe('open');
  });
});

describe('the unit confirms', () => {
  it('the board sees the status at once, the content once confirmed; other bodies see nothing', async () => {
    await submitReport(db, report(), at('2023-06-13'));
    const seen = (viewer: Parameters<typeof visibleReport>[2]) => transaction(db, (tx) => visibleReport(tx, cell, viewer));
    expect(await seen({ kind: 'board' })).toMatchObject({ status: 'reported', heldOn: '2023-06-12', content: null });
    expect(await seen({ kind: 'body', bodyId: 'u1' })).toMatchObject({ content });
    await expect(seen({ kind: 'body', bodyId: 'u2' })).rejects.toMatchObject({ code: 'CD_FORBIDDEN' });
    await confirmReport(db, { assignmentId: cell, byBodyId: 'u1', revision: 1 }, at('2023-06-14'));
    expect(await seen({ kind: 'board' })).toMatchObject({ content, contentRevision: 1 });
    await submitReport(db, report({ idempotencyKey: 'k2', content: { ...content, score: 80 } }), at('2023-06-15'));
    expect(await seen({ kind: 'board' })).toMatchObject({ revision: 2, content, contentRevision: 1 });
  });

  it('only its own unit, only what it saw, and twice is once', async () => {
    await expect(confirmReport(db, { assignmentId: cell, byBodyId: 'u1' }, at('2023-06-14'))).rejects.toMatchObject({
      code: 'CD_REPORT_NONE',
    });
    await submitReport(db, report(), at('2023-06-13'));
    await submitReport(db, report({ idempotencyKey: 'k2' }), at('2023-06-13'));
    await expect(confirmReport(db, { assignmentId: cell, byBodyId: 'u2' }, at('2023-06-14'))).rejects.toMatchObject({
      code: 'CD_FORBIDDEN',
    });
    await expect(confirmReport(db, { assignmentId: cell, byBodyId: 'u1', revision: 1 }, at('2023-06-14'))).rejects.toMatchObject({
      code: 'CD_STALE_VERSION',
    });
    const first = await confirmReport(db, { assignmentId: cell, byBodyId: 'u1', revision: 2 }, at('2023-06-14'));
    expect(await confirmReport(db, { assignmentId: cell, byBodyId: 'u1' }, at('2023-06-20'))).toEqual(first);
    expect(await db.prisma.audit.count({ where: { action: 'report.confirmed' } })).toBe(1);
  });
});

describe('a unit’s sum-up', () => {
  const sumUp = `${TOPIC}/reporting/u1`;
  beforeEach(async () => {
    const dates = { dueDate: '2023-07-14', lateAfter: '2023-07-14' };
    const stage = {
      id: `${TOPIC}/reporting`,
      topicId: TOPIC,
      kind: 'reporting',
      owners: ['unit'],
      audience: [],
      opensOn: '2023-07-01',
      ...dates,
    };
    await db.prisma.stage.create({ data: { ...stage, tentative: false, information: false, status: 'open' } });
    const dueAt = new Date(dueInstant('2023-07-14', 'Asia/Ho_Chi_Minh'));
    await db.prisma.assignment.create({
      data: { id: sumUp, stageId: stage.id, bodyId: 'u1', unitId: 'u1', status: 'open', ...dates, dueAt, judgeOn: '2023-07-20' },
    });
  });

  it('adds up the latest reports of its own cells', async () => {
    await submitReport(db, report(), at('2023-06-13'));
    await submitReport(db, report({ idempotencyKey: 'k2', content: { ...content, total: 30, present: 26 } }), at('2023-06-14'));
    await submitReport(
      db,
      report({ assignmentId: assignmentId(1, 2), content: null, channel: 'phone', learned: 'điện thoại' }),
      at('2023-07-03'),
    );
    await submitReport(db, report({ assignmentId: assignmentId(2, 1) }), at('2023-06-14'));
    expect(await transaction(db, (tx) => sumUpOf(tx, sumUp))).toEqual({
      cells: 3,
      reported: 2,
      late: 1,
      total: 30,
      exempt: 2,
      present: 26,
      absentWithReason: 1,
      absentWithoutReason: 1,
      nonMembers: 0,
      withoutFigures: 1,
      waived: 0,
    });
  });

  it('what is filled in can be sent as it is, and needs nobody’s confirmation', async () => {
    await submitReport(db, report(), at('2023-06-13'));
    const { withoutFigures: _, waived: __, ...figures } = await transaction(db, (tx) => sumUpOf(tx, sumUp));
    await submitReport(db, report({ assignmentId: sumUp, heldOn: null, content: figures }), at('2023-07-05'));
    expect(await transaction(db, (tx) => visibleReport(tx, sumUp, { kind: 'board' }))).toMatchObject({
      status: 'reported',
      content: figures,
    });
  });
});
