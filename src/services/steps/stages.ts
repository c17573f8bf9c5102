/**
 * Opening, holding and closing a stage. A stage opens by its date, never because the one before ended; what it needs
 * (a confirmation, materials, a conference before it) holds the opening and tells the board.
 *
 * @module
 */
import { wallClock, type LocalDate } from '../../domain/dates';
import { shortIdOf, stageIdOf, topicIdOf } from '../../domain/ids';
import { judgeDate } from '../../domain/judging';
import { STAGE_KINDS, type StageKind, type StageSpec, type TopicSpec } from '../../domain/plan';
import { URGENCY, urgency } from '../../domain/reminders';
import type { Step } from '../../domain/step';
import { stageName } from '../../domain/wording';
import { audit, Prisma, tell, type Context, type Db, type Tx } from '../db';
import { raiseToBodies, raiseWhere } from '../notices/raise';
import { planOf, type PlanFacts } from '../plans/load';
import type { StepResult } from './perform';
import { openTask, settleTask } from '../tasks';

/** What a stage may wait for. */
export type Hold = 'tentative' | 'materials' | 'past-due' | `after:${StageKind}`;

/** Holds that the board can end, and what its task asks for. */
const ASKED = { tentative: 'xác nhận thời gian', materials: 'tài liệu', 'past-due': 'cần thời hạn mới' };
type Askable = keyof typeof ASKED;
const isAskable = (hold: Hold): hold is Askable => hold in ASKED;

/** Opens the stage on its step's date, or holds it and says to the board what for. */
export async function openStage(tx: Tx, db: Db, plan: PlanFacts, stageId: string, step: Step, ctx: Context): Promise<StepResult> {
  const { topic, spec } = specOf(plan, stageId);
  const hold = await holdOf(tx, plan, stageId, topic, spec, ctx);
  if (hold) {
    await holdStage(tx, db, plan, stageId, hold, ctx);
    return { held: hold };
  }
  await tx.stage.update({ where: { id: stageId }, data: { status: 'open', heldFor: null, openedAt: new Date(ctx.asOf) } });
  // Opened late, its duties are judged a whole grace after they could be known.
  const judgeOn = judgeDate(wallClock(ctx.asOf, plan.zone).day, plan.policy, plan.calendar);
  await tx.$executeRaw`
    update "Assignment" set status = 'open', "judgeOn" = greatest("judgeOn", ${judgeOn}) where "stageId" = ${stageId} and status = 'pending'`;
  const opening = { kind: 'open', reason: 'open', urgency: urgency('open', 'open'), key: step.key, date: step.date } as const;
  const opened = Prisma.sql`a."stageId" = ${stageId} and a.status = 'open'`;
  const [asOf, late] = [new Date(ctx.asOf), !spec.information];
  const inTime = Prisma.sql`${opened} and (a."dueAt" > ${asOf} or not ${late})`;
  let notices = await raiseWhere(tx, db, plan, ctx, { ...opening, deadline: true }, inTime);
  // Opened after their due: no letter can precede it, yet the first one is the opening's.
  if (late) notices += await raiseWhere(tx, db, plan, ctx, opening, Prisma.sql`${opened} and a."dueAt" <= ${asOf}`);
  return { opened: true, notices };
}

/** Closes the stage, releases what waited for it, and closes the topic when it was the last. */
export async function closeStage(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stageId: string,
  step: Step,
  ctx: Context,
): Promise<StepResult> {
  const { topic } = specOf(plan, stageId);
  const topicId = topicIdOf(plan.id, topic.id);
  await tx.stage.update({ where: { id: stageId }, data: { status: 'closed', closedAt: new Date(ctx.asOf) } });
  if (step.stageKind) await releaseStages(tx, db, plan, topicId, `after:${step.stageKind}`, ctx);
  return { closed: true, topicClosed: await closeTopicIfOver(tx, db, plan, topicId, ctx) };
}

/** Closes an open topic when none of its stages is still to come or open. Returns whether it did. */
export async function closeTopicIfOver(tx: Tx, db: Db, plan: PlanFacts, topicId: string, ctx: Context): Promise<boolean> {
  const left = await tx.stage.count({ where: { topicId, status: { notIn: ['closed', 'skipped'] } } });
  if (left > 0) return false;
  const { count } = await tx.topic.updateMany({
    where: { id: topicId, status: 'open' },
    data: { status: 'closed', closedAt: new Date(ctx.asOf) },
  });
  if (count > 0) await tell(tx, db, [{ kind: 'plan', id: plan.id }], ctx);
  return count > 0;
}

