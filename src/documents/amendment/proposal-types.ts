/**
 * What a document would change in one running plan, and what has to be asked first.
 *
 * @module
 */
import type { DateChange } from '../../domain/amended-document';
import type { LocalDate } from '../../domain/dates';
import type { StageKind } from '../../domain/plan';
import type { DraftPlace } from '../draft/types';
import type { Aside } from './types';

/** How a stage stands in the facts. */
export interface Standing {
  status: string;
  opensOn: LocalDate;
  due: LocalDate;
  lateAfter: LocalDate;
}

export interface ProposalContext {
  today: LocalDate;
  /** By "topic/stage". */
  standing: ReadonlyMap<string, Standing>;
  /** `--past` was said: dates before today are no question. */
  pastSettled: boolean;
}

export interface ProposedDate extends DateChange {
  place: DraftPlace | null;
}

export interface AmendmentQuestion {
  /** Counts from 1, in the document's order: what `--ignore` names. */
  number: number;
  /** `topic/stage`; `topic` where the stage is unknown; `?/stage`, `?` where the topic is. */
  about: string;
  /** The stages that an answer may name, "topic/stage". */
  candidates: string[];
  /** The dates contradict each other: it cannot be passed over. */
  mustBeSet?: boolean;
  reason: string;
  proposal: string;
  said: string;
  place: DraftPlace | null;
}

export type Asked = Omit<AmendmentQuestion, 'number'>;

export interface Proposals {
  dates: ProposedDate[];
  questions: AmendmentQuestion[];
  /** Dates of the document that change nothing. */
  asides: Aside[];
}

export const stagePath = (topicId: string, stage: StageKind): string => `${topicId}/${stage}`;
