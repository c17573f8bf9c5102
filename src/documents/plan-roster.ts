/**
 * A plan beside its organisation: the bodies it names must be there and hold their roles.
 *
 * @module
 */
import type { Role, Roster } from '../domain/organisation';
import { stagesInOrder, type PlanDocument } from '../domain/plan';
import type { FaultKind, Findings, WarningKind } from './findings';
import type { PlacedPlan } from './plan-places';

export function checkAgainstRoster(
  document: PlanDocument,
  places: PlacedPlan,
  roster: Roster,
  faults: Findings<FaultKind>,
  warnings: Findings<WarningKind>,
): void {
  for (const role of ['issuer', 'board'] as const) {
    const id = document.roles[role];
    const body = roster.bodies.find((each) => each.id === id);
    if (!body) faults.add('unknown-body', places.role(role), `không có tổ chức “${id}” trong danh sách tổ chức`);
    else if (!body.roles.includes(role))
      faults.add('wrong-body', places.role(role), `“${id}” (${body.name}) không giữ vai trò “${role}” trong danh sách tổ chức`);
  }
  const held = new Set<Role>(roster.bodies.flatMap(({ roles }) => roles));
  for (const [index, topic] of document.topics.entries()) {
    for (const { kind, stage } of stagesInOrder(topic)) {
      for (const role of stage.owners)
        if (!held.has(role))
          warnings.add(
            'role-without-body',
            places.stage(index, kind, 'owner'),
            `không có tổ chức nào giữ vai trò “${role}”: bước này không giao cho ai`,
          );
      for (const role of stage.audience)
        if (!held.has(role))
          warnings.add(
            'role-without-body',
            places.stage(index, kind, 'for'),
            `không có tổ chức nào giữ vai trò “${role}”: không ai được mời`,
          );
    }
  }
}
