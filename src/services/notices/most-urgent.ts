/**
 * What a revision puts on a date already run is raised in the revision's own transaction, the most urgent only.
 *
 * @module
 */
import { targetsOf, topicAgenda, type StageState, type Target } from '../../domain/agenda';
import { wallClock, type LocalDate } from '../../domain/dates';
import type { Step } from '../../domain/step';
import { stageStates } from '../steps/agenda';
import type { Context, Db, Tx } from '../db';
import { raiseForAssignments } from './raise';
import type { PlanFacts } from '../plans/load';
import { kindOf } from '../steps/stages';

interface Group {
  stageId: string;
  topicId: string;
  due: LocalDate;
  lateAfter: LocalDate;
  ids: string[];
}

/** Raises, for each of these open assignments, the most urgent of the reminders its due puts on today or before. Returns how many rows came. */
export async function raiseMostUrgent(tx: Tx, db: Db, plan: PlanFacts, ctx: Context, assignmentIds: string[]): Promise<number> {
  const today = wallClock(ctx.asOf, plan.zone).day;
  const groups = await tx.$queryRaw<Group[]>`
    select a."stageId", s."topicId", a."dueDate" as due, a."lateAfter", array_agg(a.id order by a.id) as ids
    from "Assignment" a join "Stage" s on s.id = a."stageId"
    where a.id = any(${assignmentIds}) and a.status = 'open' and (a."plannedDate" is null or a."plannedDate" < ${today})
    group by 1, 2, 3, 4 order by 1, 3`;
  let raised = 0;
  for (const group of groups) {
    const stage = (await stageStates(tx, group.topicId)).find((state) => state.kind === kindOf(group.stageId));
    const urgent = stage && mostUrgentOf(plan, stage, group, today);
    if (!urgent) continue;
    const { step, target } = urgent;
    raised += await raiseForAssignments(tx, db, plan, ctx, {
      assignmentIds: group.ids,
      kind: step.kind === 'overdue' ? 'overdue' : 'remind',
      reason: target.reason,
      urgency: target.urgency,
      key: step.key,
      date: today,
      deadline: step.kind === 'remind',
    });
  }
  return raised;
}

function mostUrgentOf(plan: PlanFacts, stage: StageState, due: Group, today: LocalDate): { step: Step; target: Target } | null {
  const one: StageState = { ...stage, dues: [{ due: due.due, lateAfter: due.lateAfter }], planned: [], judgeOn: [] };
  const past = topicAgenda({ ...plan, stages: [one] }).filter(
    (step) => step.date <= today && (step.kind === 'remind' || step.kind === 'overdue'),
  );
  const candidates = past.flatMap((step) => targetsOf(step, one, plan.policy, plan.calendar).map((target) => ({ step, target })));
  return candidates.reduce<{ step: Step; target: Target } | null>(
    (best, candidate) => (best === null || candidate.target.urgency > best.target.urgency ? candidate : best),
    null,
  );
}
