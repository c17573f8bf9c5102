import { request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db } from '../../src/services/db';
import { startInbox } from '../../src/stack/inbox/server';
import { dropFacts } from '../support/facts';
import { CELL, planUnderWay, siteOver } from './site';

/** Asks under a name of choice, as a page whose foreign name was pointed here would. */
function askedAs(port: number, host: string, at = '/'): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: at, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

const FOREIGN = 'evil.example.org';

test('the inbox answers to names of this machine alone', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'chuyende-inbox-'));
  const inbox = await startInbox(folder);
  const port = Number(new URL(inbox.url).port);
  const names = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `${FOREIGN}:${port}`, `localhost.${FOREIGN}`];
  expect(await Promise.all(names.map((name) => askedAs(port, name)))).toEqual([200, 200, 200, 403, 403]);
  await inbox.stop();
  rmSync(folder, { recursive: true });
});

describe('pages', () => {
  let db: Db;
  beforeAll(async () => {
    db = await planUnderWay();
  });
  afterAll(() => dropFacts(db));

  test('on this machine: a body’s link and its page are not shown under a foreign name', async () => {
    const { web, token } = await siteOver(db);
    const link = `/b/${await token(CELL)}`;
    expect(await askedAs(web.port, `localhost:${web.port}`, link)).toBe(303);
    expect(await askedAs(web.port, FOREIGN, link)).toBe(403);
    expect(await askedAs(web.port, FOREIGN, '/fresh-link')).toBe(403);
    await web.close();
  });

  test('behind a public address they answer to what the proxy passes on', async () => {
    const { web, token } = await siteOver(db, { publicUrl: 'https://chuyende.example.org' });
    expect(await askedAs(web.port, 'chuyende.example.org', `/b/${await token(CELL)}`)).toBe(303);
    await web.close();
  });
});
