import { simpleParser } from 'mailparser';
import { transaction } from '../../src/services/db';
import { extendAssignments } from '../../src/services/duties/extensions';
import { loadPlan } from '../../src/services/plans/load';
import { assignmentOf, DUE, PLAN, seedCells, WINDOW, ZONE } from '../support/cells';
import { startMailRun, type MailRun } from './mail-run';

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
});
afterEach(() => run.close());

test('a letter about a moved date says from which date to which, however often it moved before', async () => {
  await seedCells(run.db, 2);
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
  await prisma.dueRevision.createMany({ data: [1, 2].map((n) => ({ ...first, assignmentId: assignmentOf(n) })) });
  const extend = (cells: number[], due: string) =>
    transaction(run.db, async (tx) =>
      extendAssignments(
        tx,
        run.db,
        await loadPlan(tx, PLAN),
        { asOf: WINDOW, by: 'operator' },
        { assignmentIds: cells.map(assignmentOf), due, basis: 'Công văn số 12-CV/BTG' },
      ),
    );
  await extend([1, 2], '2023-07-14');
  await extend([2], '2023-07-31');

  const worker = run.worker();
  for (let next: number | null = WINDOW; next !== null; ) ({ next } = await worker.deliver(next));
  const texts = await Promise.all(
    run.sink.mails
      .toSorted((a, b) => ((a.to[0] ?? '') < (b.to[0] ?? '') ? -1 : 1))
      .map(async ({ raw }) => String((await simpleParser(raw)).text).replace(/\s+/g, ' ')),
  );
  expect(texts[0]).toContain('từ ngày 30/6/2023 đến hết thứ Sáu, ngày 14/7/2023');
  expect(texts[1]).toContain('từ ngày 14/7/2023 đến hết thứ Hai, ngày 31/7/2023');
  expect(texts).toHaveLength(2);
});
