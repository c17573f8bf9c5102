/**
 * One stretch of the calendar, or two joined: "từ ngày 06 đến 10/7/2020", "cuối tháng 3, đầu tháng 4".
 *
 * @module
 */
import { countedDaysAt } from './counted-days';
import type { Cursor, Read } from './cursor';
import { daysAt } from './days';
import { monthsAt } from './months';
import { romanNumber } from './numbers';
import { oldDaysAt } from './old-days';
import { ordinalAt } from './ordinals';
import { edge, monthsPart, withYear, type Part } from './parts';
import { halvesAt, quartersAt, yearPartAt } from './quarters';
import { recurrenceBehind } from './recurring';
import { tenthsAt } from './tenths';
import { yearAt } from './years';

/** What stands at `i`, whatever its grain. */
export function partAt(c: Cursor, i: number): Read<Part> | null {
  return (
    oldDaysAt(c, i) ??
    ordinalAt(c, i) ??
    halvesAt(c, i) ??
    tenthsAt(c, i) ??
    quartersAt(c, i) ??
    monthsAt(c, i) ??
    monthAndYear(c, i) ??
    daysAt(c, i) ??
    yearPartAt(c, i)
  );
}

/** "6/2023": a month without the word; no part of a document's number ("10/2020/TT-BNV"). */
function monthAndYear(c: Cursor, i: number): Read<Part> | null {
  const month = c.number(i);
  if (month === null || month < 1 || month > 12 || !c.mark(i + 1, '/') || c.at(i + 2)?.text.length !== 4) return null;
  const year = yearAt(c, i + 1);
  if (!year || c.mark(year.next, '/', '-') || c.before(i, 'số') !== null) return null;
  return { next: year.next, value: withYear({ ...monthsPart('month', month, month), strong: false }, year.value.year) };
}

export interface Range extends Part {
  /** "đến trước ngày D": the last day does not count. */
  lastExcluded?: boolean;
  /** Two ends were named. */
  joined: boolean;
}

/** A part, with a second one when a word or dash joins them. `open`: no range may follow ("trước …"). */
export function rangeAt(c: Cursor, i: number, closed: boolean): Read<Range> | null {
  const repeated = closed ? null : repeatedDays(c, i);
  if (repeated) return repeated;
  const first = (closed ? null : countedDaysAt(c, i, (at) => rangeAt(c, at, false))) ?? partAt(c, i) ?? dayNumber(c, i);
  if (!first) return null;
  const alone = { next: first.next, value: { ...first.value, joined: first.value.range === true } };
  if (closed) return alone;
  if (first.value.range === true) return alone;
  const bridge = bridgeAt(c, first.next);
  if (!bridge) return alone;
  const second = secondAt(c, bridge.next, first.value);
  if (!second) return alone;
  if (bridge.value === 'comma' && !(first.value.grain === 'tenth' && second.value.grain === 'tenth')) return alone;
  if (bridge.value === 'dash' && !second.value.strong && !first.value.strong && second.value.grain !== 'day') return alone;
  return {
    next: second.next,
    value: { ...join(first.value, second.value), joined: true, ...(bridge.value === 'before' && { lastExcluded: true }) },
  };
}

/** "từ 15 đến 20/5": a number alone is a day when a day follows. */
function dayNumber(c: Cursor, i: number): Read<Part> | null {
  const day = dayAlone(c, i);
  if (day === null) return null;
  const bridge = bridgeAt(c, i + 1);
  const second = bridge?.value === 'to' || c.mark(i + 1, '→') ? daysAt(c, bridge?.next ?? i + 2) : null;
  if (second?.value.last.month == null) return null;
  return { next: i + 1, value: { grain: 'day', first: edge(null, day), last: edge(null, day), approx: false, strong: false } };
}

/** "từ 01 đến 15 hằng tháng": days without the word, of every month. */
function repeatedDays(c: Cursor, i: number): Read<Range> | null {
  const bridge = bridgeAt(c, i + 1);
  if (!bridge || (bridge.value !== 'to' && bridge.value !== 'dash')) return null;
  const [first, last] = [dayAlone(c, i), dayAlone(c, bridge.next)];
  if (first === null || last === null || first > last) return null;
  const again = recurrenceBehind(c, bridge.next + 1);
  if (again?.value?.every !== 'month') return null;
  const [from, to] = [edge(null, first), edge(null, last)];
  return { next: bridge.next + 1, value: { grain: 'day', first: from, last: to, approx: false, strong: true, joined: true } };
}

function dayAlone(c: Cursor, i: number): number | null {
  const day = c.number(i);
  return day !== null && day >= 1 && day <= 31 && (c.at(i)?.text.length ?? 9) <= 2 ? day : null;
}

function bridgeAt(c: Cursor, i: number): Read<'to' | 'before' | 'dash' | 'comma'> | null {
  const at = c.mark(i, ',') ? i + 1 : i;
  const before = c.after(at, 'đến trước', 'cho đến trước');
  if (before !== null) return { next: before, value: 'before' };
  const to = c.after(at, 'cho đến hết', 'cho tới hết', 'đến hết', 'tới hết', 'cho đến', 'cho tới', 'đến', 'tới');
  if (to !== null) return { next: to, value: 'to' };
  if (c.mark(i, '-', '–', '→')) return { next: i + 1, value: 'dash' };
  return c.mark(i, ',') ? { next: i + 1, value: 'comma' } : null;
}

/** After a month "6/2023" is a month, after a quarter "III" is a quarter. */
function secondAt(c: Cursor, i: number, first: Part): Read<Part> | null {
  const number = c.number(i);
  if (first.grain === 'month' && number !== null && (c.at(i)?.text.length ?? 9) <= 2 && number <= 12) {
    const year = yearAt(c, i + 1);
    if (year?.value.year != null)
      return { next: year.next, value: withYear(monthsPart('month', number, number), year.value.year) };
    if (!c.mark(i + 1, '/', '-', '.') && c.after(i + 1, 'tháng') === null)
      return { next: i + 1, value: monthsPart('month', number, number) };
  }
  const roman = first.grain === 'quarter' ? romanNumber(c.at(i)?.text ?? '') : null;
  if (roman !== null && roman <= 4) {
    const year = yearAt(c, i + 1);
    const part = monthsPart('quarter', roman * 3 - 2, roman * 3);
    return { next: year?.next ?? i + 1, value: withYear(part, year?.value.year ?? null) };
  }
  return partAt(c, i);
}

/** A month or year that only the second end states holds for the first as well; a year of the first for the second. */
function join(a: Part, b: Part): Part {
  const monthless = a.grain === 'day' && a.first.month === null && a.first.day !== null && b.grain === 'day';
  const start = monthless ? edge(b.first.month, a.first.day, b.first.year) : a.first;
  const doubt = (monthless ? undefined : a.doubt) ?? b.doubt;
  return {
    grain: b.grain,
    first: start,
    last: b.last,
    approx: a.approx || b.approx,
    strong: a.strong || b.strong,
    ...(doubt && { doubt }),
    ...(a.months || b.months
      ? { doubt: { reason: 'vừa nêu khoảng thời gian vừa nêu các tháng riêng biệt', proposal: 'Đề nghị ghi rõ từng thời hạn.' } }
      : {}),
  };
}
