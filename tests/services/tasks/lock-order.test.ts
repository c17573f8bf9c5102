import { openDb, transaction, type Db } from '../../../src/services/db';
import { loadPlan } from '../../../src/services/plans/load';
import { cancelPlan } from '../../../src/services/plans/pauses';
import { removeStages } from '../../../src/services/plans/stage-amendments';
import { openTask } from '../../../src/services/tasks';
import { extend } from '../../../src/services/tasks/commands';
import { dropFacts, freshFacts, testDatabaseUrl } from '../../support/facts';
import { someoneWaits } from '../../support/two-connections';
import { assignmentId, at, JUDGE_ON, PLAN, planOf, seed, STAGE } from './seed';

let db: Db;
let other: Db;
beforeEach(async () => {
  db = await freshFacts();
  other = openDb(await testDatabaseUrl(), db.run, 2);
});
afterEach(async () => {
  await other.prisma.$disconnect();
  await dropFacts(db);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('an extension by the issuer and the delivery wait for each other, never in a ring', async () => {
  const plan = await seed(db, { units: 1, cells: 1 });
  const id = assignmentId(1, 1);
  const { taskId } = await transaction(db, (tx) =>
    openTask(tx, db, plan, at(JUDGE_ON), {
      kind: 'miss',
      stageId: STAGE,
      groupId: 'o1',
      subjectId: null,
      title: 'việc',
      members: [{ assignmentId: id, dueRevision: 1, unitId: 'u1' }],
    }),
  );
  // As src/services/delivery/facts.ts claims: the plan, then its duties.
  let planHeld = (): void => undefined;
  const planIsHeld = new Promise<void>((resolve) => (planHeld = resolve));
  const claiming = transaction(other, async (tx) => {
    await tx.$queryRaw`select id from "Plan" where id = ${PLAN} for share`;
    planHeld();
    await pause(700);
    await tx.$queryRaw`select id from "Assignment" where id = ${id} for share`;
  });
  await planIsHeld;
  const extending = extend(
    db,
    { taskId, version: 1, key: 'e', due: '2024-01-31', basis: '', issuerBasis: 'Nghị quyết số 5-NQ/ĐUK, ngày 05/7/2023' },
    at(JUDGE_ON, 'o1'),
  );
  expect((await Promise.allSettled([claiming, extending])).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await planOf(db)).toMatchObject({ endDate: '2024-01-31' });
});

const context = at(JUDGE_ON, 'operator');
const endings = {
  'a cancelled plan': () => cancelPlan(db, { planId: PLAN, basis: 'Ý kiến Thường trực' }, context),
  'a topic taken away': () =>
    transaction(db, async (tx) => {
      const plan = await loadPlan(tx, PLAN);
      const [topic] = plan.document.topics;
      if (!topic) throw new Error('The plan has no topic');
      await removeStages(tx, db, { plan, basis: 'Ý kiến Thường trực', past: null }, topic, null, context);
    }),
};

test.each(Object.entries(endings))(
  '%s and a bounce that looks at the same stage wait for each other, never in a ring',
  async (_what, end) => {
    const plan = await seed(db, { units: 1, cells: 2 });
    const members = [{ assignmentId: assignmentId(1, 1), dueRevision: 1, unitId: 'u1' }];
    await transaction(db, (tx) =>
      openTask(tx, db, plan, context, { kind: 'miss', stageId: STAGE, groupId: 'o1', subjectId: null, title: 'việc', members }),
    );
    // As src/services/tasks/judging.ts converts a miss: the duty, then every open task of its stage.
    let dutyHeld = (): void => undefined;
    const dutyIsHeld = new Promise<void>((resolve) => (dutyHeld = resolve));
    const bouncing = transaction(other, async (tx) => {
      await tx.$queryRaw`select id from "Assignment" where id = ${assignmentId(1, 2)} for update`;
      dutyHeld();
      await someoneWaits(other);
      await tx.$queryRaw`select id from "Task" where "stageId" = ${STAGE} order by id for update`;
    });
    await dutyIsHeld;
    expect((await Promise.allSettled([bouncing, end()])).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  },
);
