/**
 * What `start` does until Ctrl-C: servers, pages, worker and, the first time, a rehearsal of the reference plan.
 *
 * @module
 */
import { once } from 'node:events';
import { pino } from 'pino';
import type { Config } from '../config';
import { openDb, type Db } from '../services/db';
import { loadLinkKeys } from '../services/contacts/links';
import { freePort } from '../stack/ports';
import { checkReachable, dropData, startStack, type PartReady, type Stack } from '../stack/stack';
import { startWeb } from '../web/server';
import { startLive } from '../worker/live';
import { installRuntime } from '../worker/runtime';
import { openLive, pagesOf, workOf } from './live-parts';
import { rehearseReference } from './reference-rehearsal';
import { serving, type Ends, type Print } from './serving';
import type { StartOptions } from './start';

const DEFAULT_PORT = 3000;

/** Ends, with exit 0, after Ctrl-C; all that was started here is stopped, all data stays. */
export async function runEverything(config: Config, options: StartOptions, print: Print): Promise<void> {
  checkReachable(config);
  // the engine's own log tells of pollers and states: for those who ask for it
  installRuntime(config.logLevel);
  if (options.fresh) await dropData(config);
  await serving(print, async (interrupted, ends) => {
    const stack = await startStack(config, { ready: (part) => print(readyLine(part)), note: print });
    ends.push(stack.stop);
    const db = await openLive(config, stack.databaseUrl);
    ends.push(() => db.prisma.$disconnect());
    const { failed } = await serveLive(config, options, stack, db, ends, print);
    const shown = async () => {
      if (options.rehearsal) await rehearseReference({ config, stack, db, seed: options.seed, signal: interrupted, print });
      if (!interrupted.aborted) await once(interrupted, 'abort');
    };
    await Promise.race([failed, shown()]);
  });
}

/** Pages and worker of the live run; the promise rejects when the worker fails for good. */
async function serveLive(
  config: Config,
  options: StartOptions,
  stack: Stack,
  db: Db,
  ends: Ends,
  print: Print,
): Promise<{ failed: Promise<void> }> {
  const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel });
  const asked = options.port ?? config.web.port;
  const web = await startWeb({
    db,
    openRun: (run) => openDb(stack.databaseUrl, run, 4),
    port: asked ?? (await freePort(DEFAULT_PORT)),
    ...pagesOf(config),
    inboxUrl: stack.inboxUrl,
    temporalUrl: stack.temporalUrl,
    log,
  });
  ends.push(web.close);
  stack.announceWeb(web.url);
  const live = await startLive({
    db,
    temporal: stack.temporal,
    smtpUrl: stack.smtpUrlFor(db.transport),
    ...workOf(config),
    linkKeys: await loadLinkKeys(db, config.linkKey ?? undefined),
    publicUrl: config.web.publicUrl ?? web.url,
    log,
  });
  ends.push(live.stop);
  print(`  Trang theo dõi  ${web.url}`);
  print(`  Hộp thư thử     ${stack.inboxUrl}`);
  if (stack.temporalUrl !== null) print(`  Temporal        ${stack.temporalUrl}`);
  print('Dừng: Ctrl-C.');
  return { failed: live.done };
}

const NAMES = { postgres: 'PostgreSQL', temporal: 'Temporal', inbox: 'Hộp thư' } as const;

function readyLine({ part, address, embedded, reused, ms }: PartReady): string {
  const how = !embedded ? 'đã có sẵn' : reused ? 'đang chạy từ trước' : `${(ms / 1000).toFixed(1)} giây`;
  return `${NAMES[part]} ${address} (${how})`;
}
