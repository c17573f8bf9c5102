import { dueInstant } from '../../../src/domain/dates';
import { transaction, type Db } from '../../../src/services/db';
import { confirmStage, recordMaterials } from '../../../src/services/steps/confirmations';
import { bounceContact, markPassedOn, updateContact } from '../../../src/services/contacts/contacts';
import { recomputeRoutes } from '../../../src/services/contacts/routes';
import { toStored } from '../../../src/services/stored';
import { openTask } from '../../../src/services/tasks';
import { dropFacts, freshFacts } from '../../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  document,
  judgeOn,
  letterAbout,
  openTaskOf,
  PLAN,
  plannedReminder,
  planOf,
  seed,
  STAGE,
  TOPIC,
  ZONE,
} from '../tasks/seed';

const STUDY = `${TOPIC}/study`;
const BASIS = 'Thông báo số 3-TB/ĐUK, ngày 10/6/2023';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 2, cells: 2 });
});
afterEach(() => dropFacts(db));

const stageOf = (id: string) => db.prisma.stage.findUniqueOrThrow({ where: { id } });
const eventsTo = (workflow: RegExp) =>
  db.prisma.event.findMany().then((events) => events.filter((event) => workflow.test(event.workflowId)).length);
async function confirmTask(subjectId: string): Promise<void> {
  const plan = await planOf(db);
  await transaction(db, (tx) =>
    openTask(tx, db, plan, at('2023-06-01'), {
      kind: 'confirm',
      stageId: STUDY,
      groupId: null,
      subjectId,
      title: 'x',
      members: [],
    }),
  );
}

