/** Pausing and resuming: nothing that was meant is lost, nobody is written to twice, reports come in meanwhile. */
import { dateText } from '../../../src/domain/wording';
import { instantOf, type Instant, type LocalDate } from '../../../src/domain/dates';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { givePlannedDate } from '../../../src/services/duties/planned-dates';
import { loadOwnerAgenda } from '../../../src/services/steps/agenda';
import { transaction, type Context } from '../../../src/services/db';
import { pausePlan, resumePlan } from '../../../src/services/plans/pauses';
import { loadPlan } from '../../../src/services/plans/load';
import { submitReport } from '../../../src/services/duties/reports';
import { performStep } from '../../../src/services/steps/perform';
import { told } from '../../../src/services/duties/told';
import { startMailRun, type MailRun } from '../../activities/mail-run';
import { assignmentOf, bodyOf, DUE, PLAN, remind, seedCells, STAGE, TOPIC, ZONE } from '../../support/cells';

const OPENS = '2023-06-26';
const BASIS = 'Ý kiến Thường trực Đảng ủy, ngày 26/6/2023';

let run: MailRun;
beforeEach(async () => {
  run = await startMailRun();
});
afterEach(() => run.close());

const at = (day: LocalDate, hour: number): Instant => instantOf(day, hour * 60, ZONE);
const ctx = (day: LocalDate, hour: number): Context => ({ asOf: at(day, hour), by: 'o1' });
const pause = (day: LocalDate, hour: number) => pausePlan(run.db, { planId: PLAN, basis: BASIS }, ctx(day, hour));
const resume = (day: LocalDate, hour: number, past: 'skip' | 'due-now' | null = null) =>
  resumePlan(run.db, { planId: PLAN, past }, ctx(day, hour));
const deliver = (day: LocalDate, hour: number) => run.worker().deliver(at(day, hour));
const notices = () =>
  run.db.prisma.notice.findMany({
    orderBy: [{ bodyId: 'asc' }, { urgency: 'asc' }],
    select: { bodyId: true, reason: true, status: true, why: true },
  });
const duty = (n: number) => run.db.prisma.assignment.findUniqueOrThrow({ where: { id: assignmentOf(n) } });
const report = (n: number, day: LocalDate, hour: number) =>
  submitReport(
    run.db,
    {
      assignmentId: assignmentOf(n),
      idempotencyKey: `k${n}`,
      channel: 'phone',
      heldOn: day,
      learned: 'Bí thư báo qua điện thoại',
      content: null,
    },
    ctx(day, hour),
  );

async function toldIds(): Promise<string[]> {
  return transaction(run.db, async (tx) => {
    const plan = await loadPlan(tx, PLAN);
    const rows = await tx.$queryRaw<{ id: string }[]>`select a.id from "Assignment" a where ${told(plan)} order by a.id`;
    return rows.map(({ id }) => id);
  });
}

/** The session opens at 00:00 of Monday 26/6: letters are planned for that morning. */
async function openOnMonday(cells: number): Promise<void> {
  await seedCells(run.db, cells);
  await run.db.prisma.stage.update({ where: { id: STAGE }, data: { status: 'waiting', opensOn: OPENS, openedAt: null } });
  await run.db.prisma.assignment.updateMany({ data: { status: 'pending' } });
  expect(
    await performStep(run.db, { kind: 'topic', id: TOPIC }, `session/open/${OPENS}`, { asOf: at(OPENS, 0), by: 'system' }),
  ).toMatchObject({ notices: cells });
}

