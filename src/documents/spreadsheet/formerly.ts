/**
 * Known bodies that a row without one may be: under another name, or another parent. Names are compared under one parent,
 * addresses everywhere.
 *
 * @module
 */
import type { Body } from '../../domain/organisation';
import { isCell, type Entry } from './entries';
import { grouped } from './groups';
import type { Known } from './known';
import { bareKey, likeness, nameKey } from './names';
import type { Above } from './parents';

export interface Formerly {
  /** The likeliest that no other row is. */
  candidateFor(entry: Entry, parentId: string): Body | null;
  /** The one body that has an address of the row, below `parentId` where given. */
  reachedBy(entry: Entry, parentId: string | null): Body | null;
  isReached(entry: Entry): boolean;
  /** Whether a body of this name, gone from where it was, has an address of the row. */
  cameFrom(entry: Entry): boolean;
  /** In force under any parent. */
  named(entry: Entry): Body[];
}

const ALIKE = 0.72;
/** Beyond so many bodies that are gone, the list was replaced: names are not compared, addresses are. */
const COMPARED = 200;
/** An address that more bodies have is the office's own, and tells nothing. */
const SHARED = 8;

interface Facts {
  entries: Entry[];
  above: ReadonlyMap<Entry, Above>;
  known: Known;
  /** That no row is yet. */
  isFree: (body: Body) => boolean;
}

export function formerlyOf({ entries, above, known, isFree }: Facts): Formerly {
  const inForce = new Map(known.bodies.map((body) => [body.id, body]));
  const byParent = grouped(known.bodies, ({ parentId }) => parentId ?? '');
  const byName = grouped(known.bodies, ({ name }) => bareKey(name));
  const entriesNamed = grouped(entries, ({ name }) => nameKey(name));
  const emails = known.contacts.flatMap(({ bodyId, email }) => (email === null ? [] : [{ bodyId, email }]));
  const addresses = grouped(emails, ({ bodyId }) => bodyId);
  const owners = new Map(
    [...grouped(emails, ({ email }) => email)].map(([email, all]) => [email, [...new Set(all.map(({ bodyId }) => bodyId))]]),
  );
  const issuer = known.bodies.find(({ roles }) => roles.includes('issuer'));
  const vacancies = new Map<string, Body[]>();
  // "name below parent", as the file has them: rows of deeper levels have no ids yet
  const written = new Set(entries.map((entry) => `${nameAbove(above.get(entry))}\n${bareKey(entry.name)}`));
  return { candidateFor, reachedBy, isReached: (entry) => reachedBy(entry, null) !== null, cameFrom, named };

  function candidateFor(entry: Entry, parentId: string): Body | null {
    const [only, ...others] = named(entry);
    // a name that is there once on each side: it was moved
    if (only && others.length === 0 && entriesNamed.get(nameKey(entry.name))?.length === 1 && isFree(only)) return only;
    const reached = reachedBy(entry, parentId) ?? reachedBy(entry, null);
    if (reached) return reached;
    const vacant = vacantUnder(parentId);
    return vacant.length > COMPARED ? null : (mostLike(vacant.filter(isFree), entry.name) ?? null);
  }

  function reachedBy(entry: Entry, parentId: string | null): Body | null {
    for (const { email } of entry.people) {
      const ids = email === null ? [] : (owners.get(email) ?? []);
      if (ids.length > SHARED) continue;
      const bodies = ids.flatMap((id) => inForce.get(id) ?? []);
      const there = bodies.filter(
        (body) => (parentId === null ? isOfItsKind(entry, body) : body.parentId === parentId) && isGone(body),
      );
      // an address that several share tells nothing of where each went
      if (there[0] && (parentId !== null || bodies.length === 1)) return there[0];
    }
    return null;
  }

  function cameFrom(entry: Entry): boolean {
    const own = new Set(entry.people.map(({ email }) => email));
    return named(entry).some((body) => isGone(body) && (addresses.get(body.id) ?? []).some(({ email }) => own.has(email)));
  }

  function named(entry: Entry): Body[] {
    return byName.get(bareKey(entry.name)) ?? [];
  }

  /** Not in the file where it was. */
  function isGone(body: Body): boolean {
    return isFree(body) && !written.has(`${bareKey(inForce.get(body.parentId ?? '')?.name ?? '')}\n${bareKey(body.name)}`);
  }

  /** Kept: all rows of a level that surely are somebody were found before the first is asked about. */
  function vacantUnder(parentId: string): Body[] {
    const vacant = vacancies.get(parentId) ?? (byParent.get(parentId) ?? []).filter(isGone);
    vacancies.set(parentId, vacant);
    return vacant;
  }

  function nameAbove(place: Above | undefined): string {
    if (!place || 'top' in place) return bareKey(issuer?.name ?? '');
    return bareKey('entry' in place ? place.entry.name : place.known.name);
  }
}

/** A secretary's address may be the unit's and a cell's: one is not taken for the other. */
const isOfItsKind = (entry: Entry, { roles }: Body): boolean =>
  entry.roles === null || (isCell(entry) ? roles.includes('cell') : roles.some((role) => entry.roles?.includes(role)));

const mostLike = (bodies: Body[], name: string): Body | undefined =>
  bodies
    .map((body) => ({ body, like: likeness(body.name, name) }))
    .filter(({ like }) => like >= ALIKE)
    .toSorted((a, b) => b.like - a.like)[0]?.body;
