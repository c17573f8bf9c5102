/** Servers of a test's own, so that it may stop them and start them again at the same address. */
import { chmodSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../../src/stack/postgres';
import { startTemporal } from '../../src/stack/temporal';
import { sessionFolder } from '../support/session';

export interface OwnServer {
  /** URL of the database, or host:port of Temporal. */
  address: string;
  stop(): Promise<void>;
  /** Starts it again with all it had. */
  start(): Promise<void>;
}

function folderFor(name: string): string {
  const folder = mkdtempSync(path.join(sessionFolder(), `${name}-`));
  chmodSync(folder, 0o755); // when root runs the tests, PostgreSQL runs under another account
  return folder;
}

/** A cluster that keeps what was committed, as a real one does. */
export async function ownPostgres(): Promise<OwnServer> {
  const options = { folder: folderFor('postgres') };
  let running = await startPostgres(options);
  return ownServer(
    running.url,
    async () => (running = await startPostgres(options)),
    () => running.stop(),
  );
}

/** A development server with its state in a file. */
export async function ownTemporal(): Promise<OwnServer> {
  const options = { folder: folderFor('temporal') };
  let running = await startTemporal(options);
  return ownServer(
    running.address,
    async () => (running = await startTemporal(options)),
    () => running.stop(),
  );
}

function ownServer(
  address: string,
  start: () => Promise<{ url: string } | { address: string }>,
  stop: () => Promise<void>,
): OwnServer {
  return {
    address,
    stop,
    async start() {
      const running = await start();
      const now = 'url' in running ? running.url : running.address;
      if (now !== address) throw new Error(`another program took the port of ${address} meanwhile`);
    },
  };
}
