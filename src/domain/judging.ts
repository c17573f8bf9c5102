/**
 * What becomes of an open assignment when grace is over. DESIGN §7.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import type { LocalDate } from './dates';
import type { Policy } from './policy';

/** `miss`: told, nothing came. `contact`: nobody could be told. `held`: judged again on the next working day. */
export type Verdict = 'miss' | 'contact' | 'held';

export interface Judgement {
  /** A message about it, any revision, was accepted and not bounced, or it was passed on by hand or by the unit. */
  told: boolean;
  /** A systemic task is open for its wave. */
  systemic: boolean;
  /** How often it was held before. */
  heldDays: number;
  policy: Pick<Policy, 'heldDays'>;
}

/** A systemic fault holds first, whoever was told; after `policy.heldDays` times it is a contact problem. */
export function judge(i: Judgement): Verdict {
  if (i.systemic) return i.heldDays < i.policy.heldDays ? 'held' : 'contact';
  return i.told ? 'miss' : 'contact';
}

/** More than a share of a wave is missing while mail is not getting out: the fault is ours, not theirs. */
export function isSystemic(i: {
  missing: number;
  wave: number;
  healthy: boolean;
  policy: Pick<Policy, 'systemicShare'>;
}): boolean {
  return !i.healthy && i.missing > i.wave * i.policy.systemicShare;
}

/** When grace is over: the working day after `policy.graceDays` full working days. */
export function judgeDate(
  lateAfter: LocalDate,
  policy: Pick<Policy, 'graceDays'>,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): LocalDate {
  return calendar.addWorkingDays(lateAfter, policy.graceDays + 1);
}
