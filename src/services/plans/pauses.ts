/**
 * Pausing, resuming and cancelling a plan. A pause stops steps and mail, nothing else: reports still come in.
 *
 * @module
 */
import { wallClock } from '../../domain/dates';
import { dateText } from '../../domain/wording';
import { shortIdOf, type Owner } from '../../domain/ids';
import { STAGE_KINDS } from '../../domain/plan';
import { CodedError } from '../../errors';
import { audit, tell, transaction, type Context, type Db, type Tx } from '../db';
import { announceDues, moveDues, moveStageDue } from '../duties/due-moves';
import { basisOf, mustBeFollowed, stageKindOf } from '../duties/locked';
import { endPlan } from './end';
import { movesFrom } from './followers';
import { loadPlan, type PlanFacts } from './load';
import { replanSkipped } from '../notices/resumed';

/** Stops steps and mail until it is resumed. A plan that is paused already stays so. Throws CD_PLAN_UNKNOWN, CD_PLAN_ENDED. */
export function pausePlan(db: Db, input: { planId: string; basis: string }, ctx: Context): Promise<void> {
  return transaction(db, async (tx) => {
    const plan = await lockPlan(tx, input.planId);
    const basis = basisOf({ vi: 'Tạm dừng kế hoạch', en: 'A pause' }, input.basis);
    if (plan.status === 'paused') return;
    await tx.plan.update({ where: { id: plan.id }, data: { status: 'paused', pausedAt: new Date(ctx.asOf) } });
    await audit(tx, ctx, 'plan.paused', plan.id, { basis });
    await tellAll(tx, db, plan, ctx);
  });
}

export interface Resumed {
  /** Duties whose day passed in the pause. */
  past: number;
  /** Letters that the pause kept back and that go out in the next window. */
  letters: number;
}

/**
 * Goes on: steps, and letters that the pause kept back and that still have their reason. Duties whose day passed in the pause are not followed (`skip`) or due some working days from now
 * (`due-now`); with neither, CD_PAST_DATES names their stages and nothing changes.
 */
export function resumePlan(db: Db, input: { planId: string; past: 'skip' | 'due-now' | null }, ctx: Context): Promise<Resumed> {
  return transaction(db, async (tx) => {
    const plan = await lockPlan(tx, input.planId);
    if (plan.status !== 'paused') return { past: 0, letters: 0 };
    const { pausedAt } = await tx.plan.findUniqueOrThrow({ where: { id: plan.id }, select: { pausedAt: true } });
    const past = await passedInPause(tx, plan, ctx);
    if (past.length > 0 && input.past === null) throw pastDates(plan, past);
    const ids = past.map(({ id }) => id);
    if (input.past === 'skip') {
      await tx.assignment.updateMany({ where: { id: { in: ids } }, data: { status: 'skipped', closedAt: new Date(ctx.asOf) } });
    } else if (past.length > 0) await moveToNow(tx, db, { ...plan, status: 'running' }, ctx, past);
    // after the moves: an opening that the pause kept back tells the new date itself
    await tx.plan.update({ where: { id: plan.id }, data: { status: 'running', pausedAt: null } });
    const letters = pausedAt === null ? 0 : await replanSkipped(tx, db, plan, ctx, pausedAt);
    await audit(tx, ctx, 'plan.resumed', plan.id, { past: ids.length, choice: input.past, letters });
    await tellAll(tx, db, plan, ctx);
    return { past: ids.length, letters };
  });
}

/**
 * A stage whose own due passed moves whole, and with it what counts from it; a duty that stood at a due of its own moves alone.
 */
