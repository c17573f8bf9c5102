/**
 * The door to the facts. A service is one function, one transaction, its event; it takes a {@link Db} and a
 * {@link Context} and never asks for the time itself.
 *
 * @module
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { schemaOf, deliveryWorkflowId, transportOf, workflowIdOf, type Owner, type RunId } from '../domain/ids';
import type { Instant } from '../domain/dates';
import { Prisma, PrismaClient } from '../generated/prisma/client';

export { Prisma };
export type Tx = Prisma.TransactionClient;

/** One run's facts. */
export interface Db {
  prisma: PrismaClient;
  run: RunId;
  /** Name of the run's mail transport. */
  transport: string;
}

/** Who acts, and when: the caller's clock, never the database's. */
export interface Context {
  asOf: Instant;
  /** A supervisor's id, "operator", "body:<id>" or "system". */
  by: string;
}

/** Opens the facts of `run` on the server at `url`. The caller closes it: `db.prisma.$disconnect()`. */
export function openDb(url: string, run: RunId, maxConnections = 10): Db {
  const schema = schemaOf(run);
  const adapter = new PrismaPg(
    { connectionString: url, max: maxConnections, options: `-c search_path=${schema} -c timezone=UTC` },
    { schema },
  );
  return { prisma: new PrismaClient({ adapter }), run, transport: transportOf(run) };
}

/** One transaction, READ COMMITTED; long enough for a set-based statement over 100,000 rows. */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.prisma.$transaction(work, { timeout: 120_000, maxWait: 30_000 });
}

/** Tells the owners' workflows, after commit, that facts changed. A signal without meaning: lost or doubled, no difference. */
export async function tell(tx: Tx, db: Db, owners: Owner[], ctx: Context): Promise<void> {
  await insertEvents(tx, [...new Set(owners.map((owner) => workflowIdOf(db.run, owner)))], ctx);
}

/** Tells the delivery that there is mail. */
export async function tellDelivery(tx: Tx, db: Db, ctx: Context): Promise<void> {
  await insertEvents(tx, [deliveryWorkflowId(db.run)], ctx);
}

async function insertEvents(tx: Tx, workflowIds: string[], ctx: Context): Promise<void> {
  await tx.event.createMany({ data: workflowIds.map((workflowId) => ({ workflowId, at: new Date(ctx.asOf) })) });
}

/** Writes what was done into the insert-only trail. */
export async function audit(tx: Tx, ctx: Context, action: string, subject: string, data: Prisma.InputJsonValue = {}): Promise<void> {
  await tx.audit.create({ data: { at: new Date(ctx.asOf), by: ctx.by, action, subject, data } });
}
