/**
 * The duty that a path names, among the body's own.
 *
 * @module
 */
import { CodedError } from '../../errors';
import { assignmentIdOf, topicIdOf } from '../../domain/ids';
import { dutiesOfBody, type DutyView } from '../../services/duties/views';
import type { BodyContext } from '../context';

/** Throws CD_ASSIGNMENT_UNKNOWN. */
export async function dutyOfPath(c: BodyContext): Promise<DutyView> {
  const { plan, body } = c.var.access;
  const topic = c.req.param('topic') ?? '';
  const kind = c.req.param('kind') ?? '';
  const found = (await dutiesOfBody(c.var.view.db, plan, body.id, c.var.view.asOf)).find(
    (duty) => duty.topicKey === topic && duty.kind === kind,
  );
  if (!found)
    throw new CodedError('CD_ASSIGNMENT_UNKNOWN', {
      assignment: assignmentIdOf(`${topicIdOf(plan.id, topic)}/${kind}`, body.id),
    });
  return found;
}

/** The duty that a form of its page changes. Throws CD_ASSIGNMENT_UNKNOWN, CD_ASSIGNMENT_CLOSED once its topic closed long ago. */
export async function changeableDuty(c: BodyContext): Promise<DutyView> {
  const duty = await dutyOfPath(c);
  mustBeChangeable(duty);
  return duty;
}

/** Throws CD_ASSIGNMENT_CLOSED. */
export function mustBeChangeable(duty: DutyView): void {
  if (!duty.changeable)
    throw new CodedError('CD_ASSIGNMENT_CLOSED', { assignment: duty.assignmentId, status: { vi: 'đã kết thúc', en: 'over' } });
}

/** Path of one duty's pages, below the body's. */
export const dutyPath = (home: string, duty: Pick<DutyView, 'topicKey' | 'kind'>) =>
  `${home}/${encodeURIComponent(duty.topicKey)}/${duty.kind}`;

/** Its state allows a report: everything but what is over, has not opened, is paused or not asked for. */
export const takesReport = (duty: DutyView) =>
  duty.changeable && duty.state !== 'not-open' && duty.state !== 'waived' && duty.state !== 'paused';

/** A date and an extension can be given while the report is awaited. */
export const isAwaited = (duty: DutyView) => duty.changeable && duty.status === 'open' && duty.state !== 'paused';
