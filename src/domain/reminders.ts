/**
 * Which reminder wins, and when one more is one too many. DESIGN §6.
 *
 * @module
 */
import type { Instant } from './dates';
import type { Offset, Policy } from './policy';

/** What a notice about an assignment urges to. */
export type Urging = 'open' | 'remind' | 'after-planned' | 'overdue';

const HOUR = 3_600_000;
/** Farther reminders than this are all equally far: keeps the bands below apart. */
const FAR = 200;

/**
 * Higher is more urgent: overdue, then the day after a planned date, then reminders (the nearer to the due the higher),
 * then the opening. Of two overdue offsets the later one wins.
 */
export function urgency(urging: Urging, offset: Offset): number {
  const days = offset === 'open' ? 0 : Math.min(Math.abs(offset), FAR);
  switch (urging) {
    case 'open':
      return 100;
    case 'remind':
      return 500 - days;
    case 'after-planned':
      return 600;
    case 'overdue':
      return 700 + days;
  }
}

/** The most urgent; of equals the first. undefined for an empty list. */
export function mostUrgent<T extends { urgency: number }>(list: readonly T[]): T | undefined {
  return list.reduce<T | undefined>((best, next) => (best === undefined || next.urgency > best.urgency ? next : best), undefined);
}

/** Why a reminder is not sent although its day has come; stands in `Notice.why` and in the log. */
export const REMINDER_STOPS = { cap: 'reminder-cap', gap: 'reminder-gap' } as const;

/**
 * The occasions on which an assignment was reminded under its due revision, each at its latest letter: two contacts of
 * one body who hear of it by the same step were reminded once. `step`'s own occasion apart.
 */
export function occasionsBefore(sent: readonly { step: string; at: Instant }[], step: string): Instant[] {
  const latest = new Map<string, Instant>();
  for (const each of sent) if (each.step !== step) latest.set(each.step, Math.max(each.at, latest.get(each.step) ?? each.at));
  return [...latest.values()];
}

/** `sent`: occasions, of this assignment and due revision, opening and overdue not counted. Otherwise answers why not. */
export function mayRemind(i: {
  sent: readonly Instant[];
  asOf: Instant;
  policy: Pick<Policy, 'reminderCap' | 'reminderGapHours'>;
}): true | string {
  if (i.sent.length >= i.policy.reminderCap) return REMINDER_STOPS.cap;
  const last = Math.max(...i.sent);
  return i.asOf - last < i.policy.reminderGapHours * HOUR ? REMINDER_STOPS.gap : true;
}
