/**
 * Letters one after another over a connection that is open and signed in. Connecting, TLS and signing in are nodemailer's;
 * the envelope goes in one write where the server takes it so (RFC 2920), the letter in a second
 * (docs/decisions/0005-lanes-over-smtp-connections.md).
 *
 * @module
 */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { accepted, type Asked, codeOf, type Outgoing, refusalOf, type Sent, silence } from './outcome';

export interface SmtpSession {
  /** One letter at a time. Never rejects. */
  send(mail: Outgoing): Promise<Sent>;
  /** False once the connection is over. */
  isOpen(): boolean;
  /** Takes leave of the server. */
  close(): void;
}

const CRLF = '\r\n';
const ENVELOPE: readonly Asked[] = ['MAIL', 'RCPT', 'DATA'];
/** A server that never ends its reply is not listened to any longer. */
const LONGEST_REPLY = 100_000;

interface UnderWay {
  mail: Outgoing;
  /** What the next replies answer, in order. */
  asked: (Asked | 'RSET')[];
  reachedData: boolean;
  refusal: Sent | null;
  done: (sent: Sent) => void;
}

/** `ehlo`: the server's reply to EHLO. `onEnd` hears once that the connection is over. */
export function startSession(connection: SMTPConnection, ehlo: string, onEnd: () => void): SmtpSession {
  const offers = (extension: string) => new RegExp(`^250[ -]${extension}\\b`, 'im').test(ehlo);
  const pipelining = offers('PIPELINING');
  const sized = offers('SIZE');
  const international = offers('SMTPUTF8');
  const socket = connection._socket || null;
  let open = socket !== null;
  let heard = '';
  let current: UnderWay | null = null;

  const say = (text: string) => socket?.write(text);

  function send(mail: Outgoing): Promise<Sent> {
    return new Promise((done) => {
      if (!open || current !== null) return done(silence('the connection is over', false));
      if (/[\s<>]/.test(`${mail.returnPath}${mail.address}`)) return done(refusalOf('RCPT', '501 not an address'));
      // RFC 6531 §3.2: a server that does not offer SMTPUTF8 is not asked; 5.6.7 is its own word for it (RFC 6531 §4.2)
      if (isInternational(mail) && !international) return done(refusalOf('RCPT', '553 5.6.7 no SMTPUTF8 at this server'));
      const commands = envelopeOf(mail);
      current = { mail, asked: [...ENVELOPE], reachedData: false, refusal: null, done };
      if (pipelining) say(commands.join(''));
      else say(commands[0]);
    });
  }

  function envelopeOf({ returnPath, address, bytes }: Outgoing): [string, string, string] {
    const size = sized ? ` SIZE=${bytes.length}` : '';
    const utf8 = isInternational({ returnPath, address }) ? ' SMTPUTF8' : '';
    return [`MAIL FROM:<${returnPath}>${size}${utf8}${CRLF}`, `RCPT TO:<${address}>${CRLF}`, `DATA${CRLF}`];
  }

  function listen(chunk: Buffer): void {
    heard += chunk.toString('latin1');
    for (;;) {
      // All lines of a reply but the last have a hyphen after the code.
      const reply = /^(?:\d{3}-[^\n]*\n)*(?!\d{3}-)[^\n]*\n/.exec(heard)?.[0];
      if (reply === undefined) break;
      heard = heard.slice(reply.length);
      hear(Buffer.from(reply.trim(), 'latin1').toString('utf8'));
    }
    if (heard.length > LONGEST_REPLY) end('a reply without an end');
  }

  function hear(reply: string): void {
    const asked = current?.asked.shift();
    // Nothing was asked: a server that says 421 to an idle connection is about to close it.
    if (!current || asked === undefined) return end(reply);
    if (asked === 'RSET') return codeOf(reply) === 250 ? finish(current.refusal) : end(reply);
    const fine = asked === 'DATA' ? /^[23]/.test(reply) : reply.startsWith('2');
    // What is no refusal says nothing of letter or address: whoever talks like that is no mail server.
    if (!fine) return /^[45]\d\d/.test(reply) ? refuse(current, asked, reply) : end(reply);
    if (asked === 'message') return finish(accepted(reply));
    if (asked !== 'DATA') {
      const next = current.asked[0];
      if (!pipelining && current.refusal === null && next !== undefined) say(envelopeOf(current.mail)[next === 'RCPT' ? 1 : 2]);
      return;
    }
    // The server waits for a letter to nobody: there is no way back but to hang up.
    if (current.refusal !== null) return end('the envelope was refused, but the letter asked for');
    current.reachedData = true;
    current.asked = ['message'];
    sayLetter(dotStuffed(current.mail.bytes));
  }

  function sayLetter(bytes: Buffer): void {
    socket?.cork();
    socket?.write(bytes);
    say(bytes.subarray(-2).equals(LINE_END) ? END_OF_DATA : `${CRLF}${END_OF_DATA}`);
    socket?.uncork();
  }

  function refuse(way: UnderWay, asked: Asked, reply: string): void {
    way.refusal ??= refusalOf(asked, reply);
    if (codeOf(reply) === 421 || way.refusal.outcome === 'auth') return end(reply);
    if (pipelining && way.asked.length > 0) return;
    way.asked = ['RSET'];
    say(`RSET${CRLF}`);
  }

  function finish(sent: Sent | null): void {
    const way = current;
    current = null;
    way?.done(sent ?? silence('no answer', way.reachedData));
  }

  function end(why: string): void {
    if (!open) return;
    open = false;
    connection.close();
    if (current !== null) finish(current.refusal ?? silence(why, current.reachedData));
    onEnd();
  }

  // From here on the replies are read here.
  socket?.removeAllListeners('data');
  socket?.on('data', listen);
  connection.removeAllListeners('error');
  connection.on('error', ({ message }) => end(message));
  connection.once('end', () => end('the server closed the connection'));

  return {
    send,
    isOpen: () => open,
    close() {
      say(`QUIT${CRLF}`);
      end('closed');
    },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const BEYOND_ASCII = /[^\0-\x7f]/;

const isInternational = ({ returnPath, address }: Pick<Outgoing, 'returnPath' | 'address'>) =>
  BEYOND_ASCII.test(`${returnPath}${address}`);

const LINE_DOT = Buffer.from('\r\n.');
const LINE_END = Buffer.from(CRLF);
const END_OF_DATA = '.\r\n';

/** RFC 5321 §4.5.2: a line that begins with a dot gets another; a line with a dot alone ends the letter. */
function dotStuffed(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x2e && !bytes.includes(LINE_DOT)) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll(/(^|\r\n)\./g, '$1..'), 'latin1');
}
