/**
 * What `web` and `worker` do: one part of the live run each, against servers that run elsewhere. As many of each as one
 * likes.
 *
 * @module
 */
import { once } from 'node:events';
import { pino } from 'pino';
import type { Config } from '../config';
import type { QueueName } from '../domain/ids';
import { openDb } from '../services/db';
import { loadLinkKeys } from '../services/contacts/links';
import { databaseOf, mailOf, temporalOf } from '../stack/servers';
import { checkReachable } from '../stack/stack';
import { startWeb } from '../web/server';
import { startLive } from '../worker/live';
import { installRuntime } from '../worker/runtime';
import { openLive, pagesOf, workOf } from './live-parts';
import { serving, type Print } from './serving';

const DEFAULT_PORT = 3000;

/** The pages alone: needs PostgreSQL. @throws CD_CONFIG, CD_POSTGRES_AWAY, CD_PORT_TAKEN */
export function runWeb(config: Config, options: { port?: number }, print: Print): Promise<void> {
  return serving(print, async (interrupted, ends) => {
    const databaseUrl = databaseOf(config);
    const db = await openLive(config, databaseUrl);
    ends.push(() => db.prisma.$disconnect());
    const web = await startWeb({
      db,
      openRun: (run) => openDb(databaseUrl, run, 4),
      port: options.port ?? config.web.port ?? DEFAULT_PORT,
      ...pagesOf(config),
      log: pino({ level: config.logLevel }),
    });
    ends.push(web.close);
    print(`Trang web: ${web.url} (cổng ${web.port}). Dừng: Ctrl-C.`);
    if (!interrupted.aborted) await once(interrupted, 'abort');
  });
}

/** Workers of the named queues; with `plan`, relay and reconciler too. @throws CD_CONFIG, CD_POSTGRES_AWAY, CD_TEMPORAL_AWAY, CD_SEARCH_ATTRIBUTES */
export function runWorker(config: Config, queues: readonly QueueName[], print: Print): Promise<void> {
  checkReachable(config);
  installRuntime(config.logLevel);
  return serving(print, async (interrupted, ends) => {
    const databaseUrl = databaseOf(config);
    const temporal = temporalOf(config);
    const { smtpUrl, publicUrl } = mailOf(config);
    const db = await openLive(config, databaseUrl);
    ends.push(() => db.prisma.$disconnect());
    const live = await startLive({
      db,
      temporal,
      smtpUrl,
      publicUrl,
      queues,
      linkKeys: await loadLinkKeys(db, config.linkKey ?? undefined),
      log: pino({ level: config.logLevel }),
      ...workOf(config),
    });
    ends.push(live.stop);
    print(`Đang làm việc: ${queues.join(', ')} (Temporal ${temporal.connection.address}). Dừng: Ctrl-C.`);
    const stopped = async () => {
      if (!interrupted.aborted) await once(interrupted, 'abort');
    };
    await Promise.race([live.done, stopped()]);
  });
}
