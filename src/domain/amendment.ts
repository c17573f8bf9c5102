/**
 * What a new document changes in a plan: shown before it is confirmed, then carried out change by change.
 *
 * @module
 */
import type { LocalDate } from './dates';
import { stagesInOrder, type PlanDocument, type StageKind, type StageSpec, type TopicSpec } from './plan';

export type Change =
  | { kind: 'topic-added'; topic: TopicSpec }
  | { kind: 'topic-removed'; topic: TopicSpec }
  | { kind: 'stage-added'; topicId: string; stage: StageKind; spec: StageSpec }
  | { kind: 'stage-removed'; topicId: string; stage: StageKind; spec: StageSpec }
  | { kind: 'due-moved'; topicId: string; stage: StageKind; from: Due; to: Due; spec: StageSpec }
  | { kind: 'opening-moved'; topicId: string; stage: StageKind; from: LocalDate; to: LocalDate; spec: StageSpec }
  /** Wording, materials, place, seats: nothing that moves a date. */
  | { kind: 'text-changed'; topicId: string; stage: StageKind | null };

export interface Due {
  due: LocalDate;
  lateAfter: LocalDate;
}

/** Everything that differs, topics in the new document's order, removed ones last. */
export function changesBetween(before: PlanDocument, after: PlanDocument): Change[] {
  const old = new Map(before.topics.map((topic) => [topic.id, topic]));
  const kept = new Set(after.topics.map((topic) => topic.id));
  return [
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
  if (before.opens !== after.opens) changes.push({ kind: 'opening-moved', topicId, stage, from: before.opens, to: after.opens, spec: after });
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