describe('confirming a tentative stage', () => {
  it('releases it for today, keeps the basis, closes the board’s task and tells the topic', async () => {
    await confirmTask('tentative');
    await db.prisma.event.deleteMany();
    expect(await confirmStage(db, { stageId: STUDY, basis: BASIS }, at('2023-06-12', 'o1'))).toEqual({
      opensOn: '2023-06-12',
      due: '2023-06-30',
      newDue: false,
    });
    expect(await stageOf(STUDY)).toMatchObject({
      status: 'waiting',
      heldFor: null,
      opensOn: '2023-06-12',
      confirmedAt: new Date(at('2023-06-12').asOf),
    });
    expect(await db.prisma.task.findMany()).toMatchObject([{ status: 'closed', outcome: 'resolved' }]);
    expect(await db.prisma.audit.findMany({ where: { action: 'stage.confirmed' } })).toMatchObject([
      { by: 'o1', data: { basis: BASIS } },
    ]);
    expect(await eventsTo(/topic\//)).toBeGreaterThan(0);
  });

  it('takes an hour as offices write it, and none that no clock shows', async () => {
    await confirmTask('tentative');
    for (const hour of ['25:99', '8:99', 'sáng', '24:00'])
      await expect(confirmStage(db, { stageId: STUDY, basis: BASIS, hour }, at('2023-06-12'))).rejects.toMatchObject({
        code: 'CD_NOT_AN_HOUR',
      });
    await confirmStage(db, { stageId: STUDY, basis: BASIS, hour: '14h30' }, at('2023-06-12'));
    expect(await stageOf(STUDY)).toMatchObject({ hour: '14h30' });
  });

  it('with other dates moves the stage and the duties that wait in it', async () => {
    const duty = {
      id: `${STUDY}/u1`,
      stageId: STUDY,
      bodyId: 'u1',
      unitId: 'u1',
      status: 'pending',
      dueDate: '2023-06-30',
      lateAfter: '2023-06-30',
    };
    await db.prisma.assignment.create({ data: { ...duty, dueAt: new Date(at('2023-07-01').asOf), judgeOn: '2023-07-06' } });
    await confirmStage(db, { stageId: STUDY, basis: BASIS, opensOn: '2023-07-03', due: '2023-07-14' }, at('2023-06-12'));
    expect(await stageOf(STUDY)).toMatchObject({ opensOn: '2023-07-03', dueDate: '2023-07-14', lateAfter: '2023-07-14' });
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: duty.id } })).toMatchObject({
      dueDate: '2023-07-14',
      dueRevision: 2,
    });
    expect(await db.prisma.notice.count({ where: { reason: 'due-moved' } })).toBe(0);
  });

  it('leaves an extension of one body’s own as it is', async () => {
    const duty = { stageId: STUDY, unitId: 'u1', status: 'pending', judgeOn: '2023-07-06' };
    const dated = (day: string) => ({ dueDate: day, lateAfter: day, dueAt: new Date(dueInstant(day, ZONE)) });
    await db.prisma.assignment.createMany({
      data: [
        { ...duty, id: `${STUDY}/u1-c1`, bodyId: 'u1-c1', ...dated('2023-06-30') },
        { ...duty, id: `${STUDY}/u1-c2`, bodyId: 'u1-c2', ...dated('2023-08-31'), dueRevision: 2 },
      ],
    });
    await confirmStage(db, { stageId: STUDY, basis: BASIS, due: '2023-07-14' }, at('2023-06-12'));
    const duties = await db.prisma.assignment.findMany({ where: { stageId: STUDY }, orderBy: { id: 'asc' } });
    expect(duties).toMatchObject([
      { dueDate: '2023-07-14', dueRevision: 2 },
      { dueDate: '2023-08-31', dueRevision: 2 },
    ]);
  });

  it('is refused when a stage that counts from it would end beyond the plan', async () => {
    const [topic] = document.topics;
    const study = topic?.stages.study;
    if (!topic || !study) throw new Error('the sample has a study');
    const reporting = { ...study, tentative: false, dueRule: { workingDays: 5, after: 'study' as const } };
    const topics = [{ ...topic, stages: { ...topic.stages, reporting } }];
    await db.prisma.plan.update({ where: { id: PLAN }, data: { document: toStored({ ...document, topics }) } });
    const columns = {
      owners: ['unit'],
      audience: [],
      opensOn: '2023-06-01',
      dueDate: '2023-07-07',
      lateAfter: '2023-07-07',
      tentative: false,
    };
    await db.prisma.stage.create({
      data: { ...columns, id: `${TOPIC}/reporting`, topicId: TOPIC, kind: 'reporting', information: false, status: 'waiting' },
    });
    await expect(confirmStage(db, { stageId: STUDY, basis: BASIS, due: '2023-12-29' }, at('2023-06-12'))).rejects.toMatchObject({
      code: 'CD_EXTENSION_BEYOND_PLAN',
      values: { due: '2024-01-05' },
    });
    expect(await stageOf(`${TOPIC}/reporting`)).toMatchObject({ dueDate: '2023-07-07' });
    expect(await stageOf(STUDY)).toMatchObject({ status: 'held', dueDate: '2023-06-30' });
  });

  it.each([
    ['without basis', { basis: '' }, 'CD_BASIS_MISSING'],
    ['to open after its due', { opensOn: '2023-07-03' }, 'CD_STAGE_DATES'],
    ['beyond the plan', { due: '2024-02-01' }, 'CD_EXTENSION_BEYOND_PLAN'],
    ['of an unknown stage', { stageId: `${TOPIC}/briefing` }, 'CD_STAGE_UNKNOWN'],
    ['of a stage that is certain', { stageId: STAGE }, 'CD_STAGE_NOT_TENTATIVE'],
  ])('%s is refused and changes nothing', async (_, more, code) => {
    await expect(confirmStage(db, { stageId: STUDY, basis: BASIS, ...more }, at('2023-06-12'))).rejects.toMatchObject({ code });
    expect(await stageOf(STUDY)).toMatchObject({ status: 'held', confirmedAt: null });
  });
});