/**
 * Lets the topic's stages held for `hold` open: on their own date when that is still to come, else today. Where today's
 * opening step has run already, the stage opens here and now. Returns their ids.
 */
export async function releaseStages(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  topicId: string,
  hold: string | null,
  ctx: Context,
  stageId: string | null = null,
): Promise<string[]> {
  const today = wallClock(ctx.asOf, plan.zone).day;
  const rows = await tx.$queryRaw<{ id: string; opensOn: string }[]>`
    update "Stage" set status = 'waiting', "heldFor" = null, "opensOn" = greatest("opensOn", ${today})
    where "topicId" = ${topicId} and status = 'held' and "heldFor" = ${hold} and (${stageId}::text is null or id = ${stageId})
    returning id, "opensOn"`;
  for (const { id, opensOn } of rows) {
    await audit(tx, ctx, 'stage.released', id, { heldFor: hold });
    await openIfStepRan(tx, db, plan, id, opensOn, ctx);
  }
  return rows.map((row) => row.id);
}

/** Opens a waiting stage here and now where the opening step of its day has run already and will not run again. */
export async function openIfStepRan(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stageId: string,
  opensOn: string,
  ctx: Context,
): Promise<void> {
  const kind = kindOf(stageId);
  const key = openingKey(kind, opensOn);
  const ran = await tx.stepRun.findUnique({ where: { ownerId_stepKey: { ownerId: topicOfStage(stageId), stepKey: key } } });
  if (ran) await openStage(tx, db, plan, stageId, { key, at: ctx.asOf, kind: 'open', stageKind: kind, date: opensOn }, ctx);
}

/** The key of a stage's opening step: its letters bear it, so that nobody gets two. */
export const openingKey = (kind: StageKind, opensOn: string) => `${kind}/open/${opensOn}`;

const topicOfStage = (stageId: string) => stageId.split('/').slice(0, 2).join('/');

/**
 * After an amendment: what each held stage of the plan waits for is asked again. One that waits for nothing any more is
 * released, one that waits for something else says so, and the board is asked for that. Tasks nobody needs any more end.
 */
export async function askHoldsAgain(tx: Tx, db: Db, plan: PlanFacts, basis: string, ctx: Context): Promise<void> {
  const held = await tx.stage.findMany({
    where: { status: 'held', topic: { planId: plan.id, status: 'open' } },
    orderBy: { id: 'asc' },
  });
  for (const { id, topicId, heldFor } of held) {
    const { topic, spec } = specOf(plan, id);
    const hold = await holdOf(tx, plan, id, topic, spec, ctx);
    if (hold === heldFor) continue;
    if (hold === null) await releaseStages(tx, db, plan, topicId, heldFor, ctx, id);
    else await holdStage(tx, db, plan, id, hold, ctx);
  }
  await settleNeedless(tx, db, plan, basis, ctx);
}

async function settleNeedless(tx: Tx, db: Db, plan: PlanFacts, basis: string, ctx: Context): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { planId: plan.id, kind: 'confirm', subjectId: { in: Object.keys(ASKED) }, status: { not: 'closed' } },
    select: { stageId: true, subjectId: true },
    orderBy: { id: 'asc' },
  });
  for (const { stageId, subjectId } of tasks) {
    if (stageId === null) continue;
    const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, include: { topic: true } });
    const needed = {
      tentative: stage.tentative && !stage.confirmedAt,
      materials: specOf(plan, stageId).spec.requiresMaterials && !stage.topic.materialsAt,
    };
    // a past due is asked about only while it holds the stage
    const stands = subjectId === 'tentative' || subjectId === 'materials' ? needed[subjectId] : stage.heldFor === subjectId;
    if (!stands) await settleTask(tx, db, ctx, { kind: 'confirm', stageId, subjectId, outcome: 'resolved', basis });
  }
}

