/**
 * Sheets and what is known become a roster: the issuer and the board, roles, levels, contacts, officers. What the sheets have
 * no column for stays as it is known.
 *
 * @module
 */
import type { Body, Role, Roster, Supervisor } from '../../domain/organisation';
import { contactsFor, type ColumnsThere } from './assemble-contacts';
import type { Entry } from './entries';
import { grouped } from './groups';
import { identitiesOf, type Identified } from './identities';
import { boardOf, markIssuer, topOf } from './issuer';
import { kindFor } from './kinds';
import type { Known } from './known';
import { bareKey, nameKey, slug } from './names';
import { parentsOf } from './parents';
import type { Asked } from './questions';
import { placeText } from './sheet';

export interface Assembled {
  roster: Roster;
  /** The file is refused for these. */
  faults: string[];
  notes: string[];
}

const MAX_LEVEL = 5;

export interface AssembleInput {
  entries: Entry[];
  /** Lines above the headings. */
  titles: string[];
  columns: ColumnsThere;
  known: Known;
}

/** @throws CD_ROSTER_ANSWER */
export function assemble({ entries, titles, columns, known }: AssembleInput, asked: Asked): Assembled {
  const top = topOf(entries, titles, known, asked);
  markIssuer(entries, top, known);
  const parents = parentsOf(entries, top, known.bodies, asked);
  const { bodies: identified, cycles } = identitiesOf([...parents.added, ...entries], parents.above, top.id, known, asked);
  const faults = cycles.map((names) => `vòng lặp hoặc quá nhiều cấp: ${names.slice(0, 8).join(' → ')}`);
  const knownById = new Map(known.bodies.map((body) => [body.id, body]));
  const former = new Map(known.former.map((body) => [body.id, body]));
  const hasChildren = new Set(identified.map(({ parentId }) => parentId));
  const inSheet = new Set(identified.map(({ id }) => id));
  const bodies = new Map<string, Body>();
  if (!inSheet.has(top.id) && !knownById.has(top.id)) bodies.set(top.id, top);
  for (const { id, entry, parentId } of identified) {
    const before = knownById.get(id) ?? former.get(id);
    const roles = rolesOf(entry, { isUnderTop: parentId === top.id, hasChildren: hasChildren.has(id), before });
    bodies.set(id, {
      id,
      name: id === top.id ? top.name : nameFor(entry.name, before),
      level: 1,
      roles,
      parentId,
      kind: entry.kind || before?.kind || kindFor(roles),
    });
  }
  const board = boardOf([...bodies.values()], known, top.id, asked);
  if (board && !bodies.has(board.id) && !knownById.has(board.id)) bodies.set(board.id, board);
  const list = [...bodies.values()];
  faults.push(...setLevels(list, bodies, knownById));
  const units = new Map(
    identified.flatMap(({ id, entry }) => (bodies.get(id)?.roles.includes('unit') ? [[id, entry] as const] : [])),
  );
  const notes = [...parents.notes];
  const entryOf = new Map(identified.map(({ id, entry }) => [id, entry]));
  const contactsOf = grouped(known.contacts, ({ bodyId }) => bodyId);
  return {
    roster: {
      bodies: list,
      contacts: list.flatMap((body) => contactsFor(body, entryOf.get(body.id) ?? null, columns, contactsOf.get(body.id) ?? [])),
      supervisors: columns.officer ? officersOf(units, identified, bodies, known, notes) : known.supervisors,
    },
    faults,
    notes,
  };
}

/** "Chi bộ Khoa Nội" is no new name of "Khoa Nội": `kind` says the rest. */
const nameFor = (name: string, before: Body | undefined): string =>
  before && nameKey(before.name) !== nameKey(name) && bareKey(before.name) === bareKey(name) ? before.name : name;

/** A role column first, then what is known, then kind and name, then where it stands. */
function rolesOf(entry: Entry, at: { isUnderTop: boolean; hasChildren: boolean; before: Body | undefined }): Role[] {
  if (entry.rolesWritten && entry.roles) return entry.roles;
  if (at.before) return at.before.roles;
  const isUnit = at.hasChildren || (at.isUnderTop && !entry.listedAsCell);
  const told = entry.roles ?? (isUnit ? (['unit'] as const) : (['cell'] as const));
  if (told.includes('unit') && !told.includes('cell') && !at.isUnderTop) return ['subunit'];
  // a cell directly below the issuer is a grassroots organisation of its own
  return told.includes('cell') && !told.includes('unit') && at.isUnderTop ? ['unit', 'cell'] : [...told];
}

/** Levels from the top down. @returns faults: bodies deeper than the tree may be */
function setLevels(list: Body[], bodies: ReadonlyMap<string, Body>, known: ReadonlyMap<string, Body>): string[] {
  const depth = (body: Body | undefined, steps: number): number => {
    if (!body || steps > 2 * MAX_LEVEL) return steps;
    if (!bodies.has(body.id)) return body.level;
    return body.parentId === null ? 1 : 1 + depth(bodies.get(body.parentId) ?? known.get(body.parentId), steps + 1);
  };
  return list.flatMap((body) => {
    body.level = depth(body, 0);
    return body.level > MAX_LEVEL ? [`“${body.name}” ở cấp ${body.level}; cây tổ chức nhiều nhất ${MAX_LEVEL} cấp`] : [];
  });
}

/** Officers by name; one named at a cell follows the cell's unit where the unit itself names nobody. */
function officersOf(
  units: ReadonlyMap<string, Entry>,
  identified: Identified[],
  bodies: ReadonlyMap<string, Body>,
  known: Known,
  notes: string[],
): Supervisor[] {
  const people = new Map(known.supervisors.map((each) => [nameKey(each.name), { ...each, follows: new Array<string>() }]));
  const follow = new Map<string, string>();
  for (const { id, entry } of identified) {
    if (entry.officer === '') continue;
    let unit = bodies.get(id);
    while (unit && !unit.roles.includes('unit')) unit = unit.parentId === null ? undefined : bodies.get(unit.parentId);
    if (!unit) continue;
    const named = units.get(unit.id)?.officer || follow.get(unit.id) || entry.officer;
    if (nameKey(named) !== nameKey(entry.officer))
      notes.push(`${placeText(entry)}: người theo dõi “${entry.officer}” khác của cả đơn vị (“${named}”), bỏ qua`);
    follow.set(unit.id, named);
  }
  for (const [unitId, name] of follow) {
    const found = [...people.values()].find((each) => each.id === name);
    const person = found ??
      people.get(nameKey(name)) ?? {
        id: freeId(name, people, bodies),
        name,
        email: null,
        phone: null,
        role: 'officer',
        follows: [],
      };
    person.follows.push(unitId);
    people.set(nameKey(person.name), person);
  }
  // who follows units that the file does not hold goes on doing so
  for (const each of known.supervisors)
    people.get(nameKey(each.name))?.follows.push(...each.follows.filter((unitId) => !bodies.has(unitId)));
  return [...people.values()];
}

function freeId(name: string, people: ReadonlyMap<string, Supervisor>, bodies: ReadonlyMap<string, Body>): string {
  const taken = new Set([...people.values()].map(({ id }) => id));
  const base = slug(name).slice(0, 60) || 'can-bo';
  let id = base;
  for (let n = 2; taken.has(id) || bodies.has(id); n += 1) id = `${base}-${n}`;
  return id;
}
