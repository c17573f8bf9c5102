/**
 * The driver of a rehearsal: it is the passing of time. Inside one instant the order is fixed (DESIGN §4): topic and
 * plan steps, task steps, gathering and sending, then what people do; again, until nothing more happens. It moves on
 * only when no event is undelivered, every live clock is past the instant, and no message for it is queued.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import { RANKS, type Pending, type Sleeper } from './pending';

/** What people do of their own accord: on the hour. */
export interface People {
  /** They look at what happened up to `after`. The next instant at which somebody means to act; null: nobody does. */
  next(after: Instant): Promise<Instant | null>;
  /** The first instant after `after` at which somebody might act on what nobody knows yet; null: nobody ever does. */
  soonest(after: Instant): Instant | null;
  /** Acts what is due at `at`. Returns how many acted. */
  act(at: Instant): Promise<number>;
}

/** People who never do anything. */
export const nobody: People = { next: async () => null, soonest: () => null, act: async () => 0 };

/** The workflows of a run and what they wait for. */
export interface Workflows {
  pending(now: Instant): Promise<Pending>;
  /** Starts whatever ought to run and does not. */
  heal(): Promise<void>;
  /**
   * Tells one workflow the time, and that it has events, and waits until it is done with everything up to it. Its events
   * are delivered then: an interruption before tells of them once more.
   */
  advance(workflowId: string, to: Instant, heard: boolean): Promise<void>;
}

export interface Drive {
  workflows: Workflows;
  people: People;
  /** The first instant, or the one at which the run was interrupted. */
  from: Instant;
  /** Called when an instant begins: what was done before it is over for good. */
  onInstant?: (at: Instant) => Promise<void>;
  /** Rejects with its reason, between two steps of an instant. */
  signal?: AbortSignal;
}

/** Drives the run until its plan is closed, or nothing is planned any more. Returns the last instant. */
export async function driveToEnd(drive: Drive): Promise<Instant> {
  const { workflows, people, onInstant } = drive;
  await workflows.heal();
  let now = drive.from;
  let someone = await people.next(now - 1);
  for (;;) {
    await onInstant?.(now);
    const left = await runInstant(drive, now, someone !== null && someone <= now);
    someone = left.open ? await people.next(now) : null;
    const next = earliest([someone, ...left.sleepers.map((sleeper) => sleeper.next)]);
    if (next === null) return now;
    now = next;
  }
}

/** Everything of one instant, in the fixed order, until it is settled. Returns what is left for later. */
async function runInstant({ workflows, people, signal }: Drive, now: Instant, someoneActs: boolean): Promise<Pending> {
  for (let waiting = someoneActs; ; ) {
    signal?.throwIfAborted();
    const pending = await workflows.pending(now);
    const told = new Set(pending.untold);
    const isDue = ({ workflowId, next }: Sleeper) => told.has(workflowId) || next === undefined || (next !== null && next <= now);
    const due = pending.sleepers.filter(isDue);
    const rank = RANKS.find((candidate) => due.some((sleeper) => sleeper.rank === candidate));
    if (rank === undefined) {
      if (!waiting) return pending;
      await people.act(now);
      waiting = false;
      continue;
    }
    const turn = due.filter((sleeper) => sleeper.rank === rank);
    const to = rank === 'delivery' && !waiting ? horizon(pending, people, now) : now;
    await Promise.all(turn.map(({ workflowId }) => workflows.advance(workflowId, to, told.has(workflowId))));
  }
}

const DAY = 24 * 3600_000;

/**
 * Mail may run ahead through its slots while nobody else does anything: up to the next instant of any other workflow, or
 * the next at which people might act (docs/decisions/0002). It waits at an instant at which people are still to act.
 */
function horizon({ sleepers }: Pending, people: People, now: Instant): Instant {
  const others = sleepers.filter((sleeper) => sleeper.rank !== 'delivery').map((sleeper) => sleeper.next);
  const limit =
    earliest([people.soonest(now), ...others.filter((next) => next === undefined || next === null || next > now)]) ?? now + DAY;
  return Math.max(now, Math.min(limit - 1, now + DAY));
}

function earliest(instants: (Instant | null | undefined)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null && instant !== undefined);
  return known.length > 0 ? Math.min(...known) : null;
}
