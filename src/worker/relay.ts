/**
 * The relay: reads undelivered events and sends one signal `changed` per workflow and pass. A workflow that is not
 * running is started by the reconciler; a lost or doubled signal makes no difference.
 *
 * @module
 */
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Instant } from '../domain/dates';
import { transaction, type Db } from '../services/db';
import { changed } from '../workflows/messages';

/** Events taken in one pass. */
const BATCH = 1000;

export interface Relayed {
  /** Workflows that were signalled. */
  signalled: number;
  /** Workflows that do not run: the reconciler looks at them. */
  missing: string[];
  /** More events were waiting than one pass takes. */
  more: boolean;
}

/** One pass. Rows locked by another relay are skipped; a crash before commit delivers them once more. */
export function relayOnce(db: Db, client: Client, asOf: Instant): Promise<Relayed> {
  return transaction(db, async (tx) => {
    const events = await tx.$queryRaw<{ id: bigint; workflowId: string }[]>`
      select id, "workflowId" from "Event" where "deliveredAt" is null order by id limit ${BATCH} for update skip locked`;
    const targets = [...new Set(events.map((event) => event.workflowId))];
    const missing: string[] = [];
    await Promise.all(
      targets.map(async (workflowId) => {
        try {
          await client.workflow.getHandle(workflowId).signal(changed);
        } catch (error) {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
          missing.push(workflowId);
        }
      }),
    );
    await tx.event.updateMany({ where: { id: { in: events.map((event) => event.id) } }, data: { deliveredAt: new Date(asOf) } });
    return { signalled: targets.length - missing.length, missing, more: events.length === BATCH };
  });
}

/** Relays once a second until stopped. `onMissing` starts these workflows, which do not run. */
export function startRelay(
  db: Db,
  client: Client,
  log: Logger,
  onMissing: (workflowIds: string[]) => Promise<unknown>,
  everyMs = 1000,
): { stop(): Promise<void> } {
  return everySoOften(everyMs, log, 'relay', async () => {
    const { missing } = await relayOnce(db, client, Date.now());
    if (missing.length > 0) await onMissing(missing);
  });
}

/** Runs `work` again and again, `everyMs` after it ended; an error is logged and the next turn comes. */
export function everySoOften(everyMs: number, log: Logger, name: string, work: () => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await work();
      } catch (error) {
        log.warn({ err: error }, `${name} failed; next turn in ${everyMs} ms`);
      }
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined); // rejects only when stopped
    }
  })();
  return {
    stop() {
      stopping.abort();
      return loop;
    },
  };
}
