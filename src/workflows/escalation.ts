/**
 * One task of the board: walks its ladder until the task is closed.
 *
 * @module
 */
import { continueAsNew } from '@temporalio/workflow';
import type { WalkInput } from './messages';
import { walk } from './walk';

export async function escalationWorkflow(input: WalkInput): Promise<void> {
  const again = await walk(input);
  if (again) await continueAsNew<typeof escalationWorkflow>(again);
}
