import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { register } from '../../src/cli/bodies';
import type { Db } from '../../src/services/db';
import { dropFacts, freshFacts } from '../support/facts';

const ROSTER =
  'id,name,role,parent,email\nbtv,Ban Thường vụ,issuer,,\nbtg,Ban,board,btv,\na,Bệnh viện A,unit,btv,a@example.org\nb,Đơn vị B,unit,btv,\n';
let db: Db;
let folder: string;
beforeEach(async () => {
  db = await freshFacts();
  folder = mkdtempSync(path.join(tmpdir(), 'bodies-'));
});
afterEach(async () => {
  await dropFacts(db);
  rmSync(folder, { recursive: true });
});

/** Runs the command line; returns what it printed. */
async function run(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  const program = new Command().exitOverride();
  register(program, {
    withFacts: (work) => work(db),
    now: () => Date.parse('2023-03-19T18:00:00Z'),
    print: (text) => printed.push(text),
  });
  await program.parseAsync(['bodies', ...args], { from: 'user' });
  return printed;
}

function write(text: string): string {
  const file = path.join(folder, 'bodies.csv');
  writeFileSync(file, text);
  return file;
}

test('a roster is imported from the day the office’s clock shows; who cannot be reached is told at its row', async () => {
  const file = write(ROSTER);
  expect(await run('import', file, '--yes')).toEqual([
    `${file}:5:1: cảnh báo: không ai liên hệ được với “Đơn vị B”: không có e-mail, điện thoại, và không cấp trên nào có e-mail để chuyển giúp [unreachable]`,
    'Mới 04, thay đổi 0, giữ nguyên 0, không còn trong tệp 0, cần hỏi 0.',
    '  + Ban Thường vụ (btv)',
    '  + Ban (btg) thuộc btv',
    '  + Bệnh viện A (a) thuộc btv',
    '  + Đơn vị B (b) thuộc btv',
    'Đã nhập 04 tổ chức (mới 04, thay đổi 0), 01 đầu mối liên hệ, 0 đồng chí của Ban.',
  ]);
  expect(await db.prisma.bodyVersion.findFirst({ where: { bodyId: 'a' } })).toMatchObject({ validFrom: '2023-03-20' });
});

test('the strict roster is only looked at too, with counts, until --yes', async () => {
  const printed = await run('import', write(ROSTER));
  expect(printed).toContain('Mới 04, thay đổi 0, giữ nguyên 0, không còn trong tệp 0, cần hỏi 0.');
  expect(printed.at(-1)).toContain('Chưa ghi gì.');
  expect(JSON.parse((await run('import', write(ROSTER), '--json'))[0] ?? '')).toMatchObject({ dryRun: true, counts: { new: 4 } });
  expect(await db.prisma.body.count()).toBe(0);
  await run('import', write(ROSTER), '--yes');
  expect(await db.prisma.body.count()).toBe(4);
  // one that it no longer names stays, and nothing is asked
  expect(await run('import', write(ROSTER.replace(/b,.*\n/, '')), '--yes')).toContain(
    '  - Đơn vị B (b): không còn trong tệp, giữ nguyên',
  );
});

test('a name of thousands of letters is refused at its place', async () => {
  await expect(run('import', write(ROSTER.replace('Đơn vị B', 'B'.repeat(5_000))), '--yes')).rejects.toMatchObject({
    code: 'CD_INPUT_FAULTS',
    faults: [{ line: 5, column: 3 }],
  });
});

test('--from and --json', async () => {
  const [json] = await run('import', write(ROSTER), '--from', '2023-01-01', '--json', '--yes');
  expect(JSON.parse(json ?? '')).toMatchObject({
    bodies: 4,
    created: 4,
    changed: 0,
    contacts: 1,
    warnings: [{ kind: 'unreachable', line: 5 }],
  });
  expect(await db.prisma.bodyVersion.findFirst({ where: { bodyId: 'a' } })).toMatchObject({ validFrom: '2023-01-01' });
});

test('a faulty roster is refused with every fault, and nothing is written', async () => {
  await expect(run('import', write(`${ROSTER}c,C,king,btv,\nd,D,unit,nobody,\n`))).rejects.toMatchObject({
    code: 'CD_INPUT_FAULTS',
    exit: 1,
    values: { count: 2 },
  });
  expect(await db.prisma.body.count()).toBe(0);
});

test('a faulty roster is told even where the database is away', async () => {
  const program = new Command().exitOverride();
  register(program, { withFacts: () => Promise.reject(new Error('away')), now: Date.now, print: () => undefined });
  await expect(program.parseAsync(['bodies', 'import', write('id,name\n')], { from: 'user' })).rejects.toMatchObject({
    code: 'CD_INPUT_FAULTS',
  });
});

test('a day that is none is wrong usage', async () => {
  await expect(run('import', write(ROSTER), '--from', '2023-02-30')).rejects.toMatchObject({ code: 'commander.invalidArgument' });
});
