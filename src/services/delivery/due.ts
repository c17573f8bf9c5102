/**
 * What is due in this transaction's hands: notices that no letter has taken yet, locked with their whole gathering, and
 * letters that are to be tried again.
 *
 * @module
 */
import type { Instant } from '../../domain/dates';
import { gather, type Gatherable, type Gathering } from '../../domain/gathering';
import { Prisma, type Tx } from '../db';

export interface DueNotice extends Gatherable {
  id: string;
  dedupeKey: string;
  kind: string;
  reason: string;
  dueRevision: number | null;
  stageId: string | null;
  taskId: string | null;
  bodyId: string;
  contactId: string;
  via: string;
  immediate: boolean;
  data: Prisma.JsonValue;
  raisedAt: Instant;
  messageId: string | null;
}

/** Notices that make one e-mail. `gone`: a planned letter of that address and window has already left; these wait for the next. */
export interface DueLetter extends Gathering<DueNotice> {
  gone: boolean;
}

/** A letter to be tried again. */
export interface RetryMessage {
  id: string;
  status: string;
  address: string;
  attempts: number;
  frozen: string | null;
  wordingId: string | null;
  /** Content of the wording `frozen` is completed with. */
  wording: string | null;
  sha256: string | null;
  queuedAt: Date;
  planned: boolean;
  windowStart: Date;
  slotAt: Date;
  kinds: string[];
}

type NoticeRow = Omit<DueNotice, 'alone' | 'windowStart' | 'slotAt' | 'raisedAt'> & {
  windowStart: Date;
  slotAt: Date;
  raisedAt: Date;
};

const COLUMNS = Prisma.raw(
  `id, "dedupeKey", kind, reason, urgency, "assignmentId", "dueRevision", "stageId", "taskId", "bodyId", "contactId", address, via,
   immediate, "windowStart", "slotAt", "raisedAt", data, "messageId"`,
);

const noticeOf = ({ windowStart, slotAt, raisedAt, ...row }: NoticeRow): DueNotice => ({
  ...row,
  alone: row.immediate ? row.id : null,
  windowStart: windowStart.getTime(),
  slotAt: slotAt.getTime(),
  raisedAt: raisedAt.getTime(),
});

/**
 * Locks at most `limit` due notices, in order of slot and address, skipping what another lane holds. A gathering that
 * is not wholly in these hands is left for the next turn: half of it would make two letters of one window.
 */
