/**
 * Who did something to a task, as people are named.
 *
 * @module
 */
import type { Tx } from '../db';

/** Who acts without being a supervisor. */
const OTHERS: Record<string, string> = { system: 'Chương trình', operator: 'Chuyên viên' };

/** Names of `ids`: supervisors by theirs; an unknown one as it was written. */
export async function actorNames(tx: Tx, ids: string[]): Promise<(id: string) => string> {
  const known = await tx.supervisor.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? OTHERS[id] ?? id;
}

/** @see {@link actorNames} */
export const actorName = async (tx: Tx, id: string): Promise<string> => (await actorNames(tx, [id]))(id);
