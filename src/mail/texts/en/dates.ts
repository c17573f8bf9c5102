/**
 * English dates: "30 June 2023", "Friday, 30 June 2023".
 *
 * @module
 */
import { weekday, type LocalDate, type MinuteOfDay } from '../../../domain/dates';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const shortDate = (day: LocalDate) => `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;
export const date = (day: LocalDate) => `${shortDate(day)} ${day.slice(0, 4)}`;
export const dateWithDay = (day: LocalDate) => `${WEEKDAYS[weekday(day)] ?? ''}, ${date(day)}`;
export const clockTime = (minute: MinuteOfDay) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
