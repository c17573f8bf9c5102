import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transportOf } from '../../src/domain/ids';
import { prepareRun } from '../../src/rehearsal/run-id';
import { openInboxStore } from '../../src/stack/inbox/store';
import { at, startSmallPlan } from '../services/plans/small-plan';
import { dropFacts, freshFacts, testDatabaseUrl } from '../support/facts';

test('a rehearsal that reached its end begins with an empty inbox; an interrupted one keeps its letters', async () => {
  const db = await freshFacts();
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-inbox-'));
  try {
    const inbox = openInboxStore(folder);
    const own = transportOf(db.run);
    for (const transport of [own, 'capture/another'])
      await inbox.add(transport, 'a@example.org', ['b@example.org'], Buffer.from('Subject: x\r\n\r\ny'));
    const counts = () => [own, 'capture/another'].map((transport) => inbox.entries(transport).length);
    await startSmallPlan(db, at('2023-03-01'));

    expect(await prepareRun(await testDatabaseUrl(), folder, db.run)).toEqual({ resumed: true });
    expect(counts()).toEqual([1, 1]);
    await db.prisma.plan.updateMany({ data: { status: 'closed' } });
    expect(await prepareRun(await testDatabaseUrl(), folder, db.run)).toEqual({ resumed: false });
    expect(counts()).toEqual([0, 1]);
  } finally {
    rmSync(folder, { recursive: true });
    await dropFacts(db);
  }
});