async function holdStage(tx: Tx, db: Db, plan: PlanFacts, stageId: string, hold: Hold, ctx: Context): Promise<void> {
  await tx.stage.update({ where: { id: stageId }, data: { status: 'held', heldFor: hold } });
  await audit(tx, ctx, 'stage.held', stageId, { heldFor: hold });
  if (isAskable(hold)) await askForConfirmation(tx, db, plan, stageId, hold, ctx);
}

/** Opens the board's task for what the stage needs; opening it twice is harmless. */
export async function askForConfirmation(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  stageId: string,
  hold: Askable,
  ctx: Context,
): Promise<StepResult> {
  const { topic } = specOf(plan, stageId);
  const { taskId, opened } = await openTask(tx, db, plan, ctx, {
    kind: 'confirm',
    stageId,
    groupId: null,
    subjectId: hold,
    title: `${topic.short}, ${stageName(kindOf(stageId)).toLowerCase()}: ${ASKED[hold]}`,
    members: [],
  });
  return { task: taskId, opened };
}

/** The stage's own text in the plan's current revision. */
export function specOf(plan: PlanFacts, stageId: string): { topic: TopicSpec; spec: StageSpec } {
  const [key] = shortIdOf(stageId).split('/');
  const topic = plan.document.topics.find((candidate) => candidate.id === key);
  const spec = topic?.stages[kindOf(stageId)];
  if (!topic || !spec) throw new Error(`revision ${plan.revision} of ${planOf(stageId)} has no stage ${shortIdOf(stageId)}`);
  return { topic, spec };
}

export function kindOf(stageId: string): StageKind {
  const kind = STAGE_KINDS.find((candidate) => candidate === stageId.split('/')[2]);
  if (!kind) throw new Error(`"${stageId}" is no stage id`);
  return kind;
}

async function holdOf(
  tx: Tx,
  plan: PlanFacts,
  stageId: string,
  topic: TopicSpec,
  spec: StageSpec,
  ctx: Context,
): Promise<Hold | null> {
  const topicId = topicIdOf(plan.id, topic.id);
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, include: { topic: true } });
  if (stage.tentative && !stage.confirmedAt) return 'tentative';
  if (spec.requiresMaterials && !stage.topic.materialsAt) return 'materials';
  const before = spec.after && (await tx.stage.findUnique({ where: { id: stageIdOf(topicId, spec.after) } }));
  if (before && before.status !== 'closed' && before.status !== 'skipped') return `after:${kindOf(before.id)}`;
  return !stage.information && (await isPastDue(tx, stageId, wallClock(ctx.asOf, plan.zone).day)) ? 'past-due' : null;
}

/** Nobody is asked for what can only be late: not one of its duties could still be done in time. */
export async function isPastDue(tx: Tx, stageId: string, today: LocalDate): Promise<boolean> {
  const pending = { stageId, status: 'pending' };
  const [all, inTime] = await Promise.all([
    tx.assignment.count({ where: pending }),
    tx.assignment.count({ where: { ...pending, lateAfter: { gte: today } } }),
  ]);
  return all > 0 && inTime === 0;
}

/** Tells a conference to those without a duty in it, once: a day that moves afterwards is told by an updated invitation. */
export async function inviteAudience(tx: Tx, db: Db, plan: PlanFacts, stageId: string, ctx: Context): Promise<number> {
  const { spec } = specOf(plan, stageId);
  const today = wallClock(ctx.asOf, plan.zone).day;
  const roles = spec.audience.filter((role) => !spec.owners.includes(role));
  if (roles.length === 0 || (await isSilent(tx, stageId))) return 0;
  const bodies = await tx.$queryRaw<{ bodyId: string }[]>`
    select v."bodyId" from "BodyVersion" v
    where v."validFrom" <= ${today} and (v."validTo" is null or v."validTo" > ${today}) and v.roles && ${roles}`;
  return raiseToBodies(tx, db, plan, ctx, {
    kind: 'open',
    reason: 'invitation',
    urgency: URGENCY.invitation,
    key: `${stageId}/invitation/0`,
    date: today,
    stageId,
    rows: bodies.map(({ bodyId }) => ({ bodyId, data: {} })),
  });
}

async function isSilent(tx: Tx, stageId: string): Promise<boolean> {
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, include: { topic: true } });
  return stage.topic.silent;
}
