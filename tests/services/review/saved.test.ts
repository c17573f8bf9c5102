import type { Review } from '../../../src/services/review/review';
import { openReview } from '../../../src/services/review/review';
import { reviewedYaml } from '../../../src/services/review/reviewed-yaml';
import { checkDraft, draftMark, readSaved, savedText, sha256, type Saved } from '../../../src/services/review/saved';
import { answerAll, give, reviewOf, taken } from './reviewing';

const DOCUMENT = { name: 'ke-hoach.docx', sha256: sha256('its bytes') };
let review: Review;
beforeAll(async () => {
  review = taken(give(await reviewOf('01-tham-chieu-2023.txt'), 'topics/2/session/due', 'cuối quý III'));
});
const saved = ({ draft, answers, skipped, trail }: Review): Saved => ({
  version: 1,
  document: DOCUMENT,
  year: draft.plan.year,
  draft: draftMark(draft),
  answers,
  skipped,
  trail,
  written: null,
});

test('a review taken up again goes on where it was', () => {
  const again = readSaved(savedText(saved(review)), 'plan.yaml.review.json', DOCUMENT);
  checkDraft(again, review.draft, 'plan.yaml.review.json');
  const after = openReview(review.draft, review.calendarFile, again);
  expect(after).toEqual(review);
  expect(reviewedYaml(answerAll(after), 'a')).toBe(reviewedYaml(answerAll(review), 'a'));
});

test('another document is refused', () => {
  const text = savedText(saved(review));
  expect(() => readSaved(text, 'f', { name: 'khac.docx', sha256: sha256('other bytes') })).toThrow(
    expect.objectContaining({ code: 'CD_REVIEW_OTHER', exit: 1 }),
  );
});

test('the same document read otherwise is refused: answers would land on other questions', async () => {
  const other = (await reviewOf('02-dang-the-thuc-cu.txt')).draft;
  const plan = { ...other.plan, year: review.draft.plan.year };
  expect(() => checkDraft(saved(review), { ...other, plan }, 'f')).toThrow(expect.objectContaining({ code: 'CD_REVIEW_OTHER' }));
  expect(() => checkDraft(saved(review), { ...other, plan: { ...plan, year: 1999 } }, 'f')).toThrow(/the year 2023, not of 1999/);
});

test.each([['{'], ['[]'], ['{"version":2}'], ['']])('%j is no review', (text) => {
  expect(() => readSaved(text, 'f', DOCUMENT)).toThrow(expect.objectContaining({ code: 'CD_REVIEW_STATE', exit: 1 }));
});
