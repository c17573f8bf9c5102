/**
 * What a new time replaces: the old times beside it.
 *
 * @module
 */
import type { MovedTime } from './moved-times';
import type { SaidTime } from './types';

/** The old times that go with a new one: before it from the last new one on where it says "từ … sang", else behind it. */
export function oldTimes(times: MovedTime[], index: number): SaidTime[] {
  const plain = ({ text, phrase }: MovedTime): SaidTime => ({ text, phrase });
  const behind: MovedTime[] = [];
  for (let n = index + 1; n < times.length; n += 1) {
    const time = times[n];
    if (time?.role !== 'old') break;
    // an old one that leads to the next new one is that one's
    if (times[n + 1]?.role === 'new' && /^\s*từ/iu.test(time.text)) break;
    behind.push(time);
  }
  const previous = times[index - 1];
  const leading =
    previous?.role === 'old' && (index === 1 || times[index - 2]?.role === 'old' || behind.length === 0) ? [previous] : [];
  if (leading.length > 0 && index >= 2 && times[index - 2]?.role === 'new') return behind.map(plain);
  return [...leading, ...behind].map(plain);
}

export const oldEnds = (times: MovedTime[], index: number): number[] => {
  const ends: number[] = [];
  for (let n = index + 1; times[n]?.role === 'old'; n += 1) ends.push(times[n]?.to ?? 0);
  return ends;
};
