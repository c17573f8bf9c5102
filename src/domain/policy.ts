/**
 * What may differ between organisations, with the defaults of DESIGN §5-§7. Stored whole with each plan.
 *
 * @module
 */
import type { MinuteOfDay } from './dates';
import type { StageKind } from './plan';

/** Whom a rung tells: the officers of the board, its heads, or one supervisor by id. */
export type RungAudience = 'officers' | 'head' | `supervisor:${string}`;

/** `open`, or working days relative to the due date: -3 is three working days before, +1 the one after. */
export type Offset = 'open' | number;

export interface Policy {
  /** Offsets of reminders by stage. @default DESIGN §6 */
  offsets: Record<StageKind, Offset[]>;
  /** Mail of a date goes out here, in slots by a hash of the address. @default 08:00-10:00, 10 minutes */
  window: { from: MinuteOfDay; to: MinuteOfDay; slotMinutes: number };
  /** When no window is left before a deadline: at once between these. @default 07:00-20:00 */
  atOnce: { from: MinuteOfDay; to: MinuteOfDay };
  /** The board's letter, working days. @default 07:30 */
  boardLetterAt: MinuteOfDay;
  /** Working days after due before an assignment is judged; not told to cells. @default 3 */
  graceDays: number;
  /** A held assignment is judged again each working day, so often; then it is a contact problem. @default 5 */
  heldDays: number;
  /** Reminders per assignment and revision; opening and overdue not counted. @default 5 */
  reminderCap: number;
  /** Hours between two reminders of one assignment. @default 20 */
  reminderGapHours: number;
  /** A reply holds that duty's reminders so many working days. @default 3 */
  quietDays: number;
  /** @default 'officer' (the whole stage where none is named) */
  groupBy: 'officer' | 'unit' | 'stage';
  /** Rungs above the board, in working days after the task opened. @default [{ to: 'head', after: 5 }] */
  rungs: { to: RungAudience; after: number }[];
  /** Leases: on from so many supervisors, so many working days, reminded at half. @default 5, 5 */
  lease: { fromSupervisors: number; workingDays: number };
  /** A wave missing more than this share while the transport is unhealthy opens one systemic task. @default 0.2 */
  systemicShare: number;
  /** Working days before a tentative stage opens when its confirm task is raised. @default 5 */
  confirmDays: number;
  /** Working days after a period's end when the periodic report is due. @default 5 */
  reportDays: number;
  /** Working days ahead that `--past due-now` moves past dates. @default 5 */
  dueNowDays: number;
}

export const defaultPolicy: Policy = {
  offsets: {
    selection: ['open', -3],
    briefing: ['open', -3],
    study: ['open', -3, 1],
    session: ['open', -10, -3, 1],
    reporting: ['open', -3, -1, 1],
  },
  window: { from: 8 * 60, to: 10 * 60, slotMinutes: 10 },
  atOnce: { from: 7 * 60, to: 20 * 60 },
  boardLetterAt: 7 * 60 + 30,
  graceDays: 3,
  heldDays: 5,
  reminderCap: 5,
  reminderGapHours: 20,
  quietDays: 3,
  groupBy: 'officer',
  rungs: [{ to: 'head', after: 5 }],
  lease: { fromSupervisors: 5, workingDays: 5 },
  systemicShare: 0.2,
  confirmDays: 5,
  reportDays: 5,
  dueNowDays: 5,
};
