/**
 * A rehearsal's workflows as its driver sees them: on a real Temporal server, by the update `advance`. The driver is the
 * relay too: what a workflow is to hear comes with the time.
 *
 * @module
 */
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import type { Instant } from '../domain/dates';
import type { Db } from '../services/db';
import { reconcile } from '../worker/reconciler';
import { advance } from '../workflows/messages';
import type { Workflows } from './driver';
import { pendingOf } from './pending';

/** Workflows start before any instant: what they find due waits until the driver tells them the time, in its order. */
const UNTOLD = { kind: 'stepped', now: 0 } as const;

/** @param turnsPerRun forces continue-as-new: for tests */
export function runWorkflows(db: Db, client: Client, turnsPerRun?: number): Workflows {
  let known = new Map<string, string[]>();
  let unseen = new Set<string>();
  const delivered: string[] = [];
  return {
    async pending(now) {
      const { events, ...pending } = await pendingOf(db, delivered.splice(0), now);
      // Whoever is not there any more has nothing to hear.
      for (const [id, ids] of events) if (!pending.untold.includes(id)) delivered.push(...ids);
      known = events;
      unseen = new Set(pending.sleepers.filter(({ next }) => next === undefined).map(({ workflowId }) => workflowId));
      return pending;
    },
    async heal() {
      await reconcile(db, client, UNTOLD, turnsPerRun);
    },
    async advance(workflowId, to, heard) {
      // One that has left no clock yet was, as a rule, never started. It begins with the facts as they are: nothing to hear.
      const begun = unseen.has(workflowId) && (await reconcile(db, client, UNTOLD, turnsPerRun, [workflowId])).length > 0;
      const answered = await advanceOne(db, client, workflowId, to, heard && !begun);
      if (!answered) await reconcile(db, client, UNTOLD, turnsPerRun, [workflowId]);
      else if (heard) delivered.push(...(known.get(workflowId) ?? []));
    },
  };
}

/** A run that continues as new answers early: told again. False: it does not run, and left no clock. */
async function advanceOne(db: Db, client: Client, workflowId: string, to: Instant, heard: boolean): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      const next = await client.workflow.getHandle(workflowId).executeUpdate(advance, { args: [to, heard] });
      if (next === null || next > to) return true;
    } catch (error) {
      if (!isBetweenRuns(error)) throw error;
      const clock = await db.prisma.clock.findUnique({ where: { workflowId } });
      if (!clock) return false;
      if (tries > 50) throw new Error(`${workflowId} does not answer at ${new Date(to).toISOString()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }
}

/** The run ended (returned, or continued as new) before it could answer. */
function isBetweenRuns(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return (
    error instanceof WorkflowUpdateFailedError &&
    /completed|AcceptedUpdateCompletedWorkflow|not found/i.test(`${error.message} ${error.cause?.message ?? ''}`)
  );
}
