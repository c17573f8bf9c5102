import type { Db } from '../../src/services/db';
import { dropFacts } from '../support/facts';
import { boxesOf, Browser, CELL, duty, goodReport, NOW, planUnderWay, SECOND_CELL, siteOver, type TestSite } from './site';

let db: Db;
let site: TestSite;

beforeAll(async () => {
  db = await planUnderWay();
  site = await siteOver(db);
});
afterAll(async () => {
  await site.web.close();
  await dropFacts(db);
});

/** Rows of everything that a visitor could change. */
async function facts(): Promise<string> {
  const { assignment, report, audit, notice, event, task, link } = db.prisma;
  return JSON.stringify([
    await assignment.findMany({ orderBy: { id: 'asc' } }),
    await link.findMany({ orderBy: { id: 'asc' } }),
    ...(await Promise.all([report.count(), audit.count(), notice.count(), event.count(), task.count()])),
  ]);
}

test('a link leads by 303 to a page without the token', async () => {
  const browser = new Browser(site.web.url);
  const token = await site.token(CELL);
  const answer = await browser.get(`/b/${token}`);
  expect(answer.status).toBe(303);
  expect(answer.location).toBe(`/body/2023-sinh-hoat-chuyen-de/${CELL}`);
  const page = await browser.get(answer.location ?? '');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Chi bộ Khoa Ngoại tổng hợp – Đảng bộ Bệnh viện Đa khoa A');
  expect(page.text).toContain('Không phải chi bộ này');
});

test('the token stands in no page, no address, no cookie and no log after that', async () => {
  const browser = new Browser(site.web.url);
  const token = await site.token(CELL);
  const mac = token.split('.').at(-1) ?? token;
  const home = await browser.open(token);
  const seen: string[] = [home, ...browser.cookies.values()];
  for (const path of [
    '',
    '/tu-soi-tu-sua/session/report',
    '/tu-soi-tu-sua/session/date',
    '/tu-soi-tu-sua/session/extension',
    '/not-ours',
  ]) {
    seen.push((await browser.get(home + path)).text);
  }
  await browser.get(`/b/${token}x`);
  seen.push(site.logged());
  for (const text of seen) expect(text).not.toContain(mac);
  expect(site.logged()).toContain('/b/[redacted]');
});

test('GET and HEAD change nothing', async () => {
  const token = await site.token(CELL);
  const before = await facts();
  for (const method of ['GET', 'HEAD']) {
    const browser = new Browser(site.web.url);
    const home = await browser.open(token);
    await browser.get(`/b/${token}`, {}, method);
    for (const path of [
      '',
      '/tu-soi-tu-sua/session/report',
      '/tu-soi-tu-sua/session/date',
      '/tu-soi-tu-sua/session/extension',
      '/not-ours',
    ]) {
      expect((await browser.get(home + path, {}, method)).status).toBe(200);
    }
    for (const path of ['/tu-soi-tu-sua/session/date/noted', '/fresh-link', '/not-ours-noted'])
      await browser.get(path, {}, method);
  }
  expect(await facts()).toBe(before);
});

test('a second body’s link adds a grant: the page that was open still submits for its own body', async () => {
  const browser = new Browser(site.web.url);
  const first = await browser.open(await site.token(CELL));
  const openPage = await browser.get(`${first}/tu-soi-tu-sua/session/report`);
  const second = await browser.open(await site.token(SECOND_CELL));
  expect((await browser.get(second)).status).toBe(200);
  const sent = await browser.post(`${first}/tu-soi-tu-sua/session/report`, { ...boxesOf(openPage.text), ...goodReport });
  expect(sent.status).toBe(303);
  expect(await db.prisma.report.count({ where: { assignmentId: duty('tu-soi-tu-sua', 'session', CELL) } })).toBe(1);
  expect(await db.prisma.report.count({ where: { assignmentId: duty('tu-soi-tu-sua', 'session', SECOND_CELL) } })).toBe(0);
});

test('without a grant for the body nothing opens and nothing is taken', async () => {
  const browser = new Browser(site.web.url);
  const own = await browser.open(await site.token(SECOND_CELL));
  const { text } = await browser.get(`${own}/tu-soi-tu-sua/session/date`);
  const other = own.replace(SECOND_CELL, 'cb-van-phong');
  expect((await browser.get(other)).status).toBe(410);
  const before = await facts();
  expect(
    (await browser.post(`${other}/tu-soi-tu-sua/session/date`, { ...boxesOf(text), body: 'cb-van-phong', date: '2023-06-29' }))
      .status,
  ).toBe(410);
  expect(await facts()).toBe(before);
});

test('a form made for one body is refused on another’s page, though this browser holds both', async () => {
  const browser = new Browser(site.web.url);
  const first = await browser.open(await site.token(CELL));
  const second = await browser.open(await site.token(SECOND_CELL));
  const boxes = boxesOf((await browser.get(`${first}/not-ours`)).text);
  const before = await facts();
  expect((await browser.post(`${second}/not-ours`, boxes)).status).toBe(403);
  expect((await browser.post(`${second}/not-ours`, { ...boxes, body: SECOND_CELL })).status).toBe(403);
  expect(await facts()).toBe(before);
});

