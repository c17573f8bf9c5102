/**
 * What runs in this data folder, for a second start and for the other commands: `state.json`, held by one process.
 *
 * @module
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CodedError } from '../errors';
import { holderOf, tryLock } from './lock';

const State = z.object({
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  namespace: z.string(),
  temporalUrl: z.string().nullable(),
  inboxUrl: z.string(),
  inboxSmtpPort: z.number().int(),
  /** Known once the pages are up. */
  webUrl: z.string().nullable(),
});
export type State = z.infer<typeof State>;

const stateFile = (dataDir: string) => path.join(dataDir, 'state.json');
const lockFile = (dataDir: string) => path.join(dataDir, 'running.lock');

export interface Claim {
  write(state: State): void;
  release(): void;
}

/**
 * Makes this process the one that runs the embedded parts of the folder.
 * @throws CD_ALREADY_RUNNING with the process that does, and where its pages are.
 */
export function claimFolder(dataDir: string): Claim {
  const lock = tryLock(lockFile(dataDir));
  if ('heldBy' in lock) {
    const webUrl = readState(dataDir)?.webUrl;
    throw new CodedError('CD_ALREADY_RUNNING', { pid: lock.heldBy, where: webUrl ? `: ${webUrl}` : '' });
  }
  rmSync(stateFile(dataDir), { force: true }); // of a process that was killed
  return {
    write(state) {
      const file = stateFile(dataDir);
      writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 }); // holds the database's password
      renameSync(`${file}.new`, file);
    },
    release() {
      rmSync(stateFile(dataDir), { force: true });
      lock.release();
    },
  };
}

/** What the living owner of the folder wrote; null when nothing runs, or is still starting. */
export function readState(dataDir: string): State | null {
  if (holderOf(lockFile(dataDir)) === null || !existsSync(stateFile(dataDir))) return null;
  return State.parse(JSON.parse(readFileSync(stateFile(dataDir), 'utf8')));
}
