/**
 * What stands beside a date and does not belong to anything: numbers, doubled marks, further days. It is asked, never
 * passed over.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { countAt, romanNumber } from './numbers';
import type { Doubt } from './parts';
import { partAt, type Range } from './ranges';
import type { Phrase } from './types';
import { ask, type Reading } from './verdict';

/** Marks that a pen puts between the numbers of a date, rightly or not. */
const BETWEEN = ['/', '-', '–', '.', ',', ';', ':', '\\', '|', '+', '_', '*', '='];
const isNumber = (c: Cursor, i: number) => c.at(i)?.kind === 'number';

/** What stands right behind a date and changes it in a way that is not understood. */
export function hangingAt(c: Cursor, i: number, part: Range, bound: Reading['lead']['bound']): Read<Doubt> | null {
  const proposal = 'Đề nghị ghi lại cho rõ.';
  const sum = sumBehind(c, i);
  if (sum !== null) return { next: sum, value: { reason: 'phía sau còn số ngày tính thêm hoặc bớt', proposal } };
  const school = part.last.year === null ? schoolYearBehind(c, i) : null;
  if (school !== null)
    return {
      next: school,
      value: { reason: 'tính theo năm học, không nêu năm của ngày, tháng', proposal: 'Đề nghị ghi rõ năm.' },
    };
  const numbers = numbersBehind(c, i, part);
  const year = yearBehind(c, i, part);
  if (year !== null) return { next: year, value: { reason: 'số năm phía sau chưa rõ', proposal } };
  if (numbers !== null) return { next: numbers, value: { reason: 'phía sau còn con số chưa rõ nghĩa', proposal } };
  const count = countAt(c, c.skip(i, 'ít nhất', 'tối thiểu'));
  const days = count && c.after(count.next, 'ngày', 'tuần');
  if (bound !== null && count && days !== null && c.number(days) === null)
    return { next: days, value: { reason: 'phía sau còn số ngày tính thêm hoặc bớt', proposal } };
  const more = c.mark(i, ',') ? i + 1 : c.after(i, 'và');
  const listed = more !== null && part.grain === 'day' && c.number(more) !== null && c.at(more + 1)?.kind !== 'word';
  if (listed)
    return { next: more + 1, value: { reason: 'nêu nhiều ngày hoặc nhiều tháng', proposal: 'Đề nghị ghi mỗi thời hạn riêng.' } };
  const moved = bound === 'from' ? c.after(i, 'sang', 'thành') : null;
  const target = moved === null ? null : partAt(c, moved);
  if (target) {
    const { first, last } = target.value;
    return {
      next: target.next,
      value: { reason: 'thời hạn cũ được chuyển sang thời hạn mới', proposal: 'Hiểu là thời hạn mới.', first, last },
    };
  }
  if (c.after(c.mark(i, ',') ? i + 1 : i, 'nếu không') !== null)
    return { next: i, value: { reason: 'kèm theo điều kiện', proposal: 'Đề nghị ghi thời hạn được áp dụng.' } };
  const closed = bound === 'before' || bound === 'through';
  const joined = c.after(i, 'hoặc') ?? (closed ? c.after(i, 'và') : null);
  const other = joined === null ? null : partAt(c, c.skip(joined, 'trước'));
  if (other && other.value.grain === part.grain && (other.value.strong || c.after(i, 'hoặc') !== null))
    return { next: other.next, value: { reason: 'nêu nhiều thời hạn', proposal: 'Đề nghị ghi mỗi thời hạn riêng.' } };
  return null;
}

/** "cộng 3 ngày", "lùi 01 tuần": where it ends, or null. */
function sumBehind(c: Cursor, i: number): number | null {
  const word = c.mark(i, '+')
    ? i + 1
    : c.after(i, 'cộng thêm', 'cộng', 'thêm', 'trừ đi', 'trừ', 'lùi lại', 'lùi', 'bớt', 'gia hạn thêm', 'gia hạn');
  const count = word === null ? null : countAt(c, word);
  return count && c.after(count.next, 'ngày', 'tuần', 'tháng');
}

/** "năm học 2024-2025", also behind "6 tháng đầu năm": which of the two years is meant? Where it ends, or null. */
function schoolYearBehind(c: Cursor, i: number): number | null {
  const at = c.skip(c.mark(i, ',', '(') ? i + 1 : i, 'của', 'trong');
  const word = c.after(at, 'năm học', 'niên khóa') ?? (c.before(i, 'năm') === null ? null : c.after(i, 'học'));
  if (word === null || c.after(word, 'tập') !== null) return null;
  const first = isNumber(c, word) ? word + 1 : word;
  return first > word && c.mark(first, '-', '–', '/') && isNumber(c, first + 1) ? first + 2 : first;
}

