/**
 * A rehearsal's workflows as its driver sees them: on a real Temporal server, by signal and by the update `advance`.
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
import { relayOnce } from '../worker/relay';
import { advance } from '../workflows/messages';
import type { Workflows } from './driver';
import { pendingOf } from './pending';

/** Workflows start before any instant: what they find due waits until the driver tells them the time, in its order. */
const UNTOLD = { kind: 'stepped', now: 0 } as const;

/** @param turnsPerRun forces continue-as-new: for tests */
export function runWorkflows(db: Db, client: Client, turnsPerRun?: number): Workflows {
  return {
    pending: () => pendingOf(db),
    async relay(now) {
      for (let more = true; more; ) {
        const relayed = await relayOnce(db, client, now);
        if (relayed.missing.length > 0) await reconcile(db, client, UNTOLD, turnsPerRun, relayed.missing);
        more = relayed.more;
      }
    },
    async heal() {
      await reconcile(db, client, UNTOLD, turnsPerRun);
    },
    async advance(workflowId, to) {
      const answered = await advanceOne(db, client, workflowId, to);
      if (!answered) await reconcile(db, client, UNTOLD, turnsPerRun, [workflowId]);
    },
  };
}

/** A run that continues as new answers early: told again. False: it does not run, and left no clock. */
async function advanceOne(db: Db, client: Client, workflowId: string, to: Instant): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      const next = await client.workflow.getHandle(workflowId).executeUpdate(advance, { args: [to] });
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
