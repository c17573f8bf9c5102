/**
 * A review: a draft, the answers given so far and what is still to be asked. Plain values; every step gives a new one,
 * so that terminal and pages can share it. The plan that comes out depends on the answers, not on their order.
 *
 * @module
 * @example
 * let review = openReview(await draftPlan(bytes, file), calendarFile);
 * const step = answered(review, 'topics/2/session/due', { typed: 'cuối quý III', basis: 'ý kiến Trưởng Ban, ngày 25/3' });
 */
import type { Draft } from '../../documents/draft/types';
import { workingCalendar } from '../../domain/calendar';
import type { CalendarFile } from '../../domain/organisation';
import { basisFault, oneLine, readAnswer } from './answer';
import type { Understood } from './due-answer';
import type { Answer, ReviewQuestion, Value } from './question';
import { askingOf, type Asking } from './questions';

export interface Review {
  draft: Draft;
  calendarFile: CalendarFile;
  /** In the order they were given. */
  answers: Answer[];
  /** Put off, by `about`. */
  skipped: string[];
  /** What was answered or put off, by `about`, the latest last. */
  trail: string[];
}

export interface Typed {
  /** Empty: the proposal. */
  typed: string;
  basis?: string;
  /** A day outside the plan's year is meant. */
  otherYear?: boolean;
}

export type Step =
  | { ok: true; review: Review; answer: Answer }
  | { ok: false; why: string; lacks: 'answer' | 'otherYear' | 'basis' };

/** @param given what an earlier sitting left */
export const openReview = (
  draft: Draft,
  calendarFile: CalendarFile,
  { answers, skipped, trail }: Pick<Review, 'answers' | 'skipped' | 'trail'> = { answers: [], skipped: [], trail: [] },
): Review => ({ draft, calendarFile, answers, skipped, trail });

/** Every question there is now, answered ones among them. */
export const questionsOf = (review: Review): ReviewQuestion[] => asking(review).questions;

export const answerTo = ({ answers }: Review, about: string): Answer | undefined => answers.find((each) => each.about === about);

/** What is to be asked next; what was put off comes last. */
export function nextQuestion(review: Review): ReviewQuestion | null {
  return openQuestions(review).find(({ about }) => !review.skipped.includes(about)) ?? null;
}

/** Not answered, put off or not. */
export const openQuestions = (review: Review): ReviewQuestion[] =>
  questionsOf(review).filter(({ about }) => !answerTo(review, about));

/** What a plan cannot start without. */
export const missing = (review: Review): ReviewQuestion[] => openQuestions(review).filter(({ required }) => required);

/** How an answer is understood, before anything is asked about its basis. */
export function understood(review: Review, question: ReviewQuestion, { typed, otherYear }: Typed): Understood<Value> {
  const { draft, calendarFile } = review;
  const { year, date } = draft.plan;
  return readAnswer(question, typed, { year: year ?? 0, documentDate: date, calendarFile, otherYear: otherYear ?? false });
}

/** Takes an answer, in place of an earlier one. A decided date needs a basis. */
export function answered(review: Review, question: ReviewQuestion, given: Typed): Step {
  const read = understood(review, question, given);
  if (!read.ok) return { ok: false, why: read.why, lacks: read.otherYear ? 'otherYear' : 'answer' };
  const needsBasis = question.needsBasis && read.value.as !== 'kept';
  const basis = oneLine(given.basis ?? '');
  const fault = needsBasis ? basisFault(basis) : null;
  if (fault !== null) return { ok: false, why: fault, lacks: 'basis' };
  const { about } = question;
  const answer: Answer = { about, value: read.value, understood: read.understood, basis: needsBasis ? basis : null };
  const answers = [...review.answers.filter((each) => each.about !== about), answer];
  const { skipped, trail } = without(review, about);
  return { ok: true, answer, review: { ...review, answers, skipped, trail: [...trail, about] } };
}

/** Puts a question off. */
export function putOff(review: Review, about: string): Review {
  const { skipped, trail } = without(review, about);
  return { ...review, skipped: [...skipped, about], trail: [...trail, about] };
}

/** What was put off is asked again. */
export const takenUp = (review: Review): Review => ({
  ...review,
  skipped: [],
  trail: review.trail.filter((about) => !review.skipped.includes(about)),
});

/** Takes back the last thing done (or what was done about `about`): it is asked again. Null when there is none. */
export function undone(review: Review, about = review.trail.at(-1)): { review: Review; answer: Answer | null } | null {
  if (about === undefined || !review.trail.includes(about)) return null;
  return { answer: answerTo(review, about) ?? null, review: without(review, about) };
}

const without = (review: Review, about: string): Review => ({
  ...review,
  answers: review.answers.filter((each) => each.about !== about),
  skipped: review.skipped.filter((each) => each !== about),
  trail: review.trail.filter((each) => each !== about),
});

/** The basis given last: offered for the next one. */
export const lastBasis = ({ answers }: Review): string | null => answers.findLast(({ basis }) => basis !== null)?.basis ?? null;

/** Answers that count: of what is asked now, in the order of the questions. */
export const standing = (review: Review): { question: ReviewQuestion; answer: Answer }[] =>
  questionsOf(review).flatMap((question) => {
    const answer = answerTo(review, question.about);
    return answer ? [{ question, answer }] : [];
  });

/** What the answers make of the draft. */
export function asking({ draft, answers, calendarFile }: Review): Asking {
  return askingOf(draft, new Map(answers.map((answer) => [answer.about, answer])), workingCalendar(calendarFile));
}
