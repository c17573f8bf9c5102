/**
 * A chain of numbers and marks read as days: "30/6/2026", "25,26,27,28/12/2017", "28-30/6". What can be read in two
 * ways is not read.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import { edge, type Edge } from './parts';

interface Link {
  value: number;
  digits: number;
  /** The mark before it, "," for "và". */
  by: string;
  /** White space on both sides of that mark. */
  wide: boolean;
}

export interface Chain {
  days: Edge[];
  /** How the last two are joined: a range, or a list. */
  range: boolean;
  /** "15-17": days alone, their month comes after. */
  monthless: boolean;
  unclear?: string;
}

const MARKS = ['/', '-', '.', '–', ','];
/** A longer row of numbers is no date. */
const MOST_LINKS = 16;
const TWO_WAYS = 'có thể hiểu theo nhiều cách';

/** Null where no number stands at `i`. `named`: the word "ngày" stands before it. */
export function chainAt(c: Cursor, i: number, named: boolean): Read<Chain> | null {
  const links: Link[] = [];
  let at = i;
  for (let link = linkAt(c, at, true, false); link && links.length < MOST_LINKS; ) {
    links.push(link.value);
    at = link.next;
    link = linkAt(c, at, false, named && links.every(({ by }) => by === '' || by === ','));
  }
  if (links.length === 0) return null;
  return { next: at, value: understood(links, named) };
}

/** `monthless`: the days before it, "ngày 12", have no month yet and take that of "và ngày 13/8". */
function linkAt(c: Cursor, i: number, first: boolean, monthless: boolean): Read<Link> | null {
  if (first) return numberLink(c, i, '', false);
  const comma = c.mark(i, ',') ? c.skip(i + 1, 'và') : c.after(i, 'và', '&');
  if (comma !== null) {
    const named = monthless ? c.after(comma, 'ngày', 'sáng ngày', 'chiều ngày', 'tối ngày') : null;
    if (named !== null) return numberLink(c, named, ',', false);
    const value = c.number(comma);
    // A day of a list: at most two digits, and not the number of something else ("15/6, 20 chi bộ").
    if (value === null || value > 31 || c.at(comma + 1)?.kind === 'word') return listedDay(c, comma);
    return numberLink(c, comma, ',', false);
  }
  const mark = c.at(i);
  if (mark?.kind !== 'mark' || !MARKS.includes(mark.text)) return null;
  const wide = mark.spaced && (c.at(i + 1)?.spaced ?? false);
  if (mark.text === '.' && (mark.spaced || c.at(i + 1)?.spaced)) return null;
  return numberLink(c, i + 1, mark.text, wide);
}

/** "ngày 15, 16 tháng 6": words may follow only when they name the month. */
function listedDay(c: Cursor, i: number): Read<Link> | null {
  const value = c.number(i);
  return value !== null && value <= 31 && c.after(i + 1, 'tháng', 'và', 'năm', 'hằng', 'hàng') !== null
    ? numberLink(c, i, ',', false)
    : null;
}

function numberLink(c: Cursor, i: number, by: string, wide: boolean): Read<Link> | null {
  const value = c.number(i);
  return value === null ? null : { next: i + 1, value: { value, digits: c.at(i)?.text.length ?? 0, by, wide } };
}

function understood(links: Link[], named: boolean): Chain {
  const groups = split(links, named);
  if (typeof groups === 'string') return { days: [], range: false, monthless: false, unclear: groups };
  const days: Edge[] = [];
  for (const group of groups) {
    const day = dayOfGroup(group.numbers);
    if (!day) return { days: [], range: false, monthless: false, unclear: `“${written(group.numbers)}” không phải là một ngày` };
    days.push(day);
  }
  // What the last day says of month and year holds for those before it.
  for (let n = days.length - 2; n >= 0; n -= 1) {
    const [day, after] = [days[n], days[n + 1]];
    if (day && after && day.month === null) days[n] = { ...day, month: after.month, year: after.year };
  }
  return { days, range: groups.slice(1).every(({ by }) => by !== ','), monthless: days.every(({ month }) => month === null) };
}

const written = (numbers: Link[]) => numbers.map(({ value, by }, n) => (n === 0 ? value : `${by}${value}`)).join('');

interface Group {
  by: string;
  numbers: Link[];
}

/** Cuts the chain into days, or says why that cannot be done. */
function split(links: Link[], named: boolean): Group[] | string {
  const marks = links.slice(1).map(({ by }) => by);
  const dashes = links.slice(1).filter(({ by }) => by === '-' || by === '–');
  const someWide = dashes.some(({ wide }) => wide) && links.slice(1).some(({ wide, by }) => !wide && by !== ',');
  const slashed = marks.includes('/') || marks.includes('.');
  const bothDashes = marks.includes('-') && marks.includes('–');
  const cuts = (link: Link) => {
    if (link.by === ',') return true;
    if (link.by !== '-' && link.by !== '–') return false;
    if (someWide) return link.wide;
    if (bothDashes) return link.by === '–';
    return slashed && link.digits < 4;
  };
  const groups: Group[] = [];
  for (const link of links) {
    const last = groups.at(-1);
    if (!last || cuts(link)) groups.push({ by: link.by, numbers: [link] });
    else last.numbers.push(link);
  }
  return mended(groups, links, named);
}

/** The shapes in which a dash may be either a range or a date's own mark. */
function mended(groups: Group[], links: Link[], named: boolean): Group[] | string {
  const [a, b, d] = links;
  // "9-10/2023": the 9th of October, or September and October.
  if (links.length === 3 && a && b && d && b.by !== ',' && d.by !== b.by && d.digits === 4 && b.by !== '/' && b.by !== '.') {
    if (named || a.value > 12) return [{ by: '', numbers: links }];
    return `“${written(links)}” ${TWO_WAYS} (ngày ${a.value} tháng ${b.value}, hay tháng ${a.value} đến tháng ${b.value})`;
  }
  const only = groups.length === 1 ? groups[0] : undefined;
  if (only && only.numbers.length === 2 && a && b && (b.by === '-' || b.by === '–') && b.value > 12 && b.digits <= 2)
    return [
      { by: '', numbers: [a] },
      { by: '-', numbers: [b] },
    ];
  if (only && only.numbers.length === 3 && d && d.digits < 4 && (a?.digits ?? 0) < 4 && !(d.digits === 2 && d.value > 12))
    return `“${written(links)}” ${TWO_WAYS}`;
  if (groups.some(({ numbers }) => numbers.length > 3)) return `“${written(links)}” ${TWO_WAYS}`;
  return groups;
}

function dayOfGroup(numbers: Link[]): Edge | null {
  const [a, b, d] = numbers;
  if (!a) return null;
  if (!b) return a.digits <= 2 ? edge(null, a.value) : null;
  if (!d) return a.digits <= 2 && b.digits <= 2 ? edge(b.value, a.value) : null;
  if (a.digits === 4) return edge(b.value, d.value, a.value);
  if (a.digits > 2 || b.digits > 2) return null;
  if (d.digits === 4) return edge(b.value, a.value, d.value);
  return d.digits === 2 ? edge(b.value, a.value, 2000 + d.value) : null;
}
