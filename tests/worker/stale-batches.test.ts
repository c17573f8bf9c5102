import { givingBackStale } from '../../src/worker/stale-batches';
import type { DeliveryActivities } from '../../src/workflows/activities';

const MINUTE = 60_000;
const EIGHT = Date.UTC(2026, 5, 1, 1);

function recording(now: number): { delivery: DeliveryActivities; sent: number[] } {
  const sent: number[] = [];
  const real: DeliveryActivities = {
    async deliver({ asOf, until }) {
      sent.push(asOf);
      return { next: null, reached: until, more: false, sent: 1 };
    },
  };
  return { delivery: givingBackStale(real, 5 * MINUTE, () => now), sent };
}

test('a batch of 08:00 that finds a worker at 20:00 is given back, and asked for again', async () => {
  const { delivery, sent } = recording(EIGHT + 12 * 60 * MINUTE);
  expect(await delivery.deliver({ transport: 'smtp', asOf: EIGHT, until: EIGHT })).toMatchObject({ more: true, sent: 0 });
  expect(sent).toEqual([]);
});

test('a batch that only stood in line is sent as of its time', async () => {
  const { delivery, sent } = recording(EIGHT + 4 * MINUTE);
  expect(await delivery.deliver({ transport: 'smtp', asOf: EIGHT, until: EIGHT })).toMatchObject({ more: false, sent: 1 });
  expect(sent).toEqual([EIGHT]);
});
