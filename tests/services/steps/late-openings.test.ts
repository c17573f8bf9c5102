/** A stage that can only open late: nobody is judged before they could know, nobody is asked for what is over. */
import { judgeDate } from '../../../src/domain/judging';
import { loadOwnerAgenda } from '../../../src/services/steps/agenda';
import { confirmStage } from '../../../src/services/steps/confirmations';
import { transaction, type Db } from '../../../src/services/db';
import { performStep } from '../../../src/services/steps/perform';
import { resolve } from '../../../src/services/tasks/commands';
import { dropFacts, freshFacts } from '../../support/facts';
import { assignmentId, at, calendar, openTaskOf, planOf, seed, STAGE, TOPIC } from '../tasks/seed';

const BASIS = 'Ý kiến Trưởng Ban, ngày 11/7/2023';
/** Monday; the session was due on Friday 30/6. */
const LATE = '2023-07-10';
const owner = { kind: 'topic', id: TOPIC } as const;

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 1, cells: 2 });
  await db.prisma.stage.update({ where: { id: STAGE }, data: { status: 'waiting', opensOn: LATE } });
  await db.prisma.assignment.updateMany({ data: { status: 'pending' } });
});
afterEach(() => dropFacts(db));

const open = () => performStep(db, owner, `session/open/${LATE}`, at(LATE, 'system', 0));
const stage = () => db.prisma.stage.findUniqueOrThrow({ where: { id: STAGE } });
const duties = () =>
  db.prisma.assignment.findMany({ orderBy: { id: 'asc' }, select: { status: true, dueDate: true, judgeOn: true } });

test('it opens before it closes, and closes after those who knew late were judged', async () => {
  const { steps } = await transaction(db, (tx) => loadOwnerAgenda(tx, owner));
  expect(steps.filter(({ stageKind }) => stageKind === 'session').map(({ key }) => key)).toEqual([
    `session/open/${LATE}`,
    'session/close/2023-07-17',
  ]);
});

test('past its due it is held: the board is asked for a new due, no letter goes out', async () => {
  expect(await open()).toEqual({ held: 'past-due' });
  expect(await stage()).toMatchObject({ status: 'held', heldFor: 'past-due' });
  expect(await openTaskOf(db, 'confirm')).toMatchObject({
    subjectId: 'past-due',
    stageId: STAGE,
    title: expect.stringContaining('cần thời hạn mới'),
  });
  expect(await db.prisma.notice.count({ where: { assignmentId: { not: null } } })).toBe(0);
  expect(await duties()).toMatchObject([{ status: 'pending' }, { status: 'pending' }]);
});

test('the board’s new due opens it at once, with it everybody is told and judged by it', async () => {
  await open();
  const task = await openTaskOf(db, 'confirm');
  const resolved = { taskId: task.id, version: task.version, key: 'r', outcome: 'resolved', basis: BASIS } as const;
  await expect(resolve(db, resolved, at(LATE, 'o1'))).rejects.toMatchObject({ code: 'CD_STAGE_DATES' });
  await resolve(db, { ...resolved, due: '2023-07-21' }, at(LATE, 'o1'));
  const { policy } = await planOf(db);
  expect(await stage()).toMatchObject({ status: 'open', heldFor: null, dueDate: '2023-07-21' });
  expect(await duties()).toEqual(
    [1, 2].map(() => ({ status: 'open', dueDate: '2023-07-21', judgeOn: judgeDate('2023-07-21', policy, calendar) })),
  );
  const letters = await db.prisma.notice.findMany({ where: { reason: 'open' } });
  expect(letters.map(({ status }) => status)).toEqual(['planned', 'planned']);
  expect(await db.prisma.task.findMany({ select: { status: true } })).toEqual([{ status: 'closed' }]);
});

test('confirming it through the other door does the same, on a later day by its own step', async () => {
  await open();
  expect(await confirmStage(db, { stageId: STAGE, basis: BASIS, due: '2023-07-21' }, at('2023-07-12', 'o1'))).toEqual({
    opensOn: '2023-07-12',
    due: '2023-07-21',
    newDue: true,
  });
  expect(await db.prisma.task.findMany({ select: { status: true } })).toEqual([{ status: 'closed' }]);
  expect(await performStep(db, owner, 'session/open/2023-07-12', at('2023-07-12', 'system', 10 * 60))).toMatchObject({
    opened: true,
    notices: 2,
  });
});

test('where some still have time it opens: the others are judged a whole grace later', async () => {
  await db.prisma.assignment.update({
    where: { id: assignmentId(1, 2) },
    data: { dueDate: '2023-07-31', lateAfter: '2023-07-31', judgeOn: '2023-08-04' },
  });
  expect(await open()).toMatchObject({ opened: true });
  expect(await duties()).toMatchObject([
    { status: 'open', judgeOn: '2023-07-14' },
    { status: 'open', judgeOn: '2023-08-04' },
  ]);
});

test('whose due had passed hears of the opening first, of its silence on the working day after', async () => {
  await db.prisma.assignment.update({
    where: { id: assignmentId(1, 2) },
    data: { dueDate: '2023-07-31', lateAfter: '2023-07-31', dueAt: new Date(at('2023-08-01', 'system', 0).asOf) },
  });
  expect(await open()).toMatchObject({ opened: true, notices: 2 });
  const { steps } = await loadOwnerAgenda(db.prisma, owner);
  const urging = steps.filter(({ kind }) => kind === 'overdue' || kind === 'remind').map(({ key }) => key);
  expect(urging).toEqual([
    'session/overdue/2023-07-11',
    'session/remind/2023-07-17',
    'session/remind/2023-07-26',
    'session/overdue/2023-08-01',
  ]);
  expect(await db.prisma.notice.findMany({ select: { reason: true, status: true } })).toEqual([
    { reason: 'open', status: 'planned' },
    { reason: 'open', status: 'planned' },
  ]);
});

test('a stage for information opens whenever it can', async () => {
  await db.prisma.stage.update({ where: { id: STAGE }, data: { information: true } });
  expect(await open()).toMatchObject({ opened: true });
});
