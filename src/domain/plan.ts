/**
 * A plan as its file states it, after reading and checking: plain data, every date resolved.
 * The file's own form is DESIGN §12; `src/documents/plan-file.ts` reads it.
 *
 * @module
 */
import type { LocalDate } from './dates';
import type { Role } from './organisation';

/** The stages a topic can pass, in this order; absent ones are skipped. */
export const STAGE_KINDS = ['selection', 'briefing', 'study', 'session', 'reporting'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

export const REPORT_PERIODS = ['month', 'quarter', 'half', 'year'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** Where a value comes from: the document's own words, or a decision with its basis. */
export interface Sourced {
  /** The sentence of the document. */
  said: string;
  /** What was decided where the document is silent or open. */
  decided?: string;
  /** Document number and date, or whose opinion and when. Required with `decided`. */
  basis?: string;
}

/** `+N working days after <stage>`: counts from that stage's due, in a chosen topic from the cell's own. */
export interface RelativeDue {
  workingDays: number;
  after: StageKind;
}

export interface StageSpec extends Sourced {
  /** Roles whose bodies have the duty. `issuer`: the board works for it, nobody is reminded. */
  owners: Role[];
  /** Roles that are told (invited), without a duty. */
  audience: Role[];
  /** First day of the stage. The reader fills it in where the file is silent: the first day of the due's month. */
  opens: LocalDate;
  /** Last day, inclusive. */
  due: LocalDate;
  /** `trước ngày D`: `due` is D-1 (reminded for), this is D (late after it). @default due */
  lateAfter?: LocalDate;
  /** Set when the file gave a relative due; `due` is then the resolved day. */
  dueRule?: RelativeDue;
  /** `dự kiến`: a confirm task comes before it opens; unconfirmed, the stage stays closed. */
  tentative: boolean;
  /** Holds the opening until that stage of the topic is closed. */
  after?: StageKind;
  /** Holds the opening until the topic's materials are recorded as ready. */
  requiresMaterials: boolean;
  /** For information: nobody is judged. */
  information: boolean;
  /** Conference details, when the stage is one. */
  place?: string;
  hour?: string;
  seats?: number;
  /** Non-members take part (study rolled out to members and non-members). */
  nonMembers: boolean;
}

export interface TopicSpec {
  id: string;
  ordinal: number;
  /** "Chuyên đề 2/2023": what a subject line starts with. */
  short: string;
  title: string;
  /** Chosen by units and cells themselves. */
  choice: boolean;
  /** Another plan that governs this topic; `silent`: that plan already writes, so our letters are off. */
  governedBy?: { plan: string; silent: boolean };
  materials: string[];
  stages: Partial<Record<StageKind, StageSpec>>;
}

export interface PlanDocument {
  id: string;
  year: number;
  number: string | null;
  date: LocalDate | null;
  title: string;
  zone: string;
  /** Body ids. */
  roles: { issuer: string; board: string };
  reports: (Sourced & { every: ReportPeriod }) | null;
  topics: TopicSpec[];
}

/** The topic's stages in the fixed order. */
export function stagesInOrder(topic: TopicSpec): { kind: StageKind; stage: StageSpec }[] {
  return STAGE_KINDS.flatMap((kind) => {
    const stage = topic.stages[kind];
    return stage ? [{ kind, stage }] : [];
  });
}

/** The last day of the year, or of its latest stage when that is later. */
export function planEnd(document: PlanDocument): LocalDate {
  const dues = document.topics.flatMap((topic) => stagesInOrder(topic).map(({ stage }) => stage.due));
  return [`${document.year}-12-31`, ...dues].reduce((last, day) => (day > last ? day : last));
}
