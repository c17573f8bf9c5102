import type { LocalDate } from '../../../src/domain/dates';
import type { PlanDocument, StageKind, TopicSpec } from '../../../src/domain/plan';
import { amendPlan, viewAmendment, type Amendment } from '../../../src/services/plans/amendments';
import { transaction, type Db } from '../../../src/services/db';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { loadPlan } from '../../../src/services/plans/load';
import { askForConfirmation } from '../../../src/services/steps/stages';
import { performStep } from '../../../src/services/steps/perform';
import { startPlan } from '../../../src/services/plans/start';
import { openTask } from '../../../src/services/tasks';
import { invitationData } from '../../../src/mail/texts/data';
import { dropFacts, freshFacts } from '../../support/facts';
import { at, BASIS, briefing, PLAN, planOf, roster, stage, topic, TOPIC, TOPIC_OWNER } from './small-plan';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

const start = (topics: TopicSpec[], from: LocalDate = '2023-03-01') =>
  startPlan(db, { document: planOf(topics), roster, calendar: {}, from, past: null }, at(from));
const amend = async (document: PlanDocument, day: LocalDate, more: Partial<Amendment> = {}) => {
  const { revision } = await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } });
  return amendPlan(db, { document, basis: BASIS, revision, ...more }, at(day));
};
const stageOf = (kind: StageKind) => db.prisma.stage.findUniqueOrThrow({ where: { id: `${TOPIC}/${kind}` } });
const dutyOf = (body: string, kind: StageKind = 'session') =>
  db.prisma.assignment.findUniqueOrThrow({ where: { id: `${TOPIC}/${kind}/${body}` } });
const step = (key: string, day: LocalDate) => performStep(db, TOPIC_OWNER, key, at(day, 0));
const tasks = () => db.prisma.task.findMany({ orderBy: { openedAt: 'asc' } });

describe('what a held stage waits for is asked again', () => {
  test('dates that become certain release it, today, and close the board’s task', async () => {
    await start([topic({ briefing: briefing({ tentative: true }), session: stage() })]);
    await step('briefing/open/2023-04-11', '2023-04-11');
    expect(await stageOf('briefing')).toMatchObject({ status: 'held', heldFor: 'tentative' });
    await amend(planOf([topic({ briefing: briefing(), session: stage() })]), '2023-04-13');
    expect(await stageOf('briefing')).toMatchObject({
      status: 'waiting',
      heldFor: null,
      opensOn: '2023-04-13',
      tentative: false,
    });
    expect(await tasks()).toMatchObject([{ kind: 'confirm', status: 'closed', outcome: 'resolved' }]);
    expect(await step('briefing/open/2023-04-13', '2023-04-13')).toMatchObject({ opened: true });
  });

  test('amended on the very day its opening step ran, it opens here and now', async () => {
    await start([topic({ session: stage({ tentative: true }) })]);
    await step('session/open/2023-04-03', '2023-04-03');
    await amend(planOf([topic({ session: stage() })]), '2023-04-03');
    expect(await stageOf('session')).toMatchObject({ status: 'open', heldFor: null });
    expect(await dutyOf('a1')).toMatchObject({ status: 'open' });
  });

  test('a conference taken out of the plan, and one no longer waited for, hold nothing', async () => {
    const study = stage({ after: 'briefing', opens: '2023-04-12' });
    await start([topic({ briefing: briefing(), study })]);
    await step('study/open/2023-04-12', '2023-04-12');
    expect(await stageOf('study')).toMatchObject({ heldFor: 'after:briefing' });
    await amend(planOf([topic({ study: stage({ opens: '2023-04-12' }) })]), '2023-04-14');
    expect(await stageOf('study')).toMatchObject({ status: 'waiting', heldFor: null, opensOn: '2023-04-14' });
  });

  test('one that waits for something else says so, and the board is asked for that', async () => {
    await start([topic({ session: stage({ tentative: true, requiresMaterials: true }) })]);
    await step('session/open/2023-04-03', '2023-04-03');
    await amend(planOf([topic({ session: stage({ requiresMaterials: true }) })]), '2023-04-05');
    expect(await stageOf('session')).toMatchObject({ status: 'held', heldFor: 'materials' });
    const byNeed = new Map((await tasks()).map((task) => [task.subjectId, task.status]));
    expect(byNeed).toEqual(
      new Map([
        ['tentative', 'closed'],
        ['materials', 'open'],
      ]),
    );
  });

  test('one held because its due was past is released by a later due', async () => {
    await start([topic({ session: stage({ requiresMaterials: true }) })]);
    await step('session/open/2023-04-03', '2023-04-03');
    await db.prisma.stage.update({ where: { id: `${TOPIC}/session` }, data: { heldFor: 'past-due' } });
    const plan = await loadPlan(db.prisma, PLAN);
    await transaction(db, (tx) => askForConfirmation(tx, db, plan, `${TOPIC}/session`, 'past-due', at('2023-07-03')));
    await amend(planOf([topic({ session: stage({ due: '2023-08-31' }) })]), '2023-07-04');
    expect(await stageOf('session')).toMatchObject({ status: 'waiting', heldFor: null, opensOn: '2023-07-04' });
    expect((await tasks()).map(({ status }) => status)).toEqual(['closed', 'closed']);
    expect(await dutyOf('a1')).toMatchObject({ status: 'pending', dueDate: '2023-08-31' });
  });

  test('a task opened before the stage would have opened ends too', async () => {
    await start([topic({ session: stage({ tentative: true }) })]);
    const key = (await db.prisma.stage.findFirstOrThrow()).opensOn;
    const plan = await loadPlan(db.prisma, PLAN);
    await step(`session/confirm/${plan.calendar.addWorkingDays(key, -plan.policy.confirmDays)}`, '2023-03-31');
    expect(await tasks()).toMatchObject([{ status: 'open', subjectId: 'tentative' }]);
    await amend(planOf([topic({ session: stage() })]), '2023-03-31');
    expect(await tasks()).toMatchObject([{ status: 'closed' }]);
  });
});

