import type { Db } from '../../../src/services/db';
import { transaction } from '../../../src/services/db';
import { submitReport } from '../../../src/services/duties/reports';
import { requestExtension } from '../../../src/services/duties/replies';
import { endStageTasks, openTask } from '../../../src/services/tasks';
import { assign, claim, extend, listTasks, note, release, resolve, showTask, waive } from '../../../src/services/tasks/commands';
import { dropFacts, freshFacts } from '../../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  judgeOn,
  JUDGE_ON,
  letterAbout,
  openTaskOf,
  PLAN,
  planOf,
  seed,
  STAGE,
  TOPIC,
} from './seed';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

const O1 = at(JUDGE_ON, 'o1');
const O2 = at(JUDGE_ON, 'o2');

/** Two units of two cells, all missing: a task for each officer. */
async function missing(): Promise<{ taskId: string; version: number }> {
  await seed(db, { units: 2, cells: 2 });
  await letterAbout(db, allAssignments(2, 2));
  await judgeOn(db, JUDGE_ON);
  const task = await openTaskOf(db, 'miss', 'o1');
  return { taskId: task.id, version: task.version };
}

const report = (u: number, c: number) =>
  submitReport(
    db,
    {
      assignmentId: assignmentId(u, c),
      idempotencyKey: `r-${u}-${c}`,
      channel: 'phone',
      heldOn: '2023-06-20',
      learned: 'điện thoại, 06/7/2023',
      content: null,
    },
    at(JUDGE_ON, 'operator', 600),
  );

test('a claim never overrides another’s: the second hears who won and when', async () => {
  const seen = await missing();
  const first = await claim(db, { ...seen, key: 'a' }, O1);
  expect(first).toMatchObject({ status: 'claimed', ownerId: 'o1', version: seen.version + 1, leaseUntil: null });
  await expect(claim(db, { ...seen, key: 'b' }, O2)).rejects.toMatchObject({
    code: 'CD_TASK_CLAIMED',
    http: 409,
    values: { task: seen.taskId.slice(0, 8), owner: 'Cán bộ 1', at: '06/07/2023 09:00' },
  });
});

test('the same key again returns the first result and writes nothing', async () => {
  const seen = await missing();
  const first = await claim(db, { ...seen, key: 'a' }, O1);
  await note(db, { taskId: seen.taskId, version: first.version, key: 'n', text: 'đã gọi' }, O1);
  expect(await claim(db, { ...seen, key: 'a' }, O1)).toEqual(first);
  expect(await db.prisma.taskEvent.count({ where: { taskId: seen.taskId } })).toBe(3);
  await expect(release(db, { ...seen, key: 'a' }, O1)).rejects.toMatchObject({ code: 'CD_USAGE' });
});

test('a command that saw an older version is refused with who changed it; nothing is written', async () => {
  const seen = await missing();
  await note(db, { ...seen, key: 'n', text: 'đã gọi đồng chí Bí thư' }, O1);
  await expect(resolve(db, { ...seen, key: 'r', outcome: 'resolved' }, O2)).rejects.toMatchObject({
    code: 'CD_STALE_VERSION',
    http: 409,
    values: {
      actual: seen.version + 1,
      seen: seen.version,
      what: { vi: `Việc ${seen.taskId.slice(0, 8)}`, en: `The task ${seen.taskId.slice(0, 8)}` },
      who: { vi: '; ý kiến: Cán bộ 1, lúc 06/07/2023 09:00', en: '; noted by Cán bộ 1 at 06/07/2023 09:00' },
    },
  });
  expect(await db.prisma.task.findUniqueOrThrow({ where: { id: seen.taskId } })).toMatchObject({
    status: 'open',
    version: seen.version + 1,
  });
});

test('assigning may override a claim, with a reason', async () => {
  const seen = await missing();
  const claimed = await claim(db, { ...seen, key: 'a' }, O1);
  const command = { taskId: seen.taskId, version: claimed.version, key: 'b', to: 'o2' };
  await expect(assign(db, { ...command, reason: ' ' }, at(JUDGE_ON, 'head'))).rejects.toMatchObject({ code: 'CD_USAGE' });
  await expect(assign(db, { ...command, reason: 'đi công tác', to: 'nobody' }, at(JUDGE_ON, 'head'))).rejects.toMatchObject({
    code: 'CD_SUPERVISOR_UNKNOWN',
  });
  expect(await assign(db, { ...command, reason: 'đi công tác' }, at(JUDGE_ON, 'head'))).toMatchObject({
    ownerId: 'o2',
    status: 'claimed',
  });
});

