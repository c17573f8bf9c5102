/**
 * What a duty looks like on a day, for the pages of bodies and the console: one state, first that applies. Pure.
 * Words, letters and colours of each stand in the glossary; pages hold them.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import type { LocalDate } from './dates';

/** Working days before the due date from which a duty counts as near. Source: glossary, "Status words". */
const NEAR_DAYS = 3;

export type DutyState =
  | 'waived'
  | 'confirmed' // the report is in; nobody has to confirm it, or the unit has
  | 'sent' // the report is in, the unit has not confirmed
  | 'paused'
  | 'not-open'
  | 'awaited' // the last day in time is over
  | 'planned'
  | 'near'
  | 'open';

export interface DutyFacts {
  status: string;
  planStatus: string;
  dueDate: LocalDate;
  lateAfter: LocalDate;
  plannedDate: LocalDate | null;
  /** null: no report. */
  report: { confirmed: boolean } | null;
  /** The body's reports are confirmed by another body, its unit. */
  hasConfirmer: boolean;
}

/** null: the duty is not shown (cancelled, or past when the plan started). */
export function dutyState(duty: DutyFacts, today: LocalDate, calendar: WorkingCalendar): DutyState | null {
  if (duty.status === 'waived') return 'waived';
  if (duty.report) return duty.report.confirmed || !duty.hasConfirmer ? 'confirmed' : 'sent';
  if (duty.status === 'cancelled' || duty.status === 'skipped') return null;
  if (duty.planStatus === 'paused') return 'paused';
  if (duty.status === 'pending') return 'not-open';
  if (today > duty.lateAfter) return 'awaited';
  if (duty.plannedDate !== null && duty.plannedDate >= today) return 'planned';
  if (calendar.between(today, duty.dueDate) <= NEAR_DAYS) return 'near';
  return 'open';
}
