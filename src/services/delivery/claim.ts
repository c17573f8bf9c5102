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
import { freeze, type Frozen, stored, thaw } from '../../mail/frozen';
import type { Letter, Rendered, Sender } from '../../mail/letter';
import { type LinkBinding, type LinkKeys, urlOf } from '../../mail/links';
import { complete } from '../../mail/mime';
import { type OfWave, waveOf } from '../../mail/wave';
import { type Db, type Tx, transaction } from '../db';
import { linkKey, linksFor } from '../contacts/links';
import { letterOf, linkOf } from './compose';
import { lockDueNotices, lockNoticesOf, lockRetries, type DueLetter, type DueNotice, type RetryMessage } from './due';
import { loadFacts, type BatchFacts, type PlanCache } from './facts';
import { failNotices, textFault } from './faulty';
import { splitLate } from './postpone';
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
  type Written,
} from './write';

export interface ClaimDeps {
  sender: Sender;
  linkKeys: LinkKeys;
  /** Without a slash at its end. */
  publicUrl: string;
  render: (letter: Letter) => Rendered;
  /** Seconds of database time a claimed letter is held for. */
  leaseSeconds: number;
  plans: PlanCache;
  /** Hears of notices whose text cannot be written; once more should the transaction be begun again. */
  onTextFault?: (faulty: Skip[]) => void;
}

/** A leased letter, ready for the wire. */
export interface Claimed {
  id: string;
  address: string;
  returnPath: string;
  bytes: Buffer;
  /** Its time: its slot, or the batch's, or when it was raised, where that is later. */
  at: Instant;
  /** Number of this attempt, from 1. */
  attempt: number;
  queuedAt: Instant;
  /** Earlier bytes reached the server: these are the same. */
  kept: boolean;
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
  const skips: Skip[] = [];
  const drafts: Draft[] = [];
  const messages: Claimed[] = [];

  for (const [at, due] of bySlot(gatherings, { from, until })) {
    const then = { ...facts, asOf: at };
    const late = splitLate(due, then);
    await moveNotices(tx, late.moved);
    skips.push(...late.skipped);
    for (const { key, notices } of late.due) {
      const standing = sift(notices, then, skips);
      const messageId = messageIdOf(transport, key);
      if (standing.length > 0) drafts.push({ messageId, at, attempt: 1, queuedAt: at, notices: standing });
    }
  }

