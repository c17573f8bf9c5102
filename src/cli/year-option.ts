/**
 * A plan's year on the command line.
 *
 * @module
 */
import { z } from 'zod';
import { CodedError } from '../errors';

const Year = z.coerce.number().int().min(2000).max(2100);

/** @throws CD_USAGE */
export function yearOption(written: string): number {
  const year = Year.safeParse(written);
  if (!year.success) throw noYear(written);
  return year.data;
}

export const noYear = (written: string): CodedError =>
  new CodedError('CD_USAGE', { what: { vi: `--year ${written} không phải là năm`, en: `--year ${written} is no year` } });
