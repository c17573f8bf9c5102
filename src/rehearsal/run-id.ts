/**
 * Which run a command means: the same plan, organisation, calendar, day and seed are the same run. An interrupted one
 * goes on; one that reached its end is rehearsed anew.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { schemaOf, transportOf, type RunId } from '../domain/ids';
import { openDb } from '../services/db';
import { boxFolder } from '../stack/inbox/store';
import { dropSchema, migrate } from '../stack/migrate';
import type { RehearsalInput } from './rehearse';

export function runIdOf({ document, roster, calendar, policy, from, seed }: RehearsalInput): RunId {
  const inputs = JSON.stringify([document, roster, calendar, policy ?? null, from, seed]);
  return `dt-${createHash('sha256').update(inputs).digest('hex').slice(0, 12)}`;
}

/**
 * Drops the run's facts and captured letters if its plan is over: letters of a run that is no more have links that open nothing.
 * Returns whether it goes on from where it was.
 */
export async function prepareRun(databaseUrl: string, inboxFolder: string, run: RunId): Promise<{ resumed: boolean }> {
  await migrate(databaseUrl, schemaOf(run));
  const db = openDb(databaseUrl, run, 1);
  const plan = await db.prisma.plan.findFirst({ select: { status: true } }).finally(() => db.prisma.$disconnect());
  const resumed = plan?.status === 'running' || plan?.status === 'paused';
  if (plan && !resumed) {
    rmSync(boxFolder(inboxFolder, transportOf(run)), { recursive: true, force: true });
    await dropSchema(databaseUrl, schemaOf(run));
  }
  return { resumed };
}
