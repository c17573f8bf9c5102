/**
 * `plan amend`: shows what an amended plan file, an issued document or another calendar changes in the running plan, for
 * whom, and what has to be answered first; then carries it out.
 *
 * @module
 */
import type { Command } from 'commander';
import { answerOf } from '../documents/amendment/answers';
import { readAmendment } from '../documents/amendment/read';
import { readBounded } from '../documents/bounded-file';
import { loadCalendar } from '../documents/default-calendar';
import { MAX_FILE_BYTES } from '../documents/draft/limits';
import { readPlanFiles } from '../documents/plan-files';
import type { PlanRead } from '../documents/plan-file';
import { withPlaces } from '../documents/stage-faults';
import type { CalendarFile } from '../domain/organisation';
import { CodedError } from '../errors';
import type { Context, Db } from '../services/db';
import { basisOf } from '../services/duties/locked';
import { AMENDMENT, amendPlan, viewAmendment } from '../services/plans/amendments';
import {
  changesAnything,
  countedBy,
  viewDocument,
  type DocumentAmendment,
  type DocumentView,
} from '../services/plans/document-amendments';
import { loadPlan } from '../services/plans/load';
import { mergedCalendar } from '../services/plans/new-calendar';
import { agreed, asked } from './agreed';
import { by, nothingDone, pastOption, type Past } from './amend-options';
import { amendmentText, changeText, openText } from './amendment-text';
import { movedText } from './calendar-text';
import { planIdFor } from './plan-choice';
import type { Surroundings } from './tasks';

interface Options extends Past {
  from?: string;
  plan?: string;
  calendar?: string;
  basis: string;
  set: string[];
  ignore: number[];
  yes?: boolean;
  by: string;
  json?: boolean;
}

const collect = (value: string, before: string[]) => [...before, value];

function collectNumber(value: string, before: number[]): number[] {
  if (!/^[1-9]\d{0,3}$/.test(value))
    throw new CodedError('CD_USAGE', {
      what: { vi: `--ignore ${value}: cần ghi số của một câu hỏi`, en: `--ignore ${value}: a question's number` },
    });
  return [...before, Number(value)];
}

/** Adds the command below `plan`. */
export function register(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('amend')
    .argument('[tệp]', 'plan.yaml đã sửa')
    .option('--from <văn-bản>', 'văn bản đã ban hành có thay đổi thời hạn, thay cho plan.yaml: txt, md, docx, PDF có chữ')
    .option('--plan <mã>', 'kế hoạch mà văn bản nói đến (mặc định: kế hoạch duy nhất đang thực hiện)')
    .option('--calendar <tệp>', 'ngày nghỉ, ngày làm bù thay cho lịch của kế hoạch; ghi riêng hoặc cùng một tệp')
    .option('--basis <căn-cứ>', 'số, ngày của văn bản điều chỉnh (mặc định: của chính văn bản)', '')
    .option('--set <chuyên-đề/bước=ngày>', 'trả lời một nội dung cần làm rõ của văn bản; ghi được nhiều lần', collect, [])
    .option('--ignore <số>', 'nội dung của văn bản không làm thay đổi gì; ghi được nhiều lần', collectNumber, [])
    .addOption(pastOption())
    .option('--yes', 'không hỏi lại; không có tùy chọn này thì chỉ thực hiện khi được trả lời có, nếu không kết thúc với mã 1')
    .addOption(by())
    .option('--json', 'in dạng JSON')
    .description('xem văn bản mới thay đổi những gì trong kế hoạch đang thực hiện, đối với ai, rồi điều chỉnh')
    .addHelpText(
      'after',
      '\nVí dụ:\n  chuyende plan amend --from cong-van-31.docx\n  chuyende plan amend plan.yaml --basis "Công văn số 31-CV/ĐUK, ngày 05/6/2023"\n  chuyende plan amend --calendar calendars/vn.yaml --basis "Thông báo số 12-TB/ĐUK, ngày 05/6/2023"',
    )
    .action(async (file: string | undefined, options: Options) => {
      checkUsage(file, options);
      const calendar = options.calendar === undefined ? null : await loadCalendar(options.calendar);
      const ctx = { asOf: now(), by: options.by };
      await withFacts((db) =>
        file === undefined ? fromDocument(db, options, calendar, ctx, print) : fromFile(db, file, options, calendar, ctx, print),
      );
    });
}

