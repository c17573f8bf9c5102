/**
 * A day on the command line.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';
import { isRealDay, type LocalDate } from '../domain/dates';

/** How a day is written, for who wrote it otherwise. */
export const DAY_FORM = 'cần ghi ngày dạng năm-tháng-ngày, ví dụ 2023-06-30';

/** No plan is of another century: a year with a digit too many is a slip, and a year is walked day by day. */
const YEARS = { from: 2000, to: 2100 };

/** Reads the value of an option; commander says which option was wrong and exits 2. */
export function localDate(text: string): LocalDate {
  if (!isRealDay(text)) throw new InvalidArgumentError(DAY_FORM);
  const year = Number(text.slice(0, 4));
  if (year < YEARS.from || year > YEARS.to) throw new InvalidArgumentError(`năm phải từ ${YEARS.from} đến ${YEARS.to}`);
  return text;
}
