/**
 * A new revision of a running plan. Dates move only for duties that still stand at the old ones: a single extension
 * is not undone. Nothing is overwritten, every revision is kept.
 *
 * @module
 */
import { changesBetween, type Change } from '../domain/amendment';
import { wallClock } from '../domain/dates';
import { stageIdOf, topicIdOf, type Owner } from '../domain/ids';
import type { StageKind } from '../domain/plan';
import { CodedError, type StageFault } from '../errors';
import type { PlanDocument } from '../domain/plan';
import { audit, tell, transaction, type Context, type Db, type Tx } from './db';
import { announceDues, moveDues, reopenFor } from './due-moves';
import { updateInvitations } from './invitations';
import { basisOf, mustBeFollowed } from './locked-duty';
import { loadPlan, type PlanFacts } from './plans';
import { writeStage, writeTopic } from './start-plan';
import { toStored } from './stored';
import { endStageTasks } from './tasks';

export interface Amendment {
  document: PlanDocument;
  basis: string;
  /** The revision that was seen; another one meanwhile is CD_STALE_VERSION. */
  revision: number;
}

export interface AmendmentView {
  revision: number;
  changes: Change[];
  /** Changes whose new due lies before today: they need a day that can still be met. */
  past: StageFault[];
}

/** What the document would change in the running plan; nothing is written. Throws CD_PLAN_UNKNOWN. */
export async function viewAmendment(db: Db, document: PlanDocument, ctx: Context): Promise<AmendmentView> {
  const plan = await loadPlan(db.prisma, document.id);
  return viewOf(plan, document, ctx);
}

function viewOf(plan: PlanFacts, document: PlanDocument, ctx: Context): AmendmentView {
  const today = wallClock(ctx.asOf, plan.zone).day;
  const changes = changesBetween(plan.document, document);
  const past = changes.flatMap((change) => (change.kind === 'due-moved' && change.to.lateAfter < today ? [{ stage: `${change.topicId}/${change.stage}`, message: change.to.due }] : []));
  return { revision: plan.revision, changes, past };
}

/** Carries the amendment out in one transaction. Throws CD_STALE_VERSION, CD_BASIS_MISSING, CD_PAST_DATES, CD_PLAN_ENDED. */
export function amendPlan(db: Db, input: Amendment, ctx: Context): Promise<AmendmentView> {
  return transaction(db, async (tx) => {
    await tx.$queryRaw`select id from "Plan" where id = ${input.document.id} for update`;
    const before = await loadPlan(tx, input.document.id);
    mustBeFollowed(before);
    const basis = basisOf('An amendment', input.basis);
    if (before.revision !== input.revision) {
      throw new CodedError('CD_STALE_VERSION', { what: before.id, actual: before.revision, seen: input.revision, who: '' });
    }
    const view = viewOf(before, input.document, ctx);
    if (view.past.length > 0) {
      throw new CodedError('CD_PAST_DATES', { count: view.past.length, days: before.policy.dueNowDays }, view.past);
    }
    const plan = { ...before, document: input.document, revision: before.revision + 1 };
    await tx.plan.update({ where: { id: plan.id }, data: { document: toStored(plan.document), revision: plan.revision, title: plan.document.title, number: plan.document.number } });
    await tx.planRevision.create({ data: { planId: plan.id, number: plan.revision, document: toStored(plan.document), basis, by: ctx.by, at: new Date(ctx.asOf) } });
    for (const change of view.changes) await carryOut(tx, db, plan, change, basis, ctx);
    await updateInvitations(tx, db, plan, before.document, ctx);
    await audit(tx, ctx, 'plan.amended', plan.id, { revision: plan.revision, basis, changes: view.changes.length });
    const topics = await tx.topic.findMany({ where: { planId: plan.id }, select: { id: true } });
    await tell(tx, db, [{ kind: 'plan', id: plan.id }, ...topics.map(({ id }): Owner => ({ kind: 'topic', id }))], ctx);
    return { ...view, revision: plan.revision };
  });
}

