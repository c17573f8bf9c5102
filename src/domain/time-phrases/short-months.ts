/**
 * "T9/2025", "cuối T12", "T8 - T9/2024": the letter T and the number of a month without a space. Up to T7 it may be a day of
 * the week, and needs its year.
 *
 * @module
 */
import { keyOf } from './folding';
import type { Token } from './tokens';

/** Days of the week go up to T7; T1 is none either. */
const isNoWeekday = (number: Token) => number.value === 1 || number.value >= 8;
const LEADS = ['trong', 'cuối', 'đầu', 'giữa', 'hết'].map(keyOf);
const BRIDGES = ['-', '–', ',', '&', keyOf('và'), keyOf('đến')];

export function isShortMonth(list: Token[], i: number): boolean {
  const [letter, number, mark, year] = list.slice(i, i + 4);
  if (letter?.text !== 'T' || number?.kind !== 'number' || number.spaced || number.text.length > 2) return false;
  if (number.value < 1 || number.value > 12) return false;
  const numbered = mark?.kind === 'mark' && ['/', '-', '.', '–'].includes(mark.text) && year?.kind === 'number';
  if (numbered) return year.text.length === 4 && !mark.spaced && !year.spaced;
  const joined = mark !== undefined && BRIDGES.includes(mark.key) && isLetterMonth(list, i + 3);
  if (joined) return isShortMonth(list, i + 3) && (isNoWeekday(number) || !isLed(list, i));
  return isLed(list, i) && isNoWeekday(number);
}

const isLetterMonth = (list: Token[], i: number) =>
  list[i]?.text === 'T' && list[i + 1]?.kind === 'number' && !list[i + 1]?.spaced;

/** A word before it, or before the months that it is joined to, says that a month is meant. */
function isLed(list: Token[], i: number): boolean {
  const before = list[i - 1];
  if (!before) return false;
  return LEADS.includes(before.key) || (BRIDGES.includes(before.key) && isLetterMonth(list, i - 3) && isLed(list, i - 3));
}
