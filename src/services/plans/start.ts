/**
 * Starting a plan: its organisation, topics, stages and every duty are written in one transaction; the workflows
 * follow from the facts, now or when Temporal is back.
 *
 * @module
 */
import type { Due } from '../../domain/amendment';
import { dueInstant, wallClock, type LocalDate } from '../../domain/dates';
import { dateText } from '../../domain/wording';
import { planWorkflowId, stageIdOf, topicIdOf } from '../../domain/ids';
import { judgeDate } from '../../domain/judging';
import type { CalendarFile, Role, Roster } from '../../domain/organisation';
import { planEnd, stagesInOrder, type PlanDocument, type StageKind, type StageSpec, type TopicSpec } from '../../domain/plan';
import { defaultPolicy, type Policy } from '../../domain/policy';
import { CodedError } from '../../errors';
import { importRoster } from '../rosters/write';
import { audit, tell, transaction, type Context, type Db, type Tx } from '../db';
import { createDuties } from '../duties/create';
import { dueStated } from './followers';
import { loadPlan, type PlanFacts } from './load';
import { toStored } from '../stored';

export interface StartPlan {
  document: PlanDocument;
  roster: Roster;
  calendar: CalendarFile;
  policy?: Policy;
  /** First local date that is followed. */
  from: LocalDate;
  /** What becomes of dates before `from`; null refuses them with CD_PAST_DATES. */
  past: 'skip' | 'due-now' | null;
}

export interface StartedPlan {
  planId: string;
  workflowId: string;
  duties: number;
  /** Stages not followed, or moved. */
  past: string[];
}

/** Writes the plan's facts. Throws CD_PLAN_RUNNING, CD_PLAN_OVER, CD_PAST_DATES; nothing is written then. */
export function startPlan(db: Db, input: StartPlan, ctx: Context): Promise<StartedPlan> {
  return transaction(db, async (tx) => {
    const { document, from } = input;
    const policy = input.policy ?? defaultPolicy;
    await refuseSecondStart(tx, db, document.id);
    const end = planEnd(document);
    if (from > end) throw new CodedError('CD_PLAN_OVER', { plan: document.id, from, end });
    const past = pastStages(document, from);
    if (past.length > 0 && input.past === null) {
      throw new CodedError(
        'CD_PAST_DATES',
        { count: past.length, days: policy.dueNowDays },
        past.map(({ id, stage }) => ({ stage: id, message: `thời hạn ${dateText(stage.due)} (${stage.said})` })),
      );
    }
    await importRoster(tx, input.roster, ctx, from < `${document.year}-01-01` ? from : `${document.year}-01-01`);
    await tx.plan.create({
      data: {
        id: document.id,
        year: document.year,
        number: document.number,
        title: document.title,
        zone: document.zone,
        status: 'running',
        revision: 1,
        transport: db.transport,
        document: toStored(document),
        calendar: toStored(input.calendar),
        policy: toStored(policy),
        fromDate: from,
        endDate: end,
        startedAt: new Date(ctx.asOf),
      },
    });
    await tx.planRevision.create({
      data: {
        planId: document.id,
        number: 1,
        document: toStored(document),
        basis: `Kế hoạch số ${document.number ?? '…'}`,
        by: ctx.by,
        at: new Date(ctx.asOf),
      },
    });
    let duties = 0;
    const plan = await loadPlan(tx, document.id);
    for (const topic of document.topics) duties += await writeTopic(tx, { plan, past: input.past }, topic, ctx);
    await tx.transport.upsert({ where: { name: db.transport }, create: { name: db.transport, status: 'running' }, update: {} });
    await audit(tx, ctx, 'plan.started', document.id, { from, duties, past: past.map(({ id }) => id) });
    await tell(tx, db, [{ kind: 'plan', id: document.id }], ctx);
    return { planId: document.id, workflowId: planWorkflowId(db.run, document.id), duties, past: past.map(({ id }) => id) };
  });
}

async function refuseSecondStart(tx: Tx, db: Db, planId: string): Promise<void> {
  const running = await tx.plan.findUnique({ where: { id: planId } });
  if (running) throw new CodedError('CD_PLAN_RUNNING', { plan: planId, workflow: planWorkflowId(db.run, planId) });
}

