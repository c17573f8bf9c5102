/**
 * Days of lunar occasions, out of the calendar file: nothing is computed here.
 *
 * @module
 */
import type { LunarDay } from './occasions';
import type { PhraseContext } from './types';

/** Looks an occasion up in `calendar`; null where its year is not there, or the day is of another year. */
export function lunarDays({ year, calendar }: PhraseContext): LunarDay {
  return (occasion, stated) => {
    const of = stated ?? year;
    const day = calendar?.[String(of)]?.occasions?.[occasion];
    return !day?.startsWith(`${of}-`) ? null : { year: of, month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
  };
}
