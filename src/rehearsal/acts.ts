/**
 * What simulated people mean to do, as rows in the run's own schema: a rehearsal that was interrupted goes on with the
 * same intentions. People act at one hour of a working day, before, in or after its letters; the acts of one instant in
 * the order of their names.
 *
 * @module
 */
import { addDays, instantOf, wallClock, type Instant, type LocalDate } from '../domain/dates';
import type { Db } from '../services/db';
import type { Chance } from './chance';
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

/** Local hours at which people act, one of them on a day: every one is an instant of its own. */
const HOURS = [8, 9, 10, 11, 14, 15, 16, 17] as const;

export interface WorkingHours {
  /** The hour of the first working day from `day` on that is after `after`. */
  on(day: LocalDate, after: Instant): Instant;
  /** The first instant after `after` at which somebody may act. */
  soonest(after: Instant): Instant;
}

export function workingHours({ calendar, zone }: Pick<PlanFacts, 'calendar' | 'zone'>, chance: Chance): WorkingHours {
  const at = (day: LocalDate) => instantOf(day, (HOURS[chance.between(0, HOURS.length - 1, 'hour', day)] ?? HOURS[0]) * 60, zone);
  const today = (after: Instant) => wallClock(after, zone).day;
  return {
    on(day, after) {
      const first = calendar.onOrAfter(day < today(after) ? today(after) : day);
      return at(first) > after ? at(first) : at(calendar.addWorkingDays(first, 1));
    },
    soonest(after) {
      const first = at(calendar.onOrAfter(today(after)));
      return first > after ? first : at(calendar.onOrAfter(addDays(today(after), 1)));
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
