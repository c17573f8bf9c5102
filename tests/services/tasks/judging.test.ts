import { transaction, type Db } from '../../../src/services/db';
import { convertMiss, judgeStage } from '../../../src/services/tasks/judging';
import { resolve } from '../../../src/services/tasks/commands';
import { dropFacts, freshFacts } from '../../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  calendar,
  judgeOn,
  JUDGE_ON,
  letterAbout,
  openTaskOf,
  planOf,
  range,
  seed,
  STAGE,
} from './seed';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

const verdicts = async () => {
  const rows = await db.prisma.assignment.findMany({ orderBy: { id: 'asc' } });
  return Object.fromEntries(rows.map((row) => [row.bodyId, row.verdict]));
};
const membersOf = async (kind: string) => {
  const rows = await db.prisma.taskMember.findMany({
    where: { status: 'open', task: { kind } },
    orderBy: { assignmentId: 'asc' },
  });
  return rows.map((row) => row.assignmentId);
};

test('told and silent is a miss, untold a contact problem; a report, a waiver, a later due are not judged', async () => {
  await seed(db, { units: 1, cells: 6 });
  await letterAbout(
    db,
    range(5).map((c) => assignmentId(1, c)),
  );
  await db.prisma.contact.update({ where: { id: 'k-u1-c2' }, data: { status: 'bounced' } });
  await db.prisma.assignment.update({ where: { id: assignmentId(1, 3) }, data: { status: 'reported' } });
  await db.prisma.assignment.update({ where: { id: assignmentId(1, 4) }, data: { status: 'waived' } });
  await db.prisma.assignment.update({ where: { id: assignmentId(1, 5) }, data: { judgeOn: '2023-07-07' } });
  expect(await judgeOn(db, JUDGE_ON)).toEqual({ miss: 1, contact: 2, held: 0, systemic: false, tasks: 2 });
  expect(await verdicts()).toEqual({
    'u1-c1': 'miss',
    'u1-c2': 'contact',
    'u1-c3': null,
    'u1-c4': null,
    'u1-c5': null,
    'u1-c6': 'contact',
  });
  expect(await membersOf('miss')).toEqual([assignmentId(1, 1)]);
  expect(await membersOf('contact')).toEqual([assignmentId(1, 2), assignmentId(1, 6)]);
});

test('judging a second time changes nothing', async () => {
  await seed(db, { units: 2, cells: 2 });
  await letterAbout(db, allAssignments(2, 2));
  await judgeOn(db, JUDGE_ON);
  const before = await db.prisma.taskEvent.count();
  expect(await judgeOn(db, JUDGE_ON)).toEqual({ miss: 0, contact: 0, held: 0, systemic: false, tasks: 0 });
  expect(await db.prisma.taskEvent.count()).toBe(before);
});

test('a message that was not accepted tells nobody; what was passed on by hand does', async () => {
  await seed(db, { units: 1, cells: 3, policy: { systemicShare: 1 } });
  await letterAbout(db, [assignmentId(1, 1)], 'unknown');
  await letterAbout(db, [assignmentId(1, 2)], 'failed');
  await db.prisma.assignment.update({ where: { id: assignmentId(1, 2) }, data: { passedOnAt: new Date() } });
  await judgeOn(db, JUDGE_ON);
  expect(await verdicts()).toEqual({ 'u1-c1': 'contact', 'u1-c2': 'miss', 'u1-c3': 'contact' });
});

test.each([
  ['officer', ['o1', 'o2']],
  ['unit', ['u1', 'u2', 'u3']],
  ['stage', [null]],
] as const)('tasks are grouped by %s', async (groupBy, groups) => {
  await seed(db, { units: 3, cells: 2, policy: { groupBy } });
  await letterAbout(db, allAssignments(3, 2));
  await judgeOn(db, JUDGE_ON);
  const tasks = await db.prisma.task.findMany({ where: { kind: 'miss' }, orderBy: { groupId: 'asc' } });
  expect(tasks.map((task) => task.groupId)).toEqual(groups);
});

