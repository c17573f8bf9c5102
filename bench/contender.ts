/**
 * One rival's process, with a sink of its own: told what to run, answers when it is done, with the referee's count and its
 * own highest memory.
 *
 * @module
 */
import { z } from 'zod';
import { startReferee } from './referee';
import { nodemailerRival, wireRival } from './rivals/nodemailer';
import { pgBossRival } from './rivals/pg-boss';
import { naive, ours } from './rivals/temporal';

const RIVALS = [ours, nodemailerRival, pgBossRival, naive, wireRival];
const wishSchema = z.object({ name: z.string(), cells: z.number(), postgresUrl: z.string(), temporalAddress: z.string() });

process.once('message', (message) => {
  compete(wishSchema.parse(message)).then(
    (answer) => process.send?.(answer, () => process.exit(0)),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, () => process.exit(1)),
  );
});

async function compete({ name, cells, ...servers }: z.infer<typeof wishSchema>) {
  const rival = RIVALS.find((one) => one.name === name);
  if (!rival) throw new Error(`There is no rival ${name}`);
  const referee = await startReferee();
  let before = process.cpuUsage();
  const begin = () => {
    before = process.cpuUsage();
    return Date.now();
  };
  try {
    const result = await rival.run({ ...servers, referee, begin }, cells);
    const { user, system } = process.cpuUsage(before);
    const tally = await referee.until(cells);
    return { result, tally, cpuMs: (user + system) / 1000 / cells, rssMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
  } finally {
    referee.stop();
  }
}
