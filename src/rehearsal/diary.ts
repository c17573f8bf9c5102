/**
 * What simulated people have in mind: acts by instant, on the hour of a working day. Acts of one instant run in the
 * order of their names, so that the same seed gives the same year.
 *
 * @module
 */
import { instantOf, wallClock, type Instant, type LocalDate } from '../domain/dates';
import type { PlanFacts } from '../services/plans';

export interface Act {
  /** Orders the acts of one instant, and is written once: a second act of the same name and instant is dropped. */
  name: string;
  run(at: Instant): Promise<void>;
}

export interface Diary {
  /** Writes an act down for `hour` o'clock of the first working day from `day`; the next day when that is past. */
  write(day: LocalDate, hour: number, after: Instant, act: Act): void;
  next(after: Instant): Instant | null;
  /** Takes out everything due at `at`, in order. */
  take(at: Instant): Act[];
}

export function newDiary(plan: Pick<PlanFacts, 'calendar' | 'zone'>): Diary {
  const acts = new Map<Instant, Map<string, Act>>();
  return {
    write(day, hour, after, act) {
      const today = wallClock(after, plan.zone).day;
      let on = plan.calendar.onOrAfter(day < today ? today : day);
      if (instantOf(on, hour * 60, plan.zone) <= after) on = plan.calendar.addWorkingDays(on, 1);
      const at = instantOf(on, hour * 60, plan.zone);
      const then = acts.get(at) ?? new Map<string, Act>();
      then.set(act.name, then.get(act.name) ?? act);
      acts.set(at, then);
    },
    next(after) {
      const later = [...acts.keys()].filter((at) => at > after);
      return later.length > 0 ? Math.min(...later) : null;
    },
    take(at) {
      const due = [...acts.keys()].filter((key) => key <= at).sort((a, b) => a - b);
      const taken = due.flatMap((key) => [...(acts.get(key)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)));
      for (const key of due) acts.delete(key);
      return taken;
    },
  };
}