/** ", năm 0222", ",, năm 2021", "năm2 022": a year that was not understood; where it ends, or null. */
function yearBehind(c: Cursor, i: number, part: Range): number | null {
  let at = i;
  while (c.mark(at, ',', '/', '-', '.')) at += 1;
  const year = c.after(at, 'năm');
  if (year === null || !isNumber(c, year)) return null;
  return part.last.year !== null && c.at(year)?.text.length === 4 && !c.at(year)?.text.startsWith('0') ? null : year + 1;
}

/** "30/6/2023 4/", "15/4;2021", "tháng 9--10", "quý I I": where the numbers end, or null. */
function numbersBehind(c: Cursor, i: number, part: Range): number | null {
  if (isNumber(c, i) && (c.mark(i + 1, '/', '-', '.', '+', ',', ';') || c.at(i + 1) === undefined)) return i + 1;
  if (part.grain === 'quarter' && romanNumber(c.at(i)?.text ?? '') !== null && !c.mark(i + 1, '.', ')')) return i + 1;
  let at = i;
  while (c.mark(at, ...BETWEEN)) at += 1;
  const marks = at - i;
  const another = isNumber(c, at) || (part.grain === 'quarter' && romanNumber(c.at(at)?.text ?? '') !== null);
  if (marks === 0 || !another) return null;
  const glued = marks === 1 && !c.at(i)?.spaced && !c.at(at)?.spaced;
  return marks > 1 || glued || (part.grain === 'quarter' && !isNumber(c, at)) ? at + 1 : null;
}

/** Vietnamese: a number before the date at `i` that nothing owns; its own number stands at `first`. */
export function numberBefore(c: Cursor, i: number, first: number): string | null {
  const reason = 'phía trước còn con số chưa rõ nghĩa';
  const bare = isNumber(c, i) && first === i;
  // "từ 51 đến 20/5", "71 giờ ngày 25/6"
  const hours = c.before(i, 'giờ', 'h', 'g');
  if (
    (hours !== null && (c.number(hours - 1) ?? 0) > 24) ||
    ((c.number(i - 1) ?? 0) > 31 && c.before(i - 1, 'từ', 'ngày') !== null)
  )
    return reason;
  let at = i;
  while (c.mark(at - 1, ...BETWEEN)) at -= 1;
  if (!isNumber(c, at - 1)) return null;
  const marks = i - at;
  const digits = c.at(at - 1)?.text.length ?? 0;
  const odd = digits === 3 || digits > 4;
  const ofDate = c.mark(at - 2, ...BETWEEN) && isNumber(c, at - 3) && !c.at(at - 1)?.spaced;
  // "16 giờ 90 ngày 25/6"
  const hour = c.before(at - 1, 'giờ', 'h', 'g') !== null || (c.at(at - 2)?.kind === 'word' && !c.at(at - 1)?.spaced);
  if (marks === 0) return bare || odd || ofDate || hour ? reason : null;
  const glued = !c.at(at)?.spaced && !c.at(i)?.spaced;
  const dashed = c.mark(i - 1, '-', '–', '/', '+', '\\', '|');
  if (((marks > 1 || ofDate) && bare) || /^0\d\d$/.test(c.at(at - 1)?.text ?? '')) return reason;
  return glued || (dashed && (odd || ofDate)) || (dashed && digits === 4) ? reason : null;
}

/** "tháng 111", "năm 20233", "tháng /62026": no month and no year. */
export function malformedAt(c: Cursor, i: number): Read<Phrase> | null {
  const word = c.after(i, 'ngày', 'tháng', 'quý', 'năm');
  if (word === null) return null;
  const at = c.mark(word, '/', '-', '.') ? word + 1 : word;
  const text = c.at(at)?.text ?? '';
  const glued = at > word && !c.at(at)?.spaced;
  if (!isNumber(c, at) || (!glued && (text.length === 4 || text.length < 3))) return null;
  const reason = `“${c.at(i)?.text ?? ''} ${text}” không phải là ngày, tháng hoặc năm`;
  return {
    next: at + 1,
    value: {
      start: null,
      end: null,
      kind: 'window',
      tentative: false,
      unresolved: ask(reason, 'Đề nghị kiểm tra lại với văn bản.'),
      why: reason,
    },
  };
}