  const over: { id: string; status: string; why: string }[] = [];
  const repeated: Written[] = [];
  for (const message of retries) {
    const notices = again.filter((notice) => notice.messageId === message.id);
    const found: Skip[] = [];
    const standing = sift(notices, facts, found);
    const givenUp = asOf - message.queuedAt.getTime() >= HOURS_OF_TRYING * 3_600_000;
    const unanswered = message.status !== 'queued';
    if (standing.length === 0 || givenUp) {
      over.push(ending(message.id, { unanswered, givenUp, why: found[0]?.why }));
    } else if (message.sha256 !== null) {
      const kept = repeat(message, asOf, deps);
      if (kept === null) over.push({ id: message.id, status: 'unknown', why: NOT_REPEATABLE });
      else {
        messages.push(kept.claimed);
        repeated.push(kept.written);
      }
    } else {
      skips.push(...found);
      drafts.push({
        messageId: message.id,
        at: asOf,
        attempt: message.attempts + 1,
        queuedAt: message.queuedAt.getTime(),
        notices: standing,
      });
    }
  }
  await closeMessages(tx, over, asOf);
  await skipNotices(tx, skips);
  const { written, faulty } = await write(tx, deps, drafts, facts, messages);
  const unwritten = new Set(faulty.map(({ id }) => id));
  await failNotices(tx, faulty);
  if (faulty.length > 0) deps.onTextFault?.(faulty);
  const known = new Set(retries.map(({ id }) => id));
  await keepWordings(tx, written, asOf);
  await insertMessages(
    tx,
    transport,
    written.filter(({ id }) => !known.has(id)),
    deps.leaseSeconds,
  );
  await renewMessages(tx, [...written.filter(({ id }) => known.has(id)), ...repeated], deps.leaseSeconds);
  await queueNotices(
    tx,
    drafts
      .flatMap(({ messageId, notices }) => notices.map(({ id }) => ({ id, messageId })))
      .filter(({ id }) => !unwritten.has(id)),
  );
  return { messages, touched: true };
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

interface Draft {
  messageId: string;
  at: Instant;
  attempt: number;
  queuedAt: Instant;
  notices: DueNotice[];
}

/** The notices that still have their reason; of several about one assignment the most urgent. */
function sift(notices: DueNotice[], facts: BatchFacts, skips: Skip[]): DueNotice[] {
  const standing = notices.filter((notice) => {
    const why = whyNot(notice, facts);
    if (why !== null) skips.push({ id: notice.id, why, at: facts.asOf });
    return why === null;
  });
  const { kept, superseded } = withoutSuperseded(standing);
  skips.push(...superseded.map(({ id }) => ({ id, why: NOTICE_SKIPS.superseded, at: facts.asOf })));
  return kept;
}

/** `faulty`: notices whose text cannot be written (their data is not what their reason needs); one must not hold up the rest. */
async function write(
  tx: Tx,
  deps: ClaimDeps,
  drafts: Draft[],
  facts: BatchFacts,
  messages: Claimed[],
): Promise<{ written: Written[]; faulty: Skip[] }> {
  const wanted = drafts.flatMap(({ notices }) => notices.map(linkOf)).filter((link) => link !== null);
  const links = await linksFor(tx, wanted, facts.asOf);
  const written: Written[] = [];
  const faulty: Skip[] = [];
  const render = waveOf(deps.render);
  for (const draft of drafts) {
    try {
      const letter = writeOne(deps, render, draft, { ...facts, asOf: draft.at }, links);
      written.push(letter.written);
      messages.push(letter.claimed);
    } catch (error) {
      faulty.push(...draft.notices.map(({ id }) => ({ id, why: textFault(error), at: draft.at })));
    }
  }
  return { written, faulty };
}

function writeOne(
  deps: ClaimDeps,
  render: (letter: Letter) => OfWave,
  { messageId, at, attempt, queuedAt, notices }: Draft,
  facts: BatchFacts,
  links: Map<string, LinkBinding>,
): { claimed: Claimed; written: Written } {
  const letter = letterOf(messageId, notices, facts, deps.sender, links);
  const carried = new Map<string, LinkBinding>();
  for (const notice of notices) {
    const wanted = linkOf(notice);
    const binding = wanted && links.get(linkKey(wanted));
    if (binding) carried.set(binding.id, binding);
  }
  const { rendered, shared } = render(letter);
  const frozen = freeze(rendered, letter, {
    publicUrl: deps.publicUrl,
    keyNumber: deps.linkKeys.current,
    links: [...carried.values()],
  });
  const bytes = completed(frozen, deps);
  const [first] = notices;
  return {
    claimed: { id: messageId, address: letter.address, returnPath: frozen.returnPath, bytes, at, attempt, queuedAt, kept: false },
    written: {
      id: messageId,
      address: letter.address,
      windowStart: new Date(first?.windowStart ?? facts.asOf),
      slotAt: new Date(first?.slotAt ?? facts.asOf),
      planned: first?.immediate === false,
      headerId: frozen.headerId,
      subject: frozen.subject,
      kinds: [...new Set(notices.map(({ kind }) => kind))].sort(),
      frozen: stored(frozen, shared),
      shared,
      wordingId: shared?.id ?? null,
      sha256: sha256(bytes),
      size: bytes.length,
      attempt,
      queuedAt,
    },
  };
}

/** Why a letter that may have arrived is left at that: its text or the key that signed its links is gone, or its bytes would differ. */
const NOT_REPEATABLE = 'not-repeatable';

/** The bytes of an attempt that may have arrived: exactly the same ones; null when they cannot be made any more. */
function repeat(message: RetryMessage, at: Instant, deps: ClaimDeps): { claimed: Claimed; written: Written } | null {
  // Its text or wording is gone (facts restored in part): one such letter must not hold up the rest.
  if (message.frozen === null || (message.wordingId !== null && message.wording === null)) return null;
  const frozen = thaw(message.frozen, message.wording);
  if (!deps.linkKeys.keys.has(frozen.keyNumber)) return null;
  const bytes = completed(frozen, deps);
  if (sha256(bytes) !== message.sha256) return null;
  const attempt = message.attempts + 1;
  return {
    claimed: {
      id: message.id,
      address: message.address,
      returnPath: frozen.returnPath,
      bytes,
      at,
      attempt,
      queuedAt: message.queuedAt.getTime(),
      kept: true,
    },
    written: {
      id: message.id,
      address: message.address,
      windowStart: message.windowStart,
      slotAt: message.slotAt,
      planned: message.planned,
      headerId: frozen.headerId,
      subject: frozen.subject,
      kinds: message.kinds,
      frozen: message.frozen,
      shared: null,
      wordingId: message.wordingId,
      sha256: message.sha256,
      size: bytes.length,
      attempt,
      queuedAt: message.queuedAt.getTime(),
    },
  };
}

const completed = (frozen: Frozen, { linkKeys }: Pick<ClaimDeps, 'linkKeys'>) => {
  const bindings = new Map(frozen.links.map((link) => [link.id, link]));
  return complete(frozen, (id) => {
    const link = bindings.get(id);
    if (!link) throw new Error(`The letter ${frozen.headerId} does not carry the link ${id}`);
    return urlOf(frozen.publicUrl, linkKeys, link, frozen.keyNumber);
  });
};

const sha256 = (bytes: Buffer) => hash('sha256', bytes, 'hex');

/** An unanswered letter that is not repeated stays unknown; one refused for the time being has failed or lost its reason. */
function ending(id: string, { unanswered, givenUp, why }: { unanswered: boolean; givenUp: boolean; why: string | undefined }) {
  const reason = why ?? (givenUp ? 'tried-long-enough' : 'no-notice');
  if (unanswered) return { id, status: 'unknown', why: reason };
  return { id, status: givenUp || why === 'deadline-passed' ? 'failed' : 'expired', why: reason };
}
