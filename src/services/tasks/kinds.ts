/**
 * The words of the board's work. DESIGN §2, §7.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';

export const TASK_KINDS = ['miss', 'contact', 'systemic', 'extension', 'confirm', 'approval'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** How a task can end. */
export const OUTCOMES = ['resolved', 'waived', 'extended', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What happened to a member that is no longer open. */
export type MemberEnd = 'reported' | 'waived' | 'extended' | 'resolved' | 'cancelled' | 'converted';

export type TaskVerb =
  | 'opened'
  | 'added'
  | 'claimed'
  | 'released'
  | 'assigned'
  | 'noted'
  | 'extended'
  | 'waived'
  | 'resolved'
  | 'reported'
  | 'converted'
  | 'escalated'
  | 'lapsed'
  | 'closed';

/** One assignment in a task, under the due revision it was judged by. */
export interface Member {
  assignmentId: string;
  dueRevision: number;
  unitId: string | null;
}

/** What every command of a person carries. */
export interface Command {
  taskId: string;
  /** The version the person saw. */
  version: number;
  /** Idempotency key: the same key again returns the first result. */
  key: string;
  /** Assignment ids, full or as people write them (topic/stage/body). @default every open member */
  members?: string[];
}

/** The task after a command. */
export interface TaskResult {
  taskId: string;
  version: number;
  status: string;
  outcome: string | null;
  ownerId: string | null;
  leaseUntil: LocalDate | null;
  /** Assignments the command acted on. */
  members: string[];
}
