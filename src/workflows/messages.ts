/**
 * What the outside may say to a workflow, and what it is started with: public API.
 *
 * @module
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Instant } from '../domain/dates';
import type { Owner, RunId } from '../domain/ids';

/** Facts changed. Carries no meaning: the workflow loads them again. */
export const changed = defineSignal('changed');

/**
 * Stepped clock only: it is `to` now, and, when `heard`, facts changed: signal and time in one message. Answers when everything due is done, with the next instant, or null when the
 * workflow has ended or sleeps until a fact changes. An answer that is not past `to` comes from a run that continues as
 * new: the next run is to be asked.
 */
export const advance = defineUpdate<Instant | null, [to: Instant, heard?: boolean]>('advance');

/** The instant the workflow sleeps to. */
export const nextInstant = defineQuery<Instant | null>('nextInstant');

export type ClockKind = 'real' | 'stepped';

export interface WalkInput {
  run: RunId;
  owner: Owner;
  clock: ClockKind;
  /** Stepped clock: the instant it starts at. */
  now: Instant;
  /** Continue as new after so many turns, whatever the server suggests. Tests force it. */
  turnsPerRun?: number;
}

export interface DeliveryInput {
  run: RunId;
  transport: string;
  clock: ClockKind;
  now: Instant;
  turnsPerRun?: number;
}