test.each([
  ['another site by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ['another site by Origin', { origin: 'https://evil.example.org' }],
  ['both', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example.org' }],
])('a form sent from elsewhere is refused: %s', async (_name, headers: Record<string, string>) => {
  const browser = new Browser(site.web.url);
  const home = await browser.open(await site.token(SECOND_CELL));
  const path = `${home}/tu-soi-tu-sua/session/date`;
  const boxes = { ...boxesOf((await browser.get(path)).text), date: '2023-06-29' };
  const before = await facts();
  expect((await browser.post(path, boxes, headers)).status).toBe(403);
  expect(await facts()).toBe(before);
  expect((await browser.post(path, { ...boxes, key: '' }, {})).status).toBe(403);
  expect(await facts()).toBe(before);
});

test('an older browser, whose Origin is "null" on a no-referrer page, is let in by the form’s key', async () => {
  const browser = new Browser(site.web.url);
  const home = await browser.open(await site.token(SECOND_CELL));
  const path = `${home}/tu-soi-tu-sua/session/date`;
  const boxes = boxesOf((await browser.get(path)).text);
  expect((await browser.post(path, { ...boxes, date: '2023-06-29' }, { origin: 'null' })).status).toBe(303);
});

test('a cookie that was tampered with holds no grant', async () => {
  const browser = new Browser(site.web.url);
  const home = await browser.open(await site.token(CELL));
  const [name = '', value = ''] = [...browser.cookies][0] ?? [];
  const forged = Buffer.from(
    Buffer.from(value.split('.')[0] ?? '', 'base64url')
      .toString()
      .replace('live', 'LIVE'),
  ).toString('base64url');
  browser.cookies.set(name, `${forged}.${value.split('.')[1]}`);
  expect((await browser.get(home)).status).toBe(410);
});

test('the cookie is HttpOnly and Lax; __Host- and Secure where the address is https', async () => {
  const token = await site.token(CELL);
  const local = await new Browser(site.web.url).get(`/b/${token}`);
  expect(local.headers.get('set-cookie')).toMatch(/^cd-local=.*HttpOnly.*SameSite=Lax/);
  const secure = await siteOver(db, { publicUrl: 'https://chuyende.example.org' });
  const answer = await fetch(`http://127.0.0.1:${secure.web.port}/b/${token}`, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^__Host-cd=/);
  expect(cookie).toContain('Secure');
  expect(cookie).toContain('Path=/');
  expect(cookie).not.toContain('Domain');
  await secure.web.close();
});

test('a public address on plain http is refused', async () => {
  await expect(siteOver(db, { publicUrl: 'http://chuyende.example.org' })).rejects.toMatchObject({ code: 'CD_USAGE' });
});

test('every answer is kept nowhere, framed nowhere and runs nothing inline', async () => {
  const browser = new Browser(site.web.url);
  const home = await browser.open(await site.token(CELL));
  for (const path of [home, `${home}/not-ours`, '/b/nothing', '/nowhere']) {
    const { headers, text } = await browser.get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(text).not.toMatch(/<script(?![^>]*src=)|style="| on[a-z]+="/);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
});

test('unknown, forged, revoked and ended links get one answer', async () => {
  const browser = new Browser(site.web.url);
  const token = await site.token('cb-van-phong');
  const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  const shown = async (path: string) => {
    const { status, text } = await browser.get(path);
    return `${status} ${text.replace(/name="key" value="[^"]*"/, '')}`;
  };
  const unknown = await shown('/b/nothing-at-all');
  expect(unknown).toMatch(/^410 .*Địa chỉ này không còn hiệu lực/s);
  expect(await shown(`/b/${forged}`)).toBe(unknown);
  const home = await browser.open(token);
  expect((await browser.get(home)).status).toBe(200);
  await db.prisma.link.updateMany({ where: { bodyId: 'cb-van-phong' }, data: { revokedAt: new Date(NOW - 1) } });
  expect(await shown(`/b/${token}`)).toBe(unknown);
  expect(await shown(home)).toBe(unknown);
  await db.prisma.link.updateMany({ where: { bodyId: 'cb-van-phong' }, data: { revokedAt: null, expiresAt: new Date(NOW - 1) } });
  expect(await shown(`/b/${token}`)).toBe(unknown);
});

test('giving a body up closes its pages in this browser alone, and the board’s trail has it', async () => {
  const token = await site.token(SECOND_CELL);
  const [mine, other] = [new Browser(site.web.url), new Browser(site.web.url)];
  const home = await mine.open(token);
  await other.open(token);
  const own = await mine.open(await site.token(CELL));
  const { text } = await mine.get(`${home}/not-ours`);
  expect((await mine.post(`${home}/not-ours`, boxesOf(text))).status).toBe(303);
  expect((await mine.get(home)).status).toBe(410);
  expect((await mine.get(own)).status).toBe(200);
  expect((await other.get(home)).status).toBe(200);
  expect(await db.prisma.audit.count({ where: { action: 'link.not-ours', subject: SECOND_CELL } })).toBe(1);
  const told = await db.prisma.notice.findMany({ where: { reason: 'reply' } });
  expect(told).toMatchObject([{ kind: 'task', taskId: null, contactId: 'supervisor:cv-lan', status: 'planned' }]);
  expect(told[0]?.data).toEqual({ of: 'not-ours', about: 'Chi bộ Khoa Nội', address: 'cb-khoa-noi@example.org' });
});
