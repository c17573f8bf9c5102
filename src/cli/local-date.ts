/**
 * A day on the command line.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';
import { isRealDay, type LocalDate } from '../domain/dates';

/** Reads the value of an option; commander says which option was wrong and exits 2. */
export function localDate(text: string): LocalDate {
  if (!isRealDay(text)) throw new InvalidArgumentError('a date, YYYY-MM-DD');
  return text;
}
