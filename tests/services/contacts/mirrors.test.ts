/**
 * What is computed twice, in TypeScript for a preview and in SQL over the facts, agrees.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CHANNELS, type Body, type Contact, type Role, type Roster } from '../../../src/domain/organisation';
import { routesOf } from '../../../src/domain/routing';
import { slotOf } from '../../../src/domain/window';
import { importRoster } from '../../../src/services/rosters/write';
import { transaction, type Context, type Db } from '../../../src/services/db';
import { recomputeRoutes } from '../../../src/services/contacts/routes';
import { dropFacts, freshFacts } from '../../support/facts';

const ctx: Context = { asOf: Date.parse('2023-03-20T01:00:00Z'), by: 'operator' };
let db: Db;
beforeAll(async () => {
  db = await freshFacts();
});
afterAll(() => dropFacts(db));

/** A tree of up to 20 bodies under the issuer; each may have contacts of any channel. */
const anyRoster: fc.Arbitrary<Roster> = fc
  .array(
    fc.record({
      above: fc.nat(),
      roles: fc.constantFrom<Role[]>(['unit'], ['subunit'], ['cell'], ['unit', 'cell'], ['mass']),
      contacts: fc.array(fc.record({ channel: fc.constantFrom(...CHANNELS), email: fc.boolean(), phone: fc.boolean() }), {
        maxLength: 2,
      }),
    }),
    { maxLength: 20 },
  )
  .map((nodes) => {
    const bodies: Body[] = [{ id: 'btv', name: 'btv', level: 1, roles: ['issuer'], parentId: null, kind: '' }];
    const contacts: Contact[] = [];
    nodes.forEach((node, index) => {
      const parent = bodies[node.above % bodies.length];
      const id = `b${index}`;
      bodies.push({ id, name: id, level: (parent?.level ?? 1) + 1, roles: node.roles, parentId: parent?.id ?? null, kind: '' });
      node.contacts.forEach(({ channel, email, phone }, n) =>
        contacts.push({
          id: `${id}/${n + 1}`,
          bodyId: id,
          channel,
          name: '',
          email: email ? `${id}-${n}@example.org` : null,
          phone: phone ? '0999' : null,
          language: 'vi',
        }),
      );
    });
    return { bodies, contacts, supervisors: [] };
  });

test('a body’s letters go the same way in a preview and in the facts', async () => {
  await fc.assert(
    fc.asyncProperty(anyRoster, async (roster) => {
      const facts = await transaction(db, async (tx) => {
        await tx.route.deleteMany();
        await tx.contact.deleteMany();
        await tx.bodyVersion.deleteMany();
        await tx.body.deleteMany();
        await importRoster(tx, roster, ctx, '2023-01-01');
        await recomputeRoutes(tx);
        return tx.route.findMany({ orderBy: [{ bodyId: 'asc' }, { contactId: 'asc' }] });
      });
      const computed = routesOf(roster).toSorted((a, b) =>
        `${a.bodyId} ${a.contactId}` < `${b.bodyId} ${b.contactId}` ? -1 : 1,
      );
      const text = (route: object) => JSON.stringify(Object.entries(route).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      expect(facts.map(text).toSorted()).toEqual(computed.map(text).toSorted());
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('an address has the same slot in a preview and in PostgreSQL', async () => {
  // PostgreSQL text holds no NUL.
  const addresses = fc.sample(fc.string({ unit: 'grapheme' }), 300).map((text) => text.replaceAll('\u0000', ''));
  for (const slots of [1, 12, 18]) {
    const rows = await db.prisma.$queryRaw<{ slot: bigint }[]>`
      select ('x' || substr(md5(t.address), 1, 8))::bit(32)::bigint % ${slots} as slot
      from unnest(${addresses}::text[]) with ordinality as t(address, n) order by t.n`;
    expect(rows.map(({ slot }) => Number(slot))).toEqual(
      addresses.map((address) => slotOf(createHash('md5').update(address).digest('hex'), slots)),
    );
  }
});
