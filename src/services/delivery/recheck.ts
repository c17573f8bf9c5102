/**
 * Whether a notice still has its reason at the moment its letter is claimed. Pure. DESIGN §6.
 *
 * @module
 */
import { mayRemind } from '../../domain/reminders';
import { WINDOW_SKIPS } from '../../domain/window';
import type { DueNotice } from './due';
import { planIdOf, reminderKey, type AssignmentRow, type BatchFacts } from './facts';
import type { PlanFacts } from '../plans/load';

/** Why a notice is not sent; stands in `Notice.why`, beside the codes of the domain (cap, gap, deadline). */
export const NOTICE_SKIPS = {
  reported: 'reported',
  waived: 'waived',
  /** The due date moved after it was raised: a newer notice speaks of the new one. */
  moved: 'due-moved',
  paused: 'paused',
  /** A planned date stands for every reminder before it. */
  planned: 'planned-date',
  /** A person replied: reminders hold for some days. */
  quiet: 'reply',
  /** Bounced, suppressed or removed. */
  contact: 'contact',
  /** Plan, stage, task or assignment is over. */
  closed: 'closed',
  /** A more urgent one about the same assignment is in the same letter. */
  superseded: 'superseded',
  address: 'address',
} as const;

/** Kinds that urge to a duty; the others answer a person or inform the board, and outlive a report or a pause. */
const URGING = new Set(['open', 'remind', 'overdue']);
/** Reasons that tell of a change: they stand although the duty is over. */
const TELLING = new Set(['waived', 'receipt', 'link']);
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;

/** null: it stands. Otherwise why it is skipped. */
export function whyNot(notice: DueNotice, facts: BatchFacts): string | null {
  const plan = facts.plans.get(planIdOf(notice));
  if (!plan) return NOTICE_SKIPS.closed;
  if (!ADDRESS.test(notice.address)) return NOTICE_SKIPS.address;
  return reader(notice, facts) ?? life(notice, plan, facts) ?? duty(notice, plan, facts);
}

function reader(notice: DueNotice, facts: BatchFacts): string | null {
  if (notice.contactId.startsWith('supervisor:')) return facts.supervisors.has(notice.contactId) ? null : NOTICE_SKIPS.contact;
  return facts.contacts.get(notice.contactId)?.status === 'ok' ? null : NOTICE_SKIPS.contact;
}

function life(notice: DueNotice, plan: PlanFacts, facts: BatchFacts): string | null {
  if (notice.taskId !== null && facts.closedTasks.has(notice.taskId)) return NOTICE_SKIPS.closed;
  if (!URGING.has(notice.kind) && notice.kind !== 'digest') return null;
  if (plan.status === 'paused') return NOTICE_SKIPS.paused;
  if (plan.status !== 'running') return NOTICE_SKIPS.closed;
  return null;
}

function duty(notice: DueNotice, plan: PlanFacts, facts: BatchFacts): string | null {
  if (notice.assignmentId === null || !URGING.has(notice.kind) || TELLING.has(notice.reason)) return null;
  const assignment = facts.assignments.get(notice.assignmentId);
  if (!assignment) return NOTICE_SKIPS.closed;
  if (assignment.status === 'reported') return NOTICE_SKIPS.reported;
  if (assignment.status === 'waived') return NOTICE_SKIPS.waived;
  if (assignment.status !== 'open' && assignment.status !== 'pending') return NOTICE_SKIPS.closed;
  if (facts.stages.get(assignment.stageId)?.status === 'closed') return NOTICE_SKIPS.closed;
  if (notice.dueRevision !== assignment.dueRevision) return NOTICE_SKIPS.moved;
  return notice.reason === 'due-moved' ? null : timing(notice, assignment, plan, facts);
}

function timing(notice: DueNotice, assignment: AssignmentRow, plan: PlanFacts, facts: BatchFacts): string | null {
  const today = facts.wall(facts.asOf, plan.zone).day;
  const reminding = notice.kind !== 'open';
  if (reminding && assignment.plannedDate !== null && today <= assignment.plannedDate) return NOTICE_SKIPS.planned;
  if (reminding && assignment.quietUntil !== null && today <= assignment.quietUntil) return NOTICE_SKIPS.quiet;
  if (notice.kind !== 'overdue' && notice.reason !== 'after-planned' && facts.asOf >= assignment.dueAt.getTime())
    return WINDOW_SKIPS.deadlinePassed;
  if (notice.kind !== 'remind') return null;
  const sent = facts.sent.get(reminderKey(assignment.id, assignment.dueRevision, notice.contactId)) ?? [];
  const allowed = mayRemind({ sent, asOf: facts.asOf, policy: plan.policy });
  return allowed === true ? null : allowed;
}
