/**
 * Closing tasks from outside: their subject was settled through another door, or the plan ended.
 *
 * @module
 */
import type { Context, Db, Tx } from '../db';
import { closing, lockAssignments, lockTask, record } from './history';
import type { Outcome, TaskKind } from './kinds';
import { endMembers, membersOf } from './members';

/** Closes the open task of this kind, stage and subject, whoever has it; none is no fault. Returns its id. */
export async function settleTask(
  tx: Tx,
  db: Db,
  ctx: Context,
  input: { kind: TaskKind; stageId: string | null; subjectId: string | null; outcome: Outcome; basis?: string },
): Promise<string | null> {
  const { kind, stageId, subjectId, outcome } = input;
  const found = await tx.task.findFirst({ where: { kind, stageId, subjectId, status: { not: 'closed' } }, select: { id: true } });
  if (!found) return null;
  return endTask(tx, db, ctx, { taskId: found.id, outcome, basis: input.basis ?? null });
}

/** Closes a task and every open member of it, whoever has it. Returns its id, null when it was closed already. */
export async function endTask(
  tx: Tx,
  db: Db,
  ctx: Context,
  input: { taskId: string; outcome: Outcome; basis: string | null },
): Promise<string | null> {
  const { outcome, basis } = input;
  await lockAssignments(tx, (await membersOf(tx, input.taskId)).all);
  const task = await lockTask(tx, input.taskId);
  if (task.status === 'closed') return null;
  const { all } = await membersOf(tx, task.id);
  const members = await endMembers(tx, ctx, task.id, all, outcome);
  const end = closing(ctx, outcome, all);
  await record(tx, db, ctx, task, [{ verb: 'resolved', data: { outcome, basis, members } }, end.change], end.patch);
  return task.id;
}

/**
 * Closes every open task of these stages: an amendment took the stages away, or their plan ended. Returns how many. Every
 * duty of the stages is locked first: whoever holds one may ask for any task of its stage.
 */
export async function endStageTasks(tx: Tx, db: Db, ctx: Context, input: { stageIds: string[]; basis: string }): Promise<number> {
  const { stageIds, basis } = input;
  await tx.$queryRaw`
    select count(*) from (select id from "Assignment" where "stageId" = any(${stageIds}) order by id for update) locked`;
  const open = await tx.task.findMany({
    where: { stageId: { in: stageIds }, status: { not: 'closed' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of open) await endTask(tx, db, ctx, { taskId: id, outcome: 'cancelled', basis });
  return open.length;
}
