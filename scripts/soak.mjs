// `npm run soak -- [ROUNDS] [FILE …]`: the property tests again and again, each round with values drawn anew, until ROUNDS
// are through or one fails. Not part of `npm test`: what it finds becomes a case of its own there.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [rounds = '20', ...named] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(rounds)) {
  process.stderr.write(`ROUNDS is a whole number from 1, not "${rounds}"\n`);
  process.exit(2);
}
const suites = named.length > 0 ? named : propertySuites();

for (let round = 1; round <= Number(rounds); round += 1) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`round ${round} of ${rounds}, DRAWS_SEED=${seed}\n`);
  const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
  const { status } = spawnSync(process.execPath, [jest, '--silent', ...suites], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DRAWS_SEED: String(seed) },
  });
  if (status !== 0) {
    process.stderr.write(`failed with DRAWS_SEED=${seed}\n`);
    process.exit(1);
  }
}
process.stdout.write(`${rounds} round(s) through\n`);

/** Test files that draw values. */
function propertySuites() {
  return readdirSync(path.join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join('tests', file))
    .filter((file) => readFileSync(path.join(root, file), 'utf8').includes("from 'fast-check'"));
}
