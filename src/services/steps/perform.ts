/**
 * Performing one step, once. The StepRun row is inserted first in the transaction of the step's effects: a second
 * attempt waits on it, finds it, and returns its result.
 *
 * @module
 */
import { targetsOf, type StageState } from '../../domain/agenda';
import type { Owner } from '../../domain/ids';
import { stageIdOf } from '../../domain/ids';
import type { Step } from '../../domain/step';
import { Prisma, transaction, type Context, type Db, type Tx } from '../db';
import { raiseDigests } from '../notices/digests';
import { judgeStage } from '../tasks/judging';
import { performTaskStep } from '../tasks/ladder';
import { loadOwnerAgenda, type OwnerAgenda } from './agenda';
import { raiseWhere } from '../notices/raise';
import { closePlan } from '../plans/end';
import { openPeriodicReport } from '../periodic/reports';
import { lockPlanStatus, planOf, type PlanFacts } from '../plans/load';
import { askForConfirmation, closeStage, inviteAudience, openStage } from './stages';
import { storedStepResult, toStored } from '../stored';

/** What a step did, for the log and for a second attempt. */
export type StepResult = Record<string, number | string | boolean>;

/** Performs the step `key` of `owner`; null when the facts no longer hold it (a revision came first, the plan is paused). */
export function performStep(db: Db, owner: Owner, key: string, ctx: Context): Promise<StepResult | null> {
  return transaction(db, async (tx) => {
    const planId = owner.kind === 'task' ? await planOfTask(tx, owner.id) : planOf(owner.id);
    if (planId === null || (await lockPlanStatus(tx, planId)) !== 'running') return null;
    const agenda = await loadOwnerAgenda(tx, owner);
    const step = agenda.steps.find((candidate) => candidate.key === key);
    if (!agenda.plan || !step) return storedResult(tx, owner, key);
    const inserted = await tx.$executeRaw`
      insert into "StepRun" ("ownerId", "stepKey", at, result) values (${owner.id}, ${key}, ${new Date(ctx.asOf)}, '{}')
      on conflict do nothing`;
    if (inserted === 0) return storedResult(tx, owner, key);
    const result = await effectsOf(tx, db, owner, agenda.plan, agenda, step, ctx);
    await tx.stepRun.update({
      where: { ownerId_stepKey: { ownerId: owner.id, stepKey: key } },
      data: { result: toStored(result) },
    });
    return result;
  });
}

async function planOfTask(tx: Tx, taskId: string): Promise<string | null> {
  const task = await tx.task.findUnique({ where: { id: taskId }, select: { planId: true } });
  return task?.planId ?? null;
}

async function storedResult(tx: Tx, owner: Owner, key: string): Promise<StepResult | null> {
  const row = await tx.stepRun.findUnique({ where: { ownerId_stepKey: { ownerId: owner.id, stepKey: key } } });
  return row ? storedStepResult.parse(row.result) : null;
}

async function effectsOf(
  tx: Tx,
  db: Db,
  owner: Owner,
  plan: PlanFacts,
  agenda: OwnerAgenda,
  step: Step,
  ctx: Context,
): Promise<StepResult> {
  switch (owner.kind) {
    case 'plan':
      return planStep(tx, db, plan, step, ctx);
    case 'task':
      return performTaskStep(tx, db, plan, ctx, owner.id, step);
    case 'topic': {
      const stage = agenda.stages.find((state) => state.kind === step.stageKind);
      if (!stage) throw new Error(`step ${step.key} of ${owner.id} has no stage`);
      return topicStep(tx, db, plan, { id: stageIdOf(owner.id, stage.kind), state: stage }, step, ctx);
    }
  }
}

async function planStep(tx: Tx, db: Db, plan: PlanFacts, step: Step, ctx: Context): Promise<StepResult> {
  switch (step.kind) {
    case 'digest':
      return { notices: await raiseDigests(tx, db, plan, step, ctx) };
    case 'report':
      return openPeriodicReport(tx, db, plan, step, ctx);
    case 'close':
      return closePlan(tx, db, plan, ctx);
    default:
      throw new Error(`a plan has no step of kind ${step.kind}`);
  }
}

async function topicStep(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stage: { id: string; state: StageState },
  step: Step,
  ctx: Context,
): Promise<StepResult> {
  switch (step.kind) {
    case 'open':
      return openStage(tx, db, plan, stage.id, step, ctx);
    case 'invite':
      return { notices: await inviteAudience(tx, db, plan, stage.id, ctx) };
    case 'confirm':
      return askForConfirmation(tx, db, plan, stage.id, 'tentative', ctx);
    case 'remind':
    case 'overdue':
      return { notices: await raiseTargets(tx, db, plan, stage, step, ctx) };
    case 'judge':
      return { ...(await judgeStage(tx, db, plan, ctx, { stageId: stage.id, date: step.date })) };
    case 'close':
      return closeStage(tx, db, plan, stage.id, step, ctx);
    default:
      throw new Error(`a topic has no step of kind ${step.kind}`);
  }
}

/** Every open assignment whose offset falls on the step's date, the most urgent target first: the dedupe key keeps it. */
async function raiseTargets(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stage: { id: string; state: StageState },
  step: Step,
  ctx: Context,
): Promise<number> {
  const targets = targetsOf(step, stage.state, plan.policy, plan.calendar).toSorted((a, b) => b.urgency - a.urgency);
  const kind = step.kind === 'overdue' ? 'overdue' : 'remind';
  let raised = 0;
  for (const target of targets) {
    const which = target.planned
      ? Prisma.sql`a."plannedDate" = ${target.planned}`
      : Prisma.sql`a."dueDate" = ${target.due?.due ?? ''} and a."lateAfter" = ${target.due?.lateAfter ?? ''}
                   and (a."plannedDate" is null or a."plannedDate" < ${step.date})`;
    raised += await raiseWhere(
      tx,
      db,
      plan,
      ctx,
      {
        kind,
        reason: target.reason,
        urgency: target.urgency,
        key: step.key,
        date: step.date,
        deadline: kind === 'remind' && !target.planned,
      },
      Prisma.sql`a."stageId" = ${stage.id} and a.status = 'open' and (a."quietUntil" is null or a."quietUntil" < ${step.date}) and ${which}`,
    );
  }
  return raised;
}
