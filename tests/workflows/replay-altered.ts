/** Today's workflows, but one that asks the server for something more: what `patched()` is there to prevent. */
import { sleep } from '@temporalio/workflow';
import type { WalkInput } from '../../src/workflows/messages';
import { topicWorkflow as today } from '../../src/workflows/topic';

export async function topicWorkflow(input: WalkInput): Promise<void> {
  await sleep('1 second');
  await today(input);
}
