import { createMailTransport } from '../../src/mail/transport';
import { simpleParser } from 'mailparser';
import { addressOf, bodyOf, PLAN, remind, seedCells, WINDOW } from '../support/cells';
import { DAY, MINUTE, startMailRun, type MailRun } from './mail-run';

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
});
afterEach(() => run.close());

/** A second person of cell 1. */
async function secondContact(): Promise<void> {
  const contact = { id: 'cell-1#2', bodyId: bodyOf(1), channel: 'email', name: 'Phó bí thư', email: 'pho@cells.example.org' };
  await run.db.prisma.contact.create({ data: contact });
  await run.db.prisma.route.create({ data: { bodyId: bodyOf(1), contactId: contact.id, address: contact.email, via: 'email' } });
}
const skipped = async () => (await run.db.prisma.notice.findMany({ where: { status: 'skipped' } })).map(({ why }) => why);

test('two people of one body are reminded together: one occasion, not two', async () => {
  await seedCells(run.db, 1);
  await secondContact();
  await run.db.prisma.assignment.updateMany({ data: { dueAt: new Date(WINDOW + 60 * DAY) } });
  const worker = run.worker();
  for (let n = 0; n < 5; n++) {
    await remind(run.db, { key: `r${n}`, at: WINDOW + n * 7 * DAY });
    expect(await worker.deliver(WINDOW + n * 7 * DAY)).toMatchObject({ sent: 2 });
  }
  await remind(run.db, { key: 'sixth', at: WINDOW + 35 * DAY });
  expect(await worker.deliver(WINDOW + 35 * DAY)).toMatchObject({ sent: 0 });
  expect(await skipped()).toEqual(['reminder-cap', 'reminder-cap']);
});

test('a person who joins is not reminded within twenty hours of the others', async () => {
  await seedCells(run.db, 1);
  const worker = run.worker();
  await remind(run.db, { key: 'a' });
  await worker.deliver(WINDOW);
  await secondContact();
  await remind(run.db, { key: 'b', at: WINDOW + 90 * MINUTE });
  expect(await worker.deliver(WINDOW + 90 * MINUTE)).toMatchObject({ sent: 0 });
  expect(await skipped()).toEqual(['reminder-gap', 'reminder-gap']);
});

test('two mail servers of one plan write letters of their own to one address and window', async () => {
  await seedCells(run.db, 1);
  await remind(run.db);
  await run.db.prisma.$executeRaw`
    INSERT INTO "Notice" SELECT (jsonb_populate_record(n, jsonb_build_object('id', md5('other'), 'dedupeKey', n."dedupeKey" || '-other', 'transport', 'smtp',
      'kind', 'open', 'reason', 'open'))).* FROM "Notice" n`;
  const transport = createMailTransport({ name: 'smtp', url: run.sink.url });
  await run.worker().deliver(WINDOW);
  await run.worker({ transport }).deliver(WINDOW);
  transport.close();
  expect(run.sink.mails.map(({ to }) => to[0])).toEqual([addressOf(1), addressOf(1)]);
  expect(new Set(run.sink.mails.map(({ messageId }) => messageId)).size).toBe(2);
});

/** A second plan with a topic, stage and duty of its own for the same bodies. */
async function secondPlan(title: string): Promise<void> {
  await run.db.prisma.$executeRaw`
    INSERT INTO "Plan" SELECT (jsonb_populate_record(p, jsonb_build_object('id', 'q-2023', 'title', ${title}::text,
      'document', jsonb_set(jsonb_set(p.document, '{id}', '"q-2023"'), '{title}', to_jsonb(${title}::text))))).* FROM "Plan" p`;
  for (const table of ['Topic', 'Stage', 'Assignment'])
    await run.db.prisma.$executeRawUnsafe(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, replace(to_jsonb(t)::text, '${PLAN}', 'q-2023')::jsonb)).* FROM "${table}" t`,
    );
}

test('a letter about two plans names each with what it asks for', async () => {
  await seedCells(run.db, 1);
  await secondPlan('Kế hoạch học tập chuyên đề quý');
  await remind(run.db, { key: 'open', kind: 'open', reason: 'open' });
  expect(await run.worker().deliver(WINDOW)).toMatchObject({ sent: 1, next: null });
  const { text } = await simpleParser(run.sink.mails[0]?.raw ?? '');
  expect(text).toContain('Thực hiện Kế hoạch tổ chức sinh hoạt chuyên đề của chi bộ năm 2023 của Ban Thường vụ');
  expect(text).toContain('Thực hiện Kế hoạch học tập chuyên đề quý của Ban Thường vụ');
});

test('a letter that may have arrived and whose text or wording is gone is left at that; the others are repeated', async () => {
  await seedCells(run.db, 3);
  await remind(run.db);
  const worker = run.worker();
  run.sink.answer = () => ({ at: 'drop', kept: false });
  await worker.deliver(WINDOW);
  const at = (n: number) => ({ where: { address: addressOf(n) } });
  await run.db.prisma.message.updateMany({ ...at(1), data: { frozen: null } });
  await run.db.prisma.message.updateMany({ ...at(2), data: { wordingId: 'gone' } });
  run.sink.answer = () => ({ at: 'accept' });
  expect(await worker.deliver(WINDOW + MINUTE)).toMatchObject({ sent: 1, next: null });
  const letters = await run.db.prisma.message.findMany({ orderBy: { address: 'asc' } });
  expect(letters.map(({ status, why }) => [status, why])).toEqual([
    ['unknown', 'not-repeatable'],
    ['unknown', 'not-repeatable'],
    ['sent', null],
  ]);
});
