/**
 * A conference moves after people were invited: who has an invitation gets another with the new date, hour or place. One
 * that is still to be sent says the new ones by itself. DESIGN §8.
 *
 * @module
 */
import type { z } from 'zod';
import type { LocalDate } from '../../domain/dates';
import { stageIdOf, topicIdOf } from '../../domain/ids';
import { stagesInOrder, type PlanDocument, type StageSpec } from '../../domain/plan';
import { invitationData, type InvitationData } from '../../mail/texts/data';
import { audit, Prisma, type Context, type Db, type Tx } from '../db';
import { NOTICE_SKIPS } from '../delivery/recheck';
import { today } from '../duties/locked';
import { raiseToBodies } from './raise';
import type { PlanFacts } from '../plans/load';

/** Orders it among a letter's sections: as the first invitation. */
export const INVITATION_URGENCY = 60;

/** After an amendment: the conferences whose date, hour or place differ between the two documents. Returns how many letters were raised. */
export async function updateInvitations(tx: Tx, db: Db, plan: PlanFacts, before: PlanDocument, ctx: Context): Promise<number> {
  let raised = 0;
  for (const topic of plan.document.topics) {
    const was = before.topics.find(({ id }) => id === topic.id);
    for (const { kind, stage } of stagesInOrder(topic)) {
      const old = was?.stages[kind];
      if (!old || !hasMoved(old, stage)) continue;
      const stageId = stageIdOf(topicIdOf(plan.id, topic.id), kind);
      // the document speaks last: what was confirmed before it is over
      if (old.place !== stage.place) await tx.stage.update({ where: { id: stageId }, data: { place: null } });
      if (old.hour !== stage.hour) await tx.stage.update({ where: { id: stageId }, data: { hour: null } });
      raised += await inviteAgain(tx, db, plan, stageId, old.opens === stage.opens ? null : stage.opens, ctx);
    }
  }
  return raised;
}

const hasMoved = (a: StageSpec, b: StageSpec) => a.opens !== b.opens || a.place !== b.place || a.hour !== b.hour;

/** Whoever was invited before is invited again. @param date the new day; null: it stays */
export async function inviteAgain(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stageId: string,
  date: LocalDate | null,
  ctx: Context,
): Promise<number> {
  const of = Prisma.sql`"stageId" = ${stageId} and reason = 'invitation'`;
  // What the delivery holds at this moment it sends as it was: such a one counts as sent.
  const waiting = await tx.$queryRaw<
    { id: string }[]
  >`select id from "Notice" where ${of} and status = 'planned' for update skip locked`;
  const ids = waiting.map(({ id }) => id);
  if (date !== null)
    await tx.$executeRaw`update "Notice" set data = data || ${JSON.stringify({ date })}::jsonb where id = any(${ids})`;
  const known = await invitedBefore(tx, stageId, ids);
  const sequence = nextSequence(known);
  const day = today(plan, ctx);
  const rows = known.map(({ bodyId, data }) => ({
    bodyId,
    data: { ...data, notHeld: undefined, ...(date === null ? {} : { date }), sequence } satisfies InvitationData,
  }));
  return raiseToBodies(tx, db, plan, ctx, {
    kind: 'open',
    reason: 'invitation',
    urgency: INVITATION_URGENCY,
    key: `${stageId}/invitation/${sequence}`,
    date: day,
    stageId,
    // nobody is asked to a day that is over
    rows: rows.filter(({ data }) => data.date === undefined || data.date >= day),
  });
}

/**
 * A conference will not be held: invitations still to be sent are skipped, whoever has one is told once. To be called
 * while its stage still stands. Returns how many letters were raised.
 */
export async function callOff(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stage: { id: string; opensOn: LocalDate },
  notHeld: { about: string; basis: string },
  ctx: Context,
): Promise<number> {
  // What the delivery holds at this moment it sends: such a one counts as sent.
  const skipped = await tx.$queryRaw<{ id: string }[]>`
    update "Notice" set status = 'skipped', why = ${NOTICE_SKIPS.closed}, "settledAt" = ${new Date(ctx.asOf)}
    where id in (select id from "Notice" where "stageId" = ${stage.id} and reason = 'invitation' and status = 'planned' for update skip locked)
    returning id`;
  const known = (
    await invitedBefore(
      tx,
      stage.id,
      skipped.map(({ id }) => id),
    )
  ).filter(({ told }) => told);
  const sequence = nextSequence(known);
  const day = today(plan, ctx);
  const rows = known
    .filter(({ data }) => (data.date ?? stage.opensOn) >= day)
    .map(({ bodyId, data }) => ({
      bodyId,
      data: { ...data, date: data.date ?? stage.opensOn, sequence, notHeld } satisfies InvitationData,
    }));
  const raised = await raiseToBodies(tx, db, plan, ctx, {
    kind: 'receipt',
    reason: 'invitation',
    urgency: INVITATION_URGENCY,
    key: `${stage.id}/invitation/${sequence}`,
    date: day,
    stageId: stage.id,
    rows,
  });
  if (skipped.length + raised > 0)
    await audit(tx, ctx, 'conference.called-off', stage.id, { ...notHeld, skipped: skipped.length, told: raised });
  return raised;
}

interface Invited {
  bodyId: string;
  data: z.output<typeof invitationData>;
  /** A letter went out or is going out; false: it was skipped when the conference was called off. */
  told: boolean;
}

/** The last invitation of each body, those in `except` and their bodies apart. */
async function invitedBefore(tx: Tx, stageId: string, except: string[]): Promise<Invited[]> {
  const rows = await tx.$queryRaw<{ bodyId: string; data: unknown; told: boolean }[]>`
    select distinct on ("bodyId") "bodyId", data, status <> 'skipped' as told from "Notice"
    where "stageId" = ${stageId} and reason = 'invitation' and not (id = any(${except}))
      and (status in ('planned', 'queued', 'sent', 'unknown') or (status = 'skipped' and why = ${NOTICE_SKIPS.closed}))
      and "bodyId" not in (select "bodyId" from "Notice" where id = any(${except}))
    order by "bodyId", (data ->> 'sequence')::int desc nulls last`;
  return rows.map(({ bodyId, data, told }) => ({ bodyId, data: invitationData.parse(data), told }));
}

const nextSequence = (known: Invited[]) => Math.max(0, ...known.map(({ data }) => data.sequence)) + 1;