describe('letters that a pause kept back', () => {
  test('go out once in the next window after it, and their duties count as told', async () => {
    await openOnMonday(3);
    await pause(OPENS, 7.5);
    expect(await deliver(OPENS, 10)).toMatchObject({ sent: 0 });
    expect((await notices()).map(({ status, why }) => [status, why])).toEqual([1, 2, 3].map(() => ['skipped', 'paused']));
    expect(await toldIds()).toEqual([]);
    expect(await resume(OPENS, 11)).toEqual({ past: 0, letters: 3 });
    expect((await notices()).map(({ status }) => status)).toEqual(['planned', 'planned', 'planned']);
    expect(await deliver(OPENS, 19)).toMatchObject({ sent: 0 });
    expect(await deliver('2023-06-27', 10)).toMatchObject({ sent: 3 });
    expect(await deliver('2023-06-28', 10)).toMatchObject({ sent: 0 });
    expect(run.sink.mails).toHaveLength(3);
    expect(await toldIds()).toEqual([1, 2, 3].map(assignmentOf));
  });

  test('stay skipped where their reason is gone: reported, a date given, a new due, no window before the due', async () => {
    await openOnMonday(4);
    await remind(run.db, { at: at(OPENS, 8) });
    await pause(OPENS, 7);
    await deliver(OPENS, 10);
    await report(1, OPENS, 12);
    await givePlannedDate(run.db, { assignmentId: assignmentOf(2), date: '2023-06-29' }, ctx(OPENS, 12));
    await run.db.prisma.assignment.update({ where: { id: assignmentOf(3) }, data: { dueRevision: 2 } });
    await run.db.prisma.assignment.update({ where: { id: assignmentOf(4) }, data: { dueAt: new Date(at('2023-06-27', 0)) } });
    // the openings of the one that gave a date and of the one with a new due: what their session is about is still news to them
    expect(await resume(OPENS, 21)).toMatchObject({ letters: 2 });
    const of = (n: number) =>
      notices().then((rows) =>
        rows
          .filter((row) => row.bodyId === bodyOf(n) && row.reason !== 'receipt')
          .map(({ reason, status, why }) => [reason, status, why]),
      );
    expect(await of(1)).toEqual([
      ['open', 'skipped', 'paused'],
      ['remind', 'skipped', 'paused'],
    ]);
    expect(await of(2)).toEqual([
      ['open', 'planned', null],
      ['remind', 'skipped', 'paused'],
    ]);
    expect(await of(3)).toEqual([
      ['open', 'planned', null],
      ['remind', 'skipped', 'paused'],
    ]);
    expect(await of(4)).toEqual([
      ['open', 'skipped', 'paused'],
      ['remind', 'skipped', 'no-window-before-deadline'],
    ]);
  });

  test('a due that moves in the pause is told by the opening that comes after it, not beside it', async () => {
    await openOnMonday(1);
    await pause(OPENS, 7);
    await deliver(OPENS, 10);
    await transaction(run.db, async (tx) =>
      extendAssignments(tx, run.db, await loadPlan(tx, PLAN), ctx(OPENS, 11), {
        assignmentIds: [assignmentOf(1)],
        due: '2023-07-31',
        basis: 'Công văn số 12-CV/BTG',
      }),
    );
    await resume(OPENS, 12);
    await deliver('2023-06-27', 10);
    expect(run.sink.mails).toHaveLength(1);
    expect(await run.db.prisma.notice.findMany()).toMatchObject([{ reason: 'open', status: 'sent', dueRevision: 2 }]);
  });

  test('of one duty only the most urgent; of a pause before this one nothing', async () => {
    await openOnMonday(2);
    await remind(run.db, { at: at(OPENS, 8), cells: [1] });
    await pause(OPENS, 7);
    await deliver(OPENS, 10);
    await resume(OPENS, 11);
    expect(await notices()).toMatchObject([
      { reason: 'open', status: 'skipped' },
      { reason: 'remind', status: 'planned' },
      { bodyId: bodyOf(2), status: 'planned' },
    ]);
    await pause('2023-06-27', 7);
    await deliver('2023-06-27', 10);
    expect(await resume('2023-06-27', 11)).toMatchObject({ letters: 2 });
    await deliver('2023-06-28', 10);
    expect(run.sink.mails).toHaveLength(2);
    expect(await notices()).toMatchObject([
      { reason: 'open', status: 'skipped' },
      { reason: 'remind', status: 'sent' },
      { bodyId: bodyOf(2), status: 'sent' },
    ]);
  });

  test('“tomorrow” is not said on a later day', async () => {
    await seedCells(run.db, 1);
    await remind(run.db, { reason: 'tomorrow', at: at('2023-06-29', 8) });
    await pause('2023-06-29', 7);
    await deliver('2023-06-29', 10);
    await resume('2023-06-29', 11);
    expect(await notices()).toMatchObject([{ reason: 'remind', status: 'planned' }]);
    await deliver('2023-06-30', 10);
    expect(run.sink.mails).toHaveLength(1);
  });

  test('an invitation to a day to come goes out, one to a day that is over and a digest of a past Monday do not', async () => {
    await seedCells(run.db, 3);
    const start = new Date(at(OPENS, 8));
    const beside = (n: number, kind: string, reason: string, data: object) => ({
      id: `n${n}`,
      dedupeKey: `${PLAN}#${n}`,
      kind,
      reason,
      urgency: 20,
      bodyId: bodyOf(n),
      stageId: reason === 'digest' ? null : STAGE,
      contactId: `${bodyOf(n)}#1`,
      address: `chi-bo-${n}@cells.example.org`,
      via: 'email',
      transport: run.db.transport,
      immediate: false,
      windowStart: start,
      slotAt: start,
      raisedAt: start,
      data,
      status: 'planned',
    });
    await run.db.prisma.notice.createMany({
      data: [
        beside(1, 'open', 'invitation', { date: '2023-06-28', sequence: 0 }),
        beside(2, 'open', 'invitation', { date: '2023-06-26', sequence: 0 }),
        beside(3, 'digest', 'digest', {}),
      ],
    });
    await pause(OPENS, 7);
    await deliver(OPENS, 10);
    expect(await resume('2023-06-27', 7)).toMatchObject({ letters: 1 });
    expect((await notices()).map(({ reason, status }) => [reason, status])).toEqual([
      ['invitation', 'planned'],
      ['invitation', 'skipped'],
      ['digest', 'skipped'],
    ]);
  });
});

