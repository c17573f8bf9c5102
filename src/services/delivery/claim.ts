/**
 * One transaction for a batch of letters: lock what is due, check every reason again, write the letters, keep their
 * bytes without tokens, lease them. SMTP comes after it. DESIGN §8.
 *
 * @module
 */
import { hash } from 'node:crypto';
import type { Instant } from '../../domain/dates';
import { withoutSuperseded } from '../../domain/gathering';
import { groupBy } from '../../domain/group-by';
import { NOTICE_SKIPS } from '../../domain/standing';
import { type Db, type Tx, transaction } from '../db';
import { lockDueNotices, lockNoticesOf, lockRetries, type DueLetter, type DueNotice, type RetryMessage } from './due';
import { loadFacts, type BatchFacts, type PlanCache } from './facts';
import { failNotices } from './faulty';
import { repeat, writeLetters, type Claimed, type Draft, type LetterDeps, type Ready } from './letters';
import { splitLate, type Moved } from './postpone';
import { whyNot } from './recheck';
import {
  closeMessages,
  insertMessages,
  keepWordings,
  lapseLeases,
  moveNotices,
  queueNotices,
  renewMessages,
  skipNotices,
  type Skip,
} from './write';

export interface ClaimDeps extends LetterDeps {
  /** Seconds of database time a claimed letter is held for. */
  leaseSeconds: number;
  plans: PlanCache;
  /** Hears of notices whose text cannot be written; once more should the transaction be begun again. */
  onTextFault?: (faulty: Skip[]) => void;
}

/** `touched`: rows changed; there may be more to do at this instant. */
export interface Batch {
  messages: Claimed[];
  touched: boolean;
}

const HOURS_OF_TRYING = 24;

/**
 * What is claimed: letters due at `asOf`, and, where nothing else happens before `until`, those of the slots up to it.
 * Each has its own slot as its time; `from`, or when it was raised, where that is later. On the real clock all three are now. At most
 * {@link SPAN_MS} at once, so that one day's names do.
 */
export interface Wanted {
  transport: string;
  from: Instant;
  asOf: Instant;
  until: Instant;
  limit: number;
}

/** A window of mail. */
const SPAN_MS = 2 * 3_600_000;

/** Claims at most `limit` letters. A deadlock with a person's command, or a gathering split between lanes, gives way and is tried again. */
export async function claim(db: Db, deps: ClaimDeps, input: Wanted): Promise<Batch> {
  for (let turn = 1; ; turn++) {
    try {
      return await transaction(db, (tx) => claimOnce(tx, deps, input));
    } catch (error) {
      if (turn === 5 || !/40P01|deadlock|23505|unique constraint/i.test(String(error))) throw error;
    }
  }
}

async function claimOnce(tx: Tx, deps: ClaimDeps, { transport, from, asOf, until, limit }: Wanted): Promise<Batch> {
  const retries = await lockRetries(tx, transport, asOf, limit);
  await lapseLeases(
    tx,
    retries.filter(({ status }) => status === 'sending'),
    asOf,
  );
  const gatherings =
    retries.length < limit ? await lockDueNotices(tx, transport, Math.min(until, asOf + SPAN_MS), limit - retries.length) : [];
  const again =
    retries.length > 0
      ? await lockNoticesOf(
          tx,
          retries.map(({ id }) => id),
        )
      : [];
  if (retries.length + gatherings.length === 0) return { messages: [], touched: false };

  const facts = await loadFacts(tx, [...gatherings.flatMap(({ notices }) => notices), ...again], asOf, deps.plans);
  const first = firstTries(gatherings, facts, { transport, from, until });
  const further = furtherTries(retries, again, facts, deps);
  const drafts = [...first.drafts, ...further.drafts];
  await moveNotices(tx, first.moved);
  await closeMessages(tx, further.over, asOf);
  await skipNotices(tx, [...first.skips, ...further.skips]);
  const { ready, faulty } = await writeLetters(tx, deps, drafts, facts);
  await failNotices(tx, faulty);
  if (faulty.length > 0) deps.onTextFault?.(faulty);
  const written = ready.map((letter) => letter.written);
  const known = new Set(retries.map(({ id }) => id));
  await keepWordings(tx, written, asOf);
  await insertMessages(
    tx,
    transport,
    written.filter(({ id }) => !known.has(id)),
    deps.leaseSeconds,
  );
  const repeated = further.repeated.map((letter) => letter.written);
  await renewMessages(tx, [...written.filter(({ id }) => known.has(id)), ...repeated], deps.leaseSeconds);
  const unwritten = new Set(faulty.map(({ id }) => id));
  await queueNotices(
    tx,
    drafts
      .flatMap(({ messageId, notices }) =>
        notices.map(({ id, assignmentId }) => ({ id, messageId, dueRevision: revisionOf(assignmentId, facts) })),
      )
      .filter(({ id }) => !unwritten.has(id)),
  );
  return { messages: [...further.repeated, ...ready].map(({ claimed }) => claimed), touched: true };
}

/** The due revision that a letter written now tells of a duty. */
const revisionOf = (assignmentId: string | null, facts: BatchFacts): number | null =>
  (assignmentId === null ? undefined : facts.assignments.get(assignmentId))?.dueRevision ?? null;

