import { isSystemic, judge } from '../../src/domain/judging';
import { defaultPolicy as policy } from '../../src/domain/policy';

const asked = { told: true, systemic: false, heldDays: 0, policy };

describe('when grace is over', () => {
  test('told and silent is a miss; never told is a contact problem, not a miss', () => {
    expect(judge(asked)).toBe('miss');
    expect(judge({ ...asked, told: false })).toBe('contact');
  });

  test('a systemic fault holds, whoever was told', () => {
    expect(judge({ ...asked, systemic: true })).toBe('held');
    expect(judge({ ...asked, told: false, systemic: true })).toBe('held');
  });

  test('held five times, it is a contact problem', () => {
    expect(judge({ ...asked, systemic: true, heldDays: 4 })).toBe('held');
    expect(judge({ ...asked, systemic: true, heldDays: 5 })).toBe('contact');
  });

  test('a fault that ended leaves an ordinary judgement', () => {
    expect(judge({ ...asked, heldDays: 5 })).toBe('miss');
  });
});

describe('a fault of ours', () => {
  test('more than a fifth of a wave missing while mail does not get out', () => {
    expect(isSystemic({ missing: 21, wave: 100, healthy: false, policy })).toBe(true);
    expect(isSystemic({ missing: 20, wave: 100, healthy: false, policy })).toBe(false);
    expect(isSystemic({ missing: 100, wave: 100, healthy: true, policy })).toBe(false);
    expect(isSystemic({ missing: 0, wave: 0, healthy: false, policy })).toBe(false);
  });
});
