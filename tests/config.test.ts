import { pino } from 'pino';
import { pagesOf } from '../src/cli/run-everything';
import { readConfig } from '../src/config';
import { startWeb } from '../src/web/server';
import { openDb, type Db } from '../src/services/db';
import { dropFacts, freshFacts, testDatabaseUrl } from './support/facts';

let db: Db;
beforeAll(async () => {
  db = await freshFacts();
});
afterAll(() => dropFacts(db));

async function serve(environment: Record<string, string>) {
  const url = await testDatabaseUrl();
  return startWeb({
    db,
    openRun: (run) => openDb(url, run, 2),
    port: 0,
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
    const answer = await fetch(`http://127.0.0.2:${web.port}/`, { headers: { 'x-forwarded-for': '203.0.113.5' } });
    expect(answer.status).toBe(status);
    await expect(fetch(`http://127.0.0.1:${web.port}/`)).rejects.toThrow();
  } finally {
    await web.close();
  }
});

test('listening for other machines needs the address that they open', () => {
  expect(() => readConfig({ WEB_HOST: '0.0.0.0' })).toThrow(/WEB_HOST: needs PUBLIC_URL/);
  expect(readConfig({ WEB_HOST: '0.0.0.0', PUBLIC_URL: 'https://chuyende.example.org/' }).web).toMatchObject({
    host: '0.0.0.0',
    publicUrl: 'https://chuyende.example.org',
  });
});
