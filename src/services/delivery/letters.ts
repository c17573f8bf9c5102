/**
 * From what is to be told to a letter's bytes: written anew, or exactly as they were when they may have arrived.
 *
 * @module
 */
import { hash } from 'node:crypto';
import type { Instant } from '../../domain/dates';
import { freeze, type Frozen, stored, thaw } from '../../mail/frozen';
import type { Letter, Rendered, Sender } from '../../mail/letter';
import { type LinkBinding, type LinkKeys, urlOf } from '../../mail/links';
import { complete } from '../../mail/mime';
import { type OfWave, waveOf } from '../../mail/wave';
import type { Tx } from '../db';
import { linkKey, linksFor } from '../contacts/links';
import { letterOf, linkOf } from './compose';
import type { DueNotice, RetryMessage } from './due';
import type { BatchFacts } from './facts';
import { textFault } from './faulty';
import type { Skip, Written } from './write';

export interface LetterDeps {
  sender: Sender;
  linkKeys: LinkKeys;
  /** Without a slash at its end. */
  publicUrl: string;
  render: (letter: Letter) => Rendered;
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

/** A letter to be written. */
export interface Draft {
  messageId: string;
  at: Instant;
  attempt: number;
  queuedAt: Instant;
  notices: DueNotice[];
}

/** A letter for the wire, and as it is kept. */
export interface Ready {
  claimed: Claimed;
  written: Written;
}

/** `faulty`: notices whose text cannot be written (their data is not what their reason needs); one must not hold up the rest. */
export async function writeLetters(
  tx: Tx,
  deps: LetterDeps,
  drafts: Draft[],
  facts: BatchFacts,
): Promise<{ ready: Ready[]; faulty: Skip[] }> {
  const wanted = drafts.flatMap(({ notices }) => notices.map(linkOf)).filter((link) => link !== null);
  const links = await linksFor(tx, wanted, facts.asOf);
  const ready: Ready[] = [];
  const faulty: Skip[] = [];
  const render = waveOf(deps.render);
  for (const draft of drafts) {
    try {
      ready.push(writeOne(deps, render, draft, { ...facts, asOf: draft.at }, links));
    } catch (error) {
      faulty.push(...draft.notices.map(({ id }) => ({ id, why: textFault(error), at: draft.at })));
    }
  }
  return { ready, faulty };
}

function writeOne(
  deps: LetterDeps,
  render: (letter: Letter) => OfWave,
  { messageId, at, attempt, queuedAt, notices }: Draft,
  facts: BatchFacts,
  links: Map<string, LinkBinding>,
): Ready {
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

/** The bytes of an attempt that may have arrived: exactly the same ones; null when they cannot be made any more. */
export function repeat(message: RetryMessage, at: Instant, deps: LetterDeps): Ready | null {
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

const completed = (frozen: Frozen, { linkKeys }: Pick<LetterDeps, 'linkKeys'>) => {
  const bindings = new Map(frozen.links.map((link) => [link.id, link]));
  return complete(frozen, (id) => {
    const link = bindings.get(id);
    if (!link) throw new Error(`The letter ${frozen.headerId} does not carry the link ${id}`);
    return urlOf(frozen.publicUrl, linkKeys, link, frozen.keyNumber);
  });
};

const sha256 = (bytes: Buffer) => hash('sha256', bytes, 'hex');
