/** A revision at the same instant as a step, in both orders: committed just before it, and just after. */
import { Runtime, DefaultLogger } from '@temporalio/worker';
import { instantOf, type Instant, type LocalDate } from '../../src/domain/dates';
import { schemaOf, type RunId } from '../../src/domain/ids';
import type { PlanDocument } from '../../src/domain/plan';
import type { People } from '../../src/rehearsal/driver';
import type { LogLine } from '../../src/rehearsal/log';
import { rehearse } from '../../src/rehearsal/rehearse';
import { transaction, type Db } from '../../src/services/db';
import { extendAssignments } from '../../src/services/duties/extensions';
import { loadPlan } from '../../src/services/plans/load';
import { dropSchema } from '../../src/stack/migrate';
import { newRunId, testDatabaseUrl } from '../support/facts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink';
import { placesWith } from './places';
import { smallCalendar, smallFrom, smallPlan, smallRoster } from './small-plan';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** One session, due Friday 21/4: the -3 letter on 18/4, the +1 letter on 24/4, judged on 27/4. */
const document: PlanDocument = {
  ...smallPlan,
  topics: smallPlan.topics.slice(0, 1).map((topic) => ({
    ...topic,
    stages: Object.fromEntries(
      Object.entries(topic.stages).flatMap(([kind, stage]) =>
        kind === 'session' ? [[kind, { ...stage, requiresMaterials: false }]] : [],
      ),
    ),
  })),
};
const MOVED = 'mot/session/u1-c1';
const NEW_DUE = '2023-05-19';

/** Nobody acts but the board, once: it gives one duty a later date. */
const extending =
  (at: Instant) =>
  (db: Db): People => {
    let left: Instant | null = at;
    return {
      next: async () => left,
      soonest: () => left,
      async act() {
        const plan = await loadPlan(db.prisma, document.id);
        const extension = {
          assignmentIds: [`${document.id}/${MOVED}`],
          due: NEW_DUE,
          basis: 'Ý kiến Trưởng Ban, ngày 17/4/2023',
        };
        await transaction(db, (tx) => extendAssignments(tx, db, plan, { asOf: at, by: 'cv1' }, extension));
        left = null;
        return 1;
      },
    };
  };

let sink: SmtpSink;
const runs: RunId[] = [];
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(async () => {
  await sink.close();
  for (const run of runs) await dropSchema(await testDatabaseUrl(), schemaOf(run));
});

async function logWith(at: Instant): Promise<LogLine[]> {
  const run = newRunId();
  runs.push(run);
  const input = { document, roster: smallRoster, calendar: smallCalendar, from: smallFrom, seed: 1, people: extending(at) };
  return (await rehearse(await placesWith(sink), run, input)).log;
}

const midnight = (day: LocalDate) => instantOf(day, 0, document.zone);
/** Days on which a letter spoke of the duty. */
const lettersAbout = (log: LogLine[], kind: string) =>
  log
    .filter(
      (line) =>
        line.type === 'message' &&
        String(line['assignments']).split(',').includes(MOVED) &&
        String(line['kinds']).split(',').includes(kind),
    )
    .map((line) => line.at.slice(0, 10));
const judged = (log: LogLine[]) =>
  log.filter((line) => line.type === 'miss' && line.body === 'u1-c1').map((line) => line.at.slice(0, 10));

describe.each([
  ['just before', -1],
  ['just after', 0],
])('%s the step', (_, shift) => {
  test('of the -3 letter: no letter urges to the old date, one tells the new, the new one’s letters follow', async () => {
    const log = await logWith(midnight('2023-04-18') + shift);
    const urging = lettersAbout(log, 'remind');
    // ten and three working days before 19/5
    expect(urging.filter((day) => day >= '2023-04-19')).toEqual(['2023-05-05', '2023-05-16']);
    expect(lettersAbout(log, 'overdue')).toEqual(['2023-05-22']);
    expect(judged(log)).toEqual(['2023-05-24']);
    // The step came first: its letter, raised at midnight of Hanoi, dies with the old date. It came second: it raises none.
    const skipped = log.filter(
      (line) =>
        line.type === 'notice.skipped' &&
        line.body === 'u1-c1' &&
        line['kind'] === 'remind' &&
        line.at.startsWith('2023-04-17T17'),
    );
    expect(skipped.map((line) => line['why'])).toEqual(shift < 0 ? [] : ['due-moved']);
    expect(
      log.filter((line) => line.type === 'message' && line['to'] === 'u1-c1@example.org' && line.at.startsWith('2023-04-18')),
    ).toHaveLength(1);
  }, 300_000);

  test('of the judgement: it ends up judged under the new date alone', async () => {
    const log = await logWith(midnight('2023-04-27') + shift);
    const days = judged(log);
    expect(days.at(-1)).toBe('2023-05-24');
    expect(days.length).toBe(shift < 0 ? 1 : 2);
    expect(lettersAbout(log, 'remind').filter((day) => day > '2023-04-28')).toEqual(['2023-05-05', '2023-05-16']);
    const holders = log.filter(
      (line) => line.type === 'task.closed' && line.level !== undefined && String(line['members']).includes(MOVED),
    );
    expect(holders.every((line) => line.at.slice(0, 10) > '2023-05-24' || line['outcome'] !== 'resolved')).toBe(true);
  }, 300_000);
});