test('extending named members moves their due, keeps the others, and the history says on what basis', async () => {
  const seen = await missing();
  const result = await extend(
    db,
    { ...seen, key: 'e', due: '2023-07-31', basis: 'Công văn số 5, ngày 06/7/2023', members: ['cd-2/session/u1-c1'] },
    O1,
  );
  expect(result).toMatchObject({ status: 'open', members: [assignmentId(1, 1)], version: seen.version + 1 });
  expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentId(1, 1) } })).toMatchObject({
    dueDate: '2023-07-31',
    dueRevision: 2,
    verdict: null,
  });
  expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentId(1, 2) } })).toMatchObject({
    dueRevision: 1,
    verdict: 'miss',
  });
  const view = await showTask(db, seen.taskId, O1.asOf);
  expect(view.history.at(-1)).toMatchObject({
    verb: 'extended',
    by: 'o1',
    data: { basis: 'Công văn số 5, ngày 06/7/2023', due: '2023-07-31' },
  });
});

test('an extension into the past or without basis is refused, nothing changes', async () => {
  const seen = await missing();
  await expect(extend(db, { ...seen, key: 'e', due: '2023-07-05', basis: 'x' }, O1)).rejects.toMatchObject({
    code: 'CD_EXTENSION_PAST',
  });
  await expect(extend(db, { ...seen, key: 'e', due: '2023-07-31', basis: ' ' }, O1)).rejects.toMatchObject({
    code: 'CD_BASIS_MISSING',
  });
  await expect(waive(db, { ...seen, key: 'w', basis: '' }, O1)).rejects.toMatchObject({ code: 'CD_BASIS_MISSING' });
  await expect(
    extend(db, { ...seen, key: 'e', due: '2023-07-31', basis: 'x', members: ['cd-2/session/u2-c1'] }, O1),
  ).rejects.toMatchObject({ code: 'CD_MEMBER_UNKNOWN' });
  expect(await db.prisma.task.findUniqueOrThrow({ where: { id: seen.taskId } })).toMatchObject({ version: seen.version });
  expect(await db.prisma.taskMember.count({ where: { taskId: seen.taskId, status: 'open' } })).toBe(2);
});

test('waiving the last member closes the task as waived', async () => {
  const seen = await missing();
  const result = await waive(db, { ...seen, key: 'w', basis: 'Ý kiến Trưởng Ban, 06/7/2023' }, O1);
  expect(result).toMatchObject({ status: 'closed', outcome: 'waived', members: [assignmentId(1, 1), assignmentId(1, 2)] });
  expect(await db.prisma.assignment.count({ where: { status: 'waived' } })).toBe(2);
  await expect(claim(db, { taskId: seen.taskId, version: result.version, key: 'c' }, O1)).rejects.toMatchObject({
    code: 'CD_TASK_CLOSED',
  });
});

test('when all reports are in, an open task closes itself', async () => {
  const seen = await missing();
  await report(1, 1);
  expect(await db.prisma.task.findUniqueOrThrow({ where: { id: seen.taskId } })).toMatchObject({ status: 'open' });
  await report(1, 2);
  expect(await db.prisma.task.findUniqueOrThrow({ where: { id: seen.taskId } })).toMatchObject({
    status: 'closed',
    outcome: 'resolved',
  });
  const view = await showTask(db, seen.taskId, O1.asOf);
  expect(view.history.map((event) => event.verb)).toEqual(['opened', 'reported', 'reported', 'closed']);
  expect(view.history.at(-1)?.data).toMatchObject({ outcome: 'resolved', members: [assignmentId(1, 1), assignmentId(1, 2)] });
});

test('a claimed task whose members are all in says so and waits for its owner', async () => {
  const seen = await missing();
  await claim(db, { ...seen, key: 'a' }, O1);
  await report(1, 1);
  await report(1, 2);
  const waiting = await db.prisma.task.findUniqueOrThrow({ where: { id: seen.taskId } });
  expect(waiting).toMatchObject({ status: 'claimed', allIn: true });
  const done = await resolve(
    db,
    { taskId: seen.taskId, version: waiting.version, key: 'r', outcome: 'resolved', resolution: 'reported' },
    O1,
  );
  expect(done).toMatchObject({ status: 'closed', outcome: 'resolved', members: [] });
});

