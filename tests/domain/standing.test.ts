import { defaultPolicy } from '../../src/domain/policy';
import { whyNotUrge, type Urge } from '../../src/domain/standing';

const DUE = Date.UTC(2023, 5, 30, 17);
const LATER = { asOf: DUE + 3_600_000, today: '2023-07-03', policy: defaultPolicy };
const urge = (more: Partial<Urge> = {}): Urge => ({
  kind: 'open',
  afterPlanned: false,
  meantLate: false,
  dueAt: DUE,
  plannedDate: null,
  quietUntil: null,
  reminded: [],
  ...more,
});

test('an opening that waited past its due is skipped; one that was raised after it goes out', () => {
  expect(whyNotUrge(urge(), LATER)).toBe('deadline-passed');
  expect(whyNotUrge(urge({ meantLate: true }), LATER)).toBeNull();
});

test('a reminder never goes out after the due, whenever it was raised; what asks for a held session’s report does', () => {
  expect(whyNotUrge(urge({ kind: 'remind', meantLate: true }), LATER)).toBe('deadline-passed');
  expect(whyNotUrge(urge({ kind: 'remind', afterPlanned: true }), LATER)).toBeNull();
  expect(whyNotUrge(urge({ kind: 'overdue' }), LATER)).toBeNull();
});
