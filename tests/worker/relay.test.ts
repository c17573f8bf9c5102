import { WorkflowNotFoundError } from '@temporalio/client';
import { pino } from 'pino';
import { deliveryWorkflowId, workflowIdOf } from '../../src/domain/ids';
import { tell, transaction } from '../../src/services/db';
import { reconcile } from '../../src/worker/reconciler';
import { startRelay } from '../../src/worker/relay';
import { at, startSmallPlan, TOPIC_OWNER } from '../services/plans/small-plan';
import { dropFacts, freshFacts } from '../support/facts';
import { connectTemporal } from '../support/temporal';

test('of all that does not run, a relayed event starts its own workflow alone', async () => {
  const db = await freshFacts();
  const { client, close } = await connectTemporal();
  const silent = pino({ level: 'silent' });
  try {
    const ctx = at('2023-03-01');
    await startSmallPlan(db, ctx);
    await db.prisma.event.deleteMany();
    await transaction(db, (tx) => tell(tx, db, [TOPIC_OWNER], ctx));
    const started = await new Promise<string[]>((resolve, reject) => {
      const relay = startRelay(
        db,
        client,
        silent,
        async (missing) => {
          const ids = await reconcile(db, client, { kind: 'real', now: ctx.asOf }, undefined, missing);
          void relay.stop().then(() => resolve(ids), reject);
        },
        20,
      );
    });
    expect(started).toEqual([workflowIdOf(db.run, TOPIC_OWNER)]);
    await expect(client.workflow.getHandle(deliveryWorkflowId(db.run)).describe()).rejects.toThrow(WorkflowNotFoundError);
    await client.workflow.getHandle(workflowIdOf(db.run, TOPIC_OWNER)).terminate();
  } finally {
    await close();
    await dropFacts(db);
  }
});
