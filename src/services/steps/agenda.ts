/**
 * What an owner's workflow has still to do: the domain's agenda over today's facts, less the steps that have a
 * StepRun. There is no cursor.
 *
 * @module
 */
import { planAgenda, topicAgenda, type StageState } from '../../domain/agenda';
import type { Owner } from '../../domain/ids';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import type { Step } from '../../domain/step';
import type { Tx } from '../db';
import { taskSteps } from '../tasks/ladder';
import { loadPlan, planOf, type PlanFacts } from '../plans/load';

export interface OwnerAgenda {
  /** null when the owner's fact is closed or gone: its workflow returns. */
  plan: PlanFacts | null;
  stage: StageKind | null;
  stages: StageState[];
  steps: Step[];
  topics: string[];
}

const CLOSED: OwnerAgenda = { plan: null, stage: null, stages: [], steps: [], topics: [] };

/** The owner's steps that are not done, by instant; none while the plan is paused. */
export async function loadOwnerAgenda(tx: Tx, owner: Owner): Promise<OwnerAgenda> {
  const agenda = await agendaOf(tx, owner);
  if (!agenda.plan) return CLOSED;
  if (agenda.plan.status === 'paused') return { ...agenda, steps: [] };
  const done = await tx.stepRun.findMany({ where: { ownerId: owner.id }, select: { stepKey: true } });
  const keys = new Set(done.map((row) => row.stepKey));
  return { ...agenda, steps: agenda.steps.filter((step) => !keys.has(step.key)) };
}

function agendaOf(tx: Tx, owner: Owner): Promise<OwnerAgenda> {
  switch (owner.kind) {
    case 'plan':
      return agendaOfPlan(tx, owner.id);
    case 'topic':
      return agendaOfTopic(tx, owner.id);
    case 'task':
      return agendaOfTask(tx, owner.id);
  }
}

const followed = (plan: PlanFacts) => plan.status === 'running' || plan.status === 'paused';

async function agendaOfPlan(tx: Tx, planId: string): Promise<OwnerAgenda> {
  const plan = await loadPlan(tx, planId);
  if (!followed(plan)) return CLOSED;
  const topics = await tx.topic.findMany({
    where: { planId, status: 'open' },
    select: { id: true },
    orderBy: { ordinal: 'asc' },
  });
  return { plan, stage: null, stages: [], steps: planAgenda(plan), topics: topics.map((topic) => topic.id) };
}

async function agendaOfTopic(tx: Tx, topicId: string): Promise<OwnerAgenda> {
  const topic = await tx.topic.findUnique({ where: { id: topicId }, select: { status: true } });
  if (topic?.status !== 'open') return CLOSED;
  const plan = await loadPlan(tx, planOf(topicId));
  if (!followed(plan)) return CLOSED;
  const stages = await stageStates(tx, topicId);
  const stage = stages.findLast((state) => state.status === 'open')?.kind ?? null;
  return { plan, stage, stages, steps: topicAgenda({ ...plan, stages }), topics: [] };
}

async function agendaOfTask(tx: Tx, taskId: string): Promise<OwnerAgenda> {
  const task = await tx.task.findUnique({ where: { id: taskId }, select: { status: true, planId: true } });
  if (!task || task.status === 'closed') return CLOSED;
  const plan = await loadPlan(tx, task.planId);
  if (!followed(plan)) return CLOSED;
  return { plan, stage: null, stages: [], steps: await taskSteps(tx, taskId, plan), topics: [] };
}

/** The stages of a topic in their order, with the distinct dates their assignments stand at. */
export async function stageStates(tx: Tx, topicId: string): Promise<StageState[]> {
  const rows = await tx.$queryRaw<StageRow[]>`
    select s.kind, s.status, s."opensOn", s."reopenedOn", s."dueDate", s."lateAfter", s.tentative, s."confirmedAt" is not null as confirmed,
           s.information, cardinality(s.audience) > 0 as conference, t.silent, d.dues, p.planned, j.judge
    from "Stage" s
    join "Topic" t on t.id = s."topicId"
    cross join lateral (select coalesce(jsonb_agg(distinct jsonb_build_object('due', a."dueDate", 'lateAfter', a."lateAfter")), '[]') as dues
                        from "Assignment" a where a."stageId" = s.id and a.status in ('pending', 'open')) d
    cross join lateral (select array_agg(distinct a."plannedDate" order by a."plannedDate") as planned
                        from "Assignment" a where a."stageId" = s.id and a.status = 'open' and a."plannedDate" is not null) p
    cross join lateral (select array_agg(distinct a."judgeOn" order by a."judgeOn") as judge
                        from "Assignment" a where a."stageId" = s.id and a.status in ('pending', 'open') and coalesce(a.verdict, 'held') = 'held') j
    where s."topicId" = ${topicId}`;
  return rows
    .map(({ planned, judge, ...row }) => ({ ...row, planned: planned ?? [], judgeOn: judge ?? [] }))
    .sort((a, b) => STAGE_KINDS.indexOf(a.kind) - STAGE_KINDS.indexOf(b.kind));
}

interface StageRow extends Omit<StageState, 'planned' | 'judgeOn'> {
  planned: string[] | null;
  judge: string[] | null;
}