describe('materials', () => {
  it('release what was held for them, close the task, and say which due is already over', async () => {
    await db.prisma.stage.update({ where: { id: STUDY }, data: { heldFor: 'materials' } });
    await confirmTask('materials');
    const duty = { id: `${STUDY}/u1`, stageId: STUDY, bodyId: 'u1', unitId: 'u1', status: 'pending' };
    const dated = { dueDate: '2023-06-30', lateAfter: '2023-06-30', dueAt: new Date(dueInstant('2023-06-30', ZONE)) };
    await db.prisma.assignment.create({ data: { ...duty, ...dated, judgeOn: '2023-07-06' } });
    expect(await recordMaterials(db, { topicId: TOPIC, basis: BASIS }, at('2023-07-03'))).toEqual({
      released: [STUDY],
      pastDue: [STUDY],
    });
    expect(await stageOf(STUDY)).toMatchObject({ status: 'waiting', opensOn: '2023-07-03' });
    expect(await db.prisma.task.findMany()).toMatchObject([{ status: 'closed' }]);
    const first = await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } });
    expect(await recordMaterials(db, { topicId: TOPIC, basis: BASIS }, at('2023-07-04'))).toEqual({ released: [], pastDue: [] });
    expect((await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).materialsAt).toEqual(first.materialsAt);
  });

  it('leave a stage that waits for something else held', async () => {
    expect(await recordMaterials(db, { topicId: TOPIC, basis: BASIS }, at('2023-06-12'))).toEqual({ released: [], pastDue: [] });
    expect(await stageOf(STUDY)).toMatchObject({ status: 'held', heldFor: 'tentative' });
    await expect(recordMaterials(db, { topicId: `${PLAN}/none`, basis: BASIS }, at('2023-06-12'))).rejects.toMatchObject({
      code: 'CD_TOPIC_UNKNOWN',
    });
  });
});

describe('an address that bounces', () => {
  const bounce = () =>
    transaction(db, (tx) => bounceContact(tx, db, at('2023-07-10'), { address: 'U1-C1@example.org', why: '550 no such user' }));

  it('is marked once, routed through the unit, and its miss becomes a contact problem', async () => {
    await letterAbout(db, allAssignments(2, 2));
    await judgeOn(db, '2023-07-06');
    expect(await bounce()).toEqual({ contacts: ['k-u1-c1'], converted: 1 });
    expect(await db.prisma.contact.findUniqueOrThrow({ where: { id: 'k-u1-c1' } })).toMatchObject({
      status: 'bounced',
      why: '550 no such user',
    });
    expect(await db.prisma.route.findMany({ where: { bodyId: 'u1-c1' } })).toMatchObject([
      { via: 'via-unit', address: 'u1@example.org', viaBodyId: 'u1' },
    ]);
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentId(1, 1) } })).toMatchObject({
      verdict: 'contact',
    });
    expect(await bounce()).toEqual({ contacts: [], converted: 0 });
    expect(await db.prisma.audit.count({ where: { action: 'contact.bounced' } })).toBe(1);
  });

  it('what no letter has taken yet goes to the unit instead', async () => {
    const when = new Date(at('2023-07-11').asOf);
    await plannedReminder(db, assignmentId(1, 1), {
      dedupeKey: 'a#1#s#k-u1-c1',
      kind: 'overdue',
      reason: 'overdue',
      windowStart: when,
      slotAt: when,
      raisedAt: when,
    });
    await bounce();
    expect(await db.prisma.notice.findMany({ where: { bodyId: 'u1-c1' } })).toMatchObject([
      { dedupeKey: 'a#1#s#k-u1', contactId: 'k-u1', address: 'u1@example.org', via: 'via-unit', status: 'planned' },
    ]);
  });
});

