import type { Db } from '../../src/services/db';
import { tokenOf } from '../../src/mail/links';
import { loadLinkKeys } from '../../src/services/contacts/links';
import { dropFacts } from '../support/facts';
import {
  boxesOf,
  Browser,
  CELL,
  duty,
  goodReport,
  NOW,
  planUnderWay,
  PLAN,
  SECOND_CELL,
  SILENT_CELL,
  siteOver,
  UNIT,
  type TestSite,
} from './site';

let db: Db;
let site: TestSite;
const session = (bodyId: string) => duty('tu-soi-tu-sua', 'session', bodyId);
const reports = (assignmentId: string) => db.prisma.report.findMany({ where: { assignmentId }, orderBy: { revision: 'asc' } });

beforeEach(async () => {
  db = await planUnderWay();
  site = await siteOver(db);
});
afterEach(async () => {
  await site.web.close();
  await dropFacts(db);
});

async function enter(bodyId: string): Promise<{ browser: Browser; home: string }> {
  const browser = new Browser(site.web.url);
  return { browser, home: await browser.open(await site.token(bodyId)) };
}

test('a body sees its duties with the due’s weekday, and never the board’s words', async () => {
  const { browser, home } = await enter(CELL);
  await db.prisma.assignment.updateMany({
    where: { id: duty('phong-chong-tham-nhung', 'study', CELL) },
    data: { verdict: 'miss' },
  });
  const { text } = await browser.get(home);
  expect(text).toContain('Thời hạn đến hết ngày 30/6/2023 (thứ Sáu)');
  expect(text).toContain('Chưa nhận được báo cáo');
  expect(text).toContain('Chưa đến thời gian');
  expect(text).not.toMatch(/chưa thực hiện|Quá thời hạn|vi phạm|hạn chót|chip miss/i);
});

test('what waits for its materials says so, not a day that has come', async () => {
  const { browser, home } = await enter(CELL);
  const stageId = `${PLAN}/phong-chong-tham-nhung/session`;
  const beginning = async (data: { status: string; heldFor: string | null }) => {
    await db.prisma.stage.update({ where: { id: stageId }, data });
    await db.prisma.assignment.updateMany({ where: { stageId }, data: { status: 'pending' } });
    return (await browser.get(home)).text;
  };
  expect(await beginning({ status: 'held', heldFor: 'materials' })).toContain('khi có tài liệu; Ban sẽ gửi thông báo');
  expect(await beginning({ status: 'held', heldFor: 'after:briefing' })).toContain('sau hội nghị quán triệt');
  expect(await beginning({ status: 'waiting', heldFor: null })).toContain('từ tháng 7 năm 2023');
});

test('a control character that a paste brought is left out, not refused for ever', async () => {
  const { browser, home } = await enter(CELL);
  const path = `${home}/tu-soi-tu-sua/session/report`;
  const sent = { ...boxesOf((await browser.get(path)).text), ...goodReport, goodPractice: 'a\0b\u0007\r\nc' };
  expect((await browser.post(path, sent)).status).toBe(303);
  expect((await reports(session(CELL)))[0]).toMatchObject({ content: { goodPractice: 'ab\r\nc' } });
});

test('a report sent twice is one report, and both times the receipt is shown', async () => {
  const { browser, home } = await enter(CELL);
  const path = `${home}/tu-soi-tu-sua/session/report`;
  const sent = { ...boxesOf((await browser.get(path)).text), ...goodReport };
  const [first, again] = [await browser.post(path, sent), await browser.post(path, sent)];
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.location).toBe(first.location);
  expect(await reports(session(CELL))).toHaveLength(1);
  const receipt = await browser.get(first.location ?? '');
  expect(receipt.text).toContain('đã nhận báo cáo');
  expect(receipt.text).toContain('thứ Hai, ngày 12/6/2023');
  expect((await browser.get(home)).text).toContain('Đã gửi Đảng ủy');
});

test('a correction from a fresh form is a further revision', async () => {
  const { browser, home } = await enter(CELL);
  const path = `${home}/tu-soi-tu-sua/session/report`;
  await browser.post(path, { ...boxesOf((await browser.get(path)).text), ...goodReport });
  const { text } = await browser.get(path);
  expect(boxesOf(text)).toMatchObject({ heldOn: '2023-06-12', total: '22', present: '18' });
  await browser.post(path, { ...boxesOf(text), meeting: 'monthly', present: '19', absentWithReason: '1' });
  expect((await reports(session(CELL))).map(({ content }) => content)).toMatchObject([{ present: 18 }, { present: 19 }]);
});

