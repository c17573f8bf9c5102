import fc from 'fast-check';
import type { DraftStage } from '../../../src/documents/draft/types';
import { dayOfEpoch, epochDay } from '../../../src/domain/calendar';
import {
  answered,
  answerTo,
  lastBasis,
  missing,
  nextQuestion,
  openQuestions,
  putOff,
  questionsOf,
  standing,
  takenUp,
  undone,
  type Review,
} from '../../../src/services/review/review';
import { reviewedYaml } from '../../../src/services/review/reviewed-yaml';
import { answerAll, BASIS, faultsOf, give, reviewOf, taken, usual } from './reviewing';

const REFERENCE = '01-tham-chieu-2023.txt';
const OPEN = '23-chua-xac-dinh.txt';
/** Quý IV for the session, and its report before 15/12. */
const OUT_OF_ORDER = '03-dang-the-thuc-399.txt';
let reference: Review;
beforeAll(async () => {
  reference = await reviewOf(REFERENCE);
});
const yaml = (review: Review) => reviewedYaml(review, 'ke-hoach.docx');

test('a date that is answered stands as decided with its basis, beside the sentence', () => {
  const after = taken(give(reference, 'topics/2/session/due', 'cuối quý III'));
  expect(yaml(after)).toContain(
    [
      '        opens: 2023-04-01',
      '        due: 2023-09-30',
      '        said: "Thời gian sinh hoạt: Từ tháng 4 năm 2023."',
      '        decided: "cuối quý III (đến hết ngày 30/9/2023)"',
      `        basis: "${BASIS}"`,
    ].join('\n'),
  );
  expect(openQuestions(after).map(({ about }) => about)).not.toContain('topics/2/session/due');
});

test.each([
  ['', 'căn cứ là số, ngày của văn bản, hoặc ý kiến của ai, ngày nào'],
  ['15/3/2023', 'căn cứ là số, ngày của văn bản, hoặc ý kiến của ai, ngày nào'],
  ['đã thống nhất', 'căn cứ còn thiếu ngày (ví dụ: ý kiến Trưởng Ban Tuyên giáo, ngày 25/3)'],
  ['Công văn số 12-CV/ĐUK', 'căn cứ còn thiếu ngày (ví dụ: ý kiến Trưởng Ban Tuyên giáo, ngày 25/3)'],
])('a decided date with the basis %j is refused', (basis, why) => {
  expect(give(reference, 'topics/2/session/due', '30/9', { basis })).toEqual({ ok: false, why, lacks: 'basis' });
});

test('the last basis is there for the next date', () => {
  const first = taken(give(reference, 'topics/2/session/due', '30/9', { basis: 'Công văn số 12-CV/ĐUK, ngày 02/3/2023' }));
  expect(lastBasis(first)).toBe('Công văn số 12-CV/ĐUK, ngày 02/3/2023');
  expect(lastBasis(taken(give(first, 'number', '52-KH/ĐUK')))).toBe('Công văn số 12-CV/ĐUK, ngày 02/3/2023');
});

test('undoing goes back step by step, over answers and over what was put off', () => {
  const [first, second] = questionsOf(reference);
  if (!first || !second) throw new Error('nothing is asked');
  const two = putOff(taken(answered(reference, first, { typed: '52-KH/ĐUK' })), second.about);
  expect(nextQuestion(two)?.about).not.toBe(second.about);
  const one = undone(two);
  expect(one?.answer).toBeNull();
  expect(nextQuestion(one?.review ?? two)).toEqual(second);
  const none = one && undone(one.review);
  expect(none?.answer?.about).toBe(first.about);
  expect(none?.review).toEqual(reference);
  expect(none && undone(none.review)).toBeNull();
});

test('a question that was put off is asked again when it is taken up, and stands open in the plan file until then', () => {
  const rest = answerAll(putOff(reference, 'topics/2/session/due'));
  expect(missing(rest).map(({ about }) => about)).toEqual(['topics/2/session/due']);
  expect(yaml(rest)).toContain('# HỎI: chỉ nêu thời điểm bắt đầu');
  expect(faultsOf(rest)).toEqual([expect.stringContaining('no-due')]);
  expect(faultsOf(answerAll(takenUp(rest)))).toEqual([]);
});

