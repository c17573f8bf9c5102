import { changesBetween } from '../../src/domain/amendment';
import type { PlanDocument, StageSpec } from '../../src/domain/plan';

const session: StageSpec = {
  owners: ['cell'],
  audience: [],
  opens: '2023-04-01',
  due: '2023-06-30',
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
  said: 'Quý II năm 2023',
};

const planOf = (stages: PlanDocument['topics'][0]['stages'], id = 't1'): PlanDocument => ({
  id: 'p',
  year: 2023,
  number: null,
  date: null,
  title: 'Kế hoạch',
  zone: 'Asia/Ho_Chi_Minh',
  roles: { issuer: 'btv', board: 'ban' },
  reports: null,
  topics: [{ id, ordinal: 1, short: 'Chuyên đề 1/2023', title: 'Một', choice: false, materials: [], stages }],
});

/** As a JSON column gives it back: keys in another order, undefined ones gone. */
const reordered = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).reverse()) : part,
  );

test('the same plan changes nothing, whatever order its keys come back in', () => {
  const plan = planOf({ session, study: { ...session, decided: undefined } });
  expect(changesBetween(reordered(plan), plan)).toEqual([]);
});

test('a moved due date is told with the day before and after', () => {
  const later = { ...session, due: '2023-07-31' };
  expect(changesBetween(planOf({ session }), planOf({ session: later }))).toEqual([
    {
      kind: 'due-moved',
      topicId: 't1',
      stage: 'session',
      from: { due: '2023-06-30', lateAfter: '2023-06-30' },
      to: { due: '2023-07-31', lateAfter: '2023-07-31' },
      spec: later,
    },
  ]);
});

test('"before D" moves what is late, even where the day reminded for stays', () => {
  const before = { ...session, lateAfter: '2023-07-01' };
  expect(changesBetween(planOf({ session }), planOf({ session: before })).map(({ kind }) => kind)).toEqual(['due-moved']);
});

test('added and removed topics and stages are named, removed topics last', () => {
  const kinds = (a: PlanDocument, b: PlanDocument) => changesBetween(a, b).map(({ kind }) => kind);
  expect(kinds(planOf({ session }), planOf({ session, study: session }))).toEqual(['stage-added']);
  expect(kinds(planOf({ session, study: session }), planOf({ session }))).toEqual(['stage-removed']);
  expect(kinds(planOf({ session }), planOf({ session }, 't2'))).toEqual(['topic-added', 'topic-removed']);
});

test('wording alone is told as wording', () => {
  expect(
    changesBetween(planOf({ session }), planOf({ session: { ...session, said: 'Trong quý II' } })).map(({ kind }) => kind),
  ).toEqual(['text-changed']);
});
