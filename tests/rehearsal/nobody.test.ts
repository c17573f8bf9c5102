import { simulatePeople } from '../../src/rehearsal/people';
import { performStep } from '../../src/services/steps/perform';
import { at, briefing, planOf, roster, stage, topic, TOPIC_OWNER, PLAN } from '../services/plans/small-plan';
import { startPlan } from '../../src/services/plans/start';
import { dropFacts, freshFacts } from '../support/facts';

test('a roster without officers and head is rehearsed: the board’s work lies, nothing breaks', async () => {
  const db = await freshFacts();
  try {
    const document = planOf([topic({ briefing: briefing({ tentative: true }), session: stage() })]);
    const alone = { ...roster, supervisors: [] };
    await startPlan(db, { document, roster: alone, calendar: {}, from: '2023-03-01', past: null }, at('2023-03-01', 0));
    const people = await simulatePeople(db, PLAN, 1, at('2023-03-01', 0).asOf);
    await performStep(db, TOPIC_OWNER, 'briefing/confirm/2023-04-04', at('2023-04-04', 0));
    expect(await db.prisma.task.count({ where: { status: 'open' } })).toBe(1);
    const until = at('2023-04-14', 0).asOf;
    for (let next = await people.next(at('2023-04-04', 0).asOf); next !== null && next <= until; next = await people.next(next))
      await people.act(next);
    expect(await db.prisma.task.count({ where: { status: 'open' } })).toBe(1);
  } finally {
    await dropFacts(db);
  }
});