function checkUsage(file: string | undefined, { from, calendar, set, ignore, plan }: Options): void {
  const refuse = (vi: string, en: string) => new CodedError('CD_USAGE', { what: { vi, en } });
  if (file === undefined && from === undefined && calendar === undefined)
    throw refuse(
      'Cần có plan.yaml đã sửa, --from VĂN-BẢN hoặc --calendar TỆP',
      'Give the amended plan.yaml, --from DOCUMENT or --calendar FILE',
    );
  if (file !== undefined && from !== undefined)
    throw refuse('Chỉ ghi một trong hai: plan.yaml hoặc --from VĂN-BẢN', 'Give plan.yaml or --from DOCUMENT, not both');
  if (file !== undefined && plan !== undefined)
    throw refuse('plan.yaml đã nêu kế hoạch của nó: bỏ --plan', 'plan.yaml names its plan itself: leave --plan out');
  if (from !== undefined && /\.ya?ml$/i.test(from))
    throw refuse(`${from} là tệp kế hoạch: bỏ --from`, `${from} is a plan file: give it without --from`);
  if (from === undefined && ignore.length > 0)
    throw refuse('--ignore chỉ dùng để trả lời câu hỏi của --from VĂN-BẢN', '--ignore answers questions of --from DOCUMENT');
  if (file !== undefined && set.length > 0)
    throw refuse(
      '--set chỉ dùng để trả lời câu hỏi của --from VĂN-BẢN: đề nghị sửa chính plan.yaml',
      '--set answers questions of --from DOCUMENT: change plan.yaml itself',
    );
}

async function fromDocument(
  db: Db,
  options: Options,
  calendar: CalendarFile | null,
  ctx: Context,
  print: Surroundings['print'],
): Promise<void> {
  const { from } = options;
  const planId = await planIdFor(db, options.plan);
  const plan = await loadPlan(db.prisma, planId);
  const reading =
    from === undefined
      ? null
      : await readAmendment(await readBounded(from, MAX_FILE_BYTES), from, {
          year: plan.document.year,
          calendar: calendar ? mergedCalendar(plan, calendar) : plan.calendarFile,
        });
  const input: DocumentAmendment = {
    planId,
    reading,
    answers: { set: options.set.map(answerOf), ignore: options.ignore },
    calendar,
    basis: options.basis.trim() === '' ? null : options.basis.trim(),
    past: options.past ?? null,
  };
  const view = await viewDocument(db, input, ctx);
  if (options.json) {
    if (!options.yes || !canBeDone(view, input)) print(JSON.stringify(publicView(view), null, 2));
  } else for (const line of [...headLines(view, from), ...amendmentText(view), ...openText(view)]) print(line);
  refuseUnready(view, input, from ?? options.calendar ?? '');
  const terminal = process.stdin.isTTY && !options.json;
  const basis =
    view.basis ?? (terminal && !options.yes ? await asked('Căn cứ (số, ngày của văn bản hoặc ý kiến của ai, ngày nào): ') : '');
  if (!options.yes && !(terminal && (await agreed('Thực hiện các điều chỉnh trên?')))) {
    if (!options.json) return nothingDone(print);
    process.exitCode = 1;
    return;
  }
  const { document, revision } = view;
  const done = await amendPlan(db, { document, basis, revision, past: input.past, calendar }, ctx);
  print(
    options.json
      ? JSON.stringify({ ...publicView(view), basis, revision: done.revision, written: true }, null, 2)
      : `Đã điều chỉnh: lần ${done.revision}. Căn cứ: ${basis}.`,
  );
}

