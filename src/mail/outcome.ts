/**
 * What became of one attempt to send a letter, and how a server's words are read.
 *
 * @module
 */

/**
 * - `accepted`: the server has it.
 * - `deferred`: 4xx. - `refused`: 5xx. With `recipient: true` it was the address (RCPT).
 * - `lost`: dropped after DATA without an answer; it may have arrived.
 * - `unreached`: no usable connection; nothing of the message was sent.
 * - `auth`: the server does not take this sender's mail (bad credentials, its policy): a fault of the transport, not of
 *   the message.
 */
export type Outcome = 'accepted' | 'deferred' | 'refused' | 'lost' | 'unreached' | 'auth';

export interface Outgoing {
  returnPath: string;
  address: string;
  bytes: Buffer;
}

export interface Sent {
  outcome: Outcome;
  /** The server was given at least the first byte of the message. */
  reachedData: boolean;
  /** The address itself was refused. */
  recipient: boolean;
  /** Refused by the server's policy (RFC 3463 §3.8: X.7.x): it says nothing of the address; of many letters, of the sender. */
  policy: boolean;
  /** The server's last answer, or what happened to the connection. */
  reply: string;
}

/** What the server was answering. `message`: the letter itself. */
export type Asked = 'MAIL' | 'RCPT' | 'DATA' | 'message';

const MOST_OF_REPLY = 500;

/** A refusal in the server's words. */
export function refusalOf(asked: Asked, reply: string): Sent {
  const code = codeOf(reply);
  const sent: Sent = {
    outcome: 'refused',
    reachedData: asked === 'message',
    recipient: false,
    policy: false,
    reply: reply.slice(0, MOST_OF_REPLY),
  };
  if (code === 530) return { ...sent, outcome: 'auth' };
  if (code >= 400 && code < 500) return { ...sent, outcome: 'deferred' };
  const policy = /\b5\.7\.\d+/.test(reply);
  return { ...sent, policy, recipient: asked === 'RCPT' && !policy };
}

/** A connection that ended, or never was, without an answer. */
export const silence = (why: string, reachedData: boolean): Sent => ({
  outcome: reachedData ? 'lost' : 'unreached',
  reachedData,
  recipient: false,
  policy: false,
  reply: why.slice(0, MOST_OF_REPLY),
});

export const accepted = (reply: string): Sent => ({
  outcome: 'accepted',
  reachedData: true,
  recipient: false,
  policy: false,
  reply: reply.slice(0, MOST_OF_REPLY),
});

/** The three digits a reply begins with; 0 where there are none. */
export const codeOf = (reply: string): number => Number(/^\d{3}/.exec(reply)?.[0] ?? 0);
