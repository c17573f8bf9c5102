/**
 * What became of a phrase after a slip of the pen.
 *
 * @module
 */
import { parsePhrase, type Phrase } from '../../../src/domain/time-phrases';
import { isAnotherPhrase } from './pen-slips';

/** `other`: other dates without a word. `unknowable`: as good a phrase as the one that was meant. */
export type SlipVerdict = 'same' | 'asked' | 'other' | 'unknowable';

/** Kinds that a plan treats apart; whether a span is called window or deadline changes no date. */
const APART = ['openStart', 'recurring', 'citation'];

/** Null when `text` itself gives nothing to lose. */
export function slipVerdict(text: string, slipped: string, year: number): SlipVerdict | null {
  const meant = parsePhrase(text, { year });
  if (meant.unresolved && meant.start === null) return null;
  const read = parsePhrase(slipped, { year });
  if (meaning(meant) === meaning(read)) return 'same';
  if (read.unresolved || read.kind === 'citation') return 'asked';
  return isAnotherPhrase(text, slipped) ? 'unknowable' : 'other';
}

function meaning({ start, end, kind, tentative, boundary, recurrence, relative }: Phrase): string {
  const apart = APART.includes(kind) ? kind : null;
  return JSON.stringify([start, end, apart, tentative, boundary === 'before', recurrence, relative?.days, relative?.anchor]);
}
