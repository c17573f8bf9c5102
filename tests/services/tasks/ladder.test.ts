import { transaction, type Db } from '../../../src/services/db';
import { performTaskStep, taskSteps } from '../../../src/services/tasks/ladder';
import { claim } from '../../../src/services/tasks/commands';
import { submitReport } from '../../../src/services/duties/reports';
import type { Step } from '../../../src/domain/step';
import { dropFacts, freshFacts } from '../../support/facts';
import { allAssignments, assignmentId, at, judgeOn, JUDGE_ON, letterAbout, openTaskOf, planOf, seed } from './seed';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

async function missing(options: Partial<Parameters<typeof seed>[1]> = {}) {
  await seed(db, { units: 1, cells: 2, ...options });
  await letterAbout(db, allAssignments(1, 2));
  await judgeOn(db, JUDGE_ON);
  return openTaskOf(db, 'miss');
}
const steps = async (taskId: string): Promise<Step[]> => {
  const plan = await planOf(db);
  return transaction(db, (tx) => taskSteps(tx, taskId, plan));
};
const perform = async (taskId: string, step: Step | undefined) => {
  if (!step) throw new Error('no such step');
  const plan = await planOf(db);
  return transaction(db, (tx) => performTaskStep(tx, db, plan, at(step.date, 'system', 0), taskId, step));
};
const history = async (taskId: string) =>
  (await db.prisma.taskEvent.findMany({ where: { taskId }, orderBy: { version: 'asc' } })).map((event) => event.verb);

test('after five more working days the head hears of it, once', async () => {
  const task = await missing();
  const [rung] = await steps(task.id);
  expect(rung).toMatchObject({ kind: 'rung', date: '2023-07-13' });
  expect(await perform(task.id, rung)).toEqual({ level: 1, notices: 1 });
  expect(await steps(task.id)).toEqual([]);
  expect(await db.prisma.notice.findMany({ where: { reason: 'task-head' } })).toMatchObject([
    { contactId: 'supervisor:head', taskId: task.id },
  ]);
  expect(await perform(task.id, rung)).toEqual({ skipped: true });
  expect(await history(task.id)).toEqual(['opened', 'escalated']);
});

test('an empty audience is logged and the next rung taken', async () => {
  const task = await missing({
    policy: {
      rungs: [
        { to: 'head', after: 5 },
        { to: 'head', after: 10 },
      ],
    },
  });
  await db.prisma.supervisor.delete({ where: { id: 'head' } });
  expect(await perform(task.id, (await steps(task.id))[0])).toEqual({ level: 2, notices: 0 });
  expect(await history(task.id)).toEqual(['opened', 'escalated', 'escalated']);
  expect(await db.prisma.audit.count({ where: { action: 'task.rung-empty', subject: task.id } })).toBe(2);
  expect(await steps(task.id)).toEqual([]);
});

test('each rung tells whom the policy names: an officer, a supervisor by id, the head', async () => {
  const rungs = [
    { to: 'officers' as const, after: 2 },
    { to: 'supervisor:o2' as const, after: 4 },
    { to: 'head' as const, after: 6 },
  ];
  const task = await missing({ policy: { rungs } });
  const told = async (n: number) => {
    await db.prisma.notice.deleteMany({ where: { reason: 'task-head' } });
    const step = (await steps(task.id)).find(({ key }) => key.startsWith(`task/rung-${n}/`));
    await perform(task.id, step);
    const notices = await db.prisma.notice.findMany({ where: { reason: 'task-head' }, orderBy: { contactId: 'asc' } });
    return notices.map(({ contactId }) => contactId);
  };
  expect([await told(1), await told(2), await told(3)]).toEqual([
    ['supervisor:o1', 'supervisor:o2'],
    ['supervisor:o2'],
    ['supervisor:head'],
  ]);
  expect(await history(task.id)).toEqual(['opened', 'escalated', 'escalated', 'escalated']);
});

