/**
 * Opening work for the board: at most one open task per (kind, stage, group, subject), members added to it set-based.
 *
 * @module
 */
import { wallClock } from '../../domain/dates';
import { URGENCY } from '../../domain/reminders';
import type { Task } from '../../generated/prisma/client';
import { raiseToSupervisors } from '../notices/raise';
import type { PlanFacts } from '../plans/load';
import type { Context, Db, Prisma, Tx } from '../db';
import { audienceOf } from './audience';
import { record, type Change, type TaskPatch } from './history';
import type { Member, TaskKind } from './kinds';
import { noticeData } from './notice-data';

export interface TaskKey {
  kind: TaskKind;
  stageId: string | null;
  /** Officer, unit, or null for the whole stage. */
  groupId: string | null;
  /** What a confirm, approval or extension is about. Without a stage it must name the plan: keys are not per plan. */
  subjectId: string | null;
}

export interface TaskOpening extends TaskKey {
  title: string;
  members: Member[];
  /** Kept with the opening in the history (the date a cell asks for, the period of a report). */
  data?: Prisma.InputJsonObject;
}

/**
 * Opens the task of this key, or adds the members to the one that is open. Every addition raises its version by one,
 * and the board hears of it in its next letter.
 */
export async function openTask(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  opening: TaskOpening,
): Promise<{ taskId: string; opened: boolean; added: number }> {
  const { task, opened } = await findOrInsert(tx, plan, ctx, opening);
  const added = await insertMembers(tx, ctx, task.id, opening.members);
  if (!opened && added.length === 0) return { taskId: task.id, opened, added: 0 };
  const change: Change = { verb: opened ? 'opened' : 'added', data: { ...opening.data, members: added } };
  const patch: TaskPatch = task.allIn ? { allIn: false } : {};
  const after = await record(tx, db, ctx, task, [change], patch);
  await tellBoard(tx, db, plan, ctx, after, opening.kind);
  return { taskId: task.id, opened, added: added.length };
}

/** The open task of the key, locked. A closed one of the same key keeps its id; the next gets the next number. */
async function findOrInsert(tx: Tx, plan: PlanFacts, ctx: Context, key: TaskOpening): Promise<{ task: Task; opened: boolean }> {
  const { kind, stageId, groupId, subjectId } = key;
  const keyText = JSON.stringify([plan.id, kind, stageId, groupId, subjectId]);
  for (;;) {
    // Whoever inserts the same key at the same time is waited for; then its row is the one that is found.
    const inserted = await tx.$queryRaw<{ id: string }[]>`
      insert into "Task" (id, "planId", kind, "stageId", "groupId", "subjectId", title, status, version, level, "allIn", "openedAt", "openedOn")
      select md5(${keyText}::text || '#' || count(*)), ${plan.id}::text, ${kind}::text, ${stageId}::text, ${groupId}::text, ${subjectId}::text,
             ${key.title}::text, 'open', 0, 0, false, ${new Date(ctx.asOf)}::timestamptz, ${wallClock(ctx.asOf, plan.zone).day}::text
      from "Task"
      where kind = ${kind} and "stageId" is not distinct from ${stageId} and "groupId" is not distinct from ${groupId}
        and "subjectId" is not distinct from ${subjectId}
      on conflict do nothing
      returning id`;
    const locked = await tx.$queryRaw<{ id: string }[]>`
      select id from "Task"
      where kind = ${kind} and "stageId" is not distinct from ${stageId} and "groupId" is not distinct from ${groupId}
        and "subjectId" is not distinct from ${subjectId} and status <> 'closed'
      for update`;
    const id = locked[0]?.id;
    // None: the one that stood in the way was closed meanwhile. The next turn sees that and inserts.
    if (id === undefined) continue;
    const task = await tx.task.findUniqueOrThrow({ where: { id } });
    return { task, opened: inserted.length === 1 };
  }
}

/** Returns those that were not open members before; one that had left under the same due comes back. */
async function insertMembers(tx: Tx, ctx: Context, taskId: string, members: Member[]): Promise<string[]> {
  if (members.length === 0) return [];
  const added = await tx.$queryRaw<{ assignmentId: string }[]>`
    insert into "TaskMember" ("taskId", "assignmentId", "dueRevision", "unitId", status, "addedAt")
    select ${taskId}::text, m.id, m.revision, m.unit, 'open', ${new Date(ctx.asOf)}::timestamptz
    from unnest(${members.map((member) => member.assignmentId)}::text[], ${members.map((member) => member.dueRevision)}::int[],
                ${members.map((member) => member.unitId)}::text[]) as m(id, revision, unit)
    on conflict ("taskId", "assignmentId", "dueRevision") do update set status = 'open', "addedAt" = excluded."addedAt", "closedAt" = null
      where "TaskMember".status <> 'open'
    returning "assignmentId"`;
  return added.map((row) => row.assignmentId).sort();
}

async function tellBoard(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, task: Task, kind: TaskKind): Promise<void> {
  const supervisorIds = await audienceOf(tx, plan, ctx, task);
  await raiseToSupervisors(tx, db, plan, ctx, {
    supervisorIds,
    taskId: task.id,
    kind: 'task',
    reason: 'task',
    urgency: URGENCY[kind],
    key: `${task.id}/v${task.version}`,
    data: await noticeData(tx, plan, task),
  });
}
