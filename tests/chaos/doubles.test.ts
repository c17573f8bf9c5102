/** Two of everything: workers, signals, events; and one signal that never comes. */
import { addDays } from '../../src/domain/dates';
import { deliveryWorkflowId, planWorkflowId, topicWorkflowId } from '../../src/domain/ids';
import { amendPlan } from '../../src/services/plans/amendments';
import { relayOnce } from '../../src/worker/relay';
import { changed } from '../../src/workflows/messages';
import { until } from './killable';
import { PLAN_ID, planOfToday, TOPIC_ID, todayIn, zoneWhereItIs } from './today-plan';
import { expectOneLetterEach, inWorld, type World } from './world';

// Side by side: most of their time is waiting.
jest.setTimeout(300_000);

const workflowsOf = ({ db }: World) => [
  planWorkflowId(db.run, PLAN_ID),
  topicWorkflowId(db.run, TOPIC_ID),
  deliveryWorkflowId(db.run),
];

/** Every workflow runs and has nothing under way. */
const atRest = (world: World) =>
  until('every workflow is at rest', async () => {
    const states = await Promise.all(workflowsOf(world).map((id) => world.client.workflow.getHandle(id).describe()));
    return states.every(
      ({ status, raw }) => status.name === 'RUNNING' && !raw.pendingActivities?.length && !raw.pendingWorkflowTask,
    );
  });

test.concurrent('two workers side by side share one plan: nothing happens twice', () =>
  inWorld(async (world) => {
    const { db, sink } = world;
    sink.answer = () => ({ at: 'stall', ms: 5 });
    await Promise.all([world.worker(), world.worker()]);
    await world.start(300);
    await until('every letter is sent', async () => (await world.sent()) === 300);
    await atRest(world);
    await expectOneLetterEach(world, 300);
    expect(sink.mails).toHaveLength(300);
    expect(await db.prisma.attempt.count()).toBe(300);
    expect(await db.prisma.stepRun.count({ where: { ownerId: TOPIC_ID } })).toBe(1);
    expect(await db.prisma.event.count({ where: { deliveredAt: null } })).toBe(0);
  }));

test.concurrent('doubled and late signals and events make no difference', () =>
  inWorld(async (world) => {
    const { db, client, sink } = world;
    await world.worker();
    await world.start(5);
    await until('every letter is sent', async () => (await world.sent()) === 5);
    await atRest(world);
    const before = {
      runs: await db.prisma.stepRun.findMany(),
      notices: await db.prisma.notice.findMany({ orderBy: { id: 'asc' } }),
    };

    // every event once more, each twice, long after its change; and signals that no event stands behind
    const events = await db.prisma.event.findMany();
    const late = [...events, ...events].map(({ workflowId, at }) => ({ workflowId, at }));
    await db.prisma.event.createMany({ data: late });
    for (const id of [...workflowsOf(world), ...workflowsOf(world)]) await client.workflow.getHandle(id).signal(changed);
    await until('they are delivered', async () => (await db.prisma.event.count({ where: { deliveredAt: null } })) === 0);
    await atRest(world);

    expect(await db.prisma.stepRun.findMany()).toEqual(before.runs);
    expect(await db.prisma.notice.findMany({ orderBy: { id: 'asc' } })).toEqual(before.notices);
    expect(sink.mails).toHaveLength(5);
  }));

test.concurrent('two relays at once deliver every event, and one signal a workflow and pass', () =>
  inWorld(async (world) => {
    const { db, client } = world;
    await world.start(2);
    const at = new Date();
    const ids = Array.from({ length: 3 }, (_, n) => planWorkflowId(db.run, `gone-${n}`));
    await db.prisma.event.createMany({ data: Array.from({ length: 300 }, (_, n) => ({ workflowId: ids[n % 3] ?? '', at })) });
    const passes = await Promise.all([relayOnce(db, client, Date.now()), relayOnce(db, client, Date.now())]);
    expect(await db.prisma.event.count({ where: { deliveredAt: null } })).toBe(0);
    const asked = passes.flatMap(({ missing }) => missing).filter((id) => ids.includes(id));
    expect(new Set(asked)).toEqual(new Set(ids));
    expect(asked.length).toBeLessThanOrEqual(6);
  }));

test.concurrent('a lost signal: what is due by the facts is done all the same', () =>
  inWorld(async (world) => {
    const { db } = world;
    // No event is ever written: nobody tells the workflows anything.
    await db.prisma.$executeRawUnsafe(
      `create function nobody_hears() returns trigger language plpgsql as 'begin return null; end'`,
    );
    await db.prisma.$executeRawUnsafe(
      `create trigger nobody_hears before insert on "Event" for each row execute function nobody_hears()`,
    );
    await world.worker();
    const zone = zoneWhereItIs(12 * 60);
    const opens = addDays(todayIn(zone), 10);
    const dates = { zone, opens, due: addDays(opens, 20) };
    await world.start(5, dates);
    await until(
      'the topic sleeps to its opening',
      async () => (await db.prisma.clock.findUnique({ where: { workflowId: topicWorkflowId(db.run, TOPIC_ID) } }))?.next ?? null,
    );

    const document = planOfToday({ ...dates, opens: todayIn(zone) });
    await amendPlan(db, { document, basis: 'Công văn số 1', revision: 1 }, { asOf: Date.now(), by: 'operator' });
    await until('every letter is sent', async () => (await world.sent()) === 5);
    await expectOneLetterEach(world, 5);
    expect(await db.prisma.event.count()).toBe(0);
  }));
