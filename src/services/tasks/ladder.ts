/**
 * A task's way up and its lease: the steps of the escalation workflow. DESIGN §7.
 *
 * @module
 */
import { wallClock } from '../../domain/dates';
import { taskAgenda } from '../../domain/ladder';
import { URGENCY } from '../../domain/reminders';
import type { Step } from '../../domain/step';
import type { Task } from '../../generated/prisma/client';
import { audit, type Context, type Db, type Tx } from '../db';
import { raiseToSupervisors } from '../notices/raise';
import type { PlanFacts } from '../plans/load';
import { audienceOf, audienceOfRung } from './audience';
import { handBack } from './claim';
import { lockTask, record, type Change } from './history';
import { noticeData } from './notice-data';

/** The task's steps, done ones included; none once it is closed. @throws CD_TASK_UNKNOWN */
export async function taskSteps(tx: Tx, taskId: string, plan: PlanFacts): Promise<Step[]> {
  const task = await tx.task.findUniqueOrThrow({ where: { id: taskId } });
  const taken = await tx.taskEvent.findFirst({
    where: { taskId, verb: { in: ['claimed', 'assigned'] } },
    orderBy: { version: 'desc' },
    select: { at: true },
  });
  return taskAgenda({
    openedOn: task.openedOn,
    level: task.level,
    status: statusOf(task),
    ownerId: task.ownerId,
    leaseUntil: task.leaseUntil,
    claimedOn: taken ? wallClock(taken.at.getTime(), plan.zone).day : null,
    supervisors: await tx.supervisor.count(),
    policy: plan.policy,
    calendar: plan.calendar,
    zone: plan.zone,
  });
}

/** What a task's step did. `skipped`: the facts no longer ask for it. */
export type TaskStepResult = { skipped: true } | { level: number; notices: number } | { reminded: number } | { lapsed: true };

/** Performs a step of the task's ladder; the caller keeps it from being performed twice. */
export async function performTaskStep(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  taskId: string,
  step: Step,
): Promise<TaskStepResult> {
  const task = await lockTask(tx, taskId);
  if (task.status === 'closed') return { skipped: true };
  if (step.kind === 'rung') return climb(tx, db, plan, ctx, task, step);
  if (step.kind === 'lease')
    return step.key.startsWith('task/lease-half/')
      ? remindOwner(tx, db, plan, ctx, task, step)
      : lapse(tx, db, plan, ctx, task, step);
  throw new Error(`a task has no step of kind ${step.kind}`);
}

/** Takes the next rung, and the one after it at once where nobody stands on a rung. */
async function climb(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, task: Task, step: Step): Promise<TaskStepResult> {
  const changes: Change[] = [];
  let audience: string[] = [];
  let level = task.level;
  for (const { to } of plan.policy.rungs.slice(task.level)) {
    audience = await audienceOfRung(tx, plan, ctx, to);
    level += 1;
    changes.push({ verb: 'escalated', data: { level, to, audience } });
    if (audience.length > 0) break;
    await audit(tx, ctx, 'task.rung-empty', task.id, { level, to });
  }
  if (changes.length === 0) return { skipped: true };
  const after = await record(tx, db, ctx, task, changes, { level });
  const notices = await raiseToSupervisors(tx, db, plan, ctx, {
    supervisorIds: audience,
    taskId: task.id,
    kind: 'task',
    reason: 'task-head',
    urgency: URGENCY.rung,
    key: step.key,
    data: await noticeData(tx, plan, after),
  });
  return { level, notices };
}

async function remindOwner(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, task: Task, step: Step): Promise<TaskStepResult> {
  if (task.ownerId === null || task.leaseUntil === null) return { skipped: true };
  const reminded = await raiseToSupervisors(tx, db, plan, ctx, {
    supervisorIds: [task.ownerId],
    taskId: task.id,
    kind: 'task',
    reason: 'task-lease',
    urgency: URGENCY.lease,
    key: step.key,
    data: await noticeData(tx, plan, task),
  });
  return { reminded };
}

/** A lease that ran out returns the task; the board hears that it is free again. A renewed one stays. */
async function lapse(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, task: Task, step: Step): Promise<TaskStepResult> {
  if (task.leaseUntil === null || task.leaseUntil >= step.date) return { skipped: true };
  const { changes, patch } = await handBack(
    { tx, ctx, task },
    { verb: 'lapsed', data: { ownerId: task.ownerId, leaseUntil: task.leaseUntil } },
  );
  const after = await record(tx, db, ctx, task, changes, patch);
  if (after.status === 'closed') return { lapsed: true };
  await raiseToSupervisors(tx, db, plan, ctx, {
    supervisorIds: await audienceOf(tx, plan, ctx, after),
    taskId: task.id,
    kind: 'task',
    reason: 'task',
    urgency: URGENCY.lease,
    key: step.key,
    data: await noticeData(tx, plan, after),
  });
  return { lapsed: true };
}

function statusOf(task: Task): 'open' | 'claimed' | 'closed' {
  if (task.status === 'open' || task.status === 'claimed' || task.status === 'closed') return task.status;
  throw new Error(`Task.status holds "${task.status}"`);
}
