/**
 * `npm run bench -- --cells N --json FILE [--only ours,nodemailer] [--rounds 5]`: rivals take turns, each round in the same
 * order; the median counts. The sink, a process of its own, is the referee: distinct letters, bytes, connections, time.
 *
 * @module
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startPostgres } from '../src/stack/postgres';
import { startTemporal } from '../src/stack/temporal';
import { tallySchema } from './referee';

const NAMES = ['ours', 'nodemailer', 'pg-boss', 'naive', 'wire'] as const;
/** One workflow per cell does not get through more in reasonable time. */
const NAIVE_CELLS = 500;

const answerSchema = z.union([
  z.object({ error: z.string() }),
  z.object({ result: z.object({ startedAt: z.number(), historyEvents: z.number() }), tally: tallySchema, rssMiB: z.number() }),
]);

interface Run {
  name: string;
  cells: number;
  messages: number;
  seconds: number;
  perSecond: number;
  rssMiB: number;
  historyEvents: number;
  bytes: number;
  connections: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cells: { type: 'string', default: '1000' }, json: { type: 'string' }, only: { type: 'string', default: NAMES.join(',') }, rounds: { type: 'string', default: '5' } },
  });
  const cells = z.coerce.number().int().positive().parse(values.cells);
  const rounds = z.coerce.number().int().positive().parse(values.rounds);
  const only = z.array(z.enum(NAMES)).parse(values.only.split(','));

  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL runs under an account of its own when root starts it
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres') });
  const temporal = only.includes('ours') || only.includes('naive') ? await startTemporal({ folder: path.join(folder, 'temporal'), volatile: true }) : null;
  const runs: Run[] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const name of only) {
        const run = await once(name, name === 'naive' ? Math.min(cells, NAIVE_CELLS) : cells, { postgresUrl: postgres.url, temporalAddress: temporal?.address ?? '' });
        runs.push(run);
        process.stdout.write(`${round}/${rounds} ${name.padEnd(10)} ${String(Math.round(run.perSecond)).padStart(6)}/s  ${run.seconds.toFixed(2)} s  ${run.rssMiB} MiB  ${run.historyEvents} events\n`);
      }
    }
  } finally {
    await temporal?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const medians = only.map((name) => medianOf(runs.filter((run) => run.name === name)));
  const ratios = ratiosOf(medians);
  process.stdout.write(`${Object.entries(ratios).map(([name, ratio]) => `${name}: ${ratio.toFixed(2)}`).join('\n')}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ cells, rounds, runs: medians, every: runs, ratios }, null, 2)}\n`);
}

/** One rival in a process of its own, so that no one inherits another's heap; judged by the referee. */
async function once(name: string, cells: number, servers: { postgresUrl: string; temporalAddress: string }): Promise<Run> {
  const child = fork(path.join(__dirname, 'contender.ts'), [], { execArgv: ['--import', 'tsx'] });
  const answer = await new Promise<z.infer<typeof answerSchema>>((resolve, reject) => {
    child.once('message', (message) => resolve(answerSchema.parse(message)));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} and no answer`)));
    child.send({ name, cells, ...servers });
  });
  if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
  const { result, tally, rssMiB } = answer;
  if (tally.distinctIds !== cells) throw new Error(`${name} sent ${tally.distinctIds} distinct letters, not ${cells}`);
  const seconds = (tally.lastAccepted - result.startedAt) / 1000;
  return { name, cells, messages: tally.messages, seconds, perSecond: cells / seconds, rssMiB, historyEvents: result.historyEvents, bytes: tally.bytes, connections: tally.connections };
}

function medianOf(runs: Run[]): Run {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('There was no run');
  return middle;
}

/** Ours over each rival. */
function ratiosOf(medians: Run[]): Record<string, number> {
  const mine = medians.find(({ name }) => name === 'ours');
  if (!mine) return {};
  return Object.fromEntries(medians.filter((run) => run !== mine).map((run) => [`ours/${run.name}`, mine.perSecond / run.perSecond]));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
