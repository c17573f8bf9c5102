/**
 * The bench's side of the sink: starts it, asks it for its count, stops it.
 *
 * @module
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import type { Tally } from './sink';

export const tallySchema = z.object({
  messages: z.number(),
  distinctIds: z.number(),
  bytes: z.number(),
  connections: z.number(),
  firstConnection: z.number(),
  lastAccepted: z.number(),
});
const answer = z.object({ port: z.number().optional(), tally: tallySchema.optional(), reset: z.boolean().optional() });

/** No letter for so long: the rival is stuck. */
const SILENCE_MS = 30_000;

export interface Referee {
  host: string;
  port: number;
  reset(): Promise<void>;
  tally(): Promise<Tally>;
  /** Waits until `messages` have been accepted; fails after half a minute without any. */
  until(messages: number): Promise<Tally>;
  stop(): void;
}

export async function startReferee(): Promise<Referee> {
  const child = fork(path.join(__dirname, 'sink.ts'), { execArgv: ['--import', 'tsx'] });
  const next = () =>
    new Promise<z.infer<typeof answer>>((resolve) => child.once('message', (message) => resolve(answer.parse(message))));
  const { port } = await next();
  if (port === undefined) throw new Error('The sink did not start');

  async function ask(wish: 'tally' | 'reset'): Promise<z.infer<typeof answer>> {
    const answered = next();
    child.send(wish);
    return answered;
  }
  async function tally(): Promise<Tally> {
    const { tally: counted } = await ask('tally');
    if (!counted) throw new Error('The sink did not count');
    return counted;
  }
  async function until(messages: number): Promise<Tally> {
    let seen = -1;
    let since = Date.now();
    for (;;) {
      const counted = await tally();
      if (counted.messages >= messages) return counted;
      if (counted.messages > seen) {
        seen = counted.messages;
        since = Date.now();
      }
      if (Date.now() - since > SILENCE_MS) throw new Error(`Only ${counted.messages} of ${messages} messages came`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return { host: '127.0.0.1', port, reset: async () => void (await ask('reset')), tally, until, stop: () => child.kill() };
}
