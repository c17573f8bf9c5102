/**
 * The facts' address for commands that need no engine: nothing of Temporal is loaded for them.
 *
 * @module
 */
import path from 'node:path';
import type { Config } from '../config';
import { startPostgres } from './postgres';
import { claimFolder, readState } from './state';

/**
 * The facts' address alone, for commands that need no engine: DATABASE_URL, the running stack's, else the embedded
 * PostgreSQL for as long as it is needed.
 */
export async function openDatabase(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  const running = config.database.url ?? readState(config.dataDir)?.databaseUrl;
  if (running !== undefined) return { url: running, stop: async () => undefined };
  const claim = claimFolder(config.dataDir); // a start meanwhile would share a server that we are about to stop
  try {
    const { url, stop } = await startPostgres({ folder: path.join(config.dataDir, 'postgres') });
    return { url, stop: () => stop().finally(() => claim.release()) };
  } catch (error) {
    claim.release();
    throw error;
  }
}
