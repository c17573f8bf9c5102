/**
 * Reads the organisation from strict csv: `id,name,role,parent,kind,contact,email,phone,channel,officer`.
 * A row is a body, or, with role `officer` or `head`, a person of the board (parent: the board).
 *
 * @module
 */
import {
  CHANNELS,
  ROLES,
  type Body,
  type Channel,
  type Contact,
  type Role,
  type Roster,
  type Supervisor,
} from '../domain/organisation';
import { routesOf } from '../domain/routing';
import { readCsv, type CsvRecord } from './csv-source';
import { Findings, type FaultKind, type Place, type Reading, type WarningKind } from './findings';
import { levelsOf, type TreeRow } from './roster-tree';
import { ROSTER_LIMIT, textOf } from './source-text';
import { badId, ID, LONGEST_NAME } from './written-values';

export const ROSTER_COLUMNS = [
  'id',
  'name',
  'role',
  'parent',
  'kind',
  'contact',
  'email',
  'phone',
  'channel',
  'officer',
] as const;
const REQUIRED_COLUMNS = ['id', 'name', 'role', 'parent'] as const;
const SUPERVISOR_ROLES = ['officer', 'head'] as const;

/** What a mail server would take: no spaces, one @, a dot in the domain. Whether it arrives is told by sending. */
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,63}$/;

export interface RosterRead {
  roster: Roster;
  /** Where each body's row stands. */
  places: ReadonlyMap<string, Place>;
}

interface BodyRow {
  record: CsvRecord;
  id: string;
  roles: Role[];
}

/** Every fault at its line and column; warnings for bodies that nobody can reach. */
export function readRoster(bytes: Uint8Array, file: string): Reading<RosterRead> {
  const faults = new Findings<FaultKind>(file);
  const warnings = new Findings<WarningKind>(file);
  const refused = (): Reading<RosterRead> => ({ ok: false, faults: faults.sorted(), warnings: [] });
  const text = textOf(bytes, ROSTER_LIMIT, faults);
  const records = text === null ? null : readCsv(text, ROSTER_COLUMNS, REQUIRED_COLUMNS, faults);
  if (!records) return refused();

  const places = new Map<string, Place>();
  const rows: BodyRow[] = [];
  const people: { record: CsvRecord; id: string; role: Supervisor['role'] }[] = [];
  for (const record of records) {
    const id = checkId(record, places, faults);
    const words = record.get('role').split(/\s+/).filter(Boolean);
    const person = SUPERVISOR_ROLES.find((role) => words.length === 1 && words[0] === role);
    requireShort(record, faults);
    if (record.get('name') === '') faults.add('missing-key', record.placeOf('name'), 'thiếu tên (cột “name”)');
    if (person) people.push({ record, id, role: person });
    else rows.push({ record, id, roles: rolesOf(record, words, faults) });
  }
  requireRole('issuer', 'no-issuer', rows, faults);
  requireRole('board', 'no-board', rows, faults);

  const tree = rows.map(
    ({ record, id, roles }): TreeRow => ({
      id,
      parent: record.get('parent') || null,
      isRoot: roles.includes('issuer'),
      place: record.placeOf('parent'),
    }),
  );
  const levels = levelsOf(tree, faults);
  const contacts = rows.flatMap((row) => contactOf(row, faults) ?? []);
  const supervisors = supervisorsOf(people, rows, faults);
  if (faults.list.length > 0) return refused();

  const bodies = rows.map(
    ({ record, id, roles }): Body => ({
      id,
      name: record.get('name'),
      level: levels.get(id) ?? 1,
      roles,
      parentId: record.get('parent') || null,
      kind: record.get('kind'),
    }),
  );
  const roster: Roster = { bodies, contacts, supervisors };
  warnUnreachable(roster, places, warnings);
  return { ok: true, value: { roster, places }, warnings: warnings.sorted() };
}

/** Names stand in the subject of letters and in tables. */
function requireShort(record: CsvRecord, faults: Findings<FaultKind>): void {
  for (const column of ['name', 'contact'] as const) {
    const { length } = record.get(column);
    if (length > LONGEST_NAME)
      faults.add('wrong-value', record.placeOf(column), `tên dài ${length} ký tự; nhiều nhất ${LONGEST_NAME} (cột “${column}”)`);
  }
}

function checkId(record: CsvRecord, places: Map<string, Place>, faults: Findings<FaultKind>): string {
  const id = record.get('id');
  const first = places.get(id);
  if (!ID.test(id)) faults.add('bad-id', record.placeOf('id'), badId(id));
  else if (first) faults.add('duplicate-id', record.placeOf('id'), `mã “${id}” đã dùng ở dòng ${first.line}`);
  else places.set(id, record.place);
  return id;
}

