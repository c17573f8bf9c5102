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
    .description('việc cần xử lý của Ban: chưa nhận được báo cáo, chưa liên hệ được, chờ ý kiến');
  registerReading(tasks, around);
  registerTexts(tasks, around);
  letter.register(tasks, around);

  verb(tasks, around, {
    name: 'claim',
    description: 'nhận xử lý một việc; nhận lại việc của mình thì tính lại thời hạn xử lý',
    example: 'tasks claim 4f2a91c0 --by o1',
    own: z.object({}),
    work: claim,
  });
  verb(tasks, around, {
    name: 'release',
    description: 'trả lại một việc',
    example: 'tasks release 4f2a91c0 --by o1',
    own: z.object({ reason: z.string().optional() }),
    work: release,
  }).option('--reason <lý-do>', 'lý do');
  verb(tasks, around, {
    name: 'assign',
    description: 'giao một việc cho người theo dõi khác, dù ai đang giữ',
    example: 'tasks assign 4f2a91c0 --to o2 --reason "đi công tác" --by head',
    own: z.object({ to: z.string(), reason: z.string() }),
    work: assign,
  })
    .requiredOption('--to <mã>', 'người được giao')
    .requiredOption('--reason <lý-do>', 'lý do');
  verb(tasks, around, {
    name: 'note',
    description: 'ghi ý kiến vào quá trình xử lý',
    example: 'tasks note 4f2a91c0 --text "đã gọi đồng chí Bí thư" --by o1',
    own: z.object({ text: z.string() }),
    work: note,
  }).requiredOption('--text <nội-dung>', 'nội dung ý kiến');
  verb(tasks, around, {
    name: 'extend',
    description: 'điều chỉnh thời hạn của các nội dung trong việc; chấp thuận đề nghị điều chỉnh',
    example:
      'tasks extend 4f2a91c0 --due 2023-07-31 --basis "Công văn số 12-CV/BTG, ngày 05/7/2023" --members chuyen-de-2/session/cb-duoc --by o1',
    own: z.object({ due: z.string(), basis: z.string(), issuerBasis: z.string().optional() }),
    work: extend,
  })
    .requiredOption('--due <ngày>', 'thời hạn mới, đến hết ngày này, dạng năm-tháng-ngày')
    .option('--basis <căn-cứ>', 'số, ngày của văn bản; hoặc ý kiến của ai, ngày nào', '')
    .option('--issuer-basis <căn-cứ>', 'văn bản của cơ quan ban hành kế hoạch: cho phép thời hạn sau ngày kết thúc kế hoạch');
  verb(tasks, around, {
    name: 'waive',
    description: 'ghi các nội dung trong việc không phải thực hiện',
    example: 'tasks waive 4f2a91c0 --basis "Ý kiến Trưởng Ban, 06/7/2023" --by o1',
    own: z.object({ basis: z.string() }),
    work: waive,
  }).option('--basis <căn-cứ>', 'số, ngày của văn bản; hoặc ý kiến của ai, ngày nào', '');
  verb(tasks, around, {
    name: 'resolve',
    description: 'kết thúc xử lý một việc, hoặc một số nội dung của nó',
    example: 'tasks resolve 4f2a91c0 --resolution report-later --by o1',
    own: resolveOptions,
    work: resolveWith,
  })
    .addOption(new Option('--outcome <kết-quả>', 'kết thúc thế nào').choices(OUTCOMES).default('resolved'))
    .addOption(new Option('--resolution <cách>', resolutionHelp()).choices(RESOLUTION_NAMES))
    .option('--basis <căn-cứ>', 'căn cứ; phải có khi xác nhận, điều chỉnh thời hạn hoặc ghi không phải thực hiện')
    .option('--issuer-basis <căn-cứ>', 'với extended: cho phép thời hạn sau ngày kết thúc kế hoạch')
    .option('--text <nội-dung>', 'trả lời tổ chức khi không điều chỉnh thời hạn (--outcome cancelled)')
    .option('--due <ngày>', 'thời hạn mới (extended), hoặc thời hạn được xác nhận')
    .option('--opens <ngày>', 'ngày bắt đầu được xác nhận của bước dự kiến')
    .option('--place <nơi>', 'địa điểm hội nghị được xác nhận')
    .option('--hour <giờ:phút>', 'giờ hội nghị được xác nhận');
}

const resolveOptions = z.object({
  outcome: z.enum(OUTCOMES),
  resolution: z.enum(RESOLUTION_NAMES).optional(),
  basis: z.string().optional(),
  issuerBasis: z.string().optional(),
  text: z.string().optional(),
  due: z.string().optional(),
  opens: z.string().optional(),
  place: z.string().optional(),
  hour: z.string().optional(),
});

