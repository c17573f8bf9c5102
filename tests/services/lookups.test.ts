/** What a person's act looks for in the ledger is found by an index, however long the ledger is. */
import { linksFor, loadLinkKeys, verifyToken } from '../../src/services/contacts/links';
import { transaction, type Db, type Tx } from '../../src/services/db';
import { inviteAgain } from '../../src/services/notices/invitations';
import { loadPlan } from '../../src/services/plans/load';
import { startPlan } from '../../src/services/plans/start';
import { convertMiss } from '../../src/services/tasks/judging';
import { tokenOf } from '../../src/mail/links';
import { at, briefing, PLAN, planOf, roster, stage, topic, TOPIC } from './plans/small-plan';
import { dropFacts, freshFacts, newRunId } from '../support/facts';

const MANY = 100_000;
let db: Db;

beforeAll(async () => {
  db = await freshFacts(newRunId(), 1);
  await startPlan(
    db,
    {
      document: planOf([topic({ briefing: briefing(), session: stage() })]),
      roster,
      calendar: {},
      from: '2023-03-01',
      past: null,
    },
    at('2023-03-01'),
  );
  await db.prisma.$executeRaw`insert into "Body" (id) select 'x' || n from generate_series(1, ${MANY}) n`;
  await db.prisma.$executeRaw`
    insert into "Assignment" (id, "stageId", "bodyId", "unitId", status, "dueDate", "lateAfter", "dueAt", "judgeOn", verdict)
    select ${TOPIC} || '/session/x' || n, ${`${TOPIC}/session`}, 'x' || n, 'u' || n % 1000, 'open', '2023-06-30', '2023-06-30',
           '2023-06-30T17:00:00Z', '2023-07-06', 'miss' from generate_series(1, ${MANY}) n`;
  await db.prisma.$executeRaw`
    insert into "Message" (id, address, "windowStart", planned, transport, status, "headerId", subject, "slotAt", "queuedAt", "sentAt")
    select 'm' || n, 'x' || n || '@example.org', now(), true, 'smtp', 'sent', '<' || n || '>', 's', now(), now(), now() from generate_series(1, ${MANY}) n`;
  await db.prisma.$executeRaw`
    insert into "Notice" (id, "dedupeKey", kind, reason, urgency, "assignmentId", "dueRevision", "stageId", "bodyId", "contactId", address, via,
                          transport, immediate, "windowStart", "slotAt", "raisedAt", status, "messageId")
    select 'n' || n, 'n' || n, 'remind', 'remind', 1, ${TOPIC} || '/session/x' || n, 1, ${`${TOPIC}/session`}, 'x' || n, 'k', 'x' || n || '@example.org',
           'email', 'smtp', false, now(), now(), now(), 'sent', 'm' || n from generate_series(1, ${MANY}) n`;
  await db.prisma.$executeRaw`analyze`;
}, 120_000);
afterAll(() => dropFacts(db));

/** Whole-table readings that `work` did, by the server's own count; the facts have one connection. */
async function wholeReadings(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const counts = async () => {
    await db.prisma.$queryRaw`select pg_stat_force_next_flush()::text`;
    const rows = await db.prisma.$queryRaw<{ name: string; n: number }[]>`
      select relname as name, seq_scan::int as n from pg_stat_user_tables
      where schemaname = current_schema() and relname in ('Notice', 'Message', 'Assignment') order by relname`;
    return rows;
  };
  const before = await counts();
  await work();
  const after = await counts();
  return Object.fromEntries(after.map(({ name, n }, index) => [name, n - (before[index]?.n ?? 0)]));
}
const NONE = { Assignment: 0, Message: 0, Notice: 0 };

test('the count notices a whole reading', async () => {
  expect(await wholeReadings(() => db.prisma.notice.count({ where: { via: 'hand' } }))).toMatchObject({ Notice: 1 });
});

test('an address that bounces', async () => {
  const bounce = () => transaction(db, (tx) => convertMiss(tx, db, at('2023-07-07'), { address: 'x777@example.org' }));
  expect(await wholeReadings(bounce)).toEqual(NONE);
});

test('a conference that moves', async () => {
  const plan = await loadPlan(db.prisma, PLAN);
  const again = (tx: Tx) => inviteAgain(tx, db, plan, `${TOPIC}/briefing`, { date: '2023-04-12', who: 'all' }, at('2023-04-03'));
  expect(await wholeReadings(() => transaction(db, again))).toEqual(NONE);
});

test('a link that is opened', async () => {
  const keys = await loadLinkKeys(db, undefined);
  const wanted = { bodyId: 'x777', contactId: 'k', purpose: 'body', planId: PLAN };
  const [link] = (await transaction(db, (tx) => linksFor(tx, [wanted], at('2023-04-03').asOf))).values();
  if (!link) throw new Error('no link');
  const token = tokenOf(keys, link);
  const open = async () => expect(await verifyToken(db, keys, token, at('2023-04-03').asOf)).toMatchObject({ ok: true });
  expect(await wholeReadings(open)).toEqual(NONE);
});
