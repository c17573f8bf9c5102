/**
 * What a stage waits for is stated: its tentative dates, or that the materials are ready. The opening itself is the
 * workflow's. DESIGN §2, §5.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { shortIdOf } from '../../domain/ids';
import { stageState } from '../../domain/wording';
import { CodedError } from '../../errors';
import { minuteOf } from '../../mail/texts/meeting-hour';
import { audit, tell, transaction, type Context, type Db, type Tx } from '../db';
import { moveStageDue } from '../duties/due-moves';
import { inviteAgain } from '../notices/invitations';
import { basisOf, dayOf, mustBeFollowed, stageKindOf, today } from '../duties/locked';
import { movesFrom } from '../plans/followers';
import { loadPlan, planOf, type PlanFacts } from '../plans/load';
import { isPastDue, releaseStages } from './stages';
import { settleTask } from '../tasks';

export interface StageConfirmation {
  stageId: string;
  basis: string;
  /** First day, when it differs from the tentative one. A past one becomes today. */
  opensOn?: LocalDate;
  /** Last day, when it differs. */
  due?: LocalDate;
  /** Of a conference, where they differ from the document's. */
  place?: string;
  hour?: string;
}

export interface StageDates {
  opensOn: LocalDate;
  due: LocalDate;
  /** It was held because its due had passed: the due is a new one. */
  newDue: boolean;
}

/**
 * Confirms a tentative stage, or gives one whose due passed before it could open a new due, and closes the board's task
 * about it.
 *
 * @throws CD_BASIS_MISSING, CD_STAGE_UNKNOWN, CD_STAGE_NOT_TENTATIVE (open or over, or never tentative), CD_STAGE_DATES,
 *   CD_EXTENSION_BEYOND_PLAN, CD_PLAN_ENDED, CD_NOT_A_DATE, CD_NOT_AN_HOUR
 */
export function confirmStage(db: Db, input: StageConfirmation, ctx: Context): Promise<StageDates> {
  return transaction(db, async (tx) => {
    const plan = await loadPlan(tx, planOf(input.stageId));
    const dates = await confirmStageIn(tx, db, plan, ctx, input);
    const settled = { kind: 'confirm', stageId: input.stageId, outcome: 'resolved', basis: input.basis } as const;
    for (const subjectId of ['tentative', 'past-due']) await settleTask(tx, db, ctx, { ...settled, subjectId });
    return dates;
  });
}

/** {@link confirmStage} within the caller's transaction, which holds the task and closes it itself. */
export async function confirmStageIn(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: StageConfirmation,
): Promise<StageDates> {
  mustBeFollowed(plan);
  const basis = basisOf({ vi: 'Xác nhận bước dự kiến', en: 'Confirming a stage' }, input.basis);
  const stage = await lockStage(tx, input.stageId);
  const waits = stage.status === 'waiting' || stage.status === 'held';
  const heldForDue = stage.heldFor === 'past-due';
  if (!(stage.tentative || heldForDue) || !waits)
    throw new CodedError('CD_STAGE_NOT_TENTATIVE', {
      stage: shortIdOf(stage.id),
      status: stage.tentative
        ? { vi: stageState(stage.status, stage.heldFor).toLowerCase(), en: stage.status }
        : { vi: 'không phải bước dự kiến', en: 'certain' },
    });
  const day = today(plan, ctx);
  const wanted = input.opensOn === undefined ? stage.opensOn : dayOf(input.opensOn);
  const opensOn = wanted > day ? wanted : day;
  const due = input.due === undefined ? stage.dueDate : dayOf(input.due);
  if (opensOn > due) throw new CodedError('CD_STAGE_DATES', { stage: shortIdOf(stage.id), opens: opensOn, due });
  const moves = due === stage.dueDate ? [] : await movesFrom(tx, plan, stage.topicId, stageKindOf(stage.kind), due);
  const last = moves.map((move) => move.due).reduce((a, b) => (a > b ? a : b), due);
  if (last > plan.endDate) throw new CodedError('CD_EXTENSION_BEYOND_PLAN', { due: last, end: plan.endDate });
  const place = input.place?.trim() || undefined;
  const hour = input.hour?.trim() || undefined;
  if (hour !== undefined && minuteOf(hour) === null) throw new CodedError('CD_NOT_AN_HOUR', { text: hour });
  await tx.stage.update({ where: { id: stage.id }, data: { confirmedAt: new Date(ctx.asOf), opensOn, place, hour } });
  // Those invited before an amendment made the day uncertain again; first ones go out with the day's own step.
  const moved = opensOn !== stage.opensOn || (place ?? stage.place) !== stage.place || (hour ?? stage.hour) !== stage.hour;
  await inviteAgain(
    tx,
    db,
    plan,
    stage.id,
    { date: opensOn === stage.opensOn ? null : opensOn, who: moved ? 'all' : 'untold' },
    ctx,
  );
  for (const move of moves) await moveStageDue(tx, db, plan, ctx, { ...move, lateAfter: move.due, basis });
  await releaseStages(tx, db, plan, stage.topicId, heldForDue ? 'past-due' : 'tentative', ctx, stage.id);
  await audit(tx, ctx, 'stage.confirmed', stage.id, { basis, opensOn, due, place: place ?? null, hour: hour ?? null });
  await tell(tx, db, [{ kind: 'topic', id: stage.topicId }], ctx);
  return { opensOn, due, newDue: heldForDue && due !== stage.dueDate };
}

