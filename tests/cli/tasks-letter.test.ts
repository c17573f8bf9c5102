import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { register } from '../../src/cli/tasks';
import { docxLines } from '../../src/documents/draft/docx';
import type { Db } from '../../src/services/db';
import { allAssignments, assignmentId, at, judgeOn, JUDGE_ON, letterAbout, openTaskOf, seed } from '../services/tasks/seed';
import { dropFacts, freshFacts } from '../support/facts';

let db: Db;
let folder: string;
beforeEach(async () => {
  db = await freshFacts();
  folder = mkdtempSync(path.join(tmpdir(), 'letter-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await dropFacts(db);
});

/** Runs `tasks letter`, on Thursday 06/7/2023; what it printed. */
async function run(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const program = new Command('chuyende').enablePositionalOptions().exitOverride();
  register(program, { withFacts: (work) => work(db), now: () => at(JUDGE_ON).asOf, print: (text) => printed.push(text) });
  for (const command of program.commands.flatMap((tasks) => tasks.commands))
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(['tasks', 'letter', ...words], { from: 'user' });
  return printed.join('\n');
}

const out = (name = 'cong-van.docx') => path.join(folder, name);
const linesOf = async (file: string) => (await docxLines(readFileSync(file), file)).map(({ text }) => text);
const rowsOf = (lines: string[]) => lines.slice(lines.findIndex((line) => line.startsWith('TT |')) + 1);

/** Two units of two cells each; one of u2 reported in time, one of u1 waived. */
async function missing(): Promise<void> {
  await seed(db, { units: 2, cells: 3 });
  const close = (id: string, status: string) => db.prisma.assignment.update({ where: { id }, data: { status } });
  await close(assignmentId(2, 1), 'reported');
  await close(assignmentId(1, 3), 'waived');
  await letterAbout(db, allAssignments(2, 3));
  await judgeOn(db, JUDGE_ON);
}

test('the letter names what is open, counts what came in, and asks five working days ahead', async () => {
  await missing();
  await db.prisma.assignment.update({ where: { id: assignmentId(2, 2) }, data: { plannedDate: '2023-07-12' } });
  await db.prisma.contact.update({ where: { id: 'k-u2-c3' }, data: { email: null, phone: null } });
  await db.prisma.contact.update({ where: { id: 'k-u1-c1' }, data: { status: 'bounced' } });
  const printed = await run('--out', out());
  expect(printed).toContain(`Đã ghi ${out()}: 04 việc phải làm của 02 tổ chức cơ sở đảng.`);
  expect(printed).toContain(
    'Đề nghị báo cáo trước ngày 13/7/2023 (thứ Năm; mặc định 05 ngày làm việc theo lịch của kế hoạch; đổi bằng --before).',
  );
  const lines = await linesOf(out());
  expect(lines.find((line) => line.startsWith('Thực hiện'))).toContain(
    'Kế hoạch số 1-KH/ĐUK, ngày 20/3/2023 của Chi bộ btv, đến ngày 06/7/2023 Chi bộ btg đã nhận được báo cáo của 01/05 chi bộ.',
  );
  expect(rowsOf(lines)).toEqual([
    '1 | Chi bộ u1 | u1-c1 | Chuyên đề 2/2023 | 30/6/2023 | thư gửi không đến được',
    '2 | Chi bộ u1 | u1-c2 | Chuyên đề 2/2023 | 30/6/2023 | ',
    '3 | Chi bộ u2 | u2-c2 | Chuyên đề 2/2023 | 30/6/2023 | dự kiến 12/7/2023',
    '4 | Chi bộ u2 | u2-c3 | Chuyên đề 2/2023 | 30/6/2023 | chưa có đầu mối liên hệ',
  ]);
  expect(readdirSync(folder)).toEqual(['cong-van.docx']);
});

test('a task, a unit, a day of one’s own', async () => {
  await missing();
  const { id } = await openTaskOf(db, 'miss', 'o1');
  await run('--task', `${id.slice(0, 8)}@1`, '--before', '2023-07-20', '--place', 'Hà Tĩnh', '--out', out());
  const ofTask = await linesOf(out());
  expect(rowsOf(ofTask).map((row) => row.split(' | ')[2])).toEqual(['u1-c1', 'u1-c2']);
  expect(ofTask.join('\n')).toContain('01/05 chi bộ. Để kịp');
  expect(ofTask.join('\n')).toContain('trước ngày 20/7/2023.');
  expect(ofTask).toContain('Hà Tĩnh, ngày tháng năm');

  const json = JSON.parse(await run('--unit', 'u2', '--json', '--out', out('u2.docx')));
  expect(json).toMatchObject({ file: out('u2.docx'), by: '2023-07-13', counts: [{ reported: 1, duties: 3 }], chosenUnits: true });
  expect(await linesOf(out('u2.docx'))).toContain('Kính gửi: Chi bộ u2');
});

test('holidays of the plan’s own calendar move the day that is asked for', async () => {
  await missing();
  await db.prisma.plan.updateMany({
    data: { calendar: { '2023': { daysOff: { '2023-07-10': 'nghỉ bù' }, makeUpWorkingDays: [] } } },
  });
  expect(await run('--out', out())).toContain('trước ngày 14/7/2023');
});

test('an existing file stays, and nothing is left beside it; --force replaces it', async () => {
  await missing();
  writeFileSync(out(), 'của văn phòng');
  await expect(run('--out', out())).rejects.toMatchObject({ code: 'CD_DRAFT_OUT_EXISTS', values: { file: out() } });
  expect(readFileSync(out(), 'utf8')).toBe('của văn phòng');
  expect(readdirSync(folder)).toEqual(['cong-van.docx']);
  await run('--out', out(), '--force');
  expect(rowsOf(await linesOf(out()))).toHaveLength(4);
  expect(readdirSync(folder)).toEqual(['cong-van.docx']);
  await expect(run('--out', out('no/folder.docx'))).rejects.toMatchObject({ code: 'CD_DRAFT_OUT_UNWRITABLE' });
});

test('nothing open: no letter and no file', async () => {
  await missing();
  await expect(run('--kind', 'contact', '--out', out())).rejects.toMatchObject({ code: 'CD_LETTER_EMPTY' });
  await db.prisma.assignment.updateMany({ data: { status: 'reported' } });
  await expect(run('--out', out())).rejects.toMatchObject({ code: 'CD_LETTER_EMPTY' });
  expect(readdirSync(folder)).toEqual([]);
});

test('an unknown unit or task, a day that is past, and no --out are refused', async () => {
  await missing();
  await expect(run('--unit', 'u9', '--out', out())).rejects.toMatchObject({ code: 'CD_BODY_UNKNOWN' });
  await expect(run('--task', 'zz', '--out', out())).rejects.toMatchObject({ code: 'CD_TASK_UNKNOWN' });
  await expect(run('--before', JUDGE_ON, '--out', out())).rejects.toMatchObject({ code: 'CD_LETTER_DAY' });
  await expect(run('--before', '14/7/2023', '--out', out())).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  await expect(run('--kind', 'miss')).rejects.toMatchObject({ code: 'commander.missingMandatoryOptionValue' });
  expect(readdirSync(folder)).toEqual([]);
});

test('reading for a letter changes nothing', async () => {
  await missing();
  const before = await db.prisma.taskEvent.count();
  await run('--out', out());
  expect(await db.prisma.taskEvent.count()).toBe(before);
  expect(await db.prisma.event.count({ where: { deliveredAt: null, at: { gt: new Date(at(JUDGE_ON).asOf) } } })).toBe(0);
});
