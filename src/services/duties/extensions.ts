/**
 * A later due date for duties, with its basis. DESIGN §7.
 *
 * @module
 */
import { shortIdOf, topicIdOf, stageIdOf } from '../../domain/ids';
import type { LocalDate } from '../../domain/dates';
import { stagesInOrder, type StageKind } from '../../domain/plan';
import { CodedError } from '../../errors';
import { audit, tell, type Context, type Db, type Tx } from '../db';
import { announceDues, moveDues, reopenFor, type DueMove } from './due-moves';
import { AWAITED, basisOf, dayOf, dutyStatus, lockDuties, mustBeFollowed, today, type LockedDuty } from './locked';
import type { PlanFacts } from '../plans/load';

export interface Extension {
  assignmentIds: string[];
  /** Last day in time, inclusive: after today and after each one's present due. */
  due: LocalDate;
  basis: string;
  /** The issuer's own document: allows a day beyond the plan's end, which then moves with it. */
  issuerBasis?: string;
}

export interface Extended {
  moved: string[];
  /** Duties of the same bodies, in chosen topics, whose due counts from the ones that moved. */
  along: string[];
  /** Named, but reported, waived or cancelled meanwhile: left as they are. */
  passedOver: string[];
}

/**
 * Moves the due of every duty named that is still awaited. A judged one is awaited again; task members end as extended.
 *
 * @throws CD_BASIS_MISSING, CD_EXTENSION_PAST, CD_EXTENSION_BEYOND_PLAN, CD_NOT_A_DATE, CD_ASSIGNMENT_UNKNOWN,
 *   CD_ASSIGNMENT_CLOSED (none is awaited), CD_PLAN_ENDED; nothing is written then
 */
export async function extendAssignments(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, input: Extension): Promise<Extended> {
  mustBeFollowed(plan);
  const basis = basisOf({ vi: 'Điều chỉnh thời hạn', en: 'An extension' }, input.issuerBasis ?? input.basis);
  const due = dayOf(input.due);
  const dependents = await dependentsOf(tx, plan, input.assignmentIds, due);
  const last = dependents.map((move) => move.due).reduce((a, b) => (a > b ? a : b), due);
  // The plan's row before the duties': the delivery takes them in this order too.
  await allowEnd(tx, db, plan, ctx, last, input.issuerBasis);
  const locked = await lockDuties(tx, [...input.assignmentIds, ...dependents.map((move) => move.assignmentId)]);
  const named = locked.filter((duty) => input.assignmentIds.includes(duty.id));
  const awaited = named.filter((duty) => AWAITED.includes(duty.status));
  mustBeLater(plan, ctx, named, awaited, due);

  const later = dependents.filter((move) => locked.some((duty) => duty.id === move.assignmentId && duty.dueDate < move.due));
  const wanted = awaited.map(({ id }) => ({ assignmentId: id, due, lateAfter: due }));
  const ids = await moveDues(tx, plan, ctx, [...wanted, ...later], basis);
  await reopenFor(tx, db, plan, ctx, ids);
  await announceDues(tx, db, plan, ctx, ids, basis);
  const moved = ids.filter((id) => input.assignmentIds.includes(id));
  return {
    moved,
    along: ids.filter((id) => !input.assignmentIds.includes(id)),
    passedOver: named.filter((duty) => !moved.includes(duty.id)).map((duty) => duty.id),
  };
}

function mustBeLater(plan: PlanFacts, ctx: Context, named: LockedDuty[], awaited: LockedDuty[], due: LocalDate): void {
  const [first] = named;
  if (first && awaited.length === 0)
    throw new CodedError('CD_ASSIGNMENT_CLOSED', { assignment: shortIdOf(first.id), status: dutyStatus(first.status) });
  const now = today(plan, ctx);
  const present = awaited.map((duty) => duty.lateAfter).reduce((a, b) => (a > b ? a : b), now);
  if (due <= present) throw new CodedError('CD_EXTENSION_PAST', { due, now: present });
}

/** Beyond the plan's end only the issuer may go; the end then moves, so that the plan stays open to judge. */
async function allowEnd(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  due: LocalDate,
  issuerBasis: string | undefined,
): Promise<void> {
  if (due <= plan.endDate) return;
  if (issuerBasis === undefined || issuerBasis.trim() === '')
    throw new CodedError('CD_EXTENSION_BEYOND_PLAN', { due, end: plan.endDate });
  await tx.plan.update({ where: { id: plan.id }, data: { endDate: due } });
  await audit(tx, ctx, 'plan.end-moved', plan.id, { old: plan.endDate, new: due, basis: issuerBasis.trim() });
  await tell(tx, db, [{ kind: 'plan', id: plan.id }], ctx);
}

/**
 * Awaited duties that would move along, and those that count from these in turn: in a chosen topic `+N working days
 * after session` counts from the body's own session. DESIGN §5.
 */
async function dependentsOf(tx: Tx, plan: PlanFacts, assignmentIds: string[], due: LocalDate): Promise<DueMove[]> {
  // In the order of the stages: what a stage counts from stands before it.
  const rules = plan.document.topics
    .filter((topic) => topic.choice)
    .flatMap((topic) =>
      stagesInOrder(topic).flatMap(({ kind, stage: { dueRule } }) => {
        const id = (of: StageKind) => stageIdOf(topicIdOf(plan.id, topic.id), of);
        return dueRule ? [{ from: id(dueRule.after), to: id(kind), workingDays: dueRule.workingDays }] : [];
      }),
    );
  const moves: DueMove[] = assignmentIds.map((assignmentId) => ({ assignmentId, due, lateAfter: due }));
  for (const rule of rules) {
    const from = JSON.stringify(
      moves.map((move) => ({ id: move.assignmentId, due: plan.calendar.addWorkingDays(move.due, rule.workingDays) })),
    );
    const rows = await tx.$queryRaw<{ id: string; due: string }[]>`
      SELECT b.id, m.due FROM jsonb_to_recordset(${from}::jsonb) AS m(id text, due text)
      JOIN "Assignment" a ON a.id = m.id AND a."stageId" = ${rule.from}
      JOIN "Assignment" b ON b."bodyId" = a."bodyId" AND b."stageId" = ${rule.to}
      WHERE NOT b.id = ANY(${assignmentIds}) AND b.status IN ('pending', 'open') AND b."dueDate" < m.due`;
    moves.push(...rows.map((row) => ({ assignmentId: row.id, due: row.due, lateAfter: row.due })));
  }
  return moves.slice(assignmentIds.length);
}
