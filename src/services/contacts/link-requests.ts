/**
 * What people ask about links without being known: a fresh one for a registered address, and "this is not ours".
 *
 * @module
 */
import { wallClock } from '../../domain/dates';
import { servedSince } from '../../domain/link-life';
import { URGENCY } from '../../domain/reminders';
import { CodedError } from '../../errors';
import type { ReplyData } from '../../mail/texts/data';
import { audit, transaction, type Context, type Db } from '../db';
import { raiseToBody, raiseToSupervisors } from '../notices/raise';
import { loadPlan } from '../plans/load';
import { nameOf } from '../duties/replies';
import { audienceOf } from '../tasks/audience';

const HOUR_MS = 3_600_000;

/**
 * Raises a letter with fresh links to `address`, for each body that has it as a working address in each running plan
 * in which a link of it would still serve. Unknown addresses do nothing. At most one letter a body and hour: the notice's key holds the hour.
 *
 * @returns how many notices came
 */
export function askFreshLink(db: Db, address: string, ctx: Context): Promise<number> {
  return transaction(db, async (tx) => {
    const registered = address.trim().toLowerCase();
    const bodies = await tx.$queryRaw<{ bodyId: string; planId: string }[]>`
      select distinct r."bodyId", t."planId"
      from "Route" r
      join "Assignment" a on (a."bodyId" = r."bodyId" or a."unitId" = r."bodyId") and a.status not in ('skipped', 'cancelled')
      join "Stage" s on s.id = a."stageId"
      join "Topic" t on t.id = s."topicId" and (t."closedAt" is null or t."closedAt" > ${new Date(servedSince(ctx.asOf))})
      join "Plan" p on p.id = t."planId" and p.status in ('running', 'paused')
      where r.address = ${registered} and r.via = 'email'
      order by 1, 2`;
    let raised = 0;
    for (const { bodyId, planId } of bodies) {
      const plan = await loadPlan(tx, planId);
      raised += await raiseToBody(tx, db, plan, ctx, {
        bodyId,
        kind: 'link',
        reason: 'link',
        urgency: URGENCY.freshLink,
        key: `link/${Math.floor(ctx.asOf / HOUR_MS)}`,
        date: wallClock(ctx.asOf, plan.zone).day,
        immediate: true,
        data: {},
      });
      await audit(tx, ctx, 'link.asked', bodyId);
    }
    return raised;
  });
}

/**
 * Notes that whoever holds a body's link says it is not theirs. The officer who follows the body's unit reads it in the
 * board's next letter, once a day and link however often it is said.
 *
 * @throws CD_LINK_ENDED when the link is not of this body
 */
export function sayNotOurs(db: Db, input: { bodyId: string; linkId: string }, ctx: Context): Promise<void> {
  return transaction(db, async (tx) => {
    const { bodyId, linkId } = input;
    const link = await tx.link.findUnique({ where: { id: linkId } });
    if (link?.bodyId !== bodyId) throw new CodedError('CD_LINK_ENDED');
    await audit(tx, ctx, 'link.not-ours', bodyId, { linkId });
    const plan = await loadPlan(tx, link.planId);
    const day = wallClock(ctx.asOf, plan.zone).day;
    const [contact, about, duty] = await Promise.all([
      tx.contact.findUnique({ where: { id: link.contactId } }),
      nameOf(tx, bodyId, day),
      tx.assignment.findFirst({ where: { bodyId, stageId: { startsWith: `${plan.id}/` } }, select: { unitId: true } }),
    ]);
    await raiseToSupervisors(tx, db, plan, ctx, {
      supervisorIds: await audienceOf(tx, plan, ctx, { ownerId: null, groupId: duty?.unitId ?? bodyId }),
      taskId: null,
      kind: 'task',
      reason: 'reply',
      urgency: URGENCY.reply,
      key: `not-ours/${linkId}/${day}`,
      data: { of: 'not-ours', about, address: contact?.email ?? null } satisfies ReplyData,
    });
  });
}
