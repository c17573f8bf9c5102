/**
 * A task's row and its append-only history move together: one event a change, the version counts them.
 * Locks are taken in one order everywhere, assignments before tasks, each by id: a report and an extension that meet
 * wait for each other and never deadlock.
 *
 * @module
 */
import { z } from 'zod';
import { CodedError } from '../../errors';
import type { Task } from '../../generated/prisma/client';
import { tell, type Prisma, type Context, type Db, type Tx } from '../db';
import type { MemberEnd, Outcome, TaskResult, TaskVerb } from './kinds';

export interface Change {
  verb: TaskVerb;
  data: Prisma.InputJsonObject;
}

/** What a change may set; the version follows from the number of changes. */
export type TaskPatch = Partial<Pick<Task, 'status' | 'outcome' | 'ownerId' | 'leaseUntil' | 'level' | 'allIn' | 'closedAt'>>;

/** Locks the task until the transaction ends. @throws CD_TASK_UNKNOWN */
export async function lockTask(tx: Tx, taskId: string): Promise<Task> {
  await tx.$queryRaw`select id from "Task" where id = ${taskId} for update`;
  const task = await tx.task.findUnique({ where: { id: taskId } });
  if (!task) throw new CodedError('CD_TASK_UNKNOWN', { task: taskId });
  return task;
}

/** Locks assignments, by id: always before the tasks that hold them. */
export async function lockAssignments(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.$queryRaw`select id from "Assignment" where id = any(${ids}) order by id for update`;
}

/**
 * Appends the changes, sets the row and tells the task's workflow. `task` must be locked.
 * With a key the first event keeps the result, for the same key coming again.
 */
export async function record(
  tx: Tx,
  db: Db,
  ctx: Context,
  task: Task,
  changes: Change[],
  patch: TaskPatch,
  command?: { key: string; members: string[] },
): Promise<Task> {
  const after = { ...task, ...patch, version: task.version + changes.length };
  const at = new Date(ctx.asOf);
  await tx.taskEvent.createMany({
    data: changes.map(({ verb, data }, index) => ({
      taskId: task.id,
      version: task.version + index + 1,
      verb,
      by: ctx.by,
      at,
      idempotencyKey: index === 0 && command ? command.key : null,
      data: index === 0 && command ? { ...data, result: { ...resultOf(after, command.members) } } : data,
    })),
  });
  await tx.task.update({ where: { id: task.id }, data: { ...patch, version: after.version } });
  await tell(tx, db, [{ kind: 'task', id: task.id }], ctx);
  return after;
}

export function resultOf(task: Task, members: string[]): TaskResult {
  const { id: taskId, version, status, outcome, ownerId, leaseUntil } = task;
  return { taskId, version, status, outcome, ownerId, leaseUntil, members };
}

/** The result as the first event of a command keeps it. */
export const keptResult = z.object({
  result: z.object({
    taskId: z.string(),
    version: z.number(),
    status: z.string(),
    outcome: z.string().nullable(),
    ownerId: z.string().nullable(),
    leaseUntil: z.string().nullable(),
    members: z.array(z.string()),
  }),
}) satisfies z.ZodType<{ result: TaskResult }>;

/** How a task ended whose members ended so: a report outweighs a new date, a new date a waiver. */
export function outcomeOf(ends: string[]): Outcome {
  const has = (end: MemberEnd) => ends.includes(end);
  if (has('reported') || has('resolved')) return 'resolved';
  if (has('extended')) return 'extended';
  if (has('waived')) return 'waived';
  return 'cancelled';
}

/** The last change and the row of a task that ends now. `members`: every assignment it held. */
export function closing(ctx: Context, outcome: Outcome, members: string[]): { change: Change; patch: TaskPatch } {
  return {
    change: { verb: 'closed', data: { outcome, members } },
    patch: { status: 'closed', outcome, leaseUntil: null, allIn: false, closedAt: new Date(ctx.asOf) },
  };
}
