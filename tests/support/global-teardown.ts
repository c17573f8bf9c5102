/** Stops the servers this run started, by the pids they left. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endProcess, isOurs } from '../../src/stack/processes';
import { sessionFolder } from './session';

export default async function globalTeardown(): Promise<void> {
  const folder = sessionFolder();
  for (const file of ['postgres/data/postmaster.pid', 'temporal/pid']) {
    const pidFile = path.join(folder, file);
    const pid = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : 0;
    // SIGQUIT: nothing in a test's database is worth a checkpoint
    if (pid > 0 && isOurs(pid, folder)) await endProcess(pid, file.startsWith('postgres') ? 'SIGQUIT' : 'SIGTERM');
  }
  rmSync(folder, { recursive: true, force: true });
}
