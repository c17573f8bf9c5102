/**
 * `plan review FILE`: an issued document → questions one by one → plan.yaml, with the basis of every date that was
 * decided. It can be left at any moment and taken up again.
 *
 * @module
 */
import type { Command } from 'commander';
import { PLAN_LIMIT } from '../documents/source-text';
import { readBounded } from '../documents/bounded-file';
import { CodedError } from '../errors';
import { giveAll, readAnswersFile, type AnswersFile } from '../services/review/answers-file';
import { answered, missing, openQuestions, questionsOf } from '../services/review/review';
import { countText } from '../domain/wording';
import { openLines } from './lines';
import { checkPlan } from './plan-check';
import { answerSample, questionLines } from './plan-review-text';
import { converse } from './plan-review-terminal';
import { isForeign, keep, openSession, withYear, writePlan, type ReviewRequest, type Session } from './review-session';
import { yearOption } from './year-option';

export interface ReviewIo {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Somebody sits at a terminal. */
  interactive: boolean;
}

export interface ReviewOptions extends ReviewRequest {
  answers?: string;
  force?: boolean;
  json?: boolean;
}

/**
 * Reviews, and shows what `plan check` says of the file it wrote. Returns the exit code.
 * @throws CD_REVIEW_UNANSWERED where nobody can be asked, CD_INPUT_FAULTS for a file of answers, CD_REVIEW_OTHER,
 * CD_REVIEW_STATE, CD_DRAFT_…
 */
export async function reviewFile(options: ReviewOptions, io: ReviewIo): Promise<number> {
  let session = await openSession(options);
  if (options.answers !== undefined) session = await answeredByFile(session, options.answers);
  if (io.interactive && !options.json) {
    const lines = openLines(io.input, io.output);
    try {
      const after = await converse(session, lines);
      return after ? await shown(after, io) : 1;
    } finally {
      lines.close();
    }
  }
  return unattended(session, options, io);
}

/** @throws CD_INPUT_FAULTS with every answer at fault: none is taken then */
async function answeredByFile(session: Session, file: string): Promise<Session> {
  const read = readAnswersFile(await readBounded(file, PLAN_LIMIT), file);
  const dated = await withYear(yearGiven(session, read));
  const { review, faults } = giveAll(dated.review, read);
  if (faults.length > 0) throw new CodedError('CD_INPUT_FAULTS', { count: faults.length, file }, faults);
  return keep({ ...dated, review });
}

function yearGiven(session: Session, { given, faults }: AnswersFile): Session {
  const entry = given.get('year');
  const question = questionsOf(session.review).find(({ about }) => about === 'year');
  if (!entry || !question) return session;
  const step = answered(session.review, question, entry);
  if (step.ok) return { ...session, review: step.review };
  faults.add('wrong-value', entry.place, `year: ${step.why}`);
  return session;
}

/** Nobody to ask: written when nothing is missing, otherwise the questions are printed. */
async function unattended(session: Session, options: ReviewOptions, io: ReviewIo): Promise<number> {
  const { review, document, request } = session;
  const say = (line: string) => io.output.write(`${line}\n`);
  const lacks = missing(review);
  const open = openQuestions(review);
  if (options.json) {
    const questions = open.map(({ about, asks, title, reason, ...rest }) => ({ about, asks, title, reason, ...rest }));
    say(JSON.stringify({ document, year: review.draft.plan.year, missing: lacks.length, questions }, null, 2));
  } else if (lacks.length > 0) {
    const all = open.map((question, index) => [
      ...questionLines(question, `[${index + 1}/${open.length}]`),
      `    Trả lời: ${answerSample(question)}`,
    ]);
    for (const line of [...all.flat(), '']) say(line);
  }
  if (lacks.length > 0) throw new CodedError('CD_REVIEW_UNANSWERED', { file: request.file, count: lacks.length });
  if (options.json && options.answers === undefined) return 0;
  if (!options.force && (await isForeign(session))) throw new CodedError('CD_DRAFT_OUT_EXISTS', { file: request.out });
  const after = await writePlan(session);
  return options.json ? 0 : shown(after, io);
}

/** What `plan check` says of the file. */
async function shown({ request, review }: Session, { output }: ReviewIo): Promise<number> {
  const files = { plan: request.out, ...(request.calendar !== undefined && { calendar: request.calendar }) };
  const { exit, stdout, stderr } = await checkPlan(files, false);
  const decided = review.answers.filter(({ basis }) => basis !== null).length;
  const lines = [`Đã ghi ${request.out}: ${countText(decided)} nội dung được quyết định, đều có căn cứ.`, ...stdout, ...stderr];
  for (const line of lines) output.write(`${line}\n`);
  return exit;
}

interface Flags {
  year?: string;
  out: string;
  answers?: string;
  calendar?: string;
  force?: boolean;
  json?: boolean;
}

/** Adds the command below `plan`. */
export function register(plan: Command): void {
  plan
    .command('review')
    .argument('<tệp>', 'văn bản đã ban hành: txt, md, docx, PDF có chữ')
    .description('lập kế hoạch từ văn bản, hỏi từng câu, thành tệp bắt đầu được; dừng lúc nào cũng làm tiếp được')
    .option('--year <năm>', 'năm của kế hoạch, khi văn bản không nêu hoặc kéo sang năm sau')
    .option('--out <tệp>', 'tệp kế hoạch; câu trả lời được giữ bên cạnh, trong <tệp>.review.json', 'plan.yaml')
    .option('--answers <tệp>', 'câu trả lời trong tệp YAML hoặc JSON: topics/2/session/due: { answer: 30/9, basis: … }')
    .option('--calendar <tệp>', 'ngày nghỉ và ngày lễ âm lịch (mặc định: calendars/vn.yaml)')
    .option('--force', 'khi không có cửa sổ dòng lệnh: ghi đè tệp kế hoạch không phải do lần xem xét này ghi')
    .option('--json', 'in các câu chưa trả lời dạng JSON; không hỏi ai, chỉ ghi khi có --answers')
    .addHelpText('after', `\nVí dụ:\n  chuyende plan review ke-hoach.docx --out plan.yaml`)
    .action(async (file: string, { year, ...flags }: Flags) => {
      const io = {
        input: process.stdin,
        output: process.stdout,
        interactive: process.stdin.isTTY && process.stdout.isTTY,
      };
      process.exitCode = await reviewFile({ file, ...flags, ...(year !== undefined && { year: yearOption(year) }) }, io);
    });
}
