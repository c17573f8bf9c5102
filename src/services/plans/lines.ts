/**
 * The plans there are, stage by stage, in numbers.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import type { Tx } from '../db';
import type { PlanStatus } from './load';

export interface PlanLine {
  id: string;
  title: string;
  status: PlanStatus;
  revision: number;
  stages: StageLine[];
}

export interface StageLine {
  topic: string;
  stage: StageKind;
  status: string;
  /** Why its opening waits: tentative | materials | after:<stage>. */
  heldFor: string | null;
  due: LocalDate;
  duties: number;
  reported: number;
  open: number;
  miss: number;
}

/** One plan, or every plan when `planId` is null; newest first. */
export async function planLines(tx: Tx, planId: string | null): Promise<PlanLine[]> {
  const rows = await tx.$queryRaw<(Omit<PlanLine, 'stages'> & StageLine & { stageStatus: string })[]>`
    select p.id, p.title, p.status, p.revision, t.short as topic, s.kind as stage, s.status as "stageStatus", s."heldFor", s."dueDate" as due,
           count(a.id)::int as duties, count(*) filter (where a.status = 'reported')::int as reported,
           count(*) filter (where a.status = 'open')::int as open, count(*) filter (where a.status = 'open' and a.verdict = 'miss')::int as miss
    from "Plan" p join "Topic" t on t."planId" = p.id join "Stage" s on s."topicId" = t.id left join "Assignment" a on a."stageId" = s.id
    where ${planId}::text is null or p.id = ${planId}
    group by p.id, t.ordinal, t.short, s.id
    order by p."startedAt" desc, p.id, t.ordinal, array_position(${[...STAGE_KINDS]}::text[], s.kind)`;
  const plans = new Map<string, PlanLine>();
  for (const { id, title, status, revision, stageStatus, ...stage } of rows) {
    const plan = plans.get(id) ?? { id, title, status, revision, stages: [] };
    plan.stages.push({ ...stage, status: stageStatus });
    plans.set(id, plan);
  }
  return [...plans.values()];
}
