import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { addressOf, assignmentOf, bodyOf, PLAN, remind, seedCells, STAGE, WINDOW } from '../support/cells';
import { retryFaultyNotices } from '../../src/services/delivery/faulty';
import { overviewOf } from '../../src/services/overview';
import { verifyToken, loadLinkKeys } from '../../src/services/contacts/links';
import { transaction } from '../../src/services/db';
import { DAY, MINUTE, startMailRun, type MailRun } from './mail-run';

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
});
afterEach(() => run.close());

const messages = () =>
  run.db.prisma.message.findMany({ orderBy: { address: 'asc' }, include: { tries: { orderBy: { n: 'asc' } }, notices: true } });
const why = async () =>
  (await run.db.prisma.notice.findMany({ orderBy: { bodyId: 'asc' } })).map((notice) => [notice.status, notice.why]);
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('each cell gets its own letter, with a link that opens its own duties and is nowhere at rest', async () => {
  await seedCells(run.db, 3);
  await remind(run.db);
  expect(await run.worker().deliver(WINDOW)).toEqual({ next: null, reached: WINDOW, more: false, sent: 3 });

  const mails = await Promise.all(run.sink.mails.map(({ raw }) => simpleParser(raw)));
  expect(run.sink.mails.map(({ to }) => to[0]).toSorted()).toEqual([1, 2, 3].map(addressOf));
  const tokens = mails.map((mail) => /https:\/\/cd\.example\.org\/b\/([\w.-]+)/.exec(String(mail.html))?.[1] ?? '');
  const keys = await loadLinkKeys(run.db, undefined);
  for (const [index, token] of tokens.entries()) {
    const verdict = await verifyToken(run.db, keys, token, WINDOW);
    expect(verdict).toMatchObject({
      ok: true,
      link: { planId: PLAN, bodyId: run.sink.mails[index]?.to[0]?.replace(/^chi-bo-(\d+)@.*$/, 'cell-$1') },
    });
  }
  const everything = JSON.stringify([
    await run.db.prisma.message.findMany(),
    await run.db.prisma.link.findMany(),
    await run.db.prisma.attempt.findMany(),
    await run.db.prisma.notice.findMany(),
  ]);
  for (const token of tokens) {
    expect(token).not.toBe('');
    expect(everything).not.toContain(token.split('.')[2]);
  }
  for (const message of await messages()) {
    expect(message).toMatchObject({ status: 'sent', attempts: 1, sentAt: new Date(WINDOW), leaseUntil: null, kinds: ['remind'] });
    expect(message.sha256).toBe(run.sink.mails.find(({ to }) => to[0] === message.address)?.sha256);
    expect(message.notices).toMatchObject([{ status: 'sent', settledAt: new Date(WINDOW) }]);
    expect(message.tries).toMatchObject([{ outcome: 'accepted', reachedData: true }]);
  }
});

test('what is raised within its window, after its slot, is not sent before it was raised', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  const raisedAt = WINDOW + 45 * MINUTE;
  await run.db.prisma.notice.updateMany({ data: { raisedAt: new Date(raisedAt) } });
  // The stepped clock: the last letter left a minute before, people acted at raisedAt.
  expect(await run.worker().deliver(WINDOW - MINUTE, raisedAt)).toMatchObject({ sent: 1, reached: raisedAt });
  expect((await run.db.prisma.message.findFirstOrThrow()).sentAt?.getTime()).toBe(raisedAt);
});

test('before its slot nothing is sent; the next instant is the slot', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  expect(await run.worker().deliver(WINDOW - MINUTE)).toMatchObject({ next: WINDOW, sent: 0, more: false });
  expect(run.sink.mails).toHaveLength(0);
});

test('a report committed between raise and claim: the reminder is skipped, with why', async () => {
  await seedCells(run.db, 6);
  await remind(run.db);
  const { prisma } = run.db;
  const set = (n: number, data: object) => prisma.assignment.update({ where: { id: assignmentOf(n) }, data });
  await set(1, { status: 'reported' });
  await set(2, { status: 'waived' });
  await set(3, { dueRevision: 2 });
  await set(4, { plannedDate: '2023-06-28' });
  await set(5, { quietUntil: '2023-06-26' });
  await prisma.contact.update({ where: { id: `${bodyOf(6)}#1` }, data: { status: 'bounced' } });
  expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 0, next: null });
  expect(await why()).toEqual([
    ['skipped', 'reported'],
    ['skipped', 'waived'],
    ['skipped', 'due-moved'],
    ['skipped', 'planned-date'],
    ['skipped', 'reply'],
    ['skipped', 'contact'],
  ]);
});

