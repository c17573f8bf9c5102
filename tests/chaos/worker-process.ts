/**
 * A worker of the live kind in a process of its own, so that a test can kill it. Prints READY when it works.
 *
 *   tsx tests/chaos/worker-process.ts '{"databaseUrl":…,"temporal":…,"smtpUrl":…,"run":…}'
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { z } from 'zod';
import { openDb, type Db } from '../../src/services/db';
import { loadLinkKeys } from '../../src/services/contacts/links';
import { startLive } from '../../src/worker/live';

const Places = z.object({
  databaseUrl: z.string(),
  address: z.string(),
  smtpUrl: z.string(),
  run: z.string(),
  leaseSeconds: z.number(),
  /** Dies as by kill -9 once this step has committed, before anybody hears of it. */
  dieAfterStep: z.string().optional(),
});
export type WorkerPlaces = z.infer<typeof Places>;

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const { databaseUrl, address, smtpUrl, run, leaseSeconds, dieAfterStep } = Places.parse(JSON.parse(process.argv[2] ?? '{}'));
  const opened = openDb(databaseUrl, run, 8);
  const db = dieAfterStep === undefined ? opened : mortal(opened, dieAfterStep);
  const sender = {
    name: 'Ban Tuyên giáo',
    fullName: 'BAN TUYÊN GIÁO',
    address: 'ban@example.org',
    replyTo: 'ban@example.org',
    officer: null,
  };
  const live = await startLive({
    db,
    temporal: { connection: { address }, namespace: 'default' },
    smtpUrl,
    sender,
    linkKeys: await loadLinkKeys(db, undefined),
    publicUrl: 'https://example.org',
    leaseSeconds,
    log: pino({ level: 'warn' }, pino.destination(2)),
    ratePerSec: null,
    relayEveryMs: 200,
    reconcileEveryMs: 1000,
  });
  process.stdout.write('READY\n');
  process.on('SIGTERM', () => {
    void live.stop().then(() => process.exit(0));
  });
  await live.done;
}

/** Facts whose process dies between the commit of `step` and the answer to whoever asked for it. */
function mortal(db: Db, step: string): Db {
  const prisma = new Proxy(db.prisma, {
    get(of, name) {
      if (name !== '$transaction') return Reflect.get(of, name);
      return async (...args: Parameters<typeof of.$transaction>) => {
        const result = await of.$transaction(...args);
        if ((await of.stepRun.count({ where: { stepKey: step } })) > 0) process.kill(process.pid, 'SIGKILL');
        return result;
      };
    },
  });
  return { ...db, prisma };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
