/**
 * What every command of a person does first and last: lock, same key again, version seen, whose task it is, history.
 *
 * @module
 */
import { CodedError } from '../../errors';
import type { InBoth } from '../../languages';
import type { Task } from '../../generated/prisma/client';
import { shortIdOf, shortTaskId } from '../../domain/ids';
import { momentText, outcomeName, taskVerbName } from '../../domain/wording';
import { transaction, type Context, type Db, type Tx } from '../db';
import { loadPlan, type PlanFacts } from '../plans/load';
import { actorName } from './actors';
import { closing, keptResult, lockAssignments, lockTask, record, resultOf, type Change, type TaskPatch } from './history';
import { endMembers, membersOf } from './members';
import type { Command, MemberEnd, Outcome, TaskResult, TaskVerb } from './kinds';

/** The task a command acts on, locked. */
export interface Seen {
  tx: Tx;
  db: Db;
  ctx: Context;
  plan: PlanFacts;
  task: Task;
}

/** What a command does to the task. */
export interface Effect {
  changes: [Change, ...Change[]];
  patch: TaskPatch;
  members: string[];
}

/** Who may act on a task that somebody has claimed. `anyone`: reading and handing over stay possible. */
type Right = 'owner' | 'anyone';

/**
 * Runs a command in one transaction. The same key again returns the first result.
 * @throws CD_TASK_UNKNOWN CD_TASK_CLOSED CD_TASK_CLAIMED CD_STALE_VERSION CD_USAGE (a key used for something else)
 */
export function runCommand(
  db: Db,
  ctx: Context,
  command: Command & { issuerBasis?: string },
  verb: TaskVerb,
  right: Right,
  effect: (seen: Seen) => Promise<Effect>,
): Promise<TaskResult> {
  return transaction(db, async (tx) => {
    if (command.issuerBasis !== undefined) await lockPlan(tx, command.taskId);
    await lockSubject(tx, command.taskId);
    await lockAssignments(tx, await heldBy(tx, command.taskId));
    const task = await lockTask(tx, command.taskId);
    const first = await firstResult(tx, command, verb);
    if (first) return first;
    if (task.status === 'closed')
      throw new CodedError('CD_TASK_CLOSED', {
        task: shortTaskId(task.id),
        outcome: { vi: outcomeName(task.outcome ?? ''), en: task.outcome ?? '' },
      });
    const plan = await loadPlan(tx, task.planId);
    if (right === 'owner') await refuseOthers(tx, ctx, task, plan.zone);
    await refuseStale(tx, command, task, plan.zone);
    const { changes, patch, members } = await effect({ tx, db, ctx, plan, task });
    return resultOf(await record(tx, db, ctx, task, changes, patch, { key: command.key, members }), members);
  });
}

/**
 * Ends the named members under `verb`. The person is done with them: when none is left the task closes, claimed or not.
 * A task without members closes at once.
 */
export async function endNamed(
  { tx, ctx, task }: Seen,
  command: Command,
  how: {
    verb: TaskVerb;
    end: MemberEnd;
    data: Change['data'] /** @default what its members' ends amount to */;
    outcome?: Outcome;
  },
): Promise<Effect> {
  const members = await endMembers(tx, ctx, task.id, await namedMembers(tx, command), how.end);
  const change: Change = { verb: how.verb, data: { ...how.data, members } };
  const state = await membersOf(tx, task.id);
  if (state.open > 0) return { changes: [change], patch: {}, members };
  const end = closing(ctx, state.all.length === 0 ? (how.outcome ?? 'resolved') : state.outcome, state.all);
  return { changes: [change, end.change], patch: end.patch, members };
}

/** The open members a command names, every one by default. @throws CD_MEMBER_UNKNOWN */
export async function namedMembers(tx: Tx, command: Command): Promise<string[]> {
  const open = await heldBy(tx, command.taskId);
  if (command.members === undefined || command.members.length === 0) return open;
  return command.members.map((named) => {
    const found = open.find((id) => id === named || shortIdOf(id) === named);
    if (found === undefined) throw new CodedError('CD_MEMBER_UNKNOWN', { member: named, task: shortTaskId(command.taskId) });
    return found;
  });
}

/** The issuer's basis may move the plan's end: its row comes before the duties', as the delivery takes them. */
async function lockPlan(tx: Tx, taskId: string): Promise<void> {
  await tx.$queryRaw`select p.id from "Plan" p join "Task" t on t."planId" = p.id where t.id = ${taskId} for no key update of p`;
}

/** What a confirm task is about is locked before the task, as confirming through the other door does. */
async function lockSubject(tx: Tx, taskId: string): Promise<void> {
  const task = await tx.task.findUnique({ where: { id: taskId }, select: { kind: true, stageId: true, subjectId: true } });
  if (task?.kind !== 'confirm' || task.stageId === null) return;
  if (task.subjectId === 'materials')
    await tx.$queryRaw`select t.id from "Topic" t join "Stage" s on s."topicId" = t.id where s.id = ${task.stageId} for update of t`;
  else await tx.$queryRaw`select id from "Stage" where id = ${task.stageId} for update`;
}

async function heldBy(tx: Tx, taskId: string): Promise<string[]> {
  const rows = await tx.taskMember.findMany({
    where: { taskId, status: 'open' },
    select: { assignmentId: true },
    orderBy: { assignmentId: 'asc' },
  });
  return [...new Set(rows.map((row) => row.assignmentId))];
}

async function refuseOthers(tx: Tx, ctx: Context, task: Task, zone: string): Promise<void> {
  if (task.ownerId === null || task.ownerId === ctx.by) return;
  const claim = await tx.taskEvent.findFirst({
    where: { taskId: task.id, verb: { in: ['claimed', 'assigned'] } },
    orderBy: { version: 'desc' },
  });
  throw new CodedError('CD_TASK_CLAIMED', {
    task: shortTaskId(task.id),
    owner: await actorName(tx, task.ownerId),
    at: momentText((claim?.at ?? task.openedAt).getTime(), zone),
  });
}

async function refuseStale(tx: Tx, command: Command, task: Task, zone: string): Promise<void> {
  if (command.version === task.version) return;
  const last = await tx.taskEvent.findUnique({ where: { taskId_version: { taskId: task.id, version: task.version } } });
  const who = last && lastAct(last.verb, await actorName(tx, last.by), momentText(last.at.getTime(), zone));
  throw new CodedError('CD_STALE_VERSION', {
    what: { vi: `Việc ${shortTaskId(task.id)}`, en: `The task ${shortTaskId(task.id)}` },
    actual: task.version,
    seen: command.version,
    who: who ?? '',
  });
}

const lastAct = (verb: string, name: string, at: string): InBoth => ({
  vi: `; ${taskVerbName(verb)}: ${name}, lúc ${at}`,
  en: `; ${verb} by ${name} at ${at}`,
});

async function firstResult(tx: Tx, command: Command, verb: TaskVerb): Promise<TaskResult | null> {
  const event = await tx.taskEvent.findUnique({
    where: { taskId_idempotencyKey: { taskId: command.taskId, idempotencyKey: command.key } },
  });
  if (!event) return null;
  if (event.verb !== verb)
    throw new CodedError('CD_USAGE', {
      what: {
        vi: `Khóa ${command.key} đã được dùng để ghi “${taskVerbName(event.verb)}”`,
        en: `The key ${command.key} was already used to record "${event.verb}"`,
      },
    });
  return keptResult.parse(event.data).result;
}