test('a report that holds its row while the claim runs is waited for, and seen', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const reporting = transaction(run.db, async (tx) => {
    await tx.assignment.update({ where: { id: assignmentOf(1) }, data: { status: 'reported' } });
    await held;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const delivering = run.worker().deliver(WINDOW);
  await new Promise((resolve) => setTimeout(resolve, 200));
  release();
  await reporting;
  expect(await delivering).toMatchObject({ sent: 0 });
  expect(await why()).toEqual([['skipped', 'reported']]);
});

test('a paused plan sends no reminder, but answers a person', async () => {
  await seedCells(run.db, 2);
  await remind(run.db, { cells: [1] });
  await remind(run.db, { cells: [2], key: 'fresh', kind: 'link', reason: 'link', immediate: true });
  await run.db.prisma.plan.update({ where: { id: PLAN }, data: { status: 'paused' } });
  await run.worker().deliver(WINDOW);
  expect(await why()).toEqual([
    ['skipped', 'paused'],
    ['sent', null],
  ]);
});

test('cells that share an address get one letter, with a section each', async () => {
  await seedCells(run.db, 4, { sharing: 2 });
  await remind(run.db);
  expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 2 });
  expect(run.sink.mails).toHaveLength(2);
  const kept = await messages();
  expect(kept.map((message) => message.notices.map(({ bodyId }) => bodyId).toSorted())).toEqual([
    [bodyOf(1), bodyOf(2)],
    [bodyOf(3), bodyOf(4)],
  ]);
  const mail = await simpleParser(run.sink.mails[0]?.raw ?? '');
  for (const form of [mail.text, mail.html])
    expect(new Set(String(form).match(/https:\/\/cd\.example\.org\/b\/[\w.-]+/g)).size).toBe(2);
});

test('of several reasons about one duty in one letter the most urgent stays', async () => {
  await seedCells(run.db, 1);
  await remind(run.db, { key: 'far', urgency: 490 });
  await remind(run.db, { key: 'near', urgency: 499 });
  expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 1 });
  const rows = await run.db.prisma.notice.findMany({ orderBy: { urgency: 'asc' } });
  expect(rows.map(({ status, why: reason }) => [status, reason])).toEqual([
    ['skipped', 'superseded'],
    ['sent', null],
  ]);
});

test('a planned notice later than its gathering waits for the next window', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  const worker = run.worker();
  await worker.deliver(WINDOW);
  await remind(run.db, { key: 'late', kind: 'open', reason: 'open', urgency: 100 });
  const after = await worker.deliver(WINDOW + 20 * MINUTE);
  expect(after.sent).toBe(0);
  expect(after.next).toBeGreaterThanOrEqual(WINDOW + DAY);
  expect(after.next).toBeLessThan(WINDOW + DAY + 120 * MINUTE);
  expect(await worker.deliver(after.next ?? 0)).toMatchObject({ sent: 1 });
  expect(run.sink.mails).toHaveLength(2);
});

test('after a standstill nobody is written to at night', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  const night = await run.worker().deliver(WINDOW + 14 * 60 * MINUTE);
  expect(night).toMatchObject({ sent: 0, more: false });
  expect(night.next).toBeGreaterThanOrEqual(WINDOW + DAY);
});

test('five reminders of one duty at most, twenty hours apart', async () => {
  await seedCells(run.db, 1);
  const worker = run.worker();
  await run.db.prisma.assignment.updateMany({ data: { dueAt: new Date(WINDOW + 60 * DAY) } });
  const at = (day: number) => WINDOW + day * 7 * DAY;
  for (let n = 0; n < 5; n++) {
    await remind(run.db, { key: `r${n}`, at: at(n) });
    expect(await worker.deliver(at(n))).toMatchObject({ sent: 1 });
  }
  await remind(run.db, { key: 'sixth', at: at(5) });
  expect(await worker.deliver(at(5))).toMatchObject({ sent: 0 });
  await remind(run.db, { key: 'opening', kind: 'open', reason: 'open', at: at(6) });
  expect(await worker.deliver(at(6))).toMatchObject({ sent: 1 });
  expect((await run.db.prisma.notice.findMany({ where: { status: 'skipped' } })).map(({ why: reason }) => reason)).toEqual([
    'reminder-cap',
  ]);
});

