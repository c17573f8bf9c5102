/**
 * The embedded PostgreSQL: binaries from npm, data in a folder, loopback only. It runs as a process of its own, so a crash of
 * ours harms nothing; the next start finds it again.
 *
 * @module
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { z } from 'zod';
import { CodedError } from '../errors';
import type { InBoth } from '../languages';
import { reasonOf } from '../system-code';
import { LOOPBACK, freePort } from './ports';
import { withLock } from './lock';
import { endProcess, isAlive, isOurs } from './processes';
import { EMBEDDED, databaseAccount, type Account } from './postgres-account';

const run = promisify(execFile);
const USER = 'chuyende';

export interface RunningPostgres {
  url: string;
  /** It was still running from a start before. */
  reused: boolean;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Holds the cluster, its password and its log. */
  folder: string;
  /** Loses data in a power cut, starts and writes faster: for tests. @default false */
  volatile?: boolean;
  /** @default 200 */
  maxConnections?: number;
}

const Access = z.object({ password: z.string(), port: z.number().int() });
type Access = z.infer<typeof Access>;

/**
 * Starts it, or finds the one that already runs on this folder.
 * @throws CD_POSTGRES_AWAY when it does not come up; the message ends with its own last lines.
 */
export function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  mkdirSync(options.folder, { recursive: true });
  return withLock(path.join(options.folder, 'start.lock'), () => start(options));
}

async function start(options: PostgresOptions): Promise<RunningPostgres> {
  const account = databaseAccount(options.folder);
  const data = path.join(account.folder, 'data');
  const accessFile = path.join(options.folder, 'access.json');
  if (!existsSync(data) || !existsSync(accessFile)) await createCluster(account, data, accessFile);

  const access = Access.parse(JSON.parse(readFileSync(accessFile, 'utf8')));
  const pidFile = path.join(data, 'postmaster.pid');
  const before = runningPort(pidFile, data);
  if (before !== null) {
    const url = urlOf({ ...access, port: before.port });
    await untilReady(url, before.pid, null);
    return { url, reused: true, stop: () => endProcess(before.pid, 'SIGINT') };
  }
  rmSync(pidFile, { force: true });

  const port = await freePort(access.port);
  writeFileSync(accessFile, JSON.stringify({ ...access, port }), { mode: 0o600 });
  const log = path.join(options.folder, 'postgres.log');
  const pid = launch(account, data, port, log, options);
  const url = urlOf({ ...access, port });
  await untilReady(url, pid, log);
  await ensureDatabase(url);
  return { url, reused: false, stop: () => endProcess(pid, 'SIGINT') };
}

const urlOf = ({ password, port }: Access, database = USER) => `postgresql://${USER}:${password}@${LOOPBACK}:${port}/${database}`;

/** Made aside and renamed, so an interrupted first start leaves nothing half done. */
async function createCluster(account: Account, data: string, accessFile: string): Promise<void> {
  const aside = `${data}.new`;
  rmSync(aside, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
  mkdirSync(account.folder, { recursive: true });
  if (account.ids) chownSync(account.folder, account.ids.uid, account.ids.gid);
  const password = randomBytes(18).toString('hex');
  const passwordFile = path.join(account.folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.ids) chownSync(passwordFile, account.ids.uid, account.ids.gid);
  try {
    // the C locale orders text alike on every system: lists and rehearsal logs are the same everywhere
    const flags = ['-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-sync'];
    await run(path.join(account.binaries, 'initdb'), ['-D', aside, ...flags], { ...account.ids, cwd: account.folder });
  } catch (error) {
    throw new CodedError('CD_POSTGRES_AWAY', {
      address: EMBEDDED,
      reason: reasonOf(error),
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(aside, data);
  writeFileSync(accessFile, JSON.stringify({ password, port: 0 }), { mode: 0o600 });
}

function launch(account: Account, data: string, port: number, log: string, options: PostgresOptions): number {
  const settings: Record<string, string | number> = {
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: options.maxConnections ?? 200,
    ...(options.volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const out = openSync(log, 'w');
  const child = spawn(path.join(account.binaries, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...account.ids,
    cwd: account.folder,
    detached: true,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  child.unref();
  if (child.pid === undefined)
    throw new CodedError('CD_POSTGRES_AWAY', {
      address: EMBEDDED,
      reason: { vi: `không chạy được ${account.binaries}`, en: `${account.binaries} cannot be run` },
    });
  return child.pid;
}

/** The server that runs on this data folder, by its own pid file; a pid that became another program's does not count. */
function runningPort(pidFile: string, data: string): { pid: number; port: number } | null {
  if (!existsSync(pidFile)) return null;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return pid > 0 && isOurs(pid, data) ? { pid, port: Number(lines[3]) } : null;
}

async function untilReady(url: string, pid: number, log: string | null): Promise<void> {
  const limit = Date.now() + 60_000; // crash recovery of a large cluster takes its time
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    const answer = await ask(url.replace(/[^/]*$/, 'postgres'));
    if (answer === null) return;
    if (!isAlive(pid) || Date.now() > limit) {
      const said = log === null ? '' : readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ');
      throw new CodedError('CD_POSTGRES_AWAY', { address: new URL(url).host, reason: said || answer });
    }
    await sleep(pause);
  }
}

/** Null when it answers, else why not. */
async function ask(url: string): Promise<InBoth | null> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    await client.end().catch(() => undefined); // never connected: nothing to end
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/[^/]*$/, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [USER]);
    if (rowCount === 0) await client.query(`create database ${USER}`);
  } finally {
    await client.end();
  }
}
