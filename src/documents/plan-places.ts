/**
 * Where the parts of a read plan stand, for checks that come later (warnings, a roster beside it).
 *
 * @module
 */
import type { StageKind } from '../domain/plan';
import type { Place } from './findings';
import type { YamlSource } from './yaml-source';

export interface PlacedPlan {
  /** The body id under `plan.roles`. */
  role(role: 'issuer' | 'board'): Place;
  /** A topic's part, by its index in the document. */
  topic(index: number): Place;
  /** A value of a stage. */
  stage(index: number, kind: StageKind, key: string): Place;
}

export function placedPlan(source: YamlSource): PlacedPlan {
  return {
    role: (role) => source.valueAt(['plan', 'roles', role]),
    topic: (index) => source.valueAt(['topics', index]),
    stage: (index, kind, key) => source.valueAt(['topics', index, 'stages', kind, key]),
  };
}
