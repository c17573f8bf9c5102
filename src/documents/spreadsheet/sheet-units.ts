/**
 * A sheet for each unit, called by its name: the sheet's cells belong to it, though no row says so.
 *
 * @module
 */
import type { Body } from '../../domain/organisation';
import { isCell, type Entry } from './entries';
import { isIssuer } from './issuer';
import { rolesTold } from './kinds';
import { bareKey, inFull, nameKey, slug, withoutCount } from './names';

import type { Asked } from './questions';

export interface SheetEntries {
  /** As the workbook calls it; "" for csv. */
  name: string;
  /** Above its headings. */
  titles: string[];
  entries: Entry[];
}

/** Units of these kinds are often called by their name alone. */
const UNIT_WORDS =
  /^(?:sở|ban|chi cục|cục|trường|bệnh viện|trung tâm|công ty|tổng công ty|xã|phường|thị trấn|huyện|thị xã|ubnd|viện|tòa án|báo|đài|kho bạc|ngân hàng) \S/;

/** Gives the cells of such a sheet its unit as their parent, where a person agrees. @throws CD_ROSTER_ANSWER */
export function placeUnderSheets(sheets: SheetEntries[], known: Body[], asked: Asked): void {
  const units = [...sheets.flatMap(({ entries }) => entries.filter((entry) => !isCell(entry))), ...known];
  const unitNames = new Set(units.map(({ name }) => bareKey(name)));
  for (const { name, titles, entries } of sheets) {
    const unit = unitName(name, sheets.length > 1, unitNames) ?? unitInTitles(titles, sheets);
    const loose = entries.filter((entry) => isCell(entry) && entry.parentName === null && !entry.under);
    const others = entries.filter((entry) => !isCell(entry) && bareKey(entry.name) !== bareKey(unit ?? name));
    if (unit === null || loose.length === 0 || others.length > 0) continue;
    if (known.some((body) => body.roles.includes('issuer') && isIssuer(unit, body))) continue;
    const answer = asked.ask({
      key: `sheet/${slug(name) || slug(unit)}`,
      text: `${name === '' ? 'tệp' : `trang “${name}”`} có ${loose.length} chi bộ không ghi cấp trên: thuộc “${unit}” (unit) hay trực thuộc tổ chức ban hành (top)?`,
      choices: ['unit', 'top'],
      proposal: 'unit',
    });
    if (answer === 'unit') for (const entry of loose) entry.parentName = unit;
  }
}

/** null where the sheet is not called by a unit's name. */
function unitName(sheet: string, isOneOfSeveral: boolean, unitNames: ReadonlySet<string>): string | null {
  const name = sheet
    .replace(/^\s*(?:\d{1,3}|[IVX]{1,5})\s*[.)\-_–]\s*/u, '')
    .replace(/_/g, ' ')
    .trim();
  const whole = inFull(name);
  const roles = rolesTold(whole);
  const isUnit = roles !== null && roles.includes('unit') && !roles.includes('cell') && / /.test(nameKey(whole));
  if (isUnit) return whole;
  const isCalledSo = unitNames.has(bareKey(name)) || UNIT_WORDS.test(nameKey(name));
  return isOneOfSeveral && roles === null && isCalledSo ? whole : null;
}

/**
 * "ĐẢNG BỘ SỞ Y TẾ" above this sheet's headings. What stands above every sheet's, or alone above the only one's, is the issuer's.
 */
function unitInTitles(titles: string[], sheets: SheetEntries[]): string | null {
  const committees = titles.filter((title) => title.length < 120 && /^(?:unit|issuer)$/.test(rolesTold(title)?.join() ?? ''));
  const own =
    sheets.length > 1
      ? committees.filter((title) => !sheets.every((sheet) => sheet.titles.includes(title)))
      : committees.slice(1);
  const unit = own.at(-1);
  return unit !== undefined && nameKey(unit).startsWith('đảng bộ ') ? withoutCount(unit) : null;
}
