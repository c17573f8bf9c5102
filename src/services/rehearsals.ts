/**
 * The rehearsals whose facts exist: each is a schema of the live facts' database.
 *
 * @module
 */
import { z } from 'zod';
import { deliveryWorkflowId, schemaOf, workflowIdOf, type RunId } from '../domain/ids';
import { Prisma, type Db } from './db';

const RUN_ID = /^[a-z0-9][a-z0-9-]{0,40}$/;

/** Whether the text may be a run's id: it becomes the name of a schema. */
export const isRunId = (text: string): boolean => RUN_ID.test(text);

/** Newest first. `db`: the live facts. */
export async function rehearsalIds(db: Db): Promise<RunId[]> {
  const rows = await db.prisma.$queryRaw<{ name: string }[]>`
    select n.nspname as name from pg_namespace n
    join pg_class c on c.relnamespace = n.oid and c.relname = 'Plan' and c.relkind = 'r'
    where n.nspname like 'r\\_%' order by n.oid desc`;
  return rows.map((row) => row.name.slice(2).replaceAll('_', '-')).filter(isRunId);
}

const line = z.object({
  plan: z.string().nullable(),
  status: z.string().nullable(),
  from: z.string().nullable(),
  letters: z.number(),
  /** Size in the database. */
  bytes: z.number(),
});
export type RehearsalLine = z.output<typeof line> & { run: RunId };

/** What each rehearsal is of, and how much it holds. */
export async function rehearsalLines(db: Db): Promise<RehearsalLine[]> {
  const lines: RehearsalLine[] = [];
  for (const run of await rehearsalIds(db)) {
    const schema = schemaOf(run);
    const of = (table: string) => Prisma.raw(`"${schema}"."${table}"`);
    const rows = await db.prisma.$queryRaw<unknown[]>`
      select p.title as plan, p.status, p."fromDate" as "from",
             (select count(*) from ${of('Message')} where status = 'sent')::int as letters,
             (select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
              where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r')::float as bytes
      from (select 1) one left join ${of('Plan')} p on true order by p."startedAt" limit 1`;
    lines.push({ run, ...line.parse(rows[0]) });
  }
  return lines;
}

/** The run's workflows that may still be open: those that keep a clock, and those that its facts call for. `db`: the run's own facts. */
export async function workflowsOfRun(db: Db): Promise<string[]> {
  const [clocks, plans, topics] = await Promise.all([
    db.prisma.clock.findMany({ select: { workflowId: true } }),
    db.prisma.plan.findMany({ select: { id: true } }),
    db.prisma.topic.findMany({ select: { id: true } }),
  ]);
  // Plans before their topics: a plan starts what does not run.
  const called = [
    ...plans.map(({ id }) => workflowIdOf(db.run, { kind: 'plan', id })),
    ...topics.map(({ id }) => workflowIdOf(db.run, { kind: 'topic', id })),
    deliveryWorkflowId(db.run),
  ];
  return [...new Set([...called, ...clocks.map(({ workflowId }) => workflowId)])];
}