test('a rung whose audience is empty is passed by for the next, which is somebody else', async () => {
  const task = await missing({
    policy: {
      rungs: [
        { to: 'supervisor:nobody', after: 2 },
        { to: 'head', after: 9 },
      ],
    },
  });
  expect(await perform(task.id, (await steps(task.id))[0])).toEqual({ level: 2, notices: 1 });
  expect(await db.prisma.audit.findMany({ where: { action: 'task.rung-empty' } })).toMatchObject([
    { data: { level: 1, to: 'supervisor:nobody' } },
  ]);
  expect(await steps(task.id)).toEqual([]);
});

test('whoever is away is replaced by the substitute', async () => {
  const task = await missing();
  await db.prisma.supervisor.update({ where: { id: 'head' }, data: { awayUntil: '2023-07-20', substitute: 'o2' } });
  await perform(task.id, (await steps(task.id))[0]);
  expect(await db.prisma.notice.findMany({ where: { reason: 'task-head' } })).toMatchObject([{ contactId: 'supervisor:o2' }]);
});

test('a closed task climbs no further', async () => {
  const task = await missing();
  const [rung] = await steps(task.id);
  for (const c of [1, 2])
    await submitReport(
      db,
      {
        assignmentId: assignmentId(1, c),
        idempotencyKey: `r${c}`,
        channel: 'phone',
        heldOn: '2023-06-20',
        learned: 'điện thoại',
        content: null,
      },
      at('2023-07-07', 'operator'),
    );
  expect(await steps(task.id)).toEqual([]);
  expect(await perform(task.id, rung)).toEqual({ skipped: true });
  expect(await db.prisma.notice.count({ where: { reason: 'task-head' } })).toBe(0);
});

test('four supervisors have no leases, five do', async () => {
  const small = await missing({ supervisors: 4 });
  expect(await claim(db, { taskId: small.id, version: 1, key: 'c' }, at(JUDGE_ON, 'o1'))).toMatchObject({ leaseUntil: null });
  expect((await steps(small.id)).map((step) => step.kind)).toEqual(['rung']);
});

test('a lease lasts five working days, is reminded at half, and at its end the task is open again', async () => {
  const task = await missing({ supervisors: 5 });
  const claimed = await claim(db, { taskId: task.id, version: 1, key: 'c' }, at(JUDGE_ON, 'o1'));
  expect(claimed.leaseUntil).toBe('2023-07-13');
  const leases = (await steps(task.id)).filter((step) => step.kind === 'lease');
  expect(leases.map((step) => step.date)).toEqual(['2023-07-11', '2023-07-14']);
  expect(await perform(task.id, leases[0])).toEqual({ reminded: 1 });
  expect(await db.prisma.notice.findMany({ where: { reason: 'task-lease' } })).toMatchObject([
    { contactId: 'supervisor:o1', data: { handleBy: '2023-07-13', owner: 'Cán bộ 1' } },
  ]);
  expect(await perform(task.id, leases[1])).toEqual({ lapsed: true });
  expect(await openTaskOf(db, 'miss')).toMatchObject({ status: 'open', ownerId: null, leaseUntil: null });
  expect(await history(task.id)).toEqual(['opened', 'claimed', 'lapsed']);
});

test('a lease that was renewed does not lapse', async () => {
  const task = await missing({ supervisors: 5 });
  await claim(db, { taskId: task.id, version: 1, key: 'c' }, at(JUDGE_ON, 'o1'));
  const end = (await steps(task.id)).find((step) => step.key.includes('lease-end'));
  await claim(db, { taskId: task.id, version: 2, key: 'd' }, at('2023-07-12', 'o1'));
  expect(await perform(task.id, end)).toEqual({ skipped: true });
  expect(await openTaskOf(db, 'miss')).toMatchObject({ status: 'claimed', ownerId: 'o1', leaseUntil: '2023-07-19' });
});
