/**
 * A person answers a letter: the board sees it, and that duty's reminders rest for some working days. DESIGN §6.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { groupOf } from '../../domain/ladder';
import { URGENCY } from '../../domain/reminders';
import { dateText, stageName, taskName } from '../../domain/wording';
import { CodedError } from '../../errors';
import type { InBoth } from '../../languages';
import type { ReplyData } from '../../mail/texts/data';
import { audit, transaction, type Context, type Db, type Tx } from '../db';
import { dayOf, lockDuty, mustBeAwaited, mustBeFollowed, today, type LockedDuty } from './locked';
import { raiseToSupervisors } from '../notices/raise';
import { loadPlan, type PlanFacts } from '../plans/load';
import { openTask } from '../tasks';
import { audienceOf } from '../tasks/audience';

/**
 * Notes a reply. A duty that is no longer awaited takes it too: it is shown, nothing rests.
 *
 * @param input.channel how it came: mail, phone, zalo, link
 * @throws CD_ASSIGNMENT_UNKNOWN, CD_REASON_MISSING when the text is blank
 */
export function noteReply(
  db: Db,
  input: { assignmentId: string; text: string; channel: string },
  ctx: Context,
): Promise<{ quietUntil: LocalDate }> {
  return transaction(db, async (tx) => {
    const duty = await lockDuty(tx, input.assignmentId);
    const text = spoken({ vi: 'Ý kiến trả lời', en: 'A reply' }, input.text);
    const plan = await loadPlan(tx, duty.planId);
    const quietUntil = await rest(tx, plan, duty, ctx);
    await audit(tx, ctx, 'reply', duty.id, { text, channel: input.channel, quietUntil });
    const supervisorIds = await audienceOf(tx, plan, ctx, { ownerId: null, groupId: duty.unitId });
    await raiseToSupervisors(tx, db, plan, ctx, {
      supervisorIds,
      taskId: null,
      kind: 'task',
      reason: 'reply',
      urgency: URGENCY.reply,
      key: `reply/${duty.id}/${ctx.asOf}`,
      data: { of: 'answer', about: await headOf(tx, plan, duty, ctx), text } satisfies ReplyData,
    });
    return { quietUntil };
  });
}

/**
 * A body asks for a later date: a task for the board, which extends or not. Asking again while it is open adds nothing.
 *
 * @param input.until null: the body leaves the date to the board
 * @throws CD_REASON_MISSING, CD_EXTENSION_PAST, CD_NOT_A_DATE, CD_ASSIGNMENT_CLOSED, CD_ASSIGNMENT_UNKNOWN, CD_PLAN_ENDED
 */
export function requestExtension(
  db: Db,
  input: { assignmentId: string; until: LocalDate | null; reason: string },
  ctx: Context,
): Promise<{ taskId: string; opened: boolean }> {
  return transaction(db, async (tx) => {
    const duty = await lockDuty(tx, input.assignmentId);
    mustBeAwaited(duty);
    const reason = spoken({ vi: taskName('extension'), en: 'Asking for a later date' }, input.reason);
    const plan = await loadPlan(tx, duty.planId);
    mustBeFollowed(plan);
    const until = input.until === null ? null : dayOf(input.until);
    const now = today(plan, ctx) > duty.lateAfter ? today(plan, ctx) : duty.lateAfter;
    if (until !== null && until <= now) throw new CodedError('CD_EXTENSION_PAST', { due: until, now });
    const quietUntil = await rest(tx, plan, duty, ctx);
    await audit(tx, ctx, 'extension.asked', duty.id, { until, reason, quietUntil });
    const officer = duty.unitId === null ? null : await tx.officerUnit.findUnique({ where: { bodyId: duty.unitId } });
    const wish = until === null ? '' : ` đến ${dateText(until)}`;
    const { taskId, opened } = await openTask(tx, db, plan, ctx, {
      kind: 'extension',
      stageId: duty.stageId,
      groupId: groupOf({ unitId: duty.unitId, officerId: officer?.supervisorId ?? null, policy: plan.policy }),
      subjectId: duty.id,
      title: `${await headOf(tx, plan, duty, ctx)} đề nghị điều chỉnh thời hạn${wish}: ${reason}`,
      members: [{ assignmentId: duty.id, dueRevision: duty.dueRevision, unitId: duty.unitId }],
      data: { until, reason },
    });
    return { taskId, opened };
  });
}

function spoken(what: InBoth, text: string): string {
  const said = text.trim();
  if (said === '') throw new CodedError('CD_REASON_MISSING', { what });
  return said.slice(0, 2000);
}

async function rest(tx: Tx, plan: PlanFacts, duty: LockedDuty, ctx: Context): Promise<LocalDate> {
  const quietUntil = plan.calendar.addWorkingDays(today(plan, ctx), plan.policy.quietDays);
  await tx.assignment.update({ where: { id: duty.id }, data: { quietUntil } });
  return quietUntil;
}

/** "Chuyên đề 2/2023, sinh hoạt chuyên đề: Chi bộ Khoa Dược" */
async function headOf(tx: Tx, plan: PlanFacts, duty: LockedDuty, ctx: Context): Promise<string> {
  return `${duty.topicShort}, ${stageName(duty.stageKind).toLowerCase()}: ${await nameOf(tx, duty.bodyId, today(plan, ctx))}`;
}

/** The body's name on `day`; its code where it is in force no more. */
export async function nameOf(tx: Tx, bodyId: string, day: LocalDate): Promise<string> {
  const body = await tx.bodyVersion.findFirst({
    where: { bodyId, validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gt: day } }] },
  });
  return body?.name ?? bodyId;
}
