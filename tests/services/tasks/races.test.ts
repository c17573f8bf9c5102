import { CodedError } from '../../../src/errors';
import { openDb, transaction, type Db } from '../../../src/services/db';
import { confirmStage } from '../../../src/services/steps/confirmations';
import { submitReport } from '../../../src/services/duties/reports';
import { endTask, openTask, type TaskOpening } from '../../../src/services/tasks';
import { claim, extend, resolve, waive } from '../../../src/services/tasks/commands';
import { dropFacts, freshFacts, testDatabaseUrl } from '../../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  judgeOn,
  JUDGE_ON,
  letterAbout,
  openTaskOf,
  planOf,
  range,
  seed,
  STAGE,
  TOPIC,
} from './seed';

const TIMES = 12;
let db: Db;
let other: Db;
beforeAll(async () => {
  db = await freshFacts();
  other = openDb(await testDatabaseUrl(), db.run, 5);
  await seed(db, { units: 1, cells: TIMES });
});
afterAll(async () => {
  await other.prisma.$disconnect();
  await dropFacts(db);
});

/** Both at once; which one starts first alternates. */
async function together<A, B>(
  turn: number,
  a: () => Promise<A>,
  b: () => Promise<B>,
): Promise<[PromiseSettledResult<A>, PromiseSettledResult<B>]> {
  if (turn % 2 === 0) return Promise.allSettled([a(), b()]);
  const [second, first] = await Promise.allSettled([b(), a()]);
  return [first, second];
}
const codeOf = (result: PromiseSettledResult<unknown>): string =>
  result.status === 'fulfilled' ? 'won' : result.reason instanceof CodedError ? result.reason.code : String(result.reason);

const missOf = (c: number, groupId: string): TaskOpening => ({
  kind: 'miss',
  stageId: STAGE,
  groupId,
  subjectId: null,
  title: 'việc',
  members: [{ assignmentId: assignmentId(1, c), dueRevision: 1, unitId: 'u1' }],
});
async function open(opening: TaskOpening, on = db) {
  const plan = await planOf(on);
  return transaction(on, (tx) => openTask(tx, on, plan, at(JUDGE_ON), opening));
}
async function sound(taskId: string) {
  const task = await db.prisma.task.findUniqueOrThrow({ where: { id: taskId }, include: { events: true, members: true } });
  expect(task.events).toHaveLength(task.version);
  if (task.status === 'closed') expect(task.members.filter((member) => member.status === 'open')).toEqual([]);
  return task;
}

test.each(range(TIMES))('claim vs claim: one wins, the other is told who (%i)', async (turn) => {
  const { taskId } = await open(missOf(turn, `claim-${turn}`));
  const results = await together(
    turn,
    () => claim(db, { taskId, version: 1, key: 'a' }, at(JUDGE_ON, 'o1')),
    () => claim(other, { taskId, version: 1, key: 'b' }, at(JUDGE_ON, 'o2')),
  );
  expect(results.map(codeOf).toSorted()).toEqual(['CD_TASK_CLAIMED', 'won']);
  expect(await sound(taskId)).toMatchObject({ version: 2, ownerId: codeOf(results[0]) === 'won' ? 'o1' : 'o2' });
});

test.each(range(TIMES))('the same command twice at once is done once (%i)', async (turn) => {
  const { taskId } = await open(missOf(turn, `twice-${turn}`));
  const command = () =>
    resolve(turn % 2 ? db : other, { taskId, version: 1, key: 'a', outcome: 'cancelled' }, at(JUDGE_ON, 'o1'));
  const [a, b] = await Promise.all([command(), command()]);
  expect(a).toEqual(b);
  expect(await sound(taskId)).toMatchObject({ version: 3, status: 'closed' });
});

test.each(range(TIMES))('opening the same key twice at once opens one task that holds both members (%i)', async (turn) => {
  const next = (turn % TIMES) + 1;
  const [a, b] = await Promise.all([open(missOf(turn, `open-${turn}`)), open(missOf(next, `open-${turn}`), other)]);
  expect(a.taskId).toBe(b.taskId);
  expect([a.opened, b.opened].toSorted()).toEqual([false, true]);
  const task = await sound(a.taskId);
  expect([task.version, task.members.length]).toEqual([2, 2]);
});

test.each(range(TIMES))(
  'adding members vs closing: never a closed task with an open member, never a lost member (%i)',
  async (turn) => {
    const key = `close-${turn}`;
    const next = (turn % TIMES) + 1;
    const { taskId } = await open(missOf(turn, key));
    const [closed, added] = await together(
      turn,
      () => resolve(db, { taskId, version: 1, key: 'a', outcome: 'cancelled' }, at(JUDGE_ON, 'o1')),
      () => open(missOf(next, key), other),
    );
    if (added.status === 'rejected') throw added.reason;
    await sound(taskId);
    const kept = await sound(added.value.taskId);
    expect(kept.members.filter((member) => member.status === 'open').map((member) => member.assignmentId)).toContain(
      assignmentId(1, next),
    );
    expect(codeOf(closed)).toBe(added.value.taskId === taskId ? 'CD_STALE_VERSION' : 'won');
  },
);

