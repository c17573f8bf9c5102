/**
 * An amending document → what it states, sentence by sentence, before it is held against a plan.
 *
 * @module
 * @example
 * const reading = await readAmendment(await readFile('cong-van.docx'), 'cong-van.docx', { year: 2023 });
 */
import type { CalendarFile } from '../../domain/organisation';
import { linesApart, type LineReader } from '../draft/apart';
import { cleanLines } from '../draft/clean';
import { draftPlan } from '../draft/read';
import type { Draft } from '../draft/types';
import { unitsOf } from '../draft/units';
import { announcesChanges, divided, documentHead, isWholePlan, plansNamed, titleNames } from './document-head';
import { joinedUnits } from './joined';
import { readBody } from './passages';
import type { Aside, DocumentHead, Statement } from './types';

export interface AmendmentReading {
  file: string;
  head: DocumentHead;
  /** Numbers of plans that it names: "52-KH/ĐUK". */
  plans: string[];
  statements: Statement[];
  /** Dates that change nothing. */
  asides: Aside[];
  /** The whole plan issued again; statements and asides are then empty. */
  whole: Draft | null;
}

export interface ReadingContext {
  /** The plan's year. */
  year: number;
  calendar?: CalendarFile;
  /** As of `draftPlan`. @default linesApart */
  lineReader?: LineReader;
}

/**
 * Reads txt, md, docx or PDF.
 * @throws CD_DRAFT_EMPTY, CD_DRAFT_FORMAT, CD_DRAFT_SCANNED, CD_DRAFT_PASSWORD, CD_DRAFT_CORRUPT, CD_DRAFT_HOSTILE,
 * CD_DRAFT_TOO_LONG, CD_DRAFT_LEGACY_FONT; CD_DRAFT_NOT_PLAN where it is titled as a plan and holds no topic
 */
export async function readAmendment(
  bytes: Uint8Array,
  file: string,
  { year, calendar, lineReader = linesApart }: ReadingContext,
): Promise<AmendmentReading> {
  const lines = await lineReader(bytes, file);
  const parts = divided(joinedUnits(unitsOf(cleanLines(lines))));
  const head = documentHead(parts.head);
  const plans = plansNamed([...parts.head, ...parts.body], head.number);
  if (isWholePlan(parts)) {
    const whole = await draftPlan(bytes, file, { year, lineReader: async () => lines });
    const { number, date } = whole.plan;
    return {
      file,
      head: { ...head, number: head.number ?? number, date: head.date ?? date },
      plans: [],
      statements: [],
      asides: [],
      whole,
    };
  }
  const ctx = { year, documentDate: head.date, ...(calendar && { calendar }) };
  return {
    file,
    head,
    plans,
    ...readBody(parts.body, { announced: announcesChanges(parts), ...titleNames(parts) }, ctx),
    whole: null,
  };
}
