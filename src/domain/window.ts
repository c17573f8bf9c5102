/**
 * When the mail of a date goes out: in that date's window, spread over slots by a hash of the address. DESIGN §5.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import { addDays, instantOf, wallClock, type Instant, type LocalDate } from './dates';
import type { Policy } from './policy';

/** Why mail of a date is not sent at all; stands in `Notice.why` and in the log. */
export const WINDOW_SKIPS = {
  /** It would only arrive after what it reminds of. */
  deadlinePassed: 'deadline-passed',
  /** The deadline comes before the next window, and people are not written to at this hour. */
  noWindow: 'no-window-before-deadline',
} as const;

export interface WindowRequest {
  /** The step's date. */
  date: LocalDate;
  asOf: Instant;
  /** What the mail must precede; null: it may come whenever the next window is. */
  deadline: Instant | null;
  policy: Pick<Policy, 'window' | 'atOnce'>;
  calendar: WorkingCalendar;
  zone: string;
}

export interface Window {
  windowStart: Instant;
  /** An address's mail goes out at `windowStart + slotOf(…) * slotMinutes`. */
  slots: number;
  slotMinutes: number;
  /** No window was left before the deadline: `windowStart` is the moment itself. */
  atOnce: boolean;
}

const MINUTE = 60_000;

/** The window of the first working day on or after `date` that is not over at `asOf`. */
export function windowFor(request: WindowRequest): Window | { skip: string } {
  const { date, asOf, deadline, policy, calendar, zone } = request;
  if (deadline !== null && asOf >= deadline) return { skip: WINDOW_SKIPS.deadlinePassed };

  const today = wallClock(asOf, zone).day;
  let day = calendar.onOrAfter(date > today ? date : today);
  if (instantOf(day, policy.window.to, zone) <= asOf) day = calendar.addWorkingDays(day, 1);

  const windowStart = instantOf(day, policy.window.from, zone);
  if (deadline !== null && windowStart >= deadline) return atOnce(request, deadline);

  // Slots that begin at or after the deadline are of no use; zones with summer time may shorten a window.
  const end = Math.min(instantOf(day, policy.window.to, zone), deadline ?? Infinity);
  const { slotMinutes } = policy.window;
  const wholeSlots = Math.floor((instantOf(day, policy.window.to, zone) - windowStart) / (slotMinutes * MINUTE));
  const usable = Math.ceil((end - windowStart) / (slotMinutes * MINUTE));
  return { windowStart, slots: Math.max(1, Math.min(wholeSlots, usable)), slotMinutes, atOnce: false };
}

/** The first moment from `asOf` and `date` on at which one may write at once, if it precedes the deadline. */
function atOnce({ date, asOf, policy, zone }: WindowRequest, deadline: Instant): Window | { skip: string } {
  const earliest = Math.max(asOf, instantOf(date, 0, zone));
  const today = wallClock(earliest, zone).day;
  for (const day of [today, addDays(today, 1)]) {
    const moment = Math.max(earliest, instantOf(day, policy.atOnce.from, zone));
    if (moment < instantOf(day, policy.atOnce.to, zone) && moment < deadline) {
      return { windowStart: moment, slots: 1, slotMinutes: policy.window.slotMinutes, atOnce: true };
    }
  }
  return { skip: WINDOW_SKIPS.noWindow };
}

/**
 * The slot of an address: the first 32 bits of the md5 of its text, modulo `slots`.
 * SQL mirror: `('x' || substr(md5(address), 1, 8))::bit(32)::bigint % slots`.
 */
export function slotOf(md5Hex: string, slots: number): number {
  return Number.parseInt(md5Hex.slice(0, 8), 16) % slots;
}

/** The moment the slot begins. */
export function slotAt(window: Window, md5Hex: string): Instant {
  return window.windowStart + slotOf(md5Hex, window.slots) * window.slotMinutes * MINUTE;
}
