/**
 * One plan: starts its topics, walks the digests and report steps, closes the year. Revisions, pause, resume and
 * cancel reach it as facts.
 *
 * @module
 */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { continueAsNew, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { queuesOf, topicWorkflowId } from '../domain/ids';
import { searchAttributesOf } from './attributes';
import type { WalkInput } from './messages';
import { topicWorkflow } from './topic';
import { walk } from './walk';

export async function planWorkflow(input: WalkInput): Promise<void> {
  const started = new Set<string>();
  const again = await walk(input, async (agenda) => {
    for (const topicId of agenda.topics.filter((id) => !started.has(id))) {
      started.add(topicId);
      await startTopic(input, topicId);
    }
  });
  if (again) await continueAsNew<typeof planWorkflow>(again);
}

/** Abandoned on purpose: a topic outlives its plan's runs and is found again by its id. */
async function startTopic(input: WalkInput, topicId: string): Promise<void> {
  try {
    await startChild(topicWorkflow, {
      workflowId: topicWorkflowId(input.run, topicId),
      taskQueue: queuesOf(input.run).plan,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: searchAttributesOf({ kind: 'topic', id: topicId }),
      args: [{ ...input, owner: { kind: 'topic', id: topicId } }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
