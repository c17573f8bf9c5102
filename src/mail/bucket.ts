/**
 * The rate of a mail server, shared by every process: tokens are kept in the database and taken in blocks of up to a
 * second, so that a lane asks once a second, not once a message.
 *
 * @module
 */

/** What the store gave: `granted` tokens now; when none, ask again after `waitMs`. */
export interface Block {
  granted: number;
  waitMs: number;
}

export interface Bucket {
  /** Resolves when one message may be sent. */
  take(): Promise<void>;
}

/** `takeBlock(want)` takes at most `want` tokens, and never more than one second's worth. */
export function createBucket(takeBlock: (want: number) => Promise<Block>, wait = delay): Bucket {
  let left = 0;
  let wanted = 0;
  let filling: Promise<void> | null = null;

  async function fill(): Promise<void> {
    const block = await takeBlock(wanted);
    left += block.granted;
    if (block.granted === 0) await wait(block.waitMs);
  }

  async function take(): Promise<void> {
    wanted += 1;
    try {
      while (left < 1) {
        filling ??= fill().finally(() => {
          filling = null;
        });
        await filling;
      }
      left -= 1;
    } finally {
      wanted -= 1;
    }
  }
  return { take };
}

/** For transports without a rate: captures. */
export const unlimited: Bucket = { take: () => Promise.resolve() };

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
