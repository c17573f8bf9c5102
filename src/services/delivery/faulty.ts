/**
 * Notices whose text cannot be written: their data is not what their reason needs. Nothing was sent, so somebody must hear
 * of it, and they can be planned again once the cause is mended.
 *
 * @module
 */
import { audit, tellDelivery, transaction, type Context, type Db, type Tx } from '../db';
import type { Skip } from './write';

const MARK = 'text-fault: ';
const MOST_OF_WHY = 500;

/** What stands in `Notice.why`. */
export const textFault = (error: unknown): string =>
  `${MARK}${error instanceof Error ? error.message : String(error)}`.slice(0, MOST_OF_WHY);

/** Ends the notices as failed, an audit row each. */
export async function failNotices(tx: Tx, faulty: Skip[]): Promise<void> {
  if (faulty.length === 0) return;
  await tx.$executeRaw`
    WITH failed AS (
      UPDATE "Notice" n SET status = 'failed', why = f.why, "settledAt" = f.at
      FROM unnest(${faulty.map(({ id }) => id)}::text[], ${faulty.map(({ why }) => why)}::text[],
        ${faulty.map(({ at }) => new Date(at).toISOString())}::timestamptz[]) AS f(id, why, at) WHERE n.id = f.id
      RETURNING n.id, n.reason, n.why, f.at
    )
    INSERT INTO "Audit" (at, by, action, subject, data)
    SELECT at, 'system', 'notice.text-fault', id, jsonb_build_object('reason', reason, 'why', why) FROM failed ORDER BY id`;
}

/** How many wait for somebody to mend the cause. */
export const countFaultyNotices = (db: Db): Promise<number> =>
  db.prisma.notice.count({ where: { status: 'failed', why: { startsWith: MARK } } });

/**
 * Plans them again: whether each still has its reason, and its window, is looked at as ever when its letter is gathered.
 * Returns how many.
 */
export function retryFaultyNotices(db: Db, ctx: Context): Promise<number> {
  return transaction(db, async (tx) => {
    const { count } = await tx.notice.updateMany({
      where: { status: 'failed', why: { startsWith: MARK } },
      data: { status: 'planned', why: null, settledAt: null, messageId: null },
    });
    if (count === 0) return 0;
    await audit(tx, ctx, 'notice.planned-again', db.transport, { count });
    await tellDelivery(tx, db, ctx);
    return count;
  });
}
