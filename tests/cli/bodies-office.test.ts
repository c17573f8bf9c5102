import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { register, type Confirm } from '../../src/cli/bodies';
import type { Db } from '../../src/services/db';
import { csvOf, xlsxOf } from '../documents/spreadsheet/office';
import { dropFacts, freshFacts } from '../support/facts';

const LIST = `ĐẢNG ỦY KHỐI | | | |
TT | Tên tổ chức đảng | Họ tên đầu mối | Điện thoại | Thư điện tử
I | Đảng bộ Bệnh viện A | Bình; Hoa | 0999 000 1 | a@example.org; b@example.org
1 | Chi bộ Khoa Nội | Hà | 0999 000 2 | noi@example.org
2 | Chi bộ Khoa Nhi | | 0999 000 3 |`;
const ANSWERS = ['--answer', 'issuer=Ban Thường vụ', '--answer', 'board=Ban Tuyên giáo'];
const EXAMPLE = path.join(__dirname, '../../examples/ha-tinh-2023/bodies.csv');

let db: Db;
let folder: string;
beforeEach(async () => {
  db = await freshFacts();
  folder = mkdtempSync(path.join(tmpdir(), 'office-'));
});
afterEach(async () => {
  await dropFacts(db);
  rmSync(folder, { recursive: true });
});

async function run(args: string[], day = '2023-03-20', confirm: Confirm = () => Promise.resolve(null)): Promise<string> {
  const printed: string[] = [];
  const program = new Command().exitOverride();
  register(
    program,
    { withFacts: (work) => work(db), now: () => Date.parse(`${day}T01:00:00Z`), print: (text) => printed.push(text) },
    confirm,
  );
  await program.parseAsync(['bodies', ...args], { from: 'user' });
  return printed.join('\n');
}

const write = (bytes: Buffer, name = 'ds.csv'): string => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};
const list = (edit: (text: string) => string = (text) => text) => write(csvOf(edit(LIST)));

const shown = z.object({
  dryRun: z.boolean(),
  counts: z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), vanished: z.number(), questions: z.number() }),
  questions: z.array(z.object({ key: z.string(), proposal: z.string().nullable() })),
});
const json = async (args: string[], day?: string) => shown.parse(JSON.parse(await run([...args, '--json'], day)));

/** All facts of the organisation, as they stand. */
const facts = () =>
  db.prisma.$queryRaw`
    select (select json_agg(v order by "bodyId", "validFrom") from "BodyVersion" v) as versions, (select json_agg(c order by id) from "Contact" c) as contacts,
      (select json_agg(r order by "bodyId", "contactId") from "Route" r) as routes, (select json_agg(o order by "bodyId") from "OfficerUnit" o) as officers,
      (select json_agg(s order by id) from "Supervisor" s) as supervisors, (select json_agg(s order by key) from "Setting" s) as settings`;

test('an office’s file is only looked at: counts, mapping and questions are shown, nothing is written', async () => {
  const before = await facts();
  const text = await run(['import', list()]);
  expect(text).toContain('Thư điện tử       thư điện tử (email)');
  expect(text).toContain('Mới 05, thay đổi 0, giữ nguyên 0, không còn trong tệp 0, cần hỏi 02.');
  expect(text).toContain('--answer "issuer=Ban Thường vụ ĐẢNG ỦY KHỐI"');
  expect(text).toContain('Chưa ghi gì.');
  expect(await facts()).toEqual(before);
});

test('--yes with a question open is refused, and nothing is written', async () => {
  const before = await facts();
  await expect(run(['import', list(), '--yes'])).rejects.toMatchObject({
    code: 'CD_ROSTER_QUESTIONS',
    exit: 1,
    values: { keys: 'issuer, board' },
  });
  await expect(
    run(['import', list(), '--yes', '--accept', '--answer', 'vanished=perhaps', '--answer', 'parent/x']),
  ).rejects.toMatchObject({ code: 'CD_ROSTER_ANSWER' });
  expect(await facts()).toEqual(before);
});

