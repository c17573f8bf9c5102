/** What a crash test needs: a schema, a Temporal server, a mail sink, a plan of today. */
import { AsyncCompletionClient, Client, Connection } from '@temporalio/client';
import { addDays } from '../../src/domain/dates';
import { schemaOf } from '../../src/domain/ids';
import { openDb, type Db } from '../../src/services/db';
import { startPlan } from '../../src/services/plans/start';
import { dropSchema, migrate } from '../../src/stack/migrate';
import { newRunId, testDatabaseUrl } from '../support/facts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink';
import { testTemporalAddress } from '../support/temporal';
import { startWorkerProcess, type Killable } from './killable';
import { everyDayWorks, planOfToday, rosterOf, todayIn, wholeDay, zoneWhereItIs, type PlanDates } from './today-plan';
import type { WorkerPlaces } from './worker-process';

export interface World {
  db: Db;
  sink: SmtpSink;
  client: Client;
  /** Starts a plan with so many cells; its session opens today unless other dates are given. */
  start(cells: number, dates?: PlanDates): Promise<void>;
  worker(special?: Pick<WorkerPlaces, 'dieAfterStep'>): Promise<Killable>;
  /** Letters whose acceptance is recorded. */
  sent(): Promise<number>;
  close(): Promise<void>;
}

/** `own`: servers of the test's own, so that it may stop them. */
export async function newWorld(own: { databaseUrl?: string; address?: string } = {}): Promise<World> {
  const databaseUrl = own.databaseUrl ?? (await testDatabaseUrl());
  const address = own.address ?? (await testTemporalAddress());
  const run = newRunId();
  await migrate(databaseUrl, schemaOf(run));
  const db = openDb(databaseUrl, run, 5);
  const sink = await startSmtpSink();
  const connection = await Connection.connect({ address });
  const places: WorkerPlaces = { databaseUrl, address, smtpUrl: sink.url, run, leaseSeconds: 3 };
  const workers: Killable[] = [];
  return {
    db,
    sink,
    client: new Client({ connection }),
    async start(cells, dates = openToday()) {
      const today = todayIn(dates.zone);
      const plan = { document: planOfToday(dates), roster: rosterOf(cells), calendar: everyDayWorks(today), policy: wholeDay };
      await startPlan(db, { ...plan, from: today, past: null }, { asOf: Date.now(), by: 'operator' });
    },
    async worker(special = {}) {
      const worker = await startWorkerProcess({ ...places, ...special });
      workers.push(worker);
      return worker;
    },
    sent: () => db.prisma.message.count({ where: { status: 'sent' } }),
    async close() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await sink.close();
      await connection.close();
      await db.prisma.$disconnect();
      // an own cluster is thrown away whole, and may be away
      if (own.databaseUrl === undefined) await dropSchema(databaseUrl, schemaOf(run));
    },
  };
}

function openToday(): PlanDates {
  const zone = zoneWhereItIs(12 * 60);
  return { zone, opens: todayIn(zone), due: addDays(todayIn(zone), 30) };
}

/** A world around `work`, closed whatever happens. */
export async function inWorld(work: (world: World) => Promise<void>, own: Parameters<typeof newWorld>[0] = {}): Promise<void> {
  const world = await newWorld(own);
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

/**
 * The server learns at once that the workers of these activities are gone, instead of after their timeout: each is
 * tried again. Returns how many there were.
 */
export async function activitiesLost({ client }: World, workflowId: string): Promise<number> {
  const { raw, runId } = await client.workflow.getHandle(workflowId).describe();
  const pending = raw.pendingActivities ?? [];
  const completion = new AsyncCompletionClient({ connection: client.connection, namespace: client.options.namespace });
  for (const { activityId } of pending) {
    await completion.fail({ workflowId, runId, activityId: activityId ?? '' }, new Error('the worker is gone'));
  }
  return pending.length;
}

/** Each address's letters, by Message-ID: one id an address means that nobody got two letters. */
export function idsByAddress(sink: SmtpSink): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const mail of sink.mails) {
    for (const to of mail.to) ids.set(to, (ids.get(to) ?? new Set()).add(mail.messageId ?? ''));
  }
  return ids;
}

/** Nobody without a letter, nobody with two; every repeat the same bytes, and every try of the ledger beyond the first a lost one. */
export async function expectOneLetterEach({ sink, db }: World, cells: number): Promise<void> {
  const ids = idsByAddress(sink);
  expect(ids.size).toBe(cells);
  expect([...ids.values()].filter((of) => of.size !== 1)).toEqual([]);
  const bytes = new Map<string, Set<string>>();
  for (const mail of sink.mails) bytes.set(mail.messageId ?? '', (bytes.get(mail.messageId ?? '') ?? new Set()).add(mail.sha256));
  expect([...bytes.values()].filter((of) => of.size !== 1)).toEqual([]);
  expect(await db.prisma.message.count()).toBe(cells);
  const outcomes = await db.prisma.attempt.groupBy({ by: ['outcome'], _count: true });
  const count = (outcome: string) => outcomes.find((row) => row.outcome === outcome)?._count ?? 0;
  expect(count('accepted')).toBe(cells);
  // a copy that nobody counted would be a letter sent twice behind the ledger's back
  expect(sink.mails.length - cells).toBeLessThanOrEqual(count('lost'));
}
