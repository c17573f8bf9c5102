/**
 * The referee, in a process of its own: an SMTP server that counts what it accepts. Speaks to its parent by messages.
 *
 * @module
 */
import { SMTPServer } from 'smtp-server';

/** What a run looked like from the receiving side. Instants are ms of this process's clock. */
export interface Tally {
  messages: number;
  distinctIds: number;
  bytes: number;
  connections: number;
  firstConnection: number;
  lastAccepted: number;
}

const empty = (): Tally => ({ messages: 0, distinctIds: 0, bytes: 0, connections: 0, firstConnection: 0, lastAccepted: 0 });
let tally = empty();
let ids = new Set<string>();

const HEADER_END = Buffer.from('\r\n\r\n');

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'sink' }),
  onConnect: (_session, done) => {
    tally.connections += 1;
    if (tally.firstConnection === 0) tally.firstConnection = Date.now();
    done();
  },
  onData: (stream, _session, done) => {
    let head: Buffer | null = Buffer.alloc(0);
    stream.on('data', (chunk: Buffer) => {
      tally.bytes += chunk.length;
      if (head === null) return;
      head = Buffer.concat([head, chunk]);
      if (head.includes(HEADER_END)) {
        const id = /^message-id:\s*(\S+)/im.exec(head.subarray(0, head.indexOf(HEADER_END)).toString('latin1'))?.[1];
        if (id !== undefined) ids.add(id);
        head = null;
      }
    });
    stream.on('end', () => {
      tally.messages += 1;
      tally.lastAccepted = Date.now();
      done();
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('message', (wish) => {
  if (wish === 'tally') process.send?.({ tally: { ...tally, distinctIds: ids.size } });
  if (wish === 'reset') {
    tally = empty();
    ids = new Set();
    process.send?.({ reset: true });
  }
});
process.on('disconnect', () => process.exit(0));
