/**
 * Where a body's notices go: its own address, else the nearest committee above it that has one, else a person tells
 * them. The same rule over the facts is one SQL statement: `src/services/contacts/routes.ts`. DESIGN §2.
 *
 * @module
 */
import { groupBy } from './group-by';
import type { Body, Contact, Roster, Route } from './organisation';

/** Committees that pass on what their cells get. Nobody above them does. */
const PASSES_ON = ['unit', 'subunit'] as const;

/** Every body's routes, in the roster's order; a body with several addresses has several. */
export function routesOf(roster: Pick<Roster, 'bodies' | 'contacts'>): Route[] {
  const bodies = new Map(roster.bodies.map((body) => [body.id, body]));
  const contacts = groupBy(roster.contacts, (contact) => contact.bodyId);
  const addressed = (bodyId: string) => (contacts.get(bodyId) ?? []).filter(hasAddress);

  return roster.bodies.flatMap((body): Route[] => {
    const own = contacts.get(body.id) ?? [];
    const direct = own.filter(hasAddress);
    if (direct.length > 0)
      return direct.map(({ id, email }) => ({ bodyId: body.id, contactId: id, address: email, via: 'email', viaBodyId: null }));
    const byHand = own.filter(({ channel }) => channel === 'hand');
    const above = byHand.length > 0 ? null : passedOnBy(body, bodies, addressed);
    if (above)
      return addressed(above.id).map(({ id, email }) => ({
        bodyId: body.id,
        contactId: id,
        address: email,
        via: 'via-unit',
        viaBodyId: above.id,
      }));
    const spokenTo = byHand.length > 0 ? byHand : own.filter(({ phone }) => phone !== null);
    return [{ bodyId: body.id, contactId: firstId(spokenTo) ?? 'none', address: null, via: 'hand', viaBodyId: null }];
  });
}

const hasAddress = (contact: Contact): contact is Contact & { email: string } =>
  contact.channel === 'email' && contact.email !== null;

function passedOnBy(body: Body, bodies: Map<string, Body>, addressed: (bodyId: string) => Contact[]): Body | null {
  const above = parentOf(body, bodies);
  if (above === null) return null;
  const passes = PASSES_ON.some((role) => above.roles.includes(role)) && addressed(above.id).length > 0;
  return passes ? above : passedOnBy(above, bodies, addressed);
}

const firstId = (contacts: Contact[]) => contacts.map(({ id }) => id).toSorted()[0];

const parentOf = (body: Body, bodies: Map<string, Body>): Body | null =>
  body.parentId === null ? null : (bodies.get(body.parentId) ?? null);

/** The unit a body is counted under: itself or the nearest above it. */
export function unitOf(body: Body, bodies: Map<string, Body>): Body | null {
  if (body.roles.includes('unit')) return body;
  const above = parentOf(body, bodies);
  return above === null ? null : unitOf(above, bodies);
}
