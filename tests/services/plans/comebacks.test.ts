import type { LocalDate } from '../../../src/domain/dates';
import type { StageKind, TopicSpec } from '../../../src/domain/plan';
import { transaction, type Db } from '../../../src/services/db';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { amendPlan, type Amendment } from '../../../src/services/plans/amendments';
import { loadPlan } from '../../../src/services/plans/load';
import { startPlan } from '../../../src/services/plans/start';
import { loadOwnerAgenda } from '../../../src/services/steps/agenda';
import { confirmStage } from '../../../src/services/steps/confirmations';
import { performStep } from '../../../src/services/steps/perform';
import { invitationData } from '../../../src/mail/texts/data';
import { dropFacts, freshFacts } from '../../support/facts';
import { at, BASIS, briefing, PLAN, planOf, roster, stage, topic, TOPIC, TOPIC_OWNER } from './small-plan';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

const start = (topics: TopicSpec[], from: LocalDate, past: Amendment['past'] = null) =>
  startPlan(db, { document: planOf(topics), roster, calendar: {}, from, past: past ?? null }, at(from));
const amend = async (stages: TopicSpec['stages'], day: LocalDate, more: Partial<Amendment> = {}) => {
  const { revision } = await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } });
  return amendPlan(db, { document: planOf([topic(stages)]), basis: BASIS, revision, ...more }, at(day));
};
const stageOf = (kind: StageKind) => db.prisma.stage.findUniqueOrThrow({ where: { id: `${TOPIC}/${kind}` } });
const dutyOf = (body: string, kind: StageKind = 'session') =>
  db.prisma.assignment.findUniqueOrThrow({ where: { id: `${TOPIC}/${kind}/${body}` } });
const step = (key: string, day: LocalDate) => performStep(db, TOPIC_OWNER, key, at(day, 0));

describe('what was not followed because its day had passed', () => {
  test('at the start: the stage and its closed topic come back with a due ahead', async () => {
    await start([topic({ session: stage() })], '2023-07-10', 'skip');
    expect(await stageOf('session')).toMatchObject({ status: 'skipped' });
    await db.prisma.topic.update({ where: { id: TOPIC }, data: { status: 'closed', closedAt: new Date() } });
    await amend({ session: stage({ due: '2023-09-29' }) }, '2023-07-17');
    expect(await stageOf('session')).toMatchObject({
      status: 'waiting',
      opensOn: '2023-07-17',
      dueDate: '2023-09-29',
      closedAt: null,
    });
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({ status: 'open', closedAt: null });
    expect(await dutyOf('a1')).toMatchObject({ status: 'pending', dueDate: '2023-09-29', closedAt: null });
    expect(await step('session/open/2023-07-17', '2023-07-17')).toMatchObject({ opened: true, notices: 2 });
  });

  test('at the start, its new due is past too: it stays out', async () => {
    await start([topic({ session: stage() })], '2023-07-10', 'skip');
    await amend({ session: stage({ due: '2023-07-07' }) }, '2023-07-17', { past: 'skip' });
    expect(await stageOf('session')).toMatchObject({ status: 'skipped', dueDate: '2023-07-07' });
    expect(await dutyOf('a1')).toMatchObject({ status: 'skipped' });
  });

  test('in an amendment: duties of an open stage are asked again, and told the new due', async () => {
    await start([topic({ session: stage() })], '2023-03-01');
    await step('session/open/2023-04-03', '2023-04-03');
    await db.prisma.notice.updateMany({ where: { reason: 'open' }, data: { status: 'sent' } });
    await amend({ session: stage({ due: '2023-04-28' }) }, '2023-05-10', { past: 'skip' });
    expect(await dutyOf('a1')).toMatchObject({ status: 'skipped' });
    await amend({ session: stage({ due: '2023-08-31' }) }, '2023-05-11');
    expect(await stageOf('session')).toMatchObject({ status: 'open', dueDate: '2023-08-31' });
    expect(await dutyOf('a1')).toMatchObject({ status: 'open', dueDate: '2023-08-31', closedAt: null });
    expect(await db.prisma.notice.count({ where: { reason: 'due-moved', status: 'planned' } })).toBe(2);
  });
});

