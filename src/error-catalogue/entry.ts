/**
 * One error of the catalogue.
 *
 * @module
 */
import type { Language } from '../languages';

/** Exit codes of the command line. DESIGN §12. */
export type ExitCode = 1 | 2 | 3;

/**
 * What is said of an error in one language. `{name}` is filled with the value of that name; in Vietnamese `{name:day}` writes
 * 2023-07-03 as 03/7/2023, and `{name:count}` 3 as 03.
 */
export interface Said {
  /** What happened. */
  message: string;
  /** What the reader does next. */
  wayOut: string;
}

export interface Entry extends Record<Language, Said> {
  exit: ExitCode;
  /** Status on the web; 409 for a lost race. */
  http: number;
}

type Pair = [message: string, wayOut: string];

/** @param vi what people read @param en what logs and programs read */
export const fault = (vi: Pair, en: Pair, exit: ExitCode = 1, http = 422): Entry => ({
  vi: { message: vi[0], wayOut: vi[1] },
  en: { message: en[0], wayOut: en[1] },
  exit,
  http,
});
