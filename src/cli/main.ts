/**
 * The command line. Each command is a file of its own that adds itself; a new one is a line in {@link COMMANDS} or
 * {@link PLAN_COMMANDS}. Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 3 a needed server cannot be reached.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { PROJECT_FOLDER, languageOf, loadEnvironmentFile, readConfig } from '../config';
import { LIVE, schemaOf } from '../domain/ids';
import { CodedError, faultLine } from '../errors';
import { openDb } from '../services/db';
import { migrate } from '../stack/migrate';
import { openDatabase } from '../stack/database';
import type { InBoth, Language } from '../languages';
import * as bodies from './bodies';
import * as calendar from './calendar';
import * as doctor from './doctor';
import * as planAmend from './plan-amend';
import * as planCheck from './plan-check';
import * as planDraft from './plan-draft';
import * as planLife from './plan-life';
import * as planPreview from './plan-preview';
import * as planRehearse from './plan-rehearse';
import * as planReview from './plan-review';
import * as record from './record';
import * as rehearsals from './rehearsals';
import * as report from './report';
import * as start from './start';
import { speakVietnamese, usageFault } from './vietnamese-usage';
import * as tasks from './tasks';
import * as when from './when';
import * as web from './web';
import * as worker from './worker';
import type { Surroundings } from './tasks';

type Register = (program: Command, around: Surroundings) => void;

const COMMANDS: { register: Register }[] = [
  start,
  web,
  worker,
  bodies,
  record,
  report,
  tasks,
  rehearsals,
  when,
  calendar,
  doctor,
];
/** Below `plan`. */
const PLAN_COMMANDS: { register: Register }[] = [
  planDraft,
  planReview,
  planCheck,
  planPreview,
  planRehearse,
  planLife,
  planAmend,
];

const Package = z.object({ version: z.string() });

/** Runs one command; the exit code is set when it ends. */
export async function main(argv: string[]): Promise<void> {
  try {
    loadEnvironmentFile();
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** The program with all its commands. */
export function program(): Command {
  const { version } = Package.parse(JSON.parse(readFileSync(path.join(PROJECT_FOLDER, 'package.json'), 'utf8')));
  const root = speakVietnamese(new Command('chuyende'))
    .description('theo dõi kế hoạch sinh hoạt chuyên đề: nhắc lịch, nhận báo cáo, chuyển việc cần xử lý')
    .version(version, '-V, --version', 'xem số phiên bản')
    .enablePositionalOptions()
    .exitOverride();
  const around: Surroundings = { withFacts, now: Date.now, print: (text) => process.stdout.write(`${text}\n`) };
  const plan = root
    .command('plan')
    .description('kế hoạch của năm: lập, kiểm tra, xem trước, chạy thử, bắt đầu, điều chỉnh, tạm dừng, dừng hẳn, theo dõi');
  for (const { register } of PLAN_COMMANDS) register(plan, around);
  for (const { register } of COMMANDS) register(root, around);
  return root;
}

/** The live facts, migrated; closed afterwards. */
const withFacts: Surroundings['withFacts'] = async (work) => {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    await migrate(database.url, schemaOf(LIVE));
    const db = openDb(database.url, LIVE, config.database.connections);
    try {
      return await work(db);
    } finally {
      await db.prisma.$disconnect();
    }
  } finally {
    await database.stop();
  }
};

/** Prints what went wrong and the way out; returns the exit code. */
export function tell(
  error: unknown,
  print: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
  language: Language = languageOf(),
): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0; // help or the version was asked for
    for (const line of usageFault(error)) print(line);
    return 2;
  }
  if (error instanceof CodedError) {
    const { message, wayOut } = error.said(language);
    for (const fault of error.faults) print(faultLine(fault));
    print(`${error.code}: ${message}`);
    print(wayOut);
    return error.exit;
  }
  print(UNFORESEEN[language]);
  print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

const UNFORESEEN: InBoth = {
  vi: 'Lỗi ngoài dự kiến. Đề nghị gửi các dòng dưới đây cho người quản trị chương trình.',
  en: 'This was not foreseen. Send these lines to whoever looks after the program.',
};
