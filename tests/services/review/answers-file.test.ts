import { giveAll, readAnswersFile } from '../../../src/services/review/answers-file';
import { answerTo, type Review } from '../../../src/services/review/review';
import { BASIS, reviewOf } from './reviewing';

let review: Review;
beforeAll(async () => {
  review = await reviewOf('01-tham-chieu-2023.txt');
});
const given = (text: string) => giveAll(review, readAnswersFile(Buffer.from(text), 'answers.yaml'));

test('texts, proposals, bases of their own and one for all', () => {
  const { review: after, faults } = given(`
basis: ${BASIS}
number: 52-KH/ĐUK
reports/2/due:
topics/2/session/due: { answer: cuối quý III, basis: Thông báo số 3-TB/ĐUK, ngày 20/3/2023 }
topics/3/session/due: { answer: 2024-01-15, otherYear: true }
`);
  expect(faults).toEqual([]);
  expect(answerTo(after, 'number')).toMatchObject({ understood: '52-KH/ĐUK', basis: null });
  expect(answerTo(after, 'reports/2/due')).toMatchObject({ value: { due: '+10 working days after session' }, basis: BASIS });
  expect(answerTo(after, 'topics/2/session/due')?.basis).toBe('Thông báo số 3-TB/ĐUK, ngày 20/3/2023');
  expect(answerTo(after, 'topics/3/session/due')?.value).toMatchObject({ last: '2024-01-15' });
});

test('JSON is read as well', () => {
  const { faults, review: after } = given(JSON.stringify({ 'topics/2/session/due': { answer: '30/9', basis: BASIS } }));
  expect(faults).toEqual([]);
  expect(answerTo(after, 'topics/2/session/due')?.value).toMatchObject({ last: '2023-09-30' });
});

test('a question that comes up through another answer can be answered in the same file, before it', () => {
  const { faults } = given(`basis: ${BASIS}
topics/2/reporting/order: 31/12
topics/3/session/due: 30/9
reports/2/due: 30/9
topics/2/session/due: 31/12
`);
  expect(faults).toEqual([]);
});

test('every answer at fault is told at its place, and none is taken', () => {
  const { review: after, faults } = given(`number: 52-KH/ĐUK
topics/2/session/due: { answer: 45/1, basis: "${BASIS}" }
topics/3/session/due: 30/9
topics/9/session/due: 30/9
reports/2/due: [30/9]
reports/1/every: { answer: quý, basis: "${BASIS}", why: x }
topics/4/selection/due: { answer: 30/6/2024, basis: "${BASIS}" }
`);
  expect(after).toBe(review);
  expect(faults.map(({ line, kind }) => [line, kind])).toEqual([
    [2, 'wrong-value'],
    [3, 'wrong-value'],
    [4, 'unknown-key'],
    [5, 'wrong-value'],
    [6, 'wrong-value'],
    [7, 'wrong-value'],
  ]);
  expect(faults[1]?.message).toContain('căn cứ');
  expect(faults[5]?.message).toContain('otherYear: true');
});

test.each([['- a'], ['just words'], ['a: [']])('%j is no file of answers', (text) => {
  expect(given(text).faults).toHaveLength(1);
});
