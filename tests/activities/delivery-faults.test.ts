import { addressOf, bodyOf, assignmentOf, remind, seedCells, WINDOW } from '../support/cells';
import { startSmtpSink } from '../support/smtp-sink';
import { createMailTransport } from '../../src/mail/transport';
import { startTransport } from '../../src/services/delivery/transports';
import { DAY, MINUTE, startMailRun, type MailRun } from './mail-run';

let run: MailRun;
afterEach(() => run.close());

const letters = () =>
  run.db.prisma.message.findMany({ orderBy: { address: 'asc' }, include: { tries: { orderBy: { n: 'asc' } }, notices: true } });
const outcomes = async () => (await letters()).map(({ status, tries }) => [status, ...tries.map(({ outcome }) => outcome)]);
const byAddress = (address: string) => run.sink.mails.filter(({ to }) => to[0] === address);
const ctx = { asOf: WINDOW, by: 'operator' };

describe('one server', () => {
  beforeEach(async () => {
    run = await startMailRun();
  });

  test('an address refused at RCPT fails its letter and marks the contact, nobody else', async () => {
    await seedCells(run.db, 2);
    await remind(run.db);
    run.sink.answer = (address) => (address === addressOf(1) ? { at: 'rcpt', code: 550 } : { at: 'accept' });
    expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 1, next: null });
    expect(await outcomes()).toEqual([
      ['failed', 'refused'],
      ['sent', 'accepted'],
    ]);
    const contacts = await run.db.prisma.contact.findMany({ orderBy: { id: 'asc' } });
    expect(contacts.map(({ status }) => status)).toEqual(['bounced', 'ok']);
    expect(await run.db.prisma.audit.findMany({ where: { action: 'contact.bounced' } })).toMatchObject([{ subject: bodyOf(1) }]);
    expect((await letters())[0]?.notices).toMatchObject([{ status: 'failed' }]);
  });

  test('a relay that refuses by its policy blames no address', async () => {
    await seedCells(run.db, 1);
    await remind(run.db);
    run.sink.answer = () => ({ at: 'rcpt', code: 550, text: '5.7.1 Relaying denied' });
    await run.worker().deliver(WINDOW);
    expect(await outcomes()).toEqual([['failed', 'refused']]);
    expect(await run.db.prisma.contact.count({ where: { status: 'bounced' } })).toBe(0);
  });

  test('a relay that refuses everybody by its policy is stopped; its letters wait', async () => {
    await seedCells(run.db, 12);
    await remind(run.db);
    run.sink.answer = () => ({ at: 'rcpt', code: 550, text: '5.7.1 Sender blocked' });
    const worker = run.worker();
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 0, next: null, more: false });
    expect(await run.db.prisma.transport.findMany()).toMatchObject([{ status: 'stopped', why: '550 5.7.1 Sender blocked' }]);
    expect(new Set((await letters()).map(({ status, attempts }) => `${status} ${attempts}`))).toEqual(new Set(['queued 0']));
    run.sink.answer = () => ({ at: 'accept' });
    await startTransport(run.db, run.db.transport, null, ctx);
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 12, next: null });
  });

  test('a few refusals by policy among letters that are taken stop nothing', async () => {
    await seedCells(run.db, 20);
    await remind(run.db);
    const blocked = new Set([1, 4, 7, 10, 13, 16].map(addressOf));
    run.sink.answer = (address) => (blocked.has(address) ? { at: 'rcpt', code: 550, text: '5.7.1 Blocked' } : { at: 'accept' });
    const transport = createMailTransport({ name: run.db.transport, url: run.sink.url, lanes: 1 });
    expect(await run.worker({ transport }).deliver(WINDOW)).toMatchObject({ sent: 14, next: null });
    transport.close();
    expect((await letters()).filter(({ status }) => status === 'failed')).toHaveLength(6);
  });

  test('a message refused after DATA fails without blaming the address', async () => {
    await seedCells(run.db, 1);
    await remind(run.db);
    run.sink.answer = () => ({ at: 'data', code: 554 });
    await run.worker().deliver(WINDOW);
    expect(await outcomes()).toEqual([['failed', 'refused']]);
    expect((await run.db.prisma.contact.findMany()).map(({ status }) => status)).toEqual(['ok']);
  });

  test('4xx backs off by the clock it is told, and renders anew what never reached DATA', async () => {
    await seedCells(run.db, 1);
    await remind(run.db);
    run.sink.answer = (_address, attempt) => (attempt <= 2 ? { at: 'rcpt', code: 451 } : { at: 'accept' });
    const worker = run.worker();
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 0, next: WINDOW + MINUTE });
    expect((await letters())[0]).toMatchObject({ status: 'queued', sha256: null });
    expect(await worker.deliver(WINDOW + MINUTE)).toMatchObject({ sent: 0, next: WINDOW + 6 * MINUTE });
    expect(await worker.deliver(WINDOW + 6 * MINUTE)).toMatchObject({ sent: 1, next: null });
    expect(await outcomes()).toEqual([['sent', 'deferred', 'deferred', 'accepted']]);
    expect((await run.sink.parsed())[0]?.date?.getTime()).toBe(WINDOW + 6 * MINUTE);
  });

  test('a letter deferred after DATA is repeated byte for byte', async () => {
    await seedCells(run.db, 1);
    await remind(run.db);
    run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'data', code: 451 } : { at: 'accept' });
    const worker = run.worker();
    await worker.deliver(WINDOW);
    const [before] = await letters();
    expect(before).toMatchObject({ status: 'queued', tries: [{ outcome: 'deferred', reachedData: true }] });
    await worker.deliver(WINDOW + MINUTE);
    expect(run.sink.mails[0]?.sha256).toBe(before?.sha256);
  });

  test('4xx gives up after a day', async () => {
    await seedCells(run.db, 1);
    await remind(run.db, { kind: 'overdue', reason: 'overdue' });
    run.sink.answer = () => ({ at: 'rcpt', code: 451 });
    const worker = run.worker();
    let next: number | null = WINDOW;
    let turns = 0;
    while (next !== null && turns < 60) {
      ({ next } = await worker.deliver(next));
      turns += 1;
    }
    expect(turns).toBeLessThan(40);
    expect((await letters())[0]).toMatchObject({ status: 'failed', notices: [{ status: 'failed' }] });
  });

  test('a deferred letter whose reason is over expires; at the deadline it fails', async () => {
    await seedCells(run.db, 2);
    await remind(run.db);
    run.sink.answer = () => ({ at: 'rcpt', code: 451 });
    const worker = run.worker();
    await worker.deliver(WINDOW);
    await run.db.prisma.assignment.update({ where: { id: assignmentOf(1) }, data: { status: 'reported' } });
    await run.db.prisma.assignment.update({ where: { id: assignmentOf(2) }, data: { dueAt: new Date(WINDOW + 30_000) } });
    expect(await worker.deliver(WINDOW + MINUTE)).toMatchObject({ sent: 0, next: null });
    expect((await letters()).map(({ status, why }) => [status, why])).toEqual([
      ['expired', 'reported'],
      ['failed', 'deadline-passed'],
    ]);
  });

  test('dropped after DATA: unknown, repeated byte for byte, and counted', async () => {
    await seedCells(run.db, 2);
    await remind(run.db);
    run.sink.answer = (address, attempt) => (address === addressOf(1) && attempt === 1 ? { at: 'drop' } : { at: 'accept' });
    const worker = run.worker();
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 1, next: WINDOW + MINUTE });
    expect((await letters())[0]).toMatchObject({ status: 'unknown', notices: [{ status: 'unknown' }] });
    await worker.deliver(WINDOW + MINUTE);
    const [first, again] = byAddress(addressOf(1));
    expect(again?.sha256).toBe(first?.sha256);
    expect(again?.raw.equals(first?.raw ?? Buffer.alloc(0))).toBe(true);
    expect(await outcomes()).toEqual([
      ['sent', 'lost', 'accepted'],
      ['sent', 'accepted'],
    ]);
  });

  test('a worker that dies between DATA and 250: the lease ends, the same bytes go again, counted unknown', async () => {
    await seedCells(run.db, 3);
    await remind(run.db);
    run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'stall', ms: 3000 } : { at: 'accept' });
    // The dying worker: its lanes hold the letters, nothing it says afterwards counts.
    void run.worker({ leaseSeconds: 1, db: { ...run.db, prisma: muted(run.db.prisma) } }).deliver(WINDOW);
    await run.sink.waitFor(3);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const again = await run.worker().deliver(WINDOW);
    expect(again).toMatchObject({ sent: 3, next: null });
    for (const n of [1, 2, 3]) {
      const [first, second] = byAddress(addressOf(n));
      expect(second?.sha256).toBe(first?.sha256);
    }
    expect(await outcomes()).toEqual([1, 2, 3].map(() => ['sent', 'lost', 'accepted']));
  });

  test('a letter is repeated as it was after the pages moved to another address', async () => {
    await seedCells(run.db, 1);
    await remind(run.db);
    run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'drop' } : { at: 'accept' });
    await run.worker().deliver(WINDOW);
    await run.worker({ publicUrl: 'https://moved.example.org' }).deliver(WINDOW + MINUTE);
    expect(run.sink.mails.map(({ sha256 }) => sha256)).toEqual([run.sink.mails[0]?.sha256, run.sink.mails[0]?.sha256]);
    expect(await outcomes()).toEqual([['sent', 'lost', 'accepted']]);
  });

  test('one whose key is gone stays unknown and holds up nothing', async () => {
    await seedCells(run.db, 2);
    await remind(run.db, { cells: [1] });
    run.sink.answer = () => ({ at: 'drop' });
    await run.worker().deliver(WINDOW);
    run.sink.answer = () => ({ at: 'accept' });
    await remind(run.db, { cells: [2] });
    const linkKeys = { current: 9, keys: new Map([[9, Buffer.alloc(32, 9)]]) };
    expect(await run.worker({ linkKeys }).deliver(WINDOW + MINUTE)).toMatchObject({ sent: 1, next: null });
    expect(await outcomes()).toEqual([
      ['unknown', 'lost'],
      ['sent', 'accepted'],
    ]);
  });

  test('a silent server counts as unanswered', async () => {
    await seedCells(run.db, 1);
    await remind(run.db);
    run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'stall', ms: 4000 } : { at: 'accept' });
    const worker = run.worker();
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 0, next: WINDOW + MINUTE });
    expect(await outcomes()).toEqual([['unknown', 'lost']]);
  });

  test('the rate of the transport is kept by all lanes together', async () => {
    await seedCells(run.db, 30);
    await remind(run.db);
    await startTransport(run.db, run.db.transport, 10, ctx);
    const began = Date.now();
    await Promise.all([run.worker({ batch: 15 }), run.worker({ batch: 15 })].map((worker) => worker.deliver(WINDOW)));
    const seconds = (Date.now() - began) / 1000;
    expect(run.sink.mails).toHaveLength(30);
    expect(seconds).toBeGreaterThan(1.9); // at most a second's worth at once, then 10 a second
  });

  test('when the facts are away between two blocks of the rate, what was sent is recorded, not sent again', async () => {
    await seedCells(run.db, 12);
    await remind(run.db);
    await startTransport(run.db, run.db.transport, 5, ctx);
    const dying = run.worker({ db: { ...run.db, prisma: withoutTokensAfter(3, run.db.prisma) } });
    await expect(dying.deliver(WINDOW)).rejects.toThrow('the facts are away');
    const first = run.sink.mails.length;
    expect(first).toBeGreaterThan(0);
    expect((await letters()).filter(({ status }) => status === 'sent')).toHaveLength(first);
    await startTransport(run.db, run.db.transport, null, ctx);
    await run.worker().deliver(WINDOW + MINUTE);
    expect(run.sink.mails).toHaveLength(12);
  });

  test('nothing of a server that is away is lost: every letter waits, the transport counts as unhealthy', async () => {
    await seedCells(run.db, 12);
    await remind(run.db);
    const { port } = run.sink;
    await run.sink.close();
    const worker = run.worker();
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 0 });
    expect(await run.db.prisma.transport.findMany()).toMatchObject([{ failures: 1 }]);
    expect((await letters()).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'queued'));
    run.sink = await startSmtpSink({ port });
    expect(await worker.deliver(WINDOW + MINUTE)).toMatchObject({ sent: 12, next: null });
    expect(await run.db.prisma.transport.findMany()).toMatchObject([{ failures: 0 }]);
  });
});

