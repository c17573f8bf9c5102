/**
 * A plan's mail added up against what the transport takes. DESIGN §8: what cannot arrive in time is refused.
 *
 * @module
 */
import { addDays, instantOf, wallClock, type Instant, type LocalDate } from '../../domain/dates';
import { CodedError } from '../../errors';

/** null: no limit. */
export interface TransportLimits {
  /** E-mails a second. */
  perSecond: number | null;
  /** E-mails a local day. */
  perDay: number | null;
}

export const UNLIMITED: TransportLimits = { perSecond: null, perDay: null };

export interface DayLoad {
  day: LocalDate;
  messages: number;
  /** When the last of the day's letters has left. */
  doneAt: Instant;
  /** Letters that leave at or after their deadline. */
  late: number;
}

interface Mail {
  at: Instant;
  deadline: Instant | null;
}

/** Sends the letters one after another at the transport's rate, in order of their slots. Days without mail are left out. */
export function loadOf(messages: readonly Mail[], limits: TransportLimits, zone: string): DayLoad[] {
  const interval = limits.perSecond === null ? 0 : 1000 / limits.perSecond;
  const days = new Map<LocalDate, DayLoad>();
  let free = Number.NEGATIVE_INFINITY;
  let sending = { day: '', sent: 0 };
  for (const { at, deadline } of messages.toSorted((a, b) => a.at - b.at)) {
    let leaves = Math.max(at, free);
    let day = wallClock(leaves, zone).day;
    if (limits.perDay !== null && day === sending.day && sending.sent >= limits.perDay) {
      day = addDays(day, 1);
      leaves = instantOf(day, 0, zone);
    }
    sending = { day, sent: day === sending.day ? sending.sent + 1 : 1 };
    free = leaves + interval;
    const planned = wallClock(at, zone).day;
    const load = days.get(planned) ?? { day: planned, messages: 0, doneAt: free, late: 0 };
    days.set(planned, {
      day: planned,
      messages: load.messages + 1,
      doneAt: free,
      late: load.late + (deadline !== null && free > deadline ? 1 : 0),
    });
  }
  return [...days.values()];
}

/** @throws CD_QUOTA for the first day whose mail cannot arrive before its deadline. */
export function refuseOverload(load: readonly DayLoad[], limits: TransportLimits): void {
  const over = load.find((day) => day.late > 0);
  if (over)
    throw new CodedError('CD_QUOTA', {
      messages: over.messages,
      day: over.day,
      rate: limits.perSecond ?? `${limits.perDay ?? '∞'}/86400`,
    });
}
