import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { tell } from '../../src/cli/main';
import { register as registerAmend } from '../../src/cli/plan-amend';
import { register } from '../../src/cli/plan-life';
import type { Surroundings } from '../../src/cli/tasks';
import { instantOf } from '../../src/domain/dates';
import type { Db } from '../../src/services/db';
import { dropFacts, freshFacts } from '../support/facts';

const ROSTER = `id,name,role,parent,email
btv,Ban Thường vụ,issuer,,
btg,Ban Tuyên giáo,board,btv,
a,Đảng bộ A,unit,btv,a@example.org
a1,Chi bộ A1,cell,a,a1@example.org
`;
const planOf = (session: string) => `plan: { id: p, year: 2023, title: Kế hoạch, roles: { issuer: btv, board: btg } }
topics:
  - id: cd-1
    title: Chuyên đề một
    stages:
      session:
        owner: cell
        opens: 2023-03-01
        said: Theo lịch
        due: ${session}
      study: { owner: cell, opens: 2023-03-02, due: 2023-03-30, said: Theo lịch }
`;

let db: Db;
let folder: string;
beforeEach(async () => {
  db = await freshFacts();
  folder = mkdtempSync(path.join(tmpdir(), 'plan-life-'));
  writeFileSync(path.join(folder, 'bodies.csv'), ROSTER);
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await dropFacts(db);
});

function planFile(text: string): string {
  const file = path.join(folder, 'plan.yaml');
  writeFileSync(file, text);
  return file;
}

/** What a command prints, then what it says of its failure. */
async function run(day: string, ...words: string[]): Promise<{ printed: string[]; told: string[] }> {
  const printed: string[] = [];
  const told: string[] = [];
  const plan = new Command('plan').exitOverride().configureOutput({ writeErr: (text) => told.push(text) });
  const around: Surroundings = {
    withFacts: (work) => work(db),
    now: () => instantOf(day, 9 * 60, 'Asia/Ho_Chi_Minh'),
    print: (text) => printed.push(text),
  };
  register(plan, around);
  registerAmend(plan, around);
  try {
    await plan.parseAsync(['node', 'plan', ...words]);
  } catch (error) {
    tell(error, (line) => told.push(line));
  }
  return { printed, told };
}

const start = (file: string, day: string, ...more: string[]) =>
  run(day, 'start', file, '--bodies', path.join(folder, 'bodies.csv'), ...more);

describe('dates that are past are named where they stand', () => {
  test('at the start: the line and column of the stage’s due in the plan file', async () => {
    const file = planFile(planOf('2023-04-28'));
    const { told } = await start(file, '2023-06-01');
    expect(told).toEqual([
      `${file}:11:53: cd-1/study: thời hạn 30/3/2023 (Theo lịch)`,
      `${file}:10:14: cd-1/session: thời hạn 28/4/2023 (Theo lịch)`,
      expect.stringContaining('CD_PAST_DATES: Có 02 thời hạn'),
      expect.stringContaining('--past skip'),
    ]);
    expect(await db.prisma.plan.count()).toBe(0);
  });

  test('in an amendment: those of the amended file', async () => {
    await start(planFile(planOf('2023-07-14')), '2023-03-01');
    const file = planFile(planOf('2023-04-28'));
    const { told } = await run('2023-06-01', 'amend', file, '--yes', '--basis', 'Công văn số 1');
    expect(told[0]).toBe(`${file}:10:14: cd-1/session: thời hạn 28/4/2023`);
  });

  test('when a plan goes on there is no file: the stage alone', async () => {
    await start(planFile(planOf('2023-04-28')), '2023-03-01');
    await run('2023-04-03', 'pause', 'p', '--basis', 'Công văn số 1');
    const { told } = await run('2023-06-01', 'resume', 'p');
    expect(told[0]).toBe('cd-1/session: thời hạn 28/4/2023');
  });
});

