/**
 * What simulated people mean to do, as rows in the run's own schema: a rehearsal that was interrupted goes on with the
 * same intentions. People act on a few hours of a working day, the acts of one instant in the order of their names.
 *
 * @module
 */
import { addDays, instantOf, wallClock, type Instant, type LocalDate } from '../domain/dates';
import type { Db } from '../services/db';
import type { PlanFacts } from '../services/plans/load';

export const VERBS = ['bounce', 'plan', 'ask', 'report', 'confirm', 'take', 'call', 'settle', 'mend', 'answer'] as const;
export type Verb = (typeof VERBS)[number];

export interface Act {
  /** Verb and subject, and what tells one such act from another. */
  name: string;
  at: Instant;
  verb: Verb;
  /** An assignment, task, unit or address. */
  subject: string;
  data: Record<string, string>;
}

/** Local hours at which people act. Few: every one is an instant of its own. */
export const HOURS = [9, 15] as const;
export type Hour = (typeof HOURS)[number];

export interface WorkingHours {
  /** That hour of the first working day from `day` on that is after `after`. */
  on(day: LocalDate, hour: Hour, after: Instant): Instant;
  /** The first instant after `after` at which somebody may act. */
  soonest(after: Instant): Instant;
}

export function workingHours({ calendar, zone }: Pick<PlanFacts, 'calendar' | 'zone'>): WorkingHours {
  const at = (day: LocalDate, hour: Hour) => instantOf(day, hour * 60, zone);
  const today = (after: Instant) => wallClock(after, zone).day;
  return {
    on(day, hour, after) {
      const first = calendar.onOrAfter(day < today(after) ? today(after) : day);
      return at(first, hour) > after ? at(first, hour) : at(calendar.addWorkingDays(first, 1), hour);
    },
    soonest(after) {
      const days = [calendar.onOrAfter(today(after)), calendar.onOrAfter(addDays(today(after), 1))];
      const instants = days.flatMap((day) => HOURS.map((hour) => at(day, hour)));
      return Math.min(...instants.filter((instant) => instant > after));
    },
  };
}

/** Writes intentions down; one of the same name stands already and stays as it is. */
export async function writeActs(db: Db, acts: Act[]): Promise<void> {
  if (acts.length === 0) return;
  const rows = acts.map((act) => ({ ...act, at: new Date(act.at).toISOString() }));
  await db.prisma.$executeRaw`
    insert into "Act" (name, at, verb, subject, data)
    select name, at, verb, subject, data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(name text, at timestamptz, verb text, subject text, data jsonb)
    on conflict do nothing`;
}

/** Acts that are due at `at` and not done, in order. */
export async function dueActs(db: Db, at: Instant): Promise<Act[]> {
  const rows = await db.prisma.$queryRaw<(Omit<Act, 'at'> & { at: Date })[]>`
    select name, at, verb, subject, data from "Act" where "doneAt" is null and at <= ${new Date(at)} order by at, name collate "C"`;
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

export async function markDone(db: Db, at: Instant): Promise<void> {
  await db.prisma.$executeRaw`update "Act" set "doneAt" = ${new Date(at)} where "doneAt" is null and at <= ${new Date(at)}`;
}

/** When the first act that is not done is due; null: nobody means to do anything. */
export async function nextAct(db: Db): Promise<Instant | null> {
  const [row] = await db.prisma.$queryRaw<{ at: Date | null }[]>`select min(at) as at from "Act" where "doneAt" is null`;
  return row?.at?.getTime() ?? null;
}
