/**
 * A roster as an office keeps it, read beside what is known: columns guessed, rows placed, questions asked.
 *
 * @module
 * @example
 * const read = readOfficeRoster(await readSheets(bytes, file), { file, known, rules: [], answers: new Map(), remembered: [] });
 */
import type { Roster } from '../../domain/organisation';
import { CodedError } from '../../errors';
import { assemble } from './assemble';
import { askedColumns } from './column-questions';
import { applies, headingOf, type Column, type Heading, type MapRule } from './columns';
import { entriesOf } from './entries';
import type { Known } from './known';
import { nameKey } from './names';
import { Asked, type Answers } from './questions';
import type { Workbook } from './read-sheets';
import { oneLine, type Sheet } from './sheet';
import { oneBelowTheOther } from './side-by-side';
import { placeUnderSheets } from './sheet-units';

/** What a person once said of sheets headed like this one. */
export interface Remembered {
  fingerprint: string;
  rules: MapRule[];
  answers: Record<string, string>;
}

export interface OfficeChoices {
  file: string;
  known: Known;
  /** Said now: they go before what is remembered. */
  rules: MapRule[];
  answers: Answers;
  remembered: Remembered[];
}

/** How one sheet was understood. */
export interface SheetMapping {
  sheet: string;
  /** Line of the last heading row. */
  line: number;
  fingerprint: string;
  columns: Pick<Column, 'letters' | 'label' | 'field'>[];
}

export interface OfficeRead {
  roster: Roster;
  mappings: SheetMapping[];
  /** Questions come up and answers are looked up here. */
  asked: Asked;
  faults: string[];
  notes: string[];
}

/** @throws CD_ROSTER_NO_HEADING, CD_ROSTER_MAP, CD_ROSTER_ANSWER */
export function readOfficeRoster({ sheets, hidden }: Workbook, choices: OfficeChoices): OfficeRead {
  const notes = hidden.map((name) => `trang “${name}” đang ẩn: không đọc`);
  const headed = sheets.map(oneBelowTheOther).flatMap((sheet) => {
    if (sheet.lines)
      notes.push(`${sheet.name ? `trang “${sheet.name}”` : 'tệp'} có các bảng đặt cạnh nhau: đọc lần lượt từ trái sang`);
    const found = understood(sheet, choices);
    if (!found && sheet.rows.some((row) => row.some((cell) => cell !== '')))
      notes.push(`trang “${sheet.name}” không có dòng tên cột: không đọc`);
    return found ? [{ sheet, ...found }] : [];
  });
  if (headed.length === 0) throw new CodedError('CD_ROSTER_NO_HEADING', { file: choices.file });
  for (const rule of choices.rules) {
    const used = headed.some(({ heading }) =>
      heading.columns.some((column) => column.field === rule.field && applies(rule, column)),
    );
    if (!used) throw new CodedError('CD_ROSTER_MAP', { text: `${rule.column}=${rule.field}`, fields: columnNames(headed) });
  }
  const remembered = headed.flatMap(({ memory }) => (memory ? Object.entries(memory.answers) : []));
  const asked = new Asked(choices.answers, new Map(remembered));
  const read = headed.map((each) => ({ ...each, heading: askedColumns(each.sheet, each.heading, asked) }));
  const rows = read.map(({ sheet, heading }) =>
    entriesOf(sheet.name && read.length === 1 ? { ...sheet, name: '' } : sheet, heading, asked),
  );
  placeUnderSheets(
    read.map(({ sheet, heading }, index) => ({
      name: sheet.name,
      titles: titlesOf(sheet, heading),
      entries: rows[index]?.entries ?? [],
    })),
    choices.known.bodies,
    asked,
  );
  const has = (field: Column['field']) => read.some(({ heading }) => heading.columns.some((column) => column.field === field));
  const listed = new Set(rows.flatMap(({ entries }) => entries.map(({ name }) => nameKey(name))));
  const assembled = assemble(
    {
      entries: rows.flatMap(({ entries }) => entries),
      titles: read.flatMap(({ sheet, heading }) => titlesOf(sheet, heading)).filter((title) => !listed.has(nameKey(title))),
      columns: { contact: has('contact'), email: has('email'), phone: has('phone'), officer: has('officer') },
      known: choices.known,
    },
    asked,
  );
  return {
    roster: assembled.roster,
    mappings: read.map(({ sheet, heading }) => ({
      sheet: sheet.name,
      line: heading.body,
      fingerprint: heading.fingerprint,
      columns: heading.columns
        .filter(({ label }) => label !== '')
        .map(({ letters, label, field }) => ({ letters, label, field })),
    })),
    asked,
    faults: [...rows.flatMap((each) => each.faults), ...assembled.faults],
    notes: [...notes, ...rows.flatMap((each) => each.notes), ...assembled.notes],
  };
}

/** What stands above the headings. */
const titlesOf = (sheet: Sheet, heading: Heading): string[] =>
  sheet.rows.slice(0, heading.top).flat().map(oneLine).filter(Boolean);

/** What is remembered applies to the headings it was said of, even where they could not be found without it. */
function understood(sheet: Sheet, { rules, remembered }: OfficeChoices): { heading: Heading; memory: Remembered | null } | null {
  for (const memory of remembered) {
    const heading = headingOf(sheet, [...rules, ...memory.rules]);
    if (heading?.fingerprint === memory.fingerprint) return { heading, memory };
  }
  const heading = headingOf(sheet, rules);
  return heading ? { heading, memory: null } : null;
}

const columnNames = (read: { heading: Heading }[]) =>
  read
    .flatMap(({ heading }) => heading.columns.map(({ letters, label }) => `${letters} ${label}`))
    .join(', ')
    .slice(0, 500);
