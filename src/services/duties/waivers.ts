/**
 * Duties that need not be done (không phải thực hiện), with their basis: mail about them stops, they count apart. DESIGN §7.
 *
 * @module
 */
import { shortIdOf } from '../../domain/ids';
import { URGENCY } from '../../domain/reminders';
import { CodedError } from '../../errors';
import { tell, type Context, type Db, type Tx } from '../db';
import { NOTICE_SKIPS } from '../../domain/standing';
import { skipPlanned } from './due-moves';
import { AWAITED, basisOf, dutyStatus, heldByTask, lockDuties, mustBeFollowed, today } from './locked';
import { raiseForAssignments } from '../notices/raise';
import type { PlanFacts } from '../plans/load';
import { closeMembers } from '../tasks';

export interface Waived {
  waived: string[];
  /** Named, but no longer awaited: left as they are. */
  passedOver: string[];
}

/**
 * Waives every duty named that is still awaited; one letter tells each body.
 *
 * @throws CD_BASIS_MISSING, CD_ASSIGNMENT_UNKNOWN, CD_ASSIGNMENT_CLOSED (none is awaited), CD_PLAN_ENDED
 */
export async function waiveAssignments(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: { assignmentIds: string[]; basis: string },
): Promise<Waived> {
  mustBeFollowed(plan);
  const basis = basisOf({ vi: 'Không phải thực hiện', en: 'A waiver' }, input.basis);
  const named = await lockDuties(tx, input.assignmentIds);
  const awaited = named.filter((duty) => AWAITED.includes(duty.status));
  const [first] = named;
  if (first && awaited.length === 0)
    throw new CodedError('CD_ASSIGNMENT_CLOSED', { assignment: shortIdOf(first.id), status: dutyStatus(first.status) });
  const waived = awaited.map((duty) => duty.id);
  await tx.$executeRaw`
    WITH waived AS (
      UPDATE "Assignment" SET status = 'waived', "closedAt" = ${new Date(ctx.asOf)} WHERE id = ANY(${waived}) RETURNING id
    )
    INSERT INTO "Audit" (at, by, action, subject, data)
    SELECT ${new Date(ctx.asOf)}, ${ctx.by}, 'assignment.waived', id, jsonb_build_object('basis', ${basis}::text) FROM waived ORDER BY id`;
  await skipPlanned(tx, ctx, waived, NOTICE_SKIPS.waived);
  if ((await heldByTask(tx, waived)).length > 0)
    await closeMembers(tx, db, ctx, { assignmentIds: waived, status: 'waived', data: { basis } });
  await raiseForAssignments(tx, db, plan, ctx, {
    assignmentIds: waived,
    kind: 'receipt',
    reason: 'waived',
    urgency: URGENCY.fact,
    key: 'waived',
    date: today(plan, ctx),
    data: { basis },
  });
  const topics = [...new Set(awaited.map((duty) => duty.topicId))];
  await tell(
    tx,
    db,
    topics.map((id) => ({ kind: 'topic', id })),
    ctx,
  );
  return { waived, passedOver: named.filter((duty) => !waived.includes(duty.id)).map((duty) => duty.id) };
}