/** Letters that are not written yet; what is too late for its window moves to another. */
function firstTries(
  gatherings: DueLetter[],
  facts: BatchFacts,
  { transport, from, until }: Pick<Wanted, 'transport' | 'from' | 'until'>,
): { drafts: Draft[]; moved: Moved[]; skips: Skip[] } {
  const drafts: Draft[] = [];
  const moved: Moved[] = [];
  const skips: Skip[] = [];
  for (const [at, due] of bySlot(gatherings, { from, until })) {
    const then = { ...facts, asOf: at };
    const late = splitLate(due, then);
    moved.push(...late.moved);
    skips.push(...late.skipped);
    for (const { key, notices } of late.due) {
      const standing = sift(notices, then, skips);
      const messageId = messageIdOf(transport, key);
      if (standing.length > 0) drafts.push({ messageId, at, attempt: 1, queuedAt: at, notices: standing });
    }
  }
  return { drafts, moved, skips };
}

/** Letters that were tried before: at an end, repeated as they were, or written anew. */
function furtherTries(
  retries: RetryMessage[],
  notices: DueNotice[],
  facts: BatchFacts,
  deps: ClaimDeps,
): { over: Ending[]; repeated: Ready[]; drafts: Draft[]; skips: Skip[] } {
  const { asOf } = facts;
  const over: Ending[] = [];
  const repeated: Ready[] = [];
  const drafts: Draft[] = [];
  const skips: Skip[] = [];
  const byMessage = groupBy(notices, ({ messageId }) => messageId);
  for (const message of retries) {
    const found: Skip[] = [];
    const standing = sift(byMessage.get(message.id) ?? [], facts, found, { frozen: message.sha256 !== null });
    const queuedAt = message.queuedAt.getTime();
    const givenUp = asOf - queuedAt >= HOURS_OF_TRYING * 3_600_000;
    const unanswered = message.status !== 'queued';
    if (standing.length === 0 || givenUp) {
      over.push(ending(message.id, { unanswered, givenUp, why: found[0]?.why }));
    } else if (message.sha256 !== null) {
      const kept = repeat(message, asOf, deps);
      if (kept === null) over.push({ id: message.id, status: 'unknown', why: NOT_REPEATABLE });
      else repeated.push(kept);
    } else {
      skips.push(...found);
      drafts.push({ messageId: message.id, at: asOf, attempt: message.attempts + 1, queuedAt, notices: standing });
    }
  }
  return { over, repeated, drafts, skips };
}

/**
 * By transport too: a rehearsed letter has not the Message-ID of the real one. Rehearsals of one seed write the same ids,
 * so a run's own part of its transport's name does not count.
 */
const messageIdOf = (transport: string, gathering: string) => hash('md5', `${transport.split('/')[0] ?? ''}/${gathering}`, 'hex');

/**
 * Gatherings by their time: the slot of the first notice, or `from` where that is later. What was raised within its window,
 * after its slot, goes when it was raised; `until` holds against a clock that is ahead of this one.
 */
function bySlot(gatherings: DueLetter[], { from, until }: Pick<Wanted, 'from' | 'until'>): Map<Instant, DueLetter[]> {
  return groupBy(gatherings, ({ notices }) => {
    const raised = Math.min(until, Math.max(...notices.map(({ raisedAt }) => raisedAt)));
    return Math.max(from, raised, Math.min(...notices.map(({ slotAt }) => slotAt)));
  });
}

/** The notices that still have their reason; of several about one assignment the most urgent. */
function sift(notices: DueNotice[], facts: BatchFacts, skips: Skip[], letter = { frozen: false }): DueNotice[] {
  const standing = notices.filter((notice) => {
    const why = whyNot(notice, facts, letter);
    if (why !== null) skips.push({ id: notice.id, why, at: facts.asOf });
    return why === null;
  });
  // an opening in the same letter tells the new date: to its reader nothing has moved
  const opening = new Set(standing.filter(({ reason }) => reason === 'open').map(({ assignmentId }) => assignmentId));
  const isNoMove = ({ reason, assignmentId }: DueNotice) => reason === 'due-moved' && opening.has(assignmentId);
  const { kept, superseded } = withoutSuperseded(standing.filter((notice) => !isNoMove(notice)));
  skips.push(
    ...[...standing.filter(isNoMove), ...superseded].map(({ id }) => ({ id, why: NOTICE_SKIPS.superseded, at: facts.asOf })),
  );
  return kept;
}

/** Why a letter that may have arrived is left at that: its text or the key that signed its links is gone, or its bytes would differ. */
const NOT_REPEATABLE = 'not-repeatable';

interface Ending {
  id: string;
  status: string;
  why: string;
}

/** An unanswered letter that is not repeated stays unknown; one refused for the time being has failed or lost its reason. */
function ending(
  id: string,
  { unanswered, givenUp, why }: { unanswered: boolean; givenUp: boolean; why: string | undefined },
): Ending {
  const reason = why ?? (givenUp ? 'tried-long-enough' : 'no-notice');
  if (unanswered) return { id, status: 'unknown', why: reason };
  return { id, status: givenUp || why === 'deadline-passed' ? 'failed' : 'expired', why: reason };
}
