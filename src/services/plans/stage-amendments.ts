/**
 * What an amendment does to a stage beyond its dates: it comes, goes, comes back, or asks others. Nothing is deleted:
 * what was taken away is cancelled and can be taken up again.
 *
 * @module
 */
import type { Change, Due } from '../../domain/amendment';
import { dueInstant, type LocalDate } from '../../domain/dates';
import { shortIdOf, stageIdOf, topicIdOf } from '../../domain/ids';
import { judgeDate } from '../../domain/judging';
import type { Role } from '../../domain/organisation';
import { stagesInOrder, type StageKind, type StageSpec, type TopicSpec } from '../../domain/plan';
import { urgency } from '../../domain/reminders';
import { audit, type Context, type Db, type Tx } from '../db';
import { announceDues, moveDues, moveStageDue, reopenFor } from '../duties/due-moves';
import { createDuties } from '../duties/create';
import { callOff, followAudience, inviteAgain } from '../notices/invitations';
import { heldByTask, today } from '../duties/locked';
import { raiseForAssignments } from '../notices/raise';
import type { PlanFacts } from './load';
import { inviteAudience, kindOf, openIfStepRan, openingKey } from '../steps/stages';
import { dueFollowed, dutyRoles, stageColumns, writeStage, writeTopic, type StartPlan } from './start';
import { closeMembers, endStageTasks } from '../tasks';

/** An amendment as it is carried out: the plan in its new revision. */
export interface Amending {
  plan: PlanFacts;
  basis: string;
  past: StartPlan['past'];
}

/** Writes a topic with its stages, or takes a removed one up again. */
export async function addTopic(tx: Tx, db: Db, amending: Amending, topic: TopicSpec, ctx: Context): Promise<void> {
  await writeTopic(tx, amending, topic, ctx);
  for (const { kind } of stagesInOrder(topic))
    await takeUpAgain(tx, db, amending, stageIdOf(topicIdOf(amending.plan.id, topic.id), kind), ctx);
}

/** Writes a stage, or takes a removed one up again; a topic that had closed is open again. */
export async function addStage(
  tx: Tx,
  db: Db,
  amending: Amending,
  change: Change & { kind: 'stage-added' },
  ctx: Context,
): Promise<void> {
  const topicId = topicIdOf(amending.plan.id, change.topicId);
  await writeStage(tx, amending, topicId, change.stage, change.spec, ctx);
  const stageId = stageIdOf(topicId, change.stage);
  const { status } = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, select: { status: true } });
  if (status === 'waiting')
    await tx.topic.updateMany({ where: { id: topicId, status: 'closed' }, data: { status: 'open', closedAt: null } });
  await takeUpAgain(tx, db, amending, stageId, ctx);
}

/** A stage's duties that were cancelled when it went are awaited again, those invited hear again, and it opens where its day's step has run. */
async function takeUpAgain(tx: Tx, db: Db, { plan, basis }: Amending, stageId: string, ctx: Context): Promise<void> {
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId } });
  if (stage.status !== 'waiting') return;
  const due = { due: stage.dueDate, lateAfter: stage.lateAfter };
  await revive(tx, plan, ctx, { stageId, owners: stage.owners, from: ['cancelled', 'skipped'], to: 'pending', due, basis });
  await inviteAgain(tx, db, plan, stageId, { date: stage.opensOn, who: 'all' }, ctx);
  await openIfStepRan(tx, db, plan, stageId, stage.opensOn, ctx);
}

/**
 * The stage's due moves with its duties. What was not followed because its day had passed (at the start, or in an
 * amendment or a pause) comes back: its new due is ahead.
 */
