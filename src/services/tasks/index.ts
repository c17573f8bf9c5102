/**
 * The board's work, as other services use it. What people do with tasks is in `./commands`.
 *
 * @module
 */
export { openTask, type TaskOpening } from './open';
export { closeMember, closeMembers } from './members';
export { endStageTasks, endTask, settleTask } from './settle';
