/**
 * Vietnamese dates, hours and counts as offices write them. Source: the product's glossary.
 *
 * @module
 */
import { weekday, type LocalDate, type MinuteOfDay } from '../../../domain/dates';
import { dateText } from '../../../domain/wording';

export { countText as count, dateText as fullDate } from '../../../domain/wording';

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const NUMBERS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];

const two = (n: number) => (n < 10 ? `0${n}` : String(n));

/** "30/6", "03/7", "20/02": days below 10 and the months 01, 02 take a zero. */
export const shortDate = (day: LocalDate) => dateText(day).slice(0, -5);

/** "thứ Sáu" */
export function weekdayName(day: LocalDate): string {
  const known = weekdayNames.get(day);
  if (known !== undefined) return known;
  const name = WEEKDAYS[weekday(day)] ?? '';
  weekdayNames.set(day, name);
  return name;
}

/** A wave of letters names a handful of days ten thousand times; calendar arithmetic costs more than the letter. */
const weekdayNames = new Map<LocalDate, string>();

/** "thứ Sáu, ngày 30/6/2023" */
export const runningDate = (day: LocalDate) => `${weekdayName(day)}, ngày ${dateText(day)}`;

/** "ngày 30/6/2023 (thứ Sáu)" */
export const datedWeekday = (day: LocalDate) => `ngày ${dateText(day)} (${weekdayName(day)})`;

/** "tháng 4 năm 2023" when the day is a month's first, else "ngày 11/4/2023". */
export function fromDate(day: LocalDate): string {
  const [year, month, date] = day.split('-');
  return date === '01' ? `tháng ${Number(month)} năm ${year}` : `ngày ${dateText(day)}`;
}

/** "07 giờ 30" */
export const hour = (minute: MinuteOfDay) => `${two(Math.floor(minute / 60))} giờ ${two(minute % 60)}`;

/** "ba"; figures from eleven on. */
export const numberWord = (n: number) => NUMBERS[n] ?? String(n);

/** Days inside a recorded basis are stored as YYYY-MM-DD. */
export const basisText = (basis: string) =>
  basis.replace(/(?<![\p{L}\d-])(ngày )?(\d{4}-\d{2}-\d{2})(?![\d-])/gu, (_, _word, day: string) => `ngày ${dateText(day)}`);

/** "theo Hướng dẫn số 5, …"; an opinion of a person is "theo ý kiến …". */
export function byBasis(basis: string): string {
  const text = basisText(basis.trim()).replace(/^(theo|căn cứ)\s+/i, '');
  return /^(Trưởng|Phó|Bí thư|Chủ tịch|đồng chí|đ\/c)/iu.test(text) ? `theo ý kiến ${text}` : `theo ${text}`;
}

export const capitalFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