async function moveToNow(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, past: Passed[]): Promise<void> {
  const day = wallClock(ctx.asOf, plan.zone).day;
  const due = plan.calendar.addWorkingDays(day, plan.policy.dueNowDays);
  const basis = `Tiếp tục kế hoạch ngày ${day}`;
  const moved = new Set<string>();
  for (const { stageId, topicId, kind } of inPlanOrder(past.filter((duty) => duty.onStageDue))) {
    if (moved.has(stageId)) continue;
    for (const move of await movesFrom(tx, plan, topicId, stageKindOf(kind), due)) {
      // what stands later already, by the board's word or an amendment, stays
      const { dueDate } = await tx.stage.findUniqueOrThrow({ where: { id: move.stageId }, select: { dueDate: true } });
      if (dueDate >= move.due) continue;
      await moveStageDue(tx, db, plan, ctx, { ...move, lateAfter: move.due, basis });
      moved.add(move.stageId);
    }
  }
  const single = past.filter((duty) => !duty.onStageDue).map(({ id }) => ({ assignmentId: id, due, lateAfter: due }));
  await announceDues(tx, db, plan, ctx, await moveDues(tx, plan, ctx, single, basis), basis);
}

/** One of each stage, bases before what counts from them. */
function inPlanOrder(duties: Passed[]): Passed[] {
  const stages = [...new Map(duties.map((duty) => [duty.stageId, duty])).values()];
  const order = ({ kind }: Passed) => STAGE_KINDS.indexOf(stageKindOf(kind));
  return stages.toSorted((a, b) => order(a) - order(b));
}

/** What a cancellation is called where its basis is missing. */
export const CANCELLATION = { vi: 'Dừng hẳn kế hoạch', en: 'A cancellation' };

/** Ends the plan before its time. Throws CD_PLAN_UNKNOWN, CD_PLAN_ENDED, CD_BASIS_MISSING. */
export function cancelPlan(db: Db, input: { planId: string; basis: string }, ctx: Context): Promise<void> {
  return transaction(db, async (tx) => {
    const plan = await lockPlan(tx, input.planId);
    await endPlan(tx, db, plan, 'cancelled', basisOf(CANCELLATION, input.basis), ctx);
  });
}

async function lockPlan(tx: Tx, planId: string): Promise<PlanFacts> {
  await tx.$queryRaw`select id from "Plan" where id = ${planId} for update`;
  const plan = await loadPlan(tx, planId);
  mustBeFollowed(plan);
  return plan;
}

interface Passed {
  id: string;
  stageId: string;
  topicId: string;
  kind: string;
  dueDate: string;
  /** It stands at its stage's own due. */
  onStageDue: boolean;
}

function passedInPause(tx: Tx, plan: PlanFacts, ctx: Context): Promise<Passed[]> {
  return tx.$queryRaw<Passed[]>`
    select a.id, a."stageId", s."topicId", s.kind, a."dueDate", (a."dueDate", a."lateAfter") = (s."dueDate", s."lateAfter") as "onStageDue"
    from "Assignment" a join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId" join "Plan" p on p.id = t."planId"
    where p.id = ${plan.id} and a.status in ('pending', 'open') and not s.information
      and a."dueAt" > p."pausedAt" and a."dueAt" <= ${new Date(ctx.asOf)}
    order by a.id for update of a`;
}

function pastDates(plan: PlanFacts, past: Passed[]): CodedError {
  const stages = new Map(past.map(({ stageId, dueDate }) => [stageId, dueDate]));
  const faults = [...stages].map(([stageId, due]) => ({ stage: shortIdOf(stageId), message: `thời hạn ${dateText(due)}` }));
  return new CodedError('CD_PAST_DATES', { count: faults.length, days: plan.policy.dueNowDays }, faults);
}

async function tellAll(tx: Tx, db: Db, plan: PlanFacts, ctx: Context): Promise<void> {
  const topics = await tx.topic.findMany({ where: { planId: plan.id, status: 'open' }, select: { id: true } });
  const tasks = await tx.task.findMany({ where: { planId: plan.id, status: { not: 'closed' } }, select: { id: true } });
  const owners: Owner[] = [
    { kind: 'plan', id: plan.id },
    ...topics.map(({ id }): Owner => ({ kind: 'topic', id })),
    ...tasks.map(({ id }): Owner => ({ kind: 'task', id })),
  ];
  await tell(tx, db, owners, ctx);
}
