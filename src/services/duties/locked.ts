/**
 * One body's duty, as the services that change it see it: its row under lock, with the ids of its parents.
 *
 * @module
 */
import { shortIdOf } from '../../domain/ids';
import { isRealDay, type Instant, type LocalDate, wallClock } from '../../domain/dates';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import { dutyStateName, planState } from '../../domain/wording';
import { CodedError } from '../../errors';
import type { InBoth } from '../../languages';
import { Prisma, type Context, type Tx } from '../db';

export interface LockedDuty {
  id: string;
  bodyId: string;
  /** The unit it is counted under; null where the body stands under none. */
  unitId: string | null;
  stageId: string;
  stageKind: StageKind;
  topicId: string;
  planId: string;
  topicShort: string;
  status: string;
  dueDate: LocalDate;
  lateAfter: LocalDate;
  /** Exclusive end of the time that is in time. */
  dueAt: Instant;
  dueRevision: number;
  plannedDate: LocalDate | null;
  verdict: string | null;
}

type DutyRow = Omit<LockedDuty, 'dueAt' | 'stageKind'> & { dueAt: Date; stageKind: string };

/** A duty that still awaits its report. */
export const AWAITED = ['pending', 'open'];

/** The day it is for the plan's people. */
export const today = (plan: { zone: string }, ctx: Context): LocalDate => wallClock(ctx.asOf, plan.zone).day;

/** A day as a person wrote it, `YYYY-MM-DD`. @throws CD_NOT_A_DATE */
export function dayOf(text: string): LocalDate {
  if (!isRealDay(text)) throw new CodedError('CD_NOT_A_DATE', { text });
  return text;
}

/**
 * Locks the duties, in the order of their ids so that two callers never wait for each other in a ring. The delivery
 * claims with FOR SHARE on the same rows: nothing is claimed between this and the commit.
 *
 * @throws CD_ASSIGNMENT_UNKNOWN names the first that does not exist.
 */
export async function lockDuties(tx: Tx, assignmentIds: string[]): Promise<LockedDuty[]> {
  const wanted = [...new Set(assignmentIds)];
  const rows = await tx.$queryRaw<DutyRow[]>`
    SELECT a.id, a."bodyId", a."unitId", a."stageId", s.kind AS "stageKind", s."topicId", t."planId", t.short AS "topicShort",
           a.status, a."dueDate", a."lateAfter", a."dueAt", a."dueRevision", a."plannedDate", a.verdict
    FROM "Assignment" a JOIN "Stage" s ON s.id = a."stageId" JOIN "Topic" t ON t.id = s."topicId"
    WHERE a.id = ANY(${wanted}) ORDER BY a.id FOR UPDATE OF a`;
  const found = new Set(rows.map((row) => row.id));
  const unknown = wanted.find((id) => !found.has(id));
  if (unknown !== undefined) throw new CodedError('CD_ASSIGNMENT_UNKNOWN', { assignment: unknown });
  return rows.map((row) => ({ ...row, stageKind: stageKindOf(row.stageKind), dueAt: row.dueAt.getTime() }));
}

/** The kind a stage's row holds. */
export function stageKindOf(text: string): StageKind {
  const kind = STAGE_KINDS.find((one) => one === text);
  if (kind === undefined) throw new Error(`Stage.kind holds "${text}"`);
  return kind;
}

/** Locks one duty. @throws CD_ASSIGNMENT_UNKNOWN */
export async function lockDuty(tx: Tx, assignmentId: string): Promise<LockedDuty> {
  const [duty] = await lockDuties(tx, [assignmentId]);
  if (!duty) throw new CodedError('CD_ASSIGNMENT_UNKNOWN', { assignment: assignmentId });
  return duty;
}

/** A duty's status in an error's words. */
export const dutyStatus = (status: string): InBoth => ({ vi: dutyStateName(status).toLowerCase(), en: status });

/** @throws CD_ASSIGNMENT_CLOSED when nothing is awaited of it any more. */
export function mustBeAwaited(duty: LockedDuty): void {
  if (!AWAITED.includes(duty.status))
    throw new CodedError('CD_ASSIGNMENT_CLOSED', { assignment: shortIdOf(duty.id), status: dutyStatus(duty.status) });
}

/** Whether an open task holds the assignment: a condition. */
export const heldSql = (assignmentId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT 1 FROM "TaskMember" m JOIN "Task" t ON t.id = m."taskId"
          WHERE m."assignmentId" = ${assignmentId} AND m.status = 'open' AND t.status <> 'closed')`;

/** Those of `assignmentIds` that an open task holds. A duty that none holds signals nothing. DESIGN §3. */
export async function heldByTask(tx: Tx, assignmentIds: string[], kinds?: string[]): Promise<string[]> {
  const ofKind = kinds ? Prisma.sql`AND t.kind = ANY(${kinds})` : Prisma.empty;
  const rows = await tx.$queryRaw<{ assignmentId: string }[]>`
    SELECT DISTINCT m."assignmentId" FROM "TaskMember" m JOIN "Task" t ON t.id = m."taskId"
    WHERE m."assignmentId" = ANY(${assignmentIds}) AND m.status = 'open' AND t.status <> 'closed' ${ofKind}
    ORDER BY 1`;
  return rows.map((row) => row.assignmentId);
}

/** The plan's own word, trimmed. @throws CD_BASIS_MISSING when there is none. */
export function basisOf(what: InBoth, basis: string | null | undefined): string {
  const said = basis?.trim() ?? '';
  if (said === '') throw new CodedError('CD_BASIS_MISSING', { what });
  return said;
}

/** @throws CD_PLAN_ENDED when the plan is closed or cancelled: its dates stand. */
export function mustBeFollowed(plan: { id: string; status: string }): void {
  if (plan.status === 'closed' || plan.status === 'cancelled')
    throw new CodedError('CD_PLAN_ENDED', {
      plan: plan.id,
      status: { vi: planState(plan.status).toLowerCase(), en: plan.status },
    });
}
