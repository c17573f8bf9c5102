import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { checkPlan } from '../../src/cli/plan-check';
import { reviewFile, type ReviewOptions } from '../../src/cli/plan-review';

const ROOT = path.join(__dirname, '../..');
const CHUYENDE = path.join(ROOT, 'bin/chuyende');
const corpus = (file: string) => path.join(ROOT, 'tests/corpus', file);
const REFERENCE = corpus('01-tham-chieu-2023.txt');
const BASIS = 'ý kiến Trưởng Ban Tuyên giáo, ngày 25/3/2023';
let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-review-'));
  out = path.join(folder, 'plan.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Types the lines, then ends the input. Enter is the empty line. */
async function typed(lines: string[], options: Partial<ReviewOptions> = {}): Promise<{ exit: number; shown: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk) => chunks.push(String(chunk)));
  input.end(lines.map((line) => `${line}\n`).join(''));
  const exit = await reviewFile({ file: REFERENCE, out, ...options }, { input, output, interactive: true });
  return { exit, shown: chunks.join('') };
}
/** Number and day are put off, the four dates and the period are answered, the rest is as proposed. */
const ANSWERS = ['-', '-', '', BASIS, 'cuối quý III', '', '30/11', '', '', '', 'hằng quý', '', ...Array<string>(9).fill('')];

test('question by question to a plan file that plan check takes', async () => {
  const { exit, shown } = await typed([...ANSWERS, 'c']);
  expect(shown).toContain('Văn bản: “Thời gian sinh hoạt: Từ tháng 4 năm 2023.” [dòng 26]');
  expect(shown).toContain('Vì sao hỏi: chỉ nêu thời điểm bắt đầu (01/4/2023)');
  expect(shown).toContain('Hiểu là: đến hết ngày 30/9/2023.');
  expect(shown).toContain('Lưu ý: 30/9/2023 là ngày nghỉ');
  expect(shown).toContain(`chuyên đề: thời hạn: đến hết ngày 30/11/2023 (căn cứ: ${BASIS})`);
  expect(shown).toMatch(/04 chuyên đề, 10 bước; không có lỗi/);
  expect(exit).toBe(0);
  const text = readFileSync(out, 'utf8');
  expect(text.match(/ {8}basis: /g)).toHaveLength(6);
  expect((await checkPlan({ plan: out }, false)).stderr).toEqual([]);
});

test('left in the middle, it goes on where it was; nothing is written before somebody says so', async () => {
  const first = await typed(ANSWERS.slice(0, 6));
  expect(first).toMatchObject({ exit: 1, shown: expect.stringContaining('Chạy lại lệnh này để làm tiếp') });
  expect(existsSync(out)).toBe(false);
  const second = await typed([...ANSWERS.slice(6), 'q']);
  expect(second.shown).toContain('Tiếp tục: đã trả lời 02 câu');
  expect(second.shown).not.toContain('Số, ký hiệu của kế hoạch (có thể để sau)');
  expect(existsSync(out)).toBe(false);
  expect((await typed(['c'])).exit).toBe(0);
  const once = readFileSync(out, 'utf8');
  rmSync(`${out}.review.json`);
  await typed([...ANSWERS, 'c', 'c']);
  expect(readFileSync(out, 'utf8')).toBe(once);
});

test('an answer can be gone back to, at once or from the summary', async () => {
  const { shown } = await typed(['52-KH/ĐUK', '<', '53-KH/ĐUK', ...ANSWERS.slice(1), '3', '30/10', '', 'c']);
  expect(shown).toContain('Bỏ câu trả lời: 52-KH/ĐUK');
  const text = readFileSync(out, 'utf8');
  expect(text).toContain('number: "53-KH/ĐUK"');
  expect(text).toContain('due: 2023-10-30');
  expect(text).not.toContain('due: 2023-09-30');
});

test('what is not understood, of another year or before the opening is asked again', async () => {
  const { shown } = await typed([
    '-',
    '-',
    '-',
    'sớm nhất có thể',
    '15/3',
    '15/1/2024',
    'k',
    '15/1/2024',
    'c',
    'xong',
    BASIS,
    'q',
  ]);
  expect(shown).toContain('Chưa đọc được thời hạn');
  expect(shown).toContain('Ngày 15/3/2023 trước ngày bắt đầu (01/4/2023).');
  expect(shown.match(/không thuộc năm kế hoạch \(2023\)\. Đúng như vậy\?/g)).toHaveLength(2);
  expect(shown).toContain('Căn cứ còn thiếu ngày');
  const { answers } = JSON.parse(readFileSync(`${out}.review.json`, 'utf8'));
  expect(answers).toMatchObject([{ about: 'topics/2/session/due', value: { last: '2024-01-15' }, basis: BASIS }]);
});

test('a plan file of somebody else is never written over without a yes; one of this review is', async () => {
  writeFileSync(out, 'mine');
  expect((await typed([...ANSWERS, 'c', 'k', 'q'])).exit).toBe(1);
  expect(readFileSync(out, 'utf8')).toBe('mine');
  expect((await typed(['c', 'c'])).exit).toBe(0);
  expect((await typed(['c'])).exit).toBe(0);
});