describe('a contact is put right', () => {
  const cell = assignmentId(1, 1);
  beforeEach(async () => {
    await db.prisma.contact.updateMany({ where: { bodyId: { in: ['u1', 'u1-c1', 'u1-c2'] } }, data: { status: 'bounced' } });
    await transaction(db, (tx) => recomputeRoutes(tx));
    await letterAbout(db, allAssignments(2, 2));
    await judgeOn(db, '2023-07-06');
  });

  it('leaves the board’s task, gets the letter that is due, and is judged again after grace', async () => {
    const task = await openTaskOf(db, 'contact', 'o1');
    const { contactId, reachable } = await updateContact(
      db,
      { bodyId: 'u1-c1', email: ' Moi@Example.org ' },
      at('2023-07-10', 'o1'),
    );
    expect(reachable).toEqual([cell]);
    expect(await db.prisma.contact.findUniqueOrThrow({ where: { id: contactId } })).toMatchObject({
      email: 'moi@example.org',
      status: 'ok',
      channel: 'email',
    });
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({
      verdict: null,
      judgeOn: '2023-07-14',
    });
    expect(await db.prisma.taskMember.findMany({ where: { taskId: task.id }, orderBy: { assignmentId: 'asc' } })).toMatchObject([
      { status: 'resolved' },
      { status: 'open' },
    ]);
    expect(await db.prisma.notice.findMany({ where: { assignmentId: cell, status: 'planned' } })).toMatchObject([
      { kind: 'overdue', address: 'moi@example.org' },
    ]);
  });

  it('what went to the address that bounced still tells nobody: unanswered, it is a contact problem again', async () => {
    await updateContact(db, { bodyId: 'u1-c1', email: 'moi@example.org' }, at('2023-07-10', 'o1'));
    await judgeOn(db, '2023-07-14');
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({ verdict: 'contact' });
  });

  it('a unit’s new address reaches the cells that go through it', async () => {
    const { reachable } = await updateContact(db, { bodyId: 'u1', email: 'danguy@example.org' }, at('2023-07-10'));
    expect(reachable).toEqual([assignmentId(1, 1), assignmentId(1, 2)]);
    expect((await db.prisma.task.findMany({ where: { kind: 'contact', groupId: 'o1' } })).map((task) => task.status)).toEqual([
      'closed',
    ]);
  });

  it('passed on by telephone, they count as told: judged again after grace, they are misses', async () => {
    await markPassedOn(db, { assignmentIds: [cell], how: 'điện thoại cho đồng chí Bí thư, 10/7/2023' }, at('2023-07-10', 'o1'));
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({
      verdict: null,
      passedOnAt: new Date(at('2023-07-10').asOf),
    });
    await judgeOn(db, '2023-07-14');
    expect(await db.prisma.assignment.findUniqueOrThrow({ where: { id: cell } })).toMatchObject({ verdict: 'miss' });
    await expect(markPassedOn(db, { assignmentIds: [cell], how: ' ' }, at('2023-07-10'))).rejects.toMatchObject({
      code: 'CD_REASON_MISSING',
    });
  });
});

describe('changing an address that works', () => {
  it('pending notices follow it; the old one is kept, out of use', async () => {
    await plannedReminder(db, assignmentId(1, 1), { dedupeKey: 'a#1#s#k-u1-c1' });
    const { contactId } = await updateContact(
      db,
      { bodyId: 'u1-c1', email: 'moi@example.org', phone: '0900 000 001' },
      at('2023-06-20', 'o1'),
    );
    expect(await db.prisma.contact.findUniqueOrThrow({ where: { id: 'k-u1-c1' } })).toMatchObject({
      status: 'suppressed',
      email: 'u1-c1@example.org',
    });
    expect(await db.prisma.notice.findMany()).toMatchObject([{ contactId, address: 'moi@example.org', status: 'planned' }]);
    expect(await updateContact(db, { bodyId: 'u1-c1', phone: '0900 000 002' }, at('2023-06-20', 'o1'))).toMatchObject({
      contactId,
    });
  });

  it.each([
    ['an address that is none', { email: 'moi' }, 'CD_CONTACT_INVALID'],
    ['e-mail without an address', { email: null, channel: 'email' as const }, 'CD_CONTACT_INVALID'],
    ['a body nobody knows', { bodyId: 'u9', email: 'a@example.org' }, 'CD_BODY_UNKNOWN'],
    ['another body’s contact', { contactId: 'k-u2', email: 'a@example.org' }, 'CD_CONTACT_UNKNOWN'],
  ])('%s is refused', async (_, more, code) => {
    await expect(updateContact(db, { bodyId: 'u1-c1', ...more }, at('2023-06-20'))).rejects.toMatchObject({ code });
    expect(await db.prisma.audit.count()).toBe(0);
  });
});
