/**
 * What a calendar file would move in plans that run. Nothing is written: a running plan keeps the calendar it started
 * with until a revision changes it.
 *
 * @module
 */
import { planAgenda, topicAgenda } from '../../domain/agenda';
import { workingCalendar } from '../../domain/calendar';
import {
  changedDays,
  duesOn,
  movedDues,
  movedSteps,
  type ChangedDay,
  type MovedDue,
  type MovedStep,
  type StageDate,
} from '../../domain/calendar-changes';
import { wallClock } from '../../domain/dates';
import type { CalendarFile } from '../../domain/organisation';
import type { Step } from '../../domain/step';
import { stageStates } from '../steps/agenda';
import type { Context, Db, Tx } from '../db';
import { loadPlan } from './load';

export interface CalendarView {
  planId: string;
  days: ChangedDay[];
  /** Due dates that would stand on a day newly off, or newly worked: they stay. */
  dues: StageDate[];
  /** Due dates counted in working days. */
  moved: MovedDue[];
  /** Steps still to come; `topicId` null: of the whole plan. */
  steps: (MovedStep & { topicId: string | null })[];
}

/** Every plan that is followed, or the one named. Throws CD_PLAN_UNKNOWN. */
export async function viewCalendar(db: Db, file: CalendarFile, planId: string | null, ctx: Context): Promise<CalendarView[]> {
  if (planId !== null) return [await viewOf(db.prisma, file, planId, ctx)];
  const plans = await db.prisma.plan.findMany({
    where: { status: { in: ['running', 'paused'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return Promise.all(plans.map(({ id }) => viewOf(db.prisma, file, id, ctx)));
}

async function viewOf(tx: Tx, file: CalendarFile, planId: string, ctx: Context): Promise<CalendarView> {
  const plan = await loadPlan(tx, planId);
  const today = wallClock(ctx.asOf, plan.zone).day;
  // Years the file does not hold are not taken away from the plan.
  const merged = { ...plan.calendarFile, ...file };
  const calendar = workingCalendar(merged);
  const days = changedDays(plan.calendarFile, merged).filter(({ day }) => day >= today);
  const topics = await tx.topic.findMany({
    where: { planId, status: 'open' },
    select: { id: true, key: true },
    orderBy: { ordinal: 'asc' },
  });
  const toCome = (steps: Step[]) => steps.filter(({ date }) => date >= today);
  const steps: CalendarView['steps'] = movedSteps(toCome(planAgenda(plan)), toCome(planAgenda({ ...plan, calendar }))).map(
    (step) => ({ ...step, topicId: null }),
  );
  for (const { id, key } of topics) {
    const stages = await stageStates(tx, id);
    const moved = movedSteps(toCome(topicAgenda({ ...plan, stages })), toCome(topicAgenda({ ...plan, calendar, stages })));
    steps.push(...moved.map((step) => ({ ...step, topicId: key })));
  }
  const due = new Set(days.map(({ day }) => day));
  return {
    planId,
    days,
    dues: duesOn(plan.document, due),
    moved: movedDues(plan.document, calendar).filter(({ due: at }) => at >= today),
    steps,
  };
}