test('imported once; again it changes nothing, in xlsx too; an update updates and never doubles', async () => {
  await run(['import', list(), '--yes', ...ANSWERS]);
  const once = await facts();
  expect(await db.prisma.contact.findMany({ orderBy: { id: 'asc' }, select: { id: true, email: true } })).toEqual([
    { id: 'dang-bo-benh-vien-a#1', email: 'a@example.org' },
    { id: 'dang-bo-benh-vien-a#r2', email: 'b@example.org' },
    { id: 'dang-bo-benh-vien-a-chi-bo-khoa-nhi#1', email: null },
    { id: 'dang-bo-benh-vien-a-chi-bo-khoa-noi#1', email: 'noi@example.org' },
  ]);
  await run(['import', list(), '--yes'], '2023-06-01');
  expect(await facts()).toEqual(once);
  const rows = LIST.split('\n').map((line) => line.split('|').map((cell) => ({ value: cell.trim() })));
  const same = await json(['import', write(await xlsxOf(rows), 'ds.xlsx')], '2023-06-01');
  expect(same).toMatchObject({ dryRun: true, counts: { new: 0, changed: 0, unchanged: 3, vanished: 0, questions: 0 } });
  await run(
    [
      'import',
      list((text) => text.replace('noi@', 'noi2@').replace('Bình; Hoa', 'Bình').replace('; b@example.org', '')),
      '--yes',
    ],
    '2023-06-01',
  );
  expect(await db.prisma.body.count()).toBe(5);
  expect(await db.prisma.contact.findUnique({ where: { id: 'dang-bo-benh-vien-a#r2' } })).toMatchObject({ status: 'suppressed' });
  expect(await db.prisma.route.findMany({ where: { bodyId: 'dang-bo-benh-vien-a-chi-bo-khoa-noi' } })).toMatchObject([
    { address: 'noi2@example.org' },
  ]);
});

test('rows that vanished are asked about: kept, or ended from a day; never deleted, and back again they are the same', async () => {
  await run(['import', list(), '--yes', ...ANSWERS]);
  const without = (text: string) => text.replace(/\n2 .*/, '');
  expect(await json(['import', list(without)], '2023-06-01')).toMatchObject({
    counts: { vanished: 1, questions: 1 },
    questions: [{ key: 'vanished', proposal: 'keep' }],
  });
  await expect(run(['import', list(without), '--yes'], '2023-06-01')).rejects.toMatchObject({ code: 'CD_ROSTER_QUESTIONS' });
  await run(['import', list(without), '--yes', '--answer', 'vanished=keep'], '2023-06-01');
  const id = 'dang-bo-benh-vien-a-chi-bo-khoa-nhi';
  expect(await db.prisma.bodyVersion.findMany({ where: { bodyId: id } })).toMatchObject([{ validTo: null }]);
  await run(['import', list(without), '--yes', '--answer', 'vanished=ended:2023-05-31'], '2023-06-01');
  expect(await db.prisma.bodyVersion.findMany({ where: { bodyId: id } })).toMatchObject([{ validTo: '2023-05-31' }]);
  expect(await db.prisma.route.count({ where: { bodyId: id } })).toBe(0);
  await run(['import', list(), '--yes'], '2023-07-01');
  expect(await db.prisma.bodyVersion.findMany({ where: { bodyId: id }, orderBy: { validFrom: 'asc' } })).toMatchObject([
    { validTo: '2023-05-31' },
    { validFrom: '2023-07-01', validTo: null },
  ]);
});

test('a unit cannot end while a body stays below it', async () => {
  await run(['import', list(), '--yes', ...ANSWERS]);
  const without = list((text) => text.replace(/\nI .*/, ''));
  await expect(
    run(
      [
        'import',
        without,
        '--yes',
        '--accept',
        '--answer',
        'vanished/dang-bo-benh-vien-a=ended',
        '--answer',
        'vanished/dang-bo-benh-vien-a-chi-bo-khoa-noi=keep',
        '--answer',
        'same/chi-bo-khoa-noi=new',
      ],
      '2023-06-01',
    ),
  ).rejects.toMatchObject({ code: 'CD_INPUT_FAULTS' });
});

test('a failure in the last step leaves nothing behind', async () => {
  await run(['import', list(), '--yes', ...ANSWERS], '2023-06-01');
  const before = await facts();
  // the body that is to end began later than the day given: refused after the roster itself was written
  const changed = list((text) => text.replace(/\n2 .*/, '\n2 | Chi bộ Mới | | |').replace('noi@', 'noi9@'));
  await expect(
    run(
      [
        'import',
        changed,
        '--yes',
        '--accept',
        '--answer',
        'same/dang-bo-benh-vien-a-chi-bo-moi=new',
        '--answer',
        'vanished=ended:2023-01-01',
      ],
      '2023-07-01',
    ),
  ).rejects.toMatchObject({
    code: 'CD_ROSTER_OLDER',
  });
  expect(await facts()).toEqual(before);
});

