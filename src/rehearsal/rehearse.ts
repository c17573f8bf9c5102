/**
 * A rehearsal: the very same workflows on the stepped clock, over facts of its own, with simulated people and captured
 * mail. It cannot reach a real address.
 *
 * @module
 */
import type { Client } from '@temporalio/client';
import { instantOf, type Instant, type LocalDate } from '../domain/dates';
import type { CalendarFile, Roster } from '../domain/organisation';
import type { PlanDocument } from '../domain/plan';
import type { Policy } from '../domain/policy';
import { deliveryWorkflowId, schemaOf, transportOf, type RunId } from '../domain/ids';
import type { Sender } from '../mail/letter';
import { openDb, type Db } from '../services/db';
import { loadLinkKeys } from '../services/links';
import { startPlan } from '../services/start-plan';
import { migrate } from '../stack/migrate';
import { startRunWorker } from '../worker/run-worker';
import { openClient, type TemporalPlace } from '../worker/temporal-place';
import { driveToEnd, type People } from './driver';
import { logOf, type LogLine } from './log';
import { simulatePeople } from './people';
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
  onProgress?: (at: Instant, instants: number) => void;
  turnsPerRun?: number;
  signal?: AbortSignal;
}

export interface Rehearsed {
  run: RunId;
  instants: number;
  endedAt: Instant;
  summary: Summary;
  log: LogLine[];
}

/** Runs the plan to its end. The facts stay in the run's schema until somebody drops them. */
export async function rehearse(places: RehearsalPlaces, run: RunId, input: RehearsalInput): Promise<Rehearsed> {
  await migrate(places.databaseUrl, schemaOf(run));
  const db = openDb(places.databaseUrl, run, 12);
  const { client, close } = await openClient(places.temporal);
  try {
    const linkKeys = await loadLinkKeys(db, undefined);
    const worker = await startRunWorker({ ...places, db, linkKeys, smtpUrl: places.smtpUrlOf(transportOf(run)) });
    try {
      const start = instantOf(input.from, 0, input.document.zone);
      await startPlan(db, { ...input, past: 'due-now' }, { asOf: start, by: 'operator' });
      const people = await (input.people ?? ((facts, planId) => simulatePeople(facts, planId, input.seed)))(db, input.document.id);
      let instants = 0;
      const driven = await driveToEnd({
        db,
        client,
        people,
        from: start,
        onInstant: (at) => input.onProgress?.(at, ++instants),
        turnsPerRun: input.turnsPerRun,
        signal: input.signal,
      });
      await endDelivery(client, db);
      return { run, ...driven, summary: await summaryOf(db, input.document.id), log: await logOf(db, input.document.id) };
    } finally {
      await worker.stop();
    }
  } finally {
    await close();
    await db.prisma.$disconnect();
  }
}

/** The year is over: its delivery has nothing left to wait for. */
async function endDelivery(client: Client, db: Db): Promise<void> {
  await client.workflow.getHandle(deliveryWorkflowId(db.run)).terminate('the rehearsal is over');
}
