/**
 * A review on disk: its document, the answers kept beside the plan file, and the writing of both.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadCalendar } from '../documents/default-calendar';
import { MAX_FILE_BYTES } from '../documents/draft/limits';
import { draftPlan } from '../documents/draft/read';
import { readBounded } from '../documents/bounded-file';
import { CodedError } from '../errors';
import { codeReason, systemCodeOf } from '../system-code';
import { writeWhole } from './whole-file';
import { answerTo, openReview, type Review } from '../services/review/review';
import { reviewedYaml } from '../services/review/reviewed-yaml';
import { checkDraft, draftMark, readSaved, savedText, sha256, type Saved } from '../services/review/saved';

export interface ReviewRequest {
  file: string;
  /** @default plan.yaml */
  out: string;
  year?: number;
  /** Days off and lunar occasions. @default calendars/vn.yaml */
  calendar?: string;
}

export interface Session {
  request: ReviewRequest;
  bytes: Uint8Array;
  document: Saved['document'];
  /** Where the answers are kept. */
  state: string;
  /** Answers that an earlier sitting gave. */
  resumed: number;
  /** The plan file this review wrote, by its sha256. */
  written: string | null;
  /** What stood in `state` when this sitting last read or wrote it. */
  kept: string | null;
  review: Review;
}

/**
 * Drafts the document and takes up what was answered before.
 * @throws CD_DRAFT_… when the document cannot be read, CD_REVIEW_OTHER, CD_REVIEW_STATE, CD_FILE_UNREADABLE
 */
export async function openSession(request: ReviewRequest): Promise<Session> {
  const bytes = await readBounded(request.file, MAX_FILE_BYTES);
  const document = { name: path.basename(request.file), sha256: sha256(bytes) };
  const state = `${request.out}.review.json`;
  const text = await textOf(state);
  const saved = text === null ? null : readSaved(text, state, document);
  const year = request.year ?? saved?.year ?? undefined;
  const draft = await draftPlan(bytes, request.file, year === undefined ? {} : { year });
  if (saved) checkDraft(saved, draft, state);
  const review = openReview(draft, await loadCalendar(request.calendar), saved ?? undefined);
  return withYear({
    request,
    bytes,
    document,
    state,
    resumed: review.answers.length,
    written: saved?.written ?? null,
    kept: text,
    review,
  });
}

/** The same session once the year was answered: every date hangs on it. */
export async function withYear(session: Session): Promise<Session> {
  const { review, bytes, request } = session;
  const year = answerTo(review, 'year')?.value;
  if (review.draft.plan.year !== null || year?.as !== 'year') return session;
  const draft = await draftPlan(bytes, request.file, { year: year.year });
  return { ...session, review: { ...review, draft } };
}

/** The same session once the answer about the year was taken back. */
export async function withoutYear(session: Session, before: Session): Promise<Session> {
  if (answerTo(session.review, 'year') || !answerTo(before.review, 'year')) return session;
  const draft = await draftPlan(session.bytes, session.request.file);
  return { ...session, review: { ...session.review, draft } };
}

/**
 * Keeps the answers; a crash leaves the file whole.
 * @throws CD_REVIEW_ELSEWHERE when another sitting has answered meanwhile, CD_DRAFT_OUT_UNWRITABLE
 */
export async function keep(session: Session): Promise<Session> {
  const { review, document, state, written } = session;
  const { draft, answers, skipped, trail } = review;
  const text = savedText({
    version: 1,
    document,
    year: draft.plan.year,
    draft: draftMark(draft),
    answers,
    skipped,
    trail,
    written,
  });
  await checkAlone(session);
  await writeWhole(state, Buffer.from(text), { force: true });
  return { ...session, kept: text };
}

async function checkAlone({ state, kept }: Session): Promise<void> {
  if ((await textOf(state)) !== kept) throw new CodedError('CD_REVIEW_ELSEWHERE', { file: state });
}

/** Whether a file stands there that this review did not write. */
export async function isForeign({ request, written }: Session): Promise<boolean> {
  const text = await textOf(request.out);
  return text !== null && sha256(text) !== written;
}

/** Writes the plan file, and remembers that it is this review's. @throws CD_REVIEW_ELSEWHERE, CD_DRAFT_OUT_UNWRITABLE */
export async function writePlan(session: Session): Promise<Session> {
  await checkAlone(session);
  const yaml = reviewedYaml(session.review, session.document.name);
  await writeWhole(session.request.out, Buffer.from(yaml), { force: true });
  return keep({ ...session, written: sha256(yaml) });
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT') return null;
    if (code !== undefined) throw new CodedError('CD_FILE_UNREADABLE', { file, reason: codeReason(code) });
    throw error;
  }
}