describe('a server that asks for a sign-in', () => {
  test('bad credentials stop the transport, not the messages', async () => {
    run = await startMailRun({
      run: 'live',
      sink: { credentials: { user: 'ban', pass: 'right' } },
      url: ({ port }) => `smtp://ban:wrong@127.0.0.1:${port}`,
    });
    await seedCells(run.db, 3);
    await remind(run.db);
    const worker = run.worker();
    expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 0, next: null, more: false });
    expect(await run.db.prisma.transport.findMany()).toMatchObject([{ status: 'stopped' }]);
    expect((await letters()).map(({ status, attempts, tries }) => [status, attempts, tries.length])).toEqual(
      [1, 2, 3].map(() => ['queued', 0, 0]),
    );
    expect(run.sink.mails).toHaveLength(0);

    await startTransport(run.db, run.db.transport, null, ctx);
    run.sink.answer = () => ({ at: 'accept' });
    const right = await correctWorker(run);
    expect(right).toMatchObject({ sent: 3, next: null });
    expect(new Set(run.sink.mails.map(({ user }) => user))).toEqual(new Set(['ban']));
  });
});

describe('a capture transport', () => {
  test('signs in under its own name and refuses any other machine', async () => {
    run = await startMailRun();
    await seedCells(run.db, 1);
    await remind(run.db);
    await run.worker().deliver(WINDOW);
    expect(run.sink.mails[0]?.user).toBe(run.db.transport);
    expect(() => createMailTransport({ name: run.db.transport, url: 'smtp://mail.example.org:25' })).toThrow('only this machine');
  });
});

