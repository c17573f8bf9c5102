/**
 * A body says when it will hold its session. From then on its reminders before that date are skipped when they are
 * claimed, and the working day after it asks for the report. DESIGN §6.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { URGENCY } from '../../domain/reminders';
import type { ReceiptData } from '../../mail/texts/data';
import { CodedError } from '../../errors';
import { audit, transaction, type Context, type Db } from '../db';
import { reopenFor } from './due-moves';
import { dayOf, lockDuty, mustBeAwaited, today } from './locked';
import { raiseForAssignments } from '../notices/raise';
import { loadPlan } from '../plans/load';

export interface PlannedDateAnswer {
  date: LocalDate;
  due: LocalDate;
  /** The date is after the last day in time: accepted, and an extension is offered. */
  pastDue: boolean;
  /** It was this date already: nothing was written. */
  repeated: boolean;
}

/**
 * Sets the planned date.
 *
 * @throws CD_PLANNED_PAST, CD_PLANNED_BEYOND_PLAN, CD_NOT_A_DATE, CD_ASSIGNMENT_CLOSED, CD_ASSIGNMENT_UNKNOWN
 */
export function givePlannedDate(
  db: Db,
  input: { assignmentId: string; date: LocalDate },
  ctx: Context,
): Promise<PlannedDateAnswer> {
  return transaction(db, async (tx) => {
    const duty = await lockDuty(tx, input.assignmentId);
    mustBeAwaited(duty);
    const plan = await loadPlan(tx, duty.planId);
    const date = dayOf(input.date);
    const day = today(plan, ctx);
    if (date < day) throw new CodedError('CD_PLANNED_PAST', { date, today: day });
    const end = plan.endDate > duty.lateAfter ? plan.endDate : duty.lateAfter;
    if (date > end) throw new CodedError('CD_PLANNED_BEYOND_PLAN', { date, end });
    const answer = { date, due: duty.dueDate, pastDue: date > duty.lateAfter };
    if (duty.plannedDate === date) return { ...answer, repeated: true };
    await tx.assignment.update({ where: { id: duty.id }, data: { plannedDate: date, plannedAt: new Date(ctx.asOf) } });
    const sequence = await tx.audit.count({ where: { subject: duty.id, action: 'planned.date' } });
    await audit(tx, ctx, 'planned.date', duty.id, { old: duty.plannedDate, new: date });
    // A stage that has closed opens again, to ask for the report on the day after.
    await reopenFor(tx, db, plan, ctx, [duty.id]);
    const data: ReceiptData = { of: 'planned-date', date, sequence };
    await raiseForAssignments(tx, db, plan, ctx, {
      assignmentIds: [duty.id],
      kind: 'receipt',
      reason: 'receipt',
      urgency: URGENCY.fact,
      key: `planned/${sequence}`,
      date: day,
      immediate: true,
      ownAddress: true,
      data,
    });
    return { ...answer, repeated: false };
  });
}
