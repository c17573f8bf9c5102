import { Command } from 'commander';
import { register } from '../../src/cli/record';
import type { Db } from '../../src/services/db';
import { dropFacts, freshFacts } from '../support/facts';
import { assignmentId, at, PLAN, seed, TOPIC } from '../services/tasks/seed';

const CELL = 'cd-2/session/u1-c1';
let db: Db;
let now = at('2023-06-13').asOf;
let printed: string[] = [];

beforeEach(async () => {
  db = await freshFacts();
  await seed(db, { units: 1, cells: 2 });
  now = at('2023-06-13').asOf;
  printed = [];
});
afterEach(() => dropFacts(db));

async function run(...words: string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  register(program, { withFacts: (work) => work(db), now: () => now, print: (text) => printed.push(text) });
  await program.parseAsync(['record', ...words], { from: 'user' });
  return printed.at(-1) ?? '';
}

describe('record report', () => {
  it('the date and how it was learned are a report; figures follow as a correction', async () => {
    expect(await run('report', CELL, '--held-on', '2023-06-12', '--learned', 'điện thoại, 13/6/2023', '--by', 'o1')).toBe(
      'Đã ghi nhận báo cáo: cd-2/session/u1-c1, đúng thời hạn.',
    );
    const figures = ['--meeting', 'monthly', '--total', '20', '--exempt', '1', '--present', '18', '--absent-with-reason', '1'];
    expect(
      await run('report', CELL, '--held-on', '2023-06-12', '--learned', 'Zalo, 14/6/2023', '--channel', 'zalo', ...figures),
    ).toContain('bổ sung');
    expect(await db.prisma.report.findMany({ orderBy: { revision: 'asc' } })).toMatchObject([
      { by: 'o1', channel: 'phone', content: {}, learned: 'điện thoại, 13/6/2023' },
      { by: 'operator', channel: 'zalo', content: { meeting: 'monthly', total: 20, present: 18 } },
    ]);
  });

  it('the same key is recorded once; --json answers for programs', async () => {
    const same = () => run('report', CELL, '--held-on', '2023-06-12', '--learned', 'điện thoại', '--key', 'k', '--json');
    expect(JSON.parse(await same())).toEqual({ assignmentId: `${PLAN}/${CELL}`, revision: 1, late: false, repeated: false });
    expect(JSON.parse(await same())).toMatchObject({ revision: 1, repeated: true });
  });

  it('figures that contradict each other are refused and change nothing', async () => {
    await expect(
      run('report', CELL, '--held-on', '2023-06-12', '--learned', 'x', '--meeting', 'alone', '--total', '5', '--present', '6'),
    ).rejects.toMatchObject({
      code: 'CD_REPORT_FAULTS',
      fields: [{ field: 'present', code: 'present-over-expected' }],
    });
    expect(await db.prisma.report.count()).toBe(0);
  });

  it('an assignment written otherwise is wrong usage, an unknown one is named', async () => {
    await expect(run('report', 'u1-c1', '--held-on', '2023-06-12', '--learned', 'x')).rejects.toMatchObject({
      code: 'CD_USAGE',
      exit: 2,
    });
    await expect(run('report', 'cd-2/session/nobody', '--held-on', '2023-06-12', '--learned', 'x')).rejects.toMatchObject({
      code: 'CD_ASSIGNMENT_UNKNOWN',
      exit: 1,
    });
  });
});

describe('which plan', () => {
  it('none running, or several, asks for --plan', async () => {
    const plan = await db.prisma.plan.findUniqueOrThrow({ where: { id: PLAN } });
    const { document, calendar, policy, ...row } = plan;
    await db.prisma.plan.create({
      data: { ...row, id: 'p-other', document: document ?? {}, calendar: calendar ?? {}, policy: policy ?? {} },
    });
    await expect(run('planned', CELL, '--date', '2023-06-20')).rejects.toMatchObject({ code: 'CD_USAGE' });
    expect(await run('planned', CELL, '--date', '2023-06-20', '--plan', PLAN)).toContain('20/6/2023');
    await db.prisma.plan.updateMany({ data: { status: 'closed' } });
    await expect(run('planned', CELL, '--date', '2023-06-20')).rejects.toMatchObject({ code: 'CD_USAGE' });
    await expect(run('planned', CELL, '--date', '2023-06-20', '--plan', 'nothing')).rejects.toMatchObject({
      code: 'CD_PLAN_UNKNOWN',
    });
  });
});

describe('record, otherwise', () => {
  it('a planned date after the due offers to ask for a later one', async () => {
    expect(await run('planned', CELL, '--date', '2023-07-05')).toContain(`record extension ${CELL} --until 2023-07-05`);
    expect(await run('extension', CELL, '--until', '2023-07-05', '--reason', 'Bí thư đi công tác')).toContain(
      'Đã chuyển đề nghị',
    );
    expect(await db.prisma.task.findMany()).toMatchObject([{ kind: 'extension', subjectId: assignmentId(1, 1) }]);
  });

  it('a reply says until when reminders rest', async () => {
    expect(await run('reply', CELL, '--text', 'đã sinh hoạt')).toContain('16/6/2023');
  });

  it('passed on, for several at once', async () => {
    await run('passed-on', CELL, 'cd-2/session/u1-c2', '--how', 'điện thoại');
    expect(await db.prisma.assignment.count({ where: { passedOnAt: new Date(now) } })).toBe(2);
  });

  it('materials, a confirmed stage, a contact and a bounce reach the facts', async () => {
    await run('materials', 'cd-2', '--basis', 'Công văn số 5');
    expect(await db.prisma.topic.findUniqueOrThrow({ where: { id: TOPIC } })).toMatchObject({ materialsAt: new Date(now) });
    expect(await run('confirm', 'cd-2/study', '--basis', 'Thông báo số 3')).toBe(
      'Đã xác nhận: cd-2/study, từ ngày 13/6/2023 đến hết ngày 30/6/2023.',
    );
    await run('bounced', 'u1-c1@example.org', '--why', 'thư trả lại');
    expect(await run('contact', 'u1-c1', '--email', 'moi@example.org')).toContain('Đã cập nhật đầu mối');
    expect(await db.prisma.route.findMany({ where: { bodyId: 'u1-c1' } })).toMatchObject([{ address: 'moi@example.org' }]);
  });
});
