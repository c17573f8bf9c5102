/**
 * Letterhead, title and preamble: number, date, issuer, title, year, basis documents.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { accented } from './accents';
import { foldedKey, todaysSpelling } from './folding';
import { fullDay } from './times';
import { isTopicTitle } from './topic-heads';
import type { DraftBasis } from './types';
import type { Unit } from './units';

export interface Header {
  number: string | null;
  date: LocalDate | null;
  issuer: string | null;
  title: string;
  /** One; two or more where the title spans them; none where it names none. */
  years: number[];
  basis: DraftBasis[];
  /** The line that states its date. */
  dated: Unit | null;
}

const TITLE = /^kế hoạch(?:\s|$)/u;
const PREAMBLE = /^(?:thực hiện|căn cứ|nhằm|thi hành|triển khai|tiếp tục|để|trên cơ sở|theo)\s/u;
// "30/2020/NĐ-CP": laws and decrees carry their year
const SYMBOL = '\\d{1,4}[a-zA-Z]?(?:/(?:19|20)\\d{2})?\\s?[-–/]\\s?\\p{Lu}[\\p{L}\\d]*(?:\\s?[-–/.]\\s?\\p{Lu}[\\p{L}\\d]*)*';
const OWN_NUMBER = new RegExp(`^số\\s*:?\\s*(${SYMBOL})`, 'iu');
/** The issuer before it in the same line, in capitals: behind other words it is a citation. */
const ISSUER_BEFORE = /^[^\p{Ll}\d]{4,80}\s(?=Số)/u;
const CITED = new RegExp(`số\\s*:?\\s*(${SYMBOL})`, 'giu');
const CITED_ONE = new RegExp(`số\\s*:?\\s*${SYMBOL}`, 'iu');
/** Characters. */
const FAR = 60;
const LONGEST_TITLE = 1000;
/** Where no preamble ends it. */
const LINES_OF_TITLE = 3;

export function headerOf(head: Unit[], tail: Unit[]): Header {
  const units = head.flatMap(piecesOf);
  const titleAt = units.findIndex(({ key }) => TITLE.test(key) && !PREAMBLE.test(key));
  const letterhead = titleAt < 0 ? units : units.slice(0, titleAt);
  const rest = titleAt < 0 ? [] : units.slice(titleAt);
  const preambleAt = rest.findIndex(({ key }, index) => index > 0 && PREAMBLE.test(key) && !(index === 1 && namesPlan(rest)));
  const bodyAt = rest.findIndex(({ key, unit }, index) => index > 0 && (unit.label !== null || isTopicTitle(key)));
  const end = Math.min(...[preambleAt, bodyAt].filter((at) => at > 0), preambleAt < 0 ? LINES_OF_TITLE : Infinity);
  const title = titleOf(rest.slice(0, end).filter(({ unit }) => !isTableHead(unit)));
  const preamble = rest.slice(end);
  const dated = dateOf(letterhead) ?? dateOf(tail.flatMap(piecesOf));
  return {
    number: numberOf(letterhead),
    date: dated?.day ?? null,
    dated: dated?.unit ?? null,
    issuer: issuerOf(preamble) ?? letterheadIssuer(letterhead),
    title,
    years: yearsOf(title),
    basis: basisOf(preamble),
  };
}

/** "KẾ HOẠCH" and, on the next line, "Triển khai sinh hoạt chuyên đề năm 2024": a name, that tells no basis and ends no clause. */
function namesPlan([title, next]: Piece[]): boolean {
  if (!title || !next || !/^kế hoạch\W*$/u.test(title.key)) return false;
  return (
    !/^căn cứ|như sau|xây dựng kế hoạch|ban hành kế hoạch|[:;,]$/u.test(next.key) &&
    !(CITED_ONE.test(next.text) && next.text.length > 200)
  );
}

/** A line of the head. */
export interface Piece {
  text: string;
  key: string;
  unit: Unit;
  from: number;
}

/** "TT | Chuyên đề | …": the plan's table, not its title. */
const isTableHead = ({ cells }: Unit): boolean => /^(?:tt|stt|số tt|số thứ tự)$/u.test(foldedKey(cells?.[0]?.trim() ?? ''));

/** Letterheads stand in two columns: each cell is a line of its own. */
export function piecesOf(unit: Unit): Piece[] {
  const whole =
    unit.label && unit.label.kind !== 'bullet'
      ? { text: `${unit.label.written} ${unit.text}`, from: 0 }
      : { text: unit.text, from: 0 };
  if (!unit.cells) return [{ ...whole, key: foldedKey(whole.text), unit }];
  let from = 0;
  return unit.cells.flatMap((cell) => {
    const piece = { text: cell, key: foldedKey(cell), unit, from };
    from += cell.length + ' | '.length;
    return cell === '' ? [] : [piece];
  });
}

