import { removeOldEvents } from '../../src/services/housekeeping';
import type { Db } from '../../src/services/db';
import { dropFacts, freshFacts } from '../support/facts';

const NOW = Date.parse('2023-08-01T01:00:00Z');
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW - days * DAY);

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

test('events go 30 days after they were delivered; one that was not stays, however old', async () => {
  await db.prisma.event.createMany({
    data: [
      { workflowId: 'a', at: ago(40), deliveredAt: ago(31) },
      { workflowId: 'b', at: ago(40), deliveredAt: ago(29) },
      { workflowId: 'c', at: ago(40) },
    ],
  });
  expect(await removeOldEvents(db, NOW, 1)).toBe(1);
  expect((await db.prisma.event.findMany({ orderBy: { workflowId: 'asc' } })).map((event) => event.workflowId)).toEqual([
    'b',
    'c',
  ]);
});
