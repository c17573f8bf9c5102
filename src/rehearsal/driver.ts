/**
 * The driver of a rehearsal: it is the passing of time. Inside one instant the order is fixed (DESIGN §4): topic and
 * plan steps, task steps, gathering and sending, then what people do; again, until nothing more happens. It moves on
 * only when no event is undelivered, every live clock is past the instant, and no message for it is queued.
 *
 * @module
 */
import { WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import type { Instant } from '../domain/dates';
import { deliveryWorkflowId, workflowIdOf } from '../domain/ids';
import type { Db } from '../services/db';
import { advance } from '../workflows/messages';
import { openOwners, reconcile } from '../worker/reconciler';
import { relayOnce } from '../worker/relay';

/** What people do of their own accord: on the hour. */
export interface People {
  /** The next instant after `after` at which somebody acts. */
  next(after: Instant): Promise<Instant | null>;
  /** Acts what is due at `at`. Returns how many acted. */
  act(at: Instant): Promise<number>;
}

/** People who never do anything. */
export const nobody: People = { next: async () => null, act: async () => 0 };

export interface Drive {
  db: Db;
  client: Client;
  people: People;
  from: Instant;
  /** Called when an instant is over. */
  onInstant?: (at: Instant) => void;
  /** Forces continue-as-new: for tests. */
  turnsPerRun?: number;
  signal?: AbortSignal;
}

export interface Driven {
  instants: number;
  /** The last instant. */
  endedAt: Instant;
}

const HOUR = 3600_000;

/** Drives the run until its plan is closed, or nothing is planned any more. */
export async function driveToEnd(drive: Drive): Promise<Driven> {
  let now = drive.from;
  let instants = 0;
  for (;;) {
    drive.signal?.throwIfAborted();
    await runInstant(drive, now);
    instants++;
    drive.onInstant?.(now);
    const next = await nextInstantAfter(drive, now);
    if (next === null) return { instants, endedAt: now };
    now = next;
  }
}

/** Everything of one instant, in the fixed order, until it is settled. */
async function runInstant(drive: Drive, now: Instant): Promise<void> {
  const delivery = deliveryWorkflowId(drive.db.run);
  for (let acted = false; ; ) {
    const heard = await relayAll(drive, now);
    const due = await dueWorkflows(drive, now, heard);
    const stages = due.filter((id) => !isTask(id) && id !== delivery);
    const tasks = due.filter(isTask);
    if (stages.length > 0) await advanceAll(drive, stages, now);
    else if (tasks.length > 0) await advanceAll(drive, tasks, now);
    else if (due.includes(delivery)) await advanceAll(drive, [delivery], await horizon(drive, now));
    else if (!acted) {
      await drive.people.act(now);
      acted = true;
    } else return;
  }
}

const isTask = (workflowId: string) => /(^|\/)task\//.test(workflowId);

/** Sends every waiting signal; starts what does not run. Returns the workflows that have something new to look at. */
async function relayAll(drive: Drive, now: Instant): Promise<Set<string>> {
  const heard = new Set<string>();
  for (;;) {
    const targets = await drive.db.prisma.$queryRaw<{ workflowId: string }[]>`select distinct "workflowId" from "Event" where "deliveredAt" is null`;
    if (targets.length === 0) return heard;
    for (const { workflowId } of targets) heard.add(workflowId);
    const { missing } = await relayOnce(drive.db, drive.client, now);
    if (missing.length > 0) await reconcile(drive.db, drive.client, { kind: 'stepped', now }, drive.turnsPerRun);
  }
}

/** Workflows that heard something, whose clock is not past `now`, or whose clock is not known yet. */
async function dueWorkflows(drive: Drive, now: Instant, heard: Set<string>): Promise<string[]> {
  const { db } = drive;
  const open = new Set([...(await openOwners(db)).map((owner) => workflowIdOf(db.run, owner)), deliveryWorkflowId(db.run)]);
  const clocks = new Map((await db.prisma.clock.findMany()).map((row) => [row.workflowId, row.next?.getTime() ?? null]));
  const isDue = (id: string) => {
    const next = clocks.get(id);
    return heard.has(id) || next === undefined || (next !== null && next <= now);
  };
  // One that has just ended may not have heard of it: it is told the time so that it returns.
  const ended = [...heard].filter((id) => !open.has(id) && clocks.has(id));
  return [...open].filter(isDue).concat(ended);
}

async function advanceAll(drive: Drive, workflowIds: string[], to: Instant): Promise<void> {
  await Promise.all(workflowIds.map((workflowId) => advanceOne(drive, workflowId, to)));
}

/** Tells one workflow the time and waits until it is done. A run that continues as new answers early: told again. */
async function advanceOne({ db, client }: Drive, workflowId: string, to: Instant): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const next = await client.workflow.getHandle(workflowId).executeUpdate(advance, { args: [to] });
      if (next === null || next > to) return;
    } catch (error) {
      if (!isBetweenRuns(error)) throw error;
      const clock = await db.prisma.clock.findUnique({ where: { workflowId } });
      if (!clock) return;
      if (tries > 50) throw new Error(`${workflowId} does not answer at ${new Date(to).toISOString()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }
}

/** The run ended (returned, or continued as new) before it could answer. */
function isBetweenRuns(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return error instanceof WorkflowUpdateFailedError && /completed|AcceptedUpdateCompletedWorkflow|not found/i.test(`${error.message} ${error.cause?.message ?? ''}`);
}

/** Mail may run ahead through its slots while nobody else does anything: to the next full hour, when people act. */
async function horizon(drive: Drive, now: Instant): Promise<Instant> {
  const others = await nextOfOthers(drive, now);
  const hour = Math.floor(now / HOUR) * HOUR + HOUR;
  return Math.max(now, Math.min(others ?? hour, hour) - 1);
}

async function nextInstantAfter(drive: Drive, now: Instant): Promise<Instant | null> {
  const mail = await drive.db.prisma.clock.findUnique({ where: { workflowId: deliveryWorkflowId(drive.db.run) } });
  const candidates = [await nextOfOthers(drive, now), mail?.next?.getTime() ?? null].filter((instant) => instant !== null);
  return candidates.length > 0 ? Math.min(...candidates) : null;
}

/** The next instant of any workflow but the delivery, or of people; people rest when nothing is open any more. */
async function nextOfOthers(drive: Drive, now: Instant): Promise<Instant | null> {
  const { db, people } = drive;
  const clock = await db.prisma.clock.aggregate({ _min: { next: true }, where: { workflowId: { not: deliveryWorkflowId(db.run) } } });
  const next = clock._min.next?.getTime() ?? null;
  const someone = await people.next(now);
  const known = [next, someone].filter((instant) => instant !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
