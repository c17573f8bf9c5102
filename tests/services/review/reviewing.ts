/**
 * Reviews for tests: of a document of the corpus, answered as an operator would.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadCalendar } from '../../../src/documents/default-calendar';
import { draftPlan } from '../../../src/documents/draft/read';
import { readPlanFile } from '../../../src/documents/plan-file';
import { workingCalendar } from '../../../src/domain/calendar';
import type { ReviewQuestion } from '../../../src/services/review/question';
import {
  answered,
  nextQuestion,
  openReview,
  questionsOf,
  type Review,
  type Step,
  type Typed,
} from '../../../src/services/review/review';
import { reviewedYaml } from '../../../src/services/review/reviewed-yaml';

export const BASIS = 'ý kiến Trưởng Ban Tuyên giáo, ngày 25/3/2023';
/** What is typed where nothing is proposed. */
const WORDS: Partial<Record<ReviewQuestion['asks'], string>> = {
  words: 'Tự soi, tự sửa',
  number: '52-KH/ĐUK',
  day: '15/01',
  due: '31/12',
  year: '2024',
};

/** The review of a document; where it spans two years, of 2024. */
export async function reviewOf(file: string, bytes: Uint8Array = document(file)): Promise<Review> {
  const calendar = await loadCalendar();
  const draft = await draftPlan(bytes, file);
  return openReview(draft.plan.year === null ? await draftPlan(bytes, file, { year: 2024 }) : draft, calendar);
}

const document = (file: string) => readFileSync(path.join(__dirname, '../../corpus', file));

/** What is proposed, or what was read; a fixed answer where there is neither. */
export const usual = ({ kept, proposal, asks }: ReviewQuestion): Typed => ({
  typed: (kept ?? proposal) === null ? (WORDS[asks] ?? '') : '',
  basis: BASIS,
  otherYear: true,
});

/** Answers everything that is asked, and everything that comes up meanwhile. */
export function answerAll(review: Review, answer: (question: ReviewQuestion) => Typed = usual): Review {
  let now = review;
  for (let question = nextQuestion(now); question; question = nextQuestion(now))
    now = taken(answered(now, question, answer(question)));
  return now;
}

/** Answers one question by its `about`. */
export function give(review: Review, about: string, typed: string, more: Partial<Typed> = {}): Step {
  const question = questionsOf(review).find((each) => each.about === about);
  if (!question) throw new Error(`${about} is not asked`);
  return answered(review, question, { typed, basis: BASIS, ...more });
}

export function taken(step: Step): Review {
  if (!step.ok) throw new Error(step.why);
  return step.review;
}

/** What `plan check` finds at fault in the plan file of the review. */
export function faultsOf(review: Review): string[] {
  const yaml = Buffer.from(reviewedYaml(review, 'document.txt'));
  const read = readPlanFile(yaml, 'plan.yaml', workingCalendar(review.calendarFile));
  return read.ok ? [] : read.faults.map(({ kind, line, message }) => `${line}: ${kind}: ${message}`);
}
