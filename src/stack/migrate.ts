/**
 * Brings one schema of a database up to date: `prisma/migrations` in the order of their names, in one transaction, recorded in
 * `_prisma_migrations` the way Prisma's own tool does. Live runs, rehearsals and tests all come through here.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { CodedError } from '../errors';
import { reasonOf } from '../system-code';

const FOLDER = path.join(__dirname, '..', '..', 'prisma', 'migrations');

/** Any number that others leave alone: two starts at once take turns. */
const TURN = 0x6364_7063;

const Applied = z.array(z.object({ migration_name: z.string(), checksum: z.string() }));

export interface Migration {
  name: string;
  sql: string;
  /** sha256 of the SQL, as Prisma records it. */
  checksum: string;
}

/** The migrations of this version, oldest first. */
export function migrationsOf(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Creates the schema if need be and applies what it lacks.
 * @returns the names applied now; none when it was up to date.
 * @throws CD_MIGRATION when the schema has a migration that this version lacks or has otherwise.
 * @throws CD_POSTGRES_AWAY when the database cannot be reached.
 */
export async function migrate(url: string, schema: string, migrations = migrationsOf()): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect().catch((error: unknown) => {
    throw new CodedError('CD_POSTGRES_AWAY', {
      address: new URL(url).host,
      reason: reasonOf(error),
    });
  });
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [TURN]);
    const missing = await missingOf(client, schema, migrations);
    for (const migration of missing) await apply(client, migration);
    await client.query('commit');
    return missing.map(({ name }) => name);
  } finally {
    await client.end(); // an open transaction is rolled back by the server
  }
}

/** Removes a rehearsal's or a test's schema and all that is in it. */
export async function dropSchema(url: string, schema: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set client_min_messages = warning');
    await client.query(`drop schema if exists ${client.escapeIdentifier(schema)} cascade`);
  } finally {
    await client.end();
  }
}

async function missingOf(client: Client, schema: string, migrations: Migration[]): Promise<Migration[]> {
  await client.query('set local client_min_messages = warning');
  await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
  await client.query(`set local search_path = ${client.escapeIdentifier(schema)}`);
  await client.query(`create table if not exists "_prisma_migrations" (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
    logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const { rows } = await client.query('select migration_name, checksum from "_prisma_migrations" order by migration_name');
  const applied = Applied.parse(rows);
  for (const { migration_name: name, checksum } of applied) {
    if (migrations.find((migration) => migration.name === name)?.checksum !== checksum)
      throw new CodedError('CD_MIGRATION', { schema, name });
  }
  return migrations.filter(({ name }) => !applied.some((row) => row.migration_name === name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query(
    `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}
