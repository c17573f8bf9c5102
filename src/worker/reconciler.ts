/**
 * The reconciler: starts any open plan, topic or task that has no running workflow, and the delivery. With it a
 * restored database, or a Temporal that lost everything, heals itself.
 *
 * @module
 */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Instant } from '../domain/dates';
import { deliveryWorkflowId, queuesOf, workflowIdOf } from '../domain/ids';
import type { Db } from '../services/db';
import { openOwners } from '../services/steps/standstill';
import { searchAttributesOf } from '../workflows/attributes';
import type { ClockKind, DeliveryInput, WalkInput } from '../workflows/messages';

const WORKFLOW_TYPES = { plan: 'planWorkflow', topic: 'topicWorkflow', task: 'escalationWorkflow' } as const;

/** Starts what does not run; running ones stay untouched. Returns the ids it started. `only`: looks at these workflows alone. */
export async function reconcile(
  db: Db,
  client: Client,
  clock: { kind: ClockKind; now: Instant },
  turnsPerRun?: number,
  only?: readonly string[],
): Promise<string[]> {
  const isAsked = (workflowId: string) => only === undefined || only.includes(workflowId);
  const owners = (await openOwners(db.prisma)).filter((owner) => isAsked(workflowIdOf(db.run, owner)));
  const taskQueue = queuesOf(db.run).plan;
  const started = await inChunks(owners, 20, ({ planId, ...owner }) => {
    const input: WalkInput = { run: db.run, owner, clock: clock.kind, now: clock.now, turnsPerRun };
    return startIfAbsent(
      client,
      workflowIdOf(db.run, owner),
      WORKFLOW_TYPES[owner.kind],
      taskQueue,
      input,
      searchAttributesOf(owner, planId),
    );
  });
  if (isAsked(deliveryWorkflowId(db.run))) {
    const delivery: DeliveryInput = { run: db.run, transport: db.transport, clock: clock.kind, now: clock.now, turnsPerRun };
    started.push(await startIfAbsent(client, deliveryWorkflowId(db.run), 'deliveryWorkflow', taskQueue, delivery));
  }
  return started.filter((id) => id !== null);
}

async function startIfAbsent(
  client: Client,
  workflowId: string,
  type: string,
  taskQueue: string,
  input: WalkInput | DeliveryInput,
  typedSearchAttributes?: ReturnType<typeof searchAttributesOf>,
): Promise<string | null> {
  try {
    await client.workflow.start(type, {
      workflowId,
      taskQueue,
      args: [input],
      typedSearchAttributes,
      workflowIdConflictPolicy: 'FAIL',
    });
    return workflowId;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
    throw error;
  }
}

async function inChunks<T, R>(items: T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += size) {
    results.push(...(await Promise.all(items.slice(from, from + size).map(work))));
  }
  return results;
}
