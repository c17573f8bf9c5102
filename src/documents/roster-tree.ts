/**
 * The tree of a roster: parents that exist, no cycle, at most five levels.
 *
 * @module
 */
import type { FaultKind, Findings, Place } from './findings';

/** DESIGN §2: a tree of 2-5 levels. */
const MAX_LEVEL = 5;

export interface TreeRow {
  id: string;
  parent: string | null;
  /** The issuer stands at the root; every other body has a parent. */
  isRoot: boolean;
  place: Place;
}

/** Level of each body, 1 = root. Bodies below a fault have none. */
export function levelsOf(rows: TreeRow[], faults: Findings<FaultKind>): Map<string, number> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const levels = new Map<string, number>();
  const lost = new Set<string>();
  for (const row of rows) {
    const trail: TreeRow[] = [];
    const onTrail = new Set<string>();
    let at: TreeRow | undefined = row;
    while (at && !levels.has(at.id) && !lost.has(at.id)) {
      if (onTrail.has(at.id)) {
        const cycle = trail.slice(trail.indexOf(at)).map(({ id }) => id);
        faults.add('cycle', at.place, `vòng lặp cấp trên – cấp dưới: ${[...cycle, at.id].join(' → ')}`);
        break;
      }
      onTrail.add(at.id);
      trail.push(at);
      if (at.parent === null) break;
      const parent = byId.get(at.parent);
      if (!parent) faults.add('missing-parent', at.place, `không có tổ chức cấp trên “${at.parent}” trong danh sách`);
      at = parent;
    }
    settle(trail, levels, lost, faults);
  }
  return levels;
}

/** Gives the trail (a body, its parent, …) its levels, from the top down. */
function settle(trail: TreeRow[], levels: Map<string, number>, lost: Set<string>, faults: Findings<FaultKind>): void {
  for (const row of trail.toReversed()) {
    const above = row.parent === null ? 0 : levels.get(row.parent);
    if (row.parent === null && !row.isRoot)
      faults.add(
        'missing-parent',
        row.place,
        'thiếu tổ chức cấp trên (cột “parent”); chỉ tổ chức ban hành kế hoạch (issuer) để trống',
      );
    if (above === undefined) {
      lost.add(row.id);
      continue;
    }
    levels.set(row.id, above + 1);
    if (above + 1 === MAX_LEVEL + 1)
      faults.add('tree-too-deep', row.place, `“${row.id}” ở cấp ${above + 1}; cây tổ chức nhiều nhất ${MAX_LEVEL} cấp`);
  }
}
