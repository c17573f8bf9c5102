/**
 * A new revision of a running plan. Dates move only for duties that still stand at the old ones: a single extension
 * is not undone. Nothing is overwritten, every revision is kept.
 *
 * @module
 */
import { changesBetween, FIXED_FIELDS, type Change, type Due } from '../../domain/amendment';
import { workingCalendar } from '../../domain/calendar';
import { changedDays } from '../../domain/calendar-changes';
import { wallClock } from '../../domain/dates';
import { stageIdOf, topicIdOf, type Owner } from '../../domain/ids';
import type { CalendarFile } from '../../domain/organisation';
import { planEnd, stagesInOrder, type PlanDocument } from '../../domain/plan';
import { dateText, planFieldName } from '../../domain/wording';
import { CodedError, type StageFault } from '../../errors';
import { audit, tell, transaction, type Context, type Db, type Tx } from '../db';
import { lockStageDuties } from '../duties/due-moves';
import { updateInvitations } from '../notices/invitations';
import { basisOf, mustBeFollowed } from '../duties/locked';
import { dueStated } from './followers';
import { loadPlan, type PlanFacts } from './load';
import { followCalendar, mergedCalendar } from './new-calendar';
import { addStage, addTopic, changeTerms, endDuties, moveDue, newOwners, removeStages, type Amending } from './stage-amendments';
import { askHoldsAgain, closeTopicIfOver } from '../steps/stages';
import { dueFollowed, topicColumns, type StartPlan } from './start';
import { toStored } from '../stored';

/** What an amendment is called where its basis is missing. */
export const AMENDMENT = { vi: 'Điều chỉnh kế hoạch', en: 'An amendment' };

export interface Amendment {
  document: PlanDocument;
  basis: string;
  /** The revision that was seen; another one meanwhile is CD_STALE_VERSION. */
  revision: number;
  /** What becomes of dues that lie before today. @default null: they are refused with CD_PAST_DATES */
  past?: StartPlan['past'];
  /** Replaces the plan's calendar, year by year; `document` is counted with it. @default null: it stays */
  calendar?: CalendarFile | null;
}

export interface AmendmentView {
  revision: number;
  changes: Change[];
  /** Stages whose duties would be due before today: it has to be said what becomes of them. */
  past: StageFault[];
}

/** What the document would change in the running plan; nothing is written. Throws CD_PLAN_UNKNOWN, CD_AMENDMENT_FIXED. */
export async function viewAmendment(db: Db, document: PlanDocument, ctx: Context): Promise<AmendmentView> {
  const plan = await loadPlan(db.prisma, document.id);
  return viewOf(db.prisma, plan, document, ctx);
}

async function viewOf(tx: Tx, plan: PlanFacts, document: PlanDocument, ctx: Context): Promise<AmendmentView> {
  const changes = changesBetween(plan.document, document);
  for (const change of changes) {
    const field = change.kind === 'plan-changed' ? change.fields.find((one) => FIXED_FIELDS.includes(one)) : undefined;
    if (field !== undefined)
      throw new CodedError('CD_AMENDMENT_FIXED', { field: { vi: planFieldName(field), en: field }, plan: plan.id });
  }
  const today = wallClock(ctx.asOf, plan.zone).day;
  const rows = await tx.stage.findMany({
    where: { topic: { planId: plan.id } },
    select: { id: true, status: true, dueDate: true, lateAfter: true },
  });
  const running = new Map(
    rows
      .filter(({ status }) => status !== 'closed' && status !== 'skipped')
      .map(({ id, dueDate, lateAfter }) => [id, { due: dueDate, lateAfter }]),
  );
  const past = changes
    .flatMap((change) => duesOf(plan, change, running))
    .filter(({ lateAfter }) => lateAfter < today)
    .map(({ stage, due }) => ({ stage, message: `thời hạn ${dateText(due)}` }));
  return {
    revision: plan.revision,
    changes,
    past: past.filter((fault, n) => past.findIndex(({ stage }) => stage === fault.stage) === n),
  };
}

