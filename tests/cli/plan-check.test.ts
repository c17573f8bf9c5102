import path from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { checkPlan } from '../../src/cli/plan-check';

const example = (file: string) => path.join(__dirname, '../../examples/ha-tinh-2023', file);
const EXAMPLE = { plan: example('plan.yaml'), bodies: example('bodies.csv'), calendar: example('calendar-2023.yaml') };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a sound plan ends with 0; warnings stand at file:line:column', async () => {
  const { exit, stdout, stderr } = await checkPlan(EXAMPLE, false);
  expect([exit, stderr]).toEqual([0, []]);
  expect(stdout[0]).toMatch(/plan\.yaml:\d+:\d+: cảnh báo: thời hạn 30\/4\/2023 là ngày nghỉ.* \[day-off\]$/);
  expect(stdout.at(-2)).toBe('2023-sinh-hoat-chuyen-de: 04 chuyên đề, 12 bước; không có lỗi, 02 cảnh báo.');
  expect(stdout.at(-1)).toBe('Tổ chức: 108 tổ chức cơ sở đảng, 300 chi bộ, 04 đoàn thể.');
});

test('a faulty plan ends with 1 and says every fault on stderr', async () => {
  const plan = path.join(folder, 'plan.yaml');
  writeFileSync(plan, 'plan: { id: p, year: 2023, title: P, colour: red }\ntopics: []\n');
  const { exit, stderr } = await checkPlan({ plan }, false);
  expect(exit).toBe(1);
  expect(stderr.slice(0, -1).map((line) => line.slice(plan.length))).toEqual([
    ':1:1: lỗi: thiếu mục “roles” [missing-key]',
    ':1:38: lỗi: không có mục “colour”; đề nghị kiểm tra chính tả [unknown-key]',
    ':2:9: lỗi: “topics” để trống; kế hoạch phải có ít nhất một chuyên đề [wrong-value]',
  ]);
  expect(stderr.at(-1)).toContain('Có 03 lỗi');
});

test('--json carries the same, for programs', async () => {
  const { exit, stdout } = await checkPlan(EXAMPLE, true);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout.join('\n'))).toMatchObject({
    ok: true,
    plan: { id: '2023-sinh-hoat-chuyen-de', year: 2023, topics: 4, stages: 12 },
    bodies: { all: 353, units: 108, cells: 300, mass: 4 },
    faults: [],
    warnings: [
      { kind: 'day-off', line: 80, column: 14 },
      { kind: 'day-off', line: 87, column: 14 },
    ],
  });
});