function numberOf(letterhead: Piece[]): string | null {
  for (const { text } of letterhead) {
    const match = OWN_NUMBER.exec(accented(text).replace(/\s+/g, ' ').replace(ISSUER_BEFORE, ''));
    if (match?.[1] !== undefined) return match[1].replace(/\s/g, '').replace(/–/g, '-');
  }
  return null;
}

/** "An Bình, ngày 01 tháng 02 năm 2024": one full day in a short line. */
function dateOf(pieces: Piece[]): { day: LocalDate; unit: Unit } | null {
  for (const { text, key, unit } of pieces) {
    const at = key.search(/(?<=^|[\s,])ngày\s+\d/u);
    const day = at < 0 || text.length > 120 ? null : fullDay(accented(text).slice(at));
    if (day !== null) return { day, unit };
  }
  return null;
}

function titleOf(units: Piece[]): string {
  const text = units
    .map((piece) => piece.text)
    .join(' ')
    .slice(0, LONGEST_TITLE)
    .replace(/\s+/g, ' ')
    .replace(/[-–_*.\s]+$/u, '')
    .trim();
  if (text === '') return '';
  const rest = text.slice(/^kế hoạch\s*[:.]?\s*/u.exec(foldedKey(text))?.[0].length ?? 0);
  const quiet = /\p{Ll}{2}/u.test(rest) ? rest : rest.toLowerCase();
  // of a text without accents nobody knows which are meant
  const name = accented(text) === text ? 'Kế hoạch' : 'Ke hoach';
  return `${name} ${quiet.charAt(0).toLowerCase()}${quiet.slice(1)}`.trim();
}

/** "năm 2024"; "năm học 2023 - 2024", "giai đoạn 2023-2025", "năm 2023 và năm 2024": all of them. */
function yearsOf(title: string): number[] {
  const key = foldedKey(title);
  const years = [...key.matchAll(/(?:năm(?: học)?|giai đoạn|và|[-–,])\s*((?:20)\d{2})(?!\d|[-–/]\p{L})/gu)].map((match) =>
    Number(match[1]),
  );
  return [...new Set(years)].sort((a, b) => a - b);
}

/** "…, Ban Thường vụ Đảng ủy Khối xây dựng kế hoạch": who does. */
function issuerOf(preamble: Piece[]): string | null {
  for (const { text, key } of preamble) {
    for (const verb of key.matchAll(/\s(?:xây dựng|ban hành|đề ra|lập)(?: và (?:triển khai|ban hành))?\s+kế hoạch/gu)) {
      const before = text.slice(0, verb.index);
      const subject = before
        .slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf(':')) + 1)
        .trim();
      const start = foldedKey(subject).search(
        /(?:ban (?:thường vụ|chấp hành|tuyên giáo|chỉ đạo|dân vận|xây dựng|tổ chức)|đảng (?:ủy|bộ)|(?:huyện|tỉnh|thành|thị|quận)(?: |)(?:ủy|đoàn)|ủy ban|ubnd|công đoàn|liên đoàn|đoàn |hội |chi (?:bộ|ủy)|phòng |sở )/u,
      );
      // what the comma cut off: "các cơ quan, đơn vị"
      if (start >= 0 && subject.length - start > 5 && subject.length < 200) return todaysSpelling(subject.slice(start));
    }
  }
  return null;
}

/** The second line in capitals is the issuer, the first its superior. */
function letterheadIssuer(letterhead: Piece[]): string | null {
  const capitals = letterhead.filter(
    ({ text, key }) =>
      /\p{Lu}{2}/u.test(text) && !/\p{Ll}{2}/u.test(text) && !/^(?:số|đảng cộng sản|cộng hòa|độc lập|kế hoạch)/u.test(key),
  );
  const line = capitals[1] ?? capitals[0];
  return line ? todaysSpelling(line.text.trim()) : null;
}

function basisOf(preamble: Piece[]): DraftBasis[] {
  const found = new Map<string, DraftBasis>();
  for (const { text, unit, from } of preamble) {
    const cited = [...accented(text).matchAll(CITED)];
    for (const [index, match] of cited.entries()) {
      const number = match[1]?.replace(/\s/g, '').replace(/–/g, '-');
      if (number === undefined || found.has(number)) continue;
      const end = Math.min(cited[index + 1]?.index ?? text.length, match.index + match[0].length + FAR);
      const start = Math.max(text.lastIndexOf(',', match.index), text.lastIndexOf(';', match.index), -1) + 1;
      const said = text
        .slice(start, end)
        .trim()
        .replace(/[,;]?\s*(?:và|Kế hoạch|Hướng dẫn|Chỉ thị|Kết luận|Quyết định|Nghị quyết)?\s*$/u, '');
      found.set(number, {
        number,
        date: citedDate(text.slice(match.index + match[0].length, end)),
        said,
        place: unit.placeOf(from + match.index),
      });
    }
  }
  return [...found.values()];
}

/** ", ngày 02/12/2022" right behind the number. */
const citedDate = (behind: string): LocalDate | null => fullDay(accented(behind).replace(/^[\s,]+/, ''));
