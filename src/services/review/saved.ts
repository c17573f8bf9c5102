/**
 * A review as it is kept between sittings. It belongs to one document, told by its bytes, and to what was read out of
 * it: answers never land on a question that means something else.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Draft } from '../../documents/draft/types';
import { CodedError } from '../../errors';
import { Answer } from './question';

const VERSION = 1;
const sha = z.string().regex(/^[0-9a-f]{64}$/);

const Saved = z.strictObject({
  version: z.literal(VERSION),
  document: z.strictObject({ name: z.string(), sha256: sha }),
  /** The year the plan is for; null while it is asked. */
  year: z.int().nullable(),
  /** What was read, once the year is known. */
  draft: sha.nullable(),
  answers: z.array(Answer),
  skipped: z.array(z.string()),
  trail: z.array(z.string()),
  /** The plan file that this review wrote. */
  written: sha.nullable(),
});
export type Saved = z.output<typeof Saved>;

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Tells drafts apart that read a document differently. */
export const draftMark = (draft: Draft): string | null => (draft.plan.year === null ? null : sha256(JSON.stringify(draft)));

export const savedText = (saved: Saved): string => `${JSON.stringify(saved, null, 2)}\n`;

/**
 * Reads a kept review.
 * @param document the sha256 of the document under review
 * @throws CD_REVIEW_STATE when the file is no review, CD_REVIEW_OTHER when it is another document's
 */
export function readSaved(text: string, file: string, document: { name: string; sha256: string }): Saved {
  const saved = Saved.safeParse(json(text, file));
  if (!saved.success) throw noReview(file, 'nội dung không đúng mẫu', z.prettifyError(saved.error).replace(/\s+/g, ' '));
  if (saved.data.document.sha256 !== document.sha256)
    throw new CodedError('CD_REVIEW_OTHER', {
      file,
      what: {
        vi: `văn bản khác (${saved.data.document.name}), không phải ${document.name}`,
        en: `another document (${saved.data.document.name}), not of ${document.name}`,
      },
    });
  return saved.data;
}

/** @throws CD_REVIEW_OTHER when this program reads the document otherwise than when the answers were given */
export function checkDraft({ draft, year }: Saved, now: Draft, file: string): void {
  if (year !== null && now.plan.year !== null && year !== now.plan.year)
    throw new CodedError('CD_REVIEW_OTHER', {
      file,
      what: { vi: `năm ${year}, không phải năm ${now.plan.year}`, en: `the year ${year}, not of ${now.plan.year}` },
    });
  const mark = draftMark(now);
  if (draft !== null && mark !== null && draft !== mark)
    throw new CodedError('CD_REVIEW_OTHER', {
      file,
      what: { vi: 'lần đọc văn bản này bằng phiên bản trước', en: 'what an earlier version read in this document' },
    });
}

/** @param said the parser's own words */
const noReview = (file: string, meaning: string, said: string) =>
  new CodedError('CD_REVIEW_STATE', { file, why: { vi: `${meaning} (${said})`, en: said } });

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw noReview(file, 'sai cú pháp JSON', error.message);
    throw error;
  }
}
