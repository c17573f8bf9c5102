/**
 * A letter between wording and form. Wording says each thing once, as blocks; `plain.ts` and `html.ts` give them
 * their two forms, so that the text part can never say less than the HTML part.
 *
 * @module
 */

import type { StageKind } from '../../domain/plan';

/** What a reader may do: the body's link, at one place of its page. */
export interface Action {
  label: string;
  /** What it leads to on the page behind the link. Empty: the page itself. */
  place: '' | DutyPlace;
}

/** What a body can do about one duty. */
export type DutyPlace = 'report' | 'planned-date' | 'extension';

/** A duty's topic and stage, as the page behind the link names them. */
export interface DutyName {
  topicKey: string;
  stage: StageKind;
}

/** The element of a body's page where one thing is done about one duty: what stands behind `#` in a letter's button. */
export const anchorOf = (place: DutyPlace, { topicKey, stage }: DutyName) => `${place}.${topicKey}.${stage}`;

/** A table whose rows may carry one sentence below them: names are too long for a column on a phone. */
export interface TableBlock {
  kind: 'table';
  head: string[];
  rows: { cells: string[]; below: string | null }[];
  /** The same facts as sentences, one a row, for the text part. */
  sentences: string[];
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  /** The thing to know: set apart in HTML. */
  | { kind: 'key'; text: string }
  | { kind: 'facts'; rows: { label: string; value: string }[] }
  | { kind: 'list'; items: string[]; numbered: boolean }
  | TableBlock
  /** `duty`: the one that the actions are about; null where they are about the whole page. */
  | { kind: 'actions'; linkId: string; actions: Action[]; duty: DutyName | null; addressLabel: string }
  /** A text that a unit passes on to its cell; the link stands between the two halves. */
  | { kind: 'paste'; before: string; after: string; linkId: string | null; qrLabel: string }
  | { kind: 'closing'; farewell: string; name: string }
  | { kind: 'footnote'; text: string };

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const key = (text: string): Block => ({ kind: 'key', text });
export const facts = (rows: { label: string; value: string }[]): Block => ({ kind: 'facts', rows });
export const list = (items: string[], numbered = false): Block => ({ kind: 'list', items, numbered });

/** One section in words. Actions and notes are kept apart: gathered sections of a body share them. */
export interface SectionText {
  /** Names the section where a letter has several. */
  heading: string;
  blocks: Block[];
  /** Leads to the actions; left out where sections share one button. */
  choice?: string;
  actions: Action[];
  /** Sentences that a letter says once, however many sections ask for them. */
  notes: string[];
}
