import { pino } from 'pino';
import { pagesOf } from '../src/cli/live-parts';
import { readConfig } from '../src/config';
import { LIVE } from '../src/domain/ids';
import { CodedError } from '../src/errors';
import { loadLinkKeys } from '../src/services/contacts/links';
import { startWeb } from '../src/web/server';
import { openDb, type Db } from '../src/services/db';
import { dropFacts, freshFacts, testDatabaseUrl } from './support/facts';

let db: Db;
beforeAll(async () => {
  db = await freshFacts();
});
afterAll(() => dropFacts(db));

async function serve(environment: Record<string, string>, port = 0) {
  const url = await testDatabaseUrl();
  return startWeb({
    db,
    openRun: (run) => openDb(url, run, 2),
    port,
    log: pino({ level: 'silent' }),
    ...pagesOf(readConfig(environment)),
  });
}

test('unset, the pages listen on this machine alone and show the status page to it alone', () => {
  expect(readConfig({}).web).toMatchObject({ host: '127.0.0.1', statusOpen: false });
});

test.each([
  ['true', 200],
  ['false', 403],
])('WEB_HOST, TRUST_PROXY and STATUS_OPEN=%s reach the pages: another machine sees %i', async (open, status) => {
  const web = await serve({
    WEB_HOST: '127.0.0.2',
    STATUS_OPEN: open,
    TRUST_PROXY: 'true',
    PUBLIC_URL: 'https://chuyende.example.org',
  });
  try {
    // the live run: other tests' runs come and go
    const answer = await fetch(`http://127.0.0.2:${web.port}/?run=${LIVE}`, { headers: { 'x-forwarded-for': '203.0.113.5' } });
    expect(answer.status).toBe(status);
    await expect(fetch(`http://127.0.0.1:${web.port}/`)).rejects.toThrow('fetch failed');
  } finally {
    await web.close();
  }
});

test('a port that another program has is named, with the way out; no page is served', async () => {
  const first = await serve({});
  try {
    const taken = await serve({}, first.port).catch((error: unknown) => error);
    expect(taken).toMatchObject({
      code: 'CD_PORT_TAKEN',
      message: `The pages cannot listen on port ${first.port} of 127.0.0.1: another program listens there`,
    });
    expect(taken instanceof CodedError && taken.said('vi').wayOut).toContain('--port');
  } finally {
    await first.close();
  }
});

test('listening for other machines needs the address that they open', () => {
  expect(() => readConfig({ WEB_HOST: '0.0.0.0' })).toThrow(/WEB_HOST: needs PUBLIC_URL/);
  expect(readConfig({ WEB_HOST: '0.0.0.0', PUBLIC_URL: 'https://chuyende.example.org/' }).web).toMatchObject({
    host: '0.0.0.0',
    publicUrl: 'https://chuyende.example.org',
  });
});

const KEY = 'k'.repeat(43);

test.each([
  ['a bare secret', KEY],
  ['a short key', '1:secret'],
  ['what is no base64url', `1:${'k'.repeat(40)}!!!`],
  ['number 0', `0:${KEY}`],
  ['a number twice', `1:${KEY},1:${KEY}`],
])('LINK_KEY: %s is refused before anything starts, with how a key is made', (_, LINK_KEY) => {
  expect(() => readConfig({ LINK_KEY })).toThrow(
    expect.objectContaining({ code: 'CD_CONFIG', message: expect.stringMatching(/LINK_KEY: .*openssl rand/) }),
  );
});

test('what the settings take as LINK_KEY signs links: the highest number is current, wherever it stands', async () => {
  const { linkKey } = readConfig({ LINK_KEY: `1:${KEY},12:${KEY}=,3:${KEY}` });
  const keys = await loadLinkKeys(db, linkKey ?? undefined);
  expect([keys.current, ...keys.keys.keys()]).toEqual([12, 1, 12, 3]);
});
