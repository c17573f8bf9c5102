/** Worker processes killed where it hurts; what they left is taken up by the next one. */
import { deliveryWorkflowId, topicWorkflowId, workflowIdOf } from '../../src/domain/ids';
import { openOwners } from '../../src/services/steps/standstill';
import { until } from './killable';
import { TOPIC_ID } from './today-plan';
import { activitiesLost, expectOneLetterEach, inWorld } from './world';

// Side by side: most of their time is waiting.
jest.setTimeout(300_000);

test.concurrent('kill -9 between DATA and 250: the letter is repeated byte for byte, its first try counted as unknown', () =>
  inWorld(async (world) => {
    const { sink, db } = world;
    const toThird = () => sink.mails.filter((mail) => mail.to.includes('cb-0003@example.org'));
    sink.answer = (address, attempt) =>
      address.startsWith('cb-0003') && attempt === 1 ? { at: 'stall', ms: 60_000 } : { at: 'accept' };
    const first = await world.worker();
    await world.start(5);
    await until('the letter that stalls has been taken', async () => toThird().length > 0);
    await first.kill();
    // whoever wrote the letter anew would write another one
    await db.prisma.bodyVersion.updateMany({ data: { name: 'Chi bộ Đổi Tên' } });
    await world.worker(); // and the server finds out by itself: the heartbeat is missing
    await until('every letter is sent', async () => (await world.sent()) === 5);

    await expectOneLetterEach(world, 5);
    expect(toThird()).toHaveLength(2);
    const attempts = await db.prisma.attempt.findMany({
      where: { message: { address: 'cb-0003@example.org' } },
      orderBy: { n: 'asc' },
    });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'accepted']);
  }));

test.concurrent('kill -9 inside a wave: no notice is lost, no message row comes twice', () =>
  inWorld(async (world) => {
    const { sink, db } = world;
    sink.answer = () => ({ at: 'stall', ms: 40 });
    const first = await world.worker();
    await world.start(600);
    await until('some of the wave is out', async () => sink.mails.length > 80);
    await first.kill();
    expect(await world.sent()).toBeLessThan(600);
    sink.answer = () => ({ at: 'accept' });
    await world.worker();
    await activitiesLost(world, deliveryWorkflowId(db.run));
    await until('every letter is sent', async () => (await world.sent()) === 600);

    await expectOneLetterEach(world, 600);
    expect(await db.prisma.notice.count({ where: { status: { not: 'sent' } } })).toBe(0);
  }));

test.concurrent("kill -9 between a step's commit and its answer: the next try finds the result, nothing is raised twice", () =>
  inWorld(async (world) => {
    const { db } = world;
    const first = await world.worker({ dieAfterStep: 'session/open/' + (await openingDay(world)) });
    await first.ended;
    const [ran] = await db.prisma.stepRun.findMany({ where: { ownerId: TOPIC_ID } });
    expect(ran).toMatchObject({ result: { opened: true, notices: 4 } });
    expect(world.sink.mails).toEqual([]);

    await world.worker();
    expect(await activitiesLost(world, topicWorkflowId(db.run, TOPIC_ID))).toBe(1);
    await until('every letter is sent', async () => (await world.sent()) === 4);
    await until('the topic sleeps to its next step', async () => {
      const { raw } = await world.client.workflow.getHandle(topicWorkflowId(db.run, TOPIC_ID)).describe();
      return (raw.pendingActivities ?? []).length === 0;
    });
    expect(await db.prisma.stepRun.findMany({ where: { ownerId: TOPIC_ID } })).toEqual([ran]);
    expect(await db.prisma.notice.count()).toBe(4);
    await expectOneLetterEach(world, 4);
  }));

async function openingDay(world: Parameters<typeof activitiesLost>[0]): Promise<string> {
  await world.start(4);
  const stage = await world.db.prisma.stage.findFirstOrThrow();
  return stage.opensOn;
}

test.concurrent('killed between commit and signal: the event waits in the facts and is delivered by the next worker', () =>
  inWorld(async (world) => {
    const { db } = world;
    const waiting = () => db.prisma.event.count({ where: { deliveredAt: null } });
    await world.start(3);
    expect(await waiting()).toBeGreaterThan(0);
    await world.worker();
    await until('every letter is sent', async () => (await world.sent()) === 3);
    await until('no event is left', async () => (await waiting()) === 0);
    await expectOneLetterEach(world, 3);
  }));

test.concurrent('Temporal wiped: the reconciler restores every open workflow and nothing is sent twice', () =>
  inWorld(async (world) => {
    const { db, client } = world;
    const worker = await world.worker();
    await world.start(4);
    await until('every letter is sent', async () => (await world.sent()) === 4);
    await worker.kill();

    const before = await db.prisma.stepRun.findMany();
    const ids = [...(await openOwners(db.prisma)).map((owner) => workflowIdOf(db.run, owner)), deliveryWorkflowId(db.run)];
    for (const id of ids) await client.workflow.getHandle(id).terminate('wiped');
    await world.worker();
    await until('every open fact has its workflow again, and each has looked at the facts', async () => {
      const states = await Promise.all(ids.map((id) => client.workflow.getHandle(id).describe()));
      return (
        states.length === 3 &&
        states.every(
          ({ status, raw, historyLength }) => status.name === 'RUNNING' && historyLength > 8 && !raw.pendingActivities?.length,
        )
      );
    });
    expect(world.sink.mails).toHaveLength(4);
    expect(await db.prisma.stepRun.findMany()).toEqual(before);
    await expectOneLetterEach(world, 4);
  }));
