/**
 * A real SMTP server for tests: it accepts, refuses by recipient, stalls, or drops the connection after DATA, as it is told,
 * and keeps what it took.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** What becomes of one letter: decided at RCPT by the address, or after DATA. */
export type SinkAnswer =
  | { at: 'accept' }
  /** Refused at RCPT: 4xx defers, 5xx is for good. */
  | { at: 'rcpt'; code: number; text?: string }
  /** Refused after the whole message was taken. */
  | { at: 'data'; code: number; text?: string }
  /** Connection dropped after the message, without an answer: it was kept, the sender cannot know. `kept: false` loses it. */
  | { at: 'drop'; kept?: boolean }
  /** The answer to the message comes after so many ms. */
  | { at: 'stall'; ms: number };

export interface SunkMail {
  /** Envelope. */
  from: string;
  to: string[];
  /** SMTP AUTH user, when there was one. */
  user: string | null;
  raw: Buffer;
  sha256: string;
  /** Message-ID header, with its angle brackets. */
  messageId: string | null;
}

export interface SmtpSink {
  /** smtp://127.0.0.1:<port> */
  url: string;
  port: number;
  /** Everything taken, in order of arrival; a letter sent twice stands here twice. */
  mails: SunkMail[];
  /** Connections opened so far. */
  connections: number;
  /** Answer for a letter to `address`, its nth try (from 1). @default accept */
  answer: (address: string, attempt: number) => SinkAnswer;
  parsed(): Promise<ParsedMail[]>;
  /** Waits until `count` letters have been taken. */
  waitFor(count: number, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

export interface SinkOptions {
  /** @default any free one */
  port?: number;
  /** Asks for a sign-in, and takes this one alone. */
  credentials?: { user: string; pass: string };
}

export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const attempts = new Map<string, number>();
  const decided = new WeakMap<SMTPServerSession, SinkAnswer>();
  const { credentials } = options;
  const settings: SMTPServerOptions = {
    disabledCommands: ['STARTTLS'],
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 100,
    onConnect(_session, done) {
      sink.connections += 1;
      done();
    },
    onAuth(auth, _session, done) {
      const known = credentials === undefined || (auth.username === credentials.user && auth.password === credentials.pass);
      if (known && auth.username !== undefined) done(null, { user: auth.username });
      else done(replyError(535, 'bad credentials'));
    },
    onRcptTo({ address }, session, done) {
      const attempt = (attempts.get(address) ?? 0) + 1;
      attempts.set(address, attempt);
      const answer = sink.answer(address, attempt);
      if (answer.at === 'rcpt') return done(replyError(answer.code, answer.text ?? 'refused'));
      decided.set(session, answer);
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void settle(Buffer.concat(chunks), session, done));
    },
  };

  async function settle(raw: Buffer, session: SMTPServerSession, done: (error?: Error | null) => void): Promise<void> {
    const answer = decided.get(session) ?? { at: 'accept' };
    if (answer.at === 'data') return done(replyError(answer.code, answer.text ?? 'refused'));
    if (answer.at !== 'drop' || answer.kept !== false) sink.mails.push(mailOf(raw, session));
    if (answer.at === 'stall') await sleep(answer.ms);
    if (answer.at === 'drop') return drop(session);
    done();
  }

  const server = new SMTPServer(settings);
  server.on('error', (error: NodeJS.ErrnoException) => {
    // a client that goes away in the middle of a sentence is what some tests do
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
  });

  function drop(session: SMTPServerSession): void {
    for (const connection of connectionsOf(server))
      if (connection.session === session || connection.id === session.id) connection.close();
  }

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    const listening = server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.removeListener('error', reject);
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails: [],
    connections: 0,
    answer: () => ({ at: 'accept' }),
    parsed: () => Promise.all(sink.mails.map(({ raw }) => simpleParser(raw))),
    async waitFor(count, timeoutMs = 10_000) {
      for (const limit = Date.now() + timeoutMs; sink.mails.length < count; await sleep(10)) {
        if (Date.now() > limit) throw new Error(`${sink.mails.length} of ${count} letters after ${timeoutMs} ms`);
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
}

interface OpenConnection {
  id: string;
  session?: SMTPServerSession;
  close(): void;
}

/** The server's open connections: public in smtp-server, absent from its types. */
function connectionsOf(server: SMTPServer): Set<OpenConnection> {
  const { connections } = server as SMTPServer & { connections: Set<OpenConnection> };
  return connections;
}

function mailOf(raw: Buffer, session: SMTPServerSession): SunkMail {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    user: session.user ?? null,
    raw,
    sha256: createHash('sha256').update(raw).digest('hex'),
    messageId: /^message-id:\s*(<[^>]+>)/im.exec(raw.toString('latin1'))?.[1] ?? null,
  };
}

const replyError = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
