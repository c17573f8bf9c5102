/**
 * The order of steps, the same for every agenda.
 *
 * @module
 */
import { instantOf, type Instant, type LocalDate } from './dates';
import { STAGE_KINDS } from './plan';
import { STEP_KINDS, type Step } from './step';

/** In time; within an instant by kind (a stage closes before the next opens), then by stage. */
export function compareSteps(a: Step, b: Step): number {
  return a.at - b.at || STEP_KINDS.indexOf(a.kind) - STEP_KINDS.indexOf(b.kind) || stageOrder(a) - stageOrder(b);
}

const stageOrder = (step: Step) => (step.stageKind === null ? STAGE_KINDS.length : STAGE_KINDS.indexOf(step.stageKind));

const midnights = new Map<string, Instant>();
/** More than the days of a few plans in a few zones; then counting begins anew. */
const MOST_MIDNIGHTS = 5_000;

/** The moment a step of that date runs: 00:00. Remembered, because agendas are recomputed often. */
export function midnight(date: LocalDate, zone: string): Instant {
  const key = `${date} ${zone}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  if (midnights.size >= MOST_MIDNIGHTS) midnights.clear();
  const at = instantOf(date, 0, zone);
  midnights.set(key, at);
  return at;
}

/** One step a key, in order, with its moment. */
export function inOrder(steps: Omit<Step, 'at'>[], zone: string): Step[] {
  const byKey = new Map(steps.map((step) => [step.key, { ...step, at: midnight(step.date, zone) }]));
  return [...byKey.values()].toSorted(compareSteps);
}
