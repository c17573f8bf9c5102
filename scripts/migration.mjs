// Writes a migration from prisma/schema.prisma:  npm run migration -- <name>
// The schema engine runs as WebAssembly from an npm package: nothing is downloaded. It is an internal package of Prisma,
// pinned in package.json and used in this file alone; it wants a server to ask, so an empty one is started for it. Each migration keeps the schema it leads to beside its SQL, so
// the next one is the difference of two files. `--init` writes the first migration again (only until the first release).
// What Prisma cannot express (partial indexes, checks, triggers) is written by hand under the marker line and kept.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { startPostgres } from '../src/stack/postgres.ts';

const MARKER = '-- By hand: what the schema language cannot express.';
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const migrations = path.join(root, 'prisma', 'migrations');
const schemaFile = path.join(root, 'prisma', 'schema.prisma');
const FIRST = '20260101000000_init';

const [argument] = process.argv.slice(2);
if (argument === undefined || (argument !== '--init' && !/^[a-z][a-z0-9_]*$/.test(argument))) {
  process.stderr.write('usage: npm run migration -- <name in lower case with _>   or   -- --init\n');
  process.exit(2);
}
const init = argument === '--init';
const previous = init
  ? undefined
  : readdirSync(migrations, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .at(-1);
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = path.join(migrations, init ? FIRST : `${stamp}_${argument}`);

const schema = readFileSync(schemaFile, 'utf8');
const before = previous === undefined ? undefined : readFileSync(path.join(migrations, previous, 'schema.prisma'), 'utf8');
const sql = (await difference(before, schema)).replace(/^-- CreateSchema\nCREATE SCHEMA .*\n+/m, '').trim();
if (!init && (sql === '' || sql.startsWith('-- This is an empty migration'))) {
  process.stdout.write('schema.prisma has not changed since the last migration\n');
  process.exit(0);
}
const file = path.join(folder, 'migration.sql');
mkdirSync(folder, { recursive: true });
writeFileSync(file, `${sql}\n\n${MARKER}\n${endingOf(file)}`);
writeFileSync(path.join(folder, 'schema.prisma'), schema);
writeFileSync(path.join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
process.stdout.write(`${path.relative(root, file)}\n`);

/** The hand-written part of an existing migration. */
function endingOf(file) {
  if (!existsSync(file)) return '';
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(MARKER);
  return start < 0 ? '' : text.slice(start + MARKER.length + 1);
}

async function difference(from, to) {
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-migration-'));
  const postgres = await startPostgres({ folder, volatile: true });
  const named = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'prisma/schema.prisma', content }] });
  try {
    const engine = await openEngine(to, postgres.url);
    const { stdout } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : named(from),
      to: named(to),
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout;
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openEngine(content, connectionString) {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = await import(pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href);
  const compiled = await WebAssembly.compile(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(compiled, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  return glue.SchemaEngine.new({ datamodels: [['prisma/schema.prisma', content]] }, () => {}, factory);
}
