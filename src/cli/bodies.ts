/**
 * `bodies import FILE`, `bodies export`: organisation and contacts, from csv or xlsx. All of it or nothing.
 *
 * @module
 */
import { createInterface } from 'node:readline/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { findingLine, valueOf, type WarningFinding } from '../documents/findings';
import { readBounded } from '../documents/bounded-file';
import { readRoster } from '../documents/roster';
import { ROSTER_LIMIT } from '../documents/source-text';
import { mapRule, type MapRule } from '../documents/spreadsheet/columns';
import { answerFrom } from '../documents/spreadsheet/questions';
import { isStrictCsv, readSheets } from '../documents/spreadsheet/read-sheets';
import { strictCsv } from '../documents/spreadsheet/strict-csv';
import { isDay } from '../documents/written-values';
import { wallClock, type LocalDate } from '../domain/dates';
import { CodedError } from '../errors';
import {
  exportRoster,
  importRosterFile,
  previewRosterImport,
  type RosterChoices,
  type RosterPlan,
  type RosterSource,
} from '../services/rosters/import';
import { importedText, planText } from './bodies-text';
import { DAY_FORM } from './local-date';
import type { Surroundings } from './tasks';
import { writeWhole } from './whole-file';

/** The day that an import without `--valid-from` is in force from is read on this clock. */
const ZONE = 'Asia/Ho_Chi_Minh';

interface ImportOptions {
  validFrom?: LocalDate;
  map: MapRule[];
  answer: [string, string][];
  accept?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** Asks the person at the terminal; null where there is none. */
export type Confirm = (question: string) => Promise<boolean | null>;

const askTerminal: Confirm = async (question) => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question).finally(() => terminal.close());
  return answer.trim().normalize('NFC').toLowerCase() === 'nhập';
};

/** Adds `bodies` and its verbs to the program. */
export function register(program: Command, around: Surroundings, confirm: Confirm = askTerminal): void {
  const bodies = program.command('bodies').description('tổ chức và đầu mối liên hệ');
  bodies
    .command('import')
    .argument('<tệp>', 'bodies.csv đúng mẫu, hoặc csv, xlsx do văn phòng lập')
    .description(
      'nhập mới hoặc cập nhật các tổ chức trong tệp, giữ lại thông tin trước đó. Tệp chỉ được xem trước khi chưa xác nhận',
    )
    .option('--from, --valid-from <ngày>', 'ngày các thay đổi có hiệu lực (mặc định: hôm nay)', day)
    .option('--map <tiêu-đề=trường>', 'ghép cột, theo tiêu đề hoặc chữ của cột; ghi được nhiều lần', collected(mapRule), [])
    .option('--answer <khóa=giá-trị>', 'trả lời một câu hỏi; ghi được nhiều lần', collected(answerFrom), [])
    .option('--accept', 'theo đề xuất của mọi câu hỏi có đề xuất')
    .option('--dry-run', 'xem các thay đổi, không ghi gì')
    .option('--yes', 'nhập mà không hỏi lại')
    .option('--json', 'in dạng JSON')
    .addHelpText(
      'after',
      '\nVí dụ:\n  chuyende bodies import examples/ha-tinh-2023/bodies.csv --from 2023-01-01 --yes\n  chuyende bodies import danh-sach.xlsx --map "Tên đơn vị=name" --yes',
    )
    .action((file: string, options: ImportOptions) => importFile(file, options, around, confirm));
  bodies
    .command('export')
    .description('xuất tổ chức đang có hiệu lực thành bodies.csv đúng mẫu')
    .option('--out <tệp>', 'ghi vào tệp này; không ghi đè tệp đã có (mặc định: in ra màn hình)')
    .option('--force', 'cho phép ghi đè')
    .action((options: { out?: string; force?: boolean }) => exportFile(options.out ?? null, options.force ?? false, around));
}

async function importFile(
  file: string,
  options: ImportOptions,
  { withFacts, now, print }: Surroundings,
  confirm: Confirm,
): Promise<void> {
  const asOf = now();
  const ctx = { asOf, by: 'operator' };
  // a faulty file is told with no database at hand
  const { source, warnings } = await sourceOf(file);
  const choices: RosterChoices = {
    rules: options.map,
    answers: options.answer,
    accept: options.accept ?? false,
    validFrom: options.validFrom ?? wallClock(asOf, ZONE).day,
  };
  const told = warnings.map((warning) => findingLine(warning, 'cảnh báo'));
  if (options.yes && !options.dryRun) {
    const { plan, result } = await withFacts((db) => importRosterFile(db, source, choices, ctx, null));
    if (options.json) print(json({ dryRun: false, ...result, warnings, ...planJson(plan) }));
    else for (const line of [...told, ...planText(plan), ...importedText(result)]) print(line);
    return;
  }
  const plan = await withFacts((db) => previewRosterImport(db, source, choices));
  if (options.json) {
    print(json({ dryRun: true, warnings, ...planJson(plan) }));
    return;
  }
  for (const line of [...told, ...planText(plan)]) print(line);
  const isReady = !options.dryRun && plan.questions.length === 0 && plan.faults.length === 0;
  const said = isReady ? await confirm('Gõ “nhập” để nhập: ') : null;
  if (said === false) throw new CodedError('CD_ROSTER_NOT_CONFIRMED');
  if (said === null) {
    print('Chưa ghi gì. Nhập: thêm --yes (và trả lời các câu hỏi, nếu có).');
    return;
  }
  const { result } = await withFacts((db) => importRosterFile(db, source, choices, ctx, plan));
  for (const line of importedText(result)) print(line);
}

/** @throws CD_INPUT_FAULTS with every fault of the file, CD_FILE_UNREADABLE, CD_ROSTER_UNREADABLE */
async function sourceOf(file: string): Promise<{ source: RosterSource; warnings: WarningFinding[] }> {
  const bytes = await readBounded(file, ROSTER_LIMIT);
  if (bytes.length > 0 && !isStrictCsv(bytes)) return { source: { file, workbook: await readSheets(bytes, file) }, warnings: [] };
  const reading = readRoster(bytes, file);
  return { source: { file, strict: valueOf(file, reading).roster }, warnings: reading.warnings };
}

const json = (value: unknown) => JSON.stringify(value, null, 2);

const planJson = ({ mappings, changes, endings, questions, faults, notes }: RosterPlan) => ({
  counts: {
    new: changes.created.length,
    changed: changes.changed.length,
    unchanged: changes.unchanged,
    vanished: changes.vanished.length,
    questions: questions.length,
  },
  changes,
  endings,
  mappings,
  questions,
  faults,
  notes,
});

async function exportFile(out: string | null, force: boolean, { withFacts, print }: Surroundings): Promise<void> {
  const { roster, others } = await withFacts(exportRoster);
  const csv = strictCsv(roster);
  if (out === null) {
    print(csv.trimEnd());
    return;
  }
  await writeWhole(out, Buffer.from(csv), { force });
  print(`Đã ghi ${roster.bodies.length} tổ chức vào ${out}.`);
  if (others > 0)
    print(`${others} đầu mối thứ hai trở đi không có chỗ trong csv nên không ghi; nhập lại tệp này vẫn giữ các đầu mối đó.`);
}

function day(text: string): LocalDate {
  if (!isDay(text)) throw new InvalidArgumentError(DAY_FORM);
  return text;
}

const collected =
  <T>(read: (text: string) => T) =>
  (text: string, before: T[]): T[] => [...before, read(text)];
