/**
 * Telling the engine that an activity is alive, so that the death of its worker is noticed within a minute.
 *
 * @module
 */

const EVERY_MS = 10_000;

/** Beats at once and then every ten seconds until `work` has ended. */
export async function whileBeating<T>(heartbeat: () => void, work: () => Promise<T>): Promise<T> {
  heartbeat();
  const beat = setInterval(heartbeat, EVERY_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
