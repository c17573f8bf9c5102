/**
 * Whether a notice still has its reason at the moment its letter is claimed. Pure. DESIGN §6.
 *
 * @module
 */
import { occasionsBefore } from '../../domain/reminders';
import { NOTICE_SKIPS, whyNotUrge, type Urge } from '../../domain/standing';
import type { DueNotice } from './due';
import { dutyKey, planIdOf, stepOf, toldKey, type BatchFacts } from './facts';
import type { PlanFacts } from '../plans/load';

/** Kinds that urge to a duty; the others answer a person, tell of a change or inform the board, and outlive a report or a pause. */
const URGING = ['open', 'remind', 'overdue'] as const;
const urgingOf = (notice: DueNotice): Urge['kind'] | undefined => URGING.find((kind) => kind === notice.kind);
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;

/**
 * null: it stands. Otherwise why it is skipped. `frozen`: its letter may have arrived, and can only be repeated as it was
 * written.
 */
export function whyNot(notice: DueNotice, facts: BatchFacts, { frozen = false } = {}): string | null {
  const plan = facts.plans.get(planIdOf(notice));
  if (!plan) return NOTICE_SKIPS.closed;
  if (!ADDRESS.test(notice.address)) return NOTICE_SKIPS.address;
  return reader(notice, facts) ?? life(notice, plan, facts) ?? moved(notice, facts, frozen) ?? duty(notice, plan, facts);
}

/** An opening is written with the date of the moment: it is heard of, whatever moved meanwhile. */
function moved(notice: DueNotice, facts: BatchFacts, frozen: boolean): string | null {
  const assignment = notice.assignmentId === null ? undefined : facts.assignments.get(notice.assignmentId);
  if (!assignment) return null;
  if (notice.reason === 'due-moved') {
    // a newer move has a notice of its own, with its own basis
    if (notice.dueRevision !== assignment.dueRevision) return NOTICE_SKIPS.moved;
    return facts.duesTold.get(toldKey(notice)) === assignment.dueDate ? NOTICE_SKIPS.unchanged : null;
  }
  const urging = urgingOf(notice);
  if (urging === undefined || notice.dueRevision === assignment.dueRevision) return null;
  return urging === 'open' && !frozen ? null : NOTICE_SKIPS.moved;
}

function reader(notice: DueNotice, facts: BatchFacts): string | null {
  if (notice.contactId.startsWith('supervisor:')) return facts.supervisors.has(notice.contactId) ? null : NOTICE_SKIPS.contact;
  const contact = facts.contacts.get(notice.contactId);
  // one that was raised for an address which its contact has no more is for somebody else now
  return contact?.status === 'ok' && contact.email?.toLowerCase() === notice.address.toLowerCase() ? null : NOTICE_SKIPS.contact;
}

function life(notice: DueNotice, plan: PlanFacts, facts: BatchFacts): string | null {
  if (notice.taskId !== null && facts.closedTasks.has(notice.taskId)) return NOTICE_SKIPS.closed;
  if (!urgingOf(notice) && notice.kind !== 'digest') return null;
  if (plan.status === 'paused') return NOTICE_SKIPS.paused;
  if (plan.status !== 'running') return NOTICE_SKIPS.closed;
  return null;
}

function duty(notice: DueNotice, plan: PlanFacts, facts: BatchFacts): string | null {
  const kind = urgingOf(notice);
  if (notice.assignmentId === null || kind === undefined) return null;
  const assignment = facts.assignments.get(notice.assignmentId);
  if (!assignment) return NOTICE_SKIPS.closed;
  if (assignment.status === 'reported') return NOTICE_SKIPS.reported;
  if (assignment.status === 'waived') return NOTICE_SKIPS.waived;
  if (assignment.status !== 'open' && assignment.status !== 'pending') return NOTICE_SKIPS.closed;
  if (facts.stages.get(assignment.stageId)?.status === 'closed') return NOTICE_SKIPS.closed;
  const today = facts.wall(facts.asOf, plan.zone).day;
  const urge: Urge = {
    kind,
    afterPlanned: notice.reason === 'after-planned',
    meantLate: notice.windowStart >= assignment.dueAt.getTime(),
    dueAt: assignment.dueAt.getTime(),
    plannedDate: assignment.plannedDate,
    quietUntil: assignment.quietUntil,
    reminded: occasionsBefore(facts.sent.get(dutyKey(assignment)) ?? [], stepOf(notice)),
  };
  return whyNotUrge(urge, { asOf: facts.asOf, today, policy: plan.policy });
}
