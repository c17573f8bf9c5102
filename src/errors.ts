/**
 * Every error this product raises on purpose, each said in Vietnamese and in English. `docs/errors.md` is generated from here.
 *
 * @module
 */
import { isRealDay } from './domain/dates';
import { countText, dateText } from './domain/wording';
import { DOCUMENT_ERRORS } from './error-catalogue/documents';
import { DUTY_ERRORS } from './error-catalogue/duties';
import type { Entry, ExitCode, Said } from './error-catalogue/entry';
import { PLAN_ERRORS } from './error-catalogue/plans';
import { ROSTER_ERRORS } from './error-catalogue/rosters';
import { SURROUNDINGS_ERRORS } from './error-catalogue/surroundings';
import { WORK_ERRORS } from './error-catalogue/work';
import { wordsIn, type Language, type Words } from './languages';

export type { ExitCode };

/** code → meaning. Codes are public: never reused for another meaning. */
export const ERRORS = {
  ...PLAN_ERRORS,
  ...DUTY_ERRORS,
  ...WORK_ERRORS,
  ...ROSTER_ERRORS,
  ...DOCUMENT_ERRORS,
  ...SURROUNDINGS_ERRORS,
} satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERRORS;

/** One fault at its place. `line` and `column` count from 1. */
export interface Fault {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** What the facts hold against a stage, written topic/kind; where it is written, only the reader of a file knows. */
export interface StageFault {
  stage: string;
  message: string;
}

/** A line of output: where, then what. */
export function faultLine(fault: Fault | StageFault): string {
  const where = 'stage' in fault ? fault.stage : `${fault.file}:${fault.line}:${fault.column}`;
  return `${where}: ${fault.message}`;
}

export type Values = Record<string, Words | number>;

/** An error of the catalogue, with its values filled in. Its own `message` is English: logs and tests read it. */
export class CodedError extends Error {
  override readonly name = 'CodedError';

  constructor(
    readonly code: ErrorCode,
    readonly values: Values = {},
    readonly faults: (Fault | StageFault)[] = [],
  ) {
    super(fill(ERRORS[code].en.message, values, 'en'));
  }

  /** What it tells a reader of this language. */
  said(language: Language): Said {
    const { message, wayOut } = ERRORS[this.code][language];
    return { message: fill(message, this.values, language), wayOut: fill(wayOut, this.values, language) };
  }

  get exit(): ExitCode {
    return ERRORS[this.code].exit;
  }

  get http(): number {
    return ERRORS[this.code].http;
  }
}

function fill(text: string, values: Values, language: Language): string {
  return text.replace(/\{(\w+)(?::(day|count))?\}/g, (whole, name: string, form: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (form === 'day' && typeof value === 'string' && isRealDay(value)) return dateText(value);
    return typeof value === 'number' ? (form === 'count' ? countText(value) : String(value)) : wordsIn(language, value);
  });
}
