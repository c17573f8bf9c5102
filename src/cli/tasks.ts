/**
 * `tasks …`: the board's work. Every command carries the version it saw and a key: repeated, it is done once.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import { CodedError } from '../errors';
import type { Context, Db } from '../services/db';
import {
  actorName,
  assign,
  claim,
  extend,
  listTasks,
  note,
  release,
  resolve,
  RESOLUTION_NAMES,
  RESOLUTIONS,
  OUTCOMES,
  showTask,
  TASK_KINDS,
  TEXT_KINDS,
  textsToPaste,
  taskIdFrom,
  waive,
  type Command as TaskCommand,
  type TaskResult,
} from '../services/tasks/commands';
import { planIdFor } from './plan-choice';
import { seenTask } from './seen-task';
import * as letter from './tasks-letter';
import { listText, pasteText, resultText, viewText } from './tasks-text';

/** Runs `work` on the facts, and closes them. */
export type WithFacts = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** Where a command reads the time and prints to. */
export interface Surroundings {
  withFacts: WithFacts;
  now: () => number;
  print: (text: string) => void;
}

/** Adds `tasks` and its verbs to the program. */
export function register(program: Command, around: Surroundings): void {
  const tasks = program
    .command('tasks')
    .description('the board’s work: what did not come in, who could not be reached, what waits for a decision');
  registerReading(tasks, around);
  registerTexts(tasks, around);
  letter.register(tasks, around);

  verb(tasks, around, {
    name: 'claim',
    description: 'take a task; one’s own again renews its lease',
    example: 'tasks claim 4f2a91c0 --by o1',
    own: z.object({}),
    work: claim,
  });
  verb(tasks, around, {
    name: 'release',
    description: 'give a task back',
    example: 'tasks release 4f2a91c0 --by o1',
    own: z.object({ reason: z.string().optional() }),
    work: release,
  }).option('--reason <text>', 'why');
  verb(tasks, around, {
    name: 'assign',
    description: 'hand a task to a supervisor, whoever has it',
    example: 'tasks assign 4f2a91c0 --to o2 --reason "đi công tác" --by head',
    own: z.object({ to: z.string(), reason: z.string() }),
    work: assign,
  })
    .requiredOption('--to <supervisor>', 'who gets it')
    .requiredOption('--reason <text>', 'why');
  verb(tasks, around, {
    name: 'note',
    description: 'add a note to the history',
    example: 'tasks note 4f2a91c0 --text "đã gọi đồng chí Bí thư" --by o1',
    own: z.object({ text: z.string() }),
    work: note,
  }).requiredOption('--text <text>', 'the note');
  verb(tasks, around, {
    name: 'extend',
    description: 'a new due date for its members; approves a request for one',
    example:
      'tasks extend 4f2a91c0 --due 2023-07-31 --basis "Công văn số 12-CV/BTG, ngày 05/7/2023" --members chuyen-de-2/session/cb-duoc --by o1',
    own: z.object({ due: z.string(), basis: z.string(), issuerBasis: z.string().optional() }),
    work: extend,
  })
    .requiredOption('--due <date>', 'last day in time, YYYY-MM-DD')
    .option('--basis <text>', 'document number and date, or whose opinion and when', '')
    .option('--issuer-basis <text>', 'the issuer’s own document: allows a day beyond the plan’s end');
  verb(tasks, around, {
    name: 'waive',
    description: 'its members need not be done',
    example: 'tasks waive 4f2a91c0 --basis "Ý kiến Trưởng Ban, 06/7/2023" --by o1',
    own: z.object({ basis: z.string() }),
    work: waive,
  }).option('--basis <text>', 'document number and date, or whose opinion and when', '');
  verb(tasks, around, {
    name: 'resolve',
    description: 'end a task, or named members of it',
    example: 'tasks resolve 4f2a91c0 --resolution report-later --by o1',
    own: resolveOptions,
    work: resolveWith,
  })
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(OUTCOMES).default('resolved'))
    .addOption(new Option('--resolution <how>', resolutionHelp()).choices(RESOLUTION_NAMES))
    .option('--basis <text>', 'needed to confirm, extend or waive')
    .option('--issuer-basis <text>', 'extended: allows a day beyond the plan’s end')
    .option('--text <text>', 'told to the body whose extension is refused (--outcome cancelled)')
    .option('--due <date>', 'new due date (extended), or the confirmed one')
    .option('--opens-on <date>', 'confirmed first day of a tentative stage')
    .option('--place <text>', 'confirmed place of a conference')
    .option('--hour <hh:mm>', 'confirmed hour of a conference');
}

const resolveOptions = z.object({
  outcome: z.enum(OUTCOMES),
  resolution: z.enum(RESOLUTION_NAMES).optional(),
  basis: z.string().optional(),
  issuerBasis: z.string().optional(),
  text: z.string().optional(),
  due: z.string().optional(),
  opensOn: z.string().optional(),
  place: z.string().optional(),
  hour: z.string().optional(),
});

