/**
 * A new due date for members of a task (điều chỉnh thời hạn); approving what a cell asked for is the same.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { CodedError } from '../../errors';
import type { Context, Db } from '../db';
import { extendAssignments } from '../duties/extensions';
import { endNamed, runCommand } from './command';
import type { Command, TaskResult } from './kinds';

/** @throws CD_BASIS_MISSING CD_EXTENSION_PAST CD_EXTENSION_BEYOND_PLAN CD_MEMBER_UNKNOWN */
export function extend(
  db: Db,
  command: Command & { due: LocalDate; basis: string /** allows a day beyond the plan's end */; issuerBasis?: string },
  ctx: Context,
): Promise<TaskResult> {
  const { due, basis, issuerBasis } = command;
  return runCommand(db, ctx, command, 'extended', 'owner', async (seen) => {
    const effect = await endNamed(seen, command, {
      verb: 'extended',
      end: 'extended',
      data: { due, basis, issuerBasis: issuerBasis ?? null },
    });
    if (effect.members.length === 0)
      throw new CodedError('CD_USAGE', {
        what: {
          vi: `Việc ${command.taskId} không còn nội dung nào để điều chỉnh thời hạn`,
          en: `The task ${command.taskId} has no open member to extend`,
        },
      });
    await extendAssignments(seen.tx, db, seen.plan, ctx, { assignmentIds: effect.members, due, basis, issuerBasis });
    return effect;
  });
}
