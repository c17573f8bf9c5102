/**
 * The review as a conversation: one question after the other, each kept as soon as it is answered; then what was
 * decided, and the plan file once somebody says so.
 *
 * @module
 */
import { countText } from '../domain/wording';
import type { Answer, ReviewQuestion } from '../services/review/question';
import {
  answered,
  lastBasis,
  missing,
  nextQuestion,
  openQuestions,
  putOff,
  standing,
  takenUp,
  understood,
  undone,
  type Review,
  type Typed,
} from '../services/review/review';
import type { Lines } from './lines';
import { HELP, introLines, notes, numberOf, questionLines, summaryLines } from './plan-review-text';
import { isForeign, keep, withoutYear, withYear, writePlan, type Session } from './review-session';

/** Somebody left: what was answered is kept. */
const LEFT = Symbol('left');
type OrLeft<T> = T | typeof LEFT;

/** Holds the conversation. Returns the session whose plan file was written, or null when it was left before. */
export async function converse(session: Session, lines: Lines): Promise<Session | null> {
  lines.say(...introLines(session.review, session.resumed));
  let now = session;
  for (;;) {
    const question = nextQuestion(now.review);
    const after: OrLeft<Review | 'write'> = question ? await oneQuestion(now.review, question, lines) : await decide(now, lines);
    if (after === LEFT) break;
    if (after === 'write') return writePlan(now);
    now = await kept(now, after);
  }
  const { review, state } = now;
  if (review.answers.length === 0) lines.say('', 'Chưa trả lời câu nào; chưa ghi gì.');
  else lines.say('', `Đã giữ ${countText(review.answers.length)} câu trả lời trong ${state}. Chạy lại lệnh này để làm tiếp.`);
  return null;
}

async function kept(session: Session, review: Review): Promise<Session> {
  return keep(await withYear(await withoutYear({ ...session, review }, session)));
}

async function oneQuestion(review: Review, question: ReviewQuestion, lines: Lines): Promise<OrLeft<Review>> {
  const shown = questionLines(question, numberOf(review, question));
  lines.say(...shown);
  for (;;) {
    const typed = (await lines.ask('> '))?.trim();
    if (typed === undefined || /^(?:q|thoát)$/iu.test(typed)) return LEFT;
    if (/^(?:\?|trợ giúp)$/iu.test(typed)) lines.say(...shown, '', ...HELP);
    else if (/^(?:<|quay lại)$/iu.test(typed)) {
      const before = takenBack(review, lines);
      if (before) return before;
    } else if (isPutOff(typed, question)) return putOff(review, question.about);
    else {
      const after = await answeredBy(review, question, typed, lines);
      if (after !== null) return after;
    }
  }
}

/** "-", or Enter where nothing is proposed and nothing is needed. */
const isPutOff = (typed: string, { proposal, kept: read, required }: ReviewQuestion): boolean =>
  /^(?:-|bỏ qua|để sau)$/iu.test(typed) || (typed === '' && proposal === null && read === null && !required);

/** The last thing done is undone: an answer, or that a question was put off. */
function takenBack(review: Review, lines: Lines): Review | null {
  const before = undone(review);
  if (!before) lines.say('  Chưa có câu nào để quay lại.');
  else if (before.answer) lines.say(`  Bỏ câu trả lời: ${before.answer.understood}`);
  return before?.review ?? null;
}

/** Null: the question is asked again. */
async function answeredBy(review: Review, question: ReviewQuestion, text: string, lines: Lines): Promise<OrLeft<Review> | null> {
  let typed: Typed = { typed: text };
  let read = understood(review, question, typed);
  if (!read.ok && read.otherYear) {
    const says = await lines.ask(`  ${sentence(read.why)} Đúng như vậy? [c/K] `);
    if (says === null) return LEFT;
    if (!isYes(says)) return null;
    typed = { ...typed, otherYear: true };
    read = understood(review, question, typed);
  }
  if (!read.ok) {
    lines.say(`  ${sentence(read.why)}`);
    return null;
  }
  lines.say(`  Hiểu là: ${read.understood}.`, ...notes(read, review));
  if (!question.needsBasis || read.value.as === 'kept') return given(answered(review, question, typed), lines);
  return withBasis(review, question, typed, lines);
}

async function withBasis(review: Review, question: ReviewQuestion, typed: Typed, lines: Lines): Promise<OrLeft<Review> | null> {
  const offered = lastBasis(review);
  for (;;) {
    const prompt = offered === null ? 'số, ngày văn bản; hoặc ý kiến của ai, ngày nào' : `Enter: ${offered}`;
    const says = (await lines.ask(`  Căn cứ (${prompt}): `))?.trim();
    if (says === undefined || /^(?:q|thoát)$/iu.test(says)) return LEFT;
    if (/^(?:<|quay lại)$/iu.test(says)) return null;
    const step = answered(review, question, { ...typed, basis: says === '' ? (offered ?? '') : says });
    if (step.ok) return step.review;
    lines.say(`  ${sentence(step.why)} (< để ghi lại câu trả lời)`);
  }
}

function given(step: ReturnType<typeof answered>, lines: Lines): Review | null {
  if (step.ok) return step.review;
  lines.say(`  ${sentence(step.why)}`);
  return null;
}

/** Everything is answered or put off: what was decided, and whether to write it. */
async function decide(session: Session, lines: Lines): Promise<OrLeft<Review | 'write'>> {
  const { review, request } = session;
  lines.say(...summaryLines(review));
  const open = openQuestions(review).length > 0 ? ', b: trả lời các câu để sau' : '';
  for (;;) {
    const says = (await lines.ask(`Ghi ${request.out}? [c: ghi, số: sửa câu đó${open}, q: dừng] `))?.trim();
    if (says === undefined || /^(?:q|thoát)$/iu.test(says)) return LEFT;
    if (says === '<') {
      const before = takenBack(review, lines);
      if (before) return before;
    } else if (/^b$/iu.test(says) && open !== '') return takenUp(review);
    else if (/^\d+$/.test(says)) {
      const chosen: { answer: Answer } | undefined = standing(review)[Number(says) - 1];
      const before = chosen && undone(review, chosen.answer.about);
      if (before) return before.review;
      lines.say('  Không có câu mang số này.');
    } else if (isYes(says)) {
      const sure = await mayWrite(session, lines);
      if (sure === LEFT || sure) return sure === LEFT ? LEFT : 'write';
    } else lines.say('  Đề nghị gõ c, một số, hoặc q.');
  }
}

async function mayWrite(session: Session, lines: Lines): Promise<OrLeft<boolean>> {
  const lacks = missing(session.review).length;
  if (lacks > 0) {
    const says = await lines.ask(
      `  Còn ${countText(lacks)} câu phải trả lời: tệp sẽ còn chỗ ghi HỎI và chưa bắt đầu được. Vẫn ghi? [c/K] `,
    );
    if (says === null) return LEFT;
    if (!isYes(says)) return false;
  }
  if (!(await isForeign(session))) return true;
  const says = await lines.ask(`  ${session.request.out} đã có và không phải do lần xem xét này ghi. Ghi đè? [c/K] `);
  if (says === null) return LEFT;
  if (!isYes(says)) lines.say('  Chưa ghi. Muốn ghi vào tệp khác, chạy lại với --out.');
  return isYes(says);
}

const isYes = (says: string): boolean => /^(?:c|có|co|y|yes)$/iu.test(says.trim());
/** A sentence of its own. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]+$/u, '')}.`;
