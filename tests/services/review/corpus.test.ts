import { loadCalendar } from '../../../src/documents/default-calendar';
import { readPlanFile } from '../../../src/documents/plan-file';
import { draftPlan } from '../../../src/documents/draft/read';
import { workingCalendar } from '../../../src/domain/calendar';
import { answered, missing, nextQuestion, openReview, type Review, type Typed } from '../../../src/services/review/review';
import { reviewedYaml } from '../../../src/services/review/reviewed-yaml';
import type { ReviewQuestion } from '../../../src/services/review/question';
import { corpus } from '../../corpus/expected';

const BASIS = 'ý kiến Trưởng Ban Tuyên giáo, ngày 25/3/2023';
/** What an operator types where nothing is proposed. */
const WORDS: Partial<Record<ReviewQuestion['asks'], string>> = {
  words: 'Tự soi, tự sửa',
  number: '52-KH/ĐUK',
  day: '15/01',
  due: '31/12',
  year: '2024',
};

async function reviewed(bytes: Uint8Array, file: string): Promise<{ review: Review; asked: ReviewQuestion[] }> {
  const calendar = await loadCalendar();
  const first = openReview(await draftPlan(bytes, file), calendar);
  const [about] = first.draft.plan.year === null ? first.draft.questions : [];
  let review = about ? openReview(await draftPlan(bytes, file, { year: 2024 }), calendar) : first;
  const asked: ReviewQuestion[] = [];
  for (let question = nextQuestion(review); question; question = nextQuestion(review)) {
    asked.push(question);
    const typed: Typed = {
      typed: (question.kept ?? question.proposal) ? '' : (WORDS[question.asks] ?? ''),
      basis: BASIS,
      otherYear: true,
    };
    const step = answered(review, question, typed);
    if (!step.ok) throw new Error(`${file}: ${question.about} (${question.proposal}): ${step.why}`);
    review = step.review;
  }
  return { review, asked };
}

test.each(corpus().map(({ name, bytes, file }) => [name, bytes, file] as const))(
  '%s: when every question is answered, plan check finds no fault and nothing is left to ask',
  async (_, bytes, file) => {
    const { review } = await reviewed(bytes, file);
    expect(missing(review)).toEqual([]);
    const yaml = reviewedYaml(review, file);
    const read = readPlanFile(Buffer.from(yaml), 'plan.yaml', workingCalendar(review.calendarFile));
    expect(read.ok ? [] : read.faults.map(({ kind, line, message }) => `${kind} ${line}: ${message}`)).toEqual([]);
    expect(yaml).not.toContain('HỎI:');
  },
);
