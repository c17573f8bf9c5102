/**
 * Members that need not be done (không phải thực hiện).
 *
 * @module
 */
import { CodedError } from '../../errors';
import type { Context, Db } from '../db';
import { waiveAssignments } from '../duties/waivers';
import { endNamed, runCommand } from './command';
import type { Command, TaskResult } from './kinds';

/** @throws CD_BASIS_MISSING CD_MEMBER_UNKNOWN */
export function waive(db: Db, command: Command & { basis: string }, ctx: Context): Promise<TaskResult> {
  return runCommand(db, ctx, command, 'waived', 'owner', async (seen) => {
    const effect = await endNamed(seen, command, { verb: 'waived', end: 'waived', data: { basis: command.basis } });
    if (effect.members.length === 0)
      throw new CodedError('CD_USAGE', {
        what: {
          vi: `Việc ${command.taskId} không còn nội dung nào để ghi không phải thực hiện`,
          en: `The task ${command.taskId} has no open member to waive`,
        },
      });
    await waiveAssignments(seen.tx, db, seen.plan, ctx, { assignmentIds: effect.members, basis: command.basis });
    return effect;
  });
}
