/**
 * The small plan whose histories are kept: on the stepped clock to its end with nobody answering, on the real clock until
 * it sleeps. Names in it are invented; none may show up in a history.
 */
import type { Client } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils';
import { pino } from 'pino';
import { addDays } from '../../src/domain/dates';
import { deliveryWorkflowId, planWorkflowId, schemaOf, taskWorkflowId, topicWorkflowId, type RunId } from '../../src/domain/ids';
import { nobody, type People } from '../../src/rehearsal/driver';
import { rehearse } from '../../src/rehearsal/rehearse';
import { amendPlan } from '../../src/services/plans/amendments';
import { openDb, type Db } from '../../src/services/db';
import { loadLinkKeys } from '../../src/services/contacts/links';
import { startPlan } from '../../src/services/plans/start';
import { migrate } from '../../src/stack/migrate';
import { startLive } from '../../src/worker/live';
import { until } from '../chaos/killable';
import { everyDayWorks, PLAN_ID, planOfToday, rosterOf, todayIn, TOPIC_ID, wholeDay, zoneWhereItIs } from '../chaos/today-plan';
import { startSmtpSink } from '../support/smtp-sink';

export interface Servers {
  databaseUrl: string;
  /** host:port */
  address: string;
  client: Client;
}

/** By workflow type; each the runs of one workflow, a chain of continued ones in order. */
export type Recorded = Record<'plan' | 'topic' | 'task' | 'delivery', History[]>;

const sender = { name: 'Ban', fullName: 'BAN', address: 'ban@example.org', replyTo: 'ban@example.org', officer: null };
const temporalAt = (address: string) => ({ connection: { address }, namespace: 'default' });

export interface Stepped {
  cells: number;
  turnsPerRun?: number;
  /** @default nobody: every cell stays silent */
  people?: (db: Db) => People;
}

/** Two weeks of 2023. */
export async function steppedHistories(servers: Servers, run: RunId, options: Stepped): Promise<Recorded> {
  const { cells, turnsPerRun, people = () => nobody } = options;
  const { databaseUrl, address, client } = servers;
  const sink = await startSmtpSink();
  try {
    const places = {
      databaseUrl,
      temporal: temporalAt(address),
      smtpUrlOf: () => sink.url,
      sender,
      publicUrl: 'https://example.org',
    };
    const document = planOfToday({ zone: 'Asia/Ho_Chi_Minh', opens: '2023-04-03', due: '2023-04-14' });
    await rehearse(places, run, {
      document,
      roster: rosterOf(cells),
      calendar: {},
      from: '2023-04-03',
      seed: 1,
      people,
      turnsPerRun,
    });
    const db = openDb(databaseUrl, run, 2);
    const task = await db.prisma.task.findFirstOrThrow({ orderBy: { id: 'asc' } });
    await db.prisma.$disconnect();
    return await chainsOf(client, run, task.id);
  } finally {
    await sink.close();
  }
}

/** A plan of now with so many cells: its letters go out, an amendment signals it, then it sleeps on its timers. */
export async function realHistories({ databaseUrl, address, client }: Servers, run: RunId, cells: number): Promise<Recorded> {
  const sink = await startSmtpSink();
  await migrate(databaseUrl, schemaOf(run));
  const db = openDb(databaseUrl, run, 8);
  const live = await startLive({
    db,
    temporal: temporalAt(address),
    smtpUrl: sink.url,
    sender,
    linkKeys: await loadLinkKeys(db, undefined),
    publicUrl: 'https://example.org',
    log: pino({ level: 'warn' }),
    ratePerSec: null,
    relayEveryMs: 200,
    reconcileEveryMs: 1000,
  });
  try {
    const zone = zoneWhereItIs(12 * 60);
    const today = todayIn(zone);
    const document = planOfToday({ zone, opens: today, due: addDays(today, 30) });
    const operator = { asOf: Date.now(), by: 'operator' };
    await startPlan(
      db,
      { document, roster: rosterOf(cells), calendar: everyDayWorks(today), policy: wholeDay, from: today, past: null },
      operator,
    );
    await until('every letter is sent', async () => (await db.prisma.message.count({ where: { status: 'sent' } })) === cells);
    const later = planOfToday({ zone, opens: today, due: addDays(today, 40) });
    await amendPlan(db, { document: later, basis: 'Công văn số 1', revision: 1 }, { ...operator, asOf: Date.now() });
    const topic = client.workflow.getHandle(topicWorkflowId(run, TOPIC_ID));
    await until('the topic sleeps to its next step', async () => {
      const [{ events }, { raw }] = await Promise.all([topic.fetchHistory(), topic.describe()]);
      return (
        (events?.some((event) => event.timerCanceledEventAttributes) ?? false) &&
        !raw.pendingWorkflowTask &&
        !raw.pendingActivities?.length
      );
    });
    return await chainsOf(client, run, null);
  } finally {
    for (const id of idsOf(run, null)) await client.workflow.getHandle(id.workflowId).terminate('recorded');
    await live.stop();
    await db.prisma.$disconnect();
    await sink.close();
  }
}

function idsOf(run: RunId, taskId: string | null): { type: keyof Recorded; workflowId: string }[] {
  return [
    { type: 'plan', workflowId: planWorkflowId(run, PLAN_ID) },
    { type: 'topic', workflowId: topicWorkflowId(run, TOPIC_ID) },
    { type: 'delivery', workflowId: deliveryWorkflowId(run) },
    ...(taskId === null ? [] : [{ type: 'task' as const, workflowId: taskWorkflowId(run, taskId) }]),
  ];
}

async function chainsOf(client: Client, run: RunId, taskId: string | null): Promise<Recorded> {
  const recorded: Recorded = { plan: [], topic: [], task: [], delivery: [] };
  for (const { type, workflowId } of idsOf(run, taskId)) recorded[type] = await chainOf(client, workflowId);
  return recorded;
}

/** The runs of a workflow, from the first to the last. */
async function chainOf(client: Client, workflowId: string): Promise<History[]> {
  const last = await client.workflow.getHandle(workflowId).fetchHistory();
  const chain: History[] = [];
  let runId = last.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  while (runId) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    chain.push(history);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return chain;
}