test('what was said of columns and questions is remembered with the headings', async () => {
  const odd = () => write(csvOf('TT | Nơi sinh hoạt | Thư điện tử\nI | Khối Lâm sàng |\n1 | Chi bộ Nội | noi@example.org'));
  const said = ['--map', 'Nơi sinh hoạt=name', '--answer', 'section/khoi-lam-sang=body', ...ANSWERS];
  await run(['import', odd(), '--yes', ...said]);
  expect(await json(['import', odd()])).toMatchObject({
    counts: { new: 0, changed: 0, unchanged: 2, vanished: 0, questions: 0 },
  });
  expect(await db.prisma.body.findMany({ orderBy: { id: 'asc' } })).toEqual(
    ['ban-thuong-vu', 'ban-tuyen-giao', 'khoi-lam-sang', 'khoi-lam-sang-chi-bo-noi'].map((id) => ({ id })),
  );
});

test('typed at the terminal: “nhập” imports, anything else writes nothing', async () => {
  await expect(run(['import', list(), ...ANSWERS], '2023-03-20', () => Promise.resolve(false))).rejects.toMatchObject({
    code: 'CD_ROSTER_NOT_CONFIRMED',
  });
  expect(await db.prisma.body.count()).toBe(0);
  expect(await run(['import', list(), ...ANSWERS], '2023-03-20', () => Promise.resolve(true))).toContain('Đã nhập 05 tổ chức');
  expect(await db.prisma.body.count()).toBe(5);
});

test('the strict example: exported and imported again, nothing changes', async () => {
  await run(['import', EXAMPLE, '--from', '2023-01-01', '--yes']);
  const before = await facts();
  const out = path.join(folder, 'out.csv');
  expect(await run(['export', '--out', out])).toContain('Đã ghi');
  await expect(run(['export', '--out', out])).rejects.toMatchObject({ code: 'CD_DRAFT_OUT_EXISTS' });
  expect(await run(['export', '--out', out, '--force'])).toContain('Đã ghi');
  expect(await json(['import', out, '--dry-run'])).toMatchObject({ counts: { new: 0, changed: 0, vanished: 0 } });
  await run(['import', out, '--valid-from', '2023-06-01', '--yes']);
  expect(await facts()).toEqual(before);
  expect(readFileSync(out, 'utf8').split('\n').toSorted().slice(1)).toHaveLength(
    readFileSync(EXAMPLE, 'utf8').split('\n').length - 1,
  );
});

test('an office’s organisation goes out as strict csv and comes back the same, second contacts too', async () => {
  await run(['import', list(), '--yes', ...ANSWERS]);
  const before = await facts();
  const out = path.join(folder, 'out.csv');
  expect(await run(['export', '--out', out])).toContain('1 đầu mối thứ hai');
  await run(['import', out, '--yes'], '2023-06-01');
  expect(await facts()).toEqual(before);
});

test('after an import the counts are those of the dry run, where a contact alone changed too', async () => {
  await run(['import', list(), '--yes', ...ANSWERS]);
  const changed = list((text) => text.replace('noi@example.org', ''));
  expect(await run(['import', changed], '2023-06-01')).toContain('Mới 0, thay đổi 01,');
  expect(await run(['import', changed, '--yes'], '2023-06-01')).toContain('(mới 0, thay đổi 01)');
});

test('a cell renamed beside a namesake in another unit is asked about, and is not doubled', async () => {
  const two = (text: string) => `${text}\nII | Đảng bộ Trường B | | |\n1 | Chi bộ Khoa Nội | | | khac@example.org`;
  await run(['import', list(two), '--yes', ...ANSWERS]);
  const renamed = list((text) => two(text.replace('1 | Chi bộ Khoa Nội |', '1 | Chi bộ Khoa Nội tổng hợp |')));
  const seen = await json(['import', renamed], '2023-06-01');
  expect(seen).toMatchObject({ counts: { new: 0, changed: 1, vanished: 0, questions: 1 } });
  expect(seen.questions.map(({ key }) => key)).toEqual(['same/dang-bo-benh-vien-a-chi-bo-khoa-noi-tong-hop']);
  const before = await db.prisma.body.count();
  await run(['import', renamed, '--yes', '--accept'], '2023-06-01');
  expect(await db.prisma.body.count()).toBe(before);
});
