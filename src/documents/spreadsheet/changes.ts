/**
 * What an import would change, for people to read before it does.
 *
 * @module
 */
import type { Body, Contact, Roster } from '../../domain/organisation';
import { isRosters } from './assemble-contacts';
import { grouped } from './groups';
import type { Known } from './known';

export const CHANGED_FIELDS = ['name', 'parent', 'kind', 'roles', 'contacts', 'officer'] as const;
type ChangedField = (typeof CHANGED_FIELDS)[number];

export interface Change {
  id: string;
  name: string;
  what: { field: ChangedField; from: string; to: string }[];
}

export interface Changes {
  created: { id: string; name: string; parent: string | null }[];
  changed: Change[];
  unchanged: number;
  /** In force, and not in the file. The issuer and the board are no rows of an office's list. */
  vanished: { id: string; name: string }[];
}

export function changesOf(roster: Roster, known: Known): Changes {
  const before = new Map(known.bodies.map((body) => [body.id, body]));
  const counts = (contact: Contact) => isRosters(contact) && !known.suppressed.has(contact.id);
  const saidBefore = sayings(known.bodies, known.contacts.filter(counts), known.supervisors);
  const saidNow = sayings(roster.bodies, roster.contacts.filter(counts), roster.supervisors);
  const changes: Changes = { created: [], changed: [], unchanged: 0, vanished: [] };
  for (const body of roster.bodies) {
    const old = before.get(body.id);
    const was = saidBefore.get(body.id);
    const is = saidNow.get(body.id);
    if (!old || !was || !is) {
      changes.created.push({ id: body.id, name: body.name, parent: body.parentId });
      continue;
    }
    const what = CHANGED_FIELDS.flatMap((field) =>
      was[field] === is[field] ? [] : [{ field, from: was[field], to: is[field] }],
    );
    if (what.length === 0) changes.unchanged += 1;
    else changes.changed.push({ id: body.id, name: body.name, what });
  }
  // what a named body belongs to is there, whether it has a row or not
  const named = new Set(roster.bodies.map(({ id }) => id));
  for (const { parentId } of roster.bodies)
    for (let up = parentId; up !== null && !named.has(up); up = before.get(up)?.parentId ?? null) named.add(up);
  changes.vanished = known.bodies
    .filter(({ id, roles }) => !named.has(id) && !roles.includes('issuer') && !roles.includes('board'))
    .map(({ id, name }) => ({ id, name }));
  return changes;
}

type Saying = Record<ChangedField, string>;

function sayings(bodies: Body[], contacts: Contact[], supervisors: Roster['supervisors']): Map<string, Saying> {
  const contactsOf = grouped(contacts, ({ bodyId }) => bodyId);
  const officerOf = new Map(supervisors.flatMap(({ name, follows }) => follows.map((id) => [id, name] as const)));
  return new Map(
    bodies.map((body) => [
      body.id,
      {
        name: body.name,
        parent: body.parentId ?? '',
        kind: body.kind,
        roles: body.roles.toSorted().join(' '),
        contacts: (contactsOf.get(body.id) ?? [])
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map(contactText)
          .join('; '),
        officer: officerOf.get(body.id) ?? '',
      },
    ]),
  );
}

const contactText = ({ name, email, phone, channel }: Contact) => [name, email, phone, `(${channel})`].filter(Boolean).join(' ');