export async function moveDue(
  tx: Tx,
  db: Db,
  amending: Amending,
  move: { stageId: string; opens: LocalDate; due: Due },
  ctx: Context,
): Promise<void> {
  const { plan, basis } = amending;
  const { stageId, due } = move;
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId } });
  if (stage.status === 'skipped') {
    const day = today(plan, ctx);
    const opensOn = move.opens < day ? day : move.opens;
    const again = { status: 'waiting', closedAt: null, opensOn, dueDate: due.due, lateAfter: due.lateAfter };
    await tx.stage.update({ where: { id: stageId }, data: again });
    await tx.topic.updateMany({ where: { id: stage.topicId, status: 'closed' }, data: { status: 'open', closedAt: null } });
    await takeUpAgain(tx, db, amending, stageId, ctx);
    return;
  }
  await moveStageDue(tx, db, plan, ctx, { stageId, ...due, basis });
  const waits = stage.status === 'waiting' || stage.status === 'held';
  const to = waits ? 'pending' : 'open';
  const back = await revive(tx, plan, ctx, { stageId, owners: stage.owners, from: ['skipped'], to, due, basis });
  await reopenFor(tx, db, plan, ctx, back);
  if (!waits && back.length > 0) await announceDues(tx, db, plan, ctx, back, basis);
}

