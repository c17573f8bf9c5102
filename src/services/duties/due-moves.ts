/**
 * Dates of duties move: a further due revision each, in one statement however many. The old revision's pending notices
 * die, its judgement is forgotten, the new one is told. Extensions, confirmations and amendments stand on it.
 *
 * @module
 */
import { dueInstant, wallClock, type LocalDate } from '../../domain/dates';
import { judgeDate } from '../../domain/judging';
import { URGENCY } from '../../domain/reminders';
import { audit, Prisma, tell, type Context, type Db, type Tx } from '../db';
import { NOTICE_SKIPS } from '../../domain/standing';
import { heldByTask } from './locked';
import { raiseMostUrgent } from '../notices/most-urgent';
import { raiseWhere } from '../notices/raise';
import type { PlanFacts } from '../plans/load';
import { closeMembers } from '../tasks';

export interface DueMove {
  assignmentId: string;
  due: LocalDate;
  /** Last day in time: `due`, or D of "trước ngày D". */
  lateAfter: LocalDate;
}

/**
 * Writes the new dues of duties that are still awaited, with an audit row each; others are left alone.
 * The caller holds their locks. Returns the ids that moved.
 */
export async function moveDues(tx: Tx, plan: PlanFacts, ctx: Context, moves: DueMove[], basis: string): Promise<string[]> {
  if (moves.length === 0) return [];
  const rows = moves.map((move) => ({
    id: move.assignmentId,
    due: move.due,
    late: move.lateAfter,
    at: new Date(dueInstant(move.lateAfter, plan.zone)).toISOString(),
    judge: judgeDate(move.lateAfter, plan.policy, plan.calendar),
  }));
  const moved = await tx.$queryRaw<{ id: string }[]>`
    WITH target AS (
      SELECT a.id, a."dueDate" AS old, m.due, m.late, m.at, m.judge
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id text, due text, late text, at timestamptz, judge text)
      JOIN "Assignment" a ON a.id = m.id AND a.status IN ('pending', 'open')
    ), moved AS (
      UPDATE "Assignment" a
      SET "dueDate" = t.due, "lateAfter" = t.late, "dueAt" = t.at, "judgeOn" = t.judge, "dueRevision" = a."dueRevision" + 1,
          verdict = NULL, "verdictAt" = NULL, "heldDays" = 0
      FROM target t WHERE a.id = t.id
      RETURNING a.id, a."dueRevision", t.old, t.due, t.late, t.at
    ), revised AS (
      INSERT INTO "DueRevision" ("assignmentId", number, "dueDate", "lateAfter", zone, "dueAt", basis, by, at)
      SELECT id, "dueRevision", due, late, ${plan.zone}, at, ${basis}, ${ctx.by}, ${new Date(ctx.asOf)} FROM moved
    ), trail AS (
      INSERT INTO "Audit" (at, by, action, subject, data)
      SELECT ${new Date(ctx.asOf)}, ${ctx.by}, 'due.moved', id,
             jsonb_build_object('old', old, 'new', due, 'revision', "dueRevision", 'basis', ${basis}::text)
      FROM moved ORDER BY id
    )
    SELECT id FROM moved ORDER BY id`;
  return moved.map((row) => row.id);
}

/**
 * Moves a stage's own due, and its awaited duties that still stand at the old one: a single extension is not undone.
 * Stages that had closed open again; duties that are open are told.
 */
export async function moveStageDue(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  move: { stageId: string; due: LocalDate; lateAfter: LocalDate; basis: string },
): Promise<void> {
  const { stageId, due, lateAfter, basis } = move;
  const duties = await lockStageDuties(tx, stageId);
  const moves = duties.map(({ id }) => ({ assignmentId: id, due, lateAfter }));
  await tx.stage.update({ where: { id: stageId }, data: { dueDate: due, lateAfter } });
  const moved = await moveDues(tx, plan, ctx, moves, basis);
  await reopenFor(tx, db, plan, ctx, moved);
  const opened = duties.filter(({ status }) => status === 'open').map(({ id }) => id);
  if (opened.length > 0) await announceDues(tx, db, plan, ctx, opened, basis);
}

