/**
 * Rows below the headings become entries, each with the body it is listed under: by section rows ("I. Đảng bộ …"), by
 * numbering (1, 1.1, -), or by what the names say. Totals, signatures and repeated headings are left out.
 *
 * @module
 */
import type { Role } from '../../domain/organisation';
import { readerOf, type Heading, type RowReader } from './columns';
import type { Person } from './contacts';
import { LONGEST_NAME } from '../written-values';
import { withoutDitto } from './ditto';
import { peopleIn } from './entry-people';
import { rolesTold, rolesWritten } from './kinds';
import { plain, slug, withoutCount } from './names';
import { personColumns } from './person-columns';
import { openSections, placeUnder, type Line } from './sections';
import type { Asked } from './questions';
import { lineOf, oneLine, placeText, type Sheet, type SheetPlace } from './sheet';

export interface Entry extends SheetPlace {
  /** The sheet's own code, as an id; null where it has none. */
  code: string | null;
  name: string;
  /** What the parent column says. */
  parentName: string | null;
  /** The entry it stands under. */
  under: Entry | null;
  /** Said by the sheet (role or kind column), or told by the name. */
  roles: Role[] | null;
  /** Roles come from a role column: nothing overrules them. */
  rolesWritten: boolean;
  /** Its column's heading says "chi bộ" and nothing else: what its name does not tell. */
  listedAsCell: boolean;
  kind: string;
  people: Person[];
  channel: 'hand' | 'email' | 'via-unit' | null;
  officer: string;
}

/** No unit by what the sheet says of it. */
export const isCell = ({ roles }: Entry) => roles === null || (roles.includes('cell') && !roles.includes('unit'));

export interface EntriesRead {
  entries: Entry[];
  /** Names that are too long for one, each with its place. */
  faults: string[];
  notes: string[];
}

/** Sums, but neither "Công đoàn" nor "Tổng công ty". */
const TOTAL = /^(?:tong cong|tong so|tong|cong)(?: co)?(?: \d.*| (?:chi bo|dang bo|to chuc|dang vien)\b.*)?$/;
/** Below these stand people who sign. */
const SIGNATURES = /^(?:noi nhan|nguoi lap|(?:tm|t m|kt|tl) (?:ban|dang|bi thu|truong)|danh sach nay)\b/;
const HEADING_WORDS = /^(?:cac|danh sach|nhom|to chuc co so dang|cap)\b/;

/** Outer numbering first: A, I, 1, 1.1, a) and dashes. */
function rankOf(ordinal: string, previous: string | null): number | null {
  const mark = ordinal.replace(/[.)\-–:/\s]+$/u, '');
  if (/^[-–+*•]+$/.test(ordinal)) return 9;
  if (/^\d+(?:\.\d+)*$/.test(mark)) return 3 + (mark.split('.').length - 1);
  if (/^[IVX]+$/.test(mark) && !(previous !== null && /^[A-ZĐ]$/.test(mark) && followsLetter(previous, mark))) return 2;
  if (/^[A-ZĐ]$/.test(mark)) return 1;
  if (/^[a-zđ]$/.test(mark)) return 8;
  return null;
}

/** "I" after "H" is a letter, otherwise the Roman one. */
const followsLetter = (previous: string, mark: string) =>
  /^[A-Z]\W*$/.test(previous) && previous.charCodeAt(0) + 1 === mark.charCodeAt(0);

const NUMBERED =
  /^((?:[IVX]{1,5}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])(?=\s*[.)\-–:/])|[-–+*•](?=\s))\s*[.)\-–:/]?\s*(?=\S)(.+)$/u;

