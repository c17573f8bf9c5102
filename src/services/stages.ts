/**
 * Opening, holding and closing a stage. A stage opens by its date, never because the one before ended; what it needs
 * (a confirmation, materials, a conference before it) holds the opening and tells the board.
 *
 * @module
 */
import { wallClock } from '../domain/dates';
import { shortIdOf, stageIdOf, topicIdOf } from '../domain/ids';
import { STAGE_KINDS, type StageKind, type StageSpec, type TopicSpec } from '../domain/plan';
import { urgency } from '../domain/reminders';
import type { Step } from '../domain/step';
import { stageName } from '../domain/wording';
import { audit, Prisma, tell, type Context, type Db, type Tx } from './db';
import { INVITATION_URGENCY } from './invitations';
import { raiseToBodies, raiseWhere } from './notices';
import { planOf, type PlanFacts } from './plans';
import type { StepResult } from './steps';
import { openTask } from './tasks';

/** What a stage may wait for. */
export type Hold = 'tentative' | 'materials' | `after:${StageKind}`;

/** Opens the stage on its step's date, or holds it and says to the board what for. */
export async function openStage(tx: Tx, db: Db, plan: PlanFacts, stageId: string, step: Step, ctx: Context): Promise<StepResult> {
  const { topic, spec } = specOf(plan, stageId);
  const hold = await holdOf(tx, plan, stageId, topic, spec);
  if (hold) {
    await tx.stage.update({ where: { id: stageId }, data: { status: 'held', heldFor: hold } });
    await audit(tx, ctx, 'stage.held', stageId, { heldFor: hold });
    if (hold === 'tentative' || hold === 'materials') await askForConfirmation(tx, db, plan, stageId, hold, ctx);
    return { held: hold };
  }
  await tx.stage.update({ where: { id: stageId }, data: { status: 'open', heldFor: null, openedAt: new Date(ctx.asOf) } });
  await tx.assignment.updateMany({ where: { stageId, status: 'pending' }, data: { status: 'open' } });
  const told = await raiseWhere(
    tx,
    db,
    plan,
    ctx,
    { kind: 'open', reason: 'open', urgency: urgency('open', 'open'), key: step.key, date: step.date, deadline: true },
    Prisma.sql`a."stageId" = ${stageId} and a.status = 'open'`,
  );
  return { opened: true, notices: told };
}

/** Closes the stage, releases what waited for it, and closes the topic when it was the last. */
export async function closeStage(tx: Tx, db: Db, plan: PlanFacts, stageId: string, step: Step, ctx: Context): Promise<StepResult> {
  const { topic } = specOf(plan, stageId);
  const topicId = topicIdOf(plan.id, topic.id);
  await tx.stage.update({ where: { id: stageId }, data: { status: 'closed', closedAt: new Date(ctx.asOf) } });
  if (step.stageKind) await releaseStages(tx, db, plan, topicId, `after:${step.stageKind}`, ctx);
  const left = await tx.stage.count({ where: { topicId, status: { notIn: ['closed', 'skipped'] } } });
  if (left === 0) {
    await tx.topic.update({ where: { id: topicId }, data: { status: 'closed', closedAt: new Date(ctx.asOf) } });
    await tell(tx, db, [{ kind: 'plan', id: plan.id }], ctx);
  }
  return { closed: true, topicClosed: left === 0 };
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
  hold: Hold,
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
    const key = `${kindOf(id)}/open/${opensOn}`;
    const ran = await tx.stepRun.findUnique({ where: { ownerId_stepKey: { ownerId: topicId, stepKey: key } } });
    if (ran) await openStage(tx, db, plan, id, { key, at: ctx.asOf, kind: 'open', stageKind: kindOf(id), date: opensOn }, ctx);
  }
  return rows.map((row) => row.id);
}

/** Opens the board's task for what the stage needs; opening it twice is harmless. */
export async function askForConfirmation(tx: Tx, db: Db, plan: PlanFacts, stageId: string, hold: 'tentative' | 'materials', ctx: Context): Promise<StepResult> {
  const { topic } = specOf(plan, stageId);
  const what = hold === 'tentative' ? 'xác nhận thời gian' : 'tài liệu';
  const { taskId, opened } = await openTask(tx, db, plan, ctx, {
    kind: 'confirm',
    stageId,
    groupId: null,
    subjectId: hold,
    title: `${topic.short}, ${stageName(kindOf(stageId)).toLowerCase()}: ${what}`,
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

async function holdOf(tx: Tx, plan: PlanFacts, stageId: string, topic: TopicSpec, spec: StageSpec): Promise<Hold | null> {
  const topicId = topicIdOf(plan.id, topic.id);
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, include: { topic: true } });
  if (stage.tentative && !stage.confirmedAt) return 'tentative';
  if (spec.requiresMaterials && !stage.topic.materialsAt) return 'materials';
  if (!spec.after) return null;
  const before = await tx.stage.findUnique({ where: { id: stageIdOf(topicId, spec.after) } });
  return before && before.status !== 'closed' && before.status !== 'skipped' ? `after:${spec.after}` : null;
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
    urgency: INVITATION_URGENCY,
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
