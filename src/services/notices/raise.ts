/**
 * Raising notices: one reason to tell one contact something. Set-based; raising twice is harmless, the dedupe key
 * holds (assignment, due revision, step, contact). What is raised is checked again when its letter is claimed.
 *
 * @module
 */
import { instantOf, wallClock, type Instant, type LocalDate } from '../../domain/dates';
import { deliveryWorkflowId } from '../../domain/ids';
import { windowFor, type Window } from '../../domain/window';
import type { Reason } from '../../mail/letter';
import { type Context, type Db, Prisma, type Tx } from '../db';
import type { PlanFacts } from '../plans/load';

export type NoticeKind = 'open' | 'remind' | 'overdue' | 'digest' | 'task' | 'report' | 'receipt' | 'link';

interface Raise {
  kind: NoticeKind;
  reason: Reason;
  /** Higher is more urgent: of several for one assignment in one letter, the most urgent stays. */
  urgency: number;
  /** What raised it: a step's key or an event's id. Part of the dedupe key. */
  key: string;
  /** The day it belongs to. Planned notices go out in that day's window. */
  date: LocalDate;
  /** Goes out now, in a letter of its own. */
  immediate?: boolean;
  /** To an address of the body's own alone: no unit is asked to pass it on. docs/decisions/0015-receipts-go-to-the-reader.md */
  ownAddress?: boolean;
  /** Nobody waits for it: no event, the delivery is woken once a minute for all such mail together. DESIGN §3. */
  patient?: boolean;
  data?: Record<string, unknown>;
}

/** Raises one notice per assignment and contact. Returns how many rows came. */
export function raiseForAssignments(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: Raise & { assignmentIds: string[] /** keep out of mail that would come after the deadline */; deadline?: boolean },
): Promise<number> {
  return raiseWhere(tx, db, plan, ctx, input, Prisma.sql`a.id = any(${input.assignmentIds})`);
}

/** As {@link raiseForAssignments}, for the assignments `a` that meet a condition. */
export async function raiseWhere(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: Raise & { deadline?: boolean },
  condition: Prisma.Sql,
): Promise<number> {
  const due = input.deadline
    ? await tx.$queryRaw<{ dueAt: Date }[]>`select distinct a."dueAt" from "Assignment" a where ${condition}`
    : [];
  const windows = input.deadline
    ? due.map(({ dueAt }) => ({ dueAt: dueAt.getTime(), ...windowOrSkip(plan, ctx, input, dueAt.getTime()) }))
    : [{ dueAt: null, ...windowOrSkip(plan, ctx, input, null) }];
  return insertNotices(
    tx,
    db,
    ctx,
    Prisma.sql`
    insert into "Notice" (id, "dedupeKey", kind, reason, urgency, "assignmentId", "dueRevision", "stageId", "bodyId", "contactId",
                          address, via, transport, immediate, "windowStart", "slotAt", "raisedAt", data, status, why, "settledAt")
    select md5(k.key), k.key, ${input.kind}, ${input.reason}, ${input.urgency}, a.id, a."dueRevision", a."stageId", a."bodyId", r."contactId",
           r.address, r.via, ${plan.transport}, ${input.immediate ?? false}, w.start, ${slotSql(Prisma.sql`r.address`)}, ${at(ctx.asOf)},
           ${JSON.stringify(input.data ?? {})}::jsonb, case when w.skip is null then 'planned' else 'skipped' end, w.skip,
           case when w.skip is null then null else ${at(ctx.asOf)} end
    from "Assignment" a
    join "Stage" s on s.id = a."stageId"
    join "Topic" t on t.id = s."topicId" and not t.silent
    join "Route" r on r."bodyId" = a."bodyId" and r.address is not null and (r.via = 'email' or not ${input.ownAddress ?? false})
    join ${windowsSql(windows)} on w.due is null or w.due = a."dueAt"
    cross join lateral (select a.id || '#' || a."dueRevision" || '#' || ${input.key} || '#' || r."contactId" as key) k
    where ${condition}
    on conflict ("dedupeKey") do nothing`,
    input.patient,
  );
}

/** Raises one notice per row and contact to bodies about something that is no assignment (a digest, an invitation). */
export async function raiseToBodies(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: Raise & { stageId?: string; taskId?: string; rows: { bodyId: string; data: Record<string, unknown> }[] },
): Promise<number> {
  if (input.rows.length === 0) return 0;
  const windows = [{ dueAt: null, ...windowOrSkip(plan, ctx, input, null) }];
  return insertNotices(
    tx,
    db,
    ctx,
    Prisma.sql`
    insert into "Notice" (id, "dedupeKey", kind, reason, urgency, "stageId", "taskId", "bodyId", "contactId", address, via, transport,
                          immediate, "windowStart", "slotAt", "raisedAt", data, status)
    select md5(k.key), k.key, ${input.kind}, ${input.reason}, ${input.urgency}, ${input.stageId ?? null}, ${input.taskId ?? null},
           x."bodyId", r."contactId", r.address, r.via, ${plan.transport}, ${input.immediate ?? false}, w.start,
           ${slotSql(Prisma.sql`r.address`)}, ${at(ctx.asOf)}, x.data, 'planned'
    from jsonb_to_recordset(${JSON.stringify(input.rows)}::jsonb) as x("bodyId" text, data jsonb)
    join "Route" r on r."bodyId" = x."bodyId" and r.address is not null
    cross join ${windowsSql(windows)}
    cross join lateral (select ${plan.id} || '#' || x."bodyId" || '#' || ${input.key} || '#' || r."contactId" as key) k
    on conflict ("dedupeKey") do nothing`,
  );
}