/** The dues at which a change puts duties: moved ones, those of what is added, and those new owners get. */
function duesOf(plan: PlanFacts, change: Change, running: Map<string, Due>): (Due & { stage: string })[] {
  switch (change.kind) {
    case 'due-moved':
      return [{ stage: `${change.topicId}/${change.stage}`, ...change.to }];
    case 'topic-added':
      return stagesInOrder(change.topic).map(({ kind, stage }) => ({
        stage: `${change.topic.id}/${kind}`,
        due: stage.due,
        lateAfter: stage.lateAfter ?? stage.due,
      }));
    case 'stage-added':
      return [
        { stage: `${change.topicId}/${change.stage}`, due: change.spec.due, lateAfter: change.spec.lateAfter ?? change.spec.due },
      ];
    case 'terms-changed': {
      const due = running.get(stageIdOf(topicIdOf(plan.id, change.topicId), change.stage));
      // where the document moves the due as well, that change speaks of it
      const stays = change.from.due === change.spec.due && change.from.lateAfter === change.spec.lateAfter;
      return due && stays && newOwners(change.from, change.spec).length > 0
        ? [{ stage: `${change.topicId}/${change.stage}`, ...due }]
        : [];
    }
    default:
      return [];
  }
}

/**
 * Carries the amendment out in one transaction.
 *
 * @throws CD_STALE_VERSION, CD_BASIS_MISSING, CD_PAST_DATES, CD_PLAN_ENDED, CD_AMENDMENT_FIXED
 */
export function amendPlan(db: Db, input: Amendment, ctx: Context): Promise<AmendmentView> {
  return transaction(db, (tx) => amendWithin(tx, db, input, ctx));
}

/** {@link amendPlan} within the caller's transaction: to see what it would do, and take it back. */
export async function amendWithin(tx: Tx, db: Db, input: Amendment, ctx: Context): Promise<AmendmentView> {
  await tx.$queryRaw`select id from "Plan" where id = ${input.document.id} for update`;
  const before = await loadPlan(tx, input.document.id);
  mustBeFollowed(before);
  const basis = basisOf(AMENDMENT, input.basis);
  if (before.revision !== input.revision) {
    throw new CodedError('CD_STALE_VERSION', {
      what: { vi: `Kế hoạch ${before.id}`, en: `The plan ${before.id}` },
      actual: before.revision,
      seen: input.revision,
      who: '',
    });
  }
  const view = await viewOf(tx, before, input.document, ctx);
  const past = input.past ?? null;
  if (view.past.length > 0 && past === null) {
    throw new CodedError('CD_PAST_DATES', { count: view.past.length, days: before.policy.dueNowDays }, view.past);
  }
  const end = planEnd(input.document);
  const calendarFile = input.calendar ? mergedCalendar(before, input.calendar) : null;
  const plan = {
    ...before,
    ...(calendarFile && { calendarFile, calendar: workingCalendar(calendarFile) }),
    document: input.document,
    revision: before.revision + 1,
    endDate: end > before.endDate ? end : before.endDate,
  };
  const { title, number } = plan.document;
  await tx.plan.update({
    where: { id: plan.id },
    data: {
      document: toStored(plan.document),
      revision: plan.revision,
      title,
      number,
      endDate: plan.endDate,
      ...(calendarFile && { calendar: toStored(calendarFile) }),
    },
  });
  await tx.planRevision.create({
    data: {
      planId: plan.id,
      number: plan.revision,
      document: toStored(plan.document),
      ...(calendarFile && { calendar: toStored(calendarFile) }),
      basis,
      by: ctx.by,
      at: new Date(ctx.asOf),
    },
  });
  if (calendarFile) await followCalendar(tx, before, plan, ctx);
  for (const change of view.changes) await carryOut(tx, db, { plan, basis, past }, before.document, change, ctx);
  await updateInvitations(tx, db, plan, before.document, ctx);
  await askHoldsAgain(tx, db, plan, basis, ctx);
  for (const change of view.changes)
    if (change.kind === 'stage-removed') await closeTopicIfOver(tx, db, plan, topicIdOf(plan.id, change.topicId), ctx);
  const days = calendarFile ? changedDays(before.calendarFile, calendarFile) : [];
  await audit(tx, ctx, 'plan.amended', plan.id, {
    revision: plan.revision,
    basis,
    changes: view.changes.length,
    ...(calendarFile && { calendar: days.map(({ day, worked }) => ({ day, worked })) }),
  });
  const topics = await tx.topic.findMany({ where: { planId: plan.id }, select: { id: true } });
  await tell(tx, db, [{ kind: 'plan', id: plan.id }, ...topics.map(({ id }): Owner => ({ kind: 'topic', id }))], ctx);
  return { ...view, revision: plan.revision };
}

