/**
 * A day on the command line.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';
import { isRealDay, type LocalDate } from '../domain/dates';

/** How a day is written, for who wrote it otherwise. */
export const DAY_FORM = 'cần ghi ngày dạng năm-tháng-ngày, ví dụ 2023-06-30';

/** Reads the value of an option; commander says which option was wrong and exits 2. */
export function localDate(text: string): LocalDate {
  if (!isRealDay(text)) throw new InvalidArgumentError(DAY_FORM);
  return text;
}
