/**
 * `tasks …`: the board's work. Every command carries the version it saw and a key: repeated, it is done once.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { CodedError } from '../errors';
import type { Context, Db } from '../services/db';
import {
  assign,
  claim,
  extend,
  listTasks,
  note,
  release,
  resolve,
  RESOLUTIONS,
  OUTCOMES,
  showTask,
  TASK_KINDS,
  taskIdFrom,
  waive,
  type Command as TaskCommand,
  type Outcome,
  type Resolution,
  type TaskResult,
} from '../services/tasks/commands';
import { listText, resultText, viewText } from './tasks-text';

/** Runs `work` on the facts, and closes them. */
export type WithFacts = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** Where a command reads the time and prints to. */
export interface Surroundings {
  withFacts: WithFacts;
  now: () => number;
  print: (text: string) => void;
}

interface CommonOptions {
  by: string;
  version?: string;
  key?: string;
  members?: string[];
  json?: boolean;
}

/** Adds `tasks` and its verbs to the program. */
export function register(program: Command, around: Surroundings): void {
  const tasks = program.command('tasks').description('the board’s work: what did not come in, who could not be reached, what waits for a decision');
  registerReading(tasks, around);

  verb(tasks, around, 'claim', 'take a task; one’s own again renews its lease', 'tasks claim 4f2a91c0 --by o1', (db, command, ctx) => claim(db, command, ctx));
  verb<{ reason?: string }>(tasks, around, 'release', 'give a task back', 'tasks release 4f2a91c0 --by o1', (db, command, ctx, options) =>
    release(db, { ...command, reason: options.reason }, ctx),
  ).option('--reason <text>', 'why');
  verb<{ to: string; reason: string }>(tasks, around, 'assign', 'hand a task to a supervisor, whoever has it', 'tasks assign 4f2a91c0 --to o2 --reason "đi công tác" --by head', (db, command, ctx, options) =>
    assign(db, { ...command, to: options.to, reason: options.reason }, ctx),
  )
    .requiredOption('--to <supervisor>', 'who gets it')
    .requiredOption('--reason <text>', 'why');
  verb<{ text: string }>(tasks, around, 'note', 'add a note to the history', 'tasks note 4f2a91c0 --text "đã gọi đồng chí Bí thư" --by o1', (db, command, ctx, options) =>
    note(db, { ...command, text: options.text }, ctx),
  ).requiredOption('--text <text>', 'the note');
  verb<{ due: string; basis: string; issuerBasis?: string }>(
    tasks,
    around,
    'extend',
    'a new due date for its members; approves a request for one',
    'tasks extend 4f2a91c0 --due 2023-07-31 --basis "Công văn số 12-CV/BTG, ngày 05/7/2023" --members chuyen-de-2/session/cb-duoc --by o1',
    (db, command, ctx, options) => extend(db, { ...command, due: options.due, basis: options.basis, issuerBasis: options.issuerBasis }, ctx),
  )
    .requiredOption('--due <date>', 'last day in time, YYYY-MM-DD')
    .option('--basis <text>', 'document number and date, or whose opinion and when', '')
    .option('--issuer-basis <text>', 'the issuer’s own document: allows a day beyond the plan’s end');
  verb<{ basis: string }>(tasks, around, 'waive', 'its members need not be done', 'tasks waive 4f2a91c0 --basis "Ý kiến Trưởng Ban, 06/7/2023" --by o1', (db, command, ctx, options) =>
    waive(db, { ...command, basis: options.basis }, ctx),
  ).option('--basis <text>', 'document number and date, or whose opinion and when', '');
  verb<ResolveOptions>(tasks, around, 'resolve', 'end a task, or named members of it', 'tasks resolve 4f2a91c0 --resolution report-later --by o1', resolveWith)
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(OUTCOMES).default('resolved'))
    .addOption(new Option('--resolution <how>', resolutionHelp()).choices(Object.keys(RESOLUTIONS)))
    .option('--basis <text>', 'needed to confirm, extend or waive')
    .option('--text <text>', 'told to the body whose extension is refused (--outcome cancelled)')
    .option('--due <date>', 'new due date (extended), or the confirmed one')
    .option('--opens <date>', 'confirmed first day of a tentative stage');
}

interface ResolveOptions {
  outcome: Outcome;
  resolution?: Resolution;
  basis?: string;
  text?: string;
  due?: string;
  opens?: string;
}

const resolutionHelp = () => Object.entries(RESOLUTIONS).map(([name, words]) => `${name}: ${words}`).join('; ');

/** `--outcome waived` and `extended` are the verbs of that name. */
function resolveWith(db: Db, command: TaskCommand, ctx: Context, options: ResolveOptions): Promise<TaskResult> {
  const { outcome, resolution, basis = '', text, due, opens } = options;
  if (outcome === 'waived') return waive(db, { ...command, basis }, ctx);
  if (outcome === 'extended') {
    if (due === undefined) throw new CodedError('CD_USAGE', { what: '--outcome extended needs --due YYYY-MM-DD' });
    return extend(db, { ...command, due, basis }, ctx);
  }
  return resolve(db, { ...command, outcome, resolution, basis, text, due, opensOn: opens }, ctx);
}

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
    .action(async (options: { plan?: string; kind?: string; status?: 'open' | 'claimed' | 'closed'; owner?: string; json?: boolean }) => {
      const found = await withFacts((db) => listTasks(db, { planId: options.plan, kind: options.kind, status: options.status, ownerId: options.owner }));
      print(options.json ? JSON.stringify(found, null, 2) : listText(found));
    });
  tasks
    .command('show')
    .argument('<task>', 'its id, or the beginning of it')
    .description('one task: a row per unit, its members, what was sent when, the history')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  chuyende tasks show 4f2a91c0')
    .action(async (task: string, options: { json?: boolean }) => {
      const view = await withFacts(async (db) => showTask(db, await taskIdFrom(db, task), now()));
      print(options.json ? JSON.stringify(view, null, 2) : viewText(view));
    });
}

/** One verb with the options that all share. */
function verb<Own extends object>(
  tasks: Command,
  { withFacts, now, print }: Surroundings,
  name: string,
  description: string,
  example: string,
  work: (db: Db, command: TaskCommand, ctx: Context, options: Own) => Promise<TaskResult>,
): Command {
  return tasks
    .command(name)
    .argument('<task>', 'its id, or the beginning of it')
    .description(description)
    .option('--by <supervisor>', 'who acts', 'operator')
    .option('--version <n>', 'the version you saw (default: the present one)')
    .option('--members <ids...>', 'topic/stage/body of the members it is about (default: all open ones)')
    .option('--key <text>', 'idempotency key: the same again is done once (default: a new one)')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  chuyende ${example}`)
    .action(async (task: string, options: CommonOptions & Own) => {
      const result = await withFacts(async (db) => {
        const taskId = await taskIdFrom(db, task);
        const version = options.version === undefined ? await presentVersion(db, taskId) : numberOf(options.version);
        const command: TaskCommand = { taskId, version, key: options.key ?? randomUUID(), ...(options.members && { members: options.members }) };
        return work(db, command, { asOf: now(), by: options.by }, options);
      });
      print(options.json ? JSON.stringify(result, null, 2) : resultText(result));
    });
}

async function presentVersion(db: Db, taskId: string): Promise<number> {
  const task = await db.prisma.task.findUniqueOrThrow({ where: { id: taskId }, select: { version: true } });
  return task.version;
}

function numberOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new CodedError('CD_USAGE', { what: `--version takes a number, not "${text}"` });
  return Number(text);
}