test.each(range(TIMES))('extend vs report: the duty ends in one way, and the late one is told (%i)', async (turn) => {
  const duty = assignmentId(1, turn);
  const { taskId } = await open(missOf(turn, `extend-${turn}`));
  await db.prisma.assignment.update({ where: { id: duty }, data: { verdict: 'miss' } });
  const command = { taskId, version: 1, key: 'e', due: '2023-07-31', basis: 'Công văn số 5' };
  const [extended, reported] = await together(
    turn,
    () => extend(db, command, at(JUDGE_ON, 'o1')),
    () =>
      submitReport(
        other,
        { assignmentId: duty, idempotencyKey: 'r', channel: 'phone', heldOn: '2023-06-20', learned: 'điện thoại', content: null },
        at(JUDGE_ON, 'operator'),
      ),
  );
  expect(codeOf(reported)).toBe('won');
  const row = await db.prisma.assignment.findUniqueOrThrow({ where: { id: duty } });
  const task = await sound(taskId);
  expect(row.status).toBe('reported');
  expect(task.status).toBe('closed');
  if (codeOf(extended) === 'won') expect([row.dueRevision, task.outcome]).toEqual([2, 'extended']);
  else expect([codeOf(extended), row.dueRevision, task.outcome]).toEqual(['CD_TASK_CLOSED', 1, 'resolved']);
});

test.each(range(TIMES))(
  'confirming by the task vs by the other door: both are heard, the task closes once (%i)',
  async (turn) => {
    const studyId = `${TOPIC}/study`;
    await db.prisma.stage.update({ where: { id: studyId }, data: { status: 'held', heldFor: 'tentative', confirmedAt: null } });
    const early = at('2023-04-10', 'o1');
    const { taskId } = await open({
      kind: 'confirm',
      stageId: studyId,
      groupId: null,
      subjectId: 'tentative',
      title: 'xác nhận',
      members: [],
    });
    const { version } = await sound(taskId);
    const [byTask, byDoor] = await together(
      turn,
      () => resolve(db, { taskId, version, key: 'c', outcome: 'resolved', basis: 'Trưởng Ban, 10/4/2023' }, early),
      () => confirmStage(other, { stageId: studyId, basis: 'Trưởng Ban, 10/4/2023' }, early),
    );
    expect(['won', 'CD_TASK_CLOSED']).toContain(codeOf(byTask));
    expect(codeOf(byDoor)).toBe('won');
    expect(await sound(taskId)).toMatchObject({ status: 'closed', outcome: 'resolved', version: version + 2 });
  },
);

test.each(range(TIMES))('ending a task from outside vs a report: no member stays open (%i)', async (turn) => {
  const duty = assignmentId(1, turn);
  await db.prisma.assignment.update({ where: { id: duty }, data: { status: 'open' } });
  const { taskId } = await open(missOf(turn, `end-${turn}`));
  const results = await together(
    turn,
    () => transaction(db, (tx) => endTask(tx, db, at(JUDGE_ON), { taskId, outcome: 'cancelled', basis: 'kết thúc năm' })),
    () =>
      submitReport(
        other,
        {
          assignmentId: duty,
          idempotencyKey: 'end',
          channel: 'phone',
          heldOn: '2023-06-20',
          learned: 'điện thoại',
          content: null,
        },
        at(JUDGE_ON, 'operator'),
      ),
  );
  expect(results.map(codeOf)).toEqual(['won', 'won']);
  expect(['resolved', 'cancelled']).toContain((await sound(taskId)).outcome);
});

test('judging vs waiving at the same instant: a waived duty is in no task', async () => {
  const fresh = await freshFacts();
  try {
    await seed(fresh, { units: 2, cells: 3 });
    await letterAbout(fresh, allAssignments(2, 3));
    await fresh.prisma.assignment.updateMany({ where: { unitId: 'u2' }, data: { judgeOn: '2023-07-07' } });
    await judgeOn(fresh, JUDGE_ON);
    const task = await openTaskOf(fresh, 'miss');
    await Promise.all([
      judgeOn(fresh, '2023-07-07'),
      waive(fresh, { taskId: task.id, version: task.version, key: 'w', basis: 'Ý kiến Trưởng Ban' }, at('2023-07-07', 'o1')),
    ]);
    const members = await fresh.prisma.taskMember.findMany({ where: { status: 'open' }, orderBy: { assignmentId: 'asc' } });
    expect(members.map((member) => member.assignmentId)).toEqual(range(3).map((c) => assignmentId(2, c)));
  } finally {
    await dropFacts(fresh);
  }
});
