/**
 * What workflows ask of the world. Arguments and results are ids and instants only: they end up in histories.
 * `src/activities/` makes them true.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import type { Owner } from '../domain/ids';

export interface AgendaView {
  /** false: the owner's fact is closed, the workflow returns. */
  open: boolean;
  /** The stage it is in, for the Temporal UI. */
  stage: string | null;
  /** The next steps without a StepRun, past ones included, by instant; cut to a few. */
  steps: { key: string; at: Instant }[];
  /** A plan's open topics. */
  topics: string[];
}

export interface AgendaActivities {
  loadAgenda(input: { owner: Owner; asOf: Instant }): Promise<AgendaView>;
  /** Performs each step once, in order, then loads the agenda again. */
  performSteps(input: { owner: Owner; keys: string[]; asOf: Instant }): Promise<AgendaView>;
}

export interface DeliveryActivities {
  /**
   * Claims and sends what is due at `asOf`, at most a batch, and moves on through later instants up to `until`.
   * `reached`: the last instant handled. `next`: the earliest with something to do, null: nothing is planned.
   */
  deliver(input: {
    transport: string;
    asOf: Instant;
    until: Instant;
  }): Promise<{ next: Instant | null; reached: Instant; more: boolean; sent: number }>;
}