test('a claimed task that is handed back when all are in closes', async () => {
  const seen = await missing();
  await claim(db, { ...seen, key: 'a' }, O1);
  await report(1, 1);
  await report(1, 2);
  const { version } = await db.prisma.task.findUniqueOrThrow({ where: { id: seen.taskId } });
  expect(await release(db, { taskId: seen.taskId, version, key: 'x' }, O1)).toMatchObject({
    status: 'closed',
    outcome: 'resolved',
    ownerId: null,
  });
});

test('another’s claimed task can be noted, not resolved', async () => {
  const seen = await missing();
  const { version } = await claim(db, { ...seen, key: 'a' }, O1);
  await expect(resolve(db, { taskId: seen.taskId, version, key: 'r', outcome: 'resolved' }, O2)).rejects.toMatchObject({
    code: 'CD_TASK_CLAIMED',
  });
  await expect(note(db, { taskId: seen.taskId, version, key: 'n', text: 'xin ý kiến' }, O2)).resolves.toMatchObject({
    version: version + 1,
  });
});

test('a task opened again for the same key has a new id; the old one keeps its history', async () => {
  const seen = await missing();
  await resolve(db, { ...seen, key: 'r', outcome: 'cancelled' }, O1);
  const plan = await planOf(db);
  const opening = {
    kind: 'miss' as const,
    stageId: STAGE,
    groupId: 'o1',
    subjectId: null,
    title: 'lại',
    members: [{ assignmentId: assignmentId(1, 1), dueRevision: 2, unitId: 'u1' }],
  };
  const again = await transaction(db, (tx) => openTask(tx, db, plan, O1, opening));
  expect(again).toMatchObject({ opened: true, added: 1 });
  expect(again.taskId).not.toBe(seen.taskId);
  const third = await transaction(db, (tx) => openTask(tx, db, plan, O1, opening));
  expect(third).toEqual({ taskId: again.taskId, opened: false, added: 0 });
});

test('a stage that an amendment takes away ends its tasks, claimed ones too', async () => {
  const seen = await missing();
  await claim(db, { ...seen, key: 'a' }, O1);
  const end = () => transaction(db, (tx) => endStageTasks(tx, db, O2, { stageIds: [STAGE], basis: 'Công văn số 9' }));
  expect([await end(), await end()]).toEqual([2, 0]);
  expect(await db.prisma.task.findMany({ select: { status: true, outcome: true } })).toEqual(
    [1, 2].map(() => ({ status: 'closed', outcome: 'cancelled' })),
  );
  expect(await db.prisma.taskMember.count({ where: { status: 'open' } })).toBe(0);
});

test('a refused extension is noted and told to the cell; an approved one moves its date', async () => {
  await seed(db, { units: 2, cells: 2 });
  const early = at('2023-06-20', 'body:u1-c1');
  const asked = await requestExtension(
    db,
    { assignmentId: assignmentId(1, 1), until: '2023-07-31', reason: 'tập trung kiểm kê' },
    early,
  );
  const officer = at('2023-06-21', 'o1');
  await expect(resolve(db, { taskId: asked.taskId, version: 1, key: 'r', outcome: 'cancelled' }, officer)).rejects.toMatchObject({
    code: 'CD_USAGE',
  });
  await resolve(
    db,
    { taskId: asked.taskId, version: 1, key: 'r', outcome: 'cancelled', text: 'đề nghị bố trí trong tháng 6' },
    officer,
  );
  expect(await db.prisma.notice.findMany({ where: { reason: 'extension-refused' } })).toMatchObject([
    { assignmentId: assignmentId(1, 1), status: 'planned' },
  ]);
  expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentId(1, 1) } })).toMatchObject({ dueRevision: 1 });

  const second = await requestExtension(
    db,
    { assignmentId: assignmentId(2, 1), until: '2023-07-31', reason: 'kiểm kê' },
    at('2023-06-20', 'body:u2-c1'),
  );
  const done = await extend(
    db,
    { taskId: second.taskId, version: 1, key: 'e', due: '2023-07-31', basis: 'Ý kiến Trưởng Ban, 21/6/2023' },
    at('2023-06-21', 'o2'),
  );
  expect(done).toMatchObject({ status: 'closed', outcome: 'extended' });
  expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentId(2, 1) } })).toMatchObject({
    dueDate: '2023-07-31',
    dueRevision: 2,
  });
});

