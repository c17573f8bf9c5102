import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deliveryWorkflowId, schemaOf, transportOf, workflowIdOf } from '../../src/domain/ids';
import { openDb } from '../../src/services/db';
import { rehearsalLines } from '../../src/services/rehearsals';
import { openInboxStore } from '../../src/stack/inbox/store';
import { dropRehearsal, mustBeRehearsals } from '../../src/stack/rehearsals';
import { reconcile } from '../../src/worker/reconciler';
import { at, PLAN, startSmallPlan, TOPIC_OWNER } from '../services/plans/small-plan';
import { dropFacts, freshFacts, testDatabaseUrl } from '../support/facts';
import { connectTemporal } from '../support/temporal';

test('dropping a rehearsal ends its workflows and takes its facts and letters, no other run’s', async () => {
  const databaseUrl = await testDatabaseUrl();
  const live = await freshFacts();
  const db = await freshFacts();
  const inboxFolder = mkdtempSync(path.join(tmpdir(), 'chuyende-inbox-'));
  const { client, close } = await connectTemporal();
  try {
    const ctx = at('2023-03-01');
    await startSmallPlan(db, ctx);
    await reconcile(db, client, { kind: 'stepped', now: ctx.asOf });
    const inbox = openInboxStore(inboxFolder);
    for (const transport of [transportOf(db.run), 'smtp'])
      await inbox.add(transport, 'a@example.org', ['b@example.org'], Buffer.from('Subject: x\r\n\r\ny'));
    const listed = async () => (await rehearsalLines(live)).find(({ run }) => run === db.run);
    expect(await listed()).toMatchObject({ plan: 'Kế hoạch', status: 'running', from: '2023-03-01', letters: 0 });
    await expect(mustBeRehearsals(live, [db.run, 'live'])).rejects.toMatchObject({
      code: 'CD_RUN_UNKNOWN',
      values: { run: 'live' },
    });
    await expect(mustBeRehearsals(live, ['dt-never'])).rejects.toMatchObject({ code: 'CD_RUN_UNKNOWN' });
    await mustBeRehearsals(live, [db.run]);

    expect(await dropRehearsal({ databaseUrl, client, inboxFolder }, db.run)).toBe(3);
    const ids = [workflowIdOf(db.run, { kind: 'plan', id: PLAN }), workflowIdOf(db.run, TOPIC_OWNER), deliveryWorkflowId(db.run)];
    const states = await Promise.all(ids.map((id) => client.workflow.getHandle(id).describe()));
    expect(states.map(({ status }) => status.name)).toEqual(['TERMINATED', 'TERMINATED', 'TERMINATED']);
    expect(await listed()).toBeUndefined();
    // the inbox that runs notices
    expect(inbox.transports()).toEqual([{ name: 'smtp', count: 1 }]);
    expect(await inbox.raw(transportOf(db.run), 1)).toBeNull();
    expect(existsSync(path.join(inboxFolder, 'smtp', 'letters'))).toBe(true);
    expect(await live.prisma.plan.count()).toBe(0);
    // rehearsed again under the same id, its letters begin anew
    expect(await inbox.add(transportOf(db.run), 'a@example.org', [], Buffer.from('Subject: x\r\n\r\ny'))).toMatchObject({ n: 1 });
    const again = openDb(databaseUrl, db.run, 1);
    await expect(again.prisma.plan.count()).rejects.toThrow(/does not exist/);
    await again.prisma.$disconnect();
    expect(schemaOf(db.run)).toMatch(/^r_/);
  } finally {
    await close();
    rmSync(inboxFolder, { recursive: true });
    await dropFacts(db);
    await dropFacts(live);
  }
});
