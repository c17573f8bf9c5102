/**
 * The embedded Temporal server: the CLI's development server, with its UI, its state in a file, loopback only. It runs as a
 * process of its own; the next start finds it again.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { z } from 'zod';
import { CodedError } from '../errors';
import type { InBoth } from '../languages';
import { reasonOf } from '../system-code';
import { withLock } from './lock';
import { LOOPBACK, freePort } from './ports';
import { endProcess, isAlive, isOurs } from './processes';
import { registerSearchAttributes, searchAttributeFlags } from './search-attributes';
import { findTemporalCli } from './temporal-cli';

export interface RunningTemporal {
  /** host:port */
  address: string;
  /** Null without the UI. */
  uiUrl: string | null;
  /** It was still running from a start before. */
  reused: boolean;
  stop(): Promise<void>;
}

export interface TemporalOptions {
  /** Holds the state, the pid and the log. */
  folder: string;
  /** TEMPORAL_CLI. @default null */
  cli?: string | null;
  /** @default default */
  namespace?: string;
  /** Keeps nothing and has no UI: for tests. @default false */
  volatile?: boolean;
  /** An activity of the queue whose worker asks for it comes back with the workflow's own task. A server's own default is no. @default true */
  eager?: boolean;
  progress?(line: string): void;
}

const Ports = z.object({ port: z.number().int(), uiPort: z.number().int() });

/**
 * Starts it, or finds the one that already runs on this folder. Our search attributes are registered when it returns.
 * @throws CD_TEMPORAL_MISSING, CD_TEMPORAL_AWAY when it does not come up.
 */
export function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  mkdirSync(options.folder, { recursive: true });
  return withLock(path.join(options.folder, 'start.lock'), () => start(options));
}

async function start(options: TemporalOptions): Promise<RunningTemporal> {
  const { folder, namespace = 'default', volatile = false, eager = true } = options;
  const [pidFile, portsFile, log] = [
    path.join(folder, 'pid'),
    path.join(folder, 'ports.json'),
    path.join(folder, 'temporal.log'),
  ];
  const had = existsSync(portsFile) ? Ports.parse(JSON.parse(readFileSync(portsFile, 'utf8'))) : undefined;
  const running = (port: number, uiPort: number, pid: number, reused: boolean): RunningTemporal => ({
    address: `${LOOPBACK}:${port}`,
    uiUrl: volatile ? null : `http://${LOOPBACK}:${uiPort}`,
    reused,
    stop: () => endProcess(pid, 'SIGINT'),
  });

  const before = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (had !== undefined && before > 0 && isOurs(before, markOf(folder))) {
    await untilReady(`${LOOPBACK}:${had.port}`, namespace, before, log);
    return running(had.port, had.uiPort, before, true);
  }

  const cli = await findTemporalCli({ named: options.cli ?? null, progress: options.progress ?? (() => undefined) });
  const port = await freePort(had?.port);
  const uiPort = await freePort(had?.uiPort);
  const pid = launch(cli, { folder, namespace, volatile, eager, port, uiPort, log });
  writeFileSync(portsFile, JSON.stringify({ port, uiPort }));
  writeFileSync(pidFile, String(pid));
  await untilReady(`${LOOPBACK}:${port}`, namespace, pid, log);
  return running(port, uiPort, pid, false);
}

/** Stands in the server's command line, in every mode. */
const markOf = (folder: string) => path.join(folder, 'no-config');

function launch(
  cli: string,
  at: { folder: string; namespace: string; volatile: boolean; eager: boolean; port: number; uiPort: number; log: string },
): number {
  const args = [
    'server',
    'start-dev',
    '--ip',
    LOOPBACK,
    '--port',
    String(at.port),
    '--namespace',
    at.namespace,
    '--log-level',
    'warn',
  ];
  // names a file that does not exist: the user's own settings of the CLI have no part in this server
  args.push('--env-file', markOf(at.folder), '--disable-config-file');
  args.push(...searchAttributeFlags().flatMap((attribute) => ['--search-attribute', attribute]));
  args.push('--dynamic-config-value', 'system.forceSearchAttributesCacheRefreshOnRead=true');
  args.push('--dynamic-config-value', `system.enableActivityEagerExecution=${at.eager}`);
  if (at.volatile) args.push('--headless');
  // WAL without a sync per commit: a crash of the server loses nothing, and steps do not wait for the disk
  else
    args.push(
      '--ui-port',
      String(at.uiPort),
      '--db-filename',
      path.join(at.folder, 'temporal.db'),
      '--sqlite-pragma',
      'journal_mode=wal',
      '--sqlite-pragma',
      'synchronous=normal',
    );
  const out = openSync(at.log, 'w');
  const child = spawn(cli, args, { cwd: at.folder, detached: true, stdio: ['ignore', out, out] });
  closeSync(out);
  child.on('error', () => undefined); // seen as no pid, or as a process that ended
  child.unref();
  if (child.pid === undefined)
    throw new CodedError('CD_TEMPORAL_MISSING', { reason: { vi: `không chạy được ${cli}`, en: `${cli} cannot be run` } });
  return child.pid;
}

async function untilReady(address: string, namespace: string, pid: number, log: string): Promise<void> {
  const limit = Date.now() + 60_000;
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 300)) {
    const why = await prepare(address, namespace);
    if (why === null) return;
    if (!isAlive(pid) || Date.now() > limit) {
      const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-2).join(' | ') : '';
      throw new CodedError('CD_TEMPORAL_AWAY', { address, reason: said || why });
    }
    await sleep(pause);
  }
}

/** Null when the namespace answers and has our search attributes, else why not. */
async function prepare(address: string, namespace: string): Promise<InBoth | null> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.workflowService.describeNamespace({ namespace });
    await registerSearchAttributes(connection, namespace);
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    await connection?.close();
  }
}
