/**
 * What comes again and again: "hằng tháng", "01 lần/quý", "3 tháng 1 lần", "ngày 15 tháng cuối quý".
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { monthsAt } from './months';
import { countAt } from './numbers';
import { monthOfQuarterAt } from './ordinals';
import { quartersAt } from './quarters';
import type { Recurrence } from './types';

const UNITS: [string, Recurrence['every']][] = [
  ['tuần', 'week'],
  ['tháng', 'month'],
  ['quý', 'quarter'],
  ['năm', 'year'],
];

function unitAt(c: Cursor, i: number): Read<Recurrence> | null {
  const half = c.after(i, '6 tháng', '06 tháng', 'sáu tháng', 'nửa năm');
  if (half !== null || c.number(i) === 6) {
    const end = half ?? c.after(i + 1, 'tháng');
    if (end !== null && c.after(end, 'đầu', 'cuối') === null) return { next: end, value: { every: 'half' } };
  }
  for (const [word, every] of UNITS) {
    const end = c.after(i, word);
    if (end !== null) return { next: end, value: { every } };
  }
  return null;
}

/** Standing alone: no date belongs to it. */
export function recurrenceAt(c: Cursor, i: number): Read<Recurrence> | null {
  let at = i;
  const regular = c.after(at, 'định kỳ');
  at = regular ?? at;
  const least = c.after(at, 'ít nhất', 'tối thiểu', 'không dưới');
  at = least ?? at;
  const atLeast = least !== null;
  const read = everyAt(c, at) ?? intervalAt(c, at) ?? timesAt(c, at) ?? (regular === null ? null : unitCountAt(c, at));
  if (!read) return null;
  return { next: read.next, value: atLeast ? { ...read.value, atLeast: true } : read.value };
}

/** "hằng tháng", "mỗi quý một lần". */
function everyAt(c: Cursor, i: number): Read<Recurrence> | null {
  const word = c.after(i, 'hằng', 'hàng', 'mỗi', 'từng');
  if (word === null) return onceAt(c, i);
  const unit = unitAt(c, word);
  if (!unit) return null;
  const least = c.after(unit.next, 'ít nhất', 'tối thiểu');
  const count = countAt(c, least ?? unit.next);
  const end = count && c.after(count.next, 'lần', 'buổi', 'kỳ', 'chuyên đề');
  if (!count || end === null) return unit;
  return { next: end, value: { ...unit.value, times: count.value, ...(least !== null && { atLeast: true }) } };
}

/** "quý một lần", "năm 02 lần": neither quý I nor January; "tháng 1 lần thứ hai" is. */
function onceAt(c: Cursor, i: number): Read<Recurrence> | null {
  const unit = c.number(i) === null && c.before(i, 'của', 'thứ') === null ? unitAt(c, i) : null;
  const count = unit && countAt(c, unit.next);
  const end = count && c.after(count.next, 'lần', 'kỳ');
  if (!count || end === null || c.number(end) !== null || c.after(end, 'thứ', 'đầu', 'cuối', 'này', 'lượt') !== null) return null;
  return { next: end, value: { ...unit.value, times: count.value } };
}

/** "3 tháng 1 lần", "6 tháng/lần", "hai tháng một lần": not the 3rd of January. */
function intervalAt(c: Cursor, i: number): Read<Recurrence> | null {
  const count = countAt(c, i);
  const unit = count && unitAt(c, count.next);
  if (!count || !unit || count.value < 1) return null;
  const slash = c.mark(unit.next, '/') ? unit.next + 1 : unit.next;
  const times = countAt(c, slash);
  const end = c.after(times?.next ?? slash, 'lần');
  if (end === null) return null;
  const value = spaced(count.value, unit.value.every);
  return { next: end, value: times && times.value !== 1 ? { ...value, times: times.value } : value };
}

