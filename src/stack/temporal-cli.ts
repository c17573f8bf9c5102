/**
 * Finds a `temporal` program, or gets one: named by TEMPORAL_CLI → on the path → where Go puts programs → our copy in the
 * user's cache → the SDK's own download → built once by Go. DESIGN §11.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { CodedError } from '../errors';
import { inBoth, wordsIn, type Words } from '../languages';

/** Newer ones cannot be installed by `go install` (their go.mod has replace directives). */
const SOURCE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** A download that has brought nothing by then will bring nothing: offline, or a closed network. */
const DOWNLOAD_PATIENCE_MS = 15_000;
/** The step that failed, in an error's words. */
const DOWNLOADING = { vi: 'tải về', en: 'download' };
const DOWNLOAD_LIMIT_MS = 180_000;
const BUILD_LIMIT_MS = 30 * 60_000;

/** Ran in a process of its own: it may hang without a network. It leaves the program in the folder it is given. */
const DOWNLOAD = `
  const { TestWorkflowEnvironment } = require('@temporalio/testing');
  TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir: process.argv[1], ttl: '365 days' } } })
    .then((env) => env.teardown()).then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });`;

export interface CliSearch {
  /** TEMPORAL_CLI. */
  named: string | null;
  /** Told before something that takes long. */
  progress(line: string): void;
  environment?: NodeJS.ProcessEnv;
  /** Keeps what was downloaded or built. @default the user's cache folder */
  cache?: string;
}

/**
 * Path of a `temporal` program that can be run.
 * @throws CD_TEMPORAL_MISSING with what was tried.
 */
export async function findTemporalCli(search: CliSearch): Promise<string> {
  const environment = search.environment ?? process.env;
  const cache = search.cache ?? cacheFolder(environment);
  const present = installedCli(search.named, environment, cache);
  if (present !== null) return present;

  const built = path.join(cache, 'temporal');
  mkdirSync(cache, { recursive: true });
  const reasons: Words[] = [{ vi: 'không thấy chương trình "temporal"', en: 'no "temporal" on the path' }];
  search.progress('Temporal: đang tải máy chủ về (một lần)');
  const downloaded = await download(cache);
  if (typeof downloaded === 'string') {
    renameSync(downloaded, built);
    return built;
  }
  const { why: noDownload } = downloaded;
  reasons.push(inBoth((language) => `${DOWNLOADING[language]}: ${wordsIn(language, noDownload)}`));

  const go = onPath('go', environment);
  if (go === null) reasons.push({ vi: 'không thấy "go" để dựng máy chủ', en: 'no "go" on the path to build it with' });
  else {
    search.progress('Temporal: đang dựng máy chủ bằng Go (một lần, khoảng bốn phút)');
    const why = await runToEnd(
      go,
      ['install', SOURCE],
      { ...environment, GOBIN: cache, GOFLAGS: '-mod=mod' },
      () => BUILD_LIMIT_MS,
    );
    if (why === null) return built;
    reasons.push(inBoth((language) => `go install: ${wordsIn(language, why)}`));
  }
  throw new CodedError('CD_TEMPORAL_MISSING', {
    reason: inBoth((language) => reasons.map((reason) => wordsIn(language, reason)).join('; ')),
  });
}

/** One that is already on this machine; null when there is none. */
export function installedCli(
  named: string | null,
  environment: NodeJS.ProcessEnv,
  cache = cacheFolder(environment),
): string | null {
  if (named !== null) {
    if (isProgram(named)) return named;
    throw new CodedError('CD_TEMPORAL_MISSING', {
      reason: { vi: `TEMPORAL_CLI ghi ${named}, không chạy được`, en: `TEMPORAL_CLI names ${named}, which cannot be run` },
    });
  }
  const goFolders = [
    environment['GOBIN'],
    ...(environment['GOPATH'] ?? path.join(homedir(), 'go')).split(path.delimiter).map((folder) => path.join(folder, 'bin')),
  ];
  const places = [...goFolders.flatMap((folder) => (folder ? [folder] : [])), cache].map((folder) =>
    path.join(folder, 'temporal'),
  );
  return onPath('temporal', environment) ?? places.find(isProgram) ?? null;
}

/** Where the user's caches live: XDG, or ~/Library/Caches on macOS. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const fallback = process.platform === 'darwin' ? path.join(homedir(), 'Library', 'Caches') : path.join(homedir(), '.cache');
  return path.join(environment['XDG_CACHE_HOME'] || fallback, 'chuyende');
}

function onPath(name: string, environment: NodeJS.ProcessEnv): string | null {
  const places = (environment['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return places.map((folder) => path.join(folder, name)).find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function download(cache: string): Promise<string | { why: Words }> {
  const folder = path.join(cache, `download-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const program = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  const patience = () => (program().length > 0 ? DOWNLOAD_LIMIT_MS : DOWNLOAD_PATIENCE_MS);
  try {
    const why = await runToEnd(process.execPath, ['-e', DOWNLOAD, folder], process.env, patience);
    if (why !== null) return { why };
    const found = program().find(isProgram);
    if (found === undefined) return { why: { vi: 'không tải được chương trình', en: 'it brought no program' } };
    const kept = path.join(cache, 'temporal.new');
    renameSync(found, kept);
    return kept;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null when it ended well, else why not, in one line. `limit` is asked again and again: it may grow. */
function runToEnd(command: string, args: string[], env: NodeJS.ProcessEnv, limit: () => number): Promise<Words | null> {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, {
      env,
      cwd: path.join(__dirname, '..', '..'),
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let said = '';
    let late = false;
    const watch = setInterval(() => {
      late = Date.now() - started > limit();
      if (late && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL'); // with what it started itself
    }, 500);
    const end = (why: Words | null) => {
      clearInterval(watch);
      resolve(why);
    };
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
    });
    child.on('error', (error) => end(error.message));
    child.on('close', (code) =>
      end(
        late
          ? { vi: 'không xong trong thời gian cho phép', en: 'no answer in time' }
          : code === 0
            ? null
            : (said.trim().split('\n').at(-1) ?? `exit ${code}`),
      ),
    );
  });
}
