import { tidy } from '../../src/services/housekeeping';
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

const letter = (id: string, days: number, more: Record<string, unknown> = {}) => ({
  id,
  address: `${id}@example.org`,
  windowStart: ago(days),
  planned: true,
  transport: 'smtp',
  status: 'sent',
  headerId: `<${id}@example.org>`,
  subject: 's',
  kinds: ['open'],
  slotAt: ago(days),
  frozen: 'bytes',
  queuedAt: ago(days),
  sentAt: ago(days),
  ...more,
});

test('bytes of letters go 30 days after their fate was settled; the ledger stays', async () => {
  const unsent = { sentAt: null };
  await db.prisma.wording.createMany({
    data: ['shared', 'old', 'new'].map((id) => ({ id, content: '{}', day: ago(id === 'new' ? 1 : 40) })),
  });
  await db.prisma.message.createMany({
    data: [
      letter('old', 31, { wordingId: 'old' }),
      letter('kept', 29, { wordingId: 'shared' }),
      letter('other', 40, { wordingId: 'shared' }),
      letter('failed', 32, { ...unsent, status: 'failed' }),
      letter('just-failed', 30.5, { ...unsent, status: 'failed' }),
      letter('unknown', 32, { ...unsent, status: 'unknown' }),
      letter('again', 32, { ...unsent, status: 'unknown', retryAt: ago(0) }),
      letter('waits', 32, { ...unsent, status: 'queued', retryAt: ago(0) }),
    ],
  });
  expect(await tidy(db, NOW, 2)).toEqual({ events: 0, letters: 4, wordings: 1 });
  const kept = await db.prisma.message.findMany({ where: { frozen: { not: null } }, orderBy: { id: 'asc' } });
  expect(kept.map(({ id }) => id)).toEqual(['again', 'just-failed', 'kept', 'waits']);
  expect(await db.prisma.message.count({ where: { subject: 's' } })).toBe(8);
  expect((await db.prisma.wording.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual(['new', 'shared']);
  expect(await tidy(db, NOW)).toEqual({ events: 0, letters: 0, wordings: 0 });
});

test('events go 30 days after they were delivered; one that was not stays, however old', async () => {
  await db.prisma.event.createMany({
    data: [
      { workflowId: 'a', at: ago(40), deliveredAt: ago(31) },
      { workflowId: 'b', at: ago(40), deliveredAt: ago(29) },
      { workflowId: 'c', at: ago(40) },
    ],
  });
  expect((await tidy(db, NOW)).events).toBe(1);
  expect((await db.prisma.event.findMany({ orderBy: { workflowId: 'asc' } })).map((event) => event.workflowId)).toEqual([
    'b',
    'c',
  ]);
});
