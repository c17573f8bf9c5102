/**
 * Plain values for days and moments. The domain computes with these and nothing else.
 *
 * @module
 */
import { Temporal } from 'temporal-polyfill';

/** A calendar day, `YYYY-MM-DD`. Compares as text. */
export type LocalDate = string;

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Minutes after local midnight. */
export type MinuteOfDay = number;

/** The moment a wall time of `day` shows in `zone`. */
export function instantOf(day: LocalDate, minute: MinuteOfDay, zone: string): Instant {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** The first moment that is too late for `day`: the next local midnight (exclusive). DESIGN §5. */
export function dueInstant(day: LocalDate, zone: string): Instant {
  return instantOf(addDays(day, 1), 0, zone);
}

/** The local day and minute that a clock in `zone` shows at `at`. */
export function wallClock(at: Instant, zone: string): { day: LocalDate; minute: MinuteOfDay } {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { day: shown.toPlainDate().toString(), minute: shown.hour * 60 + shown.minute };
}

/** `n` calendar days after `day` (before it, when negative). */
export function addDays(day: LocalDate, n: number): LocalDate {
  return Temporal.PlainDate.from(day).add({ days: n }).toString();
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: LocalDate): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** Whether `text` is a day of the calendar, written `YYYY-MM-DD`: no 31st of June. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