/** `--outcome waived` and `extended` are the verbs of that name. */
function resolveWith(db: Db, command: TaskCommand & z.output<typeof resolveOptions>, ctx: Context): Promise<TaskResult> {
  const { outcome, due, basis = '', issuerBasis, ...rest } = command;
  if (outcome === 'waived') return waive(db, { ...rest, basis }, ctx);
  if (outcome === 'extended') {
    if (due === undefined) throw new CodedError('CD_USAGE', { what: '--outcome extended needs --due YYYY-MM-DD' });
    return extend(db, { ...rest, due, basis, issuerBasis }, ctx);
  }
  return resolve(db, { ...rest, outcome, due, basis: command.basis }, ctx);
}

const resolutionHelp = () => RESOLUTION_NAMES.map((name) => `${name}: ${RESOLUTIONS[name]}`).join('; ');

function registerReading(tasks: Command, { withFacts, now, print }: Surroundings): void {
  tasks
    .command('list')
    .description('tasks that are not closed, the oldest first')
    .option('--plan <id>', 'of this plan')
    .addOption(new Option('--kind <kind>', 'of this kind').choices(TASK_KINDS))
    .addOption(new Option('--status <status>', 'in this state').choices(['open', 'claimed', 'closed']))
    .option('--owner <supervisor>', 'claimed by')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  chuyende tasks list --kind miss --status open')
    .action(
      async (options: {
        plan?: string;
        kind?: string;
        status?: 'open' | 'claimed' | 'closed';
        owner?: string;
        json?: boolean;
      }) => {
        const found = await withFacts((db) =>
          listTasks(db, { planId: options.plan, kind: options.kind, status: options.status, ownerId: options.owner }),
        );
        print(options.json ? JSON.stringify(found, null, 2) : listText(found));
      },
    );
  tasks
    .command('show')
    .argument('<task>', 'its id, or the beginning of it')
    .description('one task: a row per unit, its members, what was sent when, the history')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  chuyende tasks show 4f2a91c0')
    .action(async (task: string, options: { json?: boolean }) => {
      const view = await withFacts(async (db) => showTask(db, await taskIdFrom(db, seenTask(task, undefined).id), now()));
      print(options.json ? JSON.stringify(view, null, 2) : viewText(view));
    });
}

const textsOptions = z.object({ plan: z.string().optional(), kind: z.enum(TEXT_KINDS), json: z.boolean().optional() });

function registerTexts(tasks: Command, { withFacts, now, print }: Surroundings): void {
  tasks
    .command('texts')
    .description('texts to paste into Zalo about open work: one to each unit, one to each body')
    .option('--plan <id>', 'of this plan (default: the only one that is running)')
    .addOption(new Option('--kind <kind>', 'of this kind').choices(TEXT_KINDS).default('miss'))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  chuyende tasks texts --kind miss')
    .action(async (given: unknown) => {
      const { plan, kind, json } = textsOptions.parse(given);
      const units = await withFacts(async (db) => textsToPaste(db, { planId: await planIdFor(db, plan), kind }, now()));
      print(json ? JSON.stringify(units, null, 2) : pasteText(units));
    });
}

const common = z.object({
  by: z.string(),
  version: z.string().regex(/^\d+$/).optional(),
  key: z.string().min(1).optional(),
  members: z.array(z.string()).optional(),
  json: z.boolean().optional(),
});

interface Verb<Own extends object> {
  name: string;
  description: string;
  example: string;
  /** Its own options, as commander gives them. */
  own: z.ZodType<Own>;
  work: (db: Db, command: TaskCommand & Own, ctx: Context) => Promise<TaskResult>;
}

/** One verb with the options that all share. */
function verb<Own extends object>(
  tasks: Command,
  { withFacts, now, print }: Surroundings,
  { name, description, example, own, work }: Verb<Own>,
): Command {
  return tasks
    .command(name)
    .argument('<task>', 'its id, or the beginning of it; with @ and the version you saw, as the list shows it')
    .description(description)
    .option('--by <supervisor>', 'who acts', 'operator')
    .option(
      '--version <n>',
      'the version you saw (default: the one after @; without either, the present one: what others did since you looked is then not noticed)',
    )
    .option('--members <ids...>', 'topic/stage/body of the members it is about (default: all open ones)')
    .option('--key <text>', 'idempotency key: the same again is done once (default: a new one)')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  chuyende ${example}`)
    .action(async (task: string, given: unknown) => {
      const shared = common.safeParse(given);
      if (!shared.success) throw new CodedError('CD_USAGE', { what: z.prettifyError(shared.error) });
      const { by, key = randomUUID(), members, json } = shared.data;
      const { id, version } = seenTask(task, shared.data.version);
      const result = await withFacts(async (db) => {
        const taskId = await taskIdFrom(db, id);
        const seen = version ?? (await presentVersion(db, taskId));
        const command: TaskCommand = { taskId, version: seen, key, ...(members && { members }) };
        const done = await work(db, { ...own.parse(given), ...command }, { asOf: now(), by });
        return { done, owner: done.ownerId === null ? null : await actorName(db.prisma, done.ownerId) };
      });
      print(json ? JSON.stringify(result.done, null, 2) : resultText(result.done, result.owner));
    });
}

async function presentVersion(db: Db, taskId: string): Promise<number> {
  const task = await db.prisma.task.findUniqueOrThrow({ where: { id: taskId }, select: { version: true } });
  return task.version;
}