export async function lockDueNotices(tx: Tx, transport: string, asOf: Instant, limit: number): Promise<DueLetter[]> {
  const at = new Date(asOf);
  const locked = await tx.$queryRaw<NoticeRow[]>`
    SELECT ${COLUMNS} FROM "Notice" WHERE transport = ${transport} AND status = 'planned' AND "slotAt" <= ${at}
    ORDER BY "slotAt", address, "windowStart", id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  const gatherings = gather(locked.map(noticeOf));
  const planned = gatherings.filter(({ notices: [first] }) => first && !first.immediate);
  if (planned.length === 0) return gatherings.map((gathering) => ({ ...gathering, gone: false }));
  const state = await stateOf(tx, transport, planned);
  const whole: DueLetter[] = [];
  for (const gathering of gatherings) {
    const { open, gone } = state.get(gathering.key) ?? { open: gathering.notices.length, gone: false };
    if (open === gathering.notices.length) whole.push({ ...gathering, gone });
  }
  // More notices for one letter than a batch holds: take them all.
  const only = gatherings[0];
  if (whole.length === 0 && only && gatherings.length === 1 && locked.length === limit && limit < MOST_IN_ONE_LETTER) {
    return lockDueNotices(tx, transport, asOf, MOST_IN_ONE_LETTER);
  }
  return whole;
}

const MOST_IN_ONE_LETTER = 20_000;

/** How many notices of each gathering are open, whoever holds them, and whether its letter has left. */
async function stateOf(
  tx: Tx,
  transport: string,
  gatherings: Gathering<DueNotice>[],
): Promise<Map<string, { open: number; gone: boolean }>> {
  const slots = gatherings.flatMap(({ key, notices }) => [
    ...new Map(notices.map((notice) => [notice.slotAt, { key, notice }])).values(),
  ]);
  // By slot, address and window: the order of the index of planned notices.
  const rows = await tx.$queryRaw<{ key: string; open: number; gone: boolean }[]>`
    SELECT g.key,
      (SELECT count(*)::int FROM "Notice" n WHERE n.transport = ${transport} AND n.status = 'planned' AND n."slotAt" = g.slot
         AND n.address = g.address AND n."windowStart" = g.start AND NOT n.immediate) AS open,
      EXISTS (SELECT 1 FROM "Message" m WHERE m.transport = ${transport} AND m.address = g.address AND m."windowStart" = g.start AND m.planned) AS gone
    FROM unnest(${slots.map(({ key }) => key)}::text[], ${slots.map(({ notice }) => notice.address)}::text[],
      ${slots.map(({ notice }) => new Date(notice.windowStart).toISOString())}::timestamptz[],
      ${slots.map(({ notice }) => new Date(notice.slotAt).toISOString())}::timestamptz[]) AS g(key, address, start, slot)`;
  const state = new Map<string, { open: number; gone: boolean }>();
  for (const { key, open, gone } of rows) state.set(key, { open: open + (state.get(key)?.open ?? 0), gone });
  return state;
}

/** Locks letters whose turn has come again: backed off, without an answer, or left by a lane that died (lease over). */
export function lockRetries(tx: Tx, transport: string, asOf: Instant, limit: number): Promise<RetryMessage[]> {
  const at = new Date(asOf);
  return tx.$queryRaw<RetryMessage[]>`
    SELECT id, status, address, attempts, frozen, "wordingId", (SELECT content FROM "Wording" w WHERE w.id = "wordingId") AS wording, sha256,
      "queuedAt", planned, "windowStart", "slotAt", kinds
    FROM "Message" WHERE transport = ${transport} AND (status = 'sending' AND "leaseUntil" < clock_timestamp() OR status = 'queued' AND "retryAt" <= ${at} OR status = 'unknown' AND "retryAt" <= ${at})
    ORDER BY "slotAt", address LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
}

/** The notices of letters, locked. */
export async function lockNoticesOf(tx: Tx, messageIds: string[]): Promise<DueNotice[]> {
  const rows = await tx.$queryRaw<NoticeRow[]>`
    SELECT ${COLUMNS} FROM "Notice" WHERE "messageId" = ANY(${messageIds}) AND status IN ('queued', 'unknown') ORDER BY id FOR UPDATE`;
  return rows.map(noticeOf);
}

/**
 * The earliest instant at which something is to be done: a slot, a retry, the end of a lease. Leases count in database
 * time; what is left of them is added to `asOf`. `leased` is how long, in ms, until the first lease ends; `retry` is the
 * first instant at which a letter is tried again.
 */
export async function nextDue(
  tx: Tx,
  transport: string,
  asOf: Instant,
): Promise<{ next: Instant | null; retry: Instant | null; leased: number | null }> {
  const rows = await tx.$queryRaw<{ slot: Date | null; retry: Date | null; lease: number | null }[]>(dueSql(transport));
  const row = rows[0];
  const leased = row?.lease === null || row?.lease === undefined ? null : Math.max(1, row.lease);
  const known = [row?.slot?.getTime(), row?.retry?.getTime(), leased === null ? undefined : asOf + leased].filter(
    (instant) => instant !== undefined,
  );
  return { next: known.length > 0 ? Math.min(...known) : null, retry: row?.retry?.getTime() ?? null, leased };
}

/** Each part is the head of an index: asked once a batch, whatever was sent in years. */
export const dueSql = (transport: string): Prisma.Sql => Prisma.sql`
    SELECT
      (SELECT min("slotAt") FROM "Notice" WHERE transport = ${transport} AND status = 'planned') AS slot,
      least((SELECT min("retryAt") FROM "Message" WHERE transport = ${transport} AND status = 'queued'),
            (SELECT min("retryAt") FROM "Message" WHERE transport = ${transport} AND status = 'unknown')) AS retry,
      (SELECT ceil(extract(epoch FROM min("leaseUntil") - clock_timestamp()) * 1000)::float8 FROM "Message"
        WHERE transport = ${transport} AND status = 'sending') AS lease`;
