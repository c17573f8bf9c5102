/**
 * The hour of a meeting, as plan files write it.
 *
 * @module
 */
import type { MinuteOfDay } from '../../domain/dates';

/** "08 giờ 00", "8h30", "08:00"; null when the text says something else. */
export function minuteOf(hour: string): MinuteOfDay | null {
  const [, hours, minutes = '0'] = /^(\d{1,2})\s*(?:giờ|h|:)\s*(\d{2})?$/iu.exec(hour.trim()) ?? [];
  const minute = hours === undefined ? null : Number(hours) * 60 + Number(minutes);
  return minute === null || Number(minutes) >= 60 || minute >= 24 * 60 ? null : minute;
}
