/**
 * Festivals of the old calendar beside a date: the month of "Vu Lan tháng 7" is none of the solar calendar, "Tết Trung thu
 * 25/9/2026" is a day of it. What may be either is asked.
 *
 * @module
 */
import type { Cursor } from './cursor';
import { lunarDoubt, moonAt, OLD_YEARS } from './moon';
import type { Doubt, Part } from './parts';

interface Festival {
  names: string[];
  /** By the old calendar; without a day any day near it. */
  month: number;
  day?: number;
}

const FESTIVALS: Festival[] = [
  { names: ['tết nguyên đán', 'tết cổ truyền', 'tết âm lịch', 'nguyên đán', 'tết'], month: 1 },
  { names: ['nguyên tiêu', 'thượng nguyên'], month: 1, day: 15 },
  { names: ['thần tài'], month: 1, day: 10 },
  { names: ['thanh minh'], month: 3 },
  { names: ['hàn thực'], month: 3, day: 3 },
  { names: ['giỗ tổ hùng vương', 'giỗ tổ'], month: 3, day: 10 },
  { names: ['phật đản'], month: 4, day: 15 },
  { names: ['đoan ngọ', 'đoan dương'], month: 5, day: 5 },
  { names: ['vu lan', 'vu lan báo hiếu', 'vong nhân', 'cô hồn', 'trung nguyên'], month: 7, day: 15 },
  { names: ['trung thu'], month: 8, day: 15 },
  { names: ['hạ nguyên'], month: 10, day: 15 },
  { names: ['ông táo', 'ông công', 'táo quân'], month: 12, day: 23 },
  { names: ['giao thừa', 'tất niên'], month: 12, day: 30 },
];
const FILLERS = ['vào', 'trong', 'ngày', 'của', 'là', 'tức', 'nhằm', 'năm', 'mùa', 'lễ', 'dịp', 'nhân dịp', 'đại lễ'];
const BETWEEN = ['(', ',', '-', '–', ':', '"', '“', '”'];

/** The date from `from` to `to` stands beside a festival of the old calendar, or behind the words "âm lịch". */
export function oldCalendarBeside(c: Cursor, from: number, to: number, part: Part): Doubt | null {
  if (part.grain === 'quarter' || part.grain === 'half' || part.grain === 'year') return null;
  // "(tức ngày 27/8 dương lịch)"
  if (c.after(c.skip(to, 'theo'), 'dương lịch', '( dương lịch )', 'dl') !== null) return null;
  const behind = moonAt(c, to);
  if (behind !== null) return lunarDoubt('âm lịch');
  if (retold(c, to)) return { reason: 'phía sau nói lại bằng một ngày khác', proposal: 'Đề nghị ghi ngày dương lịch.' };
  const before = passedBack(c, from);
  if (before.told) return null;
  if (c.before(before.at, 'âm lịch', 'lịch âm', 'nông lịch') !== null && c.before(before.at, 'tết âm lịch') === null)
    return lunarDoubt('âm lịch');
  for (const festival of FESTIVALS) {
    const asked =
      (c.before(before.at, ...festival.names) !== null && mayBeOld(part, festival, before.comma)) ||
      (c.after(passedOn(c, to), ...festival.names) !== null && mayBeOld(part, festival, true));
    if (asked) return lunarDoubt(festival.names[0] ?? '');
  }
  return null;
}

/** "ngày 15/7 (tức ngày 27/8 dương lịch)", and no "tức thứ Ba". */
function retold(c: Cursor, to: number): boolean {
  const word = c.after(c.mark(to, '(', ',') ? to + 1 : to, 'tức là', 'tức', 'nhằm ngày', 'nhằm');
  return word !== null && c.after(word, 'thứ', 'chủ nhật') === null;
}

/** A day with its year that is not the festival's own is a solar one; a month, or one without a year, is not sure. */
function mayBeOld({ grain, first, last }: Part, { month, day }: Festival, apart: boolean): boolean {
  const dated = first.year !== null || last.year !== null;
  if (grain !== 'day') return !(apart && dated) && (!apart || first.month === month);
  if (first.month !== month) return false;
  return day === undefined ? !dated : first.day === day;
}

/** Over marks, small words and the year of the festival before it: "Tết Nguyên đán Bính Ngọ 2026 (". */
function passedBack(c: Cursor, from: number): { at: number; comma: boolean; told: boolean } {
  let at = from;
  let comma = false;
  let told = false;
  for (;;) {
    comma ||= c.mark(at - 1, ',');
    told ||= c.before(at, 'tức', 'tức là') !== null;
    const word = c.before(at, ...FILLERS) ?? c.before(at, ...OLD_YEARS);
    const step = word ?? (c.mark(at - 1, ...BETWEEN) || c.at(at - 1)?.text.length === 4 ? at - 1 : at);
    const isYear = step === at - 1 && word === null && !c.mark(at - 1, ...BETWEEN) && c.number(at - 1) === null;
    if (step === at || isYear || step < 0) return { at, comma, told };
    at = step;
  }
}

function passedOn(c: Cursor, to: number): number {
  let at = to;
  for (let next = at; ; at = next) {
    next = c.mark(at, ...BETWEEN) ? at + 1 : c.skip(at, ...FILLERS, 'tết');
    if (next === at || c.after(at, 'tết nguyên đán', 'tết cổ truyền') !== null) return at;
  }
}