test('a second reminder within twenty hours is skipped', async () => {
  await seedCells(run.db, 1);
  const worker = run.worker();
  await remind(run.db, { key: 'a' });
  await worker.deliver(WINDOW);
  await remind(run.db, { key: 'b', at: WINDOW + 90 * MINUTE });
  expect(await worker.deliver(WINDOW + 90 * MINUTE)).toMatchObject({ sent: 0 });
  expect((await run.db.prisma.notice.findMany({ where: { status: 'skipped' } })).map(({ why: reason }) => reason)).toEqual([
    'reminder-gap',
  ]);
});

test('a notice whose text cannot be written holds up nothing, fails aloud, and can be planned again', async () => {
  await seedCells(run.db, 2);
  await remind(run.db, { cells: [1] });
  await remind(run.db, { cells: [2], reason: 'no-such-text' });
  expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 1, more: false, next: null });
  const faulty = await run.db.prisma.notice.findFirstOrThrow({ where: { reason: 'no-such-text' } });
  expect(faulty).toMatchObject({ status: 'failed', messageId: null, settledAt: new Date(WINDOW) });
  expect(faulty.why).toMatch(/^text-fault: .*no-such-text/);
  expect(await run.db.prisma.audit.findMany({ where: { action: 'notice.text-fault' } })).toMatchObject([
    { subject: faulty.id, by: 'system', data: { reason: 'no-such-text', why: faulty.why } },
  ]);
  expect(await overviewOf(run.db)).toMatchObject({ unwritten: 1 });

  const ctx = { asOf: WINDOW + MINUTE, by: 'operator' };
  await run.db.prisma.notice.update({ where: { id: faulty.id }, data: { reason: 'remind' } });
  expect(await retryFaultyNotices(run.db, ctx)).toBe(1);
  expect(await retryFaultyNotices(run.db, ctx)).toBe(0);
  expect(await run.worker().deliver(WINDOW + MINUTE)).toMatchObject({ sent: 1, next: null });
  expect(await overviewOf(run.db)).toMatchObject({ unwritten: 0, messages: { sent: 2 } });
});

test('two lanes, and two workers, send nothing twice', async () => {
  await seedCells(run.db, 120, { sharing: 3 });
  await remind(run.db);
  const workers = [run.worker({ batch: 7 }), run.worker({ batch: 7 }), run.worker({ batch: 7 })];
  await Promise.all(
    workers.map(async (worker) => {
      for (let more = true; more; ) ({ more } = await worker.deliver(WINDOW));
    }),
  );
  expect(run.sink.mails).toHaveLength(40);
  expect(new Set(run.sink.mails.map(({ messageId }) => messageId)).size).toBe(40);
  expect(
    (await run.db.prisma.notice.groupBy({ by: ['status'], _count: true })).map(({ status, _count }) => [status, _count]),
  ).toEqual([['sent', 120]]);
});

test('a letter gathers more notices than a batch holds', async () => {
  await seedCells(run.db, 30, { sharing: 30 });
  await remind(run.db);
  expect(await run.worker({ batch: 10 }).deliver(WINDOW)).toMatchObject({ sent: 1, next: null });
  expect((await messages())[0]?.notices).toHaveLength(30);
});

test('bytes go thirty days after a final state, the rest of the ledger stays', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  const worker = run.worker();
  await worker.deliver(WINDOW);
  await worker.deliver(WINDOW + 29 * DAY);
  expect((await messages())[0]?.frozen).not.toBeNull();
  expect(await run.db.prisma.wording.count()).toBe(1);
  await worker.deliver(WINDOW + 31 * DAY);
  expect(await run.db.prisma.wording.count()).toBe(0);
  const [message] = await messages();
  expect(message).toMatchObject({ status: 'sent', frozen: null, sha256: sha(run.sink.mails[0]?.raw ?? Buffer.alloc(0)) });
});

test('a wave keeps its wording once, each letter what is its own', async () => {
  await seedCells(run.db, 30);
  await remind(run.db);
  await run.worker({ batch: 10 }).deliver(WINDOW);
  await run.worker().deliver(WINDOW);
  const [wording, ...others] = await run.db.prisma.wording.findMany();
  expect(others).toEqual([]);
  expect(wording?.content).toContain('</p>');
  for (const { frozen, wordingId } of await messages()) {
    expect(wordingId).toBe(wording?.id);
    expect(frozen).not.toContain('</p>');
  }
});

test('the stage of a letter that is over sends nothing', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  await run.db.prisma.stage.update({ where: { id: STAGE }, data: { status: 'closed' } });
  expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 0 });
  expect(await why()).toEqual([['skipped', 'closed']]);
});
