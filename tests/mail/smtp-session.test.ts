/** What a mail server says, word by word: a server that follows a script, over a real connection. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type Socket } from 'node:net';
import { createMailTransport, type MailTransport } from '../../src/mail/transport';
import type { Outgoing } from '../../src/mail/outcome';

const letter: Outgoing = {
  returnPath: 'ban+1@example.org',
  address: 'chi-bo-1@cells.example.org',
  bytes: Buffer.from('Subject: x\r\n\r\n.dot\r\n..two\r\nend\r\n'),
};

type Answer = string | ((socket: Socket) => void);
interface Scripted {
  /** Lines the server heard. */
  heard: string[];
  transport: MailTransport;
}

let cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const end of cleanUp) end();
  cleanUp = [];
});

/** A server that offers `ehlo` and answers each command by its first word, `.` being the end of a letter. */
async function server(ehlo: string[], answers: Record<string, Answer>): Promise<Scripted> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    let inLetter = false;
    let rest = '';
    const all: Record<string, Answer> = {
      EHLO: ['sink.example.org', ...ehlo].map((word, n) => `250${n === ehlo.length ? ' ' : '-'}${word}\r\n`).join(''),
      MAIL: '250 ok\r\n',
      RCPT: '250 ok\r\n',
      DATA: '354 go on\r\n',
      '.': '250 taken\r\n',
      RSET: '250 ok\r\n',
      QUIT: '221 bye\r\n',
      ...answers,
    };
    socket.write('220 sink.example.org ESMTP\r\n');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        if (inLetter && line !== '.') continue;
        inLetter = false;
        const answer = all[line.split(' ')[0] ?? ''];
        if (typeof answer === 'string') socket.write(answer);
        else answer?.(socket);
        if (line === 'DATA') inLetter = answer === all['DATA'] && typeof answer === 'string' && answer.startsWith('354');
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const transport = createMailTransport({ name: 'smtp', url: `smtp://127.0.0.1:${port}`, lanes: 1, silenceTimeout: 1000 });
  cleanUp.push(() => {
    transport.close();
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  return { heard, transport };
}

async function inPieces(socket: Socket, pieces: string[]): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece);
    await sleep(20);
  }
}

describe.each([
  ['in one write', ['PIPELINING']],
  ['one by one', []],
])('the envelope %s', (_how, ehlo) => {
  test('lines that begin with a dot get another, and a dot alone ends the letter', async () => {
    const { heard, transport } = await server(ehlo, {});
    expect(await transport.send(letter)).toMatchObject({ outcome: 'accepted', reply: '250 taken' });
    expect(heard.slice(heard.indexOf('DATA') + 1)).toEqual(['Subject: x', '', '..dot', '...two', 'end', '.']);
  });

  test('a reply of several lines, in pieces, is one', async () => {
    const { transport } = await server(ehlo, {
      RCPT: (socket) =>
        void inPieces(socket, ['550-5.1.1 no such', ' user\r\n550 5.1.1 ask pos', 'tmaster\r\n503 no recipient\r\n']),
      DATA: () => undefined,
      RSET: '250 ok\r\n',
    });
    expect(await transport.send(letter)).toMatchObject({
      outcome: 'refused',
      recipient: true,
      reply: expect.stringContaining('postmaster'),
    });
  });

  test.each(['', 'garbage', '199 one', '354 what'])(
    'a reply that is none ("%s") blames neither letter nor address',
    async (words) => {
      const { transport } = await server(ehlo, { RCPT: `${words}\r\n`, DATA: '503 no recipient\r\n' });
      expect(await transport.send(letter)).toMatchObject({ outcome: 'unreached', recipient: false });
    },
  );

  test('a reply that is none after the letter leaves open whether it arrived', async () => {
    const { transport } = await server(ehlo, { '.': 'what?\r\n' });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'lost', reachedData: true });
  });

  test('after a refusal the connection serves the next letter', async () => {
    const { heard, transport } = await server(ehlo, { RCPT: '450 later\r\n', DATA: '503 no recipient\r\n' });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'deferred', recipient: false });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'deferred', recipient: false });
    const commands = heard.map((line) => line.split(' ')[0]).filter((word) => word !== 'DATA');
    expect(commands).toEqual(['EHLO', 'MAIL', 'RCPT', 'RSET', 'MAIL', 'RCPT', 'RSET']);
  });

  test.each(['MAIL', 'RCPT', 'DATA'])('a server that closes at %s was not reached', async (at) => {
    const { transport } = await server(ehlo, { [at]: (socket) => socket.end() });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'unreached', reachedData: false });
  });

  test('a server that closes after the letter leaves open whether it arrived', async () => {
    const { transport } = await server(ehlo, { '.': (socket) => socket.destroy() });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'lost', reachedData: true });
  });

  test('a server that says nothing is given up', async () => {
    const { transport } = await server(ehlo, { '.': () => undefined });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'lost' });
  });

  test('a server that says goodbye as it refuses is not asked again over that connection', async () => {
    const { transport } = await server(ehlo, { MAIL: (s) => s.end('421 4.3.2 going down\r\n') });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'deferred' });
  });
});

describe('an address beyond ASCII', () => {
  const international = { ...letter, address: 'chi-bộ-1@example.org' };

  test('is asked for as SMTPUTF8 where the server offers it', async () => {
    const { heard, transport } = await server(['SMTPUTF8'], {});
    expect(await transport.send(international)).toMatchObject({ outcome: 'accepted' });
    expect(heard).toContain('MAIL FROM:<ban+1@example.org> SMTPUTF8');
  });

  test('is refused unasked where it does not, and the next letter goes over the same connection', async () => {
    const { heard, transport } = await server([], {});
    expect(await transport.send(international)).toMatchObject({ outcome: 'refused', recipient: true, reachedData: false });
    expect(await transport.send(letter)).toMatchObject({ outcome: 'accepted' });
    expect(heard.filter((line) => /^(EHLO|MAIL)/.test(line))).toEqual([
      expect.stringMatching(/^EHLO/),
      'MAIL FROM:<ban+1@example.org>',
    ]);
  });
});