const canBeDone = (view: DocumentView, { past }: DocumentAmendment): boolean =>
  view.questions.length === 0 && changesAnything(view) && (view.past.length === 0 || past !== null);

/** @throws CD_AMENDMENT_QUESTIONS, CD_AMENDMENT_NONE, CD_PAST_DATES */
function refuseUnready(view: DocumentView, input: DocumentAmendment, file: string): void {
  if (view.questions.length > 0)
    throw new CodedError(
      'CD_AMENDMENT_QUESTIONS',
      { count: view.questions.length, file },
      view.questions.map(({ number, about, place, reason }) => {
        const message = `${number}. ${reason}`;
        return place
          ? { file, line: place.line, column: place.column, message: `${about}: ${message}` }
          : { stage: about, message };
      }),
    );
  if (!changesAnything(view)) throw new CodedError('CD_AMENDMENT_NONE', { file, plan: view.planId });
  if (view.past.length > 0 && input.past === null)
    throw new CodedError('CD_PAST_DATES', { count: view.past.length, days: view.dueNowDays }, view.past);
}

/** The plan as it would be is left out: its changes say it. */
function publicView(view: DocumentView): Omit<DocumentView, 'document'> & { written: boolean } {
  const { document: _document, ...shown } = view;
  return { ...shown, written: false };
}

function headLines({ head, basis, planId, revision }: DocumentView, from: string | undefined): string[] {
  const source = head && from !== undefined ? [`Văn bản: ${from}${head.issuer === null ? '' : ` (${head.issuer})`}`] : [];
  const missing = head
    ? [...(head.number === null ? ['số'] : []), ...(head.date === null ? ['ngày'] : [])].join(', ')
    : 'văn bản hoặc ý kiến cho phép';
  return [
    ...source,
    `Căn cứ: ${basis ?? `chưa có (${missing}); ghi bằng --basis "…"`}`,
    `Kế hoạch ${planId}, đang ở lần ${revision}:`,
  ];
}

async function fromFile(
  db: Db,
  file: string,
  options: Options,
  calendar: CalendarFile | null,
  ctx: Context,
  print: Surroundings['print'],
): Promise<void> {
  const read = await planOf(file, options.calendar);
  // dues that count working days follow the running plan's calendar, unless another one is given
  const plan = await loadPlan(db.prisma, read.document.id);
  const document = countedBy(read.document, calendar ? mergedCalendar(plan, calendar) : plan.calendarFile);
  const moved = calendar
    ? await viewDocument(db, { ...NOTHING_READ, planId: plan.id, calendar, past: options.past ?? null }, ctx)
    : null;
  const view = await viewAmendment(db, document, ctx);
  if (!options.json)
    for (const line of [
      ...(moved?.calendar ? movedText(moved.calendar) : []),
      ...view.changes.map((change) => changeText(change)),
    ])
      print(line);
  if (!changesAnything({ changes: view.changes, calendar: moved?.calendar ?? null }))
    return print(options.json ? JSON.stringify(view) : 'Không có thay đổi.');
  basisOf(AMENDMENT, options.basis);
  if (!options.yes && !(await agreed('Thực hiện các điều chỉnh trên?'))) return nothingDone(print);
  const done = await withPlaces(file, { ...read, document }, () =>
    amendPlan(db, { document, basis: options.basis, revision: view.revision, past: options.past ?? null, calendar }, ctx),
  );
  print(options.json ? JSON.stringify(done, null, 2) : `Đã điều chỉnh: lần ${done.revision}.`);
}

const NOTHING_READ = { reading: null, answers: { set: [], ignore: [] }, basis: null };

async function planOf(plan: string, calendar: string | undefined): Promise<PlanRead> {
  const { document, places, faults } = await readPlanFiles({ plan, calendar });
  if (!document || !places || faults.length > 0)
    throw new CodedError('CD_INPUT_FAULTS', { count: faults.length, file: plan }, faults);
  return { document, places };
}
