/**
 * A note (ý kiến) in a task's history.
 *
 * @module
 */
import { CodedError } from '../../errors';
import type { Context, Db } from '../db';
import { namedMembers, runCommand } from './command';
import type { Command, TaskResult } from './kinds';

/** Anyone of the board may note, whoever has the task. @throws CD_USAGE (empty text) */
export function note(db: Db, command: Command & { text: string }, ctx: Context): Promise<TaskResult> {
  return runCommand(db, ctx, command, 'noted', 'anyone', async ({ tx }) => {
    if (command.text.trim() === '')
      throw new CodedError('CD_USAGE', { what: { vi: 'Ý kiến cần có nội dung', en: 'A note needs a text' } });
    const members = command.members === undefined ? [] : await namedMembers(tx, command);
    return { changes: [{ verb: 'noted', data: { text: command.text, members } }], patch: {}, members };
  });
}
