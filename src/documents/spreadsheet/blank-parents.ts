/**
 * Cells whose parent column is empty, where others fill it: below whom they are is asked, once a sheet.
 *
 * @module
 */
import { isCell, type Entry } from './entries';
import { slug } from './names';
import type { Above } from './parents';
import type { Asked } from './questions';
import { placeText } from './sheet';

export interface Blank {
  entry: Entry;
  /** What the rows before it say: the unit whose row stands above, or the parent of the cell above; null where there is none. */
  above: Above | null;
}

const SHOWN = 5;

/** @returns the place of each. @throws CD_ROSTER_ANSWER */
export function blankParents(
  blanks: Blank[],
  entries: Entry[],
  above: ReadonlyMap<Entry, Above>,
  asked: Asked,
): Map<Entry, Above> {
  const places = new Map<Entry, Above>();
  for (const sheet of new Set(blanks.map(({ entry }) => entry.sheet))) {
    const own = blanks.filter(({ entry }) => entry.sheet === sheet);
    const shown = own.slice(0, SHOWN).map((each) => `${placeText(each.entry)} “${each.entry.name}” (${nameOf(each.above)})`);
    const answer = asked.ask({
      key: `blank-parent${sheet === '' ? '' : `/${slug(sheet)}`}`,
      text: `${own.length} chi bộ để trống cột cấp trên: ${shown.join('; ')}${own.length > SHOWN ? '; …' : ''}. Thuộc tổ chức của dòng trên (above, như ghi trong ngoặc) hay trực thuộc tổ chức ban hành (top)? Áp dụng cho mọi chi bộ để trống; khác nhau thì điền vào tệp.`,
      choices: ['above', 'top'],
      proposal: proposalFor(own, entries, above),
    });
    for (const each of own) places.set(each.entry, answer === 'above' && each.above ? each.above : { top: true });
  }
  return places;
}

/**
 * null where nothing is likely: the list is not one of units with their own cells below them, so that the last unit's row
 * says nothing of the cell.
 */
function proposalFor(blanks: Blank[], entries: Entry[], above: ReadonlyMap<Entry, Above>): string | null {
  if (blanks.every((each) => each.above === null)) return 'top';
  let unit: Entry | null = null;
  let strays = false;
  for (const entry of entries) {
    const place = above.get(entry);
    if (!isCell(entry)) unit = entry;
    else if (unit && place && 'entry' in place && place.entry !== unit && place.entry !== entry.under) strays = true;
  }
  return strays ? null : 'above';
}

const nameOf = (above: Above | null): string =>
  above === null || 'top' in above ? 'không có dòng trên' : 'entry' in above ? above.entry.name : above.known.name;
