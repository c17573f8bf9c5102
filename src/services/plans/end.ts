/**
 * The end of a plan: of its year, or because it was cancelled. Nothing is deleted.
 *
 * @module
 */
import type { Owner } from '../../domain/ids';
import { audit, tell, type Context, type Db, type Tx } from '../db';
import type { PlanFacts } from './load';
import type { StepResult } from '../steps/perform';
import { endStageTasks, endTask } from '../tasks';

/** Closes the year: what is still open keeps its state, open tasks end as cancelled, every workflow is told. */
export async function closePlan(tx: Tx, db: Db, plan: PlanFacts, ctx: Context): Promise<StepResult> {
  return endPlan(tx, db, plan, 'closed', 'Kết thúc năm kế hoạch', ctx);
}

/** Ends the plan as `status`; `why` goes into the history of each open task. */
export async function endPlan(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  status: 'closed' | 'cancelled',
  why: string,
  ctx: Context,
): Promise<StepResult> {
  const stages = await tx.stage.findMany({ where: { topic: { planId: plan.id } }, select: { id: true } });
  const ended = await endStageTasks(tx, db, ctx, { stageIds: stages.map(({ id }) => id), basis: why });
  // what is about no stage
  const tasks = await tx.task.findMany({
    where: { planId: plan.id, status: { not: 'closed' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const task of tasks) await endTask(tx, db, ctx, { taskId: task.id, outcome: 'cancelled', basis: why });
  const topics = await tx.topic.findMany({ where: { planId: plan.id }, select: { id: true } });
  await tx.$executeRaw`
    update "Stage" s set status = 'closed', "closedAt" = ${new Date(ctx.asOf)}
    from "Topic" t where t.id = s."topicId" and t."planId" = ${plan.id} and s.status in ('waiting', 'held', 'open')`;
  await tx.topic.updateMany({ where: { planId: plan.id, status: 'open' }, data: { status, closedAt: new Date(ctx.asOf) } });
  if (status === 'cancelled') {
    await tx.$executeRaw`
      update "Assignment" a set status = 'cancelled', "closedAt" = ${new Date(ctx.asOf)}
      from "Stage" s join "Topic" t on t.id = s."topicId"
      where s.id = a."stageId" and t."planId" = ${plan.id} and a.status in ('pending', 'open')`;
  }
  await tx.plan.update({ where: { id: plan.id }, data: { status, closedAt: new Date(ctx.asOf) } });
  await audit(tx, ctx, `plan.${status}`, plan.id, { why });
  const owners: Owner[] = [{ kind: 'plan', id: plan.id }, ...topics.map(({ id }): Owner => ({ kind: 'topic', id }))];
  await tell(tx, db, owners, ctx);
  return { tasks: ended + tasks.length };
}
