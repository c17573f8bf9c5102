/**
 * The rivals on Temporal: `ours`, a stage that opens for every cell on one instant, through the real workflows, re-check and
 * ledger; and `naive`, one workflow per cell.
 *
 * @module
 */
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { wallClock } from '../../src/domain/dates';
import { deliveryWorkflowId, LIVE, queuesOf, schemaOf, topicWorkflowId } from '../../src/domain/ids';
import { openDb } from '../../src/services/db';
import { loadLinkKeys } from '../../src/services/contacts/links';
import { dropSchema, migrate } from '../../src/stack/migrate';
import { registerSearchAttributes } from '../../src/stack/search-attributes';
import { startRelay } from '../../src/worker/relay';
import { startRunWorker } from '../../src/worker/run-worker';
import { SENDER, seedCells, TOPIC, ZONE } from '../../tests/support/cells';
import { mailFor, type Rival } from '../world';
import { openPool } from './nodemailer';

const NAMESPACE = 'default';
const quiet = () => Runtime.install({ logger: new DefaultLogger('ERROR') });

export const ours: Rival = {
  name: 'ours',
  async run(world, cells) {
    quiet();
    // The live plan's settings: a rehearsal need not wait for the disk.
    await migrate(world.postgresUrl, schemaOf(LIVE));
    const db = openDb(world.postgresUrl, LIVE);
    const connection = await Connection.connect({ address: world.temporalAddress });
    const client = new Client({ connection, namespace: NAMESPACE });
    await registerSearchAttributes(connection, NAMESPACE);
    await seedCells(db, cells, { opensOn: wallClock(Date.now(), ZONE).day });
    await db.prisma.$executeRaw`ANALYZE`;
    const worker = await startRunWorker({
      db,
      temporal: { connection: { address: world.temporalAddress }, namespace: NAMESPACE },
      smtpUrl: `smtp://${world.referee.host}:${world.referee.port}`,
      sender: SENDER,
      linkKeys: await loadLinkKeys(db, undefined),
      publicUrl: 'https://cd.example.org',
    });
    const relay = startRelay(db, client, pino({ level: 'silent' }), () => Promise.resolve(), 200);
    const queue = queuesOf(LIVE).plan;
    const startedAt = world.begin();
    const clock = { run: LIVE, clock: 'real' as const, now: startedAt };
    await client.workflow.start('deliveryWorkflow', {
      workflowId: deliveryWorkflowId(LIVE),
      taskQueue: queue,
      args: [{ ...clock, transport: db.transport }],
    });
    await client.workflow.start('topicWorkflow', {
      workflowId: topicWorkflowId(LIVE, TOPIC),
      taskQueue: queue,
      args: [{ ...clock, owner: { kind: 'topic', id: TOPIC } }],
    });
    await world.referee.until(cells).catch(async (error: unknown) => {
      const notices = await db.prisma.notice.groupBy({ by: ['status', 'why'], _count: true });
      const stages = await db.prisma.stage.findMany({ select: { status: true, heldFor: true } });
      const steps = await db.prisma.stepRun.findMany();
      const duties = await db.prisma.assignment.groupBy({ by: ['status'], _count: true });
      throw new Error(
        `${String(error)}: steps ${JSON.stringify(steps)}, duties ${JSON.stringify(duties)}, notices ${JSON.stringify(notices)}, stage ${JSON.stringify(stages)}`,
      );
    });
    await until(async () => (await db.prisma.message.count({ where: { status: 'sent' } })) >= cells);
    const historyEvents = await eventsOf(client, [deliveryWorkflowId(LIVE), topicWorkflowId(LIVE, TOPIC)]);
    for (const id of [deliveryWorkflowId(LIVE), topicWorkflowId(LIVE, TOPIC)])
      await client.workflow.getHandle(id).terminate('bench over');
    await relay.stop();
    await worker.stop();
    await connection.close();
    await db.prisma.$disconnect();
    await dropSchema(world.postgresUrl, schemaOf(LIVE));
    return { startedAt, historyEvents };
  },
};

export const naive: Rival = {
  name: 'naive',
  async run(world, cells) {
    quiet();
    const taskQueue = `bench-naive-${Date.now().toString(36)}`;
    const connection = await Connection.connect({ address: world.temporalAddress });
    const native = await NativeConnection.connect({ address: world.temporalAddress });
    const client = new Client({ connection, namespace: NAMESPACE });
    const pool = openPool(world);
    const worker = await Worker.create({
      connection: native,
      namespace: NAMESPACE,
      taskQueue,
      workflowsPath: path.join(__dirname, '..', 'naive-workflow.ts'),
      activities: { sendOne: async (n: number) => void (await pool.sendMail(mailFor(n, Date.now()))) },
    });
    const running = worker.run();
    // They wait before the instant, as a year's workflows do; the clock starts when the instant comes.
    const startedAt = world.begin() + 3000 + cells * 20;
    const handles = await Promise.all(
      Array.from({ length: cells }, (_, index) =>
        client.workflow.start('cellWorkflow', {
          workflowId: `${taskQueue}/${index + 1}`,
          taskQueue,
          args: [index + 1, startedAt],
        }),
      ),
    );
    await world.referee.until(cells);
    await Promise.all(handles.map((handle) => handle.result()));
    const historyEvents = await eventsOf(
      client,
      handles.map(({ workflowId }) => workflowId),
    );
    worker.shutdown();
    await running;
    pool.close();
    await native.close();
    await connection.close();
    return { startedAt, historyEvents };
  },
};

/** Summed over every run of every workflow: a continued one counts whole. */
async function eventsOf(client: Client, workflowIds: string[]): Promise<number> {
  let events = 0;
  for (const workflowId of workflowIds) {
    let runId: string | undefined = (await client.workflow.getHandle(workflowId).describe()).runId;
    while (runId) {
      const { events: history } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      events += history?.length ?? 0;
      runId = history?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    }
  }
  return events;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 50));
}
