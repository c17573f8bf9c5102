import { updateContact } from '../../src/services/contacts/contacts';
import { revokeLinks } from '../../src/services/contacts/links';
import { askFreshLink } from '../../src/services/contacts/link-requests';
import type { Db, Prisma } from '../../src/services/db';
import { dropFacts } from '../support/facts';
import { boxesOf, Browser, CELL, duty, NOW, PLAN, planUnderWay, SECOND_CELL, siteOver, UNIT, type TestSite } from './site';

const DAY = 86_400_000;
const CLOSED = `${PLAN}/tu-soi-tu-sua`;
const OTHER_CELL = 'cb-van-phong';
let db: Db;
let site: TestSite;

beforeEach(async () => {
  db = await planUnderWay();
  site = await siteOver(db);
});
afterEach(async () => {
  await site.web.close();
  await dropFacts(db);
});

const close = (topicId: string, days: number) =>
  db.prisma.topic.update({ where: { id: topicId }, data: { status: 'closed', closedAt: new Date(NOW - days * DAY) } });
/** The other cell has a duty in the closed topic alone. */
const onlyInClosed = () => handOver({ bodyId: OTHER_CELL, stage: { topicId: { not: CLOSED } } });

/** Duties never go: another body has them now. */
const handOver = (where: Prisma.AssignmentWhereInput) =>
  db.prisma.assignment.updateMany({ where, data: { bodyId: 'khoi', unitId: null } });

test('a link ends 30 days after the last topic of its own body, though the plan goes on', async () => {
  await onlyInClosed();
  const [own, other] = [await site.token(CELL), await site.token(OTHER_CELL)];
  const status = async (token: string) => (await new Browser(site.web.url).get(`/b/${token}`)).status;
  await close(CLOSED, 30);
  expect([await status(own), await status(other)]).toEqual([303, 410]);
  await close(CLOSED, 29);
  expect([await status(own), await status(other)]).toEqual([303, 303]);
});

test('a unit’s link lives as long as a topic of its cells', async () => {
  await handOver({ bodyId: UNIT });
  await close(CLOSED, 31);
  expect((await new Browser(site.web.url).get(`/b/${await site.token(UNIT)}`)).status).toBe(303);
});

test('what was sent to an address that is another’s now opens nothing; the same name at the same address goes on', async () => {
  const ctx = { asOf: NOW, by: 'test' };
  const [replaced, kept] = [await site.token(CELL), await site.token(SECOND_CELL)];
  const home = await new Browser(site.web.url).open(replaced);
  await updateContact(db, { bodyId: CELL, email: 'van-thu-moi@example.org' }, ctx);
  await updateContact(db, { bodyId: SECOND_CELL, phone: '0900 000 001' }, ctx);
  const status = async (path: string) => (await new Browser(site.web.url).get(path)).status;
  expect([await status(`/b/${replaced}`), await status(home), await status(`/b/${kept}`)]).toEqual([410, 410, 303]);
});

test('revoked by the board, a body’s links end at once in every browser, and its next letter carries another', async () => {
  const browser = new Browser(site.web.url);
  const [token, other] = [await site.token(CELL), await site.token(SECOND_CELL)];
  const home = await browser.open(token);
  const ctx = { asOf: NOW, by: 'cv-lan' };
  expect(await revokeLinks(db, { bodyId: CELL, why: 'thư bị chuyển ra ngoài' }, ctx)).toEqual({ revoked: 1 });
  expect([(await browser.get(home)).status, (await browser.get(`/b/${token}`)).status]).toEqual([410, 410]);
  expect((await browser.get(`/b/${other}`)).status).toBe(303);
  const fresh = await site.token(CELL);
  expect(fresh).not.toBe(token);
  expect((await browser.get(`/b/${fresh}`)).status).toBe(303);
  expect((await browser.get(`/b/${token}`)).status).toBe(410);
  expect(await db.prisma.audit.findMany({ where: { action: 'link.revoked' } })).toMatchObject([{ subject: CELL, by: 'cv-lan' }]);
});

test('without a reason, or of a body that is not, nothing is revoked', async () => {
  const ctx = { asOf: NOW, by: 'cv-lan' };
  await site.token(CELL);
  await expect(revokeLinks(db, { bodyId: CELL, why: ' ' }, ctx)).rejects.toMatchObject({ code: 'CD_REASON_MISSING' });
  await expect(revokeLinks(db, { bodyId: 'khong-co', why: 'x' }, ctx)).rejects.toMatchObject({ code: 'CD_BODY_UNKNOWN' });
  expect(await db.prisma.link.count({ where: { revokedAt: { not: null } } })).toBe(0);
});

test('nobody is sent an address that opens nothing', async () => {
  await onlyInClosed();
  await close(CLOSED, 31);
  const ctx = { asOf: NOW, by: 'test' };
  expect(await askFreshLink(db, `${OTHER_CELL}@example.org`, ctx)).toBe(0);
  expect(await askFreshLink(db, `${CELL}@example.org`, ctx)).toBe(1);
});

test.each([
  ['date', { date: '2023-06-29' }],
  ['report', { heldOn: '2023-06-12', meeting: 'alone', total: '20', exempt: '0', present: '20' }],
  ['extension', { until: '2023-07-10', reason: 'Đồng chí bí thư đi học' }],
])('what belongs to a topic closed 30 days ago is read, not changed: %s', async (page, values) => {
  const browser = new Browser(site.web.url);
  const home = await browser.open(await site.token(CELL));
  const path = `${home}/tu-soi-tu-sua/session/${page}`;
  const boxes = boxesOf((await browser.get(path)).text);
  await close(CLOSED, 30);
  const facts = async () =>
    JSON.stringify([
      await db.prisma.assignment.findUnique({ where: { id: duty('tu-soi-tu-sua', 'session', CELL) } }),
      await Promise.all([db.prisma.report.count(), db.prisma.task.count(), db.prisma.audit.count()]),
    ]);
  const before = await facts();
  expect((await browser.post(path, { ...boxes, ...values })).status).toBe(409);
  expect(await facts()).toBe(before);
  const { status, text } = await browser.get(path);
  expect(status).toBe(200);
  expect(text).not.toContain(`action="${path}"`);
  const shown = (await browser.get(home)).text;
  expect(shown).not.toContain('tu-soi-tu-sua/session/date');
  expect(shown).toContain('phong-chong-tham-nhung/study/date');
});

test('a unit confirms nothing of a topic closed 30 days ago', async () => {
  const assignmentId = duty('tu-soi-tu-sua', 'session', SECOND_CELL);
  await db.prisma.assignment.update({ where: { id: assignmentId }, data: { status: 'reported' } });
  await db.prisma.report.create({
    data: {
      assignmentId,
      revision: 1,
      idempotencyKey: 'k',
      channel: 'link',
      by: `body:${SECOND_CELL}`,
      content: {},
      late: false,
      at: new Date(NOW),
    },
  });
  const browser = new Browser(site.web.url);
  const home = await browser.open(await site.token(UNIT));
  const action = `/cells/${SECOND_CELL}/tu-soi-tu-sua/session/confirm`;
  const boxes = boxesOf((await browser.get(`${home}/cells`)).text, action);
  await close(CLOSED, 30);
  expect((await browser.post(home + action, boxes)).status).toBe(409);
  expect(await db.prisma.report.count({ where: { confirmedAt: { not: null } } })).toBe(0);
});
