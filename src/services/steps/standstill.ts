/**
 * What does not move on although it should: owners whose next step was due long ago. A step that fails is tried again
 * for as long as it takes, so nobody would see it otherwise.
 *
 * @module
 */
import type { Instant } from '../../domain/dates';
import { workflowIdOf, type Owner } from '../../domain/ids';
import type { Db, Tx } from '../db';
import { loadOwnerAgenda } from './agenda';

/** A step that is this late stands still: steps run within minutes of their instant. */
export const STANDSTILL_MS = 3_600_000;

export interface Standstill {
  planId: string;
  workflowId: string;
  /** Key of the step that is due. */
  step: string;
  /** When it was due. */
  at: Instant;
}

/** The owners of plans that are followed, whose workflows ought to run. */
export function openOwners(tx: Tx): Promise<(Owner & { planId: string })[]> {
  return tx.$queryRaw<(Owner & { planId: string })[]>`
    select 'plan' as kind, id, id as "planId" from "Plan" where status in ('running', 'paused')
    union all
    select 'topic', t.id, p.id from "Topic" t join "Plan" p on p.id = t."planId" where t.status = 'open' and p.status in ('running', 'paused')
    union all
    select 'task', k.id, p.id from "Task" k join "Plan" p on p.id = k."planId" where k.status <> 'closed' and p.status in ('running', 'paused')
    order by 1, 2`;
}

/** Each owner whose first step without a run was due more than {@link STANDSTILL_MS} before `asOf`; a paused plan has none. */
export async function standstills(db: Db, asOf: Instant): Promise<Standstill[]> {
  const found: Standstill[] = [];
  for (const { planId, ...owner } of await openOwners(db.prisma)) {
    const [first] = (await loadOwnerAgenda(db.prisma, owner)).steps;
    if (first && first.at < asOf - STANDSTILL_MS)
      found.push({ planId, workflowId: workflowIdOf(db.run, owner), step: first.key, at: first.at });
  }
  return found;
}

/** Mail servers that were stopped, with why; their letters wait. */
export function stoppedTransports(db: Db): Promise<{ name: string; why: string | null }[]> {
  return db.prisma.transport.findMany({
    where: { status: 'stopped' },
    select: { name: true, why: true },
    orderBy: { name: 'asc' },
  });
}
