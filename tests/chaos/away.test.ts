/** Servers that go away and come back, one of the test's own each. */
import { addDays, instantOf } from '../../src/domain/dates';
import { topicWorkflowId } from '../../src/domain/ids';
import { submitReport } from '../../src/services/duties/reports';
import { until } from './killable';
import { ownPostgres, ownTemporal } from './servers';
import { STAGE_ID, TOPIC_ID, todayIn, zoneWhereItIs, type PlanDates } from './today-plan';
import { expectOneLetterEach, inWorld, type World } from './world';

// Side by side: most of their time is waiting.
jest.setTimeout(360_000);

const CELLS = 300;
/** So that a wave takes a few seconds. */
const slowly = () => ({ at: 'stall', ms: 30 }) as const;

/** A plan whose session opens at a midnight that comes soon, in the zone where it does. */
function openingSoon(): { dates: PlanDates; midnight: number } {
  const inAWhile = Math.ceil((Date.now() + 30_000) / 60_000) * 60_000;
  const zone = zoneWhereItIs(0, inAWhile);
  const opens = addDays(todayIn(zone), 1);
  return { dates: { zone, opens, due: addDays(opens, 30) }, midnight: instantOf(opens, 0, zone) };
}

/** Starts the plan and waits until its topic sleeps to the opening. */
async function sleepToOpening(world: World): Promise<number> {
  const { dates, midnight } = openingSoon();
  await world.start(CELLS, dates);
  const topic = world.client.workflow.getHandle(topicWorkflowId(world.db.run, TOPIC_ID));
  await until('the topic sleeps to its opening', async () => {
    const history = await topic.fetchHistory().catch(() => null);
    return history?.events?.some((event) => event.timerStartedEventAttributes) ?? false;
  });
  return midnight;
}

/** Nothing has reached the mail server for a while: whoever was sending has given up. */
async function quiet({ sink }: World): Promise<void> {
  let last = { count: -1, at: 0 };
  await until('the mail server hears nothing more', async () => {
    if (sink.mails.length !== last.count) last = { count: sink.mails.length, at: Date.now() };
    return Date.now() - last.at > 3000;
  });
}

const pass = (what: string, instant: number) => until(what, async () => Date.now() > instant + 1500);

async function expectWaveOnce(world: World): Promise<void> {
  await until('every letter is sent', async () => (await world.sent()) === CELLS, 240_000);
  await expectOneLetterEach(world, CELLS);
  expect(await world.db.prisma.stepRun.count({ where: { ownerId: TOPIC_ID } })).toBe(1);
  expect(await world.db.prisma.notice.count()).toBe(CELLS);
}

test.concurrent('PostgreSQL stopped while a step is due: the step runs once when it is back', async () => {
  const postgres = await ownPostgres();
  try {
    await inWorld(
      async (world) => {
        await world.worker();
        const midnight = await sleepToOpening(world);
        await postgres.stop();
        await pass('the opening is due while the facts are away', midnight);
        const topic = world.client.workflow.getHandle(topicWorkflowId(world.db.run, TOPIC_ID));
        await until('the step is tried in vain', async () => {
          const { raw } = await topic.describe();
          return raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 1) ?? false;
        });
        await postgres.start();
        await expectWaveOnce(world);
      },
      { databaseUrl: postgres.address },
    );
  } finally {
    await postgres.stop();
  }
});

test.concurrent('PostgreSQL stopped while a wave goes out: no notice is lost, no message row comes twice, every repeat is identical and counted unknown', async () => {
  const postgres = await ownPostgres();
  try {
    await inWorld(
      async (world) => {
        world.sink.answer = slowly;
        await world.worker();
        await world.start(CELLS);
        await until('some of the wave is out', async () => world.sink.mails.length > 40);
        await postgres.stop();
        await quiet(world);
        await postgres.start();
        await expectWaveOnce(world);
        // what was on the wire when the facts went away could not be recorded: it went again, and is counted
        const lost = await world.db.prisma.attempt.count({ where: { outcome: 'lost' } });
        expect(lost).toBeGreaterThan(0);
        expect(world.sink.mails.length).toBeGreaterThan(CELLS);
      },
      { databaseUrl: postgres.address },
    );
  } finally {
    await postgres.stop();
  }
});

test.concurrent('Temporal stopped while a step is due: the step runs once when it is back', async () => {
  const temporal = await ownTemporal();
  try {
    await inWorld(
      async (world) => {
        await world.worker();
        const midnight = await sleepToOpening(world);
        await temporal.stop();
        await pass('the opening is due while Temporal is away', midnight);
        expect(await world.db.prisma.stepRun.count({ where: { ownerId: TOPIC_ID } })).toBe(0);
        await temporal.start();
        await expectWaveOnce(world);
      },
      { address: temporal.address },
    );
  } finally {
    await temporal.stop();
  }
});

test.concurrent('Temporal stopped while a wave goes out, and while people act: what was accepted takes effect when it is back', async () => {
  const temporal = await ownTemporal();
  try {
    await inWorld(
      async (world) => {
        const { db, sink } = world;
        await world.worker();
        await temporal.stop();
        await world.start(CELLS);
        expect(sink.mails).toEqual([]);

        sink.answer = slowly;
        await temporal.start();
        await until('a plan accepted while Temporal was away has begun', async () => sink.mails.length > 40);
        await temporal.stop();
        const told = await until('a cell that has its letter', () =>
          db.prisma.message.findFirst({ where: { status: 'sent' }, include: { notices: true } }),
        );
        const assignmentId = told.notices[0]?.assignmentId ?? '';
        expect(assignmentId).toContain(STAGE_ID);
        const held = todayIn((await db.prisma.plan.findFirstOrThrow()).zone);
        const report = {
          assignmentId,
          idempotencyKey: 'k1',
          channel: 'link',
          heldOn: held,
          content: { meeting: 'alone', total: 20, exempt: 2, present: 18 },
        } as const;
        expect(await submitReport(db, report, { asOf: Date.now(), by: `body:${assignmentId.split('/').at(-1)}` })).toMatchObject({
          revision: 1,
        });
        expect(await db.prisma.notice.count({ where: { kind: 'receipt', status: 'planned' } })).toBe(1);

        await temporal.start();
        await until('every letter is sent, and the receipt', async () => (await world.sent()) === CELLS + 1, 240_000);
        const received = sink.mails.filter(({ to }) => to.includes(told.address));
        expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(2);
        expect(await db.prisma.message.count({ where: { planned: true } })).toBe(CELLS);
        expect(await db.prisma.stepRun.count({ where: { ownerId: TOPIC_ID } })).toBe(1);
        const lost = await db.prisma.attempt.count({ where: { outcome: 'lost' } });
        expect(sink.mails.length - (CELLS + 1)).toBeLessThanOrEqual(lost);
      },
      { address: temporal.address },
    );
  } finally {
    await temporal.stop();
  }
});