/** Stages whose last day is before `from`, as topic/kind. */
export function pastStages(document: PlanDocument, from: LocalDate): { id: string; stage: StageSpec }[] {
  return document.topics.flatMap((topic) =>
    stagesInOrder(topic)
      .filter(({ stage }) => (stage.lateAfter ?? stage.due) < from)
      .map(({ kind, stage }) => ({ id: `${topic.id}/${kind}`, stage })),
  );
}

interface Writing {
  plan: PlanFacts;
  past: StartPlan['past'];
}

/** Writes a topic, its stages and their duties; one that was removed is taken up again. Returns how many duties came. */
export async function writeTopic(tx: Tx, writing: Writing, topic: TopicSpec, ctx: Context): Promise<number> {
  const { plan } = writing;
  const id = topicIdOf(plan.id, topic.id);
  const row = { ...topicColumns(topic), status: 'open' };
  await tx.topic.upsert({
    where: { id },
    create: { id, planId: plan.id, key: topic.id, ...row },
    update: { ...row, closedAt: null },
  });
  let duties = 0;
  for (const { kind, stage } of stagesInOrder(topic)) duties += await writeStage(tx, writing, id, kind, stage, ctx);
  return duties;
}

/** What a topic's row repeats of the document. */
export const topicColumns = (topic: TopicSpec) => ({
  ordinal: topic.ordinal,
  short: topic.short,
  title: topic.title,
  choice: topic.choice,
  silent: topic.governedBy?.silent ?? false,
});

/** What a stage's row repeats of the document, its dates apart. */
export const stageColumns = (spec: StageSpec) => ({
  owners: spec.owners,
  audience: spec.audience,
  tentative: spec.tentative,
  information: spec.information,
});

/**
 * Writes a stage and its duties. A past one is not followed, or due some working days from now; one that counts from such a one
 * counts from its new due. One that was removed begins anew.
 */
export async function writeStage(
  tx: Tx,
  { plan, past }: Writing,
  topicId: string,
  kind: StageKind,
  spec: StageSpec,
  ctx: Context,
): Promise<number> {
  const { calendar, policy, zone } = plan;
  const from = firstFollowed(plan, ctx);
  const id = stageIdOf(topicId, kind);
  const written = { due: spec.due, lateAfter: spec.lateAfter ?? spec.due };
  const current = dueFollowed(plan, await dueStated(tx, plan, topicId, spec), past, ctx);
  const moved = current !== null && current.lateAfter !== written.lateAfter ? current : null;
  const { due, lateAfter } = current ?? written;
  const row = {
    ...stageColumns(spec),
    opensOn: spec.opens < from ? from : spec.opens,
    dueDate: due,
    lateAfter,
    status: current === null ? 'skipped' : 'waiting',
    closedAt: current === null ? new Date(ctx.asOf) : null,
  };
  const anew = { confirmedAt: null, place: null, hour: null, heldFor: null, openedAt: null };
  await tx.stage.upsert({ where: { id }, create: { id, topicId, kind, ...row }, update: { ...row, ...anew } });
  const dated = (of: Due, basis: string) => ({ ...of, dueAt: dueInstant(of.lateAfter, zone), basis });
  return createDuties(tx, ctx, {
    stageId: id,
    roles: dutyRoles(spec.owners),
    status: current === null ? 'skipped' : 'pending',
    on: from,
    stated: dated(written, spec.basis ?? spec.said),
    moved: moved && dated(moved, `Bắt đầu thực hiện từ ngày ${from}`),
    zone,
    judgeOn: judgeDate(lateAfter, policy, calendar),
  });
}

/** Owners with duties: for the issuer's own work the board is asked. */
export const dutyRoles = (owners: Role[]) => owners.filter((role) => role !== 'issuer');

/** The due as it is followed: as stated, some working days from now where it is past (`due-now`), or null: not followed. */
export function dueFollowed(plan: PlanFacts, stated: Due, past: StartPlan['past'], ctx: Context): Due | null {
  const from = firstFollowed(plan, ctx);
  if (stated.lateAfter >= from) return stated;
  if (past !== 'due-now') return null;
  const due = plan.calendar.addWorkingDays(from, plan.policy.dueNowDays);
  return { due, lateAfter: due };
}

const firstFollowed = (plan: PlanFacts, ctx: Context) =>
  [plan.fromDate, wallClock(ctx.asOf, plan.zone).day].reduce((a, b) => (a > b ? a : b));
