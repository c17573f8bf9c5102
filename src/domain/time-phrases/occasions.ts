/**
 * Occasions: Tết, Giỗ Tổ, "dịp 19/5". Fixed ones are known; those of the lunar calendar come from the calendar file's
 * reasons for days off, or are asked.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { daysAt } from './days';
import { doubtful, edge, type Part } from './parts';
import { lunarDoubt } from './moon';
import { yearAt } from './years';

/** Lunar occasions, by the names the calendar file gives them in `occasions`. */
export const TET = 'Tết Nguyên đán';
export const GIO_TO = 'Giỗ Tổ Hùng Vương';

/** Months and days fixed by the solar calendar. */
const FIXED: { names: string[]; month: number; day: number }[] = [
  { names: ['tết dương lịch'], month: 1, day: 1 },
  { names: ['ngày thành lập đảng', 'thành lập đảng cộng sản việt nam'], month: 2, day: 3 },
  { names: ['ngày giải phóng miền nam', 'giải phóng miền nam'], month: 4, day: 30 },
  { names: ['quốc tế lao động', 'ngày quốc tế lao động'], month: 5, day: 1 },
  { names: ['ngày sinh chủ tịch hồ chí minh', 'ngày sinh nhật bác', 'sinh nhật bác'], month: 5, day: 19 },
  { names: ['ngày thương binh liệt sĩ', 'thương binh - liệt sĩ', 'ngày thương binh - liệt sĩ'], month: 7, day: 27 },
  { names: ['quốc khánh', 'ngày quốc khánh'], month: 9, day: 2 },
  { names: ['ngày thành lập quân đội nhân dân việt nam', 'ngày thành lập quân đội'], month: 12, day: 22 },
];

const LUNAR: { names: string[]; occasion: string | null }[] = [
  { names: ['tết nguyên đán', 'tết cổ truyền', 'tết âm lịch'], occasion: TET },
  { names: ['giỗ tổ hùng vương', 'giỗ tổ', 'ngày giỗ tổ hùng vương', 'ngày giỗ tổ'], occasion: GIO_TO },
  { names: ['tết trung thu', 'rằm tháng giêng', 'rằm tháng bảy', 'vu lan', 'tết đoan ngọ'], occasion: null },
];

/** Where a lunar occasion falls, by year: from the calendar file. */
export type LunarDay = (occasion: string, year: number | null) => { year: number; month: number; day: number } | null;

export interface Occasion {
  part: Part;
  name: string;
}

/** An occasion by its name; a part of one day. */
export function occasionAt(c: Cursor, i: number, lunarDay: LunarDay): Read<Occasion> | null {
  const old = oldDayAt(c, i, lunarDay);
  if (old) return old;
  for (const { names, month, day } of FIXED) {
    const end = c.after(i, ...names);
    if (end === null) continue;
    // "Quốc khánh 2/9": the date behind it says the same.
    const dated = daysAt(c, c.mark(end, '(') ? end + 1 : end);
    const next = dated ? (c.mark(dated.next, ')') ? dated.next + 1 : dated.next) : end;
    const year = dated?.value.first.year ?? yearAt(c, next)?.value.year ?? null;
    const value = { name: named(c, i, end), part: dayPart(month, day, year) };
    return { next: dated ? next : (yearAt(c, next)?.next ?? next), value };
  }
  for (const { names, occasion } of LUNAR) {
    const end = c.after(i, ...names);
    if (end === null) continue;
    const year = yearAt(c, end) ?? lunarYear(c, end);
    const name = named(c, i, end);
    const known = occasion === null ? null : lunarDay(occasion, year?.value.year ?? null);
    const part = known ? dayPart(known.month, known.day, known.year) : doubtful('day', lunarDoubt(name));
    return { next: year?.next ?? end, value: { name, part } };
  }
  return null;
}

/** Days of the old calendar on which a lunar occasion falls. */
const OLD_DAYS: { day: number; month: number; occasion: string }[] = [
  { day: 1, month: 1, occasion: TET },
  { day: 10, month: 3, occasion: GIO_TO },
];

/** "10/3 âm lịch", "mùng 10 tháng 3 năm 2026 (âm lịch)": where the calendar file says that it falls. */
function oldDayAt(c: Cursor, i: number, lunarDay: LunarDay): Read<Occasion> | null {
  const at = c.skip(c.skip(i, 'ngày'), 'mùng', 'mồng');
  const joined = c.mark(at + 1, '/', '-', '.') ? at + 2 : c.after(at + 1, 'tháng');
  const found = OLD_DAYS.find(({ day, month }) => c.number(at) === day && joined !== null && c.number(joined) === month);
  if (!found || joined === null) return null;
  const stated = yearAt(c, joined + 1);
  const moon = c.after(stated?.next ?? joined + 1, 'âm lịch', '( âm lịch )', 'al');
  if (moon === null) return null;
  const year = stated ?? yearAt(c, moon);
  const known = lunarDay(found.occasion, year?.value.year ?? null);
  const next = stated ? moon : (year?.next ?? moon);
  const part = known ? dayPart(known.month, known.day, known.year) : doubtful('day', lunarDoubt('âm lịch'));
  return { next, value: { name: named(c, i, moon), part } };
}

/** "Tết Nguyên đán Quý Mão 2023": the year's old name is passed over. */
function lunarYear(c: Cursor, i: number): ReturnType<typeof yearAt> {
  const at = i + 2;
  return c.at(i)?.kind === 'word' && c.at(i + 1)?.kind === 'word' && (c.number(at) ?? 0) > 1900 ? yearAt(c, at) : null;
}

const named = (c: Cursor, i: number, end: number) =>
  c.tokens
    .slice(i, end)
    .map(({ text }) => text)
    .join(' ');

const dayPart = (month: number, day: number, year: number | null): Part => ({
  grain: 'day',
  first: edge(month, day, year),
  last: edge(month, day, year),
  approx: false,
  strong: true,
});
