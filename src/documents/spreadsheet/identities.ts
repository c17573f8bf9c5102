/**
 * Ids of entries: the sheet's own code, else that of the known body of this name under this parent, else one made from
 * the names. The same file gives the same ids, whatever its order.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { Body } from '../../domain/organisation';
import type { Entry } from './entries';
import type { Known } from './known';
import { bareKey, likeness, nameKey, slug } from './names';
import type { Above } from './parents';
import type { Asked } from './questions';
import { placeText } from './sheet';

export interface Identified {
  id: string;
  entry: Entry;
  parentId: string | null;
}

export interface Identities {
  bodies: Identified[];
  /** A loop of parents: names, outer first. */
  cycles: string[][];
}

const LONGEST_ID = 64;
const MARK = 6;
const ALIKE = 0.72;
/** Beyond so many bodies that are gone, the list was replaced: names are not compared, addresses are. */
const COMPARED = 200;
/** The tree has five levels; a longer way up is a fault, told with the names on it. */
const DEEPEST = 12;

/** @param topId the issuer: what has no parent belongs to it */
export function identitiesOf(
  entries: Entry[],
  above: ReadonlyMap<Entry, Above>,
  topId: string,
  known: Known,
  asked: Asked,
): Identities {
  const cycles: string[][] = [];
  const ids = new Map<Entry, string>();
  const bodies = new Map<string, Identified>();
  const matched = new Set<string>();
  const everKnown = new Set([...known.bodies, ...known.former].map(({ id }) => id));
  const inForce = new Map(known.bodies.map((body) => [body.id, body]));
  const everBody = [...known.bodies, ...known.former];
  const byParent = grouped(known.bodies, ({ parentId }) => parentId ?? '');
  const namedSeats = grouped(everBody, ({ parentId, name }) => `${parentId ?? ''}\n${nameKey(name)}`);
  const bareSeats = grouped(everBody, ({ parentId, name }) => `${parentId ?? ''}\n${bareKey(name)}`);
  const vacancies = new Map<string, Body[]>();
  // names that are there once on each side: one that stands under another parent was moved
  const seats = grouped(known.bodies, ({ name }) => bareKey(name));
  const entriesNamed = grouped(entries, ({ name }) => nameKey(name));
  const addresses = grouped(known.contacts, ({ bodyId }) => bodyId);
  const namesakes = new Map<string, Identified>();
  const codes = new Set(entries.flatMap(({ code }) => (code === null ? [] : [code])));
  const trail: Entry[] = [];
  // known bodies are given out first to those that surely are they
  const order = entries.toSorted((a, b) => Number(b.code !== null) - Number(a.code !== null));
  for (const entry of order) identify(entry);
  return { bodies: entries.flatMap((entry) => bodies.get(ids.get(entry) ?? '') ?? []).filter(distinctBody()), cycles };

  function identify(entry: Entry): string {
    const done = ids.get(entry);
    if (done !== undefined) return done;
    if (trail.includes(entry) || trail.length > DEEPEST) {
      cycles.push([...trail.slice(Math.max(0, trail.indexOf(entry))), entry].map(({ name }) => name));
      return topId;
    }
    trail.push(entry);
    const place = above.get(entry) ?? { top: true };
    const isTop = entry.roles?.includes('issuer') ?? false;
    const parentId = isTop ? null : 'entry' in place ? identify(place.entry) : 'known' in place ? place.known.id : topId;
    trail.pop();
    const given = parentId === null ? null : (passedOver(entry, parentId) ?? { id: idFor(entry, parentId), parentId });
    const id = given?.id ?? topId;
    const twin = bodies.get(id);
    if (twin) twin.entry.people.push(...entry.people);
    else {
      const body = { id, entry, parentId: given?.parentId ?? null };
      bodies.set(id, body);
      namesakes.set(seatKey(entry, parentId ?? ''), body);
    }
    matched.add(id);
    ids.set(entry, id);
    return id;
  }

  /** Lists leave out sub-committees: the cell known below one of this unit stays there. */
  function passedOver(entry: Entry, unitId: string): { id: string; parentId: string } | null {
    if (entry.code !== null || namedSeats.has(`${unitId}\n${nameKey(entry.name)}`)) return null;
    const named = (seats.get(bareKey(entry.name)) ?? []).filter(({ id, parentId }) => {
      const between = parentId === null ? undefined : inForce.get(parentId);
      const isListed = between !== undefined && (codes.has(between.id) || entriesNamed.has(nameKey(between.name)));
      return between?.parentId === unitId && between.roles.includes('subunit') && !isListed && !matched.has(id) && !codes.has(id);
    });
    const [only] = named;
    return only && named.length === 1 && only.parentId !== null ? { id: only.id, parentId: only.parentId } : null;
  }

  function idFor(entry: Entry, parentId: string): string {
    if (entry.code !== null && !bodies.has(entry.code)) return entry.code;
    const twin = namesakes.get(seatKey(entry, parentId));
    if (twin && isTwin(twin, entry)) return twin.id;
    const seat = seatOf(entry, parentId);
    if (seat) return seat.id;
    const fresh = freshId(entry.name, parentId, topId, (id) => bodies.has(id) || everKnown.has(id) || codes.has(id));
    return sameAs(entry, parentId, fresh) ?? fresh;
  }

  function isTwin(twin: Identified, entry: Entry): boolean {
    return (
      asked.ask({
        key: `twice/${twin.id}`,
        text: `${placeText(entry)}: “${entry.name}” đã có ở ${placeText(twin.entry)} dưới cùng cấp trên: là một tổ chức (one) hay hai tổ chức trùng tên (two)?`,
        choices: ['one', 'two'],
        proposal: 'one',
      }) === 'one'
    );
  }

  /** The known body of this name under this parent; without "Chi bộ" before it, where that leaves one. */
  function seatOf(entry: Entry, parentId: string): Body | null {
    const free = ({ id }: Body) => !matched.has(id) && !codes.has(id);
    const named = namedSeats.get(`${parentId}\n${nameKey(entry.name)}`)?.find(free);
    if (named) return named;
    const bare = (bareSeats.get(`${parentId}\n${bareKey(entry.name)}`) ?? []).filter(free);
    return bare[0] && bare.length === 1 ? bare[0] : null;
  }

  /** A known body that the file seems to call otherwise, or to have moved: a person decides. */
  function sameAs(entry: Entry, parentId: string, fresh: string): string | null {
    const named = seats.get(bareKey(entry.name)) ?? [];
    const moved = named.length === 1 && entriesNamed.get(nameKey(entry.name))?.length === 1 ? named[0] : undefined;
    const vacant = vacantUnder(parentId).filter(({ id }) => !matched.has(id));
    const reached = vacant.find((body) => sharesAddress(body, entry));
    const renamed = reached ?? (vacant.length > COMPARED ? undefined : mostLike(vacant, entry.name));
    const candidate = moved && !matched.has(moved.id) && !codes.has(moved.id) ? moved : renamed;
    if (!candidate) return null;
    const answer = asked.ask({
      key: `same/${fresh}`,
      text: `${placeText(entry)}: “${entry.name}” chưa có; có phải là “${candidate.name}” (${candidate.id}) ${candidate === moved ? 'chuyển cấp trên' : 'đổi tên'}, hay là tổ chức mới (new)?`,
      choices: [candidate.id, 'new'],
      proposal: candidate.id,
    });
    return answer === 'new' ? null : answer;
  }

  /** Known bodies under a parent whose name the file does not hold. */
  function vacantUnder(parentId: string): Body[] {
    const before = vacancies.get(parentId);
    if (before) return before;
    const vacant = (byParent.get(parentId) ?? []).filter(({ id, name }) => !codes.has(id) && !entriesNamed.has(nameKey(name)));
    vacancies.set(parentId, vacant);
    return vacant;
  }

  function sharesAddress(body: Body, entry: Entry): boolean {
    const own = (addresses.get(body.id) ?? []).map(({ email }) => email);
    return entry.people.some(({ email }) => email !== null && own.includes(email));
  }
}