/** @throws CD_ROSTER_ANSWER */
export function entriesOf(written: Sheet, heading: Heading, asked: Asked): EntriesRead {
  const { sheet, sameName, notes } = withoutDitto(written, heading);
  const faults: string[] = [];
  const lines: Line[] = [];
  const groups = personColumns(heading.columns);
  const ofCells = headsCells(heading);
  const above = sectionAbove(written, heading);
  if (above) {
    const place: SheetPlace = { sheet: sheet.name, line: lineOf(sheet, above.row) };
    const entry = entryFrom({ get: () => '', of: () => '' }, above.name, place, false);
    lines.push({ entry, rank: above.ordinal === '' ? 2 : rankOf(above.ordinal, null), ordinal: above.ordinal, isAlone: true });
  }
  let previousOrdinal: string | null = null;
  for (let row = heading.body; row < sheet.rows.length; row += 1) {
    const cells = sheet.rows[row] ?? [];
    const place: SheetPlace = { sheet: sheet.name, line: lineOf(sheet, row) };
    if (cells.every((cell) => cell === '') || isNumbering(cells) || isHeadingAgain(cells, heading)) continue;
    const reader = readerOf(sheet, heading, row);
    const { ordinal, name } = sameName.has(row) ? { ordinal: '', name: '' } : numberedName(reader, cells, heading);
    const first = plain(name || cells.find((cell) => cell !== '') || '');
    if (SIGNATURES.test(first)) {
      notes.push(`${placeText(place)}: từ đây trở xuống là phần ký, nơi nhận: không đọc`);
      break;
    }
    if (TOTAL.test(first)) {
      notes.push(`${placeText(place)}: bỏ qua “${oneLine(cells.join(' ')).slice(0, 60)}” (dòng cộng)`);
      continue;
    }
    const people = peopleIn(reader, groups, place, asked, notes);
    for (const long of [name, oneLine(reader.get('parent')), ...people.map((person) => person.name)])
      if (long.length > LONGEST_NAME)
        faults.push(`${placeText(place)}: tên dài ${long.length} ký tự (“${long.slice(0, 40)}…”); nhiều nhất ${LONGEST_NAME}`);
    const last = lines.at(-1)?.entry;
    if (name === '') {
      if (people.length > 0 && last && ordinal === '') last.people.push(...people);
      else notes.push(`${placeText(place)}: bỏ qua dòng không có tên tổ chức`);
      continue;
    }
    const rank = ordinal === '' ? null : rankOf(ordinal, previousOrdinal);
    if (ordinal !== '') previousOrdinal = ordinal;
    const isAlone = cells.filter((cell) => cell !== '').length === 1;
    const isBare = people.length === 0 && oneLine(reader.get('parent')) === '';
    if (isBare && (rank === null || rank <= 2) && isTitle(name, place, asked)) {
      // "Các chi bộ trực thuộc" inside a section does not end it; other titles do
      if (rank !== null || !/truc thuoc/.test(plain(name)))
        lines.push({ entry: { ...entryFrom(reader, name, place, false), name: '' }, rank: rank ?? 2, ordinal, isAlone });
      continue;
    }
    lines.push({ entry: { ...entryFrom(reader, name, place, ofCells), people }, rank, ordinal, isAlone });
  }
  placeUnder(openSections(lines));
  return { entries: lines.flatMap(({ entry }) => (entry.name === '' ? [] : [entry])), faults, notes };
}

/** "Tên chi bộ", "Chi bộ khu phố": cells and nothing else. */
function headsCells({ columns }: Heading): boolean {
  const label = plain(columns.find(({ field }) => field === 'name')?.label ?? '');
  return /\b(?:chi bo|cb)\b/.test(label) && !/\b(?:dang bo|to chuc|don vi|db|tccsd)\b/.test(label);
}

/** "1. ĐẢNG BỘ SỞ Y TẾ" right above the headings, which stand again below each unit: the first section's title. */
function sectionAbove(sheet: Sheet, heading: Heading): { row: number; ordinal: string; name: string } | null {
  const alone = (row: number) => {
    const said = (sheet.rows[row] ?? []).filter((cell) => cell !== '');
    return said.length === 1 ? oneLine(said[0] ?? '') : '';
  };
  const unitAt = (row: number) => {
    const numbered = NUMBERED.exec(alone(row));
    const name = withoutCount(numbered?.[2] ?? alone(row));
    return name.length < 120 && rolesTold(name)?.includes('unit') ? { row, ordinal: numbered?.[1] ?? '', name } : null;
  };
  const found =
    unitAt(heading.top - 1) ??
    (alone(heading.top - 1) === '' && (sheet.rows[heading.top - 1] ?? []).every((cell) => cell === '')
      ? unitAt(heading.top - 2)
      : null);
  if (!found || found.ordinal !== '') return found;
  const again = sheet.rows.findIndex((cells, row) => row >= heading.body && isHeadingAgain(cells, heading));
  return again > heading.body && unitAt(again - 1) ? found : null;
}

