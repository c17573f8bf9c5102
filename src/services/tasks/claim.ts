/**
 * Whose task it is: claim, release, assign. A claim never overrides another's; assigning may, with a reason.
 *
 * @module
 */
import { wallClock, type LocalDate } from '../../domain/dates';
import { shortTaskId } from '../../domain/ids';
import { leaseUntil } from '../../domain/ladder';
import { CodedError } from '../../errors';
import type { Context, Db, Tx } from '../db';
import type { PlanFacts } from '../plans/load';
import { runCommand, type Effect, type Seen } from './command';
import { closing } from './history';
import type { Command, TaskResult } from './kinds';
import { membersOf } from './members';

/**
 * Takes the task; claiming one's own again renews its lease.
 * @throws CD_TASK_CLAIMED (with who and when) CD_SUPERVISOR_UNKNOWN, and what {@link runCommand} throws
 */
export function claim(db: Db, command: Command, ctx: Context): Promise<TaskResult> {
  return runCommand(db, ctx, command, 'claimed', 'owner', async ({ tx, plan }) => {
    await requireSupervisor(tx, ctx.by);
    const until = await leaseFor(tx, plan, ctx);
    return {
      changes: [{ verb: 'claimed', data: { ownerId: ctx.by, leaseUntil: until } }],
      patch: { status: 'claimed', ownerId: ctx.by, leaseUntil: until },
      members: [],
    };
  });
}

/** Gives the task back. One whose members are all in closes instead. */
export function release(db: Db, command: Command & { reason?: string }, ctx: Context): Promise<TaskResult> {
  return runCommand(db, ctx, command, 'released', 'owner', async (seen) => {
    if (seen.task.status !== 'claimed')
      throw new CodedError('CD_USAGE', {
        what: {
          vi: `Việc ${shortTaskId(seen.task.id)} chưa có người nhận xử lý`,
          en: `The task ${shortTaskId(seen.task.id)} is claimed by nobody`,
        },
      });
    return handBack(seen, { verb: 'released', data: { ownerId: seen.task.ownerId, reason: command.reason ?? null } });
  });
}

/** Hands the task to `to`, whoever has it. @throws CD_SUPERVISOR_UNKNOWN CD_USAGE (no reason) */
export function assign(db: Db, command: Command & { to: string; reason: string }, ctx: Context): Promise<TaskResult> {
  return runCommand(db, ctx, command, 'assigned', 'anyone', async ({ tx, plan, task }) => {
    if (command.reason.trim() === '')
      throw new CodedError('CD_USAGE', { what: { vi: 'Giao xử lý cần nêu lý do', en: 'Assigning a task needs a reason' } });
    await requireSupervisor(tx, command.to);
    const until = await leaseFor(tx, plan, ctx);
    return {
      changes: [
        { verb: 'assigned', data: { ownerId: command.to, from: task.ownerId, reason: command.reason, leaseUntil: until } },
      ],
      patch: { status: 'claimed', ownerId: command.to, leaseUntil: until },
      members: [],
    };
  });
}

/** Back to open, without an owner; closed when nothing is left to do. */
export async function handBack(
  { tx, ctx, task }: Pick<Seen, 'tx' | 'ctx' | 'task'>,
  change: Effect['changes'][0],
): Promise<Effect> {
  const patch = { status: 'open', ownerId: null, leaseUntil: null };
  if (!task.allIn) return { changes: [change], patch, members: [] };
  const { all, outcome } = await membersOf(tx, task.id);
  const end = closing(ctx, outcome, all);
  return { changes: [change, end.change], patch: { ...patch, ...end.patch }, members: [] };
}

/** Last day of a lease taken now; null where the board is too small for leases. */
async function leaseFor(tx: Tx, plan: PlanFacts, ctx: Context): Promise<LocalDate | null> {
  return leaseUntil(wallClock(ctx.asOf, plan.zone).day, await tx.supervisor.count(), plan.policy, plan.calendar);
}

async function requireSupervisor(tx: Tx, id: string): Promise<void> {
  const found = await tx.supervisor.findUnique({ where: { id }, select: { id: true } });
  if (!found) throw new CodedError('CD_SUPERVISOR_UNKNOWN', { supervisor: id });
}
