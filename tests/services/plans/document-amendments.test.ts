import { readAmendment } from '../../../src/documents/amendment/read';
import type { LocalDate } from '../../../src/domain/dates';
import type { CalendarFile } from '../../../src/domain/organisation';
import { transaction, type Db } from '../../../src/services/db';
import { extendAssignments } from '../../../src/services/duties/extensions';
import { amendPlan } from '../../../src/services/plans/amendments';
import { viewDocument, type DocumentAmendment } from '../../../src/services/plans/document-amendments';
import { loadPlan } from '../../../src/services/plans/load';
import { startPlan } from '../../../src/services/plans/start';
import { loadOwnerAgenda } from '../../../src/services/steps/agenda';
import { performStep } from '../../../src/services/steps/perform';
import { dropFacts, freshFacts } from '../../support/facts';
import { at, body, briefing, planOf, rosterOf, stage, topic, TOPIC } from './small-plan';

const SAID = 'Thời gian sinh hoạt: Quý II năm 2023';
const PLAN = planOf([
  topic(
    {
      briefing: briefing({ due: '2023-04-11', said: 'Hội nghị ngày 11/4/2023' }),
      session: stage({ said: SAID }),
      reporting: stage({
        owners: ['unit'],
        due: '2023-07-14',
        dueRule: { workingDays: 10, after: 'session' },
        said: 'Báo cáo sau 10 ngày làm việc',
      }),
    },
    { title: 'Giữ gìn đoàn kết, thống nhất trong Đảng' },
  ),
]);
const roster = rosterOf([
  body('btv', 1, ['issuer'], null, 'btv'),
  body('btg', 2, ['board'], 'btv', 'btg'),
  body('a', 2, ['unit'], 'btv', 'a'),
  ...['a1', 'a2', 'a3', 'a4'].map((id) => body(id, 3, ['cell'], 'a', id)),
]);

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await startPlan(db, { document: PLAN, roster, calendar: {}, from: '2023-03-01', past: null }, at('2023-03-01'));
});
afterEach(() => dropFacts(db));

const letter = (text: string) =>
  readAmendment(
    Buffer.from(
      `BAN TUYÊN GIÁO\nSố 12-CV/BTGĐUK\nV/v điều chỉnh thời gian\nHà Tĩnh, ngày 05 tháng 4 năm 2023\n\nKính gửi: Các chi bộ\n\n${text}\n`,
    ),
    'cv.txt',
    { year: 2023 },
  );
const input = async (text: string | null, more: Partial<DocumentAmendment> = {}): Promise<DocumentAmendment> => ({
  planId: 'p',
  reading: text === null ? null : await letter(text),
  answers: { set: [], ignore: [] },
  calendar: null,
  basis: null,
  past: null,
  ...more,
});
const open = (day: LocalDate) => performStep(db, { kind: 'topic', id: TOPIC }, `session/open/${day}`, at(day, 0));
const duty = (of: string) => db.prisma.assignment.findUniqueOrThrow({ where: { id: `${TOPIC}/session/${of}` } });
const LATER = 'Gia hạn thời gian sinh hoạt Chuyên đề 1 đến hết ngày 15/7/2023 thay vì ngày 30/6/2023.';

/** Every row that a revision writes. */
async function traces() {
  const { prisma } = db;
  return {
    rows: await Promise.all([
      prisma.event.count(),
      prisma.audit.count(),
      prisma.notice.count(),
      prisma.dueRevision.count(),
      prisma.planRevision.count(),
      prisma.stepRun.count(),
    ]),
    plan: await prisma.plan.findUniqueOrThrow({ where: { id: 'p' } }),
    stages: await prisma.stage.findMany({ orderBy: { id: 'asc' } }),
  };
}

test('what moves for whom is told exactly, and nothing is written', async () => {
  await open('2023-04-03');
  await db.prisma.notice.updateMany({ where: { reason: 'open' }, data: { status: 'sent' } });
  await db.prisma.assignment.update({ where: { id: `${TOPIC}/session/a1` }, data: { status: 'reported' } });
  const extension = { assignmentIds: [`${TOPIC}/session/a2`], due: '2023-08-31', basis: 'Công văn số 7' };
  await transaction(db, async (tx) => extendAssignments(tx, db, await loadPlan(tx, 'p'), at('2023-04-04'), extension));
  const before = await traces();
  const view = await viewDocument(db, await input(LATER), at('2023-04-06'));
  expect(await traces()).toEqual(before);
  expect(view).toMatchObject({ basis: 'Công văn số 12-CV/BTGĐUK ngày 05/4/2023', questions: [], revision: 1 });
  expect(view.dates).toMatchObject([{ topicId: 'cd-1', stage: 'session', due: '2023-07-15', place: { line: 8 } }]);
  expect(view.effects).toMatchObject([
    { stage: 'cd-1/reporting', moved: 1 },
    { stage: 'cd-1/session', status: 'open', awaited: { cell: 3 }, moved: 2, reported: 1, single: 1, arise: { 'due-moved': 2 } },
  ]);
  await amendPlan(db, { document: view.document, basis: view.basis ?? '', revision: view.revision }, at('2023-04-06'));
  expect(await duty('a1')).toMatchObject({ status: 'reported', dueDate: '2023-06-30' });
  expect(await duty('a2')).toMatchObject({ dueDate: '2023-08-31' });
  expect(await duty('a3')).toMatchObject({ dueDate: '2023-07-15', dueRevision: 2 });
  expect(await db.prisma.notice.count({ where: { reason: 'due-moved' } })).toBe(3); // a2's extension, then two
  const { document } = await loadPlan(db.prisma, 'p');
  expect(document.topics[0]?.stages.session).toMatchObject({ said: LATER, due: '2023-07-15' });
  expect(document.topics[0]?.stages.reporting).toMatchObject({ due: '2023-07-28', dueRule: { workingDays: 10 } });
});

