import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { tell } from '../../src/cli/main';
import { register } from '../../src/cli/plan-amend';
import { register as registerLife } from '../../src/cli/plan-life';
import type { Surroundings } from '../../src/cli/tasks';
import { instantOf } from '../../src/domain/dates';
import type { Db } from '../../src/services/db';
import { makeDocx } from '../corpus/make-docx';
import { makePdf } from '../corpus/make-pdf';
import { dropFacts, freshFacts } from '../support/facts';

const ROSTER = `id,name,role,parent,email
btv,Ban Thường vụ,issuer,,
btg,Ban Tuyên giáo,board,btv,
a,Đảng bộ A,unit,btv,a@example.org
a1,Chi bộ A1,cell,a,a1@example.org
`;
const PLAN = `plan: { id: p, year: 2023, title: Kế hoạch, roles: { issuer: btv, board: btg } }
topics:
  - id: cd-1
    title: Giữ gìn đoàn kết, thống nhất trong Đảng
    stages:
      session: { owner: cell, opens: 2023-04-01, due: 2023-06-30, said: Quý II năm 2023 }
      reporting: { owner: unit, due: +10 working days after session, said: Báo cáo sau 10 ngày làm việc }
  - id: cd-2
    title: Tự soi, tự sửa
    stages:
      session: { owner: cell, opens: 2023-05-01, due: 2023-07-31, said: Tháng 7 năm 2023 }
`;
const letter = (...lines: string[]) => `BAN TUYÊN GIÁO ĐẢNG ỦY KHỐI
Số 12-CV/BTGĐUK
V/v điều chỉnh thời gian sinh hoạt chuyên đề

Hà Tĩnh, ngày 05 tháng 6 năm 2023

Kính gửi: Các chi bộ

Thực hiện Kế hoạch số 52-KH/ĐUK, ngày 28/3/2023 của Ban Thường vụ Đảng ủy Khối, Ban Tuyên giáo điều chỉnh như sau:

${lines.map((line) => `- ${line}`).join('\n')}
`;
const FIRST = 'Chuyên đề 1: sinh hoạt đến hết ngày 15/7/2023, thay vì ngày 30/6/2023.';
const UNCLEAR = 'Chuyên đề về an toàn giao thông: sinh hoạt đến hết ngày 31/8/2023.';
const WRONG_OLD = 'Chuyên đề 2: sinh hoạt đến hết ngày 31/8/2023, thay vì ngày 30/7/2023.';

let db: Db;
let folder: string;
beforeEach(async () => {
  db = await freshFacts();
  folder = mkdtempSync(path.join(tmpdir(), 'plan-amend-'));
  const bodies = file('bodies.csv', ROSTER);
  await run('start', file('plan.yaml', PLAN), '--bodies', bodies, '--from', '2023-03-01');
});
afterEach(async () => {
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
  await dropFacts(db);
});

function file(name: string, content: string | Buffer): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

/** What a command prints, what it says of its failure, and the exit code it leaves. */
async function run(...words: string[]) {
  const printed: string[] = [];
  const told: string[] = [];
  const plan = new Command('plan').exitOverride().configureOutput({ writeErr: (text) => told.push(text) });
  const around: Surroundings = {
    withFacts: (work) => work(db),
    now: () => instantOf(words[0] === 'start' ? '2023-03-01' : '2023-06-06', 9 * 60, 'Asia/Ho_Chi_Minh'),
    print: (text) => printed.push(text),
  };
  registerLife(plan, around);
  register(plan, around);
  process.exitCode = undefined;
  let exit: number | string | undefined;
  try {
    await plan.parseAsync(['node', 'plan', ...words]);
    exit = process.exitCode;
  } catch (error) {
    exit = tell(error, (line) => told.push(line));
  }
  return { text: printed.join('\n'), told, exit };
}
const amend = (...words: string[]) => run('amend', ...words);
const dueOf = async (stage: string) => (await db.prisma.stage.findUniqueOrThrow({ where: { id: `p/${stage}` } })).dueDate;
const revision = async () => (await db.prisma.plan.findUniqueOrThrow({ where: { id: 'p' } })).revision;