describe('a tentative opening that was confirmed', () => {
  const tentative = (opens: LocalDate, more = {}) => briefing({ tentative: true, opens, ...more });
  const confirmed = async () => {
    await start([topic({ briefing: tentative('2023-04-11'), session: stage() })], '2023-03-01');
    await confirmStage(db, { stageId: `${TOPIC}/briefing`, basis: BASIS }, at('2023-03-20'));
  };
  const invitations = async () =>
    (await db.prisma.notice.findMany({ where: { reason: 'invitation' }, orderBy: [{ bodyId: 'asc' }, { raisedAt: 'asc' }] })).map(
      ({ bodyId, status, data }) => [bodyId, status, invitationData.parse(data).date],
    );

  test('is asked about again when the document moves it, and stays closed until then', async () => {
    await confirmed();
    await amend({ briefing: tentative('2023-04-18'), session: stage() }, '2023-03-27');
    expect(await stageOf('briefing')).toMatchObject({ opensOn: '2023-04-18', confirmedAt: null });
    const { steps } = await loadOwnerAgenda(db.prisma, TOPIC_OWNER);
    expect(steps.filter(({ stageKind }) => stageKind === 'briefing').map(({ key }) => key)).toContain(
      'briefing/confirm/2023-04-11',
    );
    expect(await step('briefing/open/2023-04-18', '2023-04-18')).toEqual({ held: 'tentative' });
  });

  test('stands when the document comes to the very day that was confirmed', async () => {
    await start([topic({ briefing: tentative('2023-04-11'), session: stage() })], '2023-03-01');
    await confirmStage(db, { stageId: `${TOPIC}/briefing`, basis: BASIS, opensOn: '2023-04-13' }, at('2023-03-20'));
    await amend({ briefing: tentative('2023-04-13'), session: stage() }, '2023-03-27');
    expect((await stageOf('briefing')).confirmedAt).not.toBeNull();
  });

  test('whoever was told the old day hears of the new one; the others only once it is certain', async () => {
    await confirmed();
    await step('briefing/invite/2023-04-04', '2023-04-04');
    await db.prisma.notice.updateMany({ where: { reason: 'invitation', bodyId: 'a' }, data: { status: 'sent' } });
    await amend({ briefing: tentative('2023-04-18'), session: stage() }, '2023-04-05');
    expect(await invitations()).toEqual([
      ['a', 'sent', undefined],
      ['a', 'planned', '2023-04-18'],
      ['b', 'skipped', undefined],
    ]);
    await db.prisma.notice.updateMany({ where: { reason: 'invitation', bodyId: 'a' }, data: { status: 'sent' } });
    await confirmStage(db, { stageId: `${TOPIC}/briefing`, basis: BASIS }, at('2023-04-10'));
    expect((await invitations()).slice(2)).toEqual([
      ['b', 'skipped', undefined],
      ['b', 'planned', undefined],
    ]);
  });

  test('confirmed on a further day, those told hear that one', async () => {
    await confirmed();
    await step('briefing/invite/2023-04-04', '2023-04-04');
    await db.prisma.notice.updateMany({ where: { reason: 'invitation' }, data: { status: 'sent' } });
    await amend({ briefing: tentative('2023-04-18'), session: stage() }, '2023-04-05');
    await db.prisma.notice.updateMany({ where: { reason: 'invitation' }, data: { status: 'sent' } });
    await confirmStage(db, { stageId: `${TOPIC}/briefing`, basis: BASIS, opensOn: '2023-04-19' }, at('2023-04-10'));
    expect((await invitations()).filter(([, status]) => status === 'planned')).toEqual([
      ['a', 'planned', '2023-04-19'],
      ['b', 'planned', '2023-04-19'],
    ]);
  });
});

test('a role that leaves the audience is not invited any more; back again, it is', async () => {
  const both = briefing({ audience: ['unit', 'cell'] });
  await start([topic({ briefing: both, session: stage() })], '2023-03-01');
  await step('briefing/invite/2023-04-04', '2023-04-04');
  const planned = async () =>
    (await db.prisma.notice.findMany({ where: { reason: 'invitation', status: 'planned' }, orderBy: { bodyId: 'asc' } })).map(
      ({ bodyId }) => bodyId,
    );
  expect(await planned()).toEqual(['a', 'a1', 'a2', 'b']);
  await db.prisma.notice.updateMany({ where: { bodyId: 'a1', reason: 'invitation' }, data: { status: 'sent' } });
  await amend({ briefing: briefing(), session: stage() }, '2023-04-04');
  expect(await planned()).toEqual(['a', 'b']);
  // one who left does not hear that it moves
  await amend({ briefing: briefing({ opens: '2023-04-12' }), session: stage() }, '2023-04-04');
  expect(await planned()).toEqual(['a', 'b']);
  await amend({ briefing: briefing({ opens: '2023-04-12', audience: ['unit', 'cell'] }), session: stage() }, '2023-04-04');
  expect(await planned()).toEqual(['a', 'a2', 'b']);
});

test('what counts from a stage that counts from an extended one moves along', async () => {
  const after = (of: StageKind, workingDays: number, due: LocalDate) => stage({ due, dueRule: { after: of, workingDays } });
  const stages = {
    study: stage({ due: '2023-06-30' }),
    session: after('study', 5, '2023-07-07'),
    reporting: after('session', 10, '2023-07-21'),
  };
  await startPlan(
    db,
    { document: planOf([topic(stages, { choice: true })]), roster, calendar: {}, from: '2023-03-01', past: null },
    at('2023-03-01'),
  );
  const plan = await loadPlan(db.prisma, PLAN);
  const { along } = await transaction(db, (tx) =>
    extendAssignments(tx, db, plan, at('2023-06-01'), {
      assignmentIds: [`${TOPIC}/study/a1`],
      due: '2023-07-14',
      basis: BASIS,
    }),
  );
  expect(along).toEqual([`${TOPIC}/reporting/a1`, `${TOPIC}/session/a1`]);
  expect([(await dutyOf('a1')).dueDate, (await dutyOf('a1', 'reporting')).dueDate]).toEqual(['2023-07-21', '2023-08-04']);
  expect((await dutyOf('a2', 'reporting')).dueDate).toBe('2023-07-21');
});