function rolesOf(record: CsvRecord, words: string[], faults: Findings<FaultKind>): Role[] {
  if (words.length === 0) faults.add('missing-key', record.placeOf('role'), 'thiếu vai trò (cột “role”)');
  const known = words.flatMap((word) => {
    const role = ROLES.find((each) => each === word);
    if (role) return [role];
    faults.add(
      'unknown-role',
      record.placeOf('role'),
      `vai trò “${word}” không có; chỉ dùng: ${[...ROLES, ...SUPERVISOR_ROLES].join(', ')} (officer, head đứng riêng)`,
    );
    return [];
  });
  return [...new Set(known)];
}

function requireRole(role: Role, kind: FaultKind, rows: BodyRow[], faults: Findings<FaultKind>): void {
  if (!rows.some(({ roles }) => roles.includes(role)))
    faults.add(kind, { line: 1, column: 1 }, `danh sách không có tổ chức nào giữ vai trò “${role}”`);
}

/** A body's own contact, or null where its row names nobody. */
function contactOf({ record, id, roles }: BodyRow, faults: Findings<FaultKind>): Contact | null {
  const email = emailOf(record, faults);
  const phone = record.get('phone') || null;
  const name = record.get('contact');
  const word = record.get('channel');
  const channel = CHANNELS.find((each) => each === word);
  if (word !== '' && !channel)
    faults.add(
      'wrong-value',
      record.placeOf('channel'),
      `kênh “${word}” không có; chỉ dùng: ${CHANNELS.join(', ')}, hoặc để trống`,
    );
  if (channel === 'email' && email === null)
    faults.add('wrong-value', record.placeOf('channel'), 'kênh “email” nhưng không có địa chỉ e-mail');
  if (channel === 'via-unit' && !belongsToUnit(roles))
    faults.add(
      'wrong-value',
      record.placeOf('channel'),
      'kênh “via-unit” chỉ dùng cho chi bộ, đảng bộ bộ phận thuộc một tổ chức cơ sở đảng',
    );
  if (name === '' && email === null && phone === null && word === '') return null;
  return { id: `${id}#1`, bodyId: id, channel: channel ?? defaultChannel(email, roles), name, email, phone, language: 'vi' };
}

const belongsToUnit = (roles: Role[]) => (roles.includes('cell') || roles.includes('subunit')) && !roles.includes('unit');

function defaultChannel(email: string | null, roles: Role[]): Channel {
  if (email !== null) return 'email';
  return belongsToUnit(roles) ? 'via-unit' : 'hand';
}

function emailOf(record: CsvRecord, faults: Findings<FaultKind>): string | null {
  const email = record.get('email');
  if (email === '') return null;
  if (!EMAIL.test(email))
    faults.add('bad-email', record.placeOf('email'), `địa chỉ e-mail “${email}” không đúng dạng; mỗi ô một địa chỉ`);
  return email.toLowerCase();
}

function supervisorsOf(
  people: { record: CsvRecord; id: string; role: Supervisor['role'] }[],
  rows: BodyRow[],
  faults: Findings<FaultKind>,
): Supervisor[] {
  const boards = new Set(rows.flatMap(({ id, roles }) => (roles.includes('board') ? [id] : [])));
  for (const { record } of people) {
    const parent = record.get('parent');
    if (!boards.has(parent))
      faults.add(
        'missing-parent',
        record.placeOf('parent'),
        `người của Ban phải thuộc Ban (vai trò “board”); “${parent}” không phải`,
      );
    if (record.get('channel') !== '' || record.get('officer') !== '')
      faults.add(
        'wrong-value',
        record.placeOf(record.get('channel') !== '' ? 'channel' : 'officer'),
        'dòng của người trong Ban để trống cột này',
      );
  }
  const follows = new Map(people.map(({ id }) => [id, new Array<string>()]));
  for (const { record, id, roles } of rows) {
    const officer = record.get('officer');
    if (officer === '') continue;
    const units = follows.get(officer);
    if (!units) faults.add('unknown-officer', record.placeOf('officer'), `không có người theo dõi “${officer}” trong danh sách`);
    else if (!roles.includes('unit'))
      faults.add('wrong-value', record.placeOf('officer'), 'chỉ tổ chức cơ sở đảng (vai trò “unit”) có người theo dõi');
    else units.push(id);
  }
  return people.map(({ record, id, role }) => ({
    id,
    name: record.get('name'),
    email: emailOf(record, faults),
    phone: record.get('phone') || null,
    role,
    follows: follows.get(id) ?? [],
  }));
}

/** Nobody writes to the committee that issues the plan, or to the board itself: those need no way. */
function warnUnreachable(roster: Roster, places: ReadonlyMap<string, Place>, warnings: Findings<WarningKind>): void {
  const told = new Map(
    roster.bodies.map((body) => [body.id, body.roles.some((role) => role !== 'issuer' && role !== 'board') ? body.name : null]),
  );
  for (const { bodyId, address, contactId } of routesOf(roster)) {
    const name = told.get(bodyId) ?? null;
    const place = places.get(bodyId);
    if (address !== null || contactId !== 'none' || name === null || !place) continue;
    warnings.add(
      'unreachable',
      place,
      `không ai liên hệ được với “${name}”: không có e-mail, điện thoại, và không cấp trên nào có e-mail để chuyển giúp`,
    );
  }
}
