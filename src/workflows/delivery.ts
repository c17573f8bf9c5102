/**
 * One mail transport: claims, renders and sends while there is mail, then sleeps to the next slot. One activity per
 * batch of messages, whatever the number of cells.
 *
 * @module
 */
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { queuesOf } from '../domain/ids';
import type { DeliveryActivities } from './activities';
import { startClock } from './clock';
import type { DeliveryInput } from './messages';
import { timeToContinue } from './walk';

/** Batches under way at once: one claims and renders while the other sends. */
const LANES = 2;
/** Batches of one lane before the loop looks at its history's length again. */
const BATCHES = 100;

export async function deliveryWorkflow(input: DeliveryInput): Promise<void> {
  const { deliver } = proxyActivities<DeliveryActivities>({
    taskQueue: queuesOf(input.run).mail,
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '1 minute',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
  });
  let heard = true;
  const clock = startClock(input.clock, input.now, () => {
    heard = true;
  });
  const startedAt = Date.now();

  let reached = input.now;
  let next: number | null = null;
  for (let turns = 1; ; turns++) {
    if (timeToContinue(turns, startedAt, input.turnsPerRun)) break;
    if (heard || (next !== null && next <= clock.now())) {
      heard = false;
      // What was raised since may be due before `next`: the batch starts from the instant that was reached.
      // On the real clock each batch has its own time: a long wave must not send its last letters as of its first.
      const from = reached;
      const batches = await lanes(() => {
        const now = clock.now();
        return deliver({ transport: input.transport, asOf: input.clock === 'real' ? now : from, until: now });
      });
      reached = Math.max(reached, ...batches.map((batch) => batch.reached));
      next = earliest(batches.map((batch) => batch.next));
      if (batches.some((batch) => batch.more)) heard = true;
    } else {
      await clock.sleepUntil(next, () => heard);
    }
  }
  await clock.finish(clock.now());
  await continueAsNew<typeof deliveryWorkflow>({ ...input, now: input.clock === 'real' ? clock.now() : reached });
}

/** One batch; more side by side only when the first says that more is waiting. */
async function lanes<T extends { more: boolean }>(batch: () => Promise<T>): Promise<T[]> {
  const first = await batch();
  if (!first.more) return [first];
  return Promise.all(
    Array.from({ length: LANES }, async () => {
      let last = await batch();
      for (let n = 1; last.more && n < BATCHES; n++) last = await batch();
      return last;
    }),
  );
}

function earliest(instants: (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
