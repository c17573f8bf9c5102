import { simpleParser } from 'mailparser';
import { lockDueNotices } from '../../src/services/delivery/due';
import { importBodies } from '../../src/services/rosters/write';
import { addressOf, bodyOf, remind, seedCells, WINDOW } from '../support/cells';
import { held } from '../support/two-connections';
import { MINUTE, startMailRun, type MailRun } from './mail-run';

const UNIT = 'don-vi@units.example.org';

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
  await seedCells(run.db, 2);
  const contact = { id: 'unit#1', bodyId: 'unit', channel: 'email', name: 'Văn phòng', email: UNIT };
  await run.db.prisma.contact.create({ data: contact });
  await run.db.prisma.route.create({ data: { bodyId: 'unit', contactId: contact.id, address: UNIT, via: 'email' } });
  run.sink.answer = (address) => (address === addressOf(1) ? { at: 'rcpt', code: 550 } : { at: 'accept' });
});
afterEach(() => run.close());

const toUnit = () => run.sink.mails.filter(({ to }) => to[0] === UNIT);
const noticesOf = (bodyId: string) => run.db.prisma.notice.findMany({ where: { bodyId }, orderBy: { raisedAt: 'asc' } });

test('what a refused letter should have told goes to the unit at once, to pass on, and only once', async () => {
  await remind(run.db);
  const worker = run.worker();
  expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 2, next: null });
  expect(toUnit()).toHaveLength(1);
  expect((await simpleParser(toUnit()[0]?.raw ?? '')).text).toContain('Khoa Ngoại tổng hợp 1');
  expect((await noticesOf(bodyOf(1))).map(({ status, via, address }) => [status, via, address]).toSorted()).toEqual([
    ['failed', 'email', addressOf(1)],
    ['sent', 'via-unit', UNIT],
  ]);
  await worker.deliver(WINDOW + MINUTE);
  expect(toUnit()).toHaveLength(1);
});

test('it joins the letter of that window that the unit has still to get', async () => {
  await remind(run.db);
  const [notice] = await noticesOf(bodyOf(2));
  if (!notice) throw new Error('There is no reminder');
  const later = new Date(WINDOW + 30 * MINUTE);
  await run.db.prisma.notice.update({
    where: { id: notice.id },
    data: { address: UNIT, contactId: 'unit#1', via: 'via-unit', slotAt: later },
  });
  const worker = run.worker();
  expect(await worker.deliver(WINDOW)).toMatchObject({ sent: 0, next: later.getTime() });
  expect(await worker.deliver(later.getTime())).toMatchObject({ sent: 1, next: null });
  expect(toUnit()).toHaveLength(1);
});

test('a worker that dies while it records a refusal loses nothing: the repeat is refused again and goes to the unit', async () => {
  await remind(run.db);
  const { prisma } = run.db;
  await prisma.$executeRaw`CREATE FUNCTION "die"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''power cut''; END'`;
  await prisma.$executeRaw`CREATE TRIGGER "die" BEFORE UPDATE ON "Contact" FOR EACH ROW EXECUTE FUNCTION "die"()`;
  await expect(run.worker().deliver(WINDOW)).rejects.toThrow('power cut');
  await prisma.$executeRaw`DROP TRIGGER "die" ON "Contact"`;
  await run.worker().deliver(WINDOW + MINUTE);
  expect((await prisma.contact.findMany({ where: { status: 'bounced' } })).map(({ bodyId }) => bodyId)).toEqual([bodyOf(1)]);
  expect(toUnit()).toHaveLength(1);
  expect((await prisma.attempt.findMany({ where: { outcome: 'refused' } })).map(({ n }) => n)).toEqual([2]);
});

describe('a roster that is imported before the letters have left', () => {
  const cell = (n: number, email: string | null) => ({
    bodies: [
      {
        id: bodyOf(n),
        name: `Khoa Ngoại tổng hợp ${n}`,
        level: 3,
        roles: ['cell' as const],
        parentId: 'unit',
        kind: 'Chi bộ',
      },
    ],
    contacts:
      email === null
        ? []
        : [
            {
              id: `${bodyOf(n)}#1`,
              bodyId: bodyOf(n),
              channel: 'email' as const,
              name: 'Bí thư',
              email,
              phone: null,
              language: 'vi' as const,
            },
          ],
    supervisors: [],
  });
  const ctx = { asOf: WINDOW - 60 * MINUTE, by: 'operator' };

  test('with another address: the letter goes there, and nothing to the old one', async () => {
    await remind(run.db, { cells: [1] });
    await importBodies(run.db, cell(1, 'moi@cells.example.org'), ctx, '2023-06-26');
    await run.worker().deliver(WINDOW);
    expect(run.sink.mails.map(({ to }) => to)).toEqual([['moi@cells.example.org']]);
  });

  test('it does not wait for a letter that is being claimed: neither waits for the other in a ring', async () => {
    await remind(run.db, { cells: [1] });
    const claiming = await held(run.db, (tx) => lockDueNotices(tx, run.db.transport, WINDOW, 250));
    await importBodies(run.db, cell(1, 'moi@cells.example.org'), ctx, '2023-06-26');
    await claiming.commit();
    await run.worker().deliver(WINDOW);
    expect(run.sink.mails).toEqual([]);
    expect(await noticesOf(bodyOf(1))).toMatchObject([{ status: 'skipped', why: 'contact', address: addressOf(1) }]);
  });

  test('without an address: the unit is asked to pass it on', async () => {
    await remind(run.db, { cells: [2] });
    await importBodies(run.db, cell(2, null), ctx, '2023-06-26');
    await run.worker().deliver(WINDOW);
    expect(run.sink.mails.map(({ to }) => to)).toEqual([[UNIT]]);
  });
});