test('faults stand at their boxes in Vietnamese, what was entered is kept, nothing is written', async () => {
  const { browser, home } = await enter(CELL);
  const path = `${home}/tu-soi-tu-sua/session/report`;
  const sent = {
    ...boxesOf((await browser.get(path)).text),
    ...goodReport,
    heldOn: '30/6/2023',
    present: '30',
    goodPractice: '<b>Thảo luận theo nhóm</b>',
  };
  const answer = await browser.post(path, sent);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Ngày sinh hoạt không thể sau hôm nay.');
  expect(answer.text).toContain('id="present-fault"');
  expect(boxesOf(answer.text)).toMatchObject({ total: '22', present: '30' });
  expect(answer.text).toContain('&lt;b&gt;Thảo luận theo nhóm&lt;/b&gt;');
  expect(await reports(session(CELL))).toEqual([]);
  const mended = await browser.post(path, { ...boxesOf(answer.text), ...goodReport, heldOn: '26/6/2023' });
  expect(mended.status).toBe(303);
  expect((await reports(session(CELL)))[0]?.heldOn).toBe('2023-06-26');
});

test('the sentence about names and classified material stands above each box for words', async () => {
  const { browser, home } = await enter(CELL);
  for (const page of ['report', 'extension']) {
    const { text } = await browser.get(`${home}/tu-soi-tu-sua/session/${page}`);
    const boxes = text.match(/<textarea/g) ?? [];
    expect(text.match(/Không ghi họ tên đảng viên, không gửi tài liệu có độ mật\./g)).toHaveLength(boxes.length);
    expect(boxes.length).toBeGreaterThan(0);
  }
});

test('a report is not taken before its time', async () => {
  const { browser, home } = await enter(CELL);
  const { text } = await browser.get(`${home}/phong-chong-tham-nhung/session/report`);
  expect(text).toContain('Chưa đến thời gian');
  expect(text).not.toContain('<form');
});

