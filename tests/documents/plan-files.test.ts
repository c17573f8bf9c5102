import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPlanFiles, readPlanFiles } from '../../src/documents/plan-files';
import { marked, summary } from './marked';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, marked(text).bytes);
  return file;
}

const plan = (issuer: string, board: string) =>
  `plan: { id: p, year: 2023, title: P, roles: { issuer: ${issuer}, board: ${board} } }\ntopics:\n  - { id: t, title: T, stages: { briefing: { owner: issuer, for: [unit, mass], due: 2023-04-20, said: x }, session: { owner: cell, due: 2023-06-30, said: x } } }\n`;
const ROSTER = 'id,name,role,parent,email\nbtv,B,issuer,,\nbtg,T,board,btv,\na,A,unit,btv,a@example.org\n';

test('a body that the plan names and the roster does not know is a fault at the plan’s place', async () => {
  const text = plan('btv', '«ban-khac');
  const read = await readPlanFiles({ plan: write('plan.yaml', text), bodies: write('bodies.csv', ROSTER) });
  expect(summary(read.faults)).toEqual(marked(text).places.map((place) => `${place} unknown-body`));
});

test('a body named for a role that it does not hold is a fault', async () => {
  const text = plan('«a', 'btg');
  const read = await readPlanFiles({ plan: write('plan.yaml', text), bodies: write('bodies.csv', ROSTER) });
  expect(summary(read.faults)).toEqual(marked(text).places.map((place) => `${place} wrong-body`));
});

test('a role that no body holds is warned of where the plan names it', async () => {
  const text = plan('btv', 'btg').replace('for: [unit', 'for: «[unit').replace('owner: cell', 'owner: «cell');
  const read = await readPlanFiles({ plan: write('plan.yaml', text), bodies: write('bodies.csv', ROSTER) });
  expect(summary(read.warnings)).toEqual(marked(text).places.map((place) => `${place} role-without-body`));
});

test('faults of plan, roster and calendar come together, and nothing is loaded', async () => {
  const files = {
    plan: write('plan.yaml', plan('btv', 'btg').replace('2023-06-30', '2023-06-31')),
    bodies: write('bodies.csv', ROSTER.replace('unit', 'king')),
    calendar: write('c.yaml', '2023: { off: {} }'),
  };
  await expect(loadPlanFiles(files)).rejects.toMatchObject({ code: 'CD_INPUT_FAULTS', exit: 1, values: { count: 3 } });
  const { faults } = await readPlanFiles(files);
  expect(faults.map(({ file, kind }) => [path.basename(file), kind])).toEqual([
    ['plan.yaml', 'bad-date'],
    ['bodies.csv', 'unknown-role'],
    ['c.yaml', 'unknown-key'],
  ]);
});

test('without a calendar of its own the decreed days off are known', async () => {
  const { warnings } = await readPlanFiles({ plan: write('plan.yaml', plan('btv', 'btg').replace('2023-06-30', '2023-09-04')) });
  expect(warnings.map(({ kind }) => kind)).toEqual(['day-off']);
});

test.each([
  ['a file that is not there', 'missing.yaml', 'ENOENT'],
  ['a folder', '.', 'EISDIR'],
])('%s is refused with a code', async (_, name, reason) => {
  await expect(readPlanFiles({ plan: path.join(folder, name) })).rejects.toMatchObject({
    code: 'CD_FILE_UNREADABLE',
    exit: 1,
    values: { reason: { en: reason } },
  });
});

test('a file without end is read only up to its limit', async () => {
  const { faults } = await readPlanFiles({ plan: '/dev/zero' });
  expect(summary(faults)).toEqual(['1:1 too-large']);
});
