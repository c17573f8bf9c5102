/**
 * What a letter to the board says of a task: see `taskData` in `src/mail/texts/data.ts`.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { TaskData } from '../../mail/texts/data';
import type { Task } from '../../generated/prisma/client';
import type { Tx } from '../db';
import type { PlanFacts } from '../plans/load';

export async function noticeData(tx: Tx, plan: PlanFacts, task: Task): Promise<TaskData & Record<string, unknown>> {
  const owner =
    task.ownerId === null ? null : await tx.supervisor.findUnique({ where: { id: task.ownerId }, select: { name: true } });
  return {
    taskId: task.id,
    title: task.title,
    members: await tx.taskMember.count({ where: { taskId: task.id, status: 'open' } }),
    openedOn: task.openedOn,
    handleBy: task.leaseUntil ?? nextRung(plan, task),
    owner: owner?.name ?? null,
  };
}

/** The day after which the next rung hears of it. */
function nextRung(plan: PlanFacts, task: Task): LocalDate | null {
  const rung = plan.policy.rungs[task.level];
  return rung ? plan.calendar.addWorkingDays(task.openedOn, rung.after) : null;
}
