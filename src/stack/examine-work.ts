/**
 * What stands still: steps that are long due, with the error they fail with, and mail servers that were stopped.
 *
 * @module
 */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { LIVE } from '../domain/ids';
import { countText, momentText } from '../domain/wording';
import { inBoth, wordsIn, type Words } from '../languages';
import { openDb } from '../services/db';
import { standstills, stoppedTransports } from '../services/steps/standstill';
import { openClient, type TemporalPlace } from '../worker/temporal-place';
import type { Finding } from './examine';

/** Enough to find the cause; the rest is counted. */
const SHOWN = 3;
const ZONE = 'Asia/Ho_Chi_Minh';
const DUE = { vi: 'đến hạn lúc', en: 'due' };
const STOPPED = { vi: 'đã dừng', en: 'stopped' };

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
      const due = momentText(at, ZONE);
      return inBoth(
        (language) =>
          `${workflowId}: ${step} ${DUE[language]} ${due}${error === undefined || error === null ? '' : ` (${wordsIn(language, error)})`}`,
      );
    });
    const rest = still.length - shown.length;
    const more = rest > 0 ? { vi: `; và ${countText(rest)} bước khác`, en: `; and ${rest} more` } : '';
    return [
      still.length === 0
        ? { part: 'steps', ok: true, found: { vi: 'không có bước nào chậm', en: 'none overdue' } }
        : {
            part: 'steps',
            ok: false,
            found: inBoth((language) => lines.map((line) => line[language]).join('; ') + wordsIn(language, more)),
            wayOut: {
              vi: 'Đề nghị chạy chuyende worker, hoặc sửa lỗi nêu trong nhật ký của worker và giao diện Temporal.',
              en: 'Start a worker, or mend what its log and the Temporal UI name.',
            },
          },
      stopped.length === 0
        ? { part: 'mail', ok: true, found: { vi: 'không có máy chủ thư nào dừng', en: 'no transport stopped' } }
        : {
            part: 'mail',
            ok: false,
            found: inBoth((language) => stopped.map(({ name, why }) => `${name} ${STOPPED[language]}: ${why ?? '?'}`).join('; ')),
            wayOut: {
              vi: 'Đề nghị sửa máy chủ thư hoặc SMTP_URL, rồi khởi động lại worker: thư được giữ lại chờ gửi.',
              en: 'Mend the mail server or SMTP_URL, then restart the worker: the letters wait.',
            },
          },
    ];
  } finally {
    await db.prisma.$disconnect();
  }
}

/** What each workflow's activity failed with last; null where none fails or Temporal does not say. */
async function lastErrors(temporal: TemporalPlace | null, workflowIds: string[]): Promise<(Words | null)[]> {
  if (temporal === null || workflowIds.length === 0) return workflowIds.map(() => null);
  const place = await openClient(temporal).catch(() => null); // its own line says that Temporal is away
  if (place === null) return workflowIds.map(() => null);
  try {
    return await Promise.all(workflowIds.map((id) => lastError(place.client, id)));
  } finally {
    await place.close();
  }
}

async function lastError(client: Client, workflowId: string): Promise<Words | null> {
  try {
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    const failure = raw.pendingActivities?.find(({ lastFailure }) => lastFailure)?.lastFailure;
    return failure?.cause?.message ?? failure?.message ?? null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return { vi: 'workflow của bước này không chạy', en: 'its workflow does not run' };
    throw error;
  }
}
