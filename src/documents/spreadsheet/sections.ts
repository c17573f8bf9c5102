/**
 * What each row stands under: by section rows, by numbering, or by what the names say.
 *
 * @module
 */
import type { Entry } from './entries';

export interface Line {
  entry: Entry;
  rank: number | null;
  /** As written, without what parts it from the name. */
  ordinal: string;
  /** Nothing else stands in the row. */
  isAlone: boolean;
}

/** Numbers of bodies: 1, 1.1; what opens a section ranks before them. */
const NUMBERS = 3;
const SECTION = 2;

/** "2. ĐẢNG BỘ SỞ TÀI CHÍNH" alone in its row, below which the numbers begin again: a section, though it is numbered as its cells are. */
export function openSections(lines: Line[]): Line[] {
  return lines.map((line, index) => {
    const next = lines[index + 1];
    const opens = line.isAlone && line.rank === NUMBERS && line.entry.roles?.includes('unit') === true;
    return opens && next && !next.isAlone && /^0?1\D*$/.test(next.ordinal) ? { ...line, rank: SECTION } : line;
  });
}

/**
 * Gives each line the line it stands under. With numbers: the nearest above of an outer rank; a line without one is a unit
 * that opens a section, or a cell of it. Without any numbers the names alone tell.
 */
export function placeUnder(lines: Line[]): void {
  const ranks = new Set(lines.flatMap(({ rank }) => (rank === null ? [] : [rank])));
  const hasColumn = lines.some(({ entry }) => entry.parentName !== null);
  // a parent column says more than names: beside it only real numbering counts
  const flat = hasColumn ? ranks.size < 2 : lines.every(({ rank, entry }) => rank === 3 && entry.name !== '');
  if (flat) return;
  const stack: { rank: number; entry: Entry | null }[] = [];
  for (const { entry, rank: numbered } of lines) {
    const rank = numbered ?? rankByName(entry);
    while ((stack.at(-1)?.rank ?? 0) >= rank) stack.pop();
    entry.under = stack.findLast((above) => above.entry !== null)?.entry ?? null;
    if (entry.name === '') stack.push({ rank, entry: null });
    else stack.push({ rank, entry });
  }
}

function rankByName({ name, roles }: Entry): number {
  if (name === '') return 2;
  if (roles?.includes('issuer')) return 0.5;
  if (roles?.includes('unit') || roles?.includes('mass') || roles?.includes('board')) return 2;
  if (roles?.includes('subunit')) return 2.5;
  return 9;
}
