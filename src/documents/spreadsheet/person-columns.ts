/**
 * Whose name, telephone and address a column holds: the secretary's and the deputy's stand side by side, and one's is never
 * the other's.
 *
 * @module
 */
import type { Column } from './columns';
import { EXACT, fitsOf } from './fields';
import { plain } from './names';

/** Columns of one person, or of several whose cells are paired in order. */
export type PersonColumns = Record<'contact' | 'email' | 'phone', Column[]>;

const FIELDS = ['contact', 'email', 'phone'] as const;
const ROLES: [role: string, pattern: RegExp][] = [
  ['deputy', /\b(?:pho bi thu|pbt|pho bt|cap pho|cap pho phu trach|pho truong)\b/],
  ['secretary', /\b(?:bi thu|bt|cap truong)\b/],
  ['member', /\b(?:chi uy vien|dang uy vien|uy vien|cuv|duv)\b/],
];

interface Group {
  columns: Column[];
  keys: Set<string>;
  isHeaded: boolean;
}

/** In the order of the sheet. */
export function personColumns(columns: Column[]): PersonColumns[] {
  const groups: Group[] = [];
  for (const column of columns) if (FIELDS.some((field) => field === column.field)) place(column, groups);
  return groups.flatMap(({ columns: own }) => onePersonEach(own));
}

function place(column: Column, groups: Group[]): void {
  const outer = groupHeading(column);
  const key = roleIn(column.label) ?? outer;
  const last = groups.at(-1);
  const has = (group: Group, field: Column['field']) => group.columns.some((each) => each.field === field);
  const lacking = () => groups.find((group) => !has(group, column.field));
  const group = (() => {
    const own = key === '' ? undefined : groups.find(({ keys }) => keys.has(key));
    if (own || !last) return own;
    if (column.field === 'contact') {
      // "Bí thư | Phó bí thư | Điện thoại": names side by side share what follows
      const joins = !has(last, 'contact')
        ? last.keys.size === 0 || key === ''
        : last.columns.every(({ field }) => field === 'contact');
      return joins && !(last.isHeaded && outer !== '') ? last : undefined;
    }
    if (key === '' && /\b(?:chi bo|dang bo|don vi|co quan|chung)\b/.test(plain(column.label))) return lacking() ?? last;
    // a column beside the groups is of the first who has none of it
    if (key === '') return last.isHeaded ? (lacking() ?? last) : last;
    return last.keys.size === 0 || (!has(last, column.field) && !(last.isHeaded && outer !== '')) ? last : undefined;
  })();
  if (group) {
    group.columns.push(column);
    if (key !== '') group.keys.add(key);
  } else groups.push({ columns: [column], keys: new Set(key === '' ? [] : [key]), isHeaded: outer !== '' });
}

/** The heading over a group of columns; "Điện thoại" over "Cơ quan", "Di động" heads no person. */
function groupHeading({ parts }: Column): string {
  const outer = parts.slice(0, -1).join(' ');
  const says = fitsOf(outer)[0];
  return says && says.score >= EXACT && (says.field === 'phone' || says.field === 'email' || plain(outer).startsWith('ho '))
    ? ''
    : plain(outer);
}

const roleIn = (label: string): string | null => {
  const words = plain(label);
  return ROLES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
};

/** As many names as telephones or addresses side by side: the n-th column of each is one person's; a single one is the first's. */
function onePersonEach(columns: Column[]): PersonColumns[] {
  const of = (field: Column['field']) => columns.filter((column) => column.field === field);
  const all = { contact: of('contact'), email: of('email'), phone: of('phone') };
  const people = all.contact.length;
  const reached = [all.email, all.phone];
  const fits =
    people > 1 &&
    reached.some(({ length }) => length === people) &&
    reached.every(({ length }) => length === people || length < 2);
  if (!fits) return [all];
  return all.contact.map((contact, index) => ({
    contact: [contact],
    email: all.email.slice(index, index + 1),
    phone: all.phone.slice(index, index + 1),
  }));
}
