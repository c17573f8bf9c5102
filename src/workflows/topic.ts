/**
 * One topic: walks its agenda through selection, briefing, study, session and reporting.
 *
 * @module
 */
import { continueAsNew } from '@temporalio/workflow';
import type { WalkInput } from './messages';
import { walk } from './walk';

export async function topicWorkflow(input: WalkInput): Promise<void> {
  const again = await walk(input);
  if (again) await continueAsNew<typeof topicWorkflow>(again);
}
