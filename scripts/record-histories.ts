/**
 * Records histories of every workflow type anew, from a small plan on servers of its own: npx tsx scripts/record-histories.ts
 * To be run when a workflow was changed behind `patched()`: the old files stay as long as such histories may be running.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { startPostgres } from '../src/stack/postgres';
import { startTemporal } from '../src/stack/temporal';
import { realHistories, steppedHistories, type Recorded } from '../tests/workflows/replay-plan';

const FOLDER = path.join(__dirname, '../tests/histories');
/** Enough to continue as new a few times in two weeks. */
const TURNS = 6;

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-record-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), volatile: true });
  const temporal = await startTemporal({ folder: path.join(folder, 'temporal'), volatile: true });
  const connection = await Connection.connect({ address: temporal.address });
  try {
    const servers = { databaseUrl: postgres.url, address: temporal.address, client: new Client({ connection }) };
    mkdirSync(FOLDER, { recursive: true });
    write('continued', await steppedHistories(servers, 'recorded-continued', { cells: 3, turnsPerRun: TURNS }));
    write('real', await realHistories(servers, 'recorded-real', 3));
  } finally {
    await connection.close();
    await temporal.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a continued chain the first, the second and the last run: they differ in how they begin and end. */
function write(name: string, recorded: Recorded): void {
  for (const [type, chain] of Object.entries(recorded)) {
    const kept = new Set([chain[0], chain[1], chain.at(-1)].filter((history) => history !== undefined));
    [...kept].forEach((history, n) =>
      writeFileSync(path.join(FOLDER, `${name}-${type}${kept.size > 1 ? `-${n + 1}` : ''}.json`), asText(history)),
    );
  }
}

/** Whoever recorded it, and where, is nobody's business. */
function asText(history: History): string {
  const anonymous: unknown = JSON.parse(historyToJSON(history), (_key, value: unknown) =>
    typeof value === 'string' && /^\d+@/.test(value) ? 'recorder' : value,
  );
  return `${JSON.stringify(anonymous)}\n`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
