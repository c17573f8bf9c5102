/**
 * One task of the board: walks its ladder until the task is closed.
 *
 * @module
 */
import { continueAsNew, setWorkflowOptions } from '@temporalio/workflow';
import type { WalkInput } from './messages';
import { walk } from './walk';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, escalationWorkflow);
export async function escalationWorkflow(input: WalkInput): Promise<void> {
  const again = await walk(input);
  if (again) await continueAsNew<typeof escalationWorkflow>(again);
}