test.each([
  ['txt', (text: string) => Buffer.from(text)],
  ['docx', (text: string) => makeDocx(text)],
  ['pdf', (text: string) => makePdf(text)],
])('a letter as %s becomes a revision, on its own number and date', async (form, made) => {
  const { text, exit } = await amend('--from', file(`cong-van.${form}`, made(letter(FIRST))), '--yes');
  expect(exit).toBeUndefined();
  expect(text).toContain('Sinh hoạt chuyên đề: thời hạn 30/6/2023 → 15/7/2023');
  expect(text).toContain(`“${FIRST}”`);
  expect(text).toContain('Báo cáo kết quả: thời hạn 14/7/2023 → 28/7/2023');
  expect(text).toContain('tính lại: 10 ngày làm việc sau thời hạn sinh hoạt chuyên đề');
  expect(text).toContain('Đã điều chỉnh: lần 2. Căn cứ: Công văn số 12-CV/BTGĐUK ngày 05/6/2023.');
  expect([await dueOf('cd-1/session'), await dueOf('cd-1/reporting'), await dueOf('cd-2/session')]).toEqual([
    '2023-07-15',
    '2023-07-28',
    '2023-07-31',
  ]);
});

test('without a terminal and without --yes it shows, and writes nothing', async () => {
  const from = file('cong-van.txt', letter(FIRST));
  const shown = await amend('--from', from);
  expect([shown.exit, await revision(), await dueOf('cd-1/session')]).toEqual([1, 1, '2023-06-30']);
  expect(shown.text).toContain('đổi thời hạn: 01 nơi');
  expect(shown.text).toMatch(/Chưa thay đổi gì\.$/);
  const json = await amend('--from', from, '--json');
  expect([json.exit, await revision()]).toEqual([1, 1]);
  expect(JSON.parse(json.text)).toMatchObject({
    written: false,
    basis: 'Công văn số 12-CV/BTGĐUK ngày 05/6/2023',
    dates: [{ due: '2023-07-15' }],
  });
  const done = await amend('--from', from, '--json', '--yes');
  expect([done.exit, JSON.parse(done.text)]).toMatchObject([undefined, { written: true, revision: 2 }]);
});

test('each open question stands at its place, and --yes does not pass over it', async () => {
  const from = file('cong-van.txt', letter(FIRST, UNCLEAR, WRONG_OLD));
  const { told, exit, text } = await amend('--from', from, '--yes');
  expect([exit, await revision()]).toEqual([1, 1]);
  expect(told.slice(0, 3)).toEqual([
    expect.stringMatching(new RegExp(`^${from}:12:\\d+: \\?/session: 1\\. không có chuyên đề nào`)),
    expect.stringMatching(
      new RegExp(
        `^${from}:13:\\d+: cd-2/session: 2\\. văn bản nói thời hạn cũ là “ngày 30/7/2023”, kế hoạch đang thực hiện ghi 31/7/2023`,
      ),
    ),
    expect.stringContaining('CD_AMENDMENT_QUESTIONS: Còn 02 nội dung'),
  ]);
  expect(text).toContain('Trả lời: --set cd-2/session="đến hết ngày …" hoặc --ignore 2');
});

test('questions are answered by a date, by words, or by saying that nothing changes', async () => {
  const from = file('cong-van.txt', letter(FIRST, UNCLEAR, WRONG_OLD));
  const { exit } = await amend('--from', from, '--yes', '--ignore', '1', '--set', 'cd-2/session=trước ngày 01/9/2023');
  expect(exit).toBeUndefined();
  expect(await db.prisma.stage.findUniqueOrThrow({ where: { id: 'p/cd-2/session' } })).toMatchObject({
    dueDate: '2023-08-31',
    lateAfter: '2023-09-01',
  });
  expect(await dueOf('cd-1/session')).toBe('2023-07-15');
});

