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
 * What is no urging to a duty, on the same scale: it orders the sections of a letter, the highest first. Urgings to
 * duties ({@link urgency}) lie between `fact` and `invitation`.
 */
export const URGENCY = {
  /** A fresh link: somebody waits for it. */
  freshLink: 900,
  /** A receipt, a moved due, a waiver: the answer to what somebody did. */
  fact: 800,
  /** To a body: its request for a later date was refused. */
  refusal: 80,
  /** To the head of the board: a task that was not settled below. */
  rung: 70,
  /** A conference, and to the board the faults of our own mail. */
  invitation: 60,
  systemic: 60,
  /** To the owner of a task, or to whom it comes back. */
  lease: 55,
  extension: 50,
  confirm: 50,
  approval: 40,
  /** The periodic report. */
  report: 40,
  miss: 30,
  /** Beside all else: a unit's digest, a question for an address. */
  contact: 20,
  digest: 20,
  /** Somebody's words, for the board to read. */
  reply: 10,
} as const;

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
