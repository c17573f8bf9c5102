import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { outcomeName, stageState, taskName } from '../../src/domain/wording';
import { OUTCOMES, TASK_KINDS } from '../../src/services/tasks/commands';

const SRC = path.join(__dirname, '..', '..', 'src');

test('every kind and outcome of a task has a word', () => {
  for (const kind of TASK_KINDS) expect(taskName(kind)).not.toBe(kind);
  for (const outcome of OUTCOMES) expect(outcomeName(outcome)).not.toBe(outcome);
});

test('a stage that waits says what for', () => {
  expect(['tentative', 'materials', 'after:briefing', null].map((heldFor) => stageState('held', heldFor))).toEqual([
    'Chờ xác nhận',
    'Chờ tài liệu',
    'Chờ hội nghị quán triệt',
    'Chờ',
  ]);
  expect(stageState('new-state', null)).toBe('new-state');
});

test('no other place has words of its own for a kind of task', () => {
  const places = execFileSync('grep', ['-rlE', "'Lỗi gửi thư hàng loạt|'Đề nghị điều chỉnh thời hạn'", SRC], {
    encoding: 'utf8',
  });
  expect(
    places
      .trim()
      .split('\n')
      .map((file) => path.relative(SRC, file)),
  ).toEqual(['domain/wording.ts']);
});