test('materials come for the whole topic: resolving one stage’s task settles the others’', async () => {
  const plan = await seed(db, { units: 1, cells: 1 });
  const early = at('2023-04-03', 'o1');
  const ask = (stageId: string) =>
    transaction(db, (tx) =>
      openTask(tx, db, plan, early, {
        kind: 'confirm',
        stageId,
        groupId: null,
        subjectId: 'materials',
        title: 'tài liệu',
        members: [],
      }),
    );
  const [{ taskId }, other] = [await ask(STAGE), await ask(`${TOPIC}/study`)];
  await resolve(db, { taskId, version: 1, key: 'm', outcome: 'resolved', basis: 'Công văn số 5-CV/BTG' }, early);
  expect(await db.prisma.task.findMany({ where: { subjectId: 'materials' }, select: { status: true, outcome: true } })).toEqual([
    { status: 'closed', outcome: 'resolved' },
    { status: 'closed', outcome: 'resolved' },
  ]);
  expect((await showTask(db, other.taskId, early.asOf)).history.at(-2)?.data).toMatchObject({ basis: 'Công văn số 5-CV/BTG' });
});

test('resolving a confirm task needs a basis, and confirms the stage or the materials', async () => {
  const plan = await seed(db, { units: 1, cells: 1 });
  const early = at('2023-04-10', 'o1');
  const study = `${TOPIC}/study`;
  const opening = { kind: 'confirm' as const, stageId: study, groupId: null, title: 'xác nhận', members: [] };
  const time = await transaction(db, (tx) => openTask(tx, db, plan, early, { ...opening, subjectId: 'tentative' }));
  const papers = await transaction(db, (tx) => openTask(tx, db, plan, early, { ...opening, subjectId: 'materials' }));
  await expect(resolve(db, { taskId: time.taskId, version: 1, key: 'r', outcome: 'resolved' }, early)).rejects.toMatchObject({
    code: 'CD_BASIS_MISSING',
  });
  expect(
    await resolve(db, { taskId: time.taskId, version: 1, key: 'r', outcome: 'resolved', basis: 'Trưởng Ban, 10/4/2023' }, early),
  ).toMatchObject({ status: 'closed', outcome: 'resolved' });
  expect((await db.prisma.stage.findUniqueOrThrow({ where: { id: study } })).confirmedAt).not.toBeNull();
  await resolve(db, { taskId: papers.taskId, version: 1, key: 'r', outcome: 'resolved', basis: 'Ban, 10/4/2023' }, early);
  expect((await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).materialsAt).not.toBeNull();
});

test('show has a row per unit, members by name, what was sent when, and a telephone', async () => {
  const { taskId } = await missing();
  const view = await showTask(db, taskId, O1.asOf);
  expect(view).toMatchObject({
    planId: PLAN,
    units: 1,
    open: 2,
    members: 2,
    title: 'Chuyên đề 2/2023, sinh hoạt chuyên đề: chưa nhận được báo cáo (đồng chí Cán bộ 1 theo dõi)',
  });
  expect(view.rows).toMatchObject([
    {
      unitId: 'u1',
      name: 'Chi bộ u1',
      phone: '0900 000 000',
      members: [
        {
          name: 'Chi bộ u1-c1',
          status: 'open',
          phone: '0900 000 000',
          sent: [{ on: '2023-06-27', kind: 'remind', status: 'sent', via: 'email' }],
        },
        { name: 'Chi bộ u1-c2' },
      ],
    },
  ]);
  expect((await listTasks(db, { planId: PLAN })).map((line) => [line.kind, line.open, line.owner])).toEqual([
    ['miss', 2, null],
    ['miss', 2, null],
  ]);
  expect(await listTasks(db, { status: 'closed' })).toEqual([]);
});

test('an unknown task is refused with its code', async () => {
  await seed(db, { units: 1, cells: 1 });
  await expect(claim(db, { taskId: 'none', version: 1, key: 'a' }, O1)).rejects.toMatchObject({ code: 'CD_TASK_UNKNOWN' });
  await expect(showTask(db, 'none', O1.asOf)).rejects.toMatchObject({ code: 'CD_TASK_UNKNOWN' });
});
