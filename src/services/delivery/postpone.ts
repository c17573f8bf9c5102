/**
 * Planned notices that missed their letter: they wait for the next window instead of making a second letter of the same
 * one, or of going out at night after a standstill. DESIGN §6.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { addDays, type Instant } from '../../domain/dates';
import { slotAt, windowFor } from '../../domain/window';
import { boardLetterInstant } from '../notices/raise';
import type { PlanFacts } from '../plans/load';
import type { DueLetter, DueNotice } from './due';
import { planIdOf, type BatchFacts } from './facts';
import { whyNot } from './recheck';
import type { Skip } from './write';

export interface Moved {
  id: string;
  windowStart: Instant;
  slotAt: Instant;
}

/** What is gathered now, what waits, and what finds no window before its deadline. */
export function splitLate(letters: DueLetter[], facts: BatchFacts): { due: DueLetter[]; moved: Moved[]; skipped: Skip[] } {
  const due: DueLetter[] = [];
  const moved: Moved[] = [];
  const skipped: Skip[] = [];
  for (const gathering of letters) {
    const stay: DueNotice[] = [];
    for (const notice of gathering.notices) {
      const plan = facts.plans.get(planIdOf(notice));
      const late = plan !== undefined && !notice.immediate && (gathering.gone || isTooLate(notice, plan, facts));
      // One that has lost its reason is skipped with the others, not moved.
      if (!late || whyNot(notice, facts) !== null) {
        stay.push(notice);
        continue;
      }
      const next = nextWindow(notice, plan, facts);
      if ('skip' in next) skipped.push({ id: notice.id, why: next.skip, at: facts.asOf });
      else moved.push({ id: notice.id, ...next });
    }
    if (stay.length > 0) due.push({ ...gathering, notices: stay });
  }
  return { due, moved, skipped };
}

/** A window's letters may be sent until the evening of its day, not later: nobody is written to at night. */
function isTooLate({ windowStart }: DueNotice, { policy, zone }: PlanFacts, { asOf, wall }: BatchFacts): boolean {
  const now = wall(asOf, zone);
  return now.day > wall(windowStart, zone).day || now.minute >= policy.atOnce.to;
}

function nextWindow(notice: DueNotice, plan: PlanFacts, facts: BatchFacts): Omit<Moved, 'id'> | { skip: string } {
  const { policy, calendar, zone } = plan;
  if (notice.contactId.startsWith('supervisor:')) {
    const start = boardLetterInstant(plan, facts.asOf);
    return { windowStart: start, slotAt: start };
  }
  const today = facts.wall(facts.asOf, zone).day;
  const after = addDays(facts.wall(notice.windowStart, zone).day, 1);
  const deadline =
    notice.kind === 'remind' && notice.reason !== 'after-planned'
      ? (facts.assignments.get(notice.assignmentId ?? '')?.dueAt.getTime() ?? null)
      : null;
  const window = windowFor({ date: after > today ? after : today, asOf: facts.asOf, deadline, policy, calendar, zone });
  if ('skip' in window) return window;
  return { windowStart: window.windowStart, slotAt: slotAt(window, createHash('md5').update(notice.address).digest('hex')) };
}
