/**
 * A batch of mail that waited too long for a worker is given back unsent: its time is over, and the workflow asks again
 * with today's. Letters of 08:00 must not leave at night because a worker was away.
 *
 * @module
 */
import type { DeliveryActivities } from '../workflows/activities';

/** For the real clock alone: a rehearsal's instants are not today's. `staleAfterMs`: how far behind a batch may be. */
export function givingBackStale(
  delivery: DeliveryActivities,
  staleAfterMs: number,
  now: () => number = Date.now,
): DeliveryActivities {
  return {
    deliver: (input) =>
      now() - input.until > staleAfterMs
        ? Promise.resolve({ next: input.asOf, reached: input.asOf, more: true, sent: 0 })
        : delivery.deliver(input),
  };
}
