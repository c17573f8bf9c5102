/**
 * Days that are counted and then named: "02 ngày 25 và 26/7/2024", "3 ngày (từ ngày 25 đến ngày 27/7/2024)". Where the count is
 * another one it is asked.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { countAt } from './numbers';
import type { Part } from './parts';

/** "trong 02 ngày 25, 26/7": more days than so many are no meeting. */
const MOST = 7;

/** @param stretchAt reads the days themselves, a list or "từ … đến …" */
export function countedDaysAt<T extends Part>(c: Cursor, i: number, stretchAt: (at: number) => Read<T> | null): Read<T> | null {
  const count = countAt(c, i);
  const word = count && c.after(count.next, 'ngày');
  if (!count || word === null || count.value < 1 || count.value > MOST) return null;
  const open = c.mark(word, '(');
  const at = c.mark(word, ',', ':', '(') ? word + 1 : word;
  const from = c.skip(at, 'là', 'từ');
  const days = c.number(c.skip(from, 'các ngày', 'ngày')) === null ? null : stretchAt(from);
  if (days?.value.grain !== 'day') return null;
  const { first, last, doubt } = days.value;
  const next = open && c.mark(days.next, ')') ? days.next + 1 : days.next;
  const named =
    first.month !== null && first.month === last.month && (first.year ?? last.year) === last.year
      ? span(first.day, last.day)
      : null;
  if (doubt) return { next, value: days.value };
  if (named === count.value) return { next, value: { ...days.value, range: true, strong: true } };
  const reason = `nêu ${count.value} ngày nhưng ngày ghi ra không phải ${count.value} ngày`;
  return { next, value: { ...days.value, strong: true, doubt: { reason, proposal: 'Đề nghị kiểm tra lại với văn bản.' } } };
}

const span = (first: Part['first']['day'], last: Part['last']['day']): number | null =>
  typeof first === 'number' && typeof last === 'number' ? last - first + 1 : null;
