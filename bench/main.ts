/**
 * `npm run bench -- --cells N --json FILE [--only ours,nodemailer] [--rounds 5] [--profile FOLDER]`: rivals take turns, each round in the same
 * order; the median counts. The sink, a process of its own, is the referee: distinct letters, bytes, connections, time.
 * How it is measured, and what came out: docs/bench.md.
 *
 * @module
 */
import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startPostgres } from '../src/stack/postgres';
import { startTemporal } from '../src/stack/temporal';
import { workflowBundle } from '../src/worker/bundle';
import { measureRaise } from './raise';
import { tallySchema } from './referee';
import { fairness, medianRun, ratiosOf, type Run } from './verdict';

const RIVALS = ['ours', 'nodemailer', 'pg-boss', 'naive', 'wire'] as const;
const MEASURES = [...RIVALS, 'raise'] as const;
/** One workflow per cell does not get through more in reasonable time. */
const NAIVE_CELLS = 500;

const answerSchema = z.union([
  z.object({ error: z.string() }),
  z.object({
    result: z.object({ startedAt: z.number(), historyEvents: z.number() }),
    tally: tallySchema,
    cpuMs: z.number(),
    rssMiB: z.number(),
  }),
]);

interface Servers {
  postgresUrl: string;
  temporalAddress: string;
}

/** Aborted by SIGINT and SIGTERM: the rival at work is ended, the servers are stopped. */
const stop = new AbortController();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cells: { type: 'string', default: '1000' },
      json: { type: 'string' },
      only: { type: 'string', default: MEASURES.join(',') },
      rounds: { type: 'string', default: '5' },
      profile: { type: 'string' },
    },
  });
  const positive = z.coerce.number().int().positive();
  const [cells, rounds] = [positive.parse(values.cells), positive.parse(values.rounds)];
  const only = z.array(z.enum(MEASURES)).parse(values.only.split(','));
  const rivals = RIVALS.filter((name) => only.includes(name));

  await workflowBundle(); // once, outside every rival's time and memory
  const runs: Run[] = [];
  const raise = await withServers(rivals.includes('ours') || rivals.includes('naive'), async (servers) => {
    for (let round = 1; round <= rounds; round++) {
      for (const name of rivals) {
        const run = await once(name, name === 'naive' ? Math.min(cells, NAIVE_CELLS) : cells, servers, values.profile);
        runs.push(run);
        print(`${round}/${rounds} ${lineOf(run)}`);
      }
    }
    return only.includes('raise') ? measureRaise(servers.postgresUrl, cells, rounds) : null;
  });

  const medians = rivals.map((name) => medianRun(runs.filter((run) => run.name === name)));
  const faults = fairness(runs);
  const ratios = { ...ratiosOf(medians), ...(raise && { 'raise/bare': raise.ratio }) };
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, loadAtEnd: loadavg()[0] };
  for (const [name, ratio] of Object.entries(ratios)) print(`${name}: ${ratio.toFixed(2)}`);
  if (values.json)
    writeFileSync(
      values.json,
      `${JSON.stringify({ cells, rounds, machine, runs: medians, ratios, raise, every: runs, faults }, null, 2)}\n`,
    );
  if (faults.length > 0) throw new Error(`No fair comparison:\n${faults.join('\n')}`);
}

/** PostgreSQL, and Temporal where a rival needs it, for as long as `work` takes. */
async function withServers<T>(engine: boolean, work: (servers: Servers) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL runs under an account of its own when root starts it
  const running: { stop(): Promise<void> }[] = [];
  try {
    const postgres = await startPostgres({ folder: path.join(folder, 'postgres') });
    running.push(postgres);
    // as the product starts it, state on disk; activities not handed out eagerly, which is a server's own default
    const temporal = engine ? await startTemporal({ folder: path.join(folder, 'temporal'), eager: false }) : null;
    if (temporal) running.push(temporal);
    return await work({ postgresUrl: postgres.url, temporalAddress: temporal?.address ?? '' });
  } finally {
    for (const server of running.reverse()) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One rival in a process of its own, so that no one inherits another's heap; judged by the referee. `profile`: a folder for
 * what its processor did (`.cpuprofile`); it costs the rival some speed.
 */
async function once(name: string, cells: number, servers: Servers, profile?: string): Promise<Run> {
  stop.signal.throwIfAborted();
  const load = loadavg()[0] ?? 0;
  const child = fork(path.join(__dirname, 'contender.ts'), [], {
    execArgv: ['--import', 'tsx', ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`])],
    signal: stop.signal,
  });
  const answer = await new Promise<z.infer<typeof answerSchema>>((resolve, reject) => {
    child.once('message', (message) => resolve(answerSchema.parse(message)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} and no answer`)));
    child.send({ name, cells, ...servers });
  });
  if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
  const { result, tally, cpuMs, rssMiB } = answer;
  if (tally.distinctIds !== cells) throw new Error(`${name} sent ${tally.distinctIds} distinct letters, not ${cells}`);
  const seconds = (tally.lastAccepted - result.startedAt) / 1000;
  return {
    name,
    cells,
    messages: tally.messages,
    seconds,
    perSecond: cells / seconds,
    cpuMs,
    rssMiB,
    historyEvents: result.historyEvents,
    sendingSeconds: (tally.lastAccepted - tally.firstConnection) / 1000,
    bytesPerMessage: tally.bytes / tally.messages,
    connections: tally.connections,
    load,
  };
}

const lineOf = (run: Run) =>
  `${run.name.padEnd(10)} ${String(Math.round(run.perSecond)).padStart(6)}/s  ${run.seconds.toFixed(2)} s  ${run.cpuMs.toFixed(2)} ms CPU each  ${run.rssMiB} MiB  ${run.historyEvents} events  ${Math.round(run.bytesPerMessage)} bytes  load ${run.load.toFixed(1)}`;

const print = (line: string) => process.stdout.write(`${line}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