test('a first day that is no date is refused before anything is written', async () => {
  const file = planFile(planOf('2023-07-14'));
  for (const from of ['mai', '2023-02-30', '01/3/2023']) {
    const { told, printed } = await start(file, '2023-03-01', '--from', from);
    expect([...told, ...printed].join('\n')).toContain('năm-tháng-ngày');
  }
  expect(await db.prisma.plan.count()).toBe(0);
});

test('a first day in another century, or after the plan’s end, is refused before anything is written', async () => {
  const file = planFile(planOf('2023-07-14'));
  for (const from of ['9999-12-31', '0001-01-01', '0000-01-01'])
    expect((await start(file, '2023-03-01', '--from', from)).told.join('\n')).toContain('năm phải từ 2000 đến 2100');
  const { told } = await start(file, '2023-03-01', '--from', '2030-01-01', '--past', 'skip');
  expect(told[0]).toContain('CD_PLAN_OVER: Kế hoạch p kết thúc ngày 31/12/2023');
  expect(await db.prisma.plan.count()).toBe(0);
});

test('without its basis nobody is asked whether to cancel or amend', async () => {
  await start(planFile(planOf('2023-07-14')), '2023-03-01');
  const cancelled = await run('2023-03-02', 'cancel', 'p');
  const amended = await run('2023-03-02', 'amend', planFile(planOf('2023-07-21')));
  expect([cancelled.told[0], amended.told[0]]).toEqual([
    expect.stringContaining('CD_BASIS_MISSING'),
    expect.stringContaining('CD_BASIS_MISSING'),
  ]);
});

test('an amendment asks what becomes of a past date, and takes the answer', async () => {
  await start(planFile(planOf('2023-07-14')), '2023-03-01');
  const file = planFile(planOf('2023-04-28'));
  const { printed } = await run('2023-06-01', 'amend', file, '--yes', '--past', 'due-now', '--basis', 'Công văn số 1');
  expect(printed.at(-1)).toContain('lần 2');
  expect((await db.prisma.stage.findUniqueOrThrow({ where: { id: 'p/cd-1/session' } })).dueDate > '2023-06-01').toBe(true);
});

test('an amendment names what changes in the plan itself and in what a stage asks', async () => {
  await start(planFile(planOf('2023-07-14')), '2023-03-01');
  const text = planOf('2023-07-14')
    .replace('title: Kế hoạch,', 'title: Kế hoạch mới,')
    .replace('owner: cell, opens', 'owner: unit, opens');
  const { printed } = await run('2023-03-02', 'amend', planFile(text), '--yes', '--basis', 'Công văn số 1');
  expect(printed).toEqual(['  Kế hoạch: tên', '  cd-1, Học tập, thảo luận: nơi thực hiện', 'Đã điều chỉnh: lần 2.']);
});

test('the status lists a topic’s stages in their own order, in the glossary’s words', async () => {
  await start(planFile(planOf('2023-07-14')), '2023-02-01');
  const topicId = 'p/cd-1';
  await db.prisma.stage.updateMany({
    where: { kind: 'session' },
    data: { status: 'held', heldFor: 'materials', opensOn: '2023-02-01' },
  });
  await db.prisma.stage.create({
    data: {
      id: `${topicId}/reporting`,
      topicId,
      kind: 'reporting',
      owners: ['unit'],
      audience: [],
      opensOn: '2023-01-01',
      dueDate: '2023-07-31',
      lateAfter: '2023-07-31',
      tentative: false,
      information: false,
      status: 'held',
      heldFor: 'after:session',
    },
  });
  const { printed } = await run('2023-02-01', 'status', 'p');
  const [head, , ...rows] = (printed[0] ?? '').split('\n');
  expect(head).toContain('(Đang thực hiện, lần 1)');
  expect(rows.map((row) => row.split(/ {2,}/).slice(1, 3))).toEqual([
    ['Học tập, thảo luận', 'Chưa đến thời gian'],
    ['Sinh hoạt chuyên đề', 'Chờ tài liệu'],
    ['Báo cáo kết quả', 'Chờ sinh hoạt chuyên đề'],
  ]);
});