test('what follows from the document waits for its questions: no effects are shown, an answer settles it', async () => {
  await db.prisma.stage.update({ where: { id: `${TOPIC}/session` }, data: { status: 'closed' } });
  const asked = await viewDocument(db, await input(LATER), at('2023-04-06'));
  expect(asked.questions).toMatchObject([{ number: 1, about: 'cd-1/session', reason: expect.stringContaining('đã kết thúc') }]);
  expect([asked.changes, asked.effects]).toEqual([[], []]);
  const set = [{ path: 'cd-1/session', text: 'đến hết ngày 15/7/2023' }];
  const answered = await viewDocument(db, await input(LATER, { answers: { set, ignore: [] } }), at('2023-04-06'));
  expect(answered.questions).toEqual([]);
  expect(answered.document.topics[0]?.stages.session).toMatchObject({
    due: '2023-07-15',
    said: 'Thời gian sinh hoạt: Quý II năm 2023',
    decided: 'đến hết ngày 15/7/2023',
    basis: 'Công văn số 12-CV/BTGĐUK ngày 05/4/2023',
  });
});

test('the old date may be the one that is followed, where the plan started late', async () => {
  await db.prisma.stage.update({ where: { id: `${TOPIC}/session` }, data: { dueDate: '2023-07-07', lateAfter: '2023-07-07' } });
  const text = LATER.replace('30/6/2023', '07/7/2023');
  expect((await viewDocument(db, await input(text), at('2023-04-06'))).questions).toEqual([]);
  const other = await viewDocument(db, await input(LATER.replace('30/6/2023', '08/7/2023')), at('2023-04-06'));
  expect(other.questions).toMatchObject([
    { about: 'cd-1/session', reason: expect.stringContaining('đang theo dõi theo 07/7/2023') },
  ]);
});

test('a conference that moves invites again whoever was invited', async () => {
  const plan = await loadPlan(db.prisma, 'p');
  const day = plan.calendar.addWorkingDays('2023-04-11', -plan.policy.confirmDays);
  await performStep(db, { kind: 'topic', id: TOPIC }, `briefing/invite/${day}`, at(day, 0));
  await db.prisma.notice.updateMany({ where: { reason: 'invitation' }, data: { status: 'sent' } });
  const view = await viewDocument(
    db,
    await input('Hội nghị quán triệt Chuyên đề 1 dời từ ngày 11/4/2023 sang ngày 18/4/2023.'),
    at('2023-04-06'),
  );
  expect(view.effects).toMatchObject([{ stage: 'cd-1/briefing', arise: { invitation: 1 } }]);
  expect(await db.prisma.notice.count({ where: { status: 'planned', reason: 'invitation' } })).toBe(0);
});

test('a due that follows another into the past has to be settled', async () => {
  const view = await viewDocument(
    db,
    await input('Thời gian sinh hoạt Chuyên đề 1 được điều chỉnh đến hết ngày 28/4/2023.', { past: 'due-now' }),
    at('2023-06-01'),
  );
  expect(view.past.map((fault) => fault.stage)).toEqual(['cd-1/session', 'cd-1/reporting']);
  const unsettled = await viewDocument(
    db,
    await input('Thời gian sinh hoạt Chuyên đề 1 được điều chỉnh đến hết ngày 28/4/2023.'),
    at('2023-06-01'),
  );
  expect(unsettled.questions).toMatchObject([{ reason: 'thời hạn mới (28/4/2023) đã qua' }]);
});

test('a plan that ended is not amended, nor by a plan of another year', async () => {
  const whole = Buffer.from(
    'KẾ HOẠCH\nsinh hoạt chuyên đề năm 2022\n\nI. NỘI DUNG\n\n1. Chuyên đề 1: “Đoàn kết”\nThời gian sinh hoạt: tháng 5.\n',
  );
  const reading = await readAmendment(whole, 'kh.txt', { year: 2023 });
  await expect(viewDocument(db, await input(null, { reading }), at('2023-04-06'))).rejects.toMatchObject({
    code: 'CD_AMENDMENT_OTHER_PLAN',
  });
  await db.prisma.plan.update({ where: { id: 'p' }, data: { status: 'cancelled' } });
  await expect(viewDocument(db, await input(LATER), at('2023-04-06'))).rejects.toMatchObject({ code: 'CD_PLAN_ENDED' });
});

