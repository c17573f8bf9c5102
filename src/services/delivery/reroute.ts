/**
 * What a letter that was refused for its address should have told goes, once, to where its bodies are reached now. DESIGN §2.
 *
 * @module
 */
import type { Context, Tx } from '../db';

/** A fresh link is for whoever asked; digests and work for the board have no other reader, a receipt none but the body's own. */
const TOLD_ELSEWHERE = ['open', 'remind', 'overdue', 'receipt'];

/**
 * Raises the notices of a failed letter again, for the routes of their bodies as they are now; the key of step and contact
 * keeps it to once each. In a window whose letter to the new address has not left they join it; otherwise they wait for the
 * next, as every late notice does. Returns how many came.
 */
export function raiseElsewhere(tx: Tx, messageId: string, ctx: Context): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Notice" (id, "dedupeKey", kind, reason, urgency, "assignmentId", "dueRevision", "stageId", "taskId", "bodyId", "contactId",
                          address, via, transport, immediate, "windowStart", "slotAt", "raisedAt", data, status)
    SELECT md5(k.key), k.key, n.kind, n.reason, n.urgency, n."assignmentId", n."dueRevision", n."stageId", n."taskId", n."bodyId", r."contactId",
           r.address, r.via, n.transport, n.immediate, n."windowStart", coalesce(p.slot, n."slotAt"), ${new Date(ctx.asOf)}, n.data, 'planned'
    FROM "Notice" n
    JOIN "Route" r ON r."bodyId" = n."bodyId" AND r.address IS NOT NULL
    CROSS JOIN LATERAL (SELECT left(n."dedupeKey", length(n."dedupeKey") - length(n."contactId")) || r."contactId" AS key) k
    LEFT JOIN LATERAL (
      SELECT min(w."slotAt") AS slot FROM "Notice" w
      WHERE w.transport = n.transport AND w.status = 'planned' AND w.address = r.address AND w."windowStart" = n."windowStart"
        AND w."slotAt" >= n."windowStart" AND NOT w.immediate AND NOT n.immediate) p ON true
    WHERE n."messageId" = ${messageId} AND n.status = 'failed' AND n.kind = ANY(${TOLD_ELSEWHERE})
      AND (n.reason <> 'receipt' OR r.via = 'email')
      AND right(n."dedupeKey", length(n."contactId") + 1) = '#' || n."contactId"
    ON CONFLICT ("dedupeKey") DO NOTHING`;
}
