/**
 * The servers that everything else needs: PostgreSQL, Temporal, an inbox; embedded where the settings name none. DESIGN §11.
 *
 * @module
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config';
import { CodedError } from '../errors';
import { inboxSmtpUrl, startInbox } from './inbox/server';
import { inboxFolderOf } from './inbox/store';
import { removeOutside } from './postgres-account';
import { startPostgres } from './postgres';
import { endProcess, isOurs } from './processes';
import { claimFolder, readState, type State } from './state';
import { startTemporal } from './temporal';

export type StackPart = 'postgres' | 'temporal' | 'inbox';

/** One part is up: embedded or the one that the settings name, found running or started, in so many ms. */
export interface PartReady {
  part: StackPart;
  address: string;
  embedded: boolean;
  reused: boolean;
  ms: number;
}

export interface StackProgress {
  ready?(part: PartReady): void;
  /** Something takes long, once. */
  note?(line: string): void;
}

export interface Stack {
  databaseUrl: string;
  temporal: { connection: NonNullable<Config['temporal']['connection']>; namespace: string };
  /** The Temporal UI; null when the server is not ours. */
  temporalUrl: string | null;
  inboxUrl: string;
  /** `smtp`: SMTP_URL, or the inbox. `capture/<run>`: the inbox, always. */
  smtpUrlFor(transport: string): string;
  /** Leaves the address of the pages for other commands. */
  announceWeb(url: string): void;
  /** Ends what was started here; all data stays. */
  stop(): Promise<void>;
}

/**
 * Starts what the settings do not name, as the one owner of the data folder.
 * @throws CD_ALREADY_RUNNING, CD_POSTGRES_AWAY, CD_TEMPORAL_MISSING, CD_TEMPORAL_AWAY; nothing is left running then.
 */
export async function startStack(config: Config, progress: StackProgress = {}): Promise<Stack> {
  const claim = claimFolder(config.dataDir);
  const ends: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
    claim.release();
  };
  const timed = async <T extends { reused: boolean }>(
    part: StackPart,
    embedded: boolean,
    address: (it: T) => string,
    start: () => Promise<T>,
  ): Promise<T> => {
    const begun = Date.now();
    const it = await start();
    progress.ready?.({ part, embedded, address: address(it), reused: it.reused, ms: Date.now() - begun });
    return it;
  };
  try {
    const postgres = timed(
      'postgres',
      config.database.url === null,
      ({ url }) => new URL(url).host,
      async () => {
        if (config.database.url !== null) return { url: config.database.url, reused: true };
        const started = await startPostgres({ folder: path.join(config.dataDir, 'postgres') });
        ends.push(started.stop);
        return started;
      },
    );
    const temporal = timed(
      'temporal',
      config.temporal.connection === null,
      ({ connection }) => connection.address,
      async () => {
        if (config.temporal.connection !== null) return { connection: config.temporal.connection, uiUrl: null, reused: true };
        const { namespace, cli } = config.temporal;
        const started = await startTemporal({
          folder: path.join(config.dataDir, 'temporal'),
          namespace,
          cli,
          progress: progress.note,
        });
        ends.push(started.stop);
        return { connection: { address: started.address }, uiUrl: started.uiUrl, reused: started.reused };
      },
    );
    const inbox = timed(
      'inbox',
      true,
      ({ url }) => url,
      async () => {
        const started = await startInbox(inboxFolderOf(config));
        ends.push(started.stop);
        return { ...started, reused: false };
      },
    );
    // all have come up or failed before anything is stopped
    await Promise.allSettled([postgres, temporal, inbox]);
    const state: State = {
      databaseUrl: (await postgres).url,
      temporalAddress: (await temporal).connection.address,
      namespace: config.temporal.namespace,
      temporalUrl: (await temporal).uiUrl,
      inboxUrl: (await inbox).url,
      inboxSmtpPort: (await inbox).smtpPort,
      webUrl: null,
    };
    claim.write(state);
    return { ...viewOf(config, state), announceWeb: (webUrl) => claim.write({ ...state, webUrl }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The stack that already runs in the data folder, else one of our own for as long as it is needed. */
export async function openStack(config: Config, progress: StackProgress = {}): Promise<Stack> {
  const state = readState(config.dataDir);
  if (state === null) return startStack(config, progress);
  return { ...viewOf(config, state), announceWeb: () => undefined, stop: async () => undefined };
}

/**
 * Drops everything the embedded parts keep (`--fresh`).
 * @throws CD_ALREADY_RUNNING while a process uses it.
 */
export async function dropData(config: Config): Promise<void> {
  const claim = claimFolder(config.dataDir);
  try {
    const temporal = path.join(config.dataDir, 'temporal');
    const postgres = path.join(config.dataDir, 'postgres');
    await endLeftover(path.join(temporal, 'pid'), temporal);
    if (existsSync(path.join(postgres, 'access.json'))) await (await startPostgres({ folder: postgres })).stop(); // ends the one that still runs
    for (const part of ['postgres', 'temporal', 'inbox'])
      rmSync(path.join(config.dataDir, part), { recursive: true, force: true });
    removeOutside(postgres);
  } finally {
    claim.release();
  }
}

async function endLeftover(pidFile: string, mark: string): Promise<void> {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (pid > 0 && isOurs(pid, mark)) await endProcess(pid, 'SIGINT');
}

function viewOf(config: Config, state: State): Omit<Stack, 'announceWeb' | 'stop'> {
  return {
    databaseUrl: state.databaseUrl,
    temporal: { connection: config.temporal.connection ?? { address: state.temporalAddress }, namespace: state.namespace },
    temporalUrl: state.temporalUrl,
    inboxUrl: state.inboxUrl,
    smtpUrlFor: (transport) =>
      transport === 'smtp' && config.smtp.url !== null ? config.smtp.url : inboxSmtpUrl(state.inboxSmtpPort, transport),
  };
}

/**
 * Refuses settings that would send real letters with links to this machine.
 * @throws CD_CONFIG
 */
export function checkReachable(config: Config): void {
  if (config.smtp.url !== null && config.web.publicUrl === null) {
    throw new CodedError('CD_CONFIG', {
      faults: {
        vi: 'PUBLIC_URL: cần có khi đặt SMTP_URL, nếu không địa chỉ trong thư thật sẽ dẫn về máy này',
        en: 'PUBLIC_URL: needed with SMTP_URL, or the links in real letters lead to this machine',
      },
    });
  }
}
