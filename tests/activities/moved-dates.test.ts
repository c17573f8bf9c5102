import { simpleParser } from 'mailparser';
import { transaction } from '../../src/services/db';
import { announceDues, moveDues } from '../../src/services/duties/due-moves';
import { extendAssignments } from '../../src/services/duties/extensions';
import { loadPlan } from '../../src/services/plans/load';
import { addressOf, assignmentOf, DUE, PLAN, remind, seedCells, WINDOW, ZONE } from '../support/cells';
import { DAY, startMailRun, type MailRun } from './mail-run';

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

/** Texts of the letters to a cell, oldest first. */
async function lettersTo(cell: number): Promise<string[]> {
  const mails = run.sink.mails.filter(({ to }) => to.includes(addressOf(cell)));
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
  await extend([1], '2023-07-14');
  await moveTo([1], DUE);
  await deliver(WINDOW);
  const [reminder, ...more] = await lettersTo(1);
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
