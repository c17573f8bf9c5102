/**
 * Inside the process that reads: takes the bytes, tells what they hold.
 *
 * @module
 */
import { z } from 'zod';
import { CodedError } from '../../errors';

const Work = z.object({ bytes: z.instanceof(Uint8Array), file: z.string() });

/** Answers one message; the process is ended from the other side. */
export function answer(read: (bytes: Uint8Array, file: string) => Promise<unknown>): void {
  process.on('message', async (message) => {
    const { bytes, file } = Work.parse(message);
    try {
      process.send?.({ kind: 'read', value: await read(bytes, file) });
    } catch (error) {
      process.send?.(
        error instanceof CodedError
          ? { kind: 'coded', code: error.code, values: error.values, faults: error.faults }
          : { kind: 'failed', message: error instanceof Error ? error.message : String(error) },
      );
    }
  });
  process.send?.({ kind: 'ready' });
}
