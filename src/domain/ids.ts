/**
 * Every identifier is made here. A run is the live plan or one rehearsal of it: its ids, queues and schema never meet
 * another run's.
 *
 * @module
 */
import type { StageKind } from './plan';

/** `live`, or a rehearsal's own id (lower case letters, digits, `-`). */
export type RunId = string;

export const LIVE: RunId = 'live';

const prefix = (run: RunId) => (run === LIVE ? '' : `r/${run}/`);

/** Schema that holds the run's facts. */
export const schemaOf = (run: RunId) => (run === LIVE ? 'chuyende' : `r_${run.replaceAll('-', '_')}`);

/** `plan`: workflows. `records`: activities on facts. `mail`: activities that send. */
export const QUEUE_NAMES = ['plan', 'records', 'mail'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** The live plan's three can be worked on apart. A rehearsal is one process: with one queue its activities come eagerly. */
export function queuesOf(run: RunId): Record<QueueName, string> {
  if (run === LIVE) return { plan: 'plan', records: 'records', mail: 'mail' };
  const one = `${prefix(run)}all`;
  return { plan: one, records: one, mail: one };
}

/** A rehearsal's transport captures; it cannot reach a real address. */
export const transportOf = (run: RunId) => (run === LIVE ? 'smtp' : `capture/${run}`);

export const planWorkflowId = (run: RunId, planId: string) => `${prefix(run)}plan/${planId}`;
export const topicWorkflowId = (run: RunId, topicId: string) => `${prefix(run)}plan/${topicId.replace('/', '/topic/')}`;
export const taskWorkflowId = (run: RunId, taskId: string) => `${prefix(run)}task/${taskId}`;
export const deliveryWorkflowId = (run: RunId) => `${prefix(run)}delivery/${transportOf(run)}`;

/** Database ids: each is its parent's and one word more. */
export const topicIdOf = (planId: string, topicKey: string) => `${planId}/${topicKey}`;
export const stageIdOf = (topicId: string, kind: StageKind) => `${topicId}/${kind}`;
export const assignmentIdOf = (stageId: string, bodyId: string) => `${stageId}/${bodyId}`;

/** How people and the log write an assignment or a stage: without the plan's id. */
export const shortIdOf = (id: string) => id.slice(id.indexOf('/') + 1);

/** Enough of a task's id to name it. */
export const shortTaskId = (id: string) => id.slice(0, 8);

/** What a workflow walks for. */
export type Owner = { kind: 'plan'; id: string } | { kind: 'topic'; id: string } | { kind: 'task'; id: string };

export function workflowIdOf(run: RunId, owner: Owner): string {
  switch (owner.kind) {
    case 'plan':
      return planWorkflowId(run, owner.id);
    case 'topic':
      return topicWorkflowId(run, owner.id);
    case 'task':
      return taskWorkflowId(run, owner.id);
  }
}
