import fc from 'fast-check';
import { defaultPolicy as policy } from '../../src/domain/policy';
import { mayRemind, mostUrgent, occasionsBefore, REMINDER_STOPS, urgency } from '../../src/domain/reminders';

const HOUR = 3_600_000;

describe('urgency', () => {
  test('overdue, after a planned date, tomorrow, -3, -10, opening: in this order', () => {
    const order = [
      urgency('overdue', 1),
      urgency('after-planned', 1),
      urgency('remind', -1),
      urgency('remind', -3),
      urgency('remind', -10),
      urgency('open', 'open'),
    ];
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
  });

  test('nearer is more urgent, and no reminder ever reaches an overdue letter or falls to an opening', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: -1 }),
        fc.integer({ min: -400, max: -1 }),
        fc.integer({ min: 1, max: 400 }),
        (a, b, late) => {
          if (a < b) expect(urgency('remind', a)).toBeLessThanOrEqual(urgency('remind', b));
          expect(urgency('remind', a)).toBeLessThan(urgency('overdue', late));
          expect(urgency('remind', a)).toBeGreaterThan(urgency('open', 'open'));
        },
      ),
    );
  });

  test('the most urgent is one of the list, and none is more urgent', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ urgency: fc.integer(), id: fc.string() })), (list) => {
        const best = mostUrgent(list);
        if (!best) expect(list).toEqual([]);
        else {
          expect(list).toContain(best);
          expect(list.every((each) => each.urgency <= best.urgency)).toBe(true);
        }
      }),
    );
  });
});

describe('one reminder too many', () => {
  const asOf = Date.UTC(2023, 5, 27, 1);

  test('the first is always allowed', () => {
    expect(mayRemind({ sent: [], asOf, policy })).toBe(true);
  });

  test('twenty hours lie between two', () => {
    expect(mayRemind({ sent: [asOf - 20 * HOUR], asOf, policy })).toBe(true);
    expect(mayRemind({ sent: [asOf - 20 * HOUR + 1], asOf, policy })).toBe(REMINDER_STOPS.gap);
    expect(mayRemind({ sent: [asOf - HOUR, asOf - 90 * HOUR], asOf, policy })).toBe(REMINDER_STOPS.gap);
  });

  test('five for one assignment and revision, no sixth', () => {
    const sent = [1, 2, 3, 4, 5].map((n) => asOf - n * 100 * HOUR);
    expect(mayRemind({ sent: sent.slice(1), asOf, policy })).toBe(true);
    expect(mayRemind({ sent, asOf, policy })).toBe(REMINDER_STOPS.cap);
  });

  test('whatever is tried, allowed reminders stay within cap and gap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 * HOUR }), { maxLength: 40 }), (gaps) => {
        const sent: number[] = [];
        let now = asOf;
        for (const gap of gaps) {
          now += gap;
          if (mayRemind({ sent, asOf: now, policy }) === true) sent.push(now);
        }
        expect(sent.length).toBeLessThanOrEqual(policy.reminderCap);
        sent.forEach((each, i) => i > 0 && expect(each - (sent[i - 1] ?? 0)).toBeGreaterThanOrEqual(20 * HOUR));
      }),
    );
  });
});

test('two contacts who hear of a duty by one step were reminded on one occasion; the step’s own does not stand in its way', () => {
  const day = 24 * HOUR;
  const sent = [
    { step: 'session/remind/1', at: 1 * day },
    { step: 'session/remind/1', at: 1 * day + HOUR },
    { step: 'session/remind/2', at: 2 * day },
  ];
  expect(occasionsBefore(sent, 'session/remind/3')).toEqual([day + HOUR, 2 * day]);
  expect(occasionsBefore(sent, 'session/remind/2')).toEqual([day + HOUR]);
});