test('a date of another year is taken only from somebody who says so; one far off never', () => {
  expect(give(reference, 'topics/2/session/due', '15/01/2024')).toMatchObject({ ok: false, lacks: 'otherYear' });
  expect(give(reference, 'topics/2/session/due', '15/01/2024', { otherYear: true })).toMatchObject({ ok: true });
  expect(give(reference, 'topics/2/session/due', '15/01/2025', { otherYear: true })).toMatchObject({
    ok: false,
    lacks: 'answer',
  });
});

test('stages that the document puts in the wrong order are asked about: either may move', async () => {
  const review = await reviewOf(OUT_OF_ORDER);
  const about = 'topics/3/reporting/order';
  expect(missing(review)).toMatchObject([{ about, proposal: '14/12/2026' }]);
  const sooner = taken(give(review, about, ''));
  expect(answerTo(sooner, about)?.understood).toBe('sinh hoạt chuyên đề đến hết ngày 14/12/2026');
  expect(yaml(sooner)).toMatch(/session: .*\n.*\n.*\n {8}due: 2026-12-14/);
  const later = taken(give(review, about, '31/12'));
  expect(yaml(later)).toMatch(/reporting: .*\n.*\n {8}due: 2026-12-31/);
  expect([faultsOf(sooner), faultsOf(later)]).toEqual([[], []]);
  expect(give(review, about, '20/12')).toMatchObject({ ok: false, lacks: 'answer' });
});

test('an answer that puts stages in the wrong order raises that question, and correcting it takes it away', () => {
  const whole = answerAll(reference);
  const early = taken(give(whole, 'reports/2/due', '30/9'));
  expect(missing(early).map(({ about }) => about)).toEqual(['topics/2/reporting/order', 'topics/3/reporting/order']);
  expect(faultsOf(answerAll(early))).toEqual([]);
  const again = taken(give(early, 'reports/2/due', '10 ngày làm việc sau sinh hoạt chuyên đề'));
  expect(missing(again)).toEqual([]);
  expect(yaml(again)).toBe(yaml(whole));
});

test('a doubt about what was read may be kept, without a basis, or answered with another date', async () => {
  const review = await reviewOf('25-vat-nam.txt');
  const doubt = missing(review).find(({ about }) => about === 'topics/3/session');
  expect(doubt?.kept).toMatch(/^từ ngày .* đến hết ngày/);
  const keeping = taken(give(review, 'topics/3/session', '', { basis: '' }));
  expect(standing(keeping).at(-1)?.answer.value).toEqual({ as: 'kept' });
  expect(yaml(answerAll(keeping))).not.toContain('decided:');
  const other = taken(give(review, 'topics/3/session', '20/12/2024'));
  expect(yaml(answerAll(other))).toContain('due: 2024-12-20');
});

test.each<[string, Partial<DraftStage>]>([
  ['its sentence only says when it begins', { due: '2023-12-31' }],
  ['it lies in a year far off', { due: '2027-06-30', said: 'Xong trong tháng 6/2027.' }],
  ['it comes before its opening', { opens: '2023-09-01', due: '2023-06-30', said: 'Xong trong tháng 6.' }],
  [
    'it counts from a stage that the topic has not',
    { relative: { days: 5, unit: 'working', after: 'study' }, said: '5 ngày làm việc sau học tập' },
  ],
])('a due that plan check would refuse is asked though the document was read without a doubt: %s', (_, read) => {
  const { draft } = reference;
  const topics = draft.plan.topics.map((topic) =>
    topic.ordinal === 2 ? { ...topic, stages: topic.stages.map((stage) => ({ ...stage, ...read })) } : topic,
  );
  const review = { ...reference, draft: { plan: { ...draft.plan, topics }, questions: [] } };
  expect(faultsOf(review).length).toBeGreaterThan(faultsOf(taken(give(review, 'topics/2/session/due', '30/11'))).length);
  expect(faultsOf(answerAll(review))).toEqual([]);
});

