/**
 * What people ask about links without being known: a fresh one for a registered address, and "this is not ours".
 *
 * @module
 */
import { wallClock } from '../domain/dates';
import { audit, transaction, type Context, type Db } from './db';
import { raiseToBody } from './notices';
import { loadPlan } from './plans';

/** Before every reminder: somebody waits for it. */
const URGENCY = 900;
const HOUR_MS = 3_600_000;

/**
 * Raises a letter with fresh links to `address`, for each body that has it as a working address in each running plan.
 * Unknown addresses do nothing. At most one letter a body and hour: the notice's key holds the hour.
 *
 * @returns how many notices came
 */
export function askFreshLink(db: Db, address: string, ctx: Context): Promise<number> {
  return transaction(db, async (tx) => {
    const registered = address.trim().toLowerCase();
    const bodies = await tx.$queryRaw<{ bodyId: string; planId: string }[]>`
      select distinct r."bodyId", t."planId"
      from "Route" r
      join "Assignment" a on a."bodyId" = r."bodyId"
      join "Stage" s on s.id = a."stageId"
      join "Topic" t on t.id = s."topicId"
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
        urgency: URGENCY,
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

/** Notes that whoever holds a body's link says it is not theirs. The board sees it beside the contact. */
export function sayNotOurs(db: Db, input: { bodyId: string; linkId: string }, ctx: Context): Promise<void> {
  return transaction(db, (tx) => audit(tx, ctx, 'link.not-ours', input.bodyId, { linkId: input.linkId }));
}
