/** A preview says what a rehearsal does in which nobody answers: step by step and letter by letter. */
import path from 'node:path';
import { Runtime, DefaultLogger } from '@temporalio/worker';
import { loadPlanFiles } from '../../src/documents/plan-files';
import { schemaOf } from '../../src/domain/ids';
import { rehearse, type RehearsalInput } from '../../src/rehearsal/rehearse';
import { openDb } from '../../src/services/db';
import { previewPlan, type PreviewMessage } from '../../src/services/preview';
import { dropSchema } from '../../src/stack/migrate';
import { newRunId, testDatabaseUrl } from '../support/facts';
import { startSmtpSink } from '../support/smtp-sink';
import { assumedPeople } from './assumed-people';
import { placesWith } from './places';
import { smallCalendar, smallFrom, smallPlan, smallRoster } from './small-plan';

Runtime.install({ logger: new DefaultLogger('ERROR') });

type Files = Pick<RehearsalInput, 'document' | 'roster' | 'calendar' | 'from'>;

/** Steps and letters of both, as lines that can be compared. */
async function both(files: Files): Promise<{ steps: [string[], string[]]; letters: [string[], string[]] }> {
  const preview = previewPlan(files);
  const run = newRunId();
  const sink = await startSmtpSink();
  try {
    const people: RehearsalInput['people'] = (db) => assumedPeople(db, files.document, files.from);
    const { log } = await rehearse(await placesWith(sink), run, { ...files, seed: 1, people });
    const iso = (at: number) => new Date(at).toISOString();
    const said = preview.events.filter((event): event is PreviewMessage => event.type === 'message');
    const planned = preview.events.flatMap((event) =>
      event.type === 'step' ? [`${iso(event.at)} ${event.owner} ${event.topic ?? ''} ${event.key}`] : [],
    );
    const letter = (at: string, to: unknown, kinds: unknown, assignments: unknown) =>
      [at, to, kinds, assignments].map((part) => JSON.stringify(part)).join(' ');
    return {
      steps: [planned.toSorted(), (await performed(run)).toSorted()],
      letters: [
        said.map(({ at, to, kinds, assignments }) => letter(iso(at), to, kinds, assignments)).toSorted(),
        log
          .flatMap((line) => (line.type === 'message' ? [letter(line.at, line['to'], line['kinds'], line['assignments'])] : []))
          .toSorted(),
      ],
    };
  } finally {
    await sink.close();
    await dropSchema(await testDatabaseUrl(), schemaOf(run));
  }
}

/** Every step that ran, as a preview writes it. */
async function performed(run: string): Promise<string[]> {
  const db = openDb(await testDatabaseUrl(), run, 1);
  try {
    const rows = await db.prisma.$queryRaw<{ at: Date; owner: string; topic: string | null; stepKey: string }[]>`
      select r.at, case when t.id is not null then 'topic' when k.id is not null then 'task' else 'plan' end as owner,
             coalesce(t.key, split_part(k."stageId", '/', 2)) as topic, r."stepKey"
      from "StepRun" r left join "Topic" t on t.id = r."ownerId" left join "Task" k on k.id = r."ownerId"`;
    return rows.map(({ at, owner, topic, stepKey }) => `${at.toISOString()} ${owner} ${topic ?? ''} ${stepKey}`);
  } finally {
    await db.prisma.$disconnect();
  }
}

/** What only one side has: a short list says more than two long ones. */
const apart = ([a, b]: [string[], string[]]) => ({ previewOnly: without(a, b), rehearsalOnly: without(b, a) });

function without(lines: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const n = left.get(line) ?? 0;
    left.set(line, n - 1);
    return n <= 0;
  });
}

const NONE = { previewOnly: [], rehearsalOnly: [] };

test('a small plan', async () => {
  const { steps, letters } = await both({ document: smallPlan, roster: smallRoster, calendar: smallCalendar, from: smallFrom });
  expect(apart(steps)).toEqual(NONE);
  expect(apart(letters)).toEqual(NONE);
  expect(letters[0].length).toBeGreaterThan(40);
}, 300_000);

test('the reference plan', async () => {
  const example = path.join(__dirname, '../../examples/ha-tinh-2023');
  const files = {
    plan: path.join(example, 'plan.yaml'),
    bodies: path.join(example, 'bodies.csv'),
    calendar: path.join(example, 'calendar-2023.yaml'),
  };
  const { document, roster, calendarFile } = await loadPlanFiles(files);
  const { steps, letters } = await both({ document, roster, calendar: calendarFile, from: '2023-03-27' });
  expect(apart(steps)).toEqual(NONE);
  expect(apart(letters)).toEqual(NONE);
}, 600_000);
