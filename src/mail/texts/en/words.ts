/**
 * English words of a duty, by stage.
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import type { Reason, Section } from '../../letter';

export const ACTIVITY: Record<StageKind, string> = {
  selection: 'the choice of topic',
  briefing: 'the briefing',
  study: 'study and discussion',
  session: 'the session',
  reporting: 'the summary report',
};

/** "Chuyên đề 2/2023" → "Topic 2/2023"; other short names stay. */
export const topicOf = ({ topic }: Section) => topic?.short.replace(/^Chuyên đề (?=\d)/u, 'Topic ') ?? 'the thematic sessions';

export const BOARD_ONLY = (reason: Reason) => `"${reason}" is written to supervisors only; the letter’s recipient is none`;