/** As {@link raiseToBodies}, for one body. */
export function raiseToBody(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: Raise & { bodyId: string; stageId?: string; taskId?: string },
): Promise<number> {
  return raiseToBodies(tx, db, plan, ctx, { ...input, rows: [{ bodyId: input.bodyId, data: input.data ?? {} }] });
}

/** Raises notices to people of the board; they gather in the letter of 07:30 of a working day. None without an address. */
export async function raiseToSupervisors(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: Omit<Raise, 'date' | 'immediate'> & { supervisorIds: string[]; taskId: string | null },
): Promise<number> {
  const start = boardLetterInstant(plan, ctx.asOf);
  return insertNotices(
    tx,
    db,
    ctx,
    Prisma.sql`
    insert into "Notice" (id, "dedupeKey", kind, reason, urgency, "taskId", "bodyId", "contactId", address, via, transport,
                          immediate, "windowStart", "slotAt", "raisedAt", data, status)
    select md5(k.key), k.key, ${input.kind}, ${input.reason}, ${input.urgency}, ${input.taskId}, ${plan.document.roles.board},
           'supervisor:' || s.id, s.email, 'email', ${plan.transport}, false, ${at(start)}, ${at(start)}, ${at(ctx.asOf)},
           ${JSON.stringify(input.data ?? {})}::jsonb, 'planned'
    from "Supervisor" s
    cross join lateral (select ${plan.id} || '#' || s.id || '#' || coalesce(${input.taskId}, '') || '#' || ${input.key} as key) k
    where s.id = any(${input.supervisorIds}) and s.email is not null
    on conflict ("dedupeKey") do nothing`,
  );
}

/** Inserts by `statement` and, when a row came that somebody waits for, tells the delivery. Returns how many rows came. */
async function insertNotices(tx: Tx, db: Db, ctx: Context, statement: Prisma.Sql, patient = false): Promise<number> {
  const [row] = await tx.$queryRaw<{ raised: number }[]>`
    with raised as (${statement} returning 1),
    told as (
      insert into "Event" ("workflowId", at) select ${deliveryWorkflowId(db.run)}, ${at(ctx.asOf)} where ${!patient} and exists (select 1 from raised)
    )
    select count(*)::int as raised from raised`;
  return row?.raised ?? 0;
}

/** The next letter to the board that is not gone yet: working days at the policy's minute. */
export function boardLetterInstant(plan: Pick<PlanFacts, 'calendar' | 'policy' | 'zone'>, asOf: Instant): Instant {
  const { day, minute } = wallClock(asOf, plan.zone);
  const today = plan.calendar.onOrAfter(day);
  const late = today === day && minute >= plan.policy.boardLetterAt;
  return instantOf(late ? plan.calendar.addWorkingDays(day, 1) : today, plan.policy.boardLetterAt, plan.zone);
}

const at = (instant: Instant) => Prisma.sql`${new Date(instant).toISOString()}::timestamptz`;

function windowOrSkip(plan: PlanFacts, ctx: Context, input: Raise, deadline: Instant | null): Window | { skip: string } {
  if (input.immediate) return { windowStart: ctx.asOf, slots: 1, slotMinutes: 0, atOnce: true };
  const { policy, calendar, zone } = plan;
  return windowFor({ date: input.date, asOf: ctx.asOf, deadline, policy, calendar, zone });
}

/** A derived table `w(due, start, slots, step, skip)`, one row per distinct deadline. */
function windowsSql(windows: ({ dueAt: Instant | null } & (Window | { skip: string }))[]): Prisma.Sql {
  const rows = windows.map((w) =>
    'skip' in w
      ? { due: iso(w.dueAt), start: new Date(0).toISOString(), slots: 1, step: 0, skip: w.skip }
      : { due: iso(w.dueAt), start: new Date(w.windowStart).toISOString(), slots: w.slots, step: w.slotMinutes, skip: null },
  );
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(due timestamptz, start timestamptz, slots int, step int, skip text)`;
}

const iso = (instant: Instant | null) => (instant === null ? null : new Date(instant).toISOString());

/** Mirror of `slotOf`: a hash of the address spreads a window's letters. */
function slotSql(address: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`w.start + (('x' || substr(md5(${address}), 1, 8))::bit(32)::bigint % w.slots) * w.step * interval '1 minute'`;
}