async function correctWorker(of: MailRun) {
  const transport = createMailTransport({ name: of.db.transport, url: `smtp://ban:right@127.0.0.1:${of.sink.port}`, lanes: 2 });
  const sent = await of.worker({ transport }).deliver(WINDOW + DAY / 24);
  transport.close();
  return sent;
}

/** A client that gives so many blocks of a transport's rate and then cannot be reached for them. */
function withoutTokensAfter(blocks: number, prisma: MailRun['db']['prisma']): MailRun['db']['prisma'] {
  let given = 0;
  return new Proxy(prisma, {
    get: (of, name) =>
      name === '$queryRaw'
        ? (text: TemplateStringsArray, ...values: unknown[]) => {
            if (!Array.isArray(text) || !text.join('').includes('tokens')) return of.$queryRaw(text, ...values);
            given += 1;
            return given > blocks ? Promise.reject(new Error('the facts are away')) : of.$queryRaw(text, ...values);
          }
        : Reflect.get(of, name),
  });
}

/** A client whose process is gone after its claim: records and renewals never arrive. */
function muted(prisma: MailRun['db']['prisma']): MailRun['db']['prisma'] {
  return new Proxy(prisma, {
    get: (of, name) =>
      name === '$executeRaw'
        ? (text: TemplateStringsArray, ...values: unknown[]) =>
            text.join('').includes('"leaseUntil"') ? new Promise<number>(() => undefined) : of.$executeRaw(text, ...values)
        : Reflect.get(of, name),
  });
}