test('a letter that names other plans by their numbers is refused, unless the basis is given', async () => {
  const of = (number: string) => `Thực hiện Kế hoạch số ${number}, ngày 01/3/2023. ${LATER}`;
  await expect(viewDocument(db, await input(of('99-KH/ĐUK')), at('2023-04-06'))).rejects.toMatchObject({
    code: 'CD_AMENDMENT_OTHER_PLAN',
  });
  const allTheSame = await input(of('99-KH/ĐUK'), { basis: 'Công văn số 3-CV/ĐUK, ngày 05/4/2023' });
  for (const meant of [await input(of('1 – KH/ĐUK')), allTheSame])
    expect((await viewDocument(db, meant, at('2023-04-06'))).changes.length).toBeGreaterThan(0);
});

describe('another calendar', () => {
  const CALENDAR: CalendarFile = {
    2023: { daysOff: { '2023-07-04': 'Nghỉ bù', '2023-06-28': 'Nghỉ bù' }, makeUpWorkingDays: [] },
  };
  const BASIS = 'Thông báo số 9-TB/ĐUK, ngày 05/6/2023';

  test('shows every due that would move, and moves none until it is a revision', async () => {
    await open('2023-04-03');
    const before = await traces();
    const view = await viewDocument(db, await input(null, { calendar: CALENDAR, basis: BASIS }), at('2023-06-06'));
    expect(await traces()).toEqual(before);
    expect(view.calendar?.days.map(({ day }) => day)).toEqual(['2023-06-28', '2023-07-04']);
    expect(view.changes).toMatchObject([
      { kind: 'due-moved', stage: 'reporting', from: { due: '2023-07-14' }, to: { due: '2023-07-17' } },
    ]);
    expect(view.effects).toMatchObject([{ stage: 'cd-1/reporting', moved: 1 }]);
  });

  test('is a revision with its basis: dues, judgements and steps to come follow it', async () => {
    await open('2023-04-03');
    const reminded = async () => (await loadOwnerAgenda(db.prisma, { kind: 'topic', id: TOPIC })).steps.map(({ key }) => key);
    expect(await reminded()).toContain('session/remind/2023-06-27');
    expect(await duty('a1')).toMatchObject({ judgeOn: '2023-07-06' });
    const view = await viewDocument(db, await input(null, { calendar: CALENDAR }), at('2023-06-06'));
    const amendment = { document: view.document, revision: 1, calendar: CALENDAR };
    await expect(amendPlan(db, { ...amendment, basis: ' ' }, at('2023-06-06'))).rejects.toMatchObject({
      code: 'CD_BASIS_MISSING',
    });
    await amendPlan(db, { ...amendment, basis: BASIS }, at('2023-06-06'));
    expect(await reminded()).toContain('session/remind/2023-06-26');
    expect(await reminded()).not.toContain('session/remind/2023-06-27');
    expect(await duty('a1')).toMatchObject({ judgeOn: '2023-07-07', dueDate: '2023-06-30', dueRevision: 1 });
    const unit = await db.prisma.assignment.findUniqueOrThrow({ where: { id: `${TOPIC}/reporting/a` } });
    expect(unit).toMatchObject({ dueDate: '2023-07-17', dueRevision: 2 });
    const plan = await loadPlan(db.prisma, 'p');
    expect([plan.revision, plan.calendar.isWorkingDay('2023-06-28')]).toEqual([2, false]);
    const revisions = await db.prisma.planRevision.findMany({ orderBy: { number: 'asc' } });
    expect(revisions).toMatchObject([{ calendar: null }, { basis: BASIS, calendar: CALENDAR }]);
    expect(await db.prisma.audit.findFirstOrThrow({ where: { action: 'plan.amended' } })).toMatchObject({
      data: {
        calendar: [
          { day: '2023-06-28', worked: false },
          { day: '2023-07-04', worked: false },
        ],
      },
    });
  });

  test('a reminder that ran is not sent again because its day is called another', async () => {
    await open('2023-04-03');
    const owner = { kind: 'topic', id: TOPIC } as const;
    const steps = (await loadOwnerAgenda(db.prisma, owner)).steps.filter(
      ({ kind, stageKind }) => kind === 'remind' && stageKind === 'session',
    );
    for (const { key, date } of steps) await performStep(db, owner, key, at(date, 0));
    expect(steps.at(-1)?.date).toBe('2023-06-27');
    await amendPlan(db, { document: PLAN, revision: 1, calendar: CALENDAR, basis: BASIS }, at('2023-06-27'));
    const left = (await loadOwnerAgenda(db.prisma, owner)).steps.filter(
      ({ kind, stageKind }) => kind === 'remind' && stageKind === 'session',
    );
    expect(left).toEqual([]);
  });
});
