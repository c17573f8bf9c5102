/**
 * The simulated people of a rehearsal, together: they get to know what happened, write down what they mean to do about
 * it, and do it on the hour.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import type { Db } from '../services/db';
import { loadPlan } from '../services/plans/load';
import { dueActs, markDone, nextAct, workingHours, writeActs, type Verb } from './acts';
import { type Board, simulateBoard } from './board';
import { simulateBodies } from './bodies';
import { seededChance } from './chance';
import type { People } from './driver';
import { newsSince, prepareNews } from './news';

const BODIES: readonly Verb[] = ['bounce', 'plan', 'ask', 'report', 'confirm'];

/** A roster may name no officer and no head: the board's work lies, as it would. */
const NOBODY: Board = { react: () => [], act: () => Promise.resolve() };

/** People of the plan, by a seed; from `since` on, if the run was interrupted there. */
export async function simulatePeople(db: Db, planId: string, seed: number, since: Instant): Promise<People> {
  await prepareNews(db);
  const plan = await loadPlan(db.prisma, planId);
  const chance = seededChance(seed);
  const hours = workingHours(plan, chance);
  const staff = await db.prisma.supervisor.findMany({ orderBy: { id: 'asc' } });
  const officers = staff.filter((one) => one.role === 'officer').map((one) => one.id);
  const head = staff.find((one) => one.role === 'head')?.id ?? officers[0];
  const bodies = simulateBodies(db, plan, chance, hours);
  const board = head === undefined ? NOBODY : simulateBoard(db, plan, chance, hours, { officers, head });
  let looked = since;

  return {
    async next(after) {
      const news = await newsSince(db, looked);
      await writeActs(
        db,
        news.flatMap((one) => [...bodies.react(one), ...board.react(one)]),
      );
      looked = Math.max(looked, after);
      return nextAct(db);
    },
    soonest: hours.soonest,
    async act(at) {
      const acts = await dueActs(db, at);
      for (const act of acts.filter(({ verb }) => !BODIES.includes(verb))) await board.act(act, at);
      await bodies.actAll(
        acts.filter(({ verb }) => BODIES.includes(verb)),
        at,
      );
      await markDone(db, at);
      return acts.length;
    },
  };
}
