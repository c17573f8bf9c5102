import { schemaOf } from '../../src/domain/ids';
import { migrate, migrationsOf } from '../../src/stack/migrate';
import { dropFacts, freshFacts, testDatabaseUrl } from '../support/facts';
import type { Db } from '../../src/services/db';

describe('migrations', () => {
  let db: Db;
  beforeAll(async () => {
    db = await freshFacts();
  });
  afterAll(() => dropFacts(db));

  const instant = new Date('2023-03-01T00:00:00Z');
  const task = { planId: 'p', kind: 'miss', title: 't', status: 'open', version: 1, openedAt: instant, openedOn: '2023-03-01' };

  test('a second run applies nothing', async () => {
    expect(await migrate(await testDatabaseUrl(), schemaOf(db.run))).toEqual([]);
  });

  test('a migration that was changed after it was applied is refused', async () => {
    const changed = migrationsOf().map((migration) => ({ ...migration, checksum: 'other' }));
    await expect(migrate(await testDatabaseUrl(), schemaOf(db.run), changed)).rejects.toMatchObject({ code: 'CD_MIGRATION' });
  });

  test('a migration that fails leaves the schema as it was', async () => {
    const broken = {
      name: '29990101000000_broken',
      sql: 'create table "Half" (a int); select no_such_function()',
      checksum: 'x',
    };
    await expect(migrate(await testDatabaseUrl(), schemaOf(db.run), [...migrationsOf(), broken])).rejects.toThrow(
      'no_such_function',
    );
    expect(await db.prisma.$queryRaw`select to_regclass('"Half"')::text as found`).toEqual([{ found: null }]);
  });

  test('two at once on one schema take turns', async () => {
    const url = await testDatabaseUrl();
    const other = await freshFacts();
    await expect(Promise.all([migrate(url, schemaOf(other.run)), migrate(url, schemaOf(other.run))])).resolves.toEqual([[], []]);
    await dropFacts(other);
  });

  test('one open task per key, absent parts of the key included; a closed one makes room', async () => {
    await db.prisma.task.create({ data: { id: 'a', ...task } });
    await expect(db.prisma.task.create({ data: { id: 'b', ...task } })).rejects.toThrow(/Unique constraint/);
    await db.prisma.task.update({ where: { id: 'a' }, data: { status: 'closed', outcome: 'resolved' } });
    await expect(db.prisma.task.create({ data: { id: 'b', ...task } })).resolves.toMatchObject({ id: 'b' });
  });

  test('a status outside the catalogue is refused', async () => {
    await expect(db.prisma.task.create({ data: { id: 'c', ...task, stageId: 's', status: 'done' } })).rejects.toThrow(
      /Task_status_check/,
    );
  });

  test('the trail cannot be changed or removed', async () => {
    await db.prisma.audit.create({ data: { at: instant, by: 'operator', action: 'x', subject: 's', data: {} } });
    await expect(db.prisma.audit.updateMany({ data: { by: 'other' } })).rejects.toThrow(/append-only/);
    await expect(db.prisma.audit.deleteMany({})).rejects.toThrow(/append-only/);
    await expect(db.prisma.$executeRaw`truncate "Audit"`).rejects.toThrow(/append-only/);
  });
});
