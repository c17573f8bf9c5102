/**
 * What a new document changes in a plan: shown before it is confirmed, then carried out change by change.
 *
 * @module
 */
import type { LocalDate } from './dates';
import { stagesInOrder, type PlanDocument, type StageKind, type StageSpec, type TopicSpec } from './plan';

/** What the plan says of itself; its id is no field: another id is another plan. */
export const PLAN_FIELDS = ['year', 'zone', 'number', 'date', 'title', 'roles', 'reports'] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];
/** The stored dates of a running plan rest on these. */
export const FIXED_FIELDS: readonly PlanField[] = ['year', 'zone'];

/** What a stage asks, and of whom: no date, yet more than wording. */
export const TERMS = ['owners', 'audience', 'tentative', 'information', 'after', 'requiresMaterials'] as const;
export type Term = (typeof TERMS)[number];

export type Change =
  | { kind: 'plan-changed'; fields: PlanField[] }
  | { kind: 'topic-added'; topic: TopicSpec }
  | { kind: 'topic-removed'; topic: TopicSpec }
  | { kind: 'stage-added'; topicId: string; stage: StageKind; spec: StageSpec }
  | { kind: 'stage-removed'; topicId: string; stage: StageKind; spec: StageSpec }
  | { kind: 'due-moved'; topicId: string; stage: StageKind; from: Due; to: Due; spec: StageSpec }
  | { kind: 'opening-moved'; topicId: string; stage: StageKind; from: LocalDate; to: LocalDate; spec: StageSpec }
  | { kind: 'terms-changed'; topicId: string; stage: StageKind; terms: Term[]; from: StageSpec; spec: StageSpec }
  /** Wording, materials, place, seats: nothing that moves a date. */
  | { kind: 'text-changed'; topicId: string; stage: StageKind | null };

export interface Due {
  due: LocalDate;
  lateAfter: LocalDate;
}

/** Everything that differs: the plan's own fields first, topics in the new document's order, removed ones last. */
export function changesBetween(before: PlanDocument, after: PlanDocument): Change[] {
  const old = new Map(before.topics.map((topic) => [topic.id, topic]));
  const kept = new Set(after.topics.map((topic) => topic.id));
  const fields = PLAN_FIELDS.filter((field) => !same(before[field], after[field]));
  return [
    ...(fields.length > 0 ? [{ kind: 'plan-changed', fields } satisfies Change] : []),
    ...after.topics.flatMap((topic): Change[] => {
      const was = old.get(topic.id);
      return was ? topicChanges(was, topic) : [{ kind: 'topic-added', topic }];
    }),
    ...before.topics.filter((topic) => !kept.has(topic.id)).map((topic): Change => ({ kind: 'topic-removed', topic })),
  ];
}

function topicChanges(before: TopicSpec, after: TopicSpec): Change[] {
  const topicId = after.id;
  const stages = stagesInOrder(after).flatMap(({ kind, stage }): Change[] => {
    const was = before.stages[kind];
    return was ? stageChanges(topicId, kind, was, stage) : [{ kind: 'stage-added', topicId, stage: kind, spec: stage }];
  });
  const removed = stagesInOrder(before)
    .filter(({ kind }) => !after.stages[kind])
    .map(({ kind, stage }): Change => ({ kind: 'stage-removed', topicId, stage: kind, spec: stage }));
  const { stages: _before, ...textBefore } = before;
  const { stages: _after, ...textAfter } = after;
  const text: Change[] = same(textBefore, textAfter) ? [] : [{ kind: 'text-changed', topicId, stage: null }];
  return [...text, ...stages, ...removed];
}

function stageChanges(topicId: string, stage: StageKind, before: StageSpec, after: StageSpec): Change[] {
  const from = dueOf(before);
  const to = dueOf(after);
  const changes: Change[] = [];
  if (!same(from, to)) changes.push({ kind: 'due-moved', topicId, stage, from, to, spec: after });
  if (before.opens !== after.opens)
    changes.push({ kind: 'opening-moved', topicId, stage, from: before.opens, to: after.opens, spec: after });
  const terms = TERMS.filter((term) => !same(before[term], after[term]));
  if (terms.length > 0) changes.push({ kind: 'terms-changed', topicId, stage, terms, from: before, spec: after });
  if (changes.length === 0 && !same(before, after)) changes.push({ kind: 'text-changed', topicId, stage });
  return changes;
}

const dueOf = (spec: StageSpec): Due => ({ due: spec.due, lateAfter: spec.lateAfter ?? spec.due });

/** Plain values; the order of their keys says nothing (a JSON column forgets it), nor do keys that are undefined. */
const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