test('a planned date is written once, and a past one is refused at its box', async () => {
  const { browser, home } = await enter(SECOND_CELL);
  const path = `${home}/tu-soi-tu-sua/session/date`;
  const boxes = boxesOf((await browser.get(path)).text);
  const refused = await browser.post(path, { ...boxes, date: '2023-06-26' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('phải từ hôm nay trở đi');
  const answers = [
    await browser.post(path, { ...boxes, date: '2023-06-29' }),
    await browser.post(path, { ...boxes, date: '2023-06-29' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(await db.prisma.audit.count({ where: { action: 'planned.date' } })).toBe(1);
  expect((await browser.get(home)).text).toContain('Chi bộ đã ghi lịch ngày 29/6/2023');
});

test('an extension is asked for with a reason: a task for the board, and the due stays', async () => {
  const { browser, home } = await enter(CELL);
  const path = `${home}/tu-soi-tu-sua/session/extension`;
  const boxes = boxesOf((await browser.get(path)).text);
  expect((await browser.post(path, { ...boxes, reason: ' ' })).text).toContain('Đề nghị ghi nội dung này.');
  expect((await browser.post(path, { ...boxes, reason: 'Trùng đợt công tác', until: '2023-06-30' })).status).toBe(422);
  expect(await db.prisma.task.count()).toBe(0);
  expect((await browser.post(path, { ...boxes, reason: 'Trùng đợt công tác', until: '2023-07-20' })).status).toBe(303);
  expect(await db.prisma.task.findMany({ select: { kind: true } })).toEqual([{ kind: 'extension' }]);
  expect((await db.prisma.assignment.findUniqueOrThrow({ where: { id: session(CELL) } })).dueDate).toBe('2023-06-30');
});

test('a unit sees its cells, confirms a report it has seen, and no other unit’s', async () => {
  const cell = await enter(CELL);
  const path = `${cell.home}/tu-soi-tu-sua/session/report`;
  await cell.browser.post(path, { ...boxesOf((await cell.browser.get(path)).text), ...goodReport });
  const { browser, home } = await enter(UNIT);
  expect((await browser.get(home)).text).toContain('xác nhận 01 báo cáo');
  const { text } = await browser.get(`${home}/cells`);
  expect(text).toContain('có mặt 18/20 đảng viên phải dự');
  const action = `/cells/${CELL}/tu-soi-tu-sua/session/confirm`;
  const stranger = await enter('db-so-b');
  expect((await stranger.browser.post(stranger.home + action, { ...boxesOf(text, action), body: 'db-so-b' })).status).toBe(404);
  expect((await browser.post(home + action, boxesOf(text, action))).status).toBe(303);
  expect((await reports(session(CELL)))[0]?.confirmedBy).toBe(UNIT);
  expect((await cell.browser.get(cell.home)).text).toContain('Đã nhận báo cáo');
});

test('for a cell without an address the unit gets text, link and QR code to pass on', async () => {
  const { browser, home } = await enter(UNIT);
  expect((await browser.get(`${home}/cells/${CELL}/tu-soi-tu-sua/session`)).status).toBe(404);
  const path = `${home}/cells/${SILENT_CELL}/tu-soi-tu-sua/session`;
  const before = await browser.get(path);
  expect(before.text).not.toContain('/b/');
  expect((await browser.post(`${path}/address`, boxesOf(before.text, '/address'))).status).toBe(303);
  const { text } = await browser.get(path);
  const link = await db.prisma.link.findFirstOrThrow({ where: { bodyId: SILENT_CELL, planId: PLAN } });
  const token = tokenOf(await loadLinkKeys(db, undefined), link);
  expect(text).toContain(`${site.web.url}/b/${token}`);
  expect(text).toContain('<svg');
  const [paste = ''] = /Ban Tuyên giáo Đảng ủy Khối trân trọng[^<]*/.exec(text) ?? [];
  expect(paste).toContain('Chi bộ Khoa Dược');
  expect(paste.length).toBeLessThan(300);
  const cell = new Browser(site.web.url);
  expect((await cell.get(await cell.open(token))).text).toContain('Chi bộ Khoa Dược');
  expect((await browser.post(`${path}/passed-on`, boxesOf(text, '/passed-on'))).status).toBe(303);
  expect((await db.prisma.assignment.findUniqueOrThrow({ where: { id: session(SILENT_CELL) } })).passedOnAt).not.toBeNull();
});

test('a unit’s sum-up starts from its cells’ figures', async () => {
  const cell = await enter(CELL);
  const form = `${cell.home}/tu-soi-tu-sua/session/report`;
  await cell.browser.post(form, { ...boxesOf((await cell.browser.get(form)).text), ...goodReport });
  const { browser, home } = await enter(UNIT);
  const path = `${home}/tu-soi-tu-sua/reporting/report`;
  const boxes = boxesOf((await browser.get(path)).text);
  expect(boxes).toMatchObject({ cells: '3', reported: '1', total: '22', present: '18' });
  expect((await browser.post(path, boxes)).status).toBe(303);
  expect(await reports(duty('tu-soi-tu-sua', 'reporting', UNIT))).toHaveLength(1);
});

describe('a fresh link', () => {
  const asks = async (address: string, browser = new Browser(site.web.url)) => {
    const { text } = await browser.get('/b/unknown');
    const began = performance.now();
    const answer = await browser.post('/fresh-link', { ...boxesOf(text, '/fresh-link'), address });
    return { ms: performance.now() - began, answer: { status: answer.status, location: answer.location, text: answer.text } };
  };
  const raised = () => db.prisma.notice.count({ where: { reason: 'link' } });

  test('is answered alike and in the same time whether or not the address is registered; only a registered one gets a letter', async () => {
    const known = await asks(`${CELL}@example.org`);
    const unknown = await asks('nobody@example.org');
    expect(known.answer).toEqual(unknown.answer);
    for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThanOrEqual(390);
    await site.web.close();
    expect(
      await db.prisma.notice.findMany({ where: { reason: 'link' }, select: { bodyId: true, address: true, immediate: true } }),
    ).toEqual([{ bodyId: CELL, address: `${CELL}@example.org`, immediate: true }]);
    site = await siteOver(db);
  });

  test('is raised once a body and hour, however often and through however many servers it is asked for', async () => {
    const second = await siteOver(db);
    for (let i = 0; i < 4; i += 1) await asks(`${CELL}@example.org`);
    await asks(`${CELL}@example.org`, new Browser(second.web.url));
    await second.web.close();
    await site.web.close();
    expect(await raised()).toBe(1);
    expect(await db.prisma.audit.count({ where: { action: 'link.asked' } })).toBeLessThanOrEqual(4);
    site = await siteOver(db, { now: () => NOW });
  });

  test('is not for a form of another site’s making', async () => {
    const browser = new Browser(site.web.url);
    expect((await browser.post('/fresh-link', { key: '', address: `${CELL}@example.org` })).status).toBe(403);
    expect(await raised()).toBe(0);
  });
});
