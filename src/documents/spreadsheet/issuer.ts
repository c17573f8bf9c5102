/**
 * Who issues the plan and who watches it: in the sheet, or known, or asked for.
 *
 * @module
 */
import type { Body, Role } from '../../domain/organisation';
import type { Entry } from './entries';
import { kindFor } from './kinds';
import type { Known } from './known';
import { bareKey, committeeKey, nameKey, slug } from './names';
import type { Asked } from './questions';
import { oneLine } from './sheet';

const COMMITTEE =
  /^(?:ban thường vụ|btv|đảng ủy|đảng uỷ|huyện ủy|huyện uỷ|thị ủy|thị uỷ|thành ủy|thành uỷ|tỉnh ủy|tỉnh uỷ|đảng bộ)\s/iu;

/** The issuer: named in the sheet, or known, or asked for with what the titles and the parent column say. */
export function topOf(entries: Entry[], titles: string[], known: Known, asked: Asked): Body {
  const own = entries.find(({ roles }) => roles?.includes('issuer'));
  const issuers = known.bodies.filter(({ roles }) => roles.includes('issuer'));
  const [only] = issuers;
  if (own) {
    const same = issuers.find(({ id, name }) => id === own.code || nameKey(name) === nameKey(own.name));
    return same ?? bodyNamed(own.name, 'issuer', null, own.code);
  }
  if (only && issuers.length === 1) return only;
  if (only) {
    const answer = asked.ask({
      key: 'issuer',
      text: `tổ chức nào ban hành kế hoạch cho danh sách này: ${issuers.map(({ id, name }) => `${id} (${name})`).join(', ')}?`,
      choices: issuers.map(({ id }) => id),
      proposal: only.id,
    });
    return issuers.find(({ id }) => id === answer) ?? only;
  }
  const title = parentOfUnits(entries) ?? titles.map(oneLine).find((line) => line.length < 120 && COMMITTEE.test(line));
  const proposal = title === undefined ? null : /^(?:ban thường vụ|btv)\s/iu.test(title) ? title : `Ban Thường vụ ${title}`;
  const answer = asked.ask({
    key: 'issuer',
    text: `danh sách không có tổ chức ban hành kế hoạch (Ban Thường vụ …); tên là gì?${proposal ? ` Có phải “${proposal}”?` : ''}`,
    choices: [],
    proposal,
  });
  return bodyNamed(answer || 'Ban Thường vụ', 'issuer', null, null);
}

/**
 * "Trực thuộc: Đảng ủy Khối" of every unit: what belongs to nobody itself, with a row of its own or none.
 */
export function parentOfUnits(entries: Entry[]): string | undefined {
  const rows = new Map(entries.flatMap((entry) => keysOf(entry).map((key) => [key, entry] as const)));
  const isAtTop = ({ roles, parentName, under }: Entry) => roles?.includes('unit') === true && parentName === null && !under;
  const tops = entries.filter(isAtTop);
  const said = entries.flatMap(({ roles, parentName }) => {
    if (parentName === null || !roles?.includes('unit')) return [];
    const row = rows.get(bareKey(parentName)) ?? rows.get(`code ${slug(parentName)}`);
    const name = row?.name ?? parentName;
    const isOnlyTop = !row || (tops.length === 1 && tops[0] === row);
    return COMMITTEE.test(name) && isOnlyTop ? [name] : [];
  });
  return said.length > 0 && new Set(said.map(committeeKey)).size === 1 ? said[0] : undefined;
}

const keysOf = ({ name, code }: Entry): string[] => [bareKey(name), ...(code === null ? [] : [`code ${code}`])];

/** "Đảng ủy Khối", "BTV Đảng ủy Khối" and "Ban Thường vụ Đảng ủy Khối" are one, as the top of a list. */
export function isIssuer(name: string, top: Pick<Body, 'name' | 'id'>): boolean {
  return name === top.id || bareKey(committeeKey(name)) === bareKey(committeeKey(top.name));
}

/** A row that names the issuer itself ("Đảng ủy Khối") is no unit below it, unless it is known as one. */
export function markIssuer(entries: Entry[], top: Body, known: Known): void {
  const aboveUnits = parentOfUnits(entries);
  const isTop = ({ name }: Entry) =>
    committeeKey(name) === committeeKey(top.name) || (name === aboveUnits && isIssuer(name, top));
  for (const entry of entries) {
    const isUnit = !entry.rolesWritten && entry.roles?.includes('unit') === true && !entry.roles.includes('cell');
    if (!isUnit || entry.parentName !== null || entry.under || !isTop(entry)) continue;
    if (!known.bodies.some(({ id, name }) => id !== top.id && nameKey(name) === nameKey(entry.name))) entry.roles = ['issuer'];
  }
}

/** null where the file or the facts have one. */
export function boardOf(bodies: Body[], known: Known, topId: string, asked: Asked): Body | null {
  if ([...bodies, ...known.bodies].some(({ roles }) => roles.includes('board'))) return null;
  const proposal = 'Ban Tuyên giáo';
  const name = asked.ask({
    key: 'board',
    text: `danh sách không có ban theo dõi kế hoạch; tên là gì? Có phải “${proposal}”?`,
    choices: [],
    proposal,
  });
  return bodyNamed(name, 'board', topId, null);
}

const bodyNamed = (name: string, role: Role, parentId: string | null, code: string | null): Body => ({
  id: code ?? (slug(name).slice(0, 64) || role),
  name,
  level: 1,
  roles: [role],
  parentId,
  kind: kindFor([role]),
});
