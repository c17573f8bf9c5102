import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPlanFiles } from '../../src/documents/plan-files';
import type { Role } from '../../src/domain/organisation';
import { stagesInOrder } from '../../src/domain/plan';

const folder = path.join(__dirname, '../../examples/ha-tinh-2023');
const at = (file: string) => path.join(folder, file);
const load = () => loadPlanFiles({ plan: at('plan.yaml'), bodies: at('bodies.csv'), calendar: at('calendar-2023.yaml') });

test('the example reads with no fault; only the two unavoidable days off are warned of', async () => {
  const { document, warnings } = await load();
  expect(warnings.map(({ kind, message }) => `${kind} ${/\d+\/\d+\/\d+/.exec(message)?.[0]}`)).toEqual([
    'day-off 30/4/2023',
    'day-off 30/9/2023',
  ]);
  expect(document.topics.map(({ id, stages }) => [id, Object.keys(stages).join(' ')])).toEqual([
    ['hoc-tap-va-lam-theo', 'study session reporting'],
    ['tu-soi-tu-sua', 'session reporting'],
    ['phong-chong-tham-nhung', 'briefing study session reporting'],
    ['tu-chon', 'selection session reporting'],
  ]);
});

test('every date has its own sentence, and each one the document does not state has a basis', async () => {
  const { document } = await load();
  const stages = document.topics.flatMap((topic) => stagesInOrder(topic));
  for (const { stage } of stages) expect(stage.said).not.toBe('');
  const decided = stages.filter(({ stage }) => stage.decided !== undefined);
  expect(decided).toHaveLength(8);
  for (const { stage } of decided) expect(stage.basis).toMatch(/ngày/);
});

test('no two sessions of a cell end in one month, and the fourth topic blames nobody', async () => {
  const { document } = await load();
  expect(document.topics.map(({ stages }) => stages.session?.due)).toEqual([
    '2023-06-30',
    '2023-07-31',
    '2023-09-30',
    '2023-11-30',
  ]);
  const fourth = document.topics.find(({ choice }) => choice);
  expect(fourth && stagesInOrder(fourth).every(({ stage }) => stage.information)).toBe(true);
});

test('the organisation has the shape of the real bloc', async () => {
  const { bodies, contacts, supervisors } = (await load()).roster;
  const holding = (role: Role) => bodies.filter(({ roles }) => roles.includes(role));
  expect(
    [holding('issuer'), holding('board'), holding('unit'), holding('subunit'), holding('cell'), holding('mass')].map(
      ({ length }) => length,
    ),
  ).toEqual([1, 1, 108, 7, 300, 4]);
  expect(supervisors.map(({ role, follows }) => `${role} ${follows.length}`)).toEqual(['head 0', 'officer 54', 'officer 54']);
  const emailOf = new Map(contacts.map(({ bodyId, email }) => [bodyId, email]));
  const uses = new Map<string, number>();
  for (const { email } of contacts) if (email !== null) uses.set(email, (uses.get(email) ?? 0) + 1);
  const cells = holding('cell').map(({ id }) => emailOf.get(id) ?? null);
  expect(cells.filter((email) => email === null)).toHaveLength(105);
  expect(cells.filter((email) => email !== null && (uses.get(email) ?? 0) > 1)).toHaveLength(45);
  expect(contacts.filter(({ channel }) => channel === 'hand')).toHaveLength(3);
  for (const email of uses.keys()) expect(email).toMatch(/[@.]example\.org$/);
});

test('the committed organisation is what its script writes', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bodies-'));
  try {
    copyFileSync(at('make-bodies.mjs'), path.join(scratch, 'make-bodies.mjs'));
    execFileSync(process.execPath, [path.join(scratch, 'make-bodies.mjs')]);
    expect(readFileSync(path.join(scratch, 'bodies.csv'), 'utf8')).toBe(readFileSync(at('bodies.csv'), 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
