/**
 * The one activity of mail: claims a batch, sends it, records what became of it.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import { createBucket, unlimited, type Bucket } from '../mail/bucket';
import type { Letter, Rendered, Sender } from '../mail/letter';
import type { LinkKeys } from '../mail/links';
import type { Sent } from '../mail/outcome';
import type { MailTransport } from '../mail/transport';
import type { Context, Db } from '../services/db';
import { claim, type ClaimDeps } from '../services/delivery/claim';
import type { Claimed } from '../services/delivery/letters';
import { nextDue } from '../services/delivery/due';
import { backoff, record, renewLeases, type Tried } from '../services/delivery/record';
import {
  noteReached,
  stopTransport,
  sweepFrozen,
  takeTokens,
  transportState,
  type TransportState,
} from '../services/delivery/transports';
import type { DeliveryActivities } from '../workflows/activities';
import { whileBeating } from './beat';

export interface DeliveryDeps {
  db: Db;
  transport: MailTransport;
  sender: Sender;
  linkKeys: LinkKeys;
  /** Origin of the links in letters, without a slash at its end. */
  publicUrl: string;
  render: (letter: Letter) => Rendered;
  /** Most letters of one activity. @default 250 */
  batch?: number;
  /** Seconds of database time until a dead lane's letters are taken up again; renewed while sending. @default 60 */
  leaseSeconds?: number;
  /** Hears of notices whose text cannot be written. */
  onTextFault?: ClaimDeps['onTextFault'];
  /** Hears of leases that could not be renewed while their letters were being sent: another lane may take them up. */
  onRenewalFault?: (error: unknown) => void;
  /** Tells the engine that the activity is alive. */
  heartbeat?: () => void;
}

const DAY_MS = 86_400_000;
/** So many sends in a row without a connection: the server is away, the rest of the batch is given back. */
const AWAY_AFTER = 3;
/** So many letters in a row refused by the server's policy, none taken in between: it is this sender that is refused. */
const UNWELCOME_AFTER = 5;

export function createDeliveryActivities(deps: DeliveryDeps): DeliveryActivities {
  const { db, transport, batch = 250, leaseSeconds = 60, heartbeat = () => undefined, onRenewalFault = () => undefined } = deps;
  const claiming: ClaimDeps = { ...deps, leaseSeconds, plans: new Map() };
  let swept: number | null = null;
  let unwelcome = 0;
  const bucket = createBucket((want) => takeTokens(db, transport.name, want));

  async function deliver(input: { transport: string; asOf: Instant; until: Instant }) {
    if (input.transport !== transport.name)
      throw new Error(`This worker sends for ${transport.name}, not for ${input.transport}`);
    return whileBeating(heartbeat, async () => {
      const today = Math.floor(input.asOf / DAY_MS);
      if (today !== swept) await sweepFrozen(db, input.asOf);
      swept = today;
      return work(input.asOf, input.until);
    });
  }

  async function work(asOf: Instant, until: Instant) {
    let reached = asOf;
    let claimed = 0;
    let sent = 0;
    for (;;) {
      const due = await nextDue(db.prisma, transport.name, reached);
      if (due.leased === null && (due.next === null || due.next > reached)) {
        if (due.next === null || due.next > until) return { next: due.next, reached, more: false, sent };
        reached = due.next;
      }
      const state = await transportState(db, transport.name);
      if (state.status === 'stopped') return { next: null, reached, more: false, sent };
      const { messages, touched } = await claim(db, claiming, {
        transport: transport.name,
        from: asOf,
        asOf: reached,
        // Several slots at once, unless a letter is to be tried again among them.
        until: Math.max(reached, due.retry === null ? until : Math.min(until, due.retry - 1)),
        limit: batch - claimed,
      });
      if (messages.length > 0) {
        claimed += messages.length;
        const { accepted, away } = await sendAll(messages, state, { asOf: reached, by: 'system' });
        sent += accepted;
        reached = Math.max(reached, ...messages.map((message) => message.at));
        // What else is due would meet the same silence.
        if (away) return { next: reached + backoff(1), reached, more: false, sent };
      }
      if (claimed >= batch) return { next: reached, reached, more: true, sent };
      // Another lane holds it, or died with it: its lease, in real time, ends the wait.
      if (!touched) await delay(Math.min(due.leased ?? POLL_MS, POLL_MS));
    }
  }

  /** `away`: the server could not be reached. */
  async function sendAll(messages: Claimed[], state: TransportState, ctx: Context): Promise<{ accepted: number; away: boolean }> {
    const rate: Bucket = state.ratePerSec === null ? unlimited : bucket;
    const renew = () =>
      void renewLeases(
        db,
        messages.map(({ id }) => id),
        leaseSeconds,
      ).catch(onRenewalFault);
    const renewal = setInterval(renew, (leaseSeconds * 1000) / 3).unref();
    const results: (Sent | null)[] = messages.map(() => null);
    let at = 0;
    let silent = 0;
    let refusal: string | null = null;
    // What was sent before a fault of the facts (no tokens to be had) is recorded first, or it would be sent once more.
    const faults: unknown[] = [];
    async function lane(): Promise<void> {
      while (at < messages.length && silent < AWAY_AFTER && refusal === null && faults.length === 0) {
        const mine = at++;
        const message = messages[mine];
        if (!message) return;
        try {
          await rate.take();
        } catch (error) {
          faults.push(error);
          return;
        }
        const result = await transport.send(message);
        results[mine] = result;
        silent = result.outcome === 'unreached' ? silent + 1 : 0;
        unwelcome = result.policy ? unwelcome + 1 : result.outcome === 'accepted' ? 0 : unwelcome;
        if (result.outcome === 'auth' || unwelcome >= UNWELCOME_AFTER) refusal = result.reply;
      }
    }
    try {
      await Promise.all(Array.from({ length: Math.min(transport.lanes, messages.length) }, lane));
      const stopped = refusal !== null;
      const tried = messages.map((message, index): Tried => {
        const sent = results[index] ?? null;
        return { message, sent: stopped && sent?.policy ? { ...sent, outcome: 'auth' } : sent };
      });
      const accepted = tried.filter((one) => one.sent?.outcome === 'accepted').length;
      const away = tried.find((one) => one.sent?.outcome === 'unreached')?.sent?.reply ?? null;
      if (refusal !== null) unwelcome = 0;
      if (refusal !== null) await stopTransport(db, transport.name, refusal, ctx);
      await record(db, tried, ctx);
      const reached = away === null && refusal === null;
      if (faults.length > 0) throw faults[0];
      if (!reached || state.failures > 0) await noteReached(db, transport.name, reached, refusal ?? away);
      return { accepted, away: away !== null && accepted === 0 };
    } finally {
      clearInterval(renewal);
    }
  }

  return { deliver };
}

const POLL_MS = 200;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