describe('every field of the document is carried out', () => {
  test('the same document changes nothing', async () => {
    const topics = [topic({ briefing: briefing({ place: 'Hội trường' }), session: stage({ decided: 'x', basis: 'y' }) })];
    await start(topics);
    expect((await viewAmendment(db, planOf(topics), at('2023-03-02'))).changes).toEqual([]);
  });

  test('the plan’s own fields alone are a change', async () => {
    const topics = [topic({ session: stage() })];
    await start(topics);
    const reports: PlanDocument['reports'] = { every: 'quarter', said: 'Báo cáo hằng quý' };
    const { changes } = await amend(planOf(topics, { title: 'Kế hoạch mới', number: '2-KH/ĐUK', reports }), '2023-03-02');
    expect(changes).toEqual([{ kind: 'plan-changed', fields: ['number', 'title', 'reports'] }]);
    expect(await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({
      revision: 2,
      title: 'Kế hoạch mới',
      number: '2-KH/ĐUK',
    });
    expect((await loadPlan(db.prisma, PLAN)).document.reports).toEqual(reports);
  });

  test('year and zone are refused: dates stored rest on them', async () => {
    const topics = [topic({ session: stage() })];
    await start(topics);
    await expect(amend(planOf(topics, { zone: 'Asia/Tokyo' }), '2023-03-02')).rejects.toMatchObject({
      code: 'CD_AMENDMENT_FIXED',
    });
  });

  test('"dự kiến" with the same dates reaches the stage, before its opening', async () => {
    await start([topic({ session: stage() })]);
    await amend(planOf([topic({ session: stage({ tentative: true, information: true }) })]), '2023-03-02');
    expect(await stageOf('session')).toMatchObject({ tentative: true, information: true });
    expect(await step('session/open/2023-04-03', '2023-04-03')).toMatchObject({ held: 'tentative' });
  });

  test('new owners get duties and a letter; those of owners no more end, with their members in tasks', async () => {
    await start([topic({ session: stage() })]);
    await step('session/open/2023-04-03', '2023-04-03');
    const plan = await loadPlan(db.prisma, PLAN);
    const members = [{ assignmentId: `${TOPIC}/session/a1`, dueRevision: 1, unitId: 'a' }];
    const task = { kind: 'miss', stageId: `${TOPIC}/session`, groupId: 'a', subjectId: null, title: 'x', members } as const;
    await transaction(db, (tx) => openTask(tx, db, plan, at('2023-04-04'), { ...task, members: [...task.members] }));
    await amend(planOf([topic({ session: stage({ owners: ['unit'] }) })]), '2023-04-05');
    expect(await stageOf('session')).toMatchObject({ owners: ['unit'] });
    expect(await dutyOf('a')).toMatchObject({ status: 'open', dueDate: '2023-06-30' });
    expect(await dutyOf('a1')).toMatchObject({ status: 'cancelled' });
    expect(await tasks()).toMatchObject([{ kind: 'miss', status: 'closed' }]);
    expect(await db.prisma.notice.count({ where: { reason: 'open', bodyId: 'a' } })).toBe(1);
    await amend(planOf([topic({ session: stage({ owners: ['unit', 'cell'] }) })]), '2023-04-06');
    expect(await dutyOf('a1')).toMatchObject({ status: 'open', dueRevision: 2, closedAt: null });
  });

  test('a stage added with a past due is asked about, then not followed or due some days from now', async () => {
    await start([topic({ session: stage() })]);
    const late = planOf([topic({ study: stage({ opens: '2023-03-02', due: '2023-03-30' }), session: stage() })]);
    await expect(amend(late, '2023-05-10')).rejects.toMatchObject({
      code: 'CD_PAST_DATES',
      faults: [{ stage: 'cd-1/study', message: 'thời hạn 30/3/2023' }],
    });
    await amend(late, '2023-05-10', { past: 'due-now' });
    const { dueDate } = await stageOf('study');
    expect(dueDate > '2023-05-10').toBe(true);
    expect(await dutyOf('a1', 'study')).toMatchObject({ status: 'pending', dueDate, dueRevision: 2 });
  });

  test('a due moved into the past and not followed ends the duties that stand at it', async () => {
    await start([topic({ session: stage() })]);
    await amend(planOf([topic({ session: stage({ due: '2023-04-28' }) })]), '2023-05-10', { past: 'skip' });
    expect(await dutyOf('a1')).toMatchObject({ status: 'skipped' });
  });

  test('the plan’s end moves with its latest due', async () => {
    await start([topic({ session: stage() })]);
    await amend(planOf([topic({ session: stage({ due: '2024-01-31' }) })]), '2023-05-10');
    expect(await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({ endDate: '2024-01-31' });
    await amend(planOf([topic({ session: stage() })]), '2023-05-11');
    expect(await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({ endDate: '2024-01-31' });
  });
});

describe('what was removed can be added again', () => {
  test('a stage: its cancelled duties are awaited again at the new due, those met stay met', async () => {
    const both = topic({ study: stage(), session: stage() });
    await start([both]);
    await step('session/open/2023-04-03', '2023-04-03');
    await db.prisma.assignment.update({ where: { id: `${TOPIC}/session/a2` }, data: { status: 'reported' } });
    await amend(planOf([topic({ study: stage() })]), '2023-04-05');
    expect(await dutyOf('a1')).toMatchObject({ status: 'cancelled' });
    await amend(planOf([topic({ study: stage(), session: stage({ due: '2023-07-31' }) })]), '2023-05-04');
    expect(await stageOf('session')).toMatchObject({
      status: 'waiting',
      opensOn: '2023-05-04',
      dueDate: '2023-07-31',
      openedAt: null,
    });
    expect(await dutyOf('a1')).toMatchObject({ status: 'pending', dueDate: '2023-07-31', dueRevision: 2, closedAt: null });
    expect(await dutyOf('a2')).toMatchObject({ status: 'reported', dueDate: '2023-06-30' });
    expect(await step('session/open/2023-05-04', '2023-05-04')).toMatchObject({ opened: true });
  });

  test('a topic', async () => {
    await start([topic({ session: stage() }), topic({ session: stage() }, { id: 'cd-2' })]);
    await amend(planOf([topic({ session: stage() }, { id: 'cd-2' })]), '2023-04-05');
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({ status: 'cancelled' });
    await amend(
      planOf([topic({ session: stage() }, { title: 'Một mới' }), topic({ session: stage() }, { id: 'cd-2' })]),
      '2023-04-06',
    );
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({
      status: 'open',
      closedAt: null,
      title: 'Một mới',
    });
    expect(await dutyOf('a1')).toMatchObject({ status: 'pending' });
  });

  test('removing the last open stage closes the topic, adding one opens it again', async () => {
    await start([topic({ study: stage(), session: stage() })]);
    await db.prisma.stage.update({ where: { id: `${TOPIC}/study` }, data: { status: 'closed' } });
    await amend(planOf([topic({ study: stage() })]), '2023-04-05');
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({ status: 'closed' });
    await amend(planOf([topic({ study: stage(), session: stage() })]), '2023-04-06');
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({ status: 'open', closedAt: null });
  });
});

test('an extension of one body survives an amendment that moves the others', async () => {
  await start([topic({ session: stage() })]);
  const extension = { assignmentIds: [`${TOPIC}/session/a1`], due: '2023-08-31', basis: BASIS };
  await transaction(db, async (tx) => extendAssignments(tx, db, await loadPlan(tx, PLAN), at('2023-04-04'), extension));
  await amend(planOf([topic({ session: stage({ due: '2023-07-31' }) })]), '2023-04-05');
  expect(await dutyOf('a1')).toMatchObject({ dueDate: '2023-08-31' });
  expect(await dutyOf('a2')).toMatchObject({ dueDate: '2023-07-31', dueRevision: 2 });
});

describe('a conference that will not be held', () => {
  const invited = async () => {
    await start([topic({ briefing: briefing(), session: stage() })]);
    const plan = await loadPlan(db.prisma, PLAN);
    const day = plan.calendar.addWorkingDays('2023-04-11', -plan.policy.confirmDays);
    await step(`briefing/invite/${day}`, day);
  };
  const invitations = () =>
    db.prisma.notice.findMany({
      where: { reason: 'invitation' },
      orderBy: [{ bodyId: 'asc' }, { raisedAt: 'asc' }, { id: 'asc' }],
    });

  test('is not invited to any more; whoever was told hears it once', async () => {
    await invited();
    await db.prisma.notice.updateMany({ where: { reason: 'invitation', bodyId: 'a' }, data: { status: 'sent' } });
    await amend(planOf([topic({ session: stage() })]), '2023-04-07');
    const [told, off, skipped, ...more] = await invitations();
    expect(more).toEqual([]);
    expect(told).toMatchObject({ bodyId: 'a', status: 'sent' });
    expect(off).toMatchObject({ bodyId: 'a', status: 'planned', kind: 'receipt' });
    expect(invitationData.parse(off?.data)).toEqual({
      date: '2023-04-11',
      sequence: 1,
      notHeld: { about: 'Chuyên đề 1/2023', basis: BASIS },
    });
    expect(skipped).toMatchObject({ bodyId: 'b', status: 'skipped', why: 'closed' });
  });

  test('held after all: everybody is invited again', async () => {
    await invited();
    await db.prisma.notice.updateMany({ where: { reason: 'invitation', bodyId: 'a' }, data: { status: 'sent' } });
    await amend(planOf([topic({ session: stage() })]), '2023-04-07');
    await db.prisma.notice.updateMany({ where: { status: 'planned' }, data: { status: 'sent' } });
    await amend(planOf([topic({ briefing: briefing({ opens: '2023-04-18' }), session: stage() })]), '2023-04-10');
    const again = (await invitations()).filter(({ status }) => status === 'planned');
    expect(again.map(({ bodyId, data }) => [bodyId, invitationData.parse(data)])).toEqual([
      ['a', { date: '2023-04-18', sequence: 2 }],
      ['b', { date: '2023-04-18', sequence: 2 }],
    ]);
  });
});