/** "định kỳ 6 tháng", "định kỳ quý". */
function unitCountAt(c: Cursor, i: number): Read<Recurrence> | null {
  const count = countAt(c, i);
  const unit = unitAt(c, count?.next ?? i);
  if (
    !unit ||
    c.number(c.mark(unit.next, '/', '-', '.') ? unit.next + 1 : unit.next) !== null ||
    (count && c.after(unit.next, 'đầu', 'cuối') !== null)
  )
    return null;
  return { next: unit.next, value: count ? spaced(count.value, unit.value.every) : unit.value };
}

const spaced = (n: number, every: Recurrence['every']): Recurrence => {
  if (every === 'month' && n === 3) return { every: 'quarter' };
  if (every === 'month' && n === 6) return { every: 'half' };
  if (every === 'month' && n === 12) return { every: 'year' };
  return n === 1 ? { every } : { every, interval: n };
};

/** "01 lần/quý", "ít nhất 01 ngày/tháng", "02 lần trong năm". */
function timesAt(c: Cursor, i: number): Read<Recurrence> | null {
  const count = countAt(c, i);
  const what = count && c.after(count.next, 'lần', 'ngày', 'buổi', 'kỳ', 'cuộc', 'chuyên đề', 'đợt');
  if (!count || what === null) return null;
  const joined = c.mark(what, '/')
    ? c.number(what + 1) === 1
      ? what + 2
      : c.skip(what + 1, 'một')
    : c.after(what, 'trong một', 'trong mỗi', 'mỗi', 'một', 'trong', 'trên', 'hằng', 'hàng');
  if (joined === null) return null;
  const unit = isCertain(c, joined) ? null : unitAt(c, joined);
  return unit && { next: unit.next, value: { ...unit.value, times: count.value } };
}

/** "một buổi trong tháng 9", "02 lần trong quý này": that one, not every one. */
function isCertain(c: Cursor, i: number): boolean {
  const unit = c.after(i, 'tháng', 'quý', 'tuần');
  if (unit !== null && c.after(unit, 'này', 'tới', 'sau', 'kế tiếp') !== null) return true;
  return (monthsAt(c, i) ?? quartersAt(c, i) ?? monthOfQuarterAt(c, i)) !== null;
}

/** ", 6 tháng, năm" behind a recurrence: further periods; where they end. */
export function periodsBehind(c: Cursor, i: number): number | null {
  let at = i;
  for (;;) {
    const joined = c.mark(at, ',') ? c.skip(at + 1, 'và') : c.after(at, 'và');
    const unit = joined === null ? null : (unitAt(c, joined) ?? unitAt(c, c.number(joined) === null ? joined : joined + 1));
    if (!unit || c.number(unit.next) !== null || c.at(unit.next)?.kind === 'word') return at === i ? null : at;
    at = unit.next;
  }
}

/** Behind a day: "hằng tháng", "tháng cuối quý", "tháng đầu quý sau", "tháng sau". `null` in `value`: counted from something else. */
export function recurrenceBehind(c: Cursor, i: number): Read<Recurrence | null> | null {
  const at = c.skip(c.mark(i, ',') ? i + 1 : i, 'của', 'vào');
  const every = c.after(at, 'hằng', 'hàng', 'mỗi');
  const unit = every === null ? null : unitAt(c, every);
  if (unit) return unit;
  const month = c.after(at, 'tháng cuối cùng', 'tháng cuối', 'tháng thứ ba');
  const quarter =
    month === null
      ? null
      : c.after(c.skip(month, 'của', 'mỗi', 'hằng', 'hàng', 'từng'), 'mỗi quý', 'hằng quý', 'hàng quý', 'quý');
  if (quarter !== null) return { next: quarter, value: { every: 'quarter', months: [3, 6, 9, 12] } };
  const first = c.after(at, 'tháng đầu của quý sau', 'tháng đầu quý sau', 'tháng đầu tiên của quý sau', 'tháng đầu quý kế tiếp');
  if (first !== null) return { next: first, value: { every: 'quarter', months: [4, 7, 10, 1] } };
  const later = c.after(
    at,
    'tháng sau liền kề',
    'tháng sau',
    'tháng kế tiếp',
    'tháng tiếp theo',
    'quý sau',
    'tháng tới',
    'tháng liền kề',
  );
  return later === null ? null : { next: later, value: null };
}
