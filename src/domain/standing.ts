/**
 * Whether a notice that urges to a duty still has its reason when its letter is written. DESIGN §6.
 *
 * @module
 */
import type { Instant, LocalDate } from './dates';
import type { Policy } from './policy';
import { mayRemind } from './reminders';
import { WINDOW_SKIPS } from './window';

/** Why a notice is not sent; stands in `Notice.why`, beside the codes of reminders (cap, gap) and windows (deadline). */
export const NOTICE_SKIPS = {
  reported: 'reported',
  waived: 'waived',
  /** The due date moved after it was raised: a newer notice speaks of the new one. */
  moved: 'due-moved',
  /** A moved due date that is back where it was last told. */
  unchanged: 'due-unchanged',
  paused: 'paused',
  /** A planned date stands for every reminder before it. */
  planned: 'planned-date',
  /** A person replied: reminders hold for some days. */
  quiet: 'reply',
  /** Bounced, suppressed or removed. */
  contact: 'contact',
  /** Plan, stage, task or assignment is over. */
  closed: 'closed',
  /** A more urgent one about the same assignment is in the same letter. */
  superseded: 'superseded',
  address: 'address',
} as const;

export interface Urge {
  kind: 'open' | 'remind' | 'overdue';
  /** It asks for the report of a session whose planned date is over: it may come after the due. */
  afterPlanned: boolean;
  /** Its window began after the due: an opening that came too late, raised on purpose so that it is heard of at all. */
  meantLate: boolean;
  /** Exclusive end of the due. */
  dueAt: Instant;
  plannedDate: LocalDate | null;
  /** A person replied: nothing up to and including this day. */
  quietUntil: LocalDate | null;
  /** Other occasions on which the duty was reminded under this due (`occasionsBefore`). */
  reminded: readonly Instant[];
}

/** null: it stands at `asOf`, which is in `today`. */
export function whyNotUrge(
  urge: Urge,
  { asOf, today, policy }: { asOf: Instant; today: LocalDate; policy: Pick<Policy, 'reminderCap' | 'reminderGapHours'> },
): string | null {
  const reminding = urge.kind !== 'open';
  if (reminding && urge.plannedDate !== null && today <= urge.plannedDate) return NOTICE_SKIPS.planned;
  if (reminding && urge.quietUntil !== null && today <= urge.quietUntil) return NOTICE_SKIPS.quiet;
  const inTimeOnly = urge.kind !== 'overdue' && !urge.afterPlanned && !(urge.kind === 'open' && urge.meantLate);
  if (inTimeOnly && asOf >= urge.dueAt) return WINDOW_SKIPS.deadlinePassed;
  if (urge.kind !== 'remind') return null;
  const allowed = mayRemind({ sent: urge.reminded, asOf, policy });
  return allowed === true ? null : allowed;
}
