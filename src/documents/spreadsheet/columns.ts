/**
 * Which column holds what: guessed from the heading rows, overruled by whoever knows better.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { CodedError } from '../../errors';
import { EXACT, FIELDS, fitsOf, REPEATABLE, type Field, type Fit } from './fields';
import { plain } from './names';
import { namesOrganisations } from './organisation-cells';
import { cellKey, columnLetters, oneLine, type Sheet } from './sheet';

/** Titles and signatures above the headings rarely take more. */
const SEARCHED_ROWS = 60;
const HEADING_ROWS = 3;

export interface Column {
  index: number;
  /** "A", "B": as the office calls it. */
  letters: string;
  /** Headings above it, outer first, joined. */
  label: string;
  field: Field | null;
  /** What each line above it says, outer first. */
  parts: string[];
  /** The cells below, not the heading, told what it holds: a person is asked. */
  isGuess?: boolean;
}

export interface Heading {
  columns: Column[];
  /** Index of the first row below it. */
  body: number;
  /** Index of its first row: what stands above are titles. */
  top: number;
  /** The same for sheets that are headed alike: what is remembered hangs on it. */
  fingerprint: string;
}

/** Said by a person: a heading, or a column's letters, and the field. */
export interface MapRule {
  column: string;
  field: Field;
}

/** @throws CD_ROSTER_MAP for what is no `heading=field` */
export function mapRule(text: string): MapRule {
  const at = text.lastIndexOf('=');
  const field = FIELDS.find((each) => each === text.slice(at + 1).trim());
  const column = text.slice(0, Math.max(0, at)).trim();
  if (column === '' || !field) throw new CodedError('CD_ROSTER_MAP', { text, fields: FIELDS.join(', ') });
  return { column, field };
}

/** Whether a rule is about this column. */
export const applies = (rule: MapRule, column: Omit<Column, 'field'>) =>
  rule.column === column.letters ||
  [column.label, ...column.parts].some((label) => label !== '' && plain(label) === plain(rule.column));

/** null where no row names the bodies: the sheet is no roster. */
export function headingOf(sheet: Sheet, rules: MapRule[]): Heading | null {
  return bestHeading(sheet, rules, false) ?? bestHeading(sheet, rules, true);
}

/** @param guesses whether cells may tell which column names the bodies, where no heading does */
function bestHeading(sheet: Sheet, rules: MapRule[], guesses: boolean): Heading | null {
  let best: { heading: Heading; score: number } | null = null;
  for (let bottom = 0; bottom < Math.min(SEARCHED_ROWS, sheet.rows.length); bottom += 1) {
    for (let rows = 1; rows <= Math.min(HEADING_ROWS, bottom + 1); rows += 1) {
      const candidate = candidateOf(sheet, bottom - rows + 1, bottom, rules, guesses);
      if (candidate && (!best || candidate.score > best.score)) best = candidate;
    }
  }
  return best?.heading ?? null;
}

function candidateOf(
  sheet: Sheet,
  top: number,
  bottom: number,
  rules: MapRule[],
  guesses: boolean,
): { heading: Heading; score: number } | null {
  const bare = labelled(sheet.rows.slice(top, bottom + 1));
  const choices = bare.map((column) => {
    const rule = rules.find((each) => applies(each, column));
    return rule ? [{ field: rule.field, score: 2 * EXACT }] : choicesOf(column);
  });
  const fields = chosen(choices);
  const guess = !guesses || fields.includes('name') ? -1 : nameColumnBelow(sheet, bottom, bare, fields);
  const columns = bare.map(
    (column, index): Column =>
      index === guess ? { ...column, field: 'name', isGuess: true } : { ...column, field: fields[index] ?? null },
  );
  const score = columns.reduce(
    (sum, { field }, index) => sum + (choices[index]?.find((choice) => choice.field === field)?.score ?? 0),
    0,
  );
  const certain = choices.filter((fits) => (fits[0]?.score ?? 0) >= EXACT).length;
  const named = columns.some(({ field }) => field === 'name');
  const known = columns.filter(({ field }) => field !== null).length;
  if (!named || certain === 0 || known < 2) return null;
  const fingerprint = createHash('sha256')
    .update(
      bare
        .map(({ label }) => plain(label))
        .join('\n')
        .trimEnd(),
    )
    .digest('hex')
    .slice(0, 16);
  return { heading: { columns, top, body: bottom + 1, fingerprint }, score };
}