/** Duties in a status of `from` whose bodies hold a role of the owners today are awaited again, with a further due revision. */
async function revive(
  tx: Tx,
  plan: PlanFacts,
  ctx: Context,
  input: { stageId: string; owners: string[]; from: string[]; to: 'pending' | 'open'; due: Due; basis: string },
): Promise<string[]> {
  const day = today(plan, ctx);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update "Assignment" a set status = ${input.to}, "closedAt" = null
    where a."stageId" = ${input.stageId} and a.status = any(${input.from})
      and exists (select from "BodyVersion" v where v."bodyId" = a."bodyId" and v.roles && ${input.owners}
                  and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day}))
    returning a.id`;
  return moveDues(
    tx,
    plan,
    ctx,
    rows.map(({ id }) => ({ assignmentId: id, ...input.due })),
    input.basis,
  );
}

/** Takes the topic away, or one stage of it: tasks end, duties are cancelled, a conference that was told is called off. */
export async function removeStages(
  tx: Tx,
  db: Db,
  { plan, basis }: Amending,
  topic: TopicSpec,
  kind: StageKind | null,
  ctx: Context,
): Promise<void> {
  const closedAt = new Date(ctx.asOf);
  const topicId = topicIdOf(plan.id, topic.id);
  const stages = await tx.stage.findMany({
    where: { topicId, status: { notIn: ['closed', 'skipped'] }, ...(kind ? { kind } : {}) },
    orderBy: { id: 'asc' },
  });
  for (const stage of stages) await callOff(tx, db, plan, stage, { about: topic.short, basis }, ctx);
  const all = await tx.stage.findMany({ where: { topicId, ...(kind ? { kind } : {}) }, select: { id: true } });
  const ids = all.map(({ id }) => id);
  await endStageTasks(tx, db, ctx, { stageIds: ids, basis });
  await tx.stage.updateMany({ where: { id: { in: stages.map(({ id }) => id) } }, data: { status: 'closed', closedAt } });
  await tx.assignment.updateMany({
    where: { stageId: { in: ids }, status: { in: ['pending', 'open'] } },
    data: { status: 'cancelled', closedAt },
  });
  if (kind === null) await tx.topic.update({ where: { id: topicId }, data: { status: 'cancelled', closedAt } });
}

/** The stage's row says what the document says now; new owners get duties, those of owners no more end. What is over stays. */
export async function changeTerms(
  tx: Tx,
  db: Db,
  amending: Amending,
  change: Change & { kind: 'terms-changed' },
  ctx: Context,
): Promise<void> {
  const { plan } = amending;
  const { from, spec } = change;
  const stageId = stageIdOf(topicIdOf(plan.id, change.topicId), change.stage);
  const { status, confirmedAt } = await tx.stage.update({ where: { id: stageId }, data: stageColumns(spec) });
  if (status === 'closed' || status === 'skipped') return;
  const gone = dutyRoles(from.owners.filter((role) => !spec.owners.includes(role)));
  if (gone.length > 0) await endDutiesOf(tx, db, amending, stageId, gone, spec, ctx);
  const come = newOwners(from, spec);
  if (come.length > 0) await giveDuties(tx, db, amending, stageId, come, spec, ctx);
  const invited = await tx.notice.count({ where: { stageId, reason: 'invitation' } });
  if (invited === 0 || !change.terms.includes('audience')) return;
  await followAudience(tx, db, plan, stageId, ctx);
  if (!spec.tentative || confirmedAt) await inviteAudience(tx, db, plan, stageId, ctx);
}

/** Roles that have duties in the stage now and had none. */
export const newOwners = (from: StageSpec, to: StageSpec): Role[] =>
  dutyRoles(to.owners.filter((role) => !from.owners.includes(role)));

async function giveDuties(
  tx: Tx,
  db: Db,
  { plan, basis, past }: Amending,
  stageId: string,
  roles: Role[],
  spec: StageSpec,
  ctx: Context,
): Promise<void> {
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId } });
  const before = new Set(await awaitedOf(tx, stageId));
  const stated: Due = { due: stage.dueDate, lateAfter: stage.lateAfter };
  const due = dueFollowed(plan, stated, past, ctx);
  const status = stage.status === 'open' ? 'open' : 'pending';
  const dated = (of: Due, why: string) => ({ ...of, dueAt: dueInstant(of.lateAfter, plan.zone), basis: why });
  await createDuties(tx, ctx, {
    stageId,
    roles,
    status: due === null ? 'skipped' : status,
    on: today(plan, ctx),
    stated: dated(stated, spec.basis ?? spec.said),
    moved: due === null || due === stated ? null : dated(due, basis),
    zone: plan.zone,
    judgeOn: judgeDate((due ?? stated).lateAfter, plan.policy, plan.calendar),
  });
  if (due === null) return;
  await revive(tx, plan, ctx, { stageId, owners: roles, from: ['cancelled'], to: status, due, basis });
  const come = (await awaitedOf(tx, stageId)).filter((id) => !before.has(id));
  await audit(tx, ctx, 'duties.added', stageId, { roles, duties: come.length, basis });
  if (status === 'open') {
    const key = openingKey(kindOf(stageId), stage.opensOn);
    const opening = {
      kind: 'open',
      reason: 'open',
      urgency: urgency('open', 'open'),
      key,
      date: today(plan, ctx),
      deadline: true,
    } as const;
    await raiseForAssignments(tx, db, plan, ctx, { ...opening, assignmentIds: come });
  }
}

const awaitedOf = async (tx: Tx, stageId: string) =>
  (await tx.assignment.findMany({ where: { stageId, status: { in: ['pending', 'open'] } }, select: { id: true } })).map(
    ({ id }) => id,
  );

/** Bodies of these roles, unless they hold another that still owns the stage, have nothing to do in it any more. */
async function endDutiesOf(
  tx: Tx,
  db: Db,
  { plan, basis }: Amending,
  stageId: string,
  roles: Role[],
  spec: StageSpec,
  ctx: Context,
): Promise<void> {
  const day = today(plan, ctx);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select a.id from "Assignment" a join "BodyVersion" v on v."bodyId" = a."bodyId"
    where a."stageId" = ${stageId} and a.status in ('pending', 'open') and v.roles && ${roles} and not v.roles && ${spec.owners}
      and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})
    order by a.id for update of a`;
  await endDuties(tx, db, ctx, { assignmentIds: rows.map(({ id }) => id), status: 'cancelled', basis });
  await audit(tx, ctx, 'duties.cancelled', stageId, { roles, duties: rows.length, basis, stage: shortIdOf(stageId) });
}

/** Ends duties that nobody awaits any more; their members leave the tasks that hold them. The caller holds their locks. */
export async function endDuties(
  tx: Tx,
  db: Db,
  ctx: Context,
  input: { assignmentIds: string[]; status: 'cancelled' | 'skipped'; basis: string },
): Promise<void> {
  const { assignmentIds, status, basis } = input;
  await tx.assignment.updateMany({ where: { id: { in: assignmentIds } }, data: { status, closedAt: new Date(ctx.asOf) } });
  if ((await heldByTask(tx, assignmentIds)).length > 0)
    await closeMembers(tx, db, ctx, { assignmentIds, status: 'cancelled', data: { basis } });
}
