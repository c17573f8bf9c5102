/**
 * Facts of a test's own: a schema on the run's real PostgreSQL, migrated, under a run id nobody else has.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { schemaOf, type RunId } from '../../src/domain/ids';
import { openDb, type Db } from '../../src/services/db';
import { dropSchema, migrate } from '../../src/stack/migrate';
import { startPostgres } from '../../src/stack/postgres';
import { shared } from './session';

/** Address of the run's database; `CD_TEST_DATABASE_URL` names one of your own instead. */
export async function testDatabaseUrl(): Promise<string> {
  const own = process.env['CD_TEST_DATABASE_URL'];
  if (own !== undefined) return own;
  return shared('postgres', z.string(), async (folder) => {
    const { url } = await startPostgres({ folder: path.join(folder, 'postgres'), volatile: true, maxConnections: 400 });
    return url;
  });
}

/** A run id that no other test has: lower case letters, digits and `-`. */
export const newRunId = (): RunId => `t-${randomBytes(5).toString('hex')}`;

/** Empty, migrated facts. Close with {@link dropFacts}. */
export async function freshFacts(run: RunId = newRunId(), maxConnections = 5): Promise<Db> {
  const url = await testDatabaseUrl();
  await migrate(url, schemaOf(run));
  return openDb(url, run, maxConnections);
}

export async function dropFacts(db: Db): Promise<void> {
  await db.prisma.$disconnect();
  await dropSchema(await testDatabaseUrl(), schemaOf(db.run));
}
