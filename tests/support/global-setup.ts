/** Prepares a folder for the run's servers; they start when a suite first asks for them (see session.ts). */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setSessionFolder } from './session';

export default function globalSetup(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-tests-'));
  chmodSync(folder, 0o755); // when root runs the tests, PostgreSQL runs under another account
  setSessionFolder(folder);
}
