/**
 * What an amending document says, before it is held against the plan.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { StageKind } from '../../domain/plan';
import type { Phrase } from '../../domain/time-phrases';
import type { DraftPlace } from '../draft/types';
import type { Shift } from './shifts';

/** Which topics a sentence names. */
export type Mention =
  | { form: 'numbers'; numbers: number[]; year: number | null; said: string }
  /** `loose`: without quotes or "về"; where no topic is called so it was none. */
  | { form: 'title'; words: string; loose?: boolean; said: string }
  | { form: 'choice'; said: string }
  /** `sure`: "tất cả các chuyên đề"; "các chuyên đề" alone may mean some. */
  | { form: 'all'; sure: boolean; said: string }
  /** "chuyên đề còn lại": which ones hangs on what was said before. */
  | { form: 'unclear'; said: string };

export interface SaidTime {
  /** In the document's words. */
  text: string;
  phrase: Phrase;
}

/** One new date for a stage, as a sentence or table row gives it. */
export interface Statement {
  topics: Mention[];
  kinds: StageKind[];
  time: SaidTime | null;
  /** What the document says it was before. */
  old: SaidTime[];
  /** A deadline whatever the phrase: "thời hạn … tháng 8". */
  deadline: boolean;
  /** "từ ngày 30/6 đến ngày 15/7" behind "lùi", "gia hạn": the first may be the old deadline. */
  moved: boolean;
  /** "thêm 15 ngày, đến hết ngày …": both are told. */
  shift?: Shift;
  /** Number of the plan that the passage is about: "Đối với Kế hoạch số 71-KH/ĐUK: …". */
  ofPlan?: string;
  /** `kept`: "giữ nguyên", or told again without a word of change: it must agree with the plan. */
  sense: 'changed' | 'kept';
  /** What has to be asked whatever the date: it is for some bodies only, it is not clear which stage. */
  doubts: Doubt[];
  said: string;
  place: DraftPlace;
}

/** A change whose date is not given, or not understood: it is asked. */
export const undatedStatement = (asked: Pick<Statement, 'topics' | 'kinds' | 'doubts' | 'said' | 'place'>): Statement => ({
  time: null,
  old: [],
  deadline: false,
  moved: false,
  sense: 'changed',
  ...asked,
});

export interface Doubt {
  reason: string;
  proposal: string;
}

/** A date that changes nothing, so that nobody need wonder whether it was seen. */
export interface Aside {
  said: string;
  place: DraftPlace;
}

/** Number, date, issuer and kind of the document: the basis of the revision. */
export interface DocumentHead {
  /** "Công văn", "Kế hoạch", … or "Văn bản". */
  kind: string;
  number: string | null;
  date: LocalDate | null;
  issuer: string | null;
}
