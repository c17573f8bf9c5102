import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const ROOT = path.join(__dirname, '..', '..');

/** File, what it imports, and what the checker must say; null: it may. */
const CASES: [string, string, string | null][] = [
  ['domain', 'zod', 'pure'],
  ['domain', 'node:crypto', 'pure'],
  ['domain', '../services/db', 'pure'],
  ['domain', './dates', null],
  ['domain', 'temporal-polyfill', null],
  ['workflows', 'zod', 'sandbox'],
  ['workflows', 'node:fs', 'sandbox'],
  ['workflows', '../services/db', 'sandbox'],
  ['workflows', '../domain/dates', null],
  ['workflows', '@temporalio/workflow', null],
  ['mail/texts', '../../services/db', 'never the other way'],
  ['mail/texts', '../../domain/dates', null],
  ['documents', '../web/app', 'never the other way'],
  ['documents', '../generated/prisma/client', 'never the other way'],
  ['services/tasks', '../../worker/live', 'who calls it'],
  ['services', '@temporalio/client', 'engine'],
  ['services', '../mail/letter', null],
  ['activities', '../config', 'where settings come from'],
  ['web', '../worker/live', 'start nothing'],
  ['web', '../services/db', null],
  ['cli', '../worker/live', null],
];

const Report = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), message: z.string(), help: z.string().optional() })),
});

describe('the arrows of the house', () => {
  let folder: string;
  let found: z.infer<typeof Report>['diagnostics'];

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'chuyende-rules-'));
    copyFileSync(path.join(ROOT, 'import-rules.json'), path.join(folder, 'import-rules.json'));
    CASES.forEach(([place, source], index) => {
      mkdirSync(path.join(folder, 'src', place), { recursive: true });
      writeFileSync(
        path.join(folder, 'src', place, `case${index}.ts`),
        `import type { X } from '${source}';\nexport type Y = X;\n`,
      );
    });
    const args = ['--config', 'import-rules.json', '--format', 'json', 'src'];
    const { stdout } = spawnSync(path.join(ROOT, 'node_modules', '.bin', 'oxlint'), args, { cwd: folder, encoding: 'utf8' });
    found = Report.parse(JSON.parse(stdout)).diagnostics;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(CASES.map((each, index) => [each[0], each[2] === null ? 'may' : 'may not', each[1], each[2], index] as const))(
    'src/%s %s import %s',
    (_place, _verb, _source, why, index) => {
      const said = found
        .filter(({ filename }) => filename.endsWith(`/case${index}.ts`))
        .map(({ message, help }) => `${message} ${help ?? ''}`);
      expect(said).toEqual(why === null ? [] : [expect.stringContaining(why)]);
    },
  );
});
