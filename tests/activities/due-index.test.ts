import { Prisma } from '../../src/services/db';
import { dueSql } from '../../src/services/delivery/due';
import { remind, seedCells } from '../support/cells';
import { startMailRun } from './mail-run';

test('what is due next is read from indexes, however much was sent before', async () => {
  const run = await startMailRun();
  try {
    await seedCells(run.db, 20_000);
    await remind(run.db);
    await run.db.prisma.$executeRaw`
      INSERT INTO "Message" (id, address, "windowStart", planned, transport, status, "headerId", subject, kinds, "slotAt", "queuedAt", attempts, "sentAt")
      SELECT md5(i::text), 'chi-bo-' || i || '@cells.example.org', now(), true, ${run.db.transport}, 'sent', 'h', 's', '{}', now(), now(), 1, now()
      FROM generate_series(1, 20000) i`;
    for (const table of ['Notice', 'Message']) await run.db.prisma.$executeRawUnsafe(`ANALYZE "${table}"`);
    const plan = await run.db.prisma.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`EXPLAIN ${dueSql(run.db.transport)}`);
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('Notice_planned_idx');
    expect(text).toContain('Message_queued_idx');
    expect(text).toContain('Message_unknown_idx');
    expect(text).toContain('Message_sending_idx');
    expect(text).not.toContain('Seq Scan');
  } finally {
    await run.close();
  }
});
