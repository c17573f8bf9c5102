/**
 * What an amendment would do to people, stage by stage: it is carried out and taken back, so nothing is estimated.
 *
 * @module
 */
import { topicAgenda } from '../../domain/agenda';
import type { Change } from '../../domain/amendment';
import { movedSteps, type MovedStep } from '../../domain/calendar-changes';
import { topicIdOf } from '../../domain/ids';
import { stagesInOrder } from '../../domain/plan';
import { transaction, type Context, type Db, type Tx } from '../db';
import { today } from '../duties/locked';
import { stageStates } from '../steps/agenda';
import { amendWithin, type Amendment, type AmendmentView } from './amendments';
import { loadPlan } from './load';

export interface StageEffect {
  /** "topic/stage". */
  stage: string;
  status: string;
  /** Why its opening waits. */
  heldFor: string | null;
  /** Roles that owe it, with how many duties each still has. */
  awaited: Record<string, number>;
  /** Duties whose due moves. */
  moved: number;
  /** Duties that have reported: nothing changes for them. */
  reported: number;
  /** Single dates that stay: extensions. */
  single: number;
  /** Duties that leave the board's tasks. */
  leaveTasks: number;
  /** Letters to be sent that are sent no more, by reason. */
  die: Record<string, number>;
  /** Letters that arise with the revision, by reason; `invitation`: the conference is told again. */
  arise: Record<string, number>;
  /** Reminders and other steps to come that stand on other days. */
  steps: MovedStep[];
}

export interface Rehearsed {
  view: AmendmentView;
  effects: StageEffect[];
}

