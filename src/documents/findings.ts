/**
 * What reading a file found: faults (the file is refused) and warnings (it is not), each at its place.
 * Messages are Vietnamese, for the operator; keys are named as they stand in the file.
 *
 * @module
 */
import { CodedError, type Fault } from '../errors';

export const FAULT_KINDS = [
  'not-utf8',
  'too-large',
  'empty-file',
  'syntax',
  'duplicate-key',
  'alias',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'wrong-value',
  'bad-id',
  'bad-date',
  'unknown-role',
  'unknown-stage',
  'absent-stage',
  'no-stage',
  'no-due',
  'open-start',
  'said-missing',
  'decided-without-basis',
  'date-order',
  'implausible-year',
  'duplicate-id',
  'unknown-body',
  'wrong-body',
  'unknown-column',
  'missing-column',
  'column-count',
  'missing-parent',
  'cycle',
  'tree-too-deep',
  'bad-email',
  'unknown-officer',
  'no-issuer',
  'no-board',
  'outside-year',
  'off-and-working',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const WARNING_KINDS = [
  'day-off',
  'sessions-in-one-month',
  'calendar-year-missing',
  'no-materials',
  'unreachable',
  'no-unit',
  'role-without-body',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/** Line and column count from 1; a column counts UTF-16 units, as editors do. */
export interface Place {
  line: number;
  column: number;
}

export interface Finding<K extends string = FaultKind | WarningKind> extends Fault {
  kind: K;
}
export type FaultFinding = Finding<FaultKind>;
export type WarningFinding = Finding<WarningKind>;

/** A file that was read, or every fault of it at once. */
export type Reading<T> =
  | { ok: true; value: T; warnings: WarningFinding[] }
  | { ok: false; faults: FaultFinding[]; warnings: WarningFinding[] };

/** Faults (or warnings) of one file, gathered while it is read. */
export class Findings<K extends string> {
  readonly list: Finding<K>[] = [];

  constructor(readonly file: string) {}

  add(kind: K, place: Place, message: string): void {
    this.list.push({ file: this.file, line: place.line, column: place.column, kind, message });
  }

  /** In the order of the file. */
  sorted(): Finding<K>[] {
    return this.list.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }
}

/** `plan.yaml:4:10: lỗi: … [kind]`: one line, as editors and terminals make clickable. */
export function findingLine(finding: Finding, word: 'lỗi' | 'cảnh báo'): string {
  return `${finding.file}:${finding.line}:${finding.column}: ${word}: ${finding.message} [${finding.kind}]`;
}

/** The value of a reading. @throws CD_INPUT_FAULTS with every fault, when the file was refused. */
export function valueOf<T>(file: string, reading: Reading<T>): T {
  if (reading.ok) return reading.value;
  throw new CodedError('CD_INPUT_FAULTS', { count: reading.faults.length, file }, reading.faults);
}