test('where no officer is named the whole stage is one task', async () => {
  await seed(db, { units: 2, cells: 1 });
  await db.prisma.officerUnit.deleteMany();
  await letterAbout(db, allAssignments(2, 1));
  await judgeOn(db, JUDGE_ON);
  expect(await db.prisma.task.findMany()).toMatchObject([{ kind: 'miss', groupId: null }]);
  const told = await db.prisma.notice.findMany({ where: { kind: 'task' }, orderBy: { contactId: 'asc' } });
  expect(told.map((notice) => notice.contactId)).toEqual(['supervisor:o1', 'supervisor:o2']);
});

test('the officer hears of new work in the next board letter; more members are a further notice and a further version', async () => {
  await seed(db, { units: 1, cells: 2 });
  await letterAbout(db, allAssignments(1, 2));
  await db.prisma.assignment.update({ where: { id: assignmentId(1, 2) }, data: { judgeOn: '2023-07-07' } });
  await judgeOn(db, JUDGE_ON);
  await judgeOn(db, '2023-07-07');
  const task = await openTaskOf(db, 'miss');
  expect(task).toMatchObject({ version: 2, openedOn: JUDGE_ON });
  const notices = await db.prisma.notice.findMany({ where: { kind: 'task' }, orderBy: { windowStart: 'asc' } });
  expect(notices.map((notice) => [notice.contactId, notice.windowStart.toISOString(), notice.data])).toEqual([
    ['supervisor:o1', '2023-07-06T00:30:00.000Z', expect.objectContaining({ members: 1, handleBy: '2023-07-13' })],
    ['supervisor:o1', '2023-07-07T00:30:00.000Z', expect.objectContaining({ members: 2 })],
  ]);
});

test('a judgement performed days late, after a standstill, holds until the next working day: none of the five is lost', async () => {
  await seed(db, { units: 1, cells: 2 });
  await letterAbout(db, allAssignments(1, 2), 'unknown');
  const plan = await planOf(db);
  const judged = await transaction(db, (tx) =>
    judgeStage(tx, db, plan, at('2023-07-18', 'system', 8 * 60), { stageId: STAGE, date: JUDGE_ON }),
  );
  expect(judged).toMatchObject({ held: 2 });
  expect(await db.prisma.assignment.findMany({ select: { heldDays: true, judgeOn: true } })).toEqual(
    [1, 2].map(() => ({ heldDays: 1, judgeOn: '2023-07-19' })),
  );
});

test('more than a fifth missing while the transport is unhealthy opens one systemic task instead; closing it lets them be judged', async () => {
  await seed(db, { units: 2, cells: 5 });
  await letterAbout(db, allAssignments(2, 5));
  await db.prisma.transport.updateMany({ data: { failures: 3 } });
  expect(await judgeOn(db, JUDGE_ON)).toMatchObject({ miss: 0, contact: 0, held: 10, systemic: true, tasks: 1 });
  const systemic = await openTaskOf(db, 'systemic');
  expect(await db.prisma.task.count()).toBe(1);
  expect(await judgeOn(db, '2023-07-07')).toMatchObject({ held: 10, tasks: 0 });
  await resolve(db, { taskId: systemic.id, version: systemic.version, key: 'r', outcome: 'resolved' }, at('2023-07-07', 'o1'));
  expect(await judgeOn(db, '2023-07-10')).toMatchObject({ miss: 10, held: 0, systemic: false });
});

test('held ones that a systemic task keeps for five days become contact problems and leave it', async () => {
  await seed(db, { units: 1, cells: 2 });
  await letterAbout(db, allAssignments(1, 2), 'unknown');
  let day = JUDGE_ON;
  for (let held = 1; held <= 5; held += 1, day = calendar.addWorkingDays(day, 1))
    expect(await judgeOn(db, day)).toMatchObject({ held: 2 });
  expect(await judgeOn(db, day)).toMatchObject({ contact: 2, held: 0 });
  expect(await membersOf('systemic')).toEqual([]);
  expect(await membersOf('contact')).toEqual(allAssignments(1, 2));
});

