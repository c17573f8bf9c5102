/**
 * What a rehearsal has still to do at an instant, in one look at the facts: events nobody was told of, workflows that
 * ought to run, and the clock each of them left.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import { deliveryWorkflowId, workflowIdOf, type Owner } from '../domain/ids';
import type { Db } from '../services/db';

/** In the order they act within one instant. DESIGN §4. */
export const RANKS = ['topic', 'plan', 'task', 'delivery'] as const;
export type Rank = (typeof RANKS)[number];

export interface Sleeper {
  workflowId: string;
  rank: Rank;
  /** `null`: sleeps until a fact changes. `undefined`: has not said yet. */
  next: Instant | null | undefined;
}

export interface Pending {
  /** Workflows with undelivered events, of those below. */
  untold: string[];
  /** Every workflow that ought to run, and those that have not returned yet. */
  sleepers: Sleeper[];
  /** The plan goes on. */
  open: boolean;
}

interface Row {
  what: 'event' | 'clock' | 'mail' | Owner['kind'];
  id: string;
  next: Date | null;
  events: string[] | null;
}

/** Looks at the facts; the events that were `delivered` since the last look are marked in the same statement. */
export async function pendingOf(db: Db, delivered: string[], now: Instant): Promise<Pending & { events: Map<string, string[]> }> {
  const rows = await db.prisma.$queryRaw<Row[]>`
    with marked as (update "Event" set "deliveredAt" = ${new Date(now)} where id = any(${delivered}::text[]::bigint[]))
    select 'event' as what, "workflowId" as id, null::timestamptz as next, array_agg(id::text) as events
    from "Event" where "deliveredAt" is null and not (id = any(${delivered}::text[]::bigint[])) group by "workflowId"
    union all
    select 'clock', "workflowId", next, null from "Clock"
    union all
    select 'mail', ${db.transport}, min("slotAt"), null from "Notice" where status = 'planned' and transport = ${db.transport}
    and not exists (select from "Transport" where name = ${db.transport} and status = 'stopped')
    union all
    select 'plan', id, null, null from "Plan" where status in ('running', 'paused')
    union all
    select 'topic', t.id, null, null from "Topic" t join "Plan" p on p.id = t."planId" where t.status = 'open' and p.status in ('running', 'paused')
    union all
    select 'task', k.id, null, null from "Task" k join "Plan" p on p.id = k."planId" where k.status <> 'closed' and p.status in ('running', 'paused')
    order by 1, 2`;
  const events = new Map<string, string[]>();
  const next = new Map<string, Instant | null | undefined>([[deliveryWorkflowId(db.run), undefined]]);
  let open = false;
  let mailAt: Instant | null = null;
  for (const { what, id, next: at, events: ids } of rows) {
    if (what === 'event') events.set(id, ids ?? []);
    else if (what === 'clock') next.set(id, at?.getTime() ?? null);
    else if (what === 'mail') mailAt = at?.getTime() ?? null;
    else {
      open = true;
      const workflowId = workflowIdOf(db.run, { kind: what, id });
      if (!next.has(workflowId)) next.set(workflowId, undefined);
    }
  }
  // Receipts signal nothing: the delivery hears of them at their time, as it does on the real clock within a minute.
  const delivery = deliveryWorkflowId(db.run);
  const wakes = next.get(delivery);
  if (mailAt !== null && wakes !== undefined && (wakes === null || mailAt < wakes)) {
    next.set(delivery, mailAt);
    if (mailAt <= now) events.set(delivery, events.get(delivery) ?? []);
  }
  const sleepers = [...next].map(([workflowId, at]) => ({ workflowId, rank: rankOf(workflowId), next: at }));
  return { untold: [...events.keys()].filter((id) => next.has(id)), sleepers, open, events };
}

/** By the shape of its id: src/domain/ids.ts. */
export function rankOf(workflowId: string): Rank {
  const words = workflowId.replace(/^r\/[^/]+\//, '').split('/');
  if (words[0] === 'task') return 'task';
  if (words[0] === 'delivery') return 'delivery';
  return words[2] === 'topic' ? 'topic' : 'plan';
}
