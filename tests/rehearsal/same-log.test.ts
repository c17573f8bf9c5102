/** A small plan rehearsed several times, on real Temporal, PostgreSQL and SMTP. */
import { Runtime, DefaultLogger } from '@temporalio/worker';
import { schemaOf, type RunId } from '../../src/domain/ids';
import { logText, type LogLine } from '../../src/rehearsal/log';
import { rehearse, type Rehearsed, type RehearsalInput } from '../../src/rehearsal/rehearse';
import { dropSchema } from '../../src/stack/migrate';
import { newRunId, testDatabaseUrl } from '../support/facts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink';
import { placesWith } from './places';
import { smallCalendar, smallFrom, smallPlan, smallRoster } from './small-plan';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const SEED = 5;
let sink: SmtpSink;
const runs: RunId[] = [];

beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(async () => {
  await sink.close();
  for (const run of runs) await dropSchema(await testDatabaseUrl(), schemaOf(run));
});

function newRun(): RunId {
  const run = newRunId();
  runs.push(run);
  return run;
}

async function rehearsed(run: RunId, more: Partial<RehearsalInput> = {}): Promise<Rehearsed> {
  return rehearse(await placesWith(sink), run, {
    document: smallPlan,
    roster: smallRoster,
    calendar: smallCalendar,
    from: smallFrom,
    seed: SEED,
    ...more,
  });
}

/** Interrupted at each of these instants, counted from the start of its call; then run to the end. */
async function interrupted(run: RunId, after: number[]): Promise<Rehearsed> {
  for (const limit of after) {
    const controller = new AbortController();
    let begun = 0;
    const onProgress = () => {
      if (++begun === limit) controller.abort(new Error('Ctrl-C'));
    };
    await expect(rehearsed(run, { signal: controller.signal, onProgress })).rejects.toThrow('Ctrl-C');
  }
  return rehearsed(run);
}

describe('one seed', () => {
  let plain: Rehearsed;
  let plainRun: RunId;
  let others: { continued: Rehearsed; resumed: Rehearsed };

  beforeAll(async () => {
    plainRun = newRun();
    const [first, continued, resumed] = await Promise.all([
      rehearsed(plainRun),
      rehearsed(newRun(), { turnsPerRun: 2 }),
      interrupted(newRun(), [9, 20, 30]),
    ]);
    plain = first;
    others = { continued, resumed };
  }, 400_000);

  const lines = (type: LogLine['type']) => plain.log.filter((line) => line.type === type);

  test('another run, continued as new every other turn, gives the same log byte for byte', () => {
    expect(logText(others.continued.log)).toBe(logText(plain.log));
  });

  test('a year interrupted three times and resumed gives the same log byte for byte, in as many instants', () => {
    expect(logText(others.resumed.log)).toBe(logText(plain.log));
    expect(others.resumed.instants).toBe(plain.instants);
  });

  test('every logged message is in the inbox once, under its Message-ID, at its address', () => {
    const captured = sink.mails
      .filter(({ user }) => user === `capture/${plainRun}`)
      .map(({ messageId, to }) => `${messageId} ${to.join()}`);
    expect(captured.toSorted()).toEqual(
      lines('message')
        .map((line) => `${String(line['messageId'])} ${String(line['to'])}`)
        .toSorted(),
    );
    // 59: a receipt goes to an address of the body’s own alone (decision 15)
    expect(captured.length).toBeGreaterThan(50);
  });

  test('each line has the public form', () => {
    const times = plain.log.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    const assignment = /^(mot|hai)\/(session|reporting|study)\/u\d(-c\d)?$/;
    for (const line of plain.log) {
      expect(line.at).toBe(new Date(line.at).toISOString());
      for (const id of [...list(line['assignments']), ...list(line['members'])]) expect(id).toMatch(assignment);
      if (line.type.startsWith('task.')) expect(typeof line.level).toBe('number');
      if (line.type === 'task.closed') expect(line['outcome']).toMatch(/^(resolved|waived|extended|cancelled)$/);
      if (line.type === 'notice.skipped') expect(line['why']).toEqual(expect.stringMatching(/./));
      if (line.type === 'report') expect(typeof line['late']).toBe('boolean');
      if (line.type === 'report' || line.type === 'planned.date' || line.type === 'miss')
        expect(`${line.topic}/${line.stage}/${line.body}`).toMatch(assignment);
      if (line.type === 'stage.opened' || line.type === 'stage.closed')
        expect([line.topic, line.stage]).toEqual([expect.any(String), expect.any(String)]);
      if (line.type === 'message')
        for (const kind of list(line['kinds']))
          expect(['open', 'remind', 'overdue', 'digest', 'task', 'report', 'receipt', 'link']).toContain(kind);
    }
  });

  test('no run id, machine or schema is in the log', () => {
    expect(logText(plain.log)).not.toMatch(new RegExp(`${plainRun}|127\\.0\\.0\\.1|capture/`));
  });

  test('people plan, report in time and late, by link and by telephone; the board confirms, extends and settles', () => {
    expect(lines('planned.date').length).toBeGreaterThan(0);
    expect(new Set(lines('report').map((line) => line['late']))).toEqual(new Set([true, false]));
    expect(new Set(lines('report').map((line) => line['channel']))).toEqual(new Set(['link', 'phone']));
    expect(lines('miss').length + lines('contact.problem').length).toBeGreaterThan(0);
    expect(lines('task.closed').map((line) => line['outcome'])).toContain('resolved');
  });
});

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

test('another seed gives another year, and a run begun with one seed does not go on with another', async () => {
  const run = newRun();
  const stop = new AbortController();
  await expect(rehearsed(run, { signal: stop.signal, onProgress: () => stop.abort(new Error('Ctrl-C')) })).rejects.toThrow(
    'Ctrl-C',
  );
  await expect(rehearsed(run, { seed: SEED + 1 })).rejects.toThrow(/CD_REHEARSAL_DIFFERS|seed/);
});

test('a rehearsal refuses a mail server that is not on this machine', async () => {
  const places = { ...(await placesWith(sink)), smtpUrlOf: () => 'smtp://mail.example.org:25' };
  const input = { document: smallPlan, roster: smallRoster, calendar: smallCalendar, from: smallFrom, seed: SEED };
  await expect(rehearse(places, newRun(), input)).rejects.toThrow(/only this machine/);
});
