/**
 * A mail server as the facts know it: running or stopped, its rate, whether it answers. Rates use database time.
 *
 * @module
 */
import type { Block } from '../../mail/bucket';
import type { Instant } from '../../domain/dates';
import { audit, type Context, type Db, tellDelivery, transaction } from '../db';

export interface TransportState {
  /** `stopped`: its credentials were refused; nothing is claimed until it is started again. */
  status: 'running' | 'stopped';
  ratePerSec: number | null;
  /** Batches in a row that could not reach it; 0 = healthy. */
  failures: number;
}

/** Makes the transport known and running: at a worker's start, with the rate of its configuration (null: no limit). */
export async function startTransport(db: Db, name: string, ratePerSec: number | null, ctx: Context): Promise<void> {
  await transaction(db, async (tx) => {
    const before = await tx.transport.findUnique({ where: { name } });
    await tx.transport.upsert({
      where: { name },
      create: { name, status: 'running', ratePerSec, tokens: 0 },
      update: { status: 'running', why: null, ratePerSec },
    });
    if (before?.status === 'stopped') {
      await audit(tx, ctx, 'transport.started', name);
      await tellDelivery(tx, db, ctx);
    }
  });
}

/** A transport nobody started counts as running without a limit. */
export async function transportState(db: Db, name: string): Promise<TransportState> {
  const row = await db.prisma.transport.findUnique({ where: { name } });
  if (!row) return { status: 'running', ratePerSec: null, failures: 0 };
  return { status: row.status === 'stopped' ? 'stopped' : 'running', ratePerSec: row.ratePerSec, failures: row.failures };
}

/** Bad credentials stop the transport, not its messages: they wait until {@link startTransport}. */
export async function stopTransport(db: Db, name: string, why: string, ctx: Context): Promise<void> {
  await transaction(db, async (tx) => {
    const { count } = await tx.transport.updateMany({
      where: { name, status: { not: 'stopped' } },
      data: { status: 'stopped', why },
    });
    if (count === 0 && !(await tx.transport.findUnique({ where: { name } })))
      await tx.transport.create({ data: { name, status: 'stopped', why } });
    await audit(tx, ctx, 'transport.stopped', name, { why });
  });
}

/** Remembers whether the server answered; the judge asks whether it was healthy. */
export async function noteReached(db: Db, name: string, reached: boolean, why: string | null): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Transport" (name, status, why, failures) VALUES (${name}, 'running', ${why}, ${reached ? 0 : 1})
    ON CONFLICT (name) DO UPDATE SET failures = CASE WHEN ${reached} THEN 0 ELSE "Transport".failures + 1 END,
      why = CASE WHEN "Transport".status = 'stopped' THEN "Transport".why ELSE ${why} END
    WHERE NOT (${reached} AND "Transport".failures = 0)`;
}

/** Takes up to `want` tokens, never more than a second's worth. Database time. */
export async function takeTokens(db: Db, name: string, want: number): Promise<Block> {
  const rows = await db.prisma.$queryRaw<{ granted: number; have: number; rate: number | null }[]>`
    WITH t AS (
      SELECT name, "ratePerSec" AS rate,
        least(greatest("ratePerSec", 1), tokens + "ratePerSec" * greatest(0, extract(epoch FROM clock_timestamp() - "refilledAt"))) AS have
      FROM "Transport" WHERE name = ${name} FOR UPDATE)
    UPDATE "Transport" x SET tokens = t.have - least(floor(t.have), ${want}::float8), "refilledAt" = clock_timestamp()
    FROM t WHERE x.name = t.name AND t.rate IS NOT NULL
    RETURNING least(floor(t.have), ${want}::float8)::int AS granted, t.have::float8 AS have, t.rate::float8 AS rate`;
  const row = rows[0];
  if (!row || row.rate === null) return { granted: want, waitMs: 0 };
  return { granted: row.granted, waitMs: Math.ceil(((1 - (row.have % 1)) / row.rate) * 1000) };
}

const DAY = 86_400_000;
/** Bytes go this long after a final state. DESIGN §8. */
export const FROZEN_DAYS = 30;

/** Removes the bytes of letters that were settled long ago; at most once a day of `asOf`. Returns how many. */
export async function sweepFrozen(db: Db, asOf: Instant): Promise<number> {
  const day = new Date(asOf).toISOString().slice(0, 10);
  const first = await db.prisma.$executeRaw`
    INSERT INTO "Setting" (key, value) VALUES ('frozen-swept', ${day})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE "Setting".value < excluded.value`;
  if (first === 0) return 0;
  const cutoff = new Date(asOf - FROZEN_DAYS * DAY);
  const swept = await db.prisma.$executeRaw`
    UPDATE "Message" SET frozen = NULL WHERE frozen IS NOT NULL AND "queuedAt" < ${cutoff}
      AND coalesce("sentAt", "queuedAt" + interval '1 day') < ${cutoff}
      AND (status IN ('sent', 'failed', 'skipped', 'expired') OR status = 'unknown' AND "retryAt" IS NULL)`;
  await db.prisma.$executeRaw`
    DELETE FROM "Wording" w WHERE day < ${cutoff}
      AND NOT EXISTS (SELECT FROM "Message" m WHERE m."wordingId" = w.id AND m.frozen IS NOT NULL)`;
  return swept;
}
