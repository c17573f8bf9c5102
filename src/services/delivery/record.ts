/**
 * What became of a batch, in one statement: letter, attempt and notices together. A letter whose address the server refused
 * is recorded in a transaction of its own, with all that follows from it.
 *
 * @module
 */
import type { Instant } from '../../domain/dates';
import type { Sent } from '../../mail/outcome';
import { type Context, type Db, type Tx, transaction } from '../db';
import { bounceContact } from '../contacts/contacts';
import type { Claimed } from './letters';
import { raiseElsewhere } from './reroute';

/** `sent: null`: never tried, because the server could not be used; given back. */
export interface Tried {
  message: Claimed;
  sent: Sent | null;
}

const MINUTE = 60_000;
/** Minutes until the next attempt, by number of the last one; then hourly. */
const BACKOFF = [1, 5, 15, 60];
const TRYING = 24 * 60 * MINUTE;

export const backoff = (attempt: number): Instant => (BACKOFF[attempt - 1] ?? 60) * MINUTE;

interface Verdict {
  id: string;
  at: Instant;
  attempt: number;
  status: string;
  retryAt: Date | null;
  /** The attempt's row; null when nothing was tried. */
  outcome: string | null;
  reachedData: boolean;
  /** The bytes stay as they are. */
  keep: boolean;
  reply: string;
  why: string | null;
}

/**
 * Records a batch. A refused address is marked, and what its letter should have told goes elsewhere, together with the
 * refusal or not at all: a worker that dies before leaves a letter whose lease ends, and whose repeat is refused again.
 */
export async function record(db: Db, tried: Tried[], ctx: Context): Promise<void> {
  // A transport that was stopped waits for a person, so what waits for it goes as soon as it is started again.
  const stopped = tried.some(({ sent }) => sent?.outcome === 'auth');
  const isRefused = ({ sent }: Tried) => sent?.outcome === 'refused' && sent.recipient;
  await settle(
    db.prisma,
    tried.filter((one) => !isRefused(one)).map((one) => verdictOf(one, stopped)),
  );
  for (const one of tried.filter(isRefused)) {
    const { message, sent } = one;
    const then = { ...ctx, asOf: message.at };
    await transaction(db, async (tx) => {
      await settle(tx, [verdictOf(one, stopped)]);
      await bounceContact(tx, db, then, { address: message.address, why: sent?.reply ?? '' });
      await raiseElsewhere(tx, message.id, then);
    });
  }
}

async function settle(tx: Tx, verdicts: Verdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  await tx.$executeRaw`
    WITH v AS (
      SELECT * FROM unnest(${verdicts.map((v) => v.id)}::text[], ${verdicts.map((v) => v.attempt)}::int[], ${verdicts.map((v) => v.status)}::text[],
        ${verdicts.map((v) => v.retryAt?.toISOString() ?? null)}::timestamptz[], ${verdicts.map((v) => v.outcome)}::text[],
        ${verdicts.map((v) => v.reachedData)}::bool[], ${verdicts.map((v) => v.keep)}::bool[], ${verdicts.map((v) => v.reply)}::text[],
        ${verdicts.map((v) => v.why)}::text[], ${verdicts.map((v) => new Date(v.at).toISOString())}::timestamptz[])
        AS v(id, n, status, retry, outcome, reached, keep, reply, why, at)),
    -- A lane whose lease ran out says nothing more, except that the letter was accepted.
    m AS (
      UPDATE "Message" m SET status = v.status, "retryAt" = v.retry, "leaseUntil" = NULL, reply = v.reply, why = v.why,
        attempts = CASE WHEN v.outcome IS NULL THEN v.n - 1 ELSE v.n END,
        sha256 = CASE WHEN v.keep THEN m.sha256 END,
        "sentAt" = CASE WHEN v.status = 'sent' THEN v.at END
      FROM v WHERE m.id = v.id AND (m.status = 'sending' AND m.attempts = v.n OR v.status = 'sent' AND m.status <> 'sent') RETURNING m.id, v.status, v.why, v.at),
    a AS (
      INSERT INTO "Attempt" ("messageId", n, at, outcome, "reachedData", sha256, reply)
      SELECT v.id, v.n, v.at, v.outcome, v.reached, CASE WHEN v.reached THEN m.sha256 END, v.reply
      FROM v JOIN "Message" m ON m.id = v.id WHERE v.outcome IS NOT NULL
      ON CONFLICT ("messageId", n) DO UPDATE SET outcome = excluded.outcome, reply = excluded.reply)
    UPDATE "Notice" n SET status = m.status, why = m.why, "settledAt" = CASE WHEN m.status IN ('sent', 'failed') THEN m.at END
    FROM m WHERE n."messageId" = m.id AND n.status IN ('queued', 'unknown') AND n.status <> m.status`;
}

function verdictOf({ message, sent }: Tried, stopped: boolean): Verdict {
  const { id, at, attempt, queuedAt, kept } = message;
  const keep = kept || (sent?.reachedData ?? false);
  const base = {
    id,
    at,
    attempt,
    outcome: sent?.outcome ?? null,
    reachedData: sent?.reachedData ?? false,
    keep,
    reply: sent?.reply ?? 'not tried',
    why: null,
    retryAt: null,
  };
  const later = new Date(at + backoff(attempt));
  const expired = later.getTime() - queuedAt >= TRYING;
  switch (sent?.outcome) {
    case 'accepted':
      return { ...base, status: 'sent' };
    case 'refused':
      return { ...base, status: 'failed', why: sent.recipient ? 'address-refused' : 'refused' };
    case 'lost':
      return { ...base, status: 'unknown', retryAt: expired ? null : later };
    case 'deferred':
    case 'unreached':
      return expired
        ? { ...base, status: 'failed', why: 'tried-long-enough' }
        : { ...base, status: kept ? 'unknown' : 'queued', retryAt: later };
    case 'auth':
    case undefined:
      // The fault is the transport's: the letter waits, it has not used up a try.
      return { ...base, outcome: null, status: kept ? 'unknown' : 'queued', retryAt: stopped ? new Date(at) : later };
  }
}

/** Holds letters that are still being sent for longer; a slow rate outlives one lease. */
export async function renewLeases(db: Db, messageIds: string[], leaseSeconds: number): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "Message" SET "leaseUntil" = clock_timestamp() + make_interval(secs => ${leaseSeconds}) WHERE id = ANY(${messageIds}) AND status = 'sending'`;
}
