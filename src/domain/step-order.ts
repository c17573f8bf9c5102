/**
 * The order of steps, the same for every agenda.
 *
 * @module
 */
import { instantOf, type LocalDate } from './dates';
import { STAGE_KINDS } from './plan';
import { STEP_KINDS, type Step } from './step';

/** In time; within an instant by kind (a stage closes before the next opens), then by stage. */
export function compareSteps(a: Step, b: Step): number {
  return a.at - b.at || STEP_KINDS.indexOf(a.kind) - STEP_KINDS.indexOf(b.kind) || stageOrder(a) - stageOrder(b);
}

const stageOrder = (step: Step) => (step.stageKind === null ? STAGE_KINDS.length : STAGE_KINDS.indexOf(step.stageKind));

/** One step a key, in order, with its moment: 00:00 of its date. */
export function inOrder(steps: Omit<Step, 'at'>[], zone: string): Step[] {
  const moments = new Map<LocalDate, number>();
  const momentOf = (date: LocalDate) => {
    const at = moments.get(date) ?? instantOf(date, 0, zone);
    moments.set(date, at);
    return at;
  };
  const byKey = new Map(steps.map((step) => [step.key, { ...step, at: momentOf(step.date) }]));
  return [...byKey.values()].toSorted(compareSteps);
}
