/**
 * One mail server: lanes of kept connections that take finished bytes, and what became of each attempt.
 * On nodemailer's connection rather than its pool: the pool composes again and hides how far an attempt got
 * (docs/decisions/0005-lanes-over-smtp-connections.md).
 *
 * @module
 */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/**
 * - `accepted`: the server has it.
 * - `deferred`: 4xx. - `refused`: 5xx. With `recipient: true` it was the address (RCPT).
 * - `lost`: dropped after DATA without an answer; it may have arrived.
 * - `unreached`: no usable connection; nothing of the message was sent.
 * - `auth`: the credentials are bad: a fault of the transport, not of the message.
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
  /** The server's last answer, or what happened to the connection. */
  reply: string;
}

export interface MailTransport {
  name: string;
  /** Most connections kept; also how many sends make sense at once. */
  lanes: number;
  send(mail: Outgoing): Promise<Sent>;
  /** Ends idle connections now and busy ones with their message. */
  close(): void;
}

export interface TransportOptions {
  /** `smtp` or `capture/<runId>`. */
  name: string;
  /** `smtp://user:password@host:port` or `smtps://…`. Of a capture transport the server must be on this machine. */
  url: string;
  /** @default 20 */
  lanes?: number;
  /** ms to connect and be greeted. @default 10,000 */
  connectTimeout?: number;
  /** ms without a word from the server. @default 60,000 */
  silenceTimeout?: number;
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', '::1', 'localhost']);

/** A capture transport signs in under its own name: the inbox keeps each run's mail apart. */
export function createMailTransport(options: TransportOptions): MailTransport {
  const { name, lanes = 20, connectTimeout = 10_000, silenceTimeout = 60_000 } = options;
  const url = new URL(options.url);
  const capture = name.startsWith('capture/');
  if (capture && !LOOPBACK.has(url.hostname))
    throw new Error(`The capture transport ${name} must not reach ${url.hostname}: only this machine`);
  const user = capture ? name : decodeURIComponent(url.username);
  const credentials = user === '' ? null : { user, pass: capture ? 'capture' : decodeURIComponent(url.password) };
  const secure = url.protocol === 'smtps:';
  const settings = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ignoreTLS: capture,
    // Credentials never travel in the clear, except on this machine.
    requireTLS: !secure && credentials !== null && !LOOPBACK.has(url.hostname),
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    socketTimeout: silenceTimeout,
  };

  const idle: SMTPConnection[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  async function send(mail: Outgoing): Promise<Sent> {
    if (busy >= lanes) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      for (;;) {
        const kept = idle.pop();
        const connection = kept ?? (await open());
        if (!(connection instanceof SMTPConnection)) return connection;
        const sent = await sendOver(connection, mail);
        // A kept connection that the server had dropped meanwhile says nothing about this message.
        if (kept && sent.outcome === 'unreached') continue;
        return sent;
      }
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  }

  function open(): Promise<SMTPConnection | Sent> {
    return new Promise((resolve) => {
      const connection = new SMTPConnection(settings);
      const fail = (error: SmtpError) => {
        connection.close();
        resolve(resultOf(error, false));
      };
      const ready = () => {
        connection.removeListener('error', fail);
        // Without a message in flight an error only means that this connection is over; the next send sees it.
        connection.on('error', () => drop(connection));
        connection.once('end', () => drop(connection));
        resolve(connection);
      };
      connection.on('error', fail);
      connection.connect((error) => {
        if (error) fail(error);
        else if (credentials)
          connection.login({ user: credentials.user, credentials }, (refused) => (refused ? fail(refused) : ready()));
        else ready();
      });
    });
  }

  function sendOver(connection: SMTPConnection, mail: Outgoing): Promise<Sent> {
    return new Promise((resolve) => {
      const body = new Readable({
        read() {
          this.push(mail.bytes);
          this.push(null);
        },
      });
      connection.send({ from: mail.returnPath, to: [mail.address], size: mail.bytes.length }, body, (error, info) => {
        if (!error) {
          keep(connection);
          return resolve({ outcome: 'accepted', reachedData: true, recipient: false, reply: info.response });
        }
        const sent = resultOf(error, body.readableDidRead);
        if (error.responseCode && error.responseCode !== 421 && sent.outcome !== 'auth')
          connection.reset((broken) => (broken ? connection.close() : keep(connection)));
        else connection.close();
        resolve(sent);
      });
    });
  }

  function keep(connection: SMTPConnection): void {
    if (closed) connection.quit();
    else idle.push(connection);
  }

  function drop(connection: SMTPConnection): void {
    const at = idle.indexOf(connection);
    if (at >= 0) idle.splice(at, 1);
  }

  function close(): void {
    closed = true;
    for (const connection of idle.splice(0)) connection.quit();
  }

  return { name, lanes, send, close };
}

interface SmtpError extends Error {
  code?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
}

function resultOf(error: SmtpError, reachedData: boolean): Sent {
  const reply = (error.response ?? error.message).slice(0, 500);
  const code = error.responseCode ?? 0;
  // RFC 3463 §3.8: X.7.x is policy (relaying denied, blocked): it says nothing of the address.
  const ofAddress = error.command === 'RCPT TO' && !/\b5\.7\.\d+/.test(reply);
  const result = (outcome: Outcome): Sent => ({ outcome, reachedData, recipient: outcome === 'refused' && ofAddress, reply });
  // RFC 4954 §6: 454 is a passing fault of the sign-in, not of the credentials.
  if ((error.code === 'EAUTH' && !(code >= 400 && code < 500)) || code === 530) return result('auth');
  if (error.code === 'EAUTH') return result('unreached');
  const answered = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  if (answered && code >= 400 && code < 500) return result('deferred');
  if (answered) return result('refused');
  return result(reachedData ? 'lost' : 'unreached');
}
