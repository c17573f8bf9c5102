import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPlan } from '../../src/cli/plan-check';
import { draftFile } from '../../src/cli/plan-draft';

const corpus = (file: string) => path.join(__dirname, '../corpus', file);
const REFERENCE = corpus('01-tham-chieu-2023.txt');
let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-draft-'));
  out = path.join(folder, 'plan.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a document that says everything becomes a plan file without a fault', async () => {
  await draftFile({ file: corpus('02-dang-the-thuc-cu.txt'), out });
  // the second topic reports on 10/10, the first has no date for it: nothing else is asked
  const { stderr } = await checkPlan({ plan: out }, false);
  expect(stderr).toEqual([]);
});

test('a date that the document does not give is a fault at its place, with the question above it', async () => {
  const { failure } = await draftFile({ file: REFERENCE, out });
  expect(failure).toBeNull();
  const { exit, stderr } = await checkPlan({ plan: out }, false);
  expect(exit).toBe(1);
  const faults = stderr.slice(0, -1).map((line) => line.slice(out.length));
  expect(faults.filter((line) => !/\[(?:no-due|missing-key)\]$/.test(line))).toEqual([]);
  expect(faults.filter((line) => line.includes('[no-due]'))).toHaveLength(6);
  const lines = readFileSync(out, 'utf8').split('\n');
  for (const line of faults) {
    const at = Number(/^:(\d+):/.exec(line)?.[1]);
    expect(lines.slice(at - 3, at + 1).join('\n')).toContain('# HỎI: ');
  }
});

test('a plan file that is there is never written over without --force', async () => {
  writeFileSync(out, 'mine');
  await expect(draftFile({ file: REFERENCE, out })).rejects.toMatchObject({ code: 'CD_DRAFT_OUT_EXISTS', exit: 1 });
  expect(readFileSync(out, 'utf8')).toBe('mine');
  await draftFile({ file: REFERENCE, out, force: true });
  expect(readFileSync(out, 'utf8')).toContain('topics:');
});

test('a plan of two years is a question and writes nothing; --year answers it', async () => {
  const file = corpus('26-hai-nam.txt');
  const { stdout, failure } = await draftFile({ file, out });
  expect(failure).toMatchObject({ code: 'CD_DRAFT_YEAR', exit: 1 });
  expect(stdout.join('\n')).toContain('văn bản nêu nhiều năm: 2023, 2024');
  expect(existsSync(out)).toBe(false);
  expect((await draftFile({ file, out, year: 2024 })).failure).toBeNull();
  expect(readFileSync(out, 'utf8')).toContain('due: 2024-05-31');
});

test('two deadlines for two audiences are both told, and none is taken', async () => {
  await draftFile({ file: corpus('19-hai-doi-tuong.txt'), out });
  const text = readFileSync(out, 'utf8');
  expect(text).toContain('# cấp xã và tương đương: before 2023-05-31');
  expect(text).toContain('# các đơn vị còn lại: before 2023-06-30');
  expect(text).not.toMatch(/^\s+due: before 2023-0[56]-3/m);
});

test('--json prints the plan and its questions, dates as YYYY-MM-DD or null', async () => {
  const { stdout } = await draftFile({ file: REFERENCE, json: true });
  const { plan, questions } = JSON.parse(stdout.join('\n'));
  expect(plan).toMatchObject({
    year: 2023,
    number: null,
    topics: [{ ordinal: 1 }, { ordinal: 2 }, { ordinal: 3 }, { ordinal: 4, choice: true }],
  });
  expect(plan.topics[2].stages[0]).toMatchObject({ kind: 'briefing', opens: '2023-04-11', due: '2023-04-20', tentative: true });
  expect(questions).toContainEqual(
    expect.objectContaining({ about: 'topics/2/session/due', said: 'Thời gian sinh hoạt: Từ tháng 4 năm 2023.' }),
  );
});
