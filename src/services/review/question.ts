/**
 * What a review asks, and what it is told.
 *
 * @module
 */
import { z } from 'zod';
import type { DraftPlace } from '../../documents/draft/types';
import type { LocalDate } from '../../domain/dates';
import { ROLES } from '../../domain/organisation';
import { REPORT_PERIODS, type StageKind } from '../../domain/plan';

/** The kind of answer expected. `due`: a last day, or one counted from another stage; `day`: one day. */
export type Asked = 'year' | 'words' | 'number' | 'day' | 'due' | 'period' | 'roles' | 'id' | 'note';

/** What a due must keep to. */
export interface DueLimits {
  /** The first day that the document states. */
  opens: LocalDate | null;
  /** Earlier stages of the topic, which a due may be counted from. */
  anchors: StageKind[];
  /** Two stages stand in the wrong order: an answer is the first one's (`from` … `upTo`) or the second one's (`onOrAfter`). */
  order?: { from: LocalDate | null; upTo: LocalDate; onOrAfter: LocalDate; stages: [StageKind, StageKind] };
}

/** Texts are Vietnamese, for the operator. */
export interface ReviewQuestion {
  /** As `plan draft` names it: `topics/2/session/due`, `number`, `reports/1/every`. */
  about: string;
  asks: Asked;
  /** Title of its topic, where it has one. */
  topic: string | null;
  /** "Chuyên đề 2, sinh hoạt chuyên đề" */
  title: string;
  said: string;
  place: DraftPlace | null;
  reason: string;
  /** What the reader of the document advises. */
  advice: string;
  /** An answer in words that may be taken as it is. */
  proposal: string | null;
  /** Answers in words to choose from, each with whom it is for. */
  options: { answer: string; label: string }[];
  /** As it was read, where that may be kept: nothing is decided then. */
  kept: string | null;
  needsBasis: boolean;
  /** A plan cannot start without it. Where it is not, leaving it open keeps what the plan file has by itself. */
  required: boolean;
  limits?: DueLimits;
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** An answer as it was understood when it was given; a later version of the program does not read it anew. */
export const Value = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('year'), year: z.int() }),
  z.strictObject({ as: z.literal('words'), words: z.string().min(1) }),
  z.strictObject({ as: z.literal('day'), day }),
  z.strictObject({
    as: z.literal('due'),
    /** As plan files write it. */
    due: z.string().min(1),
    /** The last day; null where it is counted from another stage. */
    last: day.nullable(),
    opens: day.nullable(),
    decided: z.string().min(1),
  }),
  z.strictObject({ as: z.literal('period'), every: z.enum(REPORT_PERIODS), decided: z.string().min(1) }),
  z.strictObject({ as: z.literal('roles'), roles: z.array(z.enum(ROLES)).min(1) }),
  z.strictObject({ as: z.literal('kept') }),
]);
export type Value = z.output<typeof Value>;
export type DueValue = Extract<Value, { as: 'due' }>;

export const Answer = z.strictObject({
  about: z.string().min(1),
  value: Value,
  /** As it is shown back. */
  understood: z.string(),
  basis: z.string().nullable(),
});
export type Answer = z.output<typeof Answer>;
