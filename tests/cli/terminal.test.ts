import { execFile } from 'node:child_process';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { agreed } from '../../src/cli/agreed';
import { main } from '../../src/cli/main';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..', '..');

test.each([
  ['có\n', true],
  ['y\n', true],
  ['k\n', false],
  ['\n', false],
  ['', false],
])('%j, then the end of input: the answer is %s', async (typed, answer) => {
  const input = new PassThrough();
  input.end(typed);
  expect(await agreed('Dừng hẳn?', input, new PassThrough())).toBe(answer);
});

test('a cancellation that nobody confirms says that nothing changed, and exits 1', async () => {
  const printed: string[] = [];
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
  const empty = new PassThrough();
  empty.end();
  Object.defineProperty(process, 'stdin', { value: empty, configurable: true });
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await main(['node', 'chuyende', 'plan', 'cancel', 'p', '--basis', 'Công văn số 1']);
    expect(printed).toEqual(['Chưa thay đổi gì.\n']);
    expect(process.exitCode).toBe(1);
  } finally {
    if (stdin) Object.defineProperty(process, 'stdin', stdin);
    jest.restoreAllMocks();
    process.exitCode = undefined;
  }
});

test('a reader that went away is no fault', async () => {
  // `true` has ended long before the program prints
  const { stderr } = await run('bash', ['-c', 'set -o pipefail; "$0" bin/chuyende --help | true', process.execPath], {
    cwd: ROOT,
  });
  expect(stderr).toBe('');
});
