/**
 * What the settings say of the live run's pages and workers, whichever process they are in.
 *
 * @module
 */
import type { Config } from '../config';
import { LIVE, schemaOf } from '../domain/ids';
import { openDb, type Db } from '../services/db';
import { migrate } from '../stack/migrate';

/** The live facts, migrated. */
export async function openLive(config: Config, databaseUrl: string): Promise<Db> {
  await migrate(databaseUrl, schemaOf(LIVE));
  return openDb(databaseUrl, LIVE, config.database.connections);
}

/** What the settings say of the pages. */
export const pagesOf = ({ web, linkKey }: Config) => ({
  host: web.host,
  publicUrl: web.publicUrl ?? undefined,
  trustProxy: web.trustProxy,
  statusOpen: web.statusOpen,
  linkKey: linkKey ?? undefined,
});

/** What the settings say of the workers. */
export const workOf = ({ smtp, sender, deployment }: Config) => ({
  ratePerSec: smtp.ratePerSec,
  sender: { ...sender, officer: null },
  deployment: deployment ?? undefined,
});
