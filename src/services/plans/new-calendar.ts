/**
 * A running plan takes another calendar, in a revision's transaction: judgements to come are counted anew, and what was
 * done under the old one is not done again because its day is called another.
 *
 * @module
 */
import { planAgenda, topicAgenda } from '../../domain/agenda';
import { movedSteps } from '../../domain/calendar-changes';
import { judgeDate } from '../../domain/judging';
import type { CalendarFile } from '../../domain/organisation';
import type { Step, StepKind } from '../../domain/step';
import type { Context, Tx } from '../db';
import { today } from '../duties/locked';
import { stageStates } from '../steps/agenda';
import { toStored } from '../stored';
import type { PlanFacts } from './load';

/** Years the new file does not hold are not taken away. */
export const mergedCalendar = (plan: Pick<PlanFacts, 'calendarFile'>, file: CalendarFile): CalendarFile => ({
  ...plan.calendarFile,
  ...file,
});

/** @param plan the plan with the new calendar; `before` as it was. The caller has written the plan's row. */
export async function followCalendar(tx: Tx, before: PlanFacts, plan: PlanFacts, ctx: Context): Promise<void> {
  await judgeAnew(tx, plan, ctx);
  const topics = await tx.topic.findMany({ where: { planId: plan.id, status: 'open' }, select: { id: true } });
  for (const { id } of topics) {
    const stages = await stageStates(tx, id);
    await keepDone(tx, id, topicAgenda({ ...before, stages }), topicAgenda({ ...plan, stages }), ctx);
  }
  await keepDone(tx, plan.id, planAgenda(before), planAgenda({ ...before, calendar: plan.calendar }), ctx);
}

/** When grace is over, for every duty not judged yet: never today or before, today's judging has run. */
async function judgeAnew(tx: Tx, plan: PlanFacts, ctx: Context): Promise<void> {
  const day = today(plan, ctx);
  const next = plan.calendar.addWorkingDays(day, 1);
  const dues = await tx.$queryRaw<{ lateAfter: string }[]>`
    select distinct a."lateAfter" from "Assignment" a where a."stageId" like ${`${plan.id}/%`} and a.status in ('pending', 'open')`;
  const rows = dues.map(({ lateAfter }) => {
    const judge = judgeDate(lateAfter, plan.policy, plan.calendar);
    return { late: lateAfter, judge: judge > day ? judge : next };
  });
  await tx.$executeRaw`
    update "Assignment" a set "judgeOn" = r.judge
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(late text, judge text)
    where a."stageId" like ${`${plan.id}/%`} and a.status in ('pending', 'open') and a."lateAfter" = r.late
      and a.verdict is null and a."judgeOn" > ${day} and a."judgeOn" <> r.judge`;
}

/** Steps that write to people, or open a report: done once, whatever their day is called. */
const ONCE: readonly StepKind[] = ['remind', 'overdue', 'invite', 'confirm', 'report'];

/** A step that ran and would now stand on another day counts as run there. Where not all of a kind have run, one more is better than none. */
async function keepDone(tx: Tx, ownerId: string, old: Step[], now: Step[], ctx: Context): Promise<void> {
  const done = new Set((await tx.stepRun.findMany({ where: { ownerId }, select: { stepKey: true } })).map((row) => row.stepKey));
  const moved = movedSteps(old, now).filter(({ kind }) => ONCE.includes(kind));
  const key = (step: { stage: string | null; kind: string }, date: string) => `${step.stage ?? 'plan'}/${step.kind}/${date}`;
  const keys = moved.flatMap((step) => {
    const same = moved.filter(({ stage, kind }) => stage === step.stage && kind === step.kind);
    const all = same.every(({ from }) => from !== null && done.has(key(step, from)));
    return step.to !== null && all ? [key(step, step.to)] : [];
  });
  await tx.stepRun.createMany({
    data: keys.map((stepKey) => ({ ownerId, stepKey, at: new Date(ctx.asOf), result: toStored({ superseded: true }) })),
    skipDuplicates: true,
  });
}
