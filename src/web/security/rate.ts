/**
 * Few requests a key and hour, in this process's memory: a brake for a form that sends mail. The facts hold the firm
 * limit (one fresh link a contact and hour, by the notice's key), so several processes do no harm.
 *
 * @module
 */
const HOUR_MS = 3_600_000;
/** Forget everything rather than grow without end. */
const MOST_KEYS = 20_000;

export interface RateLimit {
  /** Counts one, and says whether it is within the limit. */
  allow: (key: string, asOf: number) => boolean;
}

export function hourlyLimit(most: number): RateLimit {
  let hour = 0;
  const counts = new Map<string, number>();
  return {
    allow: (key, asOf) => {
      const current = Math.floor(asOf / HOUR_MS);
      if (current !== hour || counts.size > MOST_KEYS) counts.clear();
      hour = current;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= most;
    },
  };
}