async function carryOut(tx: Tx, db: Db, plan: PlanFacts, change: Change, basis: string, ctx: Context): Promise<void> {
  switch (change.kind) {
    case 'topic-added':
      await writeTopic(tx, { plan, past: null }, change.topic, ctx);
      return;
    case 'topic-removed':
      return removeStages(tx, db, topicIdOf(plan.id, change.topic.id), null, basis, ctx);
    case 'stage-added':
      await writeStage(tx, { plan, past: null }, topicIdOf(plan.id, change.topicId), change.stage, change.spec, ctx);
      return;
    case 'stage-removed':
      return removeStages(tx, db, topicIdOf(plan.id, change.topicId), change.stage, basis, ctx);
    case 'due-moved':
      return moveStageDue(tx, db, plan, change, basis, ctx);
    case 'opening-moved':
      return moveOpening(tx, plan, change, ctx);
    case 'text-changed':
      return changeText(tx, plan, change.topicId);
  }
}

/** Duties at the stage's old date move; those with a date of their own stay. */
async function moveStageDue(tx: Tx, db: Db, plan: PlanFacts, change: Change & { kind: 'due-moved' }, basis: string, ctx: Context): Promise<void> {
  const stageId = stageIdOf(topicIdOf(plan.id, change.topicId), change.stage);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from "Assignment"
    where "stageId" = ${stageId} and status in ('pending', 'open') and "dueDate" = ${change.from.due} and "lateAfter" = ${change.from.lateAfter}
    order by id for update`;
  const moves = rows.map(({ id }) => ({ assignmentId: id, ...change.to }));
  await tx.stage.update({ where: { id: stageId }, data: { dueDate: change.to.due, lateAfter: change.to.lateAfter } });
  const moved = await moveDues(tx, plan, ctx, moves, basis);
  await reopenFor(tx, db, plan, ctx, moved);
  const told = await tx.assignment.findMany({ where: { id: { in: moved }, status: 'open' }, select: { id: true } });
  await announceDues(tx, db, plan, ctx, told.map(({ id }) => id), basis);
}

/** A stage that has opened stays open; one that waits takes the new day, today at the earliest. */
async function moveOpening(tx: Tx, plan: PlanFacts, change: Change & { kind: 'opening-moved' }, ctx: Context): Promise<void> {
  const today = wallClock(ctx.asOf, plan.zone).day;
  const stageId = stageIdOf(topicIdOf(plan.id, change.topicId), change.stage);
  await tx.stage.updateMany({
    where: { id: stageId, status: { in: ['waiting', 'held'] } },
    data: { opensOn: change.to < today ? today : change.to, tentative: change.spec.tentative },
  });
}

async function removeStages(tx: Tx, db: Db, topicId: string, kind: StageKind | null, basis: string, ctx: Context): Promise<void> {
  const closedAt = new Date(ctx.asOf);
  const stages = await tx.stage.findMany({ where: { topicId, ...(kind ? { kind } : {}) }, select: { id: true } });
  const ids = stages.map(({ id }) => id);
  await endStageTasks(tx, db, ctx, { stageIds: ids, basis });
  await tx.stage.updateMany({ where: { id: { in: ids } }, data: { status: 'closed', closedAt } });
  await tx.assignment.updateMany({ where: { stageId: { in: ids }, status: { in: ['pending', 'open'] } }, data: { status: 'cancelled', closedAt } });
  if (kind === null) await tx.topic.update({ where: { id: topicId }, data: { status: 'cancelled', closedAt } });
}

async function changeText(tx: Tx, plan: PlanFacts, topicKey: string): Promise<void> {
  const topic = plan.document.topics.find((candidate) => candidate.id === topicKey);
  if (!topic) return;
  const data = { short: topic.short, title: topic.title, ordinal: topic.ordinal, silent: topic.governedBy?.silent ?? false };
  await tx.topic.update({ where: { id: topicIdOf(plan.id, topicKey) }, data });
}
