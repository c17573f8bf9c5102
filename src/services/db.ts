/**
 * The door to the facts. A service is one function, one transaction, its event; it takes a {@link Db} and a
 * {@link Context} and never asks for the time itself.
 *
 * @module
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { LIVE, schemaOf, deliveryWorkflowId, transportOf, workflowIdOf, type Owner, type RunId } from '../domain/ids';
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
  // A rehearsal can be run again, so it need not wait for the disk; it repeats few statements thousands of times.
  const rehearsed = run !== LIVE;
  const options = `-c search_path=${schema} -c timezone=UTC${rehearsed ? ' -c synchronous_commit=off' : ''}`;
  const adapter = new PrismaPg(
    { connectionString: url, max: maxConnections, options },
    rehearsed ? { schema, statementNameGenerator: statementNames() } : { schema },
  );
  return { prisma: new PrismaClient({ adapter }), run, transport: transportOf(run) };
}

/** Most statements kept prepared a connection; lists of many lengths would add up. */
const PREPARED = 300;

/** Names statements by their text, so that a connection parses each once. */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= PREPARED) return known ?? '';
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
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
  await tx.$executeRaw`insert into "Event" ("workflowId", at) select w, ${new Date(ctx.asOf)} from unnest(${workflowIds}::text[]) w`;
}

/** Writes what was done into the insert-only trail. */
export async function audit(
  tx: Tx,
  ctx: Context,
  action: string,
  subject: string,
  data: Prisma.InputJsonValue = {},
): Promise<void> {
  await tx.$executeRaw`
    insert into "Audit" (at, by, action, subject, data)
    values (${new Date(ctx.asOf)}, ${ctx.by}, ${action}, ${subject}, ${JSON.stringify(data)}::jsonb)`;
}
