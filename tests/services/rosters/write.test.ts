import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readRoster } from '../../../src/documents/roster';
import { valueOf } from '../../../src/documents/findings';
import { importBodies } from '../../../src/services/rosters/write';
import { transaction, type Context, type Db } from '../../../src/services/db';
import { recomputeRoutes } from '../../../src/services/contacts/routes';
import { dropFacts, freshFacts } from '../../support/facts';

const ctx: Context = { asOf: Date.parse('2023-03-20T01:00:00Z'), by: 'operator' };
const HEADER = 'id,name,role,parent,kind,contact,email,phone,channel,officer';
const BLOC = [
  'btv,Ban Thường vụ,issuer,,,,,,,',
  'btg,Ban Tuyên giáo,board,btv,,,,,,',
  'cv-1,Lê An,officer,btg,,,cv1@btg.example.org,,,',
  'a,Bệnh viện A,unit,btv,Đảng bộ cơ sở,Trần Bình,a@a.example.org,0999 1,,cv-1',
  'a-bp,Khối Lâm sàng,subunit,a,Đảng bộ bộ phận,,bp@a.example.org,,,',
  'a-1,Khoa Nội,cell,a-bp,Chi bộ,Hà,Noi@a.example.org,,,',
  'a-2,Khoa Dược,cell,a-bp,Chi bộ,,,,,',
  'a-3,Khoa Nhi,cell,a,Chi bộ,,,0999 3,,',
  'a-4,Khoa Mắt,cell,a,Chi bộ,Mai,,0999 4,hand,',
  'b,Chi bộ cơ sở B,unit cell,btv,Chi bộ cơ sở,Nam,,0999 5,,cv-1',
];

const roster = (rows: string[]) =>
  valueOf('bodies.csv', readRoster(Buffer.from([HEADER, ...rows].join('\n')), 'bodies.csv')).roster;
const replaced = (from: string, to: string) => roster(BLOC.map((row) => (row.startsWith(`${from},`) ? to : row)));

let db: Db;
beforeEach(async () => {
  db = await freshFacts();
});
afterEach(() => dropFacts(db));

async function routes(): Promise<Record<string, string>> {
  const rows = await db.prisma.route.findMany({ orderBy: [{ bodyId: 'asc' }, { contactId: 'asc' }] });
  return Object.fromEntries(
    rows.map((row) => [row.bodyId, [row.via, row.address ?? row.contactId, row.viaBodyId].filter(Boolean).join(' ')]),
  );
}

const versionsOf = (bodyId: string) =>
  db.prisma.bodyVersion.findMany({
    where: { bodyId },
    orderBy: { validFrom: 'asc' },
    select: { name: true, validFrom: true, validTo: true, parentId: true },
  });

describe('routes', () => {
  test('a body goes by its own address, else by the nearest unit above that has one, else by hand', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    expect(await routes()).toEqual({
      btv: 'hand none',
      btg: 'hand none',
      a: 'email a@a.example.org',
      'a-bp': 'email bp@a.example.org',
      'a-1': 'email noi@a.example.org',
      'a-2': 'via-unit bp@a.example.org a-bp',
      'a-3': 'via-unit a@a.example.org a',
      'a-4': 'hand a-4#1',
      b: 'hand b#1',
    });
  });

  test('a bounced address falls back to the unit, a bounced unit to the one above, and the last to a person', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    const bounce = async (id: string) => {
      await db.prisma.contact.update({ where: { id }, data: { status: 'bounced' } });
      await transaction(db, recomputeRoutes);
      return routes();
    };
    expect(await bounce('a-1#1')).toMatchObject({ 'a-1': 'via-unit bp@a.example.org a-bp' });
    expect(await bounce('a-bp#1')).toMatchObject({
      'a-1': 'via-unit a@a.example.org a',
      'a-2': 'via-unit a@a.example.org a',
      'a-bp': 'via-unit a@a.example.org a',
    });
    expect(await bounce('a#1')).toMatchObject({ a: 'hand a#1', 'a-1': 'hand none', 'a-2': 'hand none', 'a-3': 'hand a-3#1' });
  });

  test('a body with two working addresses has a route for each; computing again writes nothing', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    await db.prisma.contact.create({
      data: { id: 'a#2', bodyId: 'a', channel: 'email', name: 'Phó', email: 'a2@a.example.org' },
    });
    expect(await transaction(db, recomputeRoutes)).toBe(2); // a itself and a-3, which goes by a
    expect(
      await db.prisma.route.findMany({
        where: { bodyId: 'a-3' },
        orderBy: { contactId: 'asc' },
        select: { contactId: true, address: true },
      }),
    ).toEqual([
      { contactId: 'a#1', address: 'a@a.example.org' },
      { contactId: 'a#2', address: 'a2@a.example.org' },
    ]);
    expect(await transaction(db, recomputeRoutes)).toBe(0);
  });
});

