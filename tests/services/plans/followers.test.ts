/** What counts from another stage's due counts from the due that is followed, wherever that came from. */
import type { Db } from '../../../src/services/db';
import { transaction } from '../../../src/services/db';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { amendPlan } from '../../../src/services/plans/amendments';
import { loadPlan } from '../../../src/services/plans/load';
import { pausePlan, resumePlan } from '../../../src/services/plans/pauses';
import { startPlan } from '../../../src/services/plans/start';
import { confirmStage } from '../../../src/services/steps/confirmations';
import { performStep } from '../../../src/services/steps/perform';
import { dropFacts, freshFacts } from '../../support/facts';
import { at, BASIS, PLAN, planOf, roster, stage, topic, TOPIC, TOPIC_OWNER } from './small-plan';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

const document = (session: string, reporting: string) =>
  planOf([
    topic({
      session: stage({ due: session }),
      reporting: stage({ owners: ['unit'], opens: '2023-07-01', due: reporting, dueRule: { workingDays: 10, after: 'session' } }),
    }),
  ]);
const start = (from: string, past: 'skip' | 'due-now' | null = null) =>
  startPlan(db, { document: document('2023-06-30', '2023-07-14'), roster, calendar: {}, from, past }, at(from));

/** Distinct dues by stage: of the stages, and of their duties. */
async function dues(): Promise<Record<string, string[]>> {
  const stages = await db.prisma.stage.findMany({ include: { assignments: true }, orderBy: { id: 'asc' } });
  return Object.fromEntries(
    stages.map(({ kind, dueDate, assignments }) => [
      kind,
      [...new Set([dueDate, ...assignments.map((duty) => duty.dueDate)])].toSorted(),
    ]),
  );
}

test('at a start with due-now the report is due ten working days after the new date of the session', async () => {
  await start('2023-07-10', 'due-now');
  expect(await dues()).toEqual({ session: ['2023-07-17'], reporting: ['2023-07-31'] });
  const revisions = await db.prisma.dueRevision.findMany({
    where: { assignmentId: { startsWith: `${TOPIC}/reporting/` } },
    orderBy: [{ assignmentId: 'asc' }, { number: 'asc' }],
  });
  expect(revisions.slice(0, 2)).toMatchObject([
    { number: 1, dueDate: '2023-07-14', basis: stage().said },
    { number: 2, dueDate: '2023-07-31' },
  ]);
});

test('at a start that skips what is past, and at one before all of it, the report keeps its own date', async () => {
  await start('2023-07-10', 'skip');
  expect(await dues()).toMatchObject({ reporting: ['2023-07-14'] });
});

test('in an amendment with due-now the report follows', async () => {
  await start('2023-03-01');
  await performStep(db, TOPIC_OWNER, 'session/open/2023-04-03', at('2023-04-03', 0));
  await amendPlan(
    db,
    { document: document('2023-05-31', '2023-06-14'), basis: BASIS, revision: 1, past: 'due-now' },
    at('2023-06-05'),
  );
  expect(await dues()).toEqual({ session: ['2023-06-12'], reporting: ['2023-06-26'] });
});

test('resumed with due-now, the stage moves whole, the report follows, and a duty with a date of its own moves alone', async () => {
  await start('2023-03-01');
  await performStep(db, TOPIC_OWNER, 'session/open/2023-04-03', at('2023-04-03', 0));
  const extension = { assignmentIds: [`${TOPIC}/session/a1`], due: '2023-07-05', basis: BASIS };
  await transaction(db, async (tx) => extendAssignments(tx, db, await loadPlan(tx, PLAN), at('2023-06-19'), extension));
  await pausePlan(db, { planId: PLAN, basis: BASIS }, at('2023-06-20'));
  await resumePlan(db, { planId: PLAN, past: 'due-now' }, at('2023-07-10'));
  expect(await dues()).toEqual({ session: ['2023-07-17'], reporting: ['2023-07-31'] });
  const revisions = await db.prisma.dueRevision.groupBy({
    by: ['assignmentId'],
    _max: { number: true },
    orderBy: { assignmentId: 'asc' },
  });
  expect(revisions.filter(({ assignmentId }) => /session\/a[12]$/.test(assignmentId)).map(({ _max }) => _max.number)).toEqual([
    3, 2,
  ]);
});

test('what the board confirmed for a later day is not moved earlier by a resume', async () => {
  const reporting = stage({
    owners: ['unit'],
    opens: '2023-07-20',
    due: '2023-07-14',
    tentative: true,
    dueRule: { workingDays: 10, after: 'session' },
  });
  const plan = planOf([topic({ session: stage(), reporting })]);
  await startPlan(db, { document: plan, roster, calendar: {}, from: '2023-03-01', past: null }, at('2023-03-01'));
  await performStep(db, TOPIC_OWNER, 'session/open/2023-04-03', at('2023-04-03', 0));
  const confirmed = { stageId: `${TOPIC}/reporting`, due: '2023-08-31', opensOn: '2023-07-20', basis: BASIS };
  await confirmStage(db, confirmed, at('2023-06-15'));
  await pausePlan(db, { planId: PLAN, basis: BASIS }, at('2023-06-20'));
  await resumePlan(db, { planId: PLAN, past: 'due-now' }, at('2023-07-10'));
  expect(await dues()).toEqual({ session: ['2023-07-17'], reporting: ['2023-08-31'] });
});
