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
import { formerlyOf } from './formerly';
import { grouped } from './groups';
import { bareKey, nameKey, slug } from './names';
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
/** The tree has five levels; a longer way up is a fault, told with the names on it. */
const DEEPEST = 12;

/**
 * Level by level, the parents first; on each, those that surely are a known body before those that may be one under another
 * name, so that nothing that stays is taken for what was renamed.
 * @param topId the issuer: what has no parent belongs to it
 */
export function identitiesOf(
  entries: Entry[],
  above: ReadonlyMap<Entry, Above>,
  topId: string,
  known: Known,
  asked: Asked,
): Identities {
  const ids = new Map<Entry, string>();
  const bodies = new Map<string, Identified>();
  const matched = new Set<string>();
  const everKnown = new Set([...known.bodies, ...known.former].map(({ id }) => id));
  const inForce = new Map(known.bodies.map((body) => [body.id, body]));
  const everBody = [...known.bodies, ...known.former];
  const namedSeats = grouped(everBody, ({ parentId, name }) => `${parentId ?? ''}\n${nameKey(name)}`);
  const bareSeats = grouped(everBody, ({ parentId, name }) => `${parentId ?? ''}\n${bareKey(name)}`);
  const entriesNamed = grouped(entries, ({ name }) => nameKey(name));
  const namesakes = new Map<string, Identified>();
  const codes = new Set(entries.flatMap(({ code }) => (code === null ? [] : [code])));
  const isFree = ({ id }: Body) => !matched.has(id) && !codes.has(id);
  const formerly = formerlyOf({ entries, above, known, isFree });
  const { levels, cycles } = levelsFrom(entries, above);
  for (const level of levels) {
    const coded = level.toSorted((a, b) => Number(b.code !== null) - Number(a.code !== null));
    const unsure = coded.filter((entry) => !identifySurely(entry, parentOf(entry)));
    // an address tells more than a likeness
    const reached = new Set(unsure.filter((entry) => formerly.isReached(entry)));
    for (const entry of [...reached, ...unsure.filter((each) => !reached.has(each))]) identifyPerhaps(entry, parentOf(entry));
  }
  return { bodies: entries.flatMap((entry) => bodies.get(ids.get(entry) ?? '') ?? []).filter(distinctBody()), cycles };

  /** null for the issuer itself. */
  function parentOf(entry: Entry): string | null {
    if (entry.roles?.includes('issuer')) return null;
    const place = above.get(entry) ?? { top: true };
    return 'entry' in place ? (ids.get(place.entry) ?? topId) : 'known' in place ? place.known.id : topId;
  }

  function identifySurely(entry: Entry, parentId: string | null): boolean {
    if (parentId === null) return seated(entry, topId, null);
    const given = passedOver(entry, parentId);
    if (given) return seated(entry, given.id, given.parentId);
    if (entry.code !== null && !bodies.has(entry.code)) return seated(entry, entry.code, parentId);
    const twin = namesakes.get(seatKey(entry, parentId));
    if (twin && isTwin(twin, entry)) return seated(entry, twin.id, parentId);
    const seat = twin ? null : seatOf(entry, parentId);
    return seat !== null && seated(entry, seat.id, parentId);
  }

  function identifyPerhaps(entry: Entry, parentId: string | null): void {
    if (parentId === null) return;
    const twin = namesakes.get(seatKey(entry, parentId));
    const fresh = freshId(
      entry.name,
      parentId,
      topId,
      (id) => id === topId || bodies.has(id) || everKnown.has(id) || codes.has(id),
    );
    const id = twin && isTwin(twin, entry) ? twin.id : (sameAs(entry, parentId, fresh) ?? fresh);
    seated(entry, id, parentId);
  }

  function seated(entry: Entry, id: string, parentId: string | null): true {
    const twin = bodies.get(id);
    if (twin) twin.entry.people.push(...entry.people);
    else {
      const body = { id, entry, parentId };
      bodies.set(id, body);
      namesakes.set(seatKey(entry, parentId ?? ''), body);
    }
    matched.add(id);
    ids.set(entry, id);
    return true;
  }

  /** Lists leave out sub-committees: the cell known below one of this unit stays there. */
  function passedOver(entry: Entry, unitId: string): { id: string; parentId: string } | null {
    if (entry.code !== null || namedSeats.has(`${unitId}\n${nameKey(entry.name)}`)) return null;
    const named = formerly.named(entry).filter((body) => {
      const between = body.parentId === null ? undefined : inForce.get(body.parentId);
      const isListed = between !== undefined && (codes.has(between.id) || entriesNamed.has(nameKey(between.name)));
      return between?.parentId === unitId && between.roles.includes('subunit') && !isListed && isFree(body);
    });
    const [only] = named;
    return only && named.length === 1 && only.parentId !== null ? { id: only.id, parentId: only.parentId } : null;
  }

  function isTwin(twin: Identified, entry: Entry): boolean {
    const apart = twin.entry.sheet !== entry.sheet && !sharesPerson(twin.entry, entry);
    return (
      asked.ask({
        key: `twice/${twin.id}`,
        text: `${placeText(entry)}: “${entry.name}” đã có ở ${placeText(twin.entry)} dưới cùng cấp trên: là một tổ chức (one) hay hai tổ chức trùng tên (two)?`,
        choices: ['one', 'two'],
        proposal: apart || formerly.cameFrom(entry) ? 'two' : 'one',
      }) === 'one'
    );
  }

  /** The known body of this name under this parent; without "Chi bộ" before it, where that leaves one. */
  function seatOf(entry: Entry, parentId: string): Body | null {
    const named = namedSeats.get(`${parentId}\n${nameKey(entry.name)}`)?.find(isFree);
    if (named) return named;
    const bare = (bareSeats.get(`${parentId}\n${bareKey(entry.name)}`) ?? []).filter(isFree);
    return bare[0] && bare.length === 1 ? bare[0] : null;
  }

  /** A known body that the file seems to call otherwise, or to have moved: a person decides. */
  function sameAs(entry: Entry, parentId: string, fresh: string): string | null {
    const candidate = formerly.candidateFor(entry, parentId);
    if (!candidate) return null;
    const isMoved = candidate.parentId !== parentId;
    const isRenamed = bareKey(candidate.name) !== bareKey(entry.name);
    const from = inForce.get(candidate.parentId ?? '')?.name;
    const how = [isMoved ? `chuyển cấp trên${from ? ` (trước thuộc “${from}”)` : ''}` : '', isRenamed ? 'đổi tên' : ''];
    const answer = asked.ask({
      key: `same/${fresh}`,
      text: `${placeText(entry)}: “${entry.name}” chưa có; có phải là “${candidate.name}” (${candidate.id}) ${how.filter(Boolean).join(', ')}, hay là tổ chức mới (new)?`,
      choices: [candidate.id, 'new'],
      proposal: candidate.id,
    });
    return answer === 'new' ? null : answer;
  }
}

