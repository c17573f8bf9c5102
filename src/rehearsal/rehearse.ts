/**
 * A rehearsal: the very same workflows on the stepped clock, over facts of its own, with simulated people and captured
 * mail. It cannot reach a real address.
 *
 * @module
 */
import type { Client } from '@temporalio/client';
import { addDays, instantOf, type Instant, type LocalDate } from '../domain/dates';
import type { CalendarFile, Roster } from '../domain/organisation';
import type { PlanDocument } from '../domain/plan';
import type { Policy } from '../domain/policy';
import { deliveryWorkflowId, schemaOf, transportOf, type RunId } from '../domain/ids';
import type { Sender } from '../mail/letter';
import { openDb, type Db } from '../services/db';
import { loadLinkKeys } from '../services/contacts/links';
import { loadPlan } from '../services/plans/load';
import { startPlan } from '../services/plans/start';
import { migrate } from '../stack/migrate';
import { startRunWorker } from '../worker/run-worker';
import { openClient, type TemporalPlace } from '../worker/temporal-place';
import { driveToEnd, type People } from './driver';
import { logOf, type LogLine } from './log';
import { simulatePeople } from './people';
import { beginProgress, keepProgress } from './progress';
import { runWorkflows } from './run-workflows';
import { summaryOf, type Summary } from './summary';

export interface RehearsalPlaces {
  databaseUrl: string;
  temporal: TemporalPlace;
  /** The capture server's address for a transport. */
  smtpUrlOf(transport: string): string;
  sender: Sender;
  publicUrl: string;
}

export interface RehearsalInput {
  document: PlanDocument;
  roster: Roster;
  calendar: CalendarFile;
  policy?: Policy;
  /** First day; the clock starts at its midnight. */
  from: LocalDate;
  seed: number;
  /** @default people drawn by the seed */
  people?: (db: Db, planId: string) => Promise<People> | People;
  /** When an instant begins. */
  onProgress?: (progress: Progressed) => void | Promise<void>;
  /** Forces continue-as-new: for tests. */
  turnsPerRun?: number;
  /** Interrupts it between two steps; the same run goes on with the next call. */
  signal?: AbortSignal;
}

export interface Progressed {
  at: Instant;
  /** Distinct instants so far. */
  instants: number;
  /** Of the plan's days, 0 to 1. */
  share: number;
  /** Letters sent and the board's open tasks so far: a query, for those who show them. */
  counts(): Promise<{ letters: number; tasks: number }>;
}

export interface Rehearsed {
  run: RunId;
  instants: number;
  endedAt: Instant;
  summary: Summary;
  log: LogLine[];
}

/**
 * Runs the plan to its end. A run that was interrupted goes on where it was: its facts, its people's intentions and its
 * instant are in its schema. The facts stay there until somebody drops them.
 *
 * @throws CD_REHEARSAL_DIFFERS when the run was begun with another plan, day or seed.
 * @throws the reason of `signal`, once it is aborted.
 */
export async function rehearse(places: RehearsalPlaces, run: RunId, input: RehearsalInput): Promise<Rehearsed> {
  await migrate(places.databaseUrl, schemaOf(run));
  const db = openDb(places.databaseUrl, run, 12);
  const { client, close } = await openClient(places.temporal);
  try {
    const linkKeys = await loadLinkKeys(db, undefined);
    const worker = await startRunWorker({ ...places, db, linkKeys, smtpUrl: places.smtpUrlOf(transportOf(run)) });
    try {
      const { instants, endedAt } = await drive(db, client, input);
      await endDelivery(client, db);
      return { run, instants, endedAt, summary: await summaryOf(db, input.document.id), log: await logOf(db, input.document.id) };
    } finally {
      await worker.stop();
    }
  } finally {
    await close();
    await db.prisma.$disconnect();
  }
}

async function drive(db: Db, client: Client, input: RehearsalInput): Promise<{ instants: number; endedAt: Instant }> {
  const { document, from, seed, onProgress, turnsPerRun, signal } = input;
  const start = instantOf(from, 0, document.zone);
  const begun = await beginProgress(db, { plan: document.id, from, seed, at: start, instants: 0 });
  if (!(await db.prisma.plan.findUnique({ where: { id: document.id }, select: { id: true } })))
    await startPlan(db, { ...input, past: 'due-now' }, { asOf: start, by: 'operator' });
  const { endDate } = await loadPlan(db.prisma, document.id);
  const end = instantOf(addDays(endDate, 1), 0, document.zone);
  let { instants } = begun;
  const endedAt = await driveToEnd({
    workflows: runWorkflows(db, client, turnsPerRun),
    people: await (input.people ?? ((facts, planId) => simulatePeople(facts, planId, seed, begun.at)))(db, document.id),
    from: begun.at,
    async onInstant(at) {
      instants += at > begun.at || instants === 0 ? 1 : 0;
      await keepProgress(db, { plan: document.id, from, seed, at, instants });
      await onProgress?.({ at, instants, share: Math.min(1, (at - start) / (end - start)), counts: () => countsOf(db) });
    },
    signal,
  });
  return { instants, endedAt };
}

async function countsOf(db: Db): Promise<{ letters: number; tasks: number }> {
  const [letters, tasks] = await Promise.all([
    db.prisma.message.count({ where: { status: 'sent' } }),
    db.prisma.task.count({ where: { status: { not: 'closed' } } }),
  ]);
  return { letters, tasks };
}

/** The year is over: its delivery has nothing left to wait for. */
async function endDelivery(client: Client, db: Db): Promise<void> {
  await client.workflow.getHandle(deliveryWorkflowId(db.run)).terminate('the rehearsal is over');
}
