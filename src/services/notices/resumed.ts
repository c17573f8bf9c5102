/**
 * What a pause kept from going out goes out after it: the delivery skipped it, its step has run and will not raise it
 * again. Of each duty the most urgent, in the next window, as long as its reason holds. DESIGN §6.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { addDays, instantOf, wallClock, type Instant } from '../../domain/dates';
import { slotAt, windowFor, type Window } from '../../domain/window';
import { tellDelivery, type Context, type Db, type Tx } from '../db';
import { NOTICE_SKIPS } from '../../domain/standing';
import type { PlanFacts } from '../plans/load';

interface Skipped {
  id: string;
  kind: string;
  reason: string;
  address: string;
  dueDate: string | null;
  dueAt: Date | null;
}

/**
 * Plans again what was skipped for the pause that began at `since`. What finds no window before its deadline stays
 * skipped, with that as why. The caller holds the plan's lock. Returns how many are planned.
 */
export async function replanSkipped(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, since: Date): Promise<number> {
  const skipped = await stillMeant(tx, plan, ctx, since);
  const windows = new Map<Instant | null, Window | { skip: string }>();
  const planned: { id: string; reason: string; start: string; slot: string }[] = [];
  const late: { id: string; why: string }[] = [];
  for (const notice of skipped) {
    const deadline = deadlineOf(notice);
    const window =
      windows.get(deadline) ?? windowFor({ ...plan, date: wallClock(ctx.asOf, plan.zone).day, asOf: ctx.asOf, deadline });
    windows.set(deadline, window);
    if ('skip' in window) {
      late.push({ id: notice.id, why: window.skip });
      continue;
    }
    const slot = slotAt(window, createHash('md5').update(notice.address).digest('hex'));
    planned.push({ id: notice.id, reason: reasonOn(notice, slot, plan), start: iso(window.windowStart), slot: iso(slot) });
  }
  await tx.$executeRaw`
    update "Notice" n set why = l.why from jsonb_to_recordset(${JSON.stringify(late)}::jsonb) as l(id text, why text) where n.id = l.id`;
  await tx.$executeRaw`
    update "Notice" n set status = 'planned', why = null, "settledAt" = null, "messageId" = null, reason = p.reason, "windowStart" = p.start, "slotAt" = p.slot
    from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) as p(id text, reason text, start timestamptz, slot timestamptz) where n.id = p.id`;
  if (planned.length > 0) await tellDelivery(tx, db, ctx);
  return planned.length;
}

/**
 * Openings of duties that are still awaited, reminders of those under the same due and not told to hold; invitations to a day to come;
 * questions for addresses; a digest only on its own day. A letter whose answer is outstanding is not among them.
 */
function stillMeant(tx: Tx, plan: PlanFacts, ctx: Context, since: Date): Promise<Skipped[]> {
  const today = wallClock(ctx.asOf, plan.zone).day;
  return tx.$queryRaw<Skipped[]>`
    select distinct on (coalesce(n."assignmentId", n.id), n."contactId") n.id, n.kind, n.reason, n.address, a."dueDate", a."dueAt"
    from "Notice" n left join "Assignment" a on a.id = n."assignmentId" left join "Stage" s on s.id = n."stageId"
    where n.status in ('skipped', 'expired') and n.why = ${NOTICE_SKIPS.paused} and n."settledAt" >= ${since}
      and (starts_with(n."dedupeKey", ${`${plan.id}/`}) or starts_with(n."dedupeKey", ${`${plan.id}#`}))
      and s.status is distinct from 'closed'
      and case
        when n."assignmentId" is not null then
          a.status in ('pending', 'open') and (n.kind = 'open' or a."dueRevision" = n."dueRevision")
          and (n.kind = 'open' or ((a."plannedDate" is null or a."plannedDate" < ${today}) and (a."quietUntil" is null or a."quietUntil" < ${today})))
        when n.reason = 'invitation' then coalesce(n.data ->> 'date', s."opensOn") >= ${today}
        when n.reason = 'digest' then n."windowStart" >= ${new Date(instantOf(today, 0, plan.zone))}
        else true
      end
    order by coalesce(n."assignmentId", n.id), n."contactId", n.urgency desc, n."raisedAt" desc, n.id`;
}

/** As its first raising had it: openings and reminders precede the due, whatever asks for a report may come after it. */
function deadlineOf({ kind, reason, dueAt }: Skipped): Instant | null {
  return (kind === 'open' || kind === 'remind') && reason !== 'after-planned' && dueAt !== null ? dueAt.getTime() : null;
}

/** "Tomorrow" is said only where it is still true. */
function reasonOn({ reason, dueDate }: Skipped, slot: Instant, plan: PlanFacts): string {
  const isTomorrow = addDays(wallClock(slot, plan.zone).day, 1) === dueDate;
  return reason === 'tomorrow' && !isTomorrow ? 'remind' : reason;
}

const iso = (instant: Instant) => new Date(instant).toISOString();