/** `--outcome waived` and `extended` are the verbs of that name. */
function resolveWith(db: Db, command: TaskCommand & z.output<typeof resolveOptions>, ctx: Context): Promise<TaskResult> {
  const { outcome, due, opens, basis = '', issuerBasis, ...rest } = command;
  if (outcome === 'waived') return waive(db, { ...rest, basis }, ctx);
  if (outcome === 'extended') {
    if (due === undefined)
      throw new CodedError('CD_USAGE', {
        what: { vi: '--outcome extended cần có --due NĂM-THÁNG-NGÀY', en: '--outcome extended needs --due YYYY-MM-DD' },
      });
    return extend(db, { ...rest, due, basis, issuerBasis }, ctx);
  }
  return resolve(db, { ...rest, outcome, due, opensOn: opens, basis: command.basis }, ctx);
}

const resolutionHelp = () => RESOLUTION_NAMES.map((name) => `${name}: ${RESOLUTIONS[name]}`).join('; ');

function registerReading(tasks: Command, { withFacts, now, print }: Surroundings): void {
  tasks
    .command('list')
    .description('các việc chưa đóng, việc cũ trước')
    .option('--plan <mã>', 'chỉ của kế hoạch này')
    .addOption(new Option('--kind <loại>', 'chỉ loại việc này').choices(TASK_KINDS))
    .addOption(new Option('--status <trạng-thái>', 'chỉ các việc ở trạng thái này').choices(['open', 'claimed', 'closed']))
    .option('--owner <mã>', 'chỉ các việc do người này nhận xử lý')
    .option('--json', 'in dạng JSON')
    .addHelpText('after', '\nVí dụ:\n  chuyende tasks list --kind miss --status open')
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
    .argument('<việc>', 'mã của việc, hoặc phần đầu của mã')
    .description('xem một việc: từng tổ chức cơ sở đảng, các nội dung, thư đã gửi, quá trình xử lý')
    .option('--json', 'in dạng JSON')
    .addHelpText('after', '\nVí dụ:\n  chuyende tasks show 4f2a91c0')
    .action(async (task: string, options: { json?: boolean }) => {
      const view = await withFacts(async (db) => showTask(db, await taskIdFrom(db, seenTask(task, undefined).id), now()));
      print(options.json ? JSON.stringify(view, null, 2) : viewText(view));
    });
}

const textsOptions = z.object({ plan: z.string().optional(), kind: z.enum(TEXT_KINDS), json: z.boolean().optional() });

function registerTexts(tasks: Command, { withFacts, now, print }: Surroundings): void {
  tasks
    .command('texts')
    .description('tin nhắn soạn sẵn để gửi qua Zalo về các việc đang mở: cho từng tổ chức cơ sở đảng, từng chi bộ')
    .option('--plan <mã>', 'kế hoạch (mặc định: kế hoạch duy nhất đang thực hiện)')
    .addOption(new Option('--kind <loại>', 'chỉ loại việc này').choices(TEXT_KINDS).default('miss'))
    .option('--json', 'in dạng JSON')
    .addHelpText('after', '\nVí dụ:\n  chuyende tasks texts --kind miss')
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
    .argument('<việc>', 'mã của việc, hoặc phần đầu của mã; kèm @ và bản đã xem, như trong danh sách')
    .description(description)
    .option('--by <mã>', 'người thực hiện', 'operator')
    .option(
      '--version <số>',
      'bản đã xem (mặc định: bản ghi sau @; không ghi cả hai thì lấy bản hiện nay, không biết được việc người khác đã làm từ lúc xem)',
    )
    .option('--members <danh-sách...>', 'chỉ các nội dung chuyên-đề/bước/tổ-chức này (mặc định: mọi nội dung còn mở)')
    .option('--key <khóa>', 'khóa chống ghi trùng: chạy lại với cùng khóa chỉ ghi một lần (mặc định: khóa mới)')
    .option('--json', 'in dạng JSON')
    .addHelpText('after', `\nVí dụ:\n  chuyende ${example}`)
    .action(async (task: string, given: unknown) => {
      const shared = common.safeParse(given);
      if (!shared.success) throw wrongOption(shared.error);
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

/** Of the options that all verbs share, a version and a key alone can be written wrongly. */
const wrongOption = ({ issues }: z.ZodError): CodedError => {
  const names = issues.map(({ path: [name] }) => `--${String(name)}`).join(', ');
  return new CodedError('CD_USAGE', {
    what: { vi: `${names}: giá trị không dùng được`, en: `${names}: a value that cannot be used` },
  });
};

async function presentVersion(db: Db, taskId: string): Promise<number> {
  const task = await db.prisma.task.findUniqueOrThrow({ where: { id: taskId }, select: { version: true } });
  return task.version;
}
