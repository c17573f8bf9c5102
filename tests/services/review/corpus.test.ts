import { CodedError } from '../../../src/errors';
import { missing } from '../../../src/services/review/review';
import { reviewedYaml } from '../../../src/services/review/reviewed-yaml';
import { corpus, heldOutSets } from '../../corpus/expected';
import { answerAll, faultsOf, reviewOf } from './reviewing';

/** Every document that can be drafted. */
const DOCUMENTS = [...corpus(), ...heldOutSets().flat()].map(({ name, bytes, file }) => [name, bytes, file] as const);

test.each(DOCUMENTS)(
  '%s: when every question is answered, plan check finds no fault and nothing is left to ask',
  async (_, bytes, file) => {
    const drafted = await reviewOf(file, bytes).catch((error: unknown) => {
      if (error instanceof CodedError && error.code === 'CD_DRAFT_NOT_PLAN') return null;
      throw error;
    });
    if (!drafted) return;
    const review = answerAll(drafted);
    expect(faultsOf(review)).toEqual([]);
    expect(missing(review)).toEqual([]);
    expect(reviewedYaml(review, file)).not.toContain('HỎI:');
  },
);

test('whatever plan check refuses in a draft is a question that must be answered', async () => {
  let faulty = 0;
  for (const [, bytes, file] of DOCUMENTS.slice(0, corpus().length)) {
    const review = await reviewOf(file, bytes);
    if (faultsOf(review).length === 0) continue;
    faulty += 1;
    expect([file, missing(review).length > 0]).toEqual([file, true]);
  }
  expect(faulty).toBeGreaterThan(8);
});

test('what the reader of the document forgot to ask is asked all the same', async () => {
  for (const { file, bytes } of corpus()) {
    const review = await reviewOf(file, bytes);
    const silent = { ...review, draft: { ...review.draft, questions: [] } };
    expect([file, ...faultsOf(answerAll(silent))]).toEqual([file]);
  }
});
