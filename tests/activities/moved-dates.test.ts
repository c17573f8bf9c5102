import { simpleParser } from 'mailparser';
import { transaction } from '../../src/services/db';
import { announceDues, moveDues } from '../../src/services/duties/due-moves';
import { extendAssignments } from '../../src/services/duties/extensions';
import { loadPlan } from '../../src/services/plans/load';
import { pausePlan, resumePlan } from '../../src/services/plans/pauses';
import { addressOf, assignmentOf, bodyOf, DUE, PLAN, remind, seedCells, WINDOW, ZONE } from '../support/cells';
import { DAY, MINUTE, startMailRun, type MailRun } from './mail-run';

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
});
afterEach(() => run.close());

const BASIS = 'Công văn số 12-CV/BTG';

/** Cells with an open duty each, whose first due is in their history. */
async function cellsInDuty(cells: number): Promise<void> {
  await seedCells(run.db, cells);
  const { prisma } = run.db;
  const { dueAt } = await prisma.assignment.findUniqueOrThrow({ where: { id: assignmentOf(1) } });
  const first = {
    number: 1,
    dueDate: DUE,
    lateAfter: DUE,
    zone: ZONE,
    dueAt,
    basis: 'kế hoạch',
    by: 'operator',
    at: new Date(0),
  };
  await prisma.dueRevision.createMany({
    data: Array.from({ length: cells }, (_, n) => ({ ...first, assignmentId: assignmentOf(n + 1) })),
  });
}

const extend = (cells: number[], due: string, asOf = WINDOW) =>
  transaction(run.db, async (tx) =>
    extendAssignments(
      tx,
      run.db,
      await loadPlan(tx, PLAN),
      { asOf, by: 'operator' },
      { assignmentIds: cells.map(assignmentOf), due, basis: BASIS },
    ),
  );

/** An extension that was taken back: extensions only go later, an amendment moves both ways. */
const moveTo = (cells: number[], due: string, asOf = WINDOW) =>
  transaction(run.db, async (tx) => {
    const plan = await loadPlan(tx, PLAN);
    const ctx = { asOf, by: 'operator' };
    const moves = cells.map((n) => ({ assignmentId: assignmentOf(n), due, lateAfter: due }));
    await announceDues(tx, run.db, plan, ctx, await moveDues(tx, plan, ctx, moves, BASIS), BASIS);
  });

const open = (cells: number[], at = WINDOW) =>
  remind(run.db, { kind: 'open', reason: 'open', urgency: 100, key: 'session/open/2023-06-26', at, cells });

/** Delivers all there is, from `asOf` on. */
async function deliver(asOf: number): Promise<void> {
  const worker = run.worker();
  for (let next: number | null = asOf; next !== null; ) ({ next } = await worker.deliver(next));
}

/** Texts of the letters to a cell, or to an address, oldest first. */
async function lettersTo(cell: number | string): Promise<string[]> {
  const mails = run.sink.mails.filter(({ to }) => to.includes(typeof cell === 'number' ? addressOf(cell) : cell));
  return Promise.all(mails.map(async ({ raw }) => String((await simpleParser(raw)).text).replace(/\s+/g, ' ')));
}

