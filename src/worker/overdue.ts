/**
 * A signal that was lost (a Temporal restored from an older copy, a power cut of its machine) is made good: a workflow
 * that sleeps beyond what the facts say is due is told to look again.
 *
 * @module
 */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Instant } from '../domain/dates';
import { deliveryWorkflowId, workflowIdOf } from '../domain/ids';
import { loadOwnerAgenda } from '../services/steps/agenda';
import { openOwners } from '../services/steps/standstill';
import type { Db } from '../services/db';
import { nextDue } from '../services/delivery/due';
import { transportState } from '../services/delivery/transports';
import { changed } from '../workflows/messages';

/** Signals every workflow that has something due at `asOf` and sleeps to a later instant. Returns their ids. */
export async function wakeOversleepers(db: Db, client: Client, asOf: Instant): Promise<string[]> {
  const clocks = new Map((await db.prisma.clock.findMany()).map((row) => [row.workflowId, row.next?.getTime() ?? Infinity]));
  // One without a clock has not looked at the facts yet; it will.
  const sleeps = (workflowId: string) => (clocks.get(workflowId) ?? asOf) > asOf;
  const overdue: string[] = [];
  for (const owner of await openOwners(db.prisma)) {
    const workflowId = workflowIdOf(db.run, owner);
    if (!sleeps(workflowId)) continue;
    const [first] = (await loadOwnerAgenda(db.prisma, owner)).steps;
    if (first && first.at <= asOf) overdue.push(workflowId);
  }
  for (const workflowId of overdue) await signal(client, workflowId);
  return overdue;
}

/**
 * Wakes the delivery when mail is due that it sleeps through: what nobody signals for (receipts of reports go together), and
 * what a lost signal would have told. Returns whether it did.
 */
export async function wakeDelivery(db: Db, client: Client, asOf: Instant): Promise<boolean> {
  const delivery = deliveryWorkflowId(db.run);
  const clock = await db.prisma.clock.findUnique({ where: { workflowId: delivery } });
  const awake = clock?.next != null && clock.next.getTime() <= asOf;
  if (clock === null || awake || !(await mailIsDue(db, asOf))) return false;
  await signal(client, delivery);
  return true;
}

/** A stopped transport sleeps on purpose. */
async function mailIsDue(db: Db, asOf: Instant): Promise<boolean> {
  const { next } = await nextDue(db.prisma, db.transport, asOf);
  return next !== null && next <= asOf && (await transportState(db, db.transport)).status === 'running';
}

async function signal(client: Client, workflowId: string): Promise<void> {
  try {
    await client.workflow.getHandle(workflowId).signal(changed);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error; // the reconciler starts it
  }
}
