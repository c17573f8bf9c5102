/**
 * A step of an agenda: what a workflow sleeps to and performs once.
 *
 * @module
 */
import type { Instant, LocalDate } from './dates';
import type { StageKind } from './plan';

/**
 * In the order they run when they share an instant: a stage closes before the next opens, the overdue letter
 * before the judgement. `confirm` raises the task that a tentative stage needs before it may open; `invite` tells a
 * conference to its audience once its day is certain; `digest` is the units' Monday letter; `lease` and `rung` belong to a task's ladder.
 */
export const STEP_KINDS = [
  'close',
  'confirm',
  'invite',
  'open',
  'remind',
  'overdue',
  'judge',
  'digest',
  'report',
  'lease',
  'rung',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** `key` is `<stageKind>/<kind>/<date>`, `plan/<kind>/<date>` or `task/<kind>-<n>/<date>`: unique within its owner. */
export interface Step {
  key: string;
  at: Instant;
  kind: StepKind;
  /** null: a step of the whole plan (digest, periodic report, closing the year). */
  stageKind: StageKind | null;
  date: LocalDate;
}