async function carryOut(tx: Tx, db: Db, amending: Amending, before: PlanDocument, change: Change, ctx: Context): Promise<void> {
  const { plan } = amending;
  switch (change.kind) {
    case 'plan-changed':
      return; // the plan's row is written whole
    case 'topic-added':
      return addTopic(tx, db, amending, change.topic, ctx);
    case 'topic-removed':
      return removeStages(tx, db, amending, change.topic, null, ctx);
    case 'stage-added':
      return addStage(tx, db, amending, change, ctx);
    case 'stage-removed':
      return removeStages(tx, db, amending, topicOf(before, change.topicId), change.stage, ctx);
    case 'due-moved':
      return changeDue(tx, db, amending, change, ctx);
    case 'opening-moved':
      return moveOpening(tx, plan, change, ctx);
    case 'terms-changed':
      return changeTerms(tx, db, amending, change, ctx);
    case 'text-changed':
      await tx.topic.update({
        where: { id: topicIdOf(plan.id, change.topicId) },
        data: topicColumns(topicOf(plan.document, change.topicId)),
      });
      return;
  }
}

/** The stage's due moves with its duties; where it is past and not to be followed, they end. */
async function changeDue(
  tx: Tx,
  db: Db,
  { plan, basis, past }: Amending,
  change: Change & { kind: 'due-moved' },
  ctx: Context,
): Promise<void> {
  const id = stageIdOf(topicIdOf(plan.id, change.topicId), change.stage);
  const stage = await tx.stage.findUniqueOrThrow({ where: { id }, select: { dueDate: true, lateAfter: true } });
  const to = dueFollowed(plan, await dueStated(tx, plan, topicIdOf(plan.id, change.topicId), change.spec), past, ctx);
  if (to === null) {
    const duties = await lockStageDuties(tx, id);
    await endDuties(tx, db, ctx, { assignmentIds: duties.map((duty) => duty.id), status: 'skipped', basis });
    await tx.stage.update({ where: { id }, data: { dueDate: change.to.due, lateAfter: change.to.lateAfter } });
  } else if (to.due !== stage.dueDate || to.lateAfter !== stage.lateAfter) {
    await moveDue(tx, db, { plan, basis, past }, { stageId: id, opens: change.spec.opens, due: to }, ctx);
  }
}

/**
 * A stage that has opened stays open; one that waits takes the new day, today at the earliest. What the board confirmed
 * of a tentative one was the old day: it is asked again.
 */
async function moveOpening(tx: Tx, plan: PlanFacts, change: Change & { kind: 'opening-moved' }, ctx: Context): Promise<void> {
  const today = wallClock(ctx.asOf, plan.zone).day;
  const id = stageIdOf(topicIdOf(plan.id, change.topicId), change.stage);
  const opensOn = change.to < today ? today : change.to;
  const where = { id, status: { in: ['waiting', 'held'] }, opensOn: { not: opensOn } };
  await tx.stage.updateMany({ where, data: { opensOn, confirmedAt: null } });
}

function topicOf(document: PlanDocument, key: string) {
  const topic = document.topics.find(({ id }) => id === key);
  if (!topic) throw new Error(`The plan ${document.id} has no topic ${key}`);
  return topic;
}