test('a letter about a moved date says from which date to which, as they were told: what moved twice before it went is one move', async () => {
  await cellsInDuty(2);
  await extend([1, 2], '2023-07-14');
  await extend([2], '2023-07-31');
  await deliver(WINDOW);
  expect(await lettersTo(1)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Sáu, ngày 14/7/2023')]);
  expect(await lettersTo(2)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Hai, ngày 31/7/2023')]);
});

test('a date that was told is the one it moves from', async () => {
  await cellsInDuty(1);
  await extend([1], '2023-07-14');
  await deliver(WINDOW);
  await extend([1], '2023-07-31', WINDOW + DAY);
  await deliver(WINDOW + DAY);
  expect((await lettersTo(1))[1]).toContain('từ ngày 14/7/2023 đến hết thứ Hai, ngày 31/7/2023');
});

test('a date that is back where it was told is no move; its reminder goes', async () => {
  await cellsInDuty(1);
  await open([1], WINDOW - DAY);
  await deliver(WINDOW - DAY);
  await extend([1], '2023-07-14');
  await moveTo([1], DUE);
  await deliver(WINDOW);
  const [, reminder, ...more] = await lettersTo(1);
  expect(more).toEqual([]);
  expect(reminder).toContain('đến hết ngày 30/6/2023');
  expect(reminder).not.toContain('từ ngày');
  expect(await run.db.prisma.notice.findMany({ where: { reason: 'due-moved', dueRevision: 3 } })).toMatchObject([
    { status: 'skipped', why: 'due-unchanged' },
  ]);
});

test('a letter about a moved date that a server puts off is still one about a moved date', async () => {
  await cellsInDuty(1);
  await extend([1], '2023-07-14');
  run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'rcpt', code: 451 } : { at: 'accept' });
  await deliver(WINDOW);
  expect(await lettersTo(1)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Sáu, ngày 14/7/2023')]);
});

test('a date that moves before the opening went out: the opening goes, with the new date, and nobody hears of a move', async () => {
  await cellsInDuty(2);
  await open([1]);
  await extend([1, 2], '2023-07-14', WINDOW - DAY);
  await extend([1], '2023-07-31', WINDOW - DAY);
  await deliver(WINDOW - DAY);
  const [letter, ...more] = await lettersTo(1);
  expect(more).toEqual([]);
  expect(letter).toContain('Thường xuyên tự soi, tự sửa');
  expect(letter).toContain('31/7/2023');
  expect(letter).not.toMatch(/30\/6|14\/7|điều chỉnh/);
  expect(await lettersTo(2)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Sáu, ngày 14/7/2023')]);
});

test('an opening that a server put off goes with the date of its next try; one that may have arrived is not repeated with the old one', async () => {
  await cellsInDuty(2);
  await open([1, 2]);
  run.sink.answer = (address, attempt) => {
    if (attempt > 1) return { at: 'accept' };
    return address === addressOf(1) ? { at: 'rcpt', code: 451 } : { at: 'drop' };
  };
  await run.worker().deliver(WINDOW);
  await extend([1, 2], '2023-07-31', WINDOW + 1000);
  await deliver(WINDOW + 1000);
  const [opening] = await lettersTo(1);
  expect(opening).toContain('31/7/2023');
  expect(opening).not.toContain('30/6');
  const told = await lettersTo(2);
  expect(told[0]).toContain('30/6');
  expect(told.slice(1)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Hai, ngày 31/7/2023')]);
});

describe('a body with two contacts', () => {
  const DEPUTY = 'pho-bi-thu@cells.example.org';
  async function withDeputy(cell: number): Promise<void> {
    const id = `${bodyOf(cell)}#2`;
    await run.db.prisma.contact.create({
      data: { id, bodyId: bodyOf(cell), channel: 'email', name: 'Phó bí thư', email: DEPUTY },
    });
    await run.db.prisma.route.create({ data: { bodyId: bodyOf(cell), contactId: id, address: DEPUTY, via: 'email' } });
  }

  test('both hear of a moved date, each in its slot', async () => {
    await cellsInDuty(1);
    await withDeputy(1);
    await open([1], WINDOW - 3 * DAY);
    await deliver(WINDOW - 3 * DAY);
    await extend([1], '2023-07-14', WINDOW - DAY);
    await deliver(WINDOW - DAY);
    for (const reader of [1, DEPUTY]) expect((await lettersTo(reader))[1]).toContain('từ ngày 30/6/2023 đến hết');
  });

  test('the one that has still to hear of the opening hears the new date there, the other of the move', async () => {
    await cellsInDuty(1);
    await open([1], WINDOW - 3 * DAY);
    await deliver(WINDOW - 3 * DAY);
    await withDeputy(1);
    await remind(run.db, { kind: 'open', reason: 'open', urgency: 100, key: 'later', at: WINDOW - 2 * DAY, cells: [1] });
    await run.db.prisma.notice.deleteMany({ where: { contactId: `${bodyOf(1)}#1`, status: 'planned' } });
    await extend([1], '2023-07-14', WINDOW - 2 * DAY);
    await deliver(WINDOW - 2 * DAY);
    expect((await lettersTo(1)).slice(1)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết')]);
    expect(await lettersTo(DEPUTY)).toEqual([expect.not.stringContaining('từ ngày 30/6')]);
  });
});

describe('beside a pause', () => {
  const ctx = (asOf: number) => ({ asOf, by: 'operator' });
  const pause = (asOf: number) => pausePlan(run.db, { planId: PLAN, basis: BASIS }, ctx(asOf));
  const resume = (asOf: number, past: 'due-now' | null = null) => resumePlan(run.db, { planId: PLAN, past }, ctx(asOf));

  test('an opening that a pause left behind, a reminder having gone in its place, silences no move after it', async () => {
    await cellsInDuty(1);
    await open([1]);
    await remind(run.db, { cells: [1] });
    await pause(WINDOW - 30 * MINUTE);
    await deliver(WINDOW);
    await resume(WINDOW + DAY - 120 * MINUTE);
    await deliver(WINDOW + DAY);
    const before = (await lettersTo(1)).length;
    await extend([1], '2023-07-31', WINDOW + DAY + 240 * MINUTE);
    await deliver(WINDOW + 2 * DAY);
    expect((await lettersTo(1)).slice(before)).toEqual([
      expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Hai, ngày 31/7/2023'),
    ]);
  });

  test.each([
    // its date is near: of opening and reminder the more urgent
    ['a new date at its end', async () => {}, WINDOW + 14 * DAY - 120 * MINUTE, 'due-now' as const, 'đến hết ngày 17/7/2023'],
    [
      'an extension in it',
      () => extend([1], '2023-07-31', WINDOW + DAY),
      WINDOW + DAY + MINUTE,
      null,
      'Thường xuyên tự soi, tự sửa',
    ],
  ])(
    'whose opening was put off by its server before, nobody hears of a move: %s',
    async (_, meanwhile, resumedAt, past, said) => {
      await cellsInDuty(1);
      await open([1]);
      run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'rcpt', code: 451 } : { at: 'accept' });
      await run.worker().deliver(WINDOW);
      await pause(WINDOW + 10_000);
      await deliver(WINDOW + 20_000);
      await meanwhile();
      await resume(resumedAt, past);
      await deliver(resumedAt + DAY);
      const letters = await lettersTo(1);
      expect(letters.join(' ')).not.toMatch(/từ ngày 30\/6/);
      expect(letters[0]).toContain(said);
    },
  );
});

test('a move that was put off by its server and moved again is told once, by its newer basis', async () => {
  await cellsInDuty(1);
  await extend([1], '2023-07-14');
  run.sink.answer = (_address, attempt) => (attempt === 1 ? { at: 'rcpt', code: 451 } : { at: 'accept' });
  for (let next: number | null = WINDOW; next !== null && (await run.db.prisma.message.count()) === 0; )
    ({ next } = await run.worker().deliver(next));
  await extend([1], '2023-07-31', WINDOW + 2 * 60 * MINUTE);
  await deliver(WINDOW + 2 * 60 * MINUTE);
  expect(await lettersTo(1)).toEqual([expect.stringContaining('từ ngày 30/6/2023 đến hết thứ Hai, ngày 31/7/2023')]);
});
