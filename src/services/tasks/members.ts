/**
 * Members leave a task when their duty is met or changed, from whichever door that came.
 *
 * @module
 */
import type { Task } from '../../generated/prisma/client';
import type { Context, Db, Tx } from '../db';
import { closing, lockTask, outcomeOf, record, type Change, type TaskPatch } from './history';
import { TASK_KINDS, type MemberEnd, type Outcome, type TaskKind } from './kinds';

/** Verb under which the history tells that members left. */
const VERB_OF = {
  reported: 'reported',
  waived: 'waived',
  extended: 'extended',
  converted: 'converted',
  resolved: 'resolved',
  cancelled: 'resolved',
} as const satisfies Record<MemberEnd, string>;

/** Ways a duty is met or changed outside the task's own verbs. */
export type OutsideEnd = 'reported' | 'waived' | 'extended' | 'resolved' | 'converted' | 'cancelled';

/**
 * Closes these assignments' open members in every task that holds them. An open task whose members are all in closes
 * itself; a claimed one says so and waits for its owner. The caller holds the assignments' locks.
 */
export async function closeMembers(
  tx: Tx,
  db: Db,
  ctx: Context,
  input: {
    assignmentIds: string[];
    status: OutsideEnd /** only tasks of these kinds @default all */;
    kinds?: TaskKind[] /** kept in the history */;
    data?: Change['data'];
  },
): Promise<void> {
  const holding = await tx.$queryRaw<{ id: string }[]>`
    select t.id from "Task" t
    where t.status <> 'closed' and t.kind = any(${input.kinds ?? [...TASK_KINDS]})
      and t.id in (select m."taskId" from "TaskMember" m where m.status = 'open' and m."assignmentId" = any(${input.assignmentIds}))
    order by t.id for update`;
  for (const { id } of holding) {
    const task = await lockTask(tx, id);
    if (task.status === 'closed') continue;
    const closed = await endMembers(tx, ctx, id, input.assignmentIds, input.status);
    if (closed.length === 0) continue;
    const all = await allIn(tx, ctx, task);
    const change: Change = { verb: VERB_OF[input.status], data: { ...input.data, members: closed } };
    await record(tx, db, ctx, task, [change, ...all.changes], all.patch);
  }
}

/** {@link closeMembers} for one assignment. */
export async function closeMember(
  tx: Tx,
  db: Db,
  ctx: Context,
  input: { assignmentId: string; status: OutsideEnd },
): Promise<void> {
  await closeMembers(tx, db, ctx, { assignmentIds: [input.assignmentId], status: input.status });
}

/** Ends the open members among `assignmentIds`; returns those it ended, sorted. */
export async function endMembers(
  tx: Tx,
  ctx: Context,
  taskId: string,
  assignmentIds: string[],
  status: MemberEnd,
): Promise<string[]> {
  const ended = await tx.$queryRaw<{ assignmentId: string }[]>`
    update "TaskMember" set status = ${status}, "closedAt" = ${new Date(ctx.asOf)}
    where "taskId" = ${taskId} and status = 'open' and "assignmentId" = any(${assignmentIds})
    returning "assignmentId"`;
  return ended.map((row) => row.assignmentId).sort();
}

/** What follows when no open member is left: nothing while one is. */
async function allIn(tx: Tx, ctx: Context, task: Task): Promise<{ changes: Change[]; patch: TaskPatch }> {
  const state = await membersOf(tx, task.id);
  if (state.open > 0) return { changes: [], patch: {} };
  if (task.status === 'claimed') return { changes: [], patch: { allIn: true } };
  const end = closing(ctx, state.outcome, state.all);
  return { changes: [end.change], patch: end.patch };
}

/** Every assignment of the task, how many members are still open, and the outcome their ends amount to. */
export async function membersOf(tx: Tx, taskId: string): Promise<{ all: string[]; open: number; outcome: Outcome }> {
  const members = await tx.taskMember.findMany({
    where: { taskId },
    select: { assignmentId: true, status: true },
    orderBy: [{ assignmentId: 'asc' }, { dueRevision: 'asc' }],
  });
  return {
    all: [...new Set(members.map((member) => member.assignmentId))],
    open: members.filter((member) => member.status === 'open').length,
    outcome: outcomeOf(members.map((member) => member.status)),
  };
}
