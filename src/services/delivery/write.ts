/**
 * The set-based writes of a claim. Leases use database time, everything else the caller's clock.
 *
 * @module
 */
import type { Instant } from '../../domain/dates';
import type { SharedText } from '../../mail/wave';
import type { Tx } from '../db';
import type { RetryMessage } from './due';
import type { Moved } from './postpone';

export interface Skip {
  id: string;
  why: string;
  /** When it was decided. */
  at: Instant;
}

/** A letter as it is kept. */
export interface Written {
  id: string;
  address: string;
  windowStart: Date;
  slotAt: Date;
  planned: boolean;
  headerId: string;
  subject: string;
  kinds: string[];
  frozen: string;
  /** What it shares with its wave, when it was written just now. */
  shared: SharedText | null;
  wordingId: string | null;
  sha256: string;
  size: number;
  attempt: number;
  queuedAt: Instant;
}

const iso = (instant: Instant) => new Date(instant).toISOString();

/** Keeps what a wave's letters share. By id: lanes that keep the same ones wait for each other in one order. */
export async function keepWordings(tx: Tx, letters: Written[], asOf: Instant): Promise<void> {
  const shared = [...new Map(letters.flatMap(({ shared }) => (shared === null ? [] : [[shared.id, shared.wording]]))).entries()];
  if (shared.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Wording" (id, content, day) SELECT id, content, ${new Date(asOf)}
    FROM unnest(${shared.map(([id]) => id)}::text[], ${shared.map(([, wording]) => wording)}::text[]) AS w(id, content) ORDER BY id
    ON CONFLICT DO NOTHING`;
}

/** Keeps and leases new letters. A second letter of one gathering violates its key: the transaction is begun again. */
export async function insertMessages(tx: Tx, transport: string, letters: Written[], leaseSeconds: number): Promise<void> {
  if (letters.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Message" (id, address, "windowStart", planned, transport, status, "headerId", subject, kinds, "slotAt", frozen, "wordingId", sha256, size, attempts, "leaseUntil", "queuedAt")
    SELECT w.id, w.address, w.start, w.planned, ${transport}, 'sending', w.header, w.subject, string_to_array(w.kinds, ','), w.slot, w.frozen, w.wording, w.sha, w.size, 1,
      clock_timestamp() + make_interval(secs => ${leaseSeconds}), w.queued
    FROM unnest(${letters.map((l) => l.id)}::text[], ${letters.map((l) => l.address)}::text[], ${letters.map((l) => l.windowStart.toISOString())}::timestamptz[],
      ${letters.map((l) => l.planned)}::bool[], ${letters.map((l) => l.headerId)}::text[], ${letters.map((l) => l.subject)}::text[],
      ${letters.map((l) => l.kinds.join(','))}::text[], ${letters.map((l) => l.slotAt.toISOString())}::timestamptz[], ${letters.map((l) => l.frozen)}::text[],
      ${letters.map((l) => l.wordingId)}::text[], ${letters.map((l) => l.sha256)}::text[], ${letters.map((l) => l.size)}::int[],
      ${letters.map((l) => iso(l.queuedAt))}::timestamptz[])
      AS w(id, address, start, planned, header, subject, kinds, slot, frozen, wording, sha, size, queued)`;
}

/** Leases letters that are tried again; what is written anew replaces what was kept. */
export async function renewMessages(tx: Tx, letters: Written[], leaseSeconds: number): Promise<void> {
  if (letters.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Message" m SET status = 'sending', subject = w.subject, kinds = string_to_array(w.kinds, ','), frozen = w.frozen, "wordingId" = w.wording, sha256 = w.sha, size = w.size,
      attempts = w.attempt, "leaseUntil" = clock_timestamp() + make_interval(secs => ${leaseSeconds}), "retryAt" = NULL
    FROM unnest(${letters.map((l) => l.id)}::text[], ${letters.map((l) => l.subject)}::text[], ${letters.map((l) => l.kinds.join(','))}::text[],
      ${letters.map((l) => l.frozen)}::text[], ${letters.map((l) => l.wordingId)}::text[], ${letters.map((l) => l.sha256)}::text[],
      ${letters.map((l) => l.size)}::int[], ${letters.map((l) => l.attempt)}::int[])
      AS w(id, subject, kinds, frozen, wording, sha, size, attempt) WHERE m.id = w.id`;
}

/** The notices are in a letter. `dueRevision`: the one that the letter tells; null where it tells none. */
export async function queueNotices(
  tx: Tx,
  notices: { id: string; messageId: string; dueRevision: number | null }[],
): Promise<void> {
  if (notices.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Notice" n SET status = 'queued', "messageId" = q.message, "dueRevision" = coalesce(q.revision, n."dueRevision")
    FROM unnest(${notices.map(({ id }) => id)}::text[], ${notices.map(({ messageId }) => messageId)}::text[],
      ${notices.map(({ dueRevision }) => dueRevision)}::int[]) AS q(id, message, revision) WHERE n.id = q.id`;
}

export async function skipNotices(tx: Tx, skips: Skip[]): Promise<void> {
  if (skips.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Notice" n SET status = 'skipped', why = s.why, "settledAt" = s.at
    FROM unnest(${skips.map(({ id }) => id)}::text[], ${skips.map(({ why }) => why)}::text[], ${skips.map(({ at }) => iso(at))}::timestamptz[])
      AS s(id, why, at) WHERE n.id = s.id`;
}

export async function moveNotices(tx: Tx, moved: Moved[]): Promise<void> {
  if (moved.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Notice" n SET "windowStart" = m.start, "slotAt" = m.slot
    FROM unnest(${moved.map(({ id }) => id)}::text[], ${moved.map(({ windowStart }) => iso(windowStart))}::timestamptz[],
      ${moved.map(({ slotAt }) => iso(slotAt))}::timestamptz[]) AS m(id, start, slot) WHERE n.id = m.id`;
}

/** Letters that are not tried again, with their notices. */
export async function closeMessages(tx: Tx, over: { id: string; status: string; why: string }[], asOf: Instant): Promise<void> {
  if (over.length === 0) return;
  await tx.$executeRaw`
    WITH o AS (SELECT * FROM unnest(${over.map(({ id }) => id)}::text[], ${over.map(({ status }) => status)}::text[], ${over.map(({ why }) => why)}::text[]) AS o(id, status, why)),
    closed AS (UPDATE "Message" m SET status = o.status, why = o.why, "leaseUntil" = NULL, "retryAt" = NULL FROM o WHERE m.id = o.id)
    UPDATE "Notice" n SET status = o.status, why = o.why, "settledAt" = ${new Date(asOf)} FROM o
    WHERE n."messageId" = o.id AND n.status IN ('queued', 'unknown')`;
}

/** A lane died with these in its hands: each attempt counts as unanswered after DATA. */
export async function lapseLeases(tx: Tx, lapsed: RetryMessage[], asOf: Instant): Promise<void> {
  if (lapsed.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Attempt" ("messageId", n, at, outcome, "reachedData", sha256, reply)
    SELECT id, attempts, ${new Date(asOf)}::timestamptz, 'lost', true, sha256, 'lease over' FROM "Message" WHERE id = ANY(${lapsed.map(({ id }) => id)})
    ON CONFLICT DO NOTHING`;
}
