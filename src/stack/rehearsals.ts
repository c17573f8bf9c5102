/**
 * Dropping rehearsals: their workflows end, then their facts and their captured letters go. The live plan is no
 * rehearsal: its names never begin so.
 *
 * @module
 */
import { rmSync } from 'node:fs';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { LIVE, schemaOf, transportOf, type RunId } from '../domain/ids';
import { CodedError } from '../errors';
import { openDb, type Db } from '../services/db';
import { isRunId, rehearsalIds, workflowsOfRun } from '../services/rehearsals';
import { boxFolder } from './inbox/store';
import { dropSchema } from './migrate';

export interface RehearsalHome {
  databaseUrl: string;
  client: Client;
  /** Folder of the inbox's letters. */
  inboxFolder: string;
}

/**
 * Checks that these are rehearsals, before anything of the first is dropped.
 *
 * @throws CD_RUN_UNKNOWN
 */
export async function mustBeRehearsals(live: Db, runs: RunId[]): Promise<void> {
  const known = new Set(await rehearsalIds(live));
  const stranger = runs.find((run) => run === LIVE || !isRunId(run) || !known.has(run));
  if (stranger !== undefined) throw new CodedError('CD_RUN_UNKNOWN', { run: stranger });
}

/** Drops one. Interrupted, it can be dropped again: the facts, which name its workflows, go after them. Returns how many workflows it ended. */
export async function dropRehearsal({ databaseUrl, client, inboxFolder }: RehearsalHome, run: RunId): Promise<number> {
  const db = openDb(databaseUrl, run, 2);
  const workflowIds = await workflowsOfRun(db).finally(() => db.prisma.$disconnect());
  let ended = 0;
  for (const workflowId of workflowIds) if (await terminate(client, workflowId)) ended += 1;
  rmSync(boxFolder(inboxFolder, transportOf(run)), { recursive: true, force: true });
  await dropSchema(databaseUrl, schemaOf(run));
  return ended;
}

/** False: it does not run. */
async function terminate(client: Client, workflowId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).terminate('the rehearsal was dropped');
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