test('of several deadlines one is chosen by its number', async () => {
  const review = await reviewOf('19-hai-doi-tuong.txt');
  const step = give(review, 'topics/2/session', '1');
  expect(step.ok && step.answer.understood).toBe('đến hết ngày 30/9/2023');
});

test('one answer about the report of results settles it for every topic', () => {
  const after = taken(give(reference, 'reports/2/due', '5 ngày làm việc sau sinh hoạt'));
  expect(yaml(after).match(/due: \+5 working days after session/g)).toHaveLength(3);
});

test('who has the duty, ids and the head of the document are taken as answered', () => {
  let review = taken(give(reference, 'owners/study', 'các cơ sở và chi bộ'));
  review = taken(give(review, 'roles/issuer', 'btv-duk'));
  review = taken(give(review, 'id', 'sinh-hoat-2023'));
  review = taken(give(review, 'date', '01/3/2023'));
  const text = yaml(review);
  expect(text).toContain('owner: [unit, cell]\n        opens: 2023-03-01');
  expect(text).toContain('roles: { issuer: btv-duk, board: ban-tuyen-giao }');
  expect(text).toContain('id: sinh-hoat-2023');
  expect(text).toContain('date: 2023-03-01');
});

test('any order of the answers gives the same plan', async () => {
  const review = await reviewOf(OPEN);
  const whole = answerAll(review);
  const given = standing(whole);
  const steps = fc.shuffledSubarray(given, { minLength: given.length });
  fc.assert(
    fc.property(steps, (order) => {
      let now = review;
      // a question about the order of stages stands only once the dates around it are known
      for (let left = order; left.length > 0; ) {
        const asked = new Set(questionsOf(now).map(({ about }) => about));
        const [next] = left.filter(({ question }) => asked.has(question.about));
        if (!next) throw new Error('no question of the rest is asked');
        now = taken(answered(now, next.question, usual(next.question)));
        left = left.filter((each) => each !== next);
      }
      expect(yaml(now)).toBe(yaml(whole));
    }),
    { numRuns: 20 },
  );
});

test('whatever dates are answered, plan check finds no fault once nothing is missing', async () => {
  const reviews = [await reviewOf(OPEN), reference, await reviewOf(OUT_OF_ORDER), await reviewOf('37-thu-nhat-thu-hai.txt')];
  const day = fc.integer({ min: epochDay('2022-06-01'), max: epochDay('2027-06-01') }).map(dayOfEpoch);
  const answers = fc.array(
    fc.oneof(
      day,
      fc.constant(''),
      fc.constant('3 ngày làm việc sau sinh hoạt'),
      day.map((d) => `before ${d}`),
    ),
    {
      minLength: 30,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(fc.constantFrom(...reviews), answers, (review, typed) => {
      let turn = 0;
      let now = review;
      for (let question = nextQuestion(now); question; question = nextQuestion(now)) {
        const own = question.asks === 'due' ? (typed[turn] ?? '') : '';
        turn += 1;
        const step = own === '' ? null : answered(now, question, { typed: own, basis: BASIS, otherYear: true });
        now = step?.ok ? step.review : taken(answered(now, question, usual(question)));
      }
      expect(faultsOf(now)).toEqual([]);
      expect(missing(now)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('no typed text makes it throw, and what is refused changes nothing', () => {
  const questions = questionsOf(reference);
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('từ', '31/02', '+5 working days after session', '1'.repeat(900), '\u0000', '🎉'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...questions), text, text, (question, typed, basis) => {
      const step = answered(reference, question, { typed, basis });
      if (step.ok) expect(answerTo(step.review, question.about)?.understood).not.toMatch(/[\u0000-\u001f]/);
      else expect(step.why).not.toBe('');
    }),
    { numRuns: 500 },
  );
});
