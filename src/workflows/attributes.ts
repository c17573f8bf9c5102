/**
 * Search attributes of a workflow, for people in the Temporal UI. No screen and no decision rests on them.
 *
 * @module
 */
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { Owner } from '../domain/ids';

export const CdPlan = defineSearchAttributeKey('CdPlan', SearchAttributeType.KEYWORD);
export const CdTopic = defineSearchAttributeKey('CdTopic', SearchAttributeType.KEYWORD);
export const CdStage = defineSearchAttributeKey('CdStage', SearchAttributeType.KEYWORD);
export const CdNextAt = defineSearchAttributeKey('CdNextAt', SearchAttributeType.DATETIME);

/** What a workflow is started with; `CdStage` and `CdNextAt` follow as it walks. */
export function searchAttributesOf(owner: Owner, planId = owner.id.split('/')[0] ?? owner.id): TypedSearchAttributes {
  const plan = { key: CdPlan, value: planId };
  return new TypedSearchAttributes(owner.kind === 'topic' ? [plan, { key: CdTopic, value: owner.id }] : [plan]);
}