/** @throws what amendPlan throws; nothing is ever written */
export async function rehearseAmendment(db: Db, input: Amendment, ctx: Context): Promise<Rehearsed> {
  try {
    return await transaction(db, async (tx) => {
      const plan = await loadPlan(tx, input.document.id);
      const topics = input.document.topics.map(({ id }) => topicIdOf(plan.id, id));
      const before = await factsOf(tx, plan.id, topics, ctx);
      const view = await amendWithin(tx, db, input, ctx);
      const after = await factsOf(tx, plan.id, topics, ctx);
      const changed = new Set(view.changes.flatMap(stagesOf));
      const effects = before.stages.filter(({ stage }) => changed.has(stage)).map((stage) => effectOf(stage, before, after));
      throw new TakenBack({ view: { ...view, revision: input.revision }, effects });
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.rehearsed;
    throw error;
  }
}

/** Thrown to end the transaction without a trace. */
class TakenBack extends Error {
  constructor(readonly rehearsed: Rehearsed) {
    super('The rehearsed amendment is taken back');
  }
}

/** The stages a change is about, "topic/stage". */
export function stagesOf(change: Change): string[] {
  switch (change.kind) {
    case 'plan-changed':
      return [];
    case 'topic-added':
    case 'topic-removed':
      return stagesInOrder(change.topic).map(({ kind }) => `${change.topic.id}/${kind}`);
    default:
      return change.stage === null ? [] : [`${change.topicId}/${change.stage}`];
  }
}

interface StageFacts {
  stage: string;
  status: string;
  heldFor: string | null;
  reported: number;
  single: number;
}

interface Facts {
  stages: StageFacts[];
  /** By "topic/stage". */
  awaited: Map<string, Record<string, number>>;
  revisions: Map<string, number>;
  members: Map<string, number>;
  /** By "topic/stage", then by reason. */
  planned: Map<string, Record<string, number>>;
  skipped: Map<string, Record<string, number>>;
  /** By "topic/stage". */
  steps: Map<string, ReturnType<typeof topicAgenda>>;
}

async function factsOf(tx: Tx, planId: string, topics: string[], ctx: Context): Promise<Facts> {
  const of = `${planId}/`;
  const plan = await loadPlan(tx, planId);
  const day = today(plan, ctx);
  const stages = await tx.$queryRaw<StageFacts[]>`
    select substr(s.id, ${of.length + 1}) as stage, s.status, s."heldFor",
           count(*) filter (where a.status in ('pending', 'open') and (a."dueDate" <> s."dueDate" or a."lateAfter" <> s."lateAfter"))::int as single,
           count(*) filter (where a.status = 'reported')::int as reported
    from "Stage" s left join "Assignment" a on a."stageId" = s.id
    where s."topicId" = any(${topics}) group by s.id order by s.id`;
  const count = async (rows: Promise<{ stage: string; what: string; n: number }[]>) => {
    const found = new Map<string, Record<string, number>>();
    for (const { stage, what, n } of await rows) found.set(stage, { ...found.get(stage), [what]: n });
    return found;
  };
  const single = (found: Map<string, Record<string, number>>) => new Map([...found].map(([stage, { all }]) => [stage, all ?? 0]));
  const notices = (status: string) =>
    count(tx.$queryRaw`
      select substr(n."stageId", ${of.length + 1}) as stage, n.reason as what, count(*)::int as n from "Notice" n
      join "Stage" s on s.id = n."stageId" where s."topicId" = any(${topics}) and n.status = ${status} group by 1, 2`);
  const steps = new Map<string, ReturnType<typeof topicAgenda>>();
  for (const topicId of topics) {
    const agenda = topicAgenda({ ...plan, stages: await stageStates(tx, topicId) }).filter(({ date }) => date >= day);
    for (const step of agenda) {
      const stage = `${topicId.slice(of.length)}/${step.stageKind}`;
      steps.set(stage, [...(steps.get(stage) ?? []), step]);
    }
  }
  return {
    stages,
    awaited: await count(tx.$queryRaw`
      select substr(s.id, ${of.length + 1}) as stage, r.role as what, count(*)::int as n
      from "Assignment" a join "Stage" s on s.id = a."stageId"
      join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})
      cross join lateral (select role from unnest(s.owners) with ordinality as o(role, n) where role = any(v.roles) order by n limit 1) r
      where s."topicId" = any(${topics}) and a.status in ('pending', 'open') group by 1, 2`),
    revisions: single(
      await count(tx.$queryRaw`
        select substr(s.id, ${of.length + 1}) as stage, 'all' as what, sum(a."dueRevision")::int as n
        from "Assignment" a join "Stage" s on s.id = a."stageId" where s."topicId" = any(${topics}) group by 1`),
    ),
    members: single(
      await count(tx.$queryRaw`
        select substr(s.id, ${of.length + 1}) as stage, 'all' as what, count(*)::int as n
        from "TaskMember" m join "Assignment" a on a.id = m."assignmentId" join "Stage" s on s.id = a."stageId"
        where s."topicId" = any(${topics}) and m.status = 'open' group by 1`),
    ),
    planned: await notices('planned'),
    skipped: await notices('skipped'),
    steps,
  };
}

function effectOf({ stage, status, heldFor, reported, single }: StageFacts, before: Facts, after: Facts): StageEffect {
  const skippedMore = difference(after.skipped.get(stage), before.skipped.get(stage));
  const plannedMore = difference(after.planned.get(stage), before.planned.get(stage));
  return {
    stage,
    status,
    heldFor,
    awaited: before.awaited.get(stage) ?? {},
    moved: (after.revisions.get(stage) ?? 0) - (before.revisions.get(stage) ?? 0),
    reported,
    single,
    leaveTasks: Math.max(0, (before.members.get(stage) ?? 0) - (after.members.get(stage) ?? 0)),
    die: skippedMore,
    // what died had been planned: it is no letter fewer that arose
    arise: positive(sum(plannedMore, skippedMore)),
    steps: movedSteps(before.steps.get(stage) ?? [], after.steps.get(stage) ?? []),
  };
}

function difference(now: Record<string, number> = {}, was: Record<string, number> = {}): Record<string, number> {
  return Object.fromEntries(
    Object.keys({ ...now, ...was })
      .map((key): [string, number] => [key, (now[key] ?? 0) - (was[key] ?? 0)])
      .filter(([, n]) => n !== 0),
  );
}

const sum = (a: Record<string, number>, b: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.keys({ ...a, ...b }).map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));

const positive = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