describe('resuming after a due has passed', () => {
  test('asks what becomes of it, and changes nothing until told', async () => {
    await seedCells(run.db, 2);
    await pause('2023-06-29', 7);
    await expect(resume('2023-07-03', 9)).rejects.toMatchObject({
      code: 'CD_PAST_DATES',
      faults: [{ stage: 'tu-soi/session', message: `thời hạn ${dateText(DUE)}` }],
    });
    expect(await run.db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({
      status: 'paused',
      pausedAt: new Date(at('2023-06-29', 7)),
    });
  });

  test('skip: these are not followed, what was kept back of them is not sent', async () => {
    await seedCells(run.db, 2);
    await remind(run.db, { at: at('2023-06-29', 8) });
    await pause('2023-06-29', 7);
    await deliver('2023-06-29', 10);
    await report(1, '2023-06-30', 9);
    expect(await resume('2023-07-03', 9, 'skip')).toEqual({ past: 1, letters: 0 });
    expect([await duty(1), await duty(2)]).toMatchObject([{ status: 'reported' }, { status: 'skipped' }]);
    await deliver('2023-07-04', 10);
    // the receipt of the report alone
    expect(run.sink.mails.map(({ to }) => to)).toEqual([['chi-bo-1@cells.example.org']]);
  });

  test('due-now: due five working days from now, one letter says so', async () => {
    await seedCells(run.db, 2);
    await remind(run.db, { at: at('2023-06-29', 8) });
    await pause('2023-06-29', 7);
    await deliver('2023-06-29', 10);
    expect(await resume('2023-07-03', 7, 'due-now')).toEqual({ past: 2, letters: 0 });
    expect([await duty(1), await duty(2)]).toMatchObject(
      [1, 2].map(() => ({ status: 'open', dueDate: '2023-07-10', dueRevision: 2 })),
    );
    await deliver('2023-07-03', 10);
    await deliver('2023-07-04', 10);
    expect(run.sink.mails).toHaveLength(2);
    expect(await run.db.prisma.dueRevision.findMany({ select: { number: true, dueDate: true } })).toEqual(
      [1, 2].map(() => ({ number: 2, dueDate: '2023-07-10' })),
    );
  });
});

test('pausing twice keeps the first instant; resuming twice does nothing more', async () => {
  await openOnMonday(1);
  await pause(OPENS, 7);
  await deliver(OPENS, 10);
  await pause(OPENS, 10.5);
  expect(await run.db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } })).toMatchObject({ pausedAt: new Date(at(OPENS, 7)) });
  expect(await resume(OPENS, 11)).toMatchObject({ letters: 1 });
  expect(await resume(OPENS, 12)).toEqual({ past: 0, letters: 0 });
  expect(
    await run.db.prisma.audit.findMany({ where: { subject: PLAN }, orderBy: { id: 'asc' }, select: { action: true } }),
  ).toEqual([{ action: 'plan.paused' }, { action: 'plan.resumed' }]);
});

test('while paused no step is due, and reports are taken', async () => {
  await seedCells(run.db, 1);
  const owner = { kind: 'topic', id: TOPIC } as const;
  const steps = () => transaction(run.db, (tx) => loadOwnerAgenda(tx, owner)).then(({ steps: due }) => due.length);
  expect(await steps()).toBeGreaterThan(0);
  await pause(OPENS, 7);
  expect(await steps()).toBe(0);
  expect(await performStep(run.db, owner, `session/open/${OPENS}`, ctx(OPENS, 8))).toBeNull();
  expect(await report(1, OPENS, 9)).toMatchObject({ revision: 1, late: false });
  expect(await duty(1)).toMatchObject({ status: 'reported' });
});
