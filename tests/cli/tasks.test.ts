import { Command } from 'commander';
import { register } from '../../src/cli/tasks';
import type { Db } from '../../src/services/db';
import { submitReport } from '../../src/services/duties/reports';
import { dropFacts, freshFacts } from '../support/facts';
import { allAssignments, assignmentId, at, judgeOn, JUDGE_ON, letterAbout, openTaskOf, seed } from '../services/tasks/seed';

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

/** Runs a command line; what it printed. */
async function run(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const program = new Command('chuyende').version('0.0.0').enablePositionalOptions();
  register(program, { withFacts: (work) => work(db), now: () => at(JUDGE_ON).asOf, print: (text) => printed.push(text) });
  await program.parseAsync(['tasks', ...words], { from: 'user' });
  return printed.join('\n');
}

async function missing(): Promise<string> {
  await seed(db, { units: 2, cells: 2 });
  await letterAbout(db, allAssignments(2, 2));
  await judgeOn(db, JUDGE_ON);
  return (await openTaskOf(db, 'miss', 'o1')).id.slice(0, 8);
}

test('an empty list says so', async () => {
  expect(await run('list')).toBe('Chưa có việc nào');
});

test('the list and one task, in the glossary’s words', async () => {
  const id = await missing();
  const list = await run('list');
  expect(list.split('\n')).toHaveLength(3);
  expect(list).toContain('Chưa có người nhận');
  expect(list).toContain(`${id}@1  Chưa nhận được báo cáo`);
  const shown = await run('show', id);
  expect(shown).toContain('Chi bộ u1 (Đầu mối u1, 0900 000 000)');
  expect(shown).toMatch(
    /cd-2\/session\/u1-c1\s+Chi bộ u1-c1\s+30\/6\/2023\s+27\/6 đã gửi\s+chưa có báo cáo\s+Đầu mối u1-c1, 0900 000 000/,
  );
  expect(JSON.parse(await run('show', id, '--json'))).toMatchObject({ open: 2, version: 1, rows: [{ unitId: 'u1' }] });
});

test('the id as the list shows it carries the version that was seen: who is second changes nothing and hears who was first', async () => {
  await missing();
  const seen = /[0-9a-f]{8}@1/.exec(await run('list'))?.[0] ?? '';
  expect(await run('note', seen, '--text', 'đã gọi', '--by', 'o1')).toContain('bản 2');
  await expect(run('note', seen, '--text', 'cũng gọi', '--by', 'head')).rejects.toMatchObject({
    code: 'CD_STALE_VERSION',
    values: {
      actual: 2,
      seen: 1,
      who: { en: expect.stringContaining('noted by Cán bộ 1'), vi: expect.stringContaining('ý kiến: Cán bộ 1') },
    },
  });
  expect(await db.prisma.taskEvent.count({ where: { verb: 'noted' } })).toBe(1);
  expect(await run('show', seen)).toContain(`${seen.slice(0, 8)}@2`);
  await expect(run('note', seen, '--version', '2', '--text', 'x')).rejects.toMatchObject({ code: 'CD_USAGE' });
});

test('claim, note, extend, waive: from the command line to the history', async () => {
  const id = await missing();
  expect(await run('claim', id, '--by', 'o1', '--version', '1')).toBe(`Đã lưu: việc ${id}, bản 2. Đồng chí Cán bộ 1 nhận xử lý.`);
  await run('note', id, '--text', 'đã gọi', '--by', 'o1');
  expect(
    JSON.parse(
      await run(
        'extend',
        id,
        '--due',
        '2023-07-31',
        '--basis',
        'Công văn số 5',
        '--by',
        'o1',
        '--members',
        'cd-2/session/u1-c1',
        '--json',
      ),
    ),
  ).toMatchObject({ status: 'claimed', version: 4 });
  // one member has a new date, the other is waived: the new date outweighs
  expect(await run('waive', id, '--basis', 'Ý kiến Trưởng Ban', '--by', 'o1')).toContain(
    'Đã điều chỉnh thời hạn (01 việc phải làm)',
  );
  expect(await run('show', id)).toMatch(/điều chỉnh thời hạn\s+Cán bộ 1\s+01 tổ chức; đến hết ngày 31\/7\/2023; Công văn số 5/);
  expect(await run('list', '--status', 'closed')).toContain('Đã điều chỉnh thời hạn');
});

