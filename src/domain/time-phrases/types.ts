/**
 * What a time phrase of a plan means, as plain values.
 *
 * @module
 */
import type { LocalDate } from '../dates';
import type { CalendarFile } from '../organisation';

export interface PhraseContext {
  /** The plan's year: taken where the phrase names none. */
  year: number;
  /** Days off (working days of a relative duty) and the days of lunar occasions. Without it they are asked. */
  calendar?: CalendarFile;
  /** The day the document is dated. */
  documentDate?: LocalDate | null;
}

/**
 * `deadline` by its end; `window` within start and end; `openStart` no end stated; `approx` read from a vague word
 * ("trung tuần"); `recurring` again and again; `citation` a date that is only mentioned (a basis document, an anniversary).
 */
export const PHRASE_KINDS = ['deadline', 'window', 'openStart', 'approx', 'recurring', 'citation'] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

/** How often; absent from a `recurring` phrase that does not say. */
export interface Recurrence {
  every: 'week' | 'month' | 'quarter' | 'half' | 'year';
  /** Every so many of them. @default 1 */
  interval?: number;
  /** How many times within each. */
  times?: number;
  /** `ít nhất`, `tối thiểu`: more is welcome. */
  atLeast?: boolean;
  /** Day of the month. */
  day?: number;
  /** The months meant, when not all. */
  months?: number[];
}

/** So many days from something the phrase names. */
export interface Relative {
  /** What it counts from: `session.end`, `issue`, `other` (see `said`), or null when the phrase does not tell. */
  anchor: string | null;
  /** Negative: before it. */
  days: number;
  unit: 'working' | 'calendar' | 'unstated';
  /** The anchor in the phrase's words. */
  said: string;
}

/** What has to be asked. Texts are Vietnamese, for the operator. */
export interface Question {
  reason: string;
  proposal: string;
  /** The proposal as dates, where there are some. It is never taken by itself. */
  dates?: { start: LocalDate | null; end: LocalDate | null };
}

export interface Phrase {
  start: LocalDate | null;
  /** Last day that is meant, inclusive. */
  end: LocalDate | null;
  kind: PhraseKind;
  tentative: boolean;
  /** `before`: "trước ngày D", `end` is D-1 and late is after D; `through`: `end` itself is included. */
  boundary?: 'before' | 'through';
  /** Hour stated, "16:20". */
  clock?: string;
  recurrence?: Recurrence;
  relative?: Relative;
  /** Set when something has to be asked before the phrase can be used. */
  unresolved?: Question;
  /** Whom it is for, in the sentence's words: "các đơn vị còn lại". */
  audience?: string;
  /** Vietnamese: what does not fit though it was read (before the document's own date, another year). */
  warnings?: string[];
  /** Vietnamese: how it was read. */
  why: string;
}

/** A phrase at its place: `sentence.slice(from, to) === text`. */
export interface FoundPhrase {
  text: string;
  from: number;
  to: number;
  phrase: Phrase;
}
