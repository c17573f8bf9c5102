import type { History } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { instantOf, type Instant } from '../../src/domain/dates';
import { schemaOf } from '../../src/domain/ids';
import type { People } from '../../src/rehearsal/driver';
import type { Db } from '../../src/services/db';
import { submitReport } from '../../src/services/duties/reports';
import { dropSchema } from '../../src/stack/migrate';
import { newRunId, testDatabaseUrl } from '../support/facts';
import { connectTemporal, testTemporalAddress } from '../support/temporal';
import { steppedHistories, type Recorded } from './replay-plan';

jest.setTimeout(300_000);

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});

const { EventType } = temporal.api.enums.v1;
/** How the server cuts the same happenings into workflow tasks depends on how fast the worker was. */
const CUTS = new Set([
  EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
  EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
  EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
]);

/** Events by type, but for the activity `deliver`'s own. */
function eventsOf(chain: History[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const delivers = new Set<string>();
  for (const event of chain.flatMap(({ events }) => events ?? [])) {
    const { eventType } = event;
    if (eventType === null || eventType === undefined || CUTS.has(eventType)) continue;
    if (event.activityTaskScheduledEventAttributes?.activityType?.name === 'deliver') delivers.add(String(event.eventId));
    const activity =
      event.eventId && delivers.has(String(event.eventId))
        ? event.eventId
        : (event.activityTaskStartedEventAttributes ?? event.activityTaskCompletedEventAttributes)?.scheduledEventId;
    const name = activity && delivers.has(String(activity)) ? 'deliver' : (EventType[eventType] ?? 'unknown');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

async function recorded(cells: number, people?: (db: Db) => People): Promise<Recorded> {
  const [databaseUrl, address, { client, close }] = await Promise.all([
    testDatabaseUrl(),
    testTemporalAddress(),
    connectTemporal(),
  ]);
  const run = newRunId();
  try {
    return await steppedHistories({ databaseUrl, address, client }, run, { cells, people });
  } finally {
    await close();
    await dropSchema(databaseUrl, schemaOf(run));
  }
}

/** All but one cell report, one after the other, in the morning of the third day. */
function diligent(db: Db): People {
  const morning = instantOf('2023-04-05', 9 * 60, 'Asia/Ho_Chi_Minh');
  const soonest = (after: Instant) => (after < morning ? morning : null);
  return {
    next: async (after) => soonest(after),
    soonest,
    async act(at) {
      const open = await db.prisma.assignment.findMany({
        where: { status: 'open' },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      for (const { id } of open.slice(1))
        await submitReport(
          db,
          { assignmentId: id, idempotencyKey: id, channel: 'phone', heldOn: '2023-04-04', learned: 'điện thoại', content: null },
          { asOf: at, by: 'operator' },
        );
      return open.length - 1;
    },
  };
}

test('ten times the reports make not one event more in plan, topic and task', async () => {
  const few = await recorded(20, diligent);
  const many = await recorded(200, diligent);
  for (const type of ['plan', 'topic', 'task'] as const) expect(eventsOf(many[type])).toEqual(eventsOf(few[type]));
  const { deliver: _many, ...others } = eventsOf(many.delivery);
  const { deliver: _few, ...fewOthers } = eventsOf(few.delivery);
  expect(others).toEqual(fewOthers);
});

test('ten times the cells make not one event more, but for one deliver activity per 250 letters', async () => {
  const few = await recorded(20);
  const many = await recorded(200);
  for (const type of ['plan', 'topic', 'task'] as const) {
    expect(eventsOf(many[type])).toEqual(eventsOf(few[type]));
  }
  const { deliver: delivers = 0, ...others } = eventsOf(many.delivery);
  const { deliver: fewDelivers = 0, ...fewOthers } = eventsOf(few.delivery);
  expect(others).toEqual(fewOthers);
  // three events an activity; each wave here is within one batch
  expect(fewDelivers).toBeGreaterThan(0);
  expect(delivers - fewDelivers).toBeLessThanOrEqual(3 * Math.ceil((200 * 4) / 250));
});
