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
import { URGENCY } from '../../domain/reminders';
import { invitationData, type InvitationData } from '../../mail/texts/data';
import { audit, Prisma, type Context, type Db, type Tx } from '../db';
import { NOTICE_SKIPS } from '../../domain/standing';
import { today } from '../duties/locked';
import { raiseToBodies } from './raise';
import type { PlanFacts } from '../plans/load';

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
      const date = old.opens === stage.opens ? null : stage.opens;
      const state = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, select: { tentative: true, confirmedAt: true } });
      const isUncertain = state.tentative && state.confirmedAt === null;
      // Who knows the old day hears of the new one; who knows none hears it once it is certain.
      if (isUncertain) await skipPlannedInvitations(tx, stageId, ctx);
      raised += await inviteAgain(tx, db, plan, stageId, { date, who: isUncertain ? 'told' : 'all' }, ctx);
    }
  }
  return raised;
}

const hasMoved = (a: StageSpec, b: StageSpec) => a.opens !== b.opens || a.place !== b.place || a.hour !== b.hour;

export interface Reinvitation {
  /** The new day; null: it stays. */
  date: LocalDate | null;
  /** `told`: whoever had a letter. `untold`: whose invitation was skipped before it went. */
  who: 'all' | 'told' | 'untold';
}

/** Bodies that were invited before, and are still of the conference's audience, are invited again. */
export async function inviteAgain(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stageId: string,
  { date, who }: Reinvitation,
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
  const audience = await audienceOn(tx, stageId, day);
  const rows = known
    .filter(({ bodyId, told }) => audience.has(bodyId) && (who === 'all' || told === (who === 'told')))
    .map(({ bodyId, data }) => ({
      bodyId,
      data: { ...data, notHeld: undefined, ...(date === null ? {} : { date }), sequence } satisfies InvitationData,
    }));
  return raiseToBodies(tx, db, plan, ctx, {
    kind: 'open',
    reason: 'invitation',
    urgency: URGENCY.invitation,
    key: `${stageId}/invitation/${sequence}`,
    date: day,
    stageId,
    // nobody is asked to a day that is over
    rows: rows.filter(({ data }) => data.date === undefined || data.date >= day),
  });
}

/** The audience is another one: invitations to those no more of it do not go, those who are of it again get theirs. */
export async function followAudience(tx: Tx, db: Db, plan: PlanFacts, stageId: string, ctx: Context): Promise<void> {
  await skipPlannedInvitations(tx, stageId, ctx, await audienceOn(tx, stageId, today(plan, ctx)));
  const { tentative, confirmedAt } = await tx.stage.findUniqueOrThrow({ where: { id: stageId } });
  if (!tentative || confirmedAt) await inviteAgain(tx, db, plan, stageId, { date: null, who: 'untold' }, ctx);
}

/** Invitations that no letter has taken yet do not go; those to bodies in `except` do. Returns how many. */
function skipPlannedInvitations(tx: Tx, stageId: string, ctx: Context, except: ReadonlySet<string> = new Set()): Promise<number> {
  // What the delivery holds at this moment it sends: such a one counts as sent.
  return tx.$executeRaw`
    update "Notice" set status = 'skipped', why = ${NOTICE_SKIPS.closed}, "settledAt" = ${new Date(ctx.asOf)}
    where id in (select id from "Notice" where "stageId" = ${stageId} and reason = 'invitation' and status = 'planned'
                 and not ("bodyId" = any(${[...except]})) for update skip locked)`;
}

/** Bodies that hold a role of the conference's audience on that day. */
async function audienceOn(tx: Tx, stageId: string, day: LocalDate): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ bodyId: string }[]>`
    select v."bodyId" from "Stage" s join "BodyVersion" v on v.roles && s.audience
    where s.id = ${stageId} and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})`;
  return new Set(rows.map(({ bodyId }) => bodyId));
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
  const skipped = await skipPlannedInvitations(tx, stage.id, ctx);
  const known = await invitedBefore(tx, stage.id, []);
  const sequence = nextSequence(known);
  const day = today(plan, ctx);
  const rows = known
    .filter(({ told, data }) => told && (data.date ?? stage.opensOn) >= day)
    .map(({ bodyId, data }) => ({
      bodyId,
      data: { ...data, date: data.date ?? stage.opensOn, sequence, notHeld } satisfies InvitationData,
    }));
  const raised = await raiseToBodies(tx, db, plan, ctx, {
    kind: 'receipt',
    reason: 'invitation',
    urgency: URGENCY.invitation,
    key: `${stage.id}/invitation/${sequence}`,
    date: day,
    stageId: stage.id,
    rows,
  });
  if (skipped + raised > 0) await audit(tx, ctx, 'conference.called-off', stage.id, { ...notHeld, skipped, told: raised });
  return raised;
}

interface Invited {
  bodyId: string;
  /** The last letter's that went, else the last one's. */
  data: z.output<typeof invitationData>;
  /** A letter went out or is going out; false: it was skipped before. */
  told: boolean;
  /** The highest number any of its letters had. */
  sequence: number;
}

/** What each body was invited to, those with a letter in `except` apart. */
async function invitedBefore(tx: Tx, stageId: string, except: string[]): Promise<Invited[]> {
  const rows = await tx.$queryRaw<(Omit<Invited, 'data'> & { data: unknown })[]>`
    select distinct on ("bodyId") "bodyId", data, status <> 'skipped' as told,
           max((data ->> 'sequence')::int) over (partition by "bodyId") as sequence
    from "Notice"
    where "stageId" = ${stageId} and reason = 'invitation' and not (id = any(${except}))
      and (status in ('planned', 'queued', 'sent', 'unknown') or (status = 'skipped' and why = ${NOTICE_SKIPS.closed}))
      and "bodyId" not in (select "bodyId" from "Notice" where id = any(${except}))
    order by "bodyId", status = 'skipped', (data ->> 'sequence')::int desc nulls last`;
  return rows.map((row) => ({ ...row, data: invitationData.parse(row.data), sequence: row.sequence ?? 0 }));
}

const nextSequence = (known: Invited[]) => Math.max(0, ...known.map(({ sequence }) => sequence)) + 1;
