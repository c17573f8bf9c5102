/** Prepares a folder for the run's servers; they start when a suite first asks for them (see session.ts). */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findTemporalCli } from '../../src/stack/temporal-cli';
import { setSessionFolder } from './session';

export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-tests-'));
  chmodSync(folder, 0o755); // when root runs the tests, PostgreSQL runs under another account
  setSessionFolder(folder);
  // On a machine without a Temporal server it is fetched or built here, once: no test's time limit is long enough.
  if (process.env['CD_TEST_TEMPORAL_ADDRESS'] === undefined) {
    await findTemporalCli({ named: process.env['TEMPORAL_CLI'] ?? null, progress: (line) => process.stderr.write(`${line}\n`) });
  }
}
