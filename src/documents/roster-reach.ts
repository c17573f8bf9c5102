/**
 * Who of a roster nobody can reach: no working address of its own or of a unit above, no telephone, nobody by hand.
 * The same rule in SQL, over the facts: `src/services/routes.ts`.
 *
 * @module
 */
import type { Body, Roster } from '../domain/organisation';

export function unreachableBodies(roster: Roster): Body[] {
  const byId = new Map(roster.bodies.map((body) => [body.id, body]));
  const mailed = new Set(roster.contacts.flatMap(({ bodyId, channel, email }) => (channel === 'email' && email ? [bodyId] : [])));
  const spokenTo = new Set(roster.contacts.flatMap(({ bodyId, channel, phone }) => (phone || channel === 'hand' ? [bodyId] : [])));
  return roster.bodies.filter((body) => {
    if (mailed.has(body.id) || spokenTo.has(body.id)) return false;
    // nobody writes to the committee that issues the plan, or to the board itself
    if (body.roles.every((role) => role === 'issuer' || role === 'board')) return false;
    for (let above = body.parentId; above !== null; above = byId.get(above)?.parentId ?? null) {
      const roles = byId.get(above)?.roles ?? [];
      if (mailed.has(above) && (roles.includes('unit') || roles.includes('subunit'))) return false;
    }
    return true;
  });
}
