/**
 * What stands still: steps that are long due, with the error they fail with, and mail servers that were stopped.
 *
 * @module
 */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { LIVE } from '../domain/ids';
import { momentText } from '../domain/wording';
import { openDb } from '../services/db';
import { standstills, stoppedTransports } from '../services/steps/standstill';
import { openClient, type TemporalPlace } from '../worker/temporal-place';
import type { Finding } from './examine';

/** Enough to find the cause; the rest is counted. */
const SHOWN = 3;
const ZONE = 'Asia/Ho_Chi_Minh';

/** @param temporal null: not known; errors are then left out */
export async function examineWork(url: string, temporal: TemporalPlace | null): Promise<Finding[]> {
  const db = openDb(url, LIVE, 1);
  try {
    const [still, stopped] = [await standstills(db, Date.now()), await stoppedTransports(db)];
    const shown = still.slice(0, SHOWN);
    const errors = await lastErrors(
      temporal,
      shown.map(({ workflowId }) => workflowId),
    );
    const lines = shown.map(({ workflowId, step, at }, index) => {
      const error = errors[index];
      return `${workflowId}: ${step} due ${momentText(at, ZONE)}${error ? ` (${error})` : ''}`;
    });
    const more = still.length > shown.length ? `; and ${still.length - shown.length} more` : '';
    return [
      still.length === 0
        ? { part: 'steps', ok: true, found: 'none overdue' }
        : {
            part: 'steps',
            ok: false,
            found: lines.join('; ') + more,
            wayOut: 'Start a worker, or mend what its log and the Temporal UI name.',
          },
      stopped.length === 0
        ? { part: 'mail', ok: true, found: 'no transport stopped' }
        : {
            part: 'mail',
            ok: false,
            found: stopped.map(({ name, why }) => `${name} stopped: ${why ?? '?'}`).join('; '),
            wayOut: 'Mend the mail server or SMTP_URL, then restart the worker: the letters wait.',
          },
    ];
  } finally {
    await db.prisma.$disconnect();
  }
}

/** What each workflow's activity failed with last; null where none fails or Temporal does not say. */
async function lastErrors(temporal: TemporalPlace | null, workflowIds: string[]): Promise<(string | null)[]> {
  if (temporal === null || workflowIds.length === 0) return workflowIds.map(() => null);
  const place = await openClient(temporal).catch(() => null); // its own line says that Temporal is away
  if (place === null) return workflowIds.map(() => null);
  try {
    return await Promise.all(workflowIds.map((id) => lastError(place.client, id)));
  } finally {
    await place.close();
  }
}

async function lastError(client: Client, workflowId: string): Promise<string | null> {
  try {
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    const failure = raw.pendingActivities?.find(({ lastFailure }) => lastFailure)?.lastFailure;
    return failure?.cause?.message ?? failure?.message ?? null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'its workflow does not run';
    throw error;
  }
}