/** "(1) (2) (3)" below the headings. */
const isNumbering = (cells: string[]) => {
  const said = cells.filter((cell) => cell !== '');
  return said.length >= 3 && said.every((cell) => /^\(?(?:\d{1,2}|[A-Z])\)?$/.test(cell));
};

function isHeadingAgain(cells: string[], heading: Heading): boolean {
  const said = cells.flatMap((cell, index) => (cell === '' ? [] : [{ cell: plain(cell), index }]));
  return (
    said.length >= 2 &&
    said.every(({ cell, index }) => cell !== '' && (heading.columns[index]?.parts ?? []).some((part) => plain(part) === cell))
  );
}

/** The name, without the number that stands before it; a section row merged from the left has its text in the first cell. */
function numberedName(reader: RowReader, cells: string[], heading: Heading): { ordinal: string; name: string } {
  const ordinal = oneLine(reader.get('ordinal'));
  const name = withoutCount(oneLine(reader.get('name')));
  if (name !== '') {
    const numbered = ordinal === '' ? NUMBERED.exec(name) : null;
    return numbered
      ? { ordinal: numbered[1] ?? '', name: numbered[2] ?? '' }
      : { ordinal, name: name.replace(/^[-–+*•]\s+/, '') };
  }
  const said = cells.filter((cell) => cell !== '');
  const first = cells.findIndex((cell) => cell !== '');
  const nameColumn = heading.columns.find(({ field }) => field === 'name')?.index ?? 0;
  const field = heading.columns[first]?.field ?? null;
  if (said.length !== 1 || first > nameColumn || (field !== 'ordinal' && field !== 'parent' && field !== null))
    return { ordinal, name: '' };
  const text = withoutCount(oneLine(said[0] ?? ''));
  const numbered = NUMBERED.exec(text);
  if (numbered) return { ordinal: numbered[1] ?? '', name: numbered[2] ?? '' };
  return /\p{L}{2}/u.test(text) ? { ordinal: '', name: text } : { ordinal: text, name: '' };
}

/** "II. Các chi bộ cơ sở" heads a list and is no body; "Khối Lâm sàng" may be either. */
function isTitle(name: string, { sheet, line }: SheetPlace, asked: Asked): boolean {
  if (HEADING_WORDS.test(plain(name))) return true;
  if (rolesTold(name) !== null || !plain(name).startsWith('khoi ')) return false;
  return (
    asked.ask({
      key: `section/${slug(name)}`,
      text: `${placeText({ sheet, line })}: “${name}” là tên một tổ chức (body) hay chỉ là tiêu đề nhóm (heading)?`,
      choices: ['body', 'heading'],
      proposal: 'heading',
    }) === 'heading'
  );
}

/** @param ofCells whether the heading says that the names are of cells: "Khu phố 1" is one then, if nothing stands below it */
function entryFrom(reader: RowReader, name: string, place: SheetPlace, ofCells: boolean): Entry {
  const role = oneLine(reader.get('role'));
  const kind = oneLine(reader.get('kind'));
  const written = role === '' ? null : rolesWritten(role);
  const code = slug(reader.get('id'));
  return {
    ...place,
    code: code === '' ? null : code.slice(0, 64),
    name: name.slice(0, LONGEST_NAME),
    parentName: withoutCount(oneLine(reader.get('parent'))).slice(0, LONGEST_NAME) || null,
    under: null,
    roles: written ?? (kind === '' ? null : rolesTold(kind)) ?? rolesTold(name),
    rolesWritten: written !== null,
    listedAsCell: ofCells,
    kind: kind.slice(0, 100),
    people: [],
    channel: channelOf(plain(reader.get('channel'))),
    officer: oneLine(reader.get('officer')).slice(0, 200),
  };
}

function channelOf(words: string): Entry['channel'] {
  if (/\b(?:zalo|dien thoai|giay|truc tiep|hand)\b/.test(words)) return 'hand';
  if (/\b(?:qua|via unit|chuyen)\b/.test(words)) return 'via-unit';
  return /\b(?:email|mail|dien tu)\b/.test(words) ? 'email' : null;
}
