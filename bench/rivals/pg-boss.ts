/**
 * pg-boss: one job per e-mail, the same template, nodemailer's pool.
 *
 * @module
 */
import PgBoss from 'pg-boss';
import { z } from 'zod';
import { CONNECTIONS, mailFor, type Rival } from '../world';
import { openPool } from './nodemailer';

const WORKERS = 4;
const FETCH = 100;
const jobSchema = z.object({ n: z.number() });

export const pgBossRival: Rival = {
  name: 'pg-boss',
  async run(world, cells) {
    const boss = new PgBoss({
      connectionString: world.postgresUrl,
      schema: 'bench_boss',
      max: 10,
      supervise: false,
      schedule: false,
    });
    await boss.start();
    const queue = `mail-${Date.now()}`;
    await boss.createQueue(queue);
    const pool = openPool(world);
    const startedAt = world.begin();
    for (let first = 1; first <= cells; first += 1000) {
      await boss.insert(
        Array.from({ length: Math.min(1000, cells - first + 1) }, (_, index) => ({ name: queue, data: { n: first + index } })),
      );
    }
    let sent = 0;
    const finished = new Promise<void>((resolve, reject) => {
      const send = async (jobs: PgBoss.Job[]) => {
        await Promise.all(jobs.map((job) => pool.sendMail(mailFor(jobSchema.parse(job.data).n, startedAt))));
        sent += jobs.length;
        if (sent >= cells) resolve();
      };
      for (let worker = 0; worker < WORKERS; worker++)
        boss.work(queue, { batchSize: FETCH, pollingIntervalSeconds: 0.5 }, send).catch(reject);
    });
    await finished;
    await world.referee.until(cells);
    await boss.stop({ graceful: true, timeout: 5000 });
    pool.close();
    return { startedAt, historyEvents: 0, notes: { connections: CONNECTIONS } };
  },
};
