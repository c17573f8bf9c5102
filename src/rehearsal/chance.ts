/**
 * Chance that repeats itself: the same seed and words give the same number, whatever was drawn before.
 *
 * @module
 */
import { createHash } from 'node:crypto';

export interface Chance {
  /** In [0, 1), for these words. */
  of(...words: (string | number)[]): number;
  /** An integer in [from, to]. */
  between(from: number, to: number, ...words: (string | number)[]): number;
  /** One of the options, by their weights. */
  pick<T>(options: readonly { weight: number; value: T }[], ...words: (string | number)[]): T;
}

export function seededChance(seed: number): Chance {
  const of = (...words: (string | number)[]) =>
    createHash('sha256')
      .update([seed, ...words].join('\u0000'))
      .digest()
      .readUInt32BE(0) /
    2 ** 32;
  return {
    of,
    between: (from, to, ...words) => from + Math.floor(of(...words) * (to - from + 1)),
    pick(options, ...words) {
      let left = of(...words) * options.reduce((sum, option) => sum + option.weight, 0);
      for (const option of options) {
        left -= option.weight;
        if (left < 0) return option.value;
      }
      throw new Error('nothing to pick from');
    },
  };
}
