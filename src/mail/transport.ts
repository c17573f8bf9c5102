/**
 * One mail server: lanes of kept connections that take finished bytes, and what became of each attempt.
 * On nodemailer's connection rather than its pool: the pool composes again and hides how far an attempt got
 * (docs/decisions/0005-lanes-over-smtp-connections.md).
 *
 * @module
 */
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Outgoing, type Sent, silence } from './outcome';
import { type SmtpSession, startSession } from './smtp-session';

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

  const idle: SmtpSession[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  async function send(mail: Outgoing): Promise<Sent> {
    if (busy >= lanes) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      for (;;) {
        const kept = idle.pop();
        const session = kept ?? (await open());
        if ('outcome' in session) return session;
        const sent = await session.send(mail);
        if (session.isOpen()) keep(session);
        // A kept connection that the server had dropped meanwhile says nothing about this message.
        if (kept && sent.outcome === 'unreached') continue;
        return sent;
      }
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  }

  function open(): Promise<SmtpSession | Sent> {
    return new Promise((resolve) => {
      const connection = new SMTPConnection(settings);
      const fail = (error: SmtpError) => {
        connection.close();
        resolve(unopened(error));
      };
      connection.on('error', fail);
      connection.connect((error) => {
        if (error) return fail(error);
        const ehlo = connection.lastServerResponse || '';
        const ready = () => {
          const session = startSession(connection, ehlo, () => drop(session));
          resolve(session);
        };
        if (credentials)
          connection.login({ user: credentials.user, credentials }, (refused) => (refused ? fail(refused) : ready()));
        else ready();
      });
    });
  }

  function keep(session: SmtpSession): void {
    if (closed) session.close();
    else idle.push(session);
  }

  function drop(session: SmtpSession): void {
    const at = idle.indexOf(session);
    if (at >= 0) idle.splice(at, 1);
  }

  function close(): void {
    closed = true;
    for (const session of idle.splice(0)) session.close();
  }

  return { name, lanes, send, close };
}

interface SmtpError extends Error {
  code?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
}

/** Why there is no connection. RFC 4954 §6: 454 is a passing fault of the sign-in, not of the credentials. */
function unopened(error: SmtpError): Sent {
  const code = error.responseCode ?? 0;
  const bad = (error.code === 'EAUTH' && !(code >= 400 && code < 500)) || code === 530;
  const sent = silence(error.response ?? error.message, false);
  return bad ? { ...sent, outcome: 'auth' } : sent;
}