/** Twins share a body: it is listed once. */
function distinctBody(): (body: Identified) => boolean {
  const seen = new Set<string>();
  return ({ id }) => seen.size < seen.add(id).size;
}

const mostLike = (bodies: Body[], name: string): Body | undefined =>
  bodies
    .map((body) => ({ body, like: likeness(body.name, name) }))
    .filter(({ like }) => like >= ALIKE)
    .toSorted((a, b) => b.like - a.like)[0]?.body;

const seatKey = ({ name }: Entry, parentId: string) => `${parentId}\n${nameKey(name)}`;

/** Below a unit, the unit's id comes before; a name that is taken gets a mark of its whole path. */
function freshId(name: string, parentId: string, topId: string, taken: (id: string) => boolean): string {
  const own = slug(name) || 'to-chuc';
  const base = cut(parentId === topId || parentId === '' ? own : `${cut(parentId, 26)}-${cut(own, 36)}`, LONGEST_ID);
  if (!taken(base)) return base;
  for (let n = 1; ; n += 1) {
    const mark = createHash('sha256')
      .update(`${parentId}\n${nameKey(name)}\n${n}`)
      .digest('hex')
      .slice(0, MARK);
    const marked = `${cut(base, LONGEST_ID - MARK - 1)}-${mark}`;
    if (!taken(marked)) return marked;
  }
}

const cut = (id: string, length: number): string => id.slice(0, length).replace(/-+$/, '');

export function grouped<T>(list: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}
