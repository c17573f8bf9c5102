/**
 * The next instant of every live workflow. A rehearsal moves on only when all are past the instant.
 *
 * @module
 */
import type { Instant } from '../../domain/dates';
import type { Tx } from '../db';

/** `next` null: it sleeps until a fact changes. */
export async function setClock(tx: Tx, workflowId: string, next: Instant | null, asOf: Instant): Promise<void> {
  const row = { next: next === null ? null : new Date(next), asOf: new Date(asOf) };
  await tx.clock.upsert({ where: { workflowId }, create: { workflowId, ...row }, update: row });
}

/** The workflow's fact is closed: nobody waits for it any more. */
export async function stopClock(tx: Tx, workflowId: string): Promise<void> {
  await tx.clock.deleteMany({ where: { workflowId } });
}
