/**
 * Days for tables, dd/MM/yyyy. Running text takes its dates from the letters' wording.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';

/** "30/06/2023" */
export const tabular = (day: LocalDate) => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** A day typed as "30/6/2023" where the browser has no date picker; everything else as it is. */
export function typedDay(text: string): string {
  const [, date, month, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text) ?? [];
  return date && month && year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : text.trim();
}