const sharesPerson = (a: Entry, b: Entry): boolean =>
  a.people.some((one) =>
    b.people.some(
      (other) => (one.email !== null && one.email === other.email) || (one.phone !== null && one.phone === other.phone),
    ),
  );

/** Entries by how far below the top they stand; one in a loop of parents stands below the top, and the loop is told. */
function levelsFrom(entries: Entry[], above: ReadonlyMap<Entry, Above>): { levels: Entry[][]; cycles: string[][] } {
  const cycles: string[][] = [];
  const depths = new Map<Entry, number>();
  for (const entry of entries) {
    const trail: Entry[] = [];
    let at: Entry | null = entry;
    while (at && !depths.has(at)) {
      if (trail.includes(at) || trail.length > DEEPEST) {
        cycles.push([...trail.slice(Math.max(0, trail.indexOf(at))), at].map(({ name }) => name));
        depths.set(at, 0);
        break;
      }
      trail.push(at);
      const place: Above | undefined = at.roles?.includes('issuer') ? undefined : above.get(at);
      at = place && 'entry' in place ? place.entry : null;
    }
    let depth = at ? (depths.get(at) ?? 0) : -1;
    for (const each of trail.toReversed()) if (each !== at) depths.set(each, (depth += 1));
  }
  const levels: Entry[][] = [];
  for (const entry of entries) (levels[depths.get(entry) ?? 0] ??= []).push(entry);
  return { levels: [...levels].map((level) => level ?? []), cycles };
}

/** Twins share a body: it is listed once. */
function distinctBody(): (body: Identified) => boolean {
  const seen = new Set<string>();
  return ({ id }) => seen.size < seen.add(id).size;
}

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
