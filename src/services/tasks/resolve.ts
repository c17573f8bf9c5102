/**
 * Ending a task by hand (kết thúc xử lý), and what that means for what the task is about.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { URGENCY } from '../../domain/reminders';
import { CodedError } from '../../errors';
import { confirmStageIn, recordMaterialsIn } from '../steps/confirmations';
import type { Context, Db } from '../db';
import { basisOf, today } from '../duties/locked';
import { raiseForAssignments } from '../notices/raise';
import { endNamed, runCommand, type Seen } from './command';
import type { Command, TaskResult } from './kinds';

export const RESOLUTION_NAMES = ['reported', 'report-later', 'settled'] as const;
export type Resolution = (typeof RESOLUTION_NAMES)[number];

/** How a `resolved` task was resolved; the words are the console's. */
export const RESOLUTIONS: Record<Resolution, string> = {
  reported: 'đã có báo cáo',
  'report-later': 'đã sinh hoạt, bổ sung báo cáo sau',
  settled: 'đã giải quyết',
};

export interface ResolveCommand extends Command {
  /** `waived` and `extended` are the verbs of that name. Cancelling refuses an extension, or drops work that needs none. */
  outcome: 'resolved' | 'cancelled';
  resolution?: Resolution;
  /** Required for a confirm task. */
  basis?: string;
  /** Told to the cell when an extension is refused. */
  text?: string;
  /** A confirm task: the dates that were confirmed, when they differ. */
  opensOn?: LocalDate;
  due?: LocalDate;
  /** Of a conference. */
  place?: string;
  hour?: string;
}

/**
 * Ends the named members, and the task with its last one. A confirm task confirms its stage or materials; an extension
 * that is cancelled is refused, and its cell is told.
 * @throws CD_BASIS_MISSING (confirm) CD_USAGE (a refusal without a reason) CD_MEMBER_UNKNOWN
 */
export function resolve(db: Db, command: ResolveCommand, ctx: Context): Promise<TaskResult> {
  const { outcome, resolution, basis, text } = command;
  return runCommand(db, ctx, command, 'resolved', 'owner', async (seen) => {
    const data = { outcome, resolution: resolution ? RESOLUTIONS[resolution] : null, basis: basis ?? null, text: text ?? null };
    const effect = await endNamed(seen, command, { verb: 'resolved', end: outcome, data, outcome });
    if (seen.task.kind === 'confirm' && outcome === 'resolved') await confirmSubject(seen, command);
    if (seen.task.kind === 'extension' && outcome === 'cancelled') await tellRefusal(seen, effect.members, text);
    return effect;
  });
}

/** Confirms what the task asks: the dates of a tentative stage, or the topic's materials. */
async function confirmSubject({ tx, db, ctx, plan, task }: Seen, command: ResolveCommand): Promise<void> {
  const basis = basisOf({ vi: 'Xác nhận', en: 'Confirming' }, command.basis);
  if (task.stageId === null) throw new Error(`the confirm task ${task.id} has no stage`);
  if (task.subjectId === 'materials') {
    const topicId = task.stageId.split('/').slice(0, 2).join('/');
    await recordMaterialsIn(tx, db, plan, ctx, { topicId, basis, heldFor: task.stageId });
    return;
  }
  const { opensOn, due, place, hour } = command;
  await confirmStageIn(tx, db, plan, ctx, { stageId: task.stageId, basis, opensOn, due, place, hour });
}

async function tellRefusal({ tx, db, ctx, plan, task }: Seen, assignmentIds: string[], text: string | undefined): Promise<void> {
  const why = text?.trim() ?? '';
  if (why === '')
    throw new CodedError('CD_USAGE', {
      what: {
        vi: 'Không điều chỉnh thời hạn thì cần nêu lý do để trả lời chi bộ (--text)',
        en: 'Refusing an extension needs a reason that the cell can read (--text)',
      },
    });
  await raiseForAssignments(tx, db, plan, ctx, {
    assignmentIds,
    kind: 'receipt',
    reason: 'extension-refused',
    urgency: URGENCY.refusal,
    key: `refused/${task.id}`,
    date: today(plan, ctx),
    data: { text: why },
  });
}
