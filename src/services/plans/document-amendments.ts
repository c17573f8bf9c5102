/**
 * A document that changes dates, another calendar, or both, held against a running plan: what would change, what has to
 * be asked, what it would do to people. Nothing is written here; `amendPlan` carries out what was seen.
 *
 * @module
 */
import { amendedDocument } from '../../domain/amended-document';
import type { Change } from '../../domain/amendment';
import { workingCalendar } from '../../domain/calendar';
import type { CalendarFile } from '../../domain/organisation';
import type { PlanDocument } from '../../domain/plan';
import { answeredProposals, assembled, type Answers } from '../../documents/amendment/answers';
import { basisText, comparable } from '../../documents/amendment/document-head';
import { proposalsOf } from '../../documents/amendment/proposals';
import { stagePath, type AmendmentQuestion, type ProposedDate, type Standing } from '../../documents/amendment/proposal-types';
import type { AmendmentReading } from '../../documents/amendment/read';
import type { Aside, DocumentHead } from '../../documents/amendment/types';
import { today, mustBeFollowed } from '../duties/locked';
import type { Context, Db, Tx } from '../db';
import { rehearseAmendment, type StageEffect } from './amendment-effects';
import { viewAmendment } from './amendments';
import { viewCalendar, type CalendarView } from './calendar-view';
import { loadPlan } from './load';
import { mergedCalendar } from './new-calendar';
import type { StartPlan } from './start';
import { CodedError, type StageFault } from '../../errors';

export interface DocumentAmendment {
  planId: string;
  /** null: the calendar alone. */
  reading: AmendmentReading | null;
  answers: Answers;
  calendar: CalendarFile | null;
  /** What the operator names as the basis; null: the document's own number and date. */
  basis: string | null;
  past: StartPlan['past'];
}

export interface DocumentView {
  planId: string;
  revision: number;
  head: DocumentHead | null;
  /** null: neither the document nor the operator names it, it has to be asked. */
  basis: string | null;
  /** The new dates, each with its sentence and place. */
  dates: ProposedDate[];
  /** Everything that differs, what follows from the new dates too. */
  changes: Change[];
  questions: AmendmentQuestion[];
  /** Dates that change nothing. */
  asides: Aside[];
  past: StageFault[];
  /** Working days that `--past due-now` gives. */
  dueNowDays: number;
  calendar: CalendarView | null;
  /** Empty while questions are open, or past dates unsettled. */
  effects: StageEffect[];
  /** The plan as it would be. */
  document: PlanDocument;
}

/** @throws CD_PLAN_UNKNOWN, CD_PLAN_ENDED, CD_AMENDMENT_ANSWER, CD_AMENDMENT_OTHER_PLAN */
export async function viewDocument(db: Db, input: DocumentAmendment, ctx: Context): Promise<DocumentView> {
  const plan = await loadPlan(db.prisma, input.planId);
  mustBeFollowed(plan);
  const { reading } = input;
  refuseOtherYear(reading, plan.document);
  if (input.basis === null) refuseOtherNumber(reading, plan.document);
  const calendarFile = input.calendar ? mergedCalendar(plan, input.calendar) : plan.calendarFile;
  const calendar = workingCalendar(calendarFile);
  const basis = input.basis ?? (reading ? basisText(reading.head) : null);
  const standing = await standings(db.prisma, plan.id);
  const proposals = reading
    ? proposalsOf(reading, plan.document, { today: today(plan, ctx), standing, pastSettled: input.past !== null })
    : { dates: [], questions: [], asides: [] };
  const answered = answeredProposals(proposals, input.answers, plan.document, basis ?? '', calendarFile);
  const { document, questions } = assembled(answered, plan.document, calendar, input.calendar !== null);
  const view = await viewAmendment(db, document, ctx);
  const settled = questions.length === 0 && (view.past.length === 0 || input.past !== null);
  const amendment = {
    document,
    basis: basis ?? '…',
    revision: view.revision,
    past: input.past,
    calendar: input.calendar,
  };
  return {
    planId: plan.id,
    revision: view.revision,
    head: reading?.head ?? null,
    basis,
    dates: answered.dates,
    changes: view.changes,
    questions,
    asides: answered.asides,
    past: view.past,
    dueNowDays: plan.policy.dueNowDays,
    calendar: input.calendar ? ((await viewCalendar(db, input.calendar, plan.id, ctx))[0] ?? null) : null,
    effects: settled && view.changes.length > 0 ? (await rehearseAmendment(db, amendment, ctx)).effects : [],
    document,
  };
}

/** What a plan written for another calendar says under the running plan's: dues that count working days follow it. */
export const countedBy = (document: PlanDocument, calendar: CalendarFile): PlanDocument =>
  amendedDocument(document, [], workingCalendar(calendar), true);

/** A plan of another year is no amendment of this one. @throws CD_AMENDMENT_OTHER_PLAN */
function refuseOtherYear(reading: AmendmentReading | null, plan: PlanDocument): void {
  const title = reading?.whole?.plan.title ?? '';
  const years = [...title.matchAll(/năm\s+(20\d\d)/giu)].map(([, year]) => Number(year));
  if (years.length > 0 && !years.includes(plan.year))
    throw new CodedError('CD_AMENDMENT_OTHER_PLAN', { found: `“${title}”`, expected: plan.id });
}

/** It names plans by their numbers, and not this one: an operator who knows better names the basis. @throws CD_AMENDMENT_OTHER_PLAN */
function refuseOtherNumber(reading: AmendmentReading | null, { id, number }: PlanDocument): void {
  const named = reading?.plans ?? [];
  if (number === null || named.length === 0 || named.some((one) => comparable(one) === comparable(number))) return;
  throw new CodedError('CD_AMENDMENT_OTHER_PLAN', { found: `Kế hoạch số ${named.join(', ')}`, expected: `${id} (${number})` });
}

async function standings(tx: Tx, planId: string): Promise<Map<string, Standing>> {
  const rows = await tx.stage.findMany({ where: { topic: { planId } }, include: { topic: { select: { key: true } } } });
  return new Map(
    rows.map(({ topic, id, status, opensOn, dueDate, lateAfter }) => [
      `${topic.key}/${id.slice(id.lastIndexOf('/') + 1)}`,
      { status, opensOn, due: dueDate, lateAfter },
    ]),
  );
}

/** Whether there is anything to carry out. */
export const changesAnything = ({ changes, calendar }: Pick<DocumentView, 'changes' | 'calendar'>): boolean =>
  changes.length > 0 || (calendar?.days.length ?? 0) > 0;

/** The proposed date of a change, where the document or an answer gives it; null: it follows from another. */
export const dateOf = (view: Pick<DocumentView, 'dates'>, path: string): ProposedDate | null =>
  view.dates.find(({ topicId, stage }) => stagePath(topicId, stage) === path) ?? null;