async function lockStage(tx: Tx, stageId: string) {
  await tx.$queryRaw`SELECT id FROM "Stage" WHERE id = ${stageId} FOR UPDATE`;
  const stage = await tx.stage.findUnique({ where: { id: stageId } });
  if (!stage) throw new CodedError('CD_STAGE_UNKNOWN', { stage: shortIdOf(stageId) });
  return stage;
}

export interface MaterialsRecorded {
  /** Stages that waited for them: they open today, or on their own later date. */
  released: string[];
  /** Of these, stages of which every due is over: they stay closed until the board gives a new one. */
  pastDue: string[];
}

/**
 * Records that a topic's materials are ready, releases the stages held for them and closes the board's tasks about it.
 * Recording again changes no date.
 *
 * @throws CD_BASIS_MISSING, CD_TOPIC_UNKNOWN, CD_PLAN_ENDED
 */
export function recordMaterials(db: Db, input: { topicId: string; basis: string }, ctx: Context): Promise<MaterialsRecorded> {
  return transaction(db, async (tx) => {
    const plan = await loadPlan(tx, planOf(input.topicId));
    return recordMaterialsIn(tx, db, plan, ctx, input);
  });
}

/**
 * {@link recordMaterials} within the caller's transaction.
 *
 * @param input.heldFor the stage whose task the caller holds and closes itself
 */
export async function recordMaterialsIn(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: { topicId: string; basis: string; heldFor?: string },
): Promise<MaterialsRecorded> {
  mustBeFollowed(plan);
  const basis = basisOf({ vi: 'Ghi nhận tài liệu', en: 'Recording materials' }, input.basis);
  const { topicId } = input;
  const ready =
    await tx.$executeRaw`UPDATE "Topic" SET "materialsAt" = coalesce("materialsAt", ${new Date(ctx.asOf)}) WHERE id = ${topicId}`;
  if (ready === 0) throw new CodedError('CD_TOPIC_UNKNOWN', { topic: shortIdOf(topicId) });
  const released = await releaseStages(tx, db, plan, topicId, 'materials', ctx);
  const day = today(plan, ctx);
  const asking = await tx.stage.findMany({
    where: { id: { in: released }, information: false },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const pastDue: string[] = [];
  for (const { id } of asking) if (await isPastDue(tx, id, day)) pastDue.push(id);
  await audit(tx, ctx, 'materials', topicId, { basis, released });
  const stages = await tx.stage.findMany({
    where: { topicId, id: { not: input.heldFor } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of stages)
    await settleTask(tx, db, ctx, { kind: 'confirm', stageId: id, subjectId: 'materials', outcome: 'resolved', basis });
  await tell(tx, db, [{ kind: 'topic', id: topicId }], ctx);
  return { released: released.toSorted(), pastDue };
}