test('the history names a body that reported, not its id', async () => {
  const id = await missing();
  const report = {
    assignmentId: assignmentId(1, 1),
    idempotencyKey: 'k',
    channel: 'phone' as const,
    heldOn: '2023-06-20',
    learned: 'điện thoại',
    content: null,
  };
  await submitReport(db, report, at(JUDGE_ON, 'body:u1-c1', 600));
  expect(await run('show', id)).toMatch(/đã có báo cáo\s+Chi bộ u1-c1/);
});

test('the same key twice is done once; an old version is refused', async () => {
  const id = await missing();
  const first = await run('claim', id, '--by', 'o1', '--key', 'k');
  expect(await run('claim', id, '--by', 'o1', '--key', 'k')).toBe(first);
  await expect(run('release', id, '--by', 'o1', '--version', '1')).rejects.toMatchObject({ code: 'CD_STALE_VERSION' });
  await expect(run('release', id, '--by', 'o1', '--version', 'x')).rejects.toMatchObject({ code: 'CD_USAGE' });
});

test('assign, release, resolve and its other outcomes', async () => {
  const id = await missing();
  await run('assign', id, '--to', 'o2', '--reason', 'đi công tác', '--by', 'head');
  await run('release', id, '--by', 'o2');
  await expect(run('resolve', id, '--outcome', 'extended', '--by', 'o1')).rejects.toMatchObject({ code: 'CD_USAGE' });
  expect(await run('resolve', id, '--resolution', 'report-later', '--by', 'o1')).toContain('Đã kết thúc xử lý');
  expect(await run('show', id)).toContain('đã sinh hoạt, bổ sung báo cáo sau');
});

test('an unknown task and a beginning that fits several are refused', async () => {
  await missing();
  await expect(run('show', 'zz')).rejects.toMatchObject({ code: 'CD_TASK_UNKNOWN' });
  await expect(run('show', '')).rejects.toMatchObject({ code: 'CD_TASK_UNKNOWN' });
});

test('every verb’s help has an example', () => {
  const program = new Command('chuyende');
  register(program, { withFacts: (work) => work(db), now: () => 0, print: () => undefined });
  const tasks = program.commands[0];
  expect(tasks?.commands.map((command) => command.name())).toEqual([
    'list',
    'show',
    'texts',
    'letter',
    'claim',
    'release',
    'assign',
    'note',
    'extend',
    'waive',
    'resolve',
  ]);
  for (const command of tasks?.commands ?? []) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toContain(`Ví dụ:\n  chuyende tasks ${command.name()}`);
  }
});

test('texts to paste: one to each unit that names its cells, one to each cell, and none of a report that came in', async () => {
  await missing();
  await db.prisma.assignment.update({ where: { id: assignmentId(2, 1) }, data: { status: 'reported' } });
  const text = await run('texts', '--kind', 'miss');
  expect(text).toContain(
    '# Chi bộ u1 (Đầu mối u1, 0900 000 000)\nChi bộ btg thông báo: Chuyên đề 2/2023, thời hạn đến hết thứ Sáu 30/6, chưa nhận được báo cáo của 02 chi bộ: u1-c1, u1-c2.',
  );
  expect(text).toContain('## Chi bộ u1-c1 (Đầu mối u1-c1, 0900 000 000)\n');
  expect(text).toContain('chưa nhận được báo cáo của 01 chi bộ: u2-c2.');
  expect(text).not.toContain('u2-c1');
  expect(JSON.parse(await run('texts', '--json'))).toMatchObject([
    { bodyId: 'u1', members: [{ bodyId: 'u1-c1' }, { bodyId: 'u1-c2' }] },
    { bodyId: 'u2', members: [{ bodyId: 'u2-c2' }] },
  ]);
  expect(await run('texts', '--kind', 'contact')).toBe('Chưa có việc nào');
});