describe('importing a roster', () => {
  test('the same roster again changes nothing', async () => {
    expect(await importBodies(db, roster(BLOC), ctx, '2023-01-01')).toEqual({
      bodies: 9,
      created: 9,
      changed: 0,
      contacts: 6,
      supervisors: 1,
    });
    expect(await importBodies(db, roster(BLOC), ctx, '2023-06-01')).toMatchObject({ created: 0, changed: 0 });
    expect(await versionsOf('a-1')).toEqual([{ name: 'Khoa Nội', validFrom: '2023-01-01', validTo: null, parentId: 'a-bp' }]);
  });

  test('a renamed or moved body keeps its history: the old version ends where the new one begins', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    const moved = replaced('a-1', 'a-1,Khoa Nội tổng hợp,cell,a,Chi bộ,Hà,noi@a.example.org,,,');
    expect(await importBodies(db, moved, ctx, '2023-07-01')).toMatchObject({ created: 0, changed: 1 });
    expect(await versionsOf('a-1')).toEqual([
      { name: 'Khoa Nội', validFrom: '2023-01-01', validTo: '2023-07-01', parentId: 'a-bp' },
      { name: 'Khoa Nội tổng hợp', validFrom: '2023-07-01', validTo: null, parentId: 'a' },
    ]);
  });

  test('a correction of the same day is written in place', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    await importBodies(db, replaced('a-2', 'a-2,Khoa Dược lâm sàng,cell,a-bp,Chi bộ,,,,,'), ctx, '2023-01-01');
    expect(await versionsOf('a-2')).toEqual([
      { name: 'Khoa Dược lâm sàng', validFrom: '2023-01-01', validTo: null, parentId: 'a-bp' },
    ]);
  });

  test('a roster older than what is known is refused and nothing is written', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-07-01');
    const older = replaced('a-2', 'a-2,Tên cũ,cell,a-bp,Chi bộ,Thảo,duoc@a.example.org,,,');
    await expect(importBodies(db, older, ctx, '2023-01-01')).rejects.toMatchObject({
      code: 'CD_ROSTER_OLDER',
      values: { body: 'a-2', since: '2023-07-01' },
    });
    expect(await db.prisma.contact.count({ where: { bodyId: 'a-2' } })).toBe(0);
  });

  test('the same roster of an earlier day: what is in force began then', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-07-01');
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    expect(await versionsOf('a-1')).toEqual([{ name: 'Khoa Nội', validFrom: '2023-01-01', validTo: null, parentId: 'a-bp' }]);
  });

  test('a bounced address stays bounced until the roster gives another', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    await db.prisma.contact.update({ where: { id: 'a-1#1' }, data: { status: 'bounced', why: '550' } });
    await importBodies(db, replaced('a-1', 'a-1,Khoa Nội,cell,a-bp,Chi bộ,Người mới,noi@a.example.org,,,'), ctx, '2023-02-01');
    expect(await db.prisma.contact.findUnique({ where: { id: 'a-1#1' } })).toMatchObject({
      name: 'Người mới',
      status: 'bounced',
      why: '550',
    });
    await importBodies(db, replaced('a-1', 'a-1,Khoa Nội,cell,a-bp,Chi bộ,Người mới,noi2@a.example.org,,,'), ctx, '2023-02-01');
    expect(await db.prisma.contact.findUnique({ where: { id: 'a-1#1' } })).toMatchObject({
      email: 'noi2@a.example.org',
      status: 'ok',
      why: null,
    });
    expect(await routes()).toMatchObject({ 'a-1': 'email noi2@a.example.org' });
  });

  test('a contact the roster no longer names gets no letters, and gets them again when it is back', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    await importBodies(db, replaced('a-1', 'a-1,Khoa Nội,cell,a-bp,Chi bộ,,,,,'), ctx, '2023-01-01');
    expect(await routes()).toMatchObject({ 'a-1': 'via-unit bp@a.example.org a-bp' });
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    expect(await routes()).toMatchObject({ 'a-1': 'email noi@a.example.org' });
  });

  test('who follows which unit is what the last roster says; an absence stays', async () => {
    await importBodies(db, roster(BLOC), ctx, '2023-01-01');
    await db.prisma.supervisor.update({ where: { id: 'cv-1' }, data: { awayUntil: '2023-05-01' } });
    await importBodies(db, replaced('b', 'b,Chi bộ cơ sở B,unit cell,btv,Chi bộ cơ sở,Nam,,0999 5,,'), ctx, '2023-01-01');
    expect(await db.prisma.officerUnit.findMany()).toEqual([{ bodyId: 'a', supervisorId: 'cv-1' }]);
    expect(await db.prisma.supervisor.findUnique({ where: { id: 'cv-1' } })).toMatchObject({ awayUntil: '2023-05-01' });
  });

  test('the example organisation: every cell has a route', async () => {
    const file = path.join(__dirname, '../../../examples/ha-tinh-2023/bodies.csv');
    const example = valueOf(file, readRoster(readFileSync(file), file)).roster;
    await importBodies(db, example, ctx, '2023-01-01');
    const byVia = await db.prisma.$queryRaw<{ via: string; cells: number }[]>`
      select r.via, count(*)::int as cells from "Route" r join "BodyVersion" v using ("bodyId") where 'cell' = any(v.roles) group by r.via order by r.via`;
    expect(byVia).toEqual([
      { via: 'email', cells: 195 },
      { via: 'hand', cells: 3 },
      { via: 'via-unit', cells: 102 },
    ]);
  });
});

test('links in letters to an address that an import changed or took away end; those of the others stay', async () => {
  await importBodies(db, roster(BLOC), ctx, '2023-01-01');
  await db.prisma.link.createMany({
    data: ['a', 'a-1', 'a-bp'].map((bodyId) => ({
      id: bodyId,
      bodyId,
      contactId: `${bodyId}#1`,
      purpose: 'body',
      planId: 'p',
      createdAt: new Date(ctx.asOf),
    })),
  });
  const changed = BLOC.map((row) => row.replace('Noi@a.example.org', 'khac@a.example.org').replace('bp@a.example.org', ''));
  await importBodies(db, roster(changed), { ...ctx, asOf: ctx.asOf + 1 }, '2023-03-20');
  const links = await db.prisma.link.findMany({ orderBy: { id: 'asc' } });
  expect(links.map(({ id, revokedAt }) => [id, revokedAt !== null])).toEqual([
    ['a', false],
    ['a-1', true],
    ['a-bp', true],
  ]);
});
