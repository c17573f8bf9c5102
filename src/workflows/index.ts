/** What the worker bundles. */
export { deliveryWorkflow } from './delivery';
export { escalationWorkflow } from './escalation';
export { planWorkflow } from './plan';
export { topicWorkflow } from './topic';