test('what was put off and must be answered is said before it is written, and plan check tells it', async () => {
  const rest = ['-', '-', '-', '-', '', BASIS, '', '', '', '', ...Array<string>(9).fill('')];
  const { exit, shown } = await typed([...rest, 'c', 'k', 'c', 'c']);
  expect(shown.match(/Còn 02 câu phải trả lời/g)).toHaveLength(2);
  expect(shown).toContain('[no-due]');
  expect(exit).toBe(1);
});

test('the year is asked first, and the document is read with it; taken back, it is asked anew', async () => {
  const file = corpus('26-hai-nam.txt');
  const { shown } = await typed(['2', '<', '1', 'q'], { file });
  expect(shown).toContain('1. 2023 (nêu trong văn bản)');
  expect(shown.match(/Năm kế hoạch/g)).toHaveLength(2);
  expect(JSON.parse(readFileSync(`${out}.review.json`, 'utf8')).year).toBe(2023);
});

test('of two sittings at once, the one that would undo the other’s answers is told', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk) => chunks.push(String(chunk)));
  const left = reviewFile({ file: REFERENCE, out }, { input, output, interactive: true }).then(
    () => 'no error',
    (error: unknown) => error,
  );
  while (!chunks.join('').includes('[1/')) await once(output, 'data');
  await typed([...ANSWERS.slice(0, 4), 'q']);
  const kept = readFileSync(`${out}.review.json`, 'utf8');
  input.end('-\n');
  expect(await left).toMatchObject({ code: 'CD_REVIEW_ELSEWHERE' });
  expect(readFileSync(`${out}.review.json`, 'utf8')).toBe(kept);
});

test('another document does not land on these answers', async () => {
  await typed(['52-KH/ĐUK', 'q']);
  await expect(typed([], { file: corpus('02-dang-the-thuc-cu.txt') })).rejects.toMatchObject({
    code: 'CD_REVIEW_OTHER',
    exit: 1,
  });
});

describe('without a terminal', () => {
  const run = promisify(execFile);
  const review = (...more: string[]) =>
    run(process.execPath, [CHUYENDE, 'plan', 'review', REFERENCE, '--out', out, ...more]).catch((error: unknown) => error);

  test('the questions are printed, with how to answer them, and it exits 1', async () => {
    const told = await review();
    expect(told).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('topics/2/session/due: { answer: "31/12/2023", basis: "…" }'),
      stderr: expect.stringContaining('CD_REVIEW_UNANSWERED'),
    });
    expect(existsSync(out)).toBe(false);
  });

  test('--json prints the questions', async () => {
    const { code, stdout } = Object(await review('--json'));
    expect(code).toBe(1);
    const { year, missing, questions } = JSON.parse(stdout);
    expect([year, missing]).toEqual([2023, 5]);
    expect(questions).toContainEqual(
      expect.objectContaining({
        about: 'topics/2/session/due',
        said: 'Thời gian sinh hoạt: Từ tháng 4 năm 2023.',
        proposal: '31/12/2023',
      }),
    );
  });

  test('--answers writes the plan; a fault in it is told at its place and nothing is kept', async () => {
    const answers = path.join(folder, 'answers.yaml');
    writeFileSync(answers, `basis: ${BASIS}\ntopics/2/session/due: 45/1\n`);
    expect(await review('--answers', answers)).toMatchObject({ code: 1, stderr: expect.stringContaining(`${answers}:2:1: `) });
    expect(existsSync(`${out}.review.json`)).toBe(false);
    const dates = ['reports/2/due', 'topics/2/session/due', 'topics/3/session/due', 'topics/4/selection/due', 'reports/1/every'];
    writeFileSync(answers, [`basis: ${BASIS}`, ...dates.map((about) => `${about}:`), ''].join('\n'));
    expect(await review('--answers', answers)).toMatchObject({ stdout: expect.stringContaining('không có lỗi') });
    writeFileSync(out, 'mine');
    expect(await review()).toMatchObject({ code: 1, stderr: expect.stringContaining('CD_DRAFT_OUT_EXISTS') });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect(await review('--force')).toMatchObject({ stdout: expect.stringContaining('không có lỗi') });
  });
});

// how readline puts its prompt on a terminal: the text, then the cursor behind it
const PROMPT = '> \u001b[3G';
// `script` of util-linux gives the command a terminal; others take other arguments
const onTerminal = spawnSync('bash', ['-c', 'script --version']).stdout.toString().includes('util-linux')
  ? describe
  : describe.skip;
onTerminal('on a terminal', () => {
  test('Ctrl-C leaves, with what was answered kept', async () => {
    const command = [process.execPath, CHUYENDE, 'plan', 'review', REFERENCE, '--out', out].map((part) => `'${part}'`).join(' ');
    const child = spawn('bash', ['-c', `exec script -qec "${command}" /dev/null`]);
    let shown = '';
    const answers = ['52-KH/ĐUK\r', '\u0003'];
    child.stdout.on('data', (chunk) => {
      shown += String(chunk);
      // one answer a prompt
      if (shown.split(PROMPT).length > 3 - answers.length) child.stdin.write(answers.shift() ?? '');
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(shown).toContain('Đã giữ 01 câu trả lời');
    expect(JSON.parse(readFileSync(`${out}.review.json`, 'utf8')).answers).toMatchObject([{ about: 'number' }]);
  });
});
