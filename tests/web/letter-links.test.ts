import { renderLetter } from '../../src/mail/render';
import { anchorOf } from '../../src/mail/texts/blocks';
import type { Db } from '../../src/services/db';
import { dropFacts } from '../support/facts';
import { letterOf, sectionOf, TOPICS } from '../mail/sample-letters';
import { Browser, CELL, duty, PLAN, planUnderWay, SECOND_CELL, SILENT_CELL, siteOver, type TestSite } from './site';

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

const facts = async () =>
  JSON.stringify([
    await db.prisma.assignment.findMany({ orderBy: { id: 'asc' } }),
    await db.prisma.link.findMany({ orderBy: { id: 'asc' } }),
    await Promise.all([db.prisma.audit.count(), db.prisma.notice.count(), db.prisma.event.count()]),
  ]);

test('the QR code of a letter leads by 303 to a page without the token: text, link and code to pass on; nothing changes', async () => {
  const token = await site.token(SILENT_CELL);
  const before = await facts();
  for (const method of ['HEAD', 'GET']) {
    const browser = new Browser(site.web.url);
    const answer = await browser.get(`/b/${token}/qr`, {}, method);
    expect([answer.status, answer.location]).toEqual([303, `/body/${PLAN}/${SILENT_CELL}/qr`]);
    const page = await browser.get(answer.location ?? '', {}, method);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    if (method === 'HEAD') continue;
    expect(page.text).toContain('<svg');
    expect(page.text).toContain(`href="${site.web.url}/b/${token}"`);
    expect(page.text).toMatch(/thời hạn đến hết thứ Sáu 30\/6\. Đề nghị Chi bộ Khoa Dược báo kết quả/);
    expect(page.text).toContain('Trần Thị Lan');
  }
  expect(await facts()).toBe(before);
  expect(site.logged()).toContain('/b/[redacted]/qr');
  expect(site.logged()).not.toContain(token.split('.').at(-1));
});

test('the address in the QR page opens that body’s page on another telephone', async () => {
  const browser = new Browser(site.web.url);
  const { location } = await browser.get(`/b/${await site.token(SILENT_CELL)}/qr`);
  const [, path = ''] = /<a href="http:\/\/[^/]+(\/b\/[^"]+)"/.exec((await browser.get(location ?? '')).text) ?? [];
  expect((await new Browser(site.web.url).get(path)).location).toBe(`/body/${PLAN}/${SILENT_CELL}`);
});

test('without the link neither the QR page nor another body’s opens', async () => {
  const browser = new Browser(site.web.url);
  const own = (await browser.get(`/b/${await site.token(CELL)}/qr`)).location ?? '';
  expect((await browser.get(own)).status).toBe(200);
  expect((await browser.get(own.replace(CELL, SECOND_CELL))).status).toBe(410);
  expect((await new Browser(site.web.url).get(own)).status).toBe(410);
  expect((await browser.get('/b/nothing-at-all/qr')).status).toBe(410);
});

test('a body that waits for nothing still gets its address', async () => {
  await db.prisma.assignment.updateMany({ where: { bodyId: SECOND_CELL, status: 'open' }, data: { status: 'cancelled' } });
  const browser = new Browser(site.web.url);
  const { location } = await browser.get(`/b/${await site.token(SECOND_CELL)}/qr`);
  expect((await browser.get(location ?? '')).text).toContain('địa chỉ báo cáo mới của Chi bộ Khoa Nội');
});

test('each button of a letter leads to that duty’s own button on the page', async () => {
  const topic = { ...TOPICS.two, id: `${PLAN}/tu-soi-tu-sua` };
  const { html } = renderLetter(letterOf([sectionOf('remind', { topic })]));
  const places = [...html.matchAll(/href="[^"#]*#([^"]+)"/g)].map(([, place]) => place);
  expect(places).toHaveLength(3);
  const browser = new Browser(site.web.url);
  const { text } = await browser.get(await browser.open(await site.token(CELL)));
  for (const place of places) {
    const [, , stage] = place?.split('.') ?? [];
    const button = new RegExp(`<a[^>]* id="${place}" href="[^"]*/tu-soi-tu-sua/${stage}/(report|date|extension)"`);
    expect(text).toMatch(button);
  }
});

test('once the report is in, the same button leads to the report that can be corrected', async () => {
  const assignmentId = duty('tu-soi-tu-sua', 'session', CELL);
  await db.prisma.report.create({
    data: {
      assignmentId,
      revision: 1,
      idempotencyKey: 'k',
      channel: 'phone',
      by: 'operator',
      heldOn: '2023-06-12',
      content: {},
      late: false,
      at: new Date(),
    },
  });
  const browser = new Browser(site.web.url);
  const { text } = await browser.get(await browser.open(await site.token(CELL)));
  const place = anchorOf('report', { topicKey: 'tu-soi-tu-sua', stage: 'session' });
  expect(text).toMatch(new RegExp(`id="${place}" href="[^"]*/session/receipt"`));
});
