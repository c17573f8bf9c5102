/**
 * The live plan's process: workers, relay and reconciler until it is stopped. As many as one likes may run side by side.
 *
 * @module
 */
import type { Logger } from 'pino';
import { QUEUE_NAMES } from '../domain/ids';
import { startTransport } from '../services/delivery/transports';
import { removeOldEvents } from '../services/housekeeping';
import { checkSearchAttributes } from '../stack/search-attributes';
import { wakeDelivery, wakeOversleepers } from './overdue';
import { reconcile } from './reconciler';
import { everySoOften, startRelay } from './relay';
import { startRunWorker, type RunParts } from './run-worker';
import { openClient } from './temporal-place';

/** Batches wait behind each other for seconds; one that waited for minutes lost its worker. */
const STALE_AFTER_MS = 5 * 60_000;
const TIDY_EVERY_MS = 6 * 3_600_000;

export interface LiveParts extends RunParts {
  log: Logger;
  /** Letters a second the mail server takes; null: no limit. */
  ratePerSec: number | null;
  /** @default 1000 */
  relayEveryMs?: number;
  /** @default 60000 */
  reconcileEveryMs?: number;
}

export interface Live {
  /** Rejects when a worker fails for good. */
  done: Promise<void>;
  stop(): Promise<void>;
}

/** Throws CD_SEARCH_ATTRIBUTES when the server does not know ours. */
export async function startLive(parts: LiveParts): Promise<Live> {
  const { db, log } = parts;
  const { client, connection, close } = await openClient(parts.temporal);
  await checkSearchAttributes(connection, parts.temporal.namespace);
  await startTransport(db, db.transport, parts.ratePerSec, { asOf: Date.now(), by: 'system' });
  const worker = await startRunWorker({
    staleAfterMs: STALE_AFTER_MS,
    ...parts,
    onRenewalFault: (err) =>
      log.error({ err }, 'the lease of letters being sent was not renewed: once it ends, another worker repeats them'),
    onTextFault: (faulty) =>
      log.error({ faulty }, 'notices that cannot be written: nothing was sent; mend the cause, then `doctor --fix`'),
  });
  const heal = async (only?: readonly string[]) => {
    const started = await reconcile(db, client, { kind: 'real', now: Date.now() }, undefined, only);
    if (started.length > 0) log.info({ started }, 'workflows started from the facts');
  };
  const reconcileEveryMs = parts.reconcileEveryMs ?? 60_000;
  const watch = async () => {
    await heal();
    await wakeDelivery(db, client, Date.now());
    const woken = await wakeOversleepers(db, client, Date.now() - reconcileEveryMs);
    if (woken.length > 0) log.warn({ woken }, 'workflows had missed a signal');
  };
  // with the workflows' queue: a process of activities alone moves nothing on by itself
  const movers = (parts.queues ?? QUEUE_NAMES).includes('plan')
    ? [
        startRelay(db, client, log, heal, parts.relayEveryMs),
        everySoOften(reconcileEveryMs, log, 'reconciler', watch),
        everySoOften(TIDY_EVERY_MS, log, 'housekeeping', async () => {
          const events = await removeOldEvents(db, Date.now());
          if (events > 0) log.info({ events }, 'delivered events of more than 30 days ago removed');
        }),
      ]
    : [];
  return {
    done: worker.done,
    async stop() {
      await Promise.all(movers.map((mover) => mover.stop()));
      await worker.stop();
      await close();
    },
  };
}
