/**
 * The promise of a preview: it names every e-mail that the live services send when nobody answers. Here the services run
 * on real PostgreSQL and a real mail server, walked by the clock of this test; no workflow engine is needed for that.
 *
 * @module
 */
import path from 'node:path';
import { createDeliveryActivities } from '../../src/activities/delivery';
import { loadPlanFiles } from '../../src/documents/plan-files';
import { addDays, instantOf, type Instant } from '../../src/domain/dates';
import { shortIdOf, stageIdOf, topicIdOf, type Owner } from '../../src/domain/ids';
import type { Roster } from '../../src/domain/organisation';
import { stagesInOrder } from '../../src/domain/plan';
import type { Step } from '../../src/domain/step';
import { renderLetter } from '../../src/mail/render';
import { createMailTransport } from '../../src/mail/transport';
import { loadOwnerAgenda } from '../../src/services/agenda';
import { confirmStage, recordMaterials } from '../../src/services/confirmations';
import { transaction, type Db } from '../../src/services/db';
import { nextDue } from '../../src/services/delivery/due';
import { loadLinkKeys } from '../../src/services/links';
import { previewPlan } from '../../src/services/preview';
import { startPlan } from '../../src/services/start-plan';
import { performStep } from '../../src/services/steps';
import { openOwners } from '../../src/worker/reconciler';
import { SENDER } from '../support/cells';
import { dropFacts, freshFacts } from '../support/facts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink';

const EXAMPLE = path.join(__dirname, '../../examples/ha-tinh-2023');
const FROM = '2023-03-25';

let db: Db;
let sink: SmtpSink;
beforeEach(async () => {
  [db, sink] = await Promise.all([freshFacts(), startSmtpSink()]);
});
afterEach(async () => {
  await sink.close();
  await dropFacts(db);
});

/** The reference plan with its first units and everything below them: small enough to send a whole year. */
async function reference() {
  const files = { plan: path.join(EXAMPLE, 'plan.yaml'), bodies: path.join(EXAMPLE, 'bodies.csv'), calendar: path.join(EXAMPLE, 'calendar-2023.yaml') };
  const { document, roster, calendarFile } = await loadPlanFiles(files);
  return { document, roster: firstUnits(roster, 4), calendar: calendarFile };
}

function firstUnits(roster: Roster, count: number): Roster {
  const units = roster.bodies.filter(({ roles }) => roles.includes('unit'));
  const gone = new Set(units.filter((_, index) => index % Math.ceil(units.length / count) > 0).map(({ id }) => id));
  for (const { id, parentId } of roster.bodies) if (parentId !== null && gone.has(parentId)) gone.add(id);
  return {
    bodies: roster.bodies.filter(({ id }) => !gone.has(id)),
    contacts: roster.contacts.filter(({ bodyId }) => !gone.has(bodyId)),
    supervisors: roster.supervisors.map((one) => ({ ...one, follows: one.follows.filter((id) => !gone.has(id)) })),
  };
}

interface Act {
  at: Instant;
  run(): Promise<unknown>;
}

/** Walks the year: topics, the plan, tasks; then mail; then people. DESIGN §4. */
async function live(acts: Act[]): Promise<void> {
  const transport = createMailTransport({ name: db.transport, url: sink.url, lanes: 4 });
  const linkKeys = await loadLinkKeys(db, undefined);
  const { deliver } = createDeliveryActivities({ db, transport, sender: SENDER, linkKeys, publicUrl: 'https://cd.example.org', render: renderLetter });
  try {
    let step = await nextStep();
    for (;;) {
      const mail = (await nextDue(db.prisma, db.transport, 0)).next;
      const [act] = acts;
      const now = Math.min(step?.step.at ?? Infinity, mail ?? Infinity, act?.at ?? Infinity);
      if (now === Infinity) return;
      if (step && step.step.at <= now) await performStep(db, step.owner, step.step.key, { asOf: now, by: 'system' });
      else if (mail !== null && mail <= now) {
        // Letters change no agenda here: nobody answers, nothing bounces.
        await deliver({ transport: db.transport, asOf: now, until: now });
        continue;
      } else {
        await act?.run();
        acts.shift();
      }
      step = await nextStep();
    }
  } finally {
    transport.close();
  }
}

const ORDER = ['topic', 'plan', 'task'];

async function nextStep(): Promise<{ owner: Owner; step: Step } | null> {
  const owners = (await openOwners(db)).toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  let best: { owner: Owner; step: Step } | null = null;
  for (const owner of owners) {
    const [step] = (await transaction(db, (tx) => loadOwnerAgenda(tx, owner))).steps;
    if (step && (best === null || step.at < best.step.at)) best = { owner, step };
  }
  return best;
}

async function sentMail(): Promise<string[]> {
  const rows = await db.prisma.message.findMany({ include: { notices: { where: { status: 'sent' } } } });
  return rows
    .map(({ address, windowStart, slotAt, kinds, notices, status }) =>
      JSON.stringify({
        at: slotAt.toISOString(),
        window: windowStart.toISOString(),
        to: address,
        kinds,
        assignments: [...new Set(notices.flatMap(({ assignmentId }) => (assignmentId === null ? [] : [shortIdOf(assignmentId)])))].sort(),
        status,
      }),
    )
    .sort();
}

test.each([
  ['confirmed and materials recorded on the day before', true],
  ['never confirmed, no materials', false],
])('a preview is, letter by letter, the year that the services send: %s', async (_, prepared) => {
  const { document, roster, calendar } = await reference();
  const assume = { confirmed: prepared, materials: prepared };
  const expected = previewPlan({ document, roster, calendar, from: FROM, assume }).events.flatMap((event) =>
    event.type === 'message'
      ? [JSON.stringify({ at: new Date(event.at).toISOString(), window: new Date(event.windowStart).toISOString(), to: event.to, kinds: event.kinds, assignments: event.assignments, status: 'sent' })]
      : [],
  );

  const start = instantOf(FROM, 0, document.zone);
  await startPlan(db, { document, roster, calendar, from: FROM, past: 'skip' }, { asOf: start, by: 'operator' });
  const dayBefore = (opens: string) => Math.max(start, instantOf(addDays(opens, -1), 9 * 60, document.zone));
  const acts = document.topics.flatMap((topic) =>
    stagesInOrder(topic).flatMap(({ kind, stage }): Act[] => {
      const topicId = topicIdOf(document.id, topic.id);
      const at = dayBefore(stage.opens);
      const by = { asOf: at, by: 'operator' };
      return [
        ...(stage.tentative ? [{ at, run: () => confirmStage(db, { stageId: stageIdOf(topicId, kind), basis: 'Thường trực, 10/4/2023' }, by) }] : []),
        ...(stage.requiresMaterials ? [{ at, run: () => recordMaterials(db, { topicId, basis: 'Ban Tuyên giáo, 31/3/2023' }, by) }] : []),
      ];
    }),
  );
  await live(prepared ? acts.toSorted((a, b) => a.at - b.at) : []);

  const sent = await sentMail();
  expect(sent.length).toBeGreaterThan(100);
  expect(sent).toEqual(expected.sort());
}, 400_000);
