/**
 * Raising a wave: the product's one statement (routes, windows, slots, keys that make doubling harmless) against a bare
 * `INSERT … SELECT` of the same finished rows into a table with the same indexes.
 *
 * @module
 */
import { wallClock } from '../src/domain/dates';
import { schemaOf } from '../src/domain/ids';
import { openDb, Prisma, transaction, type Db } from '../src/services/db';
import { raiseWhere } from '../src/services/notices/raise';
import { loadPlan } from '../src/services/plans/load';
import { dropSchema, migrate } from '../src/stack/migrate';
import { PLAN, seedCells, STAGE, ZONE } from '../tests/support/cells';

export interface Raise {
  notices: number;
  raiseSeconds: number;
  bareSeconds: number;
  /** Bare over raised: 1 would be as fast as copying. */
  ratio: number;
}

/** Medians of `rounds` turns, each on an emptied table. */
export async function measureRaise(postgresUrl: string, cells: number, rounds: number): Promise<Raise> {
  const runId = `raise-${Date.now().toString(36)}`;
  await migrate(postgresUrl, schemaOf(runId));
  const db = openDb(postgresUrl, runId);
  try {
    await seedCells(db, cells, { opensOn: wallClock(Date.now(), ZONE).day });
    await db.prisma.$executeRaw`CREATE TABLE "Bare" (LIKE "Notice" INCLUDING ALL)`;
    await db.prisma.$executeRaw`ANALYZE`;
    const raised: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await db.prisma.$executeRaw`TRUNCATE "Notice", "Bare"`;
      raised.push(await secondsOf(() => raise(db, cells)));
      bare.push(await secondsOf(() => transaction(db, (tx) => tx.$executeRaw`INSERT INTO "Bare" SELECT * FROM "Notice"`)));
    }
    const [raiseSeconds, bareSeconds] = [medianOf(raised), medianOf(bare)];
    return { notices: cells, raiseSeconds, bareSeconds, ratio: bareSeconds / raiseSeconds };
  } finally {
    await db.prisma.$disconnect();
    await dropSchema(postgresUrl, schemaOf(runId));
  }
}

/** As a stage's opening raises them. */
async function raise(db: Db, cells: number): Promise<void> {
  const ctx = { asOf: Date.now(), by: 'system' };
  const count = await transaction(db, async (tx) => {
    const plan = await loadPlan(tx, PLAN);
    const wave = {
      kind: 'open' as const,
      reason: 'open' as const,
      urgency: 100,
      key: 'session/open',
      date: wallClock(ctx.asOf, ZONE).day,
    };
    return raiseWhere(tx, db, plan, ctx, wave, Prisma.sql`a."stageId" = ${STAGE}`);
  });
  if (count !== cells) throw new Error(`${count} notices were raised, not ${cells}`);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

export function medianOf(values: number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('There was no round');
  return middle;
}
