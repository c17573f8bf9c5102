/**
 * Days and ids as files write them.
 *
 * @module
 */
import { z } from 'zod';
import { must } from './schema-faults';

/** Ids become parts of longer ones, joined by `/`: small letters, digits and `-`. */
export const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Why an id is refused. */
export const badId = (value: string): string =>
  `mã “${value}” chỉ được gồm chữ thường không dấu, chữ số, dấu gạch nối (tối đa 64)`;

export const idText = z.string().superRefine(must('bad-id', (value) => ID.test(value), badId));

/** Whether `value` is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value);
}

export const dayText = z
  .string()
  .superRefine(must('bad-date', isDay, (value) => `“${value}” không phải là ngày; viết năm-tháng-ngày, ví dụ 2023-06-30`));

/** Letters in the name of an organisation or a person. */
export const LONGEST_NAME = 300;
