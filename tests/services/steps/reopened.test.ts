import { transaction, type Db } from '../../../src/services/db';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { submitReport } from '../../../src/services/duties/reports';
import { loadPlan } from '../../../src/services/plans/load';
import { loadOwnerAgenda } from '../../../src/services/steps/agenda';
import { performStep } from '../../../src/services/steps/perform';
import { dropFacts, freshFacts } from '../../support/facts';
import { at, BASIS, startSmallPlan, TOPIC, TOPIC_OWNER } from '../plans/small-plan';

const STAGE = `${TOPIC}/session`;
const DUTY = `${STAGE}/a1`;

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await startSmallPlan(db, at('2023-03-01'));
});
afterEach(() => dropFacts(db));

/** Performs every step up to `until`, each at 00:00 of its date. Returns their keys. */
async function walk(until: string): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const [first] = (await loadOwnerAgenda(db.prisma, TOPIC_OWNER)).steps;
    if (!first || first.date > until) return done;
    await performStep(db, TOPIC_OWNER, first.key, at(first.date, 0));
    done.push(first.key);
  }
}
const extend = (on: string, due: string) =>
  transaction(db, async (tx) =>
    extendAssignments(tx, db, await loadPlan(tx, 'p'), at(on), { assignmentIds: [DUTY], due, basis: BASIS }),
  );
const report = (on: string) =>
  submitReport(
    db,
    { assignmentId: DUTY, idempotencyKey: on, channel: 'phone', heldOn: on, learned: 'điện thoại', content: null },
    at(on, 600),
  );
const stage = () => db.prisma.stage.findUniqueOrThrow({ where: { id: STAGE } });

test('a stage that an extension opened again closes again the day after, once its duty has reported', async () => {
  expect(await walk('2023-07-10')).toContain('session/close/2023-07-07');
  expect(await stage()).toMatchObject({ status: 'closed', reopenedOn: null });
  await extend('2023-07-11', '2023-07-20');
  expect(await stage()).toMatchObject({ status: 'open', reopenedOn: '2023-07-11', closedAt: null });
  await report('2023-07-12');
  expect(await walk('2023-07-13')).toEqual(['session/close/2023-07-12']);
  expect(await stage()).toMatchObject({ status: 'closed' });
});

test('opened again on the day it closed, it closes on the next', async () => {
  await walk('2023-07-07');
  await extend('2023-07-07', '2023-07-14');
  await report('2023-07-07');
  expect(await walk('2023-07-08')).toEqual(['session/close/2023-07-08']);
});

test('an extension that runs out again is judged, and the stage closes the working day after', async () => {
  await walk('2023-07-10');
  await extend('2023-07-11', '2023-07-20');
  const steps = await walk('2023-12-31');
  expect(steps.slice(-2)).toEqual(['session/judge/2023-07-26', 'session/close/2023-07-27']);
  expect(await stage()).toMatchObject({ status: 'closed' });
});
