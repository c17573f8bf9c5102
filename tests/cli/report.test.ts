import { Command } from 'commander';
import { register } from '../../src/cli/report';
import { planAgenda } from '../../src/domain/plan-agenda';
import { transaction, type Db } from '../../src/services/db';
import { openPeriodicReport } from '../../src/services/periodic/reports';
import { submitReport } from '../../src/services/duties/reports';
import { toStored } from '../../src/services/stored';
import { dropFacts, freshFacts } from '../support/facts';
import {
  allAssignments,
  assignmentId,
  at,
  document,
  judgeOn,
  JUDGE_ON,
  letterAbout,
  PLAN,
  planOf,
  seed,
  STAGE,
} from '../services/tasks/seed';

const SIGNED = 'Số 12-BC/BTG, ngày 07/7/2023';
let db: Db;
beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 2, cells: 2 });
  const reports = { every: 'quarter', said: 'định kỳ báo cáo' };
  await db.prisma.plan.update({ where: { id: PLAN }, data: { document: toStored({ ...document, reports }) } });
  await db.prisma.stage.update({ where: { id: STAGE }, data: { openedAt: new Date(at('2023-04-03').asOf) } });
  await letterAbout(db, allAssignments(2, 2));
});
afterEach(() => dropFacts(db));

/** What a command line printed on 10/7/2023. */
async function run(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const program = new Command('chuyende').enablePositionalOptions();
  register(program, { withFacts: (work) => work(db), now: () => at('2023-07-10').asOf, print: (text) => printed.push(text) });
  await program.parseAsync(['report', ...words], { from: 'user' });
  return printed.join('\n');
}

/** The report steps of the plan that fall until `day` have run. */
async function reportsDueUntil(day: string): Promise<void> {
  const plan = await planOf(db);
  for (const step of planAgenda(plan).filter(({ kind, date }) => kind === 'report' && date <= day))
    await transaction(db, (tx) => openPeriodicReport(tx, db, plan, step, at(step.date, 'system', 0)));
}
const approvals = (status: string) => db.prisma.task.count({ where: { kind: 'approval', status } });

async function aLateReportAndThreeMissing(): Promise<void> {
  await judgeOn(db, JUDGE_ON);
  await submitReport(
    db,
    {
      assignmentId: assignmentId(1, 1),
      idempotencyKey: 'k',
      channel: 'phone',
      heldOn: '2023-07-05',
      learned: 'điện thoại',
      content: null,
    },
    at('2023-07-07'),
  );
}

test('the draft has heading, address, figures per topic and stage, units with most missing first, and work handled', async () => {
  await aLateReportAndThreeMissing();
  const text = await run('draft', '--period', '2023-Q2');
  expect(text.split('\n').slice(0, 6)).toEqual([
    'CHI BỘ BTV',
    'CHI BỘ BTG',
    '*',
    '',
    'BÁO CÁO',
    'kết quả tổ chức sinh hoạt chuyên đề quý II/2023',
  ]);
  expect(text).toContain('(Dự thảo; số liệu đến 09 giờ 00, ngày 10/7/2023)');
  expect(text).toContain('Kính gửi: Chi bộ btv');
  expect(text).toMatch(/Chuyên đề 2\/2023\s+Sinh hoạt chuyên đề\s+30\/6\/2023\s+04\s+–\s+01\s+–\s+03\s+–/);
  expect(text).toMatch(/1\s+Chi bộ u2\s+02\s+–\n2\s+Chi bộ u1\s+01\s+–/);
  expect(JSON.parse(await run('draft', '--period', '2023-Q3', '--json'))).toMatchObject({
    period: '2023-Q3',
    figures: [{ topic: 'Chuyên đề 2/2023', stage: 'session', duties: 4, inTime: 0, late: 1, miss: 3 }],
    missing: [
      { unitId: 'u2', miss: 2 },
      { unitId: 'u1', miss: 1 },
    ],
    work: [{ kind: 'miss', opened: 2, closed: 0 }],
    signed: null,
  });
});

test('sending ends the approval task, keeps number, date and figures in the trail, and is refused a second time', async () => {
  await reportsDueUntil('2023-07-31');
  await aLateReportAndThreeMissing();
  expect(await approvals('open')).toBe(2);
  expect(await run('send', '--period', '2023-Q2', '--signed', SIGNED, '--by', 'head')).toContain(
    `báo cáo 2023-Q2 đã ký, ban hành: ${SIGNED}`,
  );
  expect([await approvals('open'), await approvals('closed')]).toEqual([1, 1]);
  const [row, ...more] = await db.prisma.audit.findMany({ where: { action: 'report.sent' } });
  expect(row).toMatchObject({ by: 'head', data: { period: '2023-Q2', signed: SIGNED, figures: [{ late: 1, miss: 3 }] } });
  expect(more).toEqual([]);
  await expect(run('send', '--period', '2023-Q2', '--signed', 'Số 13-BC/BTG, ngày 08/7/2023')).rejects.toMatchObject({
    code: 'CD_REPORT_SENT',
    http: 409,
    values: { signed: SIGNED },
  });
  expect(await run('draft', '--period', '2023-Q2')).toContain(`(Đã ký, ban hành: ${SIGNED};`);
  expect(JSON.parse(await run('draft', '--json'))).toMatchObject({ period: '2023-Q1', signed: null });
});

test('sent by two at once, it is sent once', async () => {
  await reportsDueUntil('2023-07-31');
  const results = await Promise.allSettled(
    ['a', 'b'].map((by) => run('send', '--period', '2023-Q2', '--signed', SIGNED, '--by', by)),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await db.prisma.audit.count({ where: { action: 'report.sent' } })).toBe(1);
});

test.each([
  ['without number and date', ['--period', '2023-Q2', '--signed', 'đã ký'], 'CD_REPORT_UNSIGNED'],
  ['blank', ['--period', '2023-Q2', '--signed', ' '], 'CD_BASIS_MISSING'],
  ['before it is due', ['--period', '2023-Q4', '--signed', SIGNED], 'CD_REPORT_NOT_DUE'],
  ['for a period the plan does not report on', ['--period', '2022-Q4', '--signed', SIGNED], 'CD_PERIOD_UNKNOWN'],
])('a sending %s is refused and changes nothing', async (_, words, code) => {
  await reportsDueUntil('2023-07-31');
  await expect(run('send', ...words)).rejects.toMatchObject({ code });
  expect(await approvals('closed')).toBe(0);
  expect(await db.prisma.audit.count({ where: { action: 'report.sent' } })).toBe(0);
});

test('a plan whose file asks for no reports says so, whatever the period', async () => {
  await db.prisma.plan.update({ where: { id: PLAN }, data: { document: toStored({ ...document, reports: null }) } });
  const none = { code: 'CD_REPORTS_NONE', message: `The plan ${PLAN} asks for no periodic report` };
  await expect(run('draft')).rejects.toMatchObject(none);
  await expect(run('draft', '--period', '2023-Q2')).rejects.toMatchObject(none);
  await expect(run('send', '--signed', SIGNED)).rejects.toMatchObject(none);
});
