/**
 * What people of the board do with tasks, for the console and the command line.
 *
 * @module
 */
export { actorName } from './actors';
export { claim, release, assign } from './claim';
export { note } from './note';
export { extend } from './extend';
export { waive } from './waive';
export { resolve, RESOLUTION_NAMES, RESOLUTIONS } from './resolve';
export { listTasks, showTask, taskIdFrom, type MemberView, type TaskLine, type TaskView } from './view';
export { LETTER_DAYS, letterFacts } from './letter';
export { TEXT_KINDS, textsToPaste, type UnitTexts } from './texts';
export { OUTCOMES, TASK_KINDS, type Command, type TaskResult } from './kinds';
