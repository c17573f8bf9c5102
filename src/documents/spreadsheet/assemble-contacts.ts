/**
 * The contacts of a body: what the file says, with the ids they had before.
 *
 * @module
 */
import type { Body, Channel, Contact } from '../../domain/organisation';
import type { Person } from './contacts';
import type { Entry } from './entries';
import { nameKey } from './names';

export interface ColumnsThere {
  contact: boolean;
  email: boolean;
  phone: boolean;
  officer: boolean;
}

/** `#1` is a body's first contact in any roster; the others of an office's file are `#r2`, `#r3` …, never the board's own `#2`. */
export const rosterContactId = (bodyId: string, index: number): string =>
  index === 0 ? `${bodyId}#1` : `${bodyId}#r${index + 1}`;

/** Whether a roster wrote this contact, and not the board. */
export const isRosters = ({ id, bodyId }: Contact) => id === `${bodyId}#1` || id.startsWith(`${bodyId}#r`);

/**
 * @param entry null for a body that has no row: its contacts stay
 * @param before contacts the body is known by
 */
export function contactsFor(body: Body, entry: Entry | null, columns: ColumnsThere, before: Contact[]): Contact[] {
  if (!entry || !(columns.contact || columns.email || columns.phone)) return before.filter(isRosters);
  const left = new Set(before);
  const people = merged(entry.people);
  const seats = people.map((person) => take(left, (each) => person.email !== null && each.email === person.email) ?? null);
  const taken = new Set(seats.flatMap((seat) => (seat ? [seat.id] : [])));
  return people.flatMap((person, index) => {
    const seat =
      seats[index] ??
      take(left, (each) => isRosters(each) && person.phone !== null && each.phone === person.phone) ??
      take(left, (each) => isRosters(each) && person.name !== '' && nameKey(each.name) === nameKey(person.name)) ??
      take(left, (each) => isRosters(each) && people.length === 1);
    const id = seat?.id ?? freeId(body.id, taken, left, before);
    taken.add(id);
    const email = columns.email || person.email !== null ? person.email : (seat?.email ?? null);
    const contact: Contact = {
      id,
      bodyId: body.id,
      channel:
        entry.channel === 'hand' || (entry.channel === 'email' && email !== null) ? entry.channel : channelFor(body, email, seat),
      name: columns.contact || person.name !== '' ? person.name : (seat?.name ?? ''),
      email,
      phone: columns.phone || person.phone !== null ? person.phone : (seat?.phone ?? null),
      language: seat?.language ?? 'vi',
    };
    // an entry of the board's own that says the same is left alone
    return seat && !isRosters(seat) ? [] : [contact];
  });
}

/** As in the strict roster; a body that somebody chose to tell by hand stays so while it has no address. */
function channelFor({ roles }: Body, email: string | null, seat: Contact | null | undefined): Channel {
  if (seat?.channel === 'hand' && (email === null || seat.email !== null)) return 'hand';
  if (email !== null) return 'email';
  return (roles.includes('cell') || roles.includes('subunit')) && !roles.includes('unit') ? 'via-unit' : 'hand';
}

function take(left: Set<Contact>, fits: (each: Contact) => boolean): Contact | undefined {
  const found = [...left].find(fits);
  if (found) left.delete(found);
  return found;
}

/** The place of a contact that is named no more is free for the next. */
function freeId(bodyId: string, taken: ReadonlySet<string>, left: Set<Contact>, before: Contact[]): string {
  for (let index = 0; ; index += 1) {
    const id = rosterContactId(bodyId, index);
    const seated = before.some((each) => each.id === id);
    if (!taken.has(id) && (!seated || take(left, (each) => each.id === id))) return id;
  }
}

/** Rows of one body may name the same person again. */
function merged(people: Person[]): Person[] {
  const list: Person[] = [];
  for (const person of people) {
    const same = list.findIndex(
      (each) =>
        (person.email !== null && each.email === person.email) ||
        (person.email === null && each.phone === person.phone && nameKey(each.name) === nameKey(person.name)),
    );
    if (same < 0) list.push(person);
  }
  return list;
}
