import { request } from 'node:http';
import { schemaOf } from '../../src/domain/ids';
import { openDb, type Db } from '../../src/services/db';
import { overviewOf, progressOf } from '../../src/services/overview';
import { dropFacts, freshFacts, testDatabaseUrl } from '../support/facts';
import { Browser, CELL, duty, NOW, PLAN, planUnderWay, SECOND_CELL, siteOver, tokenFor, type TestSite } from './site';

let db: Db;
let site: TestSite;

beforeAll(async () => {
  db = await planUnderWay();
  site = await siteOver(db, { inboxUrl: 'http://127.0.0.1:8025', temporalUrl: 'http://127.0.0.1:8233' });
});
afterAll(async () => {
  await site.web.close();
  await dropFacts(db);
});

/** Asks under a name of choice, as a foreign name that points here would. */
function askedAs(port: number, host: string, path = '/'): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('counts every stage by what became of its duties', async () => {
  const at = new Date(NOW);
  const study = (bodyId: string) => duty('phong-chong-tham-nhung', 'study', bodyId);
  const report = (assignmentId: string, revision: number, late: boolean) =>
    db.prisma.report.create({
      data: { assignmentId, revision, late, idempotencyKey: `k${revision}`, channel: 'link', by: 'body', content: {}, at },
    });
  await db.prisma.assignment.updateMany({
    where: { id: { in: [study(CELL), study(SECOND_CELL)] } },
    data: { status: 'reported' },
  });
  await report(study(CELL), 1, false);
  await report(study(CELL), 2, false);
  await report(study(SECOND_CELL), 1, true);
  await db.prisma.assignment.update({ where: { id: study('cb-khoa-duoc') }, data: { verdict: 'contact' } });
  await db.prisma.assignment.update({ where: { id: study('cb-van-phong') }, data: { status: 'waived' } });
  const { plans } = await overviewOf(db);
  const stages = plans[0]?.topics.flatMap((topic) => topic.stages.map((stage) => ({ topic: topic.id, ...stage })));
  expect(stages?.find((stage) => stage.topic.endsWith('tham-nhung') && stage.kind === 'study')).toMatchObject({
    total: 4,
    inTime: 1,
    late: 1,
    waived: 1,
    open: 1,
    contact: 1,
    miss: 0,
    pending: 0,
  });
  expect(stages?.map((stage) => stage.kind)).toEqual(['session', 'reporting', 'study', 'session']);
});

test('the page shows plan, stages, mail and tasks in the plan’s zone, and renews that part alone', async () => {
  const browser = new Browser(site.web.url);
  const page = await browser.get('/');
  expect(page.text).toContain('Số liệu đến 27/06/2023 09:00');
  expect(page.text).toContain('Chuyên đề 2/2023');
  expect(page.text).toContain('http://127.0.0.1:8025');
  expect(page.text).toContain('http://127.0.0.1:8233');
  const live = await browser.get('/status/live?run=live');
  expect(live.text).toContain('Chuyên đề 2/2023');
  expect(live.text).not.toContain('<html');
});

test('without a plan the page says so and how to start one', async () => {
  const empty = await freshFacts();
  const other = await siteOver(empty);
  const { text } = await new Browser(other.web.url).get('/?run=live');
  expect(text).toContain('Chưa có kế hoạch nào');
  expect(text).toContain('plan start');
  await other.web.close();
  await dropFacts(empty);
});

test('only this machine sees it, by address and by name, unless it was opened on purpose', async () => {
  expect(await askedAs(site.web.port, `127.0.0.1:${site.web.port}`)).toBe(200);
  expect(await askedAs(site.web.port, 'status.example.org')).toBe(403);
  expect(await askedAs(site.web.port, 'status.example.org', '/status/live')).toBe(403);
  const behindProxy = await siteOver(db, { trustProxy: true });
  const far = await new Browser(behindProxy.web.url).get('/', { 'x-forwarded-for': '203.0.113.7' });
  expect(far.status).toBe(403);
  await behindProxy.web.close();
  const open = await siteOver(db, { statusOpen: true });
  expect(await askedAs(open.web.port, 'status.example.org')).toBe(200);
  await open.web.close();
});

test('a public address closes it: a proxy that passes no header looks like this machine; STATUS_OPEN opens it', async () => {
  const asked = async (more: Parameters<typeof siteOver>[1]) => {
    const { web } = await siteOver(db, { publicUrl: 'https://chuyende.example.org', ...more });
    const host = `127.0.0.1:${web.port}`;
    const statuses = [await askedAs(web.port, host), await askedAs(web.port, host, '/status/live')];
    await web.close();
    return statuses;
  };
  expect(await asked({})).toEqual([403, 403]);
  expect(await asked({ trustProxy: true })).toEqual([403, 403]);
  expect(await asked({ statusOpen: true })).toEqual([200, 200]);
  expect(await asked({ publicUrl: 'http://127.0.0.1:3000' })).toEqual([200, 200]);
});

describe('a rehearsal', () => {
  let rehearsal: Db;
  beforeAll(async () => {
    rehearsal = await planUnderWay();
    await rehearsal.prisma.clock.create({ data: { workflowId: 'w', asOf: new Date('2023-08-01T00:00:00Z'), next: null } });
  });
  afterAll(() => dropFacts(rehearsal));

  test('is one of the runs, with the year’s progress', async () => {
    const browser = new Browser(site.web.url);
    const list = (await browser.get('/')).text;
    expect(list).toContain(`value="${rehearsal.run}"`);
    const { text } = await browser.get(`/?run=${rehearsal.run}`);
    expect(text).toContain('Số liệu đến 01/08/2023 07:00');
    expect(text).toMatch(/<progress[^>]*value="50"/);
    expect(progressOf({ fromDate: '2023-01-01', endDate: '2023-12-31', zone: 'UTC', status: 'closed' }, 0)).toBe(1);
  });

  test('has pages of its own to look at; what is sent there is not recorded', async () => {
    const browser = new Browser(site.web.url);
    const { location } = await browser.get(`/r/${rehearsal.run}/b/${await tokenFor(rehearsal, CELL)}`);
    expect(location).toBe(`/r/${rehearsal.run}/body/${PLAN}/${CELL}`);
    const path = `${location}/tu-soi-tu-sua/session/date`;
    const page = await browser.get(path);
    expect(page.text).toContain('Lượt chạy thử');
    expect((await browser.post(path, { date: '2023-09-01' })).status).toBe(409);
    expect(await rehearsal.prisma.audit.count({ where: { action: 'planned.date' } })).toBe(0);
    expect((await browser.get(`/body/${PLAN}/${CELL}`)).status).toBe(410);
  });

  test('is no longer there when its facts are dropped', async () => {
    const gone = await freshFacts();
    const browser = new Browser(site.web.url);
    expect((await browser.get(`/?run=${gone.run}`)).status).toBe(200);
    await dropFacts(gone);
    expect((await browser.get(`/?run=${gone.run}`)).status).toBe(404);
    const url = await testDatabaseUrl();
    const check = openDb(url, 'live', 1);
    expect(await check.prisma.$queryRaw`select 1 from pg_namespace where nspname = ${schemaOf(gone.run)}`).toEqual([]);
    await check.prisma.$disconnect();
  });
});
