/**
 * The roster as strict csv, which `readRoster` reads back to the same.
 *
 * @module
 */
import type { Contact, Roster } from '../../domain/organisation';
import { ROSTER_COLUMNS } from '../roster';
import { grouped } from './groups';

/** Parents before children, then by id: the same facts give the same file. One contact a body: the roster's own first. */
export function strictCsv({ bodies, contacts, supervisors }: Roster): string {
  const contactsOf = grouped(contacts, ({ bodyId }) => bodyId);
  const officerOf = new Map(supervisors.flatMap(({ id, follows }) => follows.map((unit) => [unit, id] as const)));
  const boards = bodies.flatMap(({ id, roles }) => (roles.includes('board') ? [id] : []));
  const rows = bodies
    .toSorted((a, b) => a.level - b.level || (a.id < b.id ? -1 : 1))
    .map(({ id, name, roles, parentId, kind }) => {
      const own = (contactsOf.get(id) ?? []).find((contact) => contact.id === `${id}#1`);
      return [
        id,
        name,
        roles.join(' '),
        parentId ?? '',
        kind,
        own?.name ?? '',
        own?.email ?? '',
        own?.phone ?? '',
        channelSaid(own),
        officerOf.get(id) ?? '',
      ];
    });
  const people = supervisors
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, name, role, email, phone }) => [id, name, role, boards[0] ?? '', '', '', email ?? '', phone ?? '', '', '']);
  return [[...ROSTER_COLUMNS], ...rows, ...people].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

/** Always said: what an empty one stands for is the reader's rule, and this is a fact. */
const channelSaid = (contact: Contact | undefined): string => contact?.channel ?? '';

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
