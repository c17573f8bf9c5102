import { instantOf } from '../../../src/domain/dates';
import { viewCalendar } from '../../../src/services/plans/calendar-view';
import type { Db } from '../../../src/services/db';
import { viewText } from '../../../src/cli/calendar-text';
import { DUE, PLAN, seedCells, ZONE } from '../../support/cells';
import { dropFacts, freshFacts } from '../../support/facts';

let db: Db;
beforeAll(async () => {
  db = await freshFacts();
  await seedCells(db, 2);
});
afterAll(() => dropFacts(db));

const ctx = { asOf: instantOf('2023-06-01', 9 * 60, ZONE), by: 'test' };
const file = { 2023: { daysOff: { '2023-01-02': 'đã qua', [DUE]: 'nghỉ' }, makeUpWorkingDays: [] } };

test('a changed calendar shows the due dates it touches and the steps it would move, and writes nothing', async () => {
  const before = await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } });
  const [view, ...others] = await viewCalendar(db, file, null, ctx);
  expect(others).toEqual([]);
  expect(view).toMatchObject({
    planId: PLAN,
    days: [{ day: DUE, worked: false, reason: 'nghỉ' }],
    dues: [{ topicId: 'tu-soi', stage: 'session', due: DUE }],
  });
  // The day after the due date's Friday is Monday either way; reminders before it stay, since the due date itself is not counted.
  expect(view?.moved).toEqual([]);
  expect(await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toEqual(before);
});

test('a day off before the due date moves the reminders that count back over it', async () => {
  const [view] = await viewCalendar(db, { 2023: { daysOff: { '2023-06-28': 'nghỉ' }, makeUpWorkingDays: [] } }, PLAN, ctx);
  expect(view?.steps).toContainEqual({
    topicId: 'tu-soi',
    stage: 'session',
    kind: 'remind',
    from: '2023-06-27',
    to: '2023-06-26',
  });
  expect(view && viewText(view).join('\n')).toContain('nhắc lịch (tu-soi, Sinh hoạt chuyên đề): 27/6/2023 → 26/6/2023');
});

test('an unknown plan is told', async () => {
  await expect(viewCalendar(db, file, 'none', ctx)).rejects.toMatchObject({ code: 'CD_PLAN_UNKNOWN' });
});
