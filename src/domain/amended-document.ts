/**
 * A plan with other dates: what a document or an answer changes is put in, and what counts from it follows.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import type { LocalDate } from './dates';
import { STAGE_KINDS, stagesInOrder, type PlanDocument, type StageKind, type StageSpec, type TopicSpec } from './plan';

/** The dates of one stage as they shall be; what is absent stays. */
export interface DateChange {
  topicId: string;
  stage: StageKind;
  opens?: LocalDate;
  due?: LocalDate;
  /** D of "trước ngày D"; absent beside a `due`: the due itself. */
  lateAfter?: LocalDate;
  tentative?: boolean;
  /** Of a conference, "08:00". */
  hour?: string;
  /** The sentence; with `decided` the stage keeps its own. */
  said: string;
  /** An answer of the operator instead of a date the document states, with its basis. */
  decided?: { text: string; basis: string };
}

/**
 * The plan with the changes. Dues that count working days after another stage follow where that stage moves, or
 * everywhere when `recount` says that the calendar is another one. A stage that gets its own due counts no more.
 */
export function amendedDocument(
  plan: PlanDocument,
  changes: readonly DateChange[],
  calendar: WorkingCalendar,
  recount: boolean,
): PlanDocument {
  const topics = plan.topics.map((topic) => {
    const own = changes.filter(({ topicId }) => topicId === topic.id);
    return own.length > 0 || recount ? amendedTopic(topic, own, calendar, recount) : topic;
  });
  return { ...plan, topics };
}

function amendedTopic(topic: TopicSpec, changes: DateChange[], calendar: WorkingCalendar, recount: boolean): TopicSpec {
  const stages = { ...topic.stages };
  for (const { kind, stage } of stagesInOrder(topic)) {
    const change = changes.findLast((one) => one.stage === kind);
    const now = change ? amendedStage(stage, change) : stage;
    stages[kind] = now;
    const base = now.dueRule && stages[now.dueRule.after];
    if (!now.dueRule || !base || (!recount && base.due === topic.stages[now.dueRule.after]?.due)) continue;
    const due = calendar.addWorkingDays(base.due, now.dueRule.workingDays);
    if (due !== stage.due) stages[kind] = opensInTime({ ...now, due });
  }
  return { ...topic, stages };
}

/** An opening that nobody stated is the first day of the due's month: it moves along when the due would come before it. */
const opensInTime = (stage: StageSpec): StageSpec =>
  stage.opens > stage.due ? { ...stage, opens: `${stage.due.slice(0, 7)}-01` } : stage;

function amendedStage(stage: StageSpec, change: DateChange): StageSpec {
  const { lateAfter: _late, decided: _decided, basis: _basis, dueRule, ...kept } = stage;
  const source = change.decided
    ? { said: stage.said, decided: change.decided.text, basis: change.decided.basis }
    : { said: change.said };
  const late = change.due === undefined ? stage.lateAfter : change.lateAfter;
  return {
    ...kept,
    ...source,
    opens: change.opens ?? stage.opens,
    due: change.due ?? stage.due,
    ...(late !== undefined && { lateAfter: late }),
    ...(dueRule && change.due === undefined && { dueRule }),
    tentative: change.tentative ?? stage.tentative,
    ...(change.hour !== undefined && { hour: change.hour }),
  };
}

export interface OutOfOrder {
  kind: StageKind;
  stage: StageSpec;
  /** The earlier stage that is due later; null: it opens after its own due. */
  before: StageKind | null;
}

/** Stages whose due comes before the due of an earlier stage, or before they open. */
export function outOfOrder(topic: TopicSpec): OutOfOrder[] {
  const stages = stagesInOrder(topic);
  return stages.flatMap(({ kind, stage }): OutOfOrder[] => {
    const earlier = stages.findLast(
      (other) => STAGE_KINDS.indexOf(other.kind) < STAGE_KINDS.indexOf(kind) && other.stage.due > stage.due,
    );
    if (earlier) return [{ kind, stage, before: earlier.kind }];
    return stage.opens > stage.due ? [{ kind, stage, before: null }] : [];
  });
}
