/**
 * "Thêm 15 ngày", "lùi 01 tháng": by how much a deadline moves. Where the new day is told too, both have to agree.
 *
 * @module
 */
import { addDays, weekday, type LocalDate } from '../../domain/dates';

export interface Shift {
  /** "15 ngày" */
  said: string;
  count: number;
  unit: 'day' | 'working' | 'week' | 'month';
}

const WORDS = ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];
/** "05 (năm) ngày", "một tháng": a date counted from the one that stands. */
const SHIFT = new RegExp(
  `(?:thêm|tăng|cộng|nới|lùi|gia hạn|kéo dài|chậm|sớm hơn|muộn hơn|dời|giãn|dãn|rút ngắn|đẩy (?:sớm|lùi))[^.;:]{0,90}?\\s((\\d{1,3}|${WORDS.slice(1).join('|')})(?:\\s*\\([^)]{1,12}\\))?\\s+(ngày(?: làm việc)?|tuần|tháng))(?!\\s*[\\d/]|\\p{L})`,
  'u',
);

/** The shift that a folded clause states. */
export function shiftIn(key: string): Shift | null {
  const [, said, count, unit] = SHIFT.exec(key) ?? [];
  if (said === undefined || count === undefined) return null;
  return {
    said,
    count: /^\d/u.test(count) ? Number(count) : WORDS.indexOf(count),
    unit: unit === 'tuần' ? 'week' : unit === 'tháng' ? 'month' : unit === 'ngày' ? 'day' : 'working',
  };
}

/** Days off that a stretch of working days may hold beside its week-ends. */
const MOST_DAYS_OFF = 9;

/** Whether `to` lies by the shift after `from`, or before it. */
export function isShifted(from: LocalDate, to: LocalDate, { count, unit }: Shift): boolean {
  const [earlier, later] = from < to ? [from, to] : [to, from];
  switch (unit) {
    case 'day':
      return addDays(earlier, count) === later;
    case 'week':
      return addDays(earlier, count * 7) === later;
    case 'working': {
      const days = weekdaysBetween(earlier, later);
      return days >= count && days <= count + MOST_DAYS_OFF;
    }
    case 'month':
      return isMonthsLater(earlier, later, count);
  }
}

function weekdaysBetween(from: LocalDate, to: LocalDate): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (weekday(day) <= 5) days += 1;
  return days;
}

/** The same day of a later month, or its last where both are the last; 30/6 and a month is 30/7 or 31/7. */
function isMonthsLater(from: LocalDate, to: LocalDate, count: number): boolean {
  const months = (day: LocalDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const isLast = (day: LocalDate) => addDays(day, 1).endsWith('-01');
  if (months(to) - months(from) !== count) return false;
  return to.slice(8) === from.slice(8) || (isLast(to) && (isLast(from) || Number(from.slice(8)) > Number(to.slice(8))));
}
