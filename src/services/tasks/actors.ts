/**
 * Who did something to a task, as people are named.
 *
 * @module
 */
import type { Tx } from '../db';

/** Who acts without being a supervisor. */
const OTHERS: Record<string, string> = { system: 'Chương trình', operator: 'Chuyên viên' };

const BODY = 'body:';

/** Names of `ids`: supervisors and bodies by theirs, bodies' newest; an unknown one as it was written. */
export async function actorNames(tx: Tx, ids: string[]): Promise<(id: string) => string> {
  const known = await tx.supervisor.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const bodyIds = ids.flatMap((id) => (id.startsWith(BODY) ? [id.slice(BODY.length)] : []));
  const bodies = await tx.bodyVersion.findMany({ where: { bodyId: { in: bodyIds } }, orderBy: { validFrom: 'asc' } });
  const names = new Map([
    ...known.map(({ id, name }): [string, string] => [id, name]),
    ...bodies.map(({ bodyId, name }): [string, string] => [`${BODY}${bodyId}`, name]),
  ]);
  return (id) => names.get(id) ?? OTHERS[id] ?? id;
}

/** @see {@link actorNames} */
export const actorName = async (tx: Tx, id: string): Promise<string> => (await actorNames(tx, [id]))(id);
