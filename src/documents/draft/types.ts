/**
 * What `plan draft` makes of a document: a plan with the sentence of every value, and what has to be asked.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { ReportPeriod, StageKind } from '../../domain/plan';
import type { Question } from '../../domain/time-phrases';

/** Where a text stands; counts from 1. In docx a paragraph or table row is a line; in PDF lines count within the page. */
export interface DraftPlace {
  line: number;
  column: number;
  page?: number;
}

/** One line as the file holds it. */
export interface SourceLine {
  text: string;
  place: DraftPlace;
  /** Cells, when the line is a row of a table. */
  cells?: string[];
  /** The lines that such a row was put together from, each as its cells: a PDF shows no borders. */
  cellLines?: string[][];
}

/** "05 working days after the session": a date that is counted, not stated. */
export interface DraftRelative {
  days: number;
  unit: 'working' | 'calendar' | 'unstated';
  /** What it counts from; null when the document does not tell. */
  after: StageKind | null;
}

export interface DraftStage {
  kind: StageKind;
  opens: LocalDate | null;
  /** Last day, inclusive. */
  due: LocalDate | null;
  /** `trước ngày D`: `due` is D-1. */
  before?: LocalDate;
  relative?: DraftRelative;
  tentative: boolean;
  /** The sentence. */
  said: string;
  place: DraftPlace;
  /** Whom this deadline is for, where a stage has several. */
  audience?: string;
}

export interface DraftTopic {
  ordinal: number;
  title: string;
  choice?: boolean;
  governedBy?: { number: string; said: string };
  place: DraftPlace;
  stages: DraftStage[];
}

export interface DraftReport {
  /** Null where it is not stated, or where it is one report of results. */
  every: ReportPeriod | null;
  due: LocalDate | null;
  before?: LocalDate;
  relative?: DraftRelative;
  /** The report of results after the sessions, not one that comes again and again. */
  results?: boolean;
  said: string;
  place: DraftPlace;
}

export interface DraftBasis {
  number: string;
  date: LocalDate | null;
  said: string;
  place: DraftPlace;
}

export interface DraftPlan {
  year: number | null;
  number: string | null;
  date: LocalDate | null;
  issuer: string | null;
  title: string;
  basis: DraftBasis[];
  topics: DraftTopic[];
  reports: DraftReport[];
  recipients: string[];
}

/** Vietnamese texts, for the operator. */
export interface DraftQuestion {
  /** `year`, `number`, `topics/2/session/due`, `topics/1/study`, `reports/1/every`, … */
  about: string;
  said: string;
  proposal: string;
  /** The proposal as dates, where it is about some. */
  dates?: Question['dates'];
  reason: string;
  place: DraftPlace | null;
}

export interface Draft {
  plan: DraftPlan;
  questions: DraftQuestion[];
}