test('a fifth missing, or a healthy transport, is no systemic fault', async () => {
  await seed(db, { units: 1, cells: 5 });
  await letterAbout(db, allAssignments(1, 5));
  await db.prisma.assignment.updateMany({ where: { id: { not: assignmentId(1, 1) } }, data: { status: 'reported' } });
  await db.prisma.transport.updateMany({ data: { status: 'stopped' } });
  expect(await judgeOn(db, JUDGE_ON)).toMatchObject({ miss: 1, systemic: false });
});

test('a stage for information is never judged', async () => {
  await seed(db, { units: 1, cells: 2 });
  await db.prisma.stage.update({ where: { id: STAGE }, data: { information: true } });
  expect(await judgeOn(db, JUDGE_ON)).toEqual({ miss: 0, contact: 0, held: 0, systemic: false, tasks: 0 });
  expect(await verdicts()).toEqual({ 'u1-c1': null, 'u1-c2': null });
});

test('a stage owned by the issuer makes board tasks only: a miss without a letter, nobody outside is written to', async () => {
  await seed(db, { units: 1, cells: 1 });
  await db.prisma.assignment.create({
    data: {
      id: `${STAGE}/btv`,
      stageId: STAGE,
      bodyId: 'btv',
      unitId: null,
      status: 'open',
      dueDate: '2023-06-30',
      lateAfter: '2023-06-30',
      dueAt: new Date(),
      judgeOn: JUDGE_ON,
    },
  });
  await letterAbout(db, [assignmentId(1, 1)]);
  expect(await judgeOn(db, JUDGE_ON)).toMatchObject({ miss: 2, contact: 0 });
  expect(await db.prisma.task.findMany({ where: { groupId: null } })).toMatchObject([{ kind: 'miss' }]);
  expect(await db.prisma.notice.count({ where: { bodyId: 'btv' } })).toBe(0);
});

test('the unit is asked once for the addresses of its cells that cannot be reached', async () => {
  await seed(db, { units: 2, cells: 2 });
  await letterAbout(db, [assignmentId(1, 1)]);
  await judgeOn(db, JUDGE_ON);
  const asked = await db.prisma.notice.findMany({ where: { reason: 'contact-wanted' }, orderBy: { bodyId: 'asc' } });
  expect(asked).toMatchObject([
    { bodyId: 'u1', data: { cells: [{ name: 'Chi bộ u1-c2', sentOn: null }] } },
    { bodyId: 'u2', data: { cells: [{ name: 'Chi bộ u2-c1' }, { name: 'Chi bộ u2-c2' }] } },
  ]);
});

test('a later bounce converts a miss, once', async () => {
  await seed(db, { units: 1, cells: 2 });
  await letterAbout(db, allAssignments(1, 2));
  await judgeOn(db, JUDGE_ON);
  await db.prisma.contact.update({ where: { id: 'k-u1-c2' }, data: { status: 'bounced' } });
  const convert = () => transaction(db, (tx) => convertMiss(tx, db, at('2023-07-07'), { address: 'u1-c2@example.org' }));
  expect(await convert()).toBe(1);
  expect(await convert()).toBe(0);
  expect(await verdicts()).toEqual({ 'u1-c1': 'miss', 'u1-c2': 'contact' });
  expect(await membersOf('miss')).toEqual([assignmentId(1, 1)]);
  expect(await membersOf('contact')).toEqual([assignmentId(1, 2)]);
  expect(await db.prisma.taskMember.count({ where: { status: 'converted' } })).toBe(1);
  expect(await db.prisma.notice.count({ where: { reason: 'contact-wanted', bodyId: 'u1' } })).toBe(1);
});

test('an address that has not bounced converts nothing', async () => {
  await seed(db, { units: 1, cells: 1 });
  await letterAbout(db, [assignmentId(1, 1)]);
  await judgeOn(db, JUDGE_ON);
  expect(await transaction(db, (tx) => convertMiss(tx, db, at('2023-07-07'), { address: 'u1-c1@example.org' }))).toBe(0);
  expect(await verdicts()).toEqual({ 'u1-c1': 'miss' });
});
