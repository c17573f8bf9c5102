/**
 * Readers that what they read has got the better of.
 *
 * @module
 */
import { CodedError } from '../../../src/errors';

export const length = async (bytes: Uint8Array): Promise<number> => bytes.length;

export const settings = async (): Promise<string[]> => Object.keys(process.env);

export async function refusing(_: Uint8Array, file: string): Promise<never> {
  throw new CodedError('CD_DRAFT_EMPTY', { file });
}

export async function endless(): Promise<void> {
  for (;;);
}

export const waiting = (): Promise<never> => new Promise(() => {});

export async function filling(): Promise<void> {
  const held: number[][] = [];
  for (;;) held.push(Array.from({ length: 10_000 }, (_, index) => index));
}

export async function fillingBuffers(): Promise<void> {
  const held: Buffer[] = [];
  for (;;) held.push(Buffer.alloc(1_000_000, 1));
}

export async function failing(): Promise<void> {
  setImmediate(() => {
    throw new Error('nobody waits for this one');
  });
  await waiting();
}