test('an answer that is none is refused with what would be one', async () => {
  const from = file('cong-van.txt', letter(FIRST, WRONG_OLD));
  for (const [answer, why] of [
    ['cd-9/session=2023-08-31', 'không có chuyên đề “cd-9”'],
    ['cd-2/study=2023-08-31', 'không có bước “study”'],
    ['cd-2/session=khi có tài liệu', 'không nêu'],
    ['cd-2/session=2033-08-31', 'cách xa năm 2023'],
    ['cd-2/session', 'không viết dạng'],
  ]) {
    const { told, exit } = await amend('--from', from, '--yes', '--set', answer ?? '');
    expect([exit, told.join('\n')]).toEqual([1, expect.stringContaining(why ?? '')]);
  }
  const { told } = await amend('--from', from, '--yes', '--ignore', '7');
  expect(told.join('\n')).toContain('không có câu hỏi số 7');
  expect(await revision()).toBe(1);
});

test('a letter without number or date needs a basis', async () => {
  const from = file('cong-van.txt', letter(FIRST).replace('Số 12-CV/BTGĐUK\n', ''));
  const { told, exit, text } = await amend('--from', from, '--yes');
  expect([exit, told[0]]).toEqual([1, expect.stringContaining('CD_BASIS_MISSING')]);
  expect(text).toContain('Căn cứ: chưa có (số)');
  await amend('--from', from, '--yes', '--basis', 'Công văn số 13');
  expect(await db.prisma.planRevision.findFirstOrThrow({ where: { number: 2 } })).toMatchObject({ basis: 'Công văn số 13' });
});

test('a letter that changes nothing says so, with the dates it holds', async () => {
  const { told, exit, text } = await amend(
    '--from',
    file('cong-van.txt', letter('Chuyên đề 1: sinh hoạt đến hết ngày 30/6/2023.')),
    '--yes',
  );
  expect([exit, told[0]]).toEqual([1, expect.stringContaining('CD_AMENDMENT_NONE')]);
  expect(text).toContain('Câu có ngày nhưng không làm thay đổi kế hoạch:');
  expect(text).toContain('[dòng 11] Chuyên đề 1');
});

test('another calendar is a revision with a basis; a plan file is counted by the plan’s own', async () => {
  const calendar = file('lich.yaml', '"2023": { daysOff: { 2023-07-04: Nghỉ bù }, makeUpWorkingDays: [] }\n');
  const shown = await amend('--calendar', calendar);
  expect([shown.exit, await revision()]).toEqual([1, 1]);
  expect(shown.text).toContain('04/7/2023: thành ngày nghỉ (Nghỉ bù)');
  expect(shown.text).toContain('Báo cáo kết quả: thời hạn 14/7/2023 → 17/7/2023');
  expect((await amend('--calendar', calendar, '--yes')).told[0]).toContain('CD_BASIS_MISSING');
  await amend('--calendar', calendar, '--yes', '--basis', 'Thông báo số 9');
  expect([await revision(), await dueOf('cd-1/reporting')]).toEqual([2, '2023-07-17']);
  // the default calendar does not know the new day off: the plan's own decides, nothing differs
  expect((await amend(path.join(folder, 'plan.yaml'), '--yes')).text).toBe('Không có thay đổi.');
});

test('what does not go together is wrong usage', async () => {
  const plan = path.join(folder, 'plan.yaml');
  for (const words of [
    [],
    [plan, '--from', plan],
    ['--from', plan],
    [plan, '--set', 'a/b=c'],
    [plan, '--plan', 'p'],
    ['--calendar', plan, '--ignore', '1'],
  ])
    expect((await amend(...words)).told[0]).toContain('CD_USAGE');
});
