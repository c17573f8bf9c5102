/**
 * The live run and the rehearsals whose facts exist: each is a schema of one database.
 *
 * @module
 */
import { LIVE, schemaOf, type RunId } from '../domain/ids';
import type { Db } from '../services/db';
import { isRunId, rehearsalIds } from '../services/rehearsals';
import type { RunView, Runs, WebOptions } from './options';

/** Opens runs when first asked for, keeps them until closed. */
export function createRuns(options: WebOptions): Runs {
  const opened = new Map<RunId, Db>();
  const now = options.now ?? Date.now;

  const list = async (): Promise<RunId[]> => [LIVE, ...(await rehearsalIds(options.db))];

  const open = async (run: RunId): Promise<Db | null> => {
    if (!isRunId(run)) return null;
    const rows = await options.db.prisma.$queryRaw<{ there: boolean }[]>`
      select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = ${schemaOf(run)} and c.relname = 'Plan') as there`;
    if (!rows[0]?.there) {
      await opened.get(run)?.prisma.$disconnect();
      opened.delete(run);
      return null;
    }
    const db = opened.get(run) ?? options.openRun(run);
    opened.set(run, db);
    return db;
  };

  const view = async (run: RunId): Promise<RunView | null> => {
    if (run === LIVE) return { db: options.db, run, prefix: '', asOf: now(), readOnly: false };
    const db = await open(run);
    if (!db) return null;
    const rows = await db.prisma.$queryRaw<{ asOf: Date | null }[]>`
      select greatest((select max("asOf") from "Clock"), (select max(at) from "StepRun"), (select max("startedAt") from "Plan"), (select max("closedAt") from "Plan")) as "asOf"`;
    const asOf = rows[0]?.asOf?.getTime() ?? now();
    return { db, run, prefix: `/r/${run}`, asOf, readOnly: true };
  };

  return {
    list,
    view,
    close: async () => {
      await Promise.all([...opened.values()].map((db) => db.prisma.$disconnect()));
      opened.clear();
    },
  };
}