/** Locks the stage's awaited duties that stand at the stage's own due, in the order of their ids. */
export function lockStageDuties(tx: Tx, stageId: string): Promise<{ id: string; status: string }[]> {
  return tx.$queryRaw`
    SELECT a.id, a.status FROM "Assignment" a JOIN "Stage" s ON s.id = a."stageId"
    WHERE s.id = ${stageId} AND a.status IN ('pending', 'open') AND a."dueDate" = s."dueDate" AND a."lateAfter" = s."lateAfter"
    ORDER BY a.id FOR UPDATE OF a`;
}

/**
 * Tells the new dues: task members end as extended, what was planned for the old ones is skipped, one letter names the new date (the opening's own,
 * where that has not gone out yet), and of what the new
 * date puts on days already run the most urgent is raised at once.
 */
export async function announceDues(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  assignmentIds: string[],
  basis: string,
): Promise<void> {
  if ((await heldByTask(tx, assignmentIds)).length > 0)
    await closeMembers(tx, db, ctx, { assignmentIds, status: 'extended', data: { basis } });
  await skipPlanned(tx, ctx, assignmentIds, NOTICE_SKIPS.moved);
  const told = {
    kind: 'receipt',
    reason: 'due-moved',
    urgency: URGENCY.fact,
    key: 'due-moved',
    date: wallClock(ctx.asOf, plan.zone).day,
    data: { basis },
  } as const;
  await raiseWhere(tx, db, plan, ctx, told, Prisma.sql`a.id = any(${assignmentIds}) and not ${OPENING_TO_COME}`);
  await raiseMostUrgent(tx, db, plan, ctx, assignmentIds);
}

/**
 * Whether the contact of route `r` has still to hear of the opening of `a`: that letter tells the new date, none other need say
 * that it moved. What a pause keeps back counts while it lasts. A scalar sub-query: a probe by key for each duty, where
 * a condition would be joined as a set.
 */
const OPENING_TO_COME = Prisma.sql`coalesce((
  select true from "Notice" o left join "Plan" p on p.id = t."planId" and p.status = 'paused'
  where o."assignmentId" = a.id and o."contactId" = r."contactId" and o.kind = 'open'
    and (o.status = 'planned' or (o.status in ('skipped', 'expired') and o.why = ${NOTICE_SKIPS.paused} and o."settledAt" >= p."pausedAt"))
  limit 1), false)`;

/**
 * Skips what is still planned about these duties, receipts of reports apart. Rows that the delivery holds at this moment
 * are passed by: it waits for the duty's lock and sees for itself, so neither waits for the other in a ring.
 */
export async function skipPlanned(tx: Tx, ctx: Context, assignmentIds: string[], why: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Notice" SET status = 'skipped', why = ${why}, "settledAt" = ${new Date(ctx.asOf)}
    WHERE id IN (SELECT id FROM "Notice"
                 WHERE "assignmentId" = ANY(${assignmentIds}) AND status = 'planned'
                   AND (kind IN ('remind', 'overdue') OR reason = 'due-moved' OR (kind = 'open' AND ${why} = ${NOTICE_SKIPS.waived}))
                 FOR UPDATE SKIP LOCKED)`;
}

/** Opens again the stages and topics of these duties that had closed, and tells the topics that dates changed. */
export async function reopenFor(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, assignmentIds: string[]): Promise<void> {
  const stages = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Stage" SET status = 'open', "closedAt" = NULL, "reopenedOn" = ${wallClock(ctx.asOf, plan.zone).day}
    WHERE status = 'closed' AND id IN (SELECT "stageId" FROM "Assignment" WHERE id = ANY(${assignmentIds})) RETURNING id`;
  for (const { id } of stages.toSorted((a, b) => (a.id < b.id ? -1 : 1))) await audit(tx, ctx, 'stage.reopened', id);
  const topics = await tx.$queryRaw<{ id: string; status: string }[]>`
    SELECT DISTINCT t.id, t.status FROM "Assignment" a JOIN "Stage" s ON s.id = a."stageId" JOIN "Topic" t ON t.id = s."topicId"
    WHERE a.id = ANY(${assignmentIds}) ORDER BY t.id`;
  const closed = topics.filter((topic) => topic.status === 'closed').map((topic) => topic.id);
  if (closed.length > 0) {
    await tx.topic.updateMany({ where: { id: { in: closed } }, data: { status: 'open', closedAt: null } });
    await tell(tx, db, [{ kind: 'plan', id: plan.id }], ctx);
  }
  await tell(
    tx,
    db,
    topics.map(({ id }) => ({ kind: 'topic', id })),
    ctx,
  );
}
