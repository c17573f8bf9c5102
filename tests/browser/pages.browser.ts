import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Db } from '../../src/services/db';
import { dropFacts } from '../support/facts';
import { CELL, duty, NOW, planUnderWay, SILENT_CELL, siteOver, UNIT, type TestSite } from '../web/site';
import { SIZES, startBrowser } from './browser';

// axe and full-page pictures are slow on a busy machine
jest.setTimeout(240_000);

let browser: Browser;
let db: Db;
let site: TestSite;

/** Pictures of every page go here when it is set. */
const PICTURES = process.env['CD_PICTURES'];
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

beforeAll(async () => {
  browser = await startBrowser();
  db = await planUnderWay();
  site = await siteOver(db);
  await showSomething(db);
});
afterAll(async () => {
  await browser?.close();
  await site?.web.close();
  if (db) await dropFacts(db);
});

/** Mail, a task, a report and what else a page can show. */
async function showSomething({ prisma }: Db): Promise<void> {
  const at = new Date(NOW - 3_600_000);
  await prisma.message.createMany({
    data: ['sent', 'sent', 'queued', 'failed'].map((status, n) => ({
      id: `m${n}`,
      address: `cb-${n}@example.org`,
      windowStart: at,
      planned: true,
      transport: 'smtp',
      status,
      headerId: `<m${n}@example.org>`,
      subject: 'Chuyên đề 2/2023: thời hạn đến hết thứ Sáu, 30/6 – Chi bộ Khoa Ngoại tổng hợp',
      kinds: ['remind'],
      slotAt: at,
      queuedAt: at,
      sentAt: status === 'sent' ? at : null,
      why: status === 'failed' ? '550 5.1.1 user unknown' : null,
    })),
  });
  await prisma.task.create({
    data: {
      id: 't1',
      planId: '2023-sinh-hoat-chuyen-de',
      kind: 'miss',
      title: 'Chuyên đề 3, học tập: Đảng bộ Bệnh viện Đa khoa A – 03/03 chi bộ chưa nhận được báo cáo',
      status: 'open',
      version: 1,
      level: 1,
      openedAt: at,
      openedOn: '2023-06-26',
    },
  });
  await prisma.assignment.updateMany({
    where: { id: duty('phong-chong-tham-nhung', 'study', SILENT_CELL) },
    data: { verdict: 'miss' },
  });
  const reported = duty('phong-chong-tham-nhung', 'study', CELL);
  await prisma.assignment.update({ where: { id: reported }, data: { status: 'reported' } });
  await prisma.report.create({
    data: {
      assignmentId: reported,
      revision: 1,
      idempotencyKey: 'k',
      channel: 'link',
      by: `body:${CELL}`,
      heldOn: '2023-06-12',
      content: {
        meeting: 'alone',
        total: 22,
        exempt: 2,
        present: 18,
        absentWithReason: 2,
        absentWithoutReason: 0,
        nonMembers: 5,
      },
      late: false,
      at,
    },
  });
}

const cellPages = [
  '',
  '/tu-soi-tu-sua/session/report',
  '/tu-soi-tu-sua/session/date',
  '/tu-soi-tu-sua/session/extension',
  '/phong-chong-tham-nhung/study/receipt',
  '/not-ours',
];
const unitPages = ['', '/cells', `/cells/${SILENT_CELL}/tu-soi-tu-sua/session`, '/tu-soi-tu-sua/reporting/report'];

async function holding(
  bodyId: string,
  size: keyof typeof SIZES,
  javaScriptEnabled = true,
): Promise<{ context: BrowserContext; page: Page; home: string }> {
  const context = await browser.newContext({ viewport: SIZES[size], javaScriptEnabled, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${site.web.url}/b/${await site.token(bodyId)}`);
  return { context, page, home: page.url() };
}

/** Contrast, labels, names, landmarks; nothing wider than the screen; nothing tiny to type into or to touch. */
async function judge(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  const measured = await page.evaluate(`({
    wide: document.documentElement.scrollWidth - innerWidth,
    small: [...document.querySelectorAll('input:not([type=hidden]), textarea, select')].filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => e.name),
    low: [...document.querySelectorAll('button, .btn, .choice')].filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43).map((e) => e.textContent),
  })`);
  expect({ name, ...Object(measured) }).toEqual({ name, wide: expect.any(Number), small: [], low: [] });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

describe.each(['wide', 'phone', 'narrow'] as const)('at %s', (size) => {
  test('a cell’s pages can be read and filled in by anyone', async () => {
    const { context, page, home } = await holding(CELL, size);
    for (const path of cellPages) {
      await page.goto(home + path);
      await judge(page, `cell${path.replaceAll('/', '_')}`);
    }
    await page.goto(`${home}/tu-soi-tu-sua/session/report`);
    await page.locator('#total').fill('3');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await judge(page, 'cell_report-faults');
    expect(await page.locator('#total').inputValue()).toBe('3');
    await page.goto(`${site.web.url}/b/unknown`);
    await judge(page, 'ended');
    await context.close();
  });

  test('a unit’s pages too', async () => {
    const { context, page, home } = await holding(UNIT, size);
    for (const path of unitPages) {
      await page.goto(home + path);
      const address = page.getByRole('button', { name: 'Tạo địa chỉ báo cáo và mã QR' });
      if ((await address.count()) > 0) await address.click();
      await judge(page, `unit${path.replaceAll('/', '_')}`);
    }
    await context.close();
  });

  test('and the operators’', async () => {
    const context = await browser.newContext({ viewport: SIZES[size] });
    const page = await context.newPage();
    await page.goto(site.web.url);
    await judge(page, 'status');
    await context.close();
  });
});

test('a report is sent from a phone without JavaScript', async () => {
  const { context, page, home } = await holding(CELL, 'phone', false);
  await page.goto(`${home}/tu-soi-tu-sua/session/report`);
  await page.locator('#heldOn').fill('2023-06-12');
  await page.getByText('Sinh hoạt riêng').click();
  for (const [id, value] of Object.entries({ total: '22', exempt: '2', present: '18', absentWithReason: '2' }))
    await page.locator(`#${id}`).fill(value);
  await page.getByRole('button', { name: 'Gửi' }).click();
  expect(page.url()).toContain('/receipt');
  expect(await page.getByRole('status').textContent()).toContain('đã nhận báo cáo');
  await context.close();
});

test('the operators’ page shows a change without being loaded again', async () => {
  const page = await browser.newPage();
  await page.goto(site.web.url);
  await db.prisma.task.create({
    data: {
      id: 't2',
      planId: 'p',
      kind: 'confirm',
      title: 'Việc vừa mở',
      status: 'open',
      version: 1,
      openedAt: new Date(NOW),
      openedOn: '2023-06-27',
    },
  });
  await page.getByText('Việc vừa mở').waitFor({ timeout: 10_000 });
  await page.close();
});

test('a page weighs less than 15 kB with its style', async () => {
  const { context, page, home } = await holding(CELL, 'phone');
  const style = await (
    await page.request.get(new URL((await page.locator('link[rel=stylesheet]').getAttribute('href')) ?? '', site.web.url).href)
  ).body();
  for (const path of cellPages) {
    const html = await (await page.request.get(home + path)).body();
    expect({ path, bytes: html.length + style.length < 15_000 ? 0 : html.length + style.length }).toEqual({ path, bytes: 0 });
  }
  await context.close();
});
