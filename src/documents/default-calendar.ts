/**
 * The calendar a command uses: the file it is given, or the one that comes with the product.
 *
 * @module
 */
import path from 'node:path';
import type { CalendarFile } from '../domain/organisation';
import { readBounded } from './bounded-file';
import { readCalendar } from './calendar-file';
import { valueOf } from './findings';
import { PLAN_LIMIT } from './source-text';

/** Days off as decreed, and one provisional year. */
export const DEFAULT_CALENDAR = path.join(__dirname, '../../calendars/vn.yaml');

/** @throws CD_FILE_UNREADABLE, CD_INPUT_FAULTS with every fault at its place */
export async function loadCalendar(file: string = DEFAULT_CALENDAR): Promise<CalendarFile> {
  return valueOf(file, readCalendar(await readBounded(file, PLAN_LIMIT), file));
}
