/**
 * Work for the board that comes by stage: assignments grouped as the policy says, one task a group.
 *
 * @module
 */
import { groupOf } from '../../domain/ladder';
import { stageName } from '../../domain/wording';
import { stageKindOf } from '../duties/locked';
import type { Context, Db, Tx } from '../db';
import type { PlanFacts } from '../plans/load';
import type { Member } from './kinds';
import { openTask } from './open';

/** Kinds whose members are judged assignments. */
export type JudgedKind = 'miss' | 'contact' | 'systemic';

export interface GroupedMember extends Member {
  /** The officer who follows its unit. */
  officerId: string | null;
}

const WORDS: Record<JudgedKind, string> = {
  miss: 'chưa nhận được báo cáo',
  contact: 'chưa liên hệ được',
  systemic: 'lỗi gửi thư hàng loạt',
};

/** Locks every open task of the stage, by id, before any of them changes: two judges never wait for each other in a ring. */
export async function lockStageTasks(tx: Tx, stageId: string): Promise<void> {
  await tx.$queryRaw`select id from "Task" where "stageId" = ${stageId} and status <> 'closed' order by id for update`;
}

/** Opens or widens one task a group; a systemic task is of the whole stage. Returns how many tasks changed. */
export async function openGrouped(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: { kind: JudgedKind; stageId: string; members: GroupedMember[] },
): Promise<number> {
  const { kind, stageId, members } = input;
  const groups = new Map<string | null, GroupedMember[]>();
  for (const member of members) {
    const groupId = kind === 'systemic' ? null : groupOf({ ...member, policy: plan.policy });
    const group = groups.get(groupId);
    if (group) group.push(member);
    else groups.set(groupId, [member]);
  }
  let changed = 0;
  for (const [groupId, grouped] of [...groups].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))) {
    const title = await titleOf(tx, stageId, kind, groupId);
    const { added } = await openTask(tx, db, plan, ctx, { kind, stageId, groupId, subjectId: null, title, members: grouped });
    if (added > 0) changed += 1;
  }
  return changed;
}

/** "Chuyên đề 2/2023, sinh hoạt chuyên đề: chưa nhận được báo cáo (đồng chí … theo dõi)". */
async function titleOf(tx: Tx, stageId: string, kind: JudgedKind, groupId: string | null): Promise<string> {
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, include: { topic: { select: { short: true } } } });
  const what = `${stage.topic.short}, ${stageName(stageKindOf(stage.kind)).toLowerCase()}: ${WORDS[kind]}`;
  if (groupId === null) return what;
  const officer = await tx.supervisor.findUnique({ where: { id: groupId }, select: { name: true } });
  if (officer) return `${what} (đồng chí ${officer.name} theo dõi)`;
  const unit = await tx.bodyVersion.findFirst({
    where: { bodyId: groupId },
    orderBy: { validFrom: 'desc' },
    select: { name: true },
  });
  return `${what} – ${unit?.name ?? groupId}`;
}
