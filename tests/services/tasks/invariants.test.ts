import fc from 'fast-check';
import { CodedError } from '../../../src/errors';
import { transaction, type Db } from '../../../src/services/db';
import { convertMiss } from '../../../src/services/tasks/judging';
import { submitReport } from '../../../src/services/duties/reports';
import { assign, claim, extend, note, release, resolve, waive } from '../../../src/services/tasks/commands';
import { dropFacts, freshFacts } from '../../support/facts';
import { allAssignments, assignmentId, at, calendar, judgeOn, JUDGE_ON, letterAbout, seed } from './seed';

const UNITS = 2;
const CELLS = 2;
const verbs = [
  'claim',
  'release',
  'assign',
  'note',
  'extend',
  'waive',
  'resolve',
  'cancel',
  'report',
  'bounce',
  'judge',
  'break',
  'mend',
] as const;
const move = fc.record({
  verb: fc.constantFrom(...verbs),
  by: fc.constantFrom('o1', 'o2', 'head'),
  task: fc.nat(3),
  unit: fc.integer({ min: 1, max: UNITS }),
  cell: fc.integer({ min: 1, max: CELLS }),
  named: fc.boolean(),
  stale: fc.integer({ min: 0, max: 8 }),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** A refusal of the catalogue is a legal answer; anything else is a fault. */
async function allowed(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

async function perform(db: Db, { verb, by, task, unit, cell, named, stale }: Move, day: string, n: number): Promise<boolean> {
  const ctx = at(day, by, 9 * 60 + n);
  const id = assignmentId(unit, cell);
  if (verb === 'judge') return allowed(judgeOn(db, day));
  if (verb === 'break' || verb === 'mend')
    return allowed(db.prisma.transport.updateMany({ data: { failures: verb === 'break' ? 2 : 0 } }));
  if (verb === 'report')
    return allowed(
      submitReport(
        db,
        {
          assignmentId: id,
          idempotencyKey: `r${n}`,
          channel: 'phone',
          heldOn: '2023-06-20',
          learned: 'điện thoại',
          content: null,
        },
        ctx,
      ),
    );
  if (verb === 'bounce') {
    const body = id.split('/').at(-1);
    await db.prisma.contact.update({ where: { id: `k-${body}` }, data: { status: 'bounced' } });
    return allowed(transaction(db, (tx) => convertMiss(tx, db, ctx, { address: `${body}@example.org` })));
  }
  const tasks = await db.prisma.task.findMany({ where: { status: { not: 'closed' } }, orderBy: { id: 'asc' } });
  const found = tasks[task % Math.max(tasks.length, 1)];
  if (!found) return false;
  const command = {
    taskId: found.id,
    version: found.version - (stale === 0 ? 1 : 0),
    key: `k${n}`,
    ...(named ? { members: [id] } : {}),
  };
  const due = calendar.addWorkingDays(day, 8);
  const run = {
    claim: () => claim(db, command, ctx),
    release: () => release(db, command, ctx),
    assign: () => assign(db, { ...command, to: 'o2', reason: 'đi vắng' }, ctx),
    note: () => note(db, { ...command, text: 'đã gọi' }, ctx),
    extend: () => extend(db, { ...command, due, basis: 'Công văn số 5' }, ctx),
    waive: () => waive(db, { ...command, basis: 'Công văn số 6' }, ctx),
    resolve: () => resolve(db, { ...command, outcome: 'resolved', resolution: 'report-later' }, ctx),
    cancel: () => resolve(db, { ...command, outcome: 'cancelled' }, ctx),
  };
  return allowed(run[verb]());
}

async function check(db: Db): Promise<void> {
  const tasks = await db.prisma.task.findMany({ include: { events: true, members: true } });
  for (const task of tasks) {
    expect(task.events).toHaveLength(task.version);
    expect(task.events.map((event) => event.version).toSorted((a, b) => a - b)).toEqual(task.events.map((_, i) => i + 1));
    const open = task.members.filter((member) => member.status === 'open').length;
    if (task.status === 'closed') expect(open).toBe(0);
    else expect(open > 0 || task.allIn).toBe(true);
    expect(task.status === 'claimed').toBe(task.status !== 'closed' && task.ownerId !== null);
    expect(task.events.filter((event) => event.verb === 'closed')).toHaveLength(task.status === 'closed' ? 1 : 0);
  }
  const keys = tasks.filter((task) => task.status !== 'closed').map((task) => `${task.kind}#${task.groupId}`);
  expect(new Set(keys).size).toBe(keys.length);

  const openMembers = tasks.flatMap((task) =>
    task.members.filter((member) => member.status === 'open').map((member) => ({ ...member, kind: task.kind })),
  );
  const duties = await db.prisma.assignment.findMany();
  for (const duty of duties) {
    const kinds = openMembers
      .filter((member) => member.assignmentId === duty.id && member.kind !== 'extension')
      .map((member) => member.kind);
    if (duty.status !== 'open') expect(kinds).toEqual([]);
    // At most one, and of the verdict's own kind: a person may have ended it, the verdict stays.
    expect(kinds.length).toBeLessThanOrEqual(1);
    if (kinds[0] !== undefined)
      expect(duty.verdict).toBe({ miss: 'miss', contact: 'contact', systemic: 'held' }[kinds[0]] ?? kinds[0]);
  }
}

test('any sequence of verbs, reports, bounces and judgements keeps the tasks sound', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
      const db = await freshFacts();
      try {
        await seed(db, { units: UNITS, cells: CELLS });
        await letterAbout(db, allAssignments(UNITS, CELLS));
        let day = JUDGE_ON;
        await judgeOn(db, day);
        for (const [n, next] of moves.entries()) {
          if (next.verb === 'judge') day = calendar.addWorkingDays(day, next.stale + 1);
          if (await perform(db, next, day, n)) done += 1;
          await check(db);
        }
      } finally {
        await dropFacts(db);
      }
    }),
    { numRuns: 15, endOnFailure: false },
  );
  expect(done).toBeGreaterThan(30);
}, 240_000);