/** The first column whose heading is not known, and whose cells are names of organisations; -1 where there is none. */
function nameColumnBelow(sheet: Sheet, bottom: number, bare: Omit<Column, 'field'>[], fields: (Field | null)[]): number {
  if (fields.filter((field) => field !== null).length < 2) return -1;
  const rows = sheet.rows.slice(bottom + 1);
  return bare.findIndex(({ label, index }) => label !== '' && fields[index] === null && namesOrganisations(rows, index));
}

/** A heading merged over several columns stands in the first of them only: the others have it too, where a lower line parts them. */
function labelled(rows: string[][]): Omit<Column, 'field'>[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const open = rows.map(() => '');
  return Array.from({ length: width }, (_, index) => {
    const cells = rows.map((row) => oneLine(row[index] ?? ''));
    const parts = cells.flatMap((cell, line) => {
      const outermost = cells.slice(0, line).every((above) => above === '');
      if (cell !== '') open[line] = cell;
      else if (!outermost || line === rows.length - 1 || cells.slice(line + 1).every((lower) => lower === '')) open[line] = '';
      return open[line] ? [open[line] ?? ''] : [];
    });
    return { index, letters: columnLetters(index), label: parts.join(' – '), parts };
  });
}

/** The innermost heading says more than all together: under "Đầu mối liên hệ", "Điện thoại" is a telephone. */
function choicesOf({ label, parts }: Omit<Column, 'field'>): Fit[] {
  if (parts.length < 2) return fitsOf(label);
  const inner = fitsOf(parts.at(-1) ?? '');
  const rest = fitsOf(parts.join(' ')).flatMap(({ field, score }) =>
    inner.some((fit) => fit.field === field) ? [] : [{ field, score: score / 2 }],
  );
  return [...inner, ...rest].toSorted((a, b) => b.score - a.score);
}

/** Each field once, but for those that may repeat; the best fit first. "Đảng bộ" is the parent beside "Chi bộ", the name alone. */
function chosen(choices: Fit[][]): (Field | null)[] {
  const fields = choices.map((): Field | null => null);
  const taken = new Set<Field>();
  const fits = choices
    .flatMap((each, column) => each.map((fit) => ({ ...fit, column })))
    .toSorted((a, b) => b.score - a.score || FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.column - b.column);
  for (const { field, column } of fits) {
    if (fields[column] !== null || (taken.has(field) && !REPEATABLE.has(field))) continue;
    fields[column] = field;
    taken.add(field);
  }
  if (taken.has('name')) return fields;
  const instead = choices.findIndex((each, column) => fields[column] === 'parent' && each.some(({ field }) => field === 'name'));
  if (instead >= 0) fields[instead] = 'name';
  return fields;
}

/** What the mapping says of one row. */
export interface RowReader {
  /** Cells of the field's columns, joined by line breaks where there are several. */
  get(field: Field): string;
  /** Cells of these columns, joined so. */
  of(columns: Column[]): string;
}

/** Cells merged downwards speak for each of their rows, but a name for its first row only: the others are the same body. */
export function readerOf(sheet: Sheet, heading: Heading, row: number): RowReader {
  const cell = ({ index, field }: Column) =>
    sheet.rows[row]?.[index] || (field === 'name' || field === 'ordinal' ? '' : sheet.below.get(cellKey(row, index))) || '';
  const of = (columns: Column[]) =>
    columns
      .map(cell)
      .filter((text) => text !== '')
      .join('\n');
  return { of, get: (field) => of(heading.columns.filter((column) => column.field === field)) };
}
