/**
 * What another calendar would move: days that are worked or off, due dates counted in working days, steps still to come.
 * It only tells; moving is a revision.
 *
 * @module
 */
import { workingCalendar, type WorkingCalendar } from './calendar';
import type { LocalDate } from './dates';
import type { CalendarFile } from './organisation';
import { stagesInOrder, type PlanDocument, type StageKind, type TopicSpec } from './plan';
import type { Step, StepKind } from './step';

export interface ChangedDay {
  day: LocalDate;
  worked: boolean;
  /** The new file's reason for a day off. */
  reason: string | null;
}

/** Days that one file works and the other does not, in order. */
export function changedDays(before: CalendarFile, after: CalendarFile): ChangedDay[] {
  const years = [...Object.values(before), ...Object.values(after)];
  const named = new Set(years.flatMap(({ daysOff, makeUpWorkingDays }) => [...Object.keys(daysOff), ...makeUpWorkingDays]));
  const [old, now] = [workingCalendar(before), workingCalendar(after)];
  return [...named]
    .filter((day) => old.isWorkingDay(day) !== now.isWorkingDay(day))
    .sort()
    .map((day) => ({ day, worked: now.isWorkingDay(day), reason: after[day.slice(0, 4)]?.daysOff[day] ?? null }));
}

export interface StageDate {
  topicId: string;
  stage: StageKind;
  due: LocalDate;
}

/** Stages whose due date stands on one of `days`: it stays, DESIGN §5, and the operator should know. */
export function duesOn(document: PlanDocument, days: ReadonlySet<LocalDate>): StageDate[] {
  return stageDates(document).filter(({ due }) => days.has(due));
}

const stageDates = (document: PlanDocument): StageDate[] =>
  document.topics.flatMap((topic) =>
    stagesInOrder(topic).map(({ kind, stage }) => ({ topicId: topic.id, stage: kind, due: stage.due })),
  );

export interface MovedDue extends StageDate {
  to: LocalDate;
}

/** Due dates that count working days after another stage, as the calendar would have them. */
export function movedDues(document: PlanDocument, calendar: WorkingCalendar): MovedDue[] {
  return document.topics.flatMap((topic) => movedDuesOf(topic, calendar));
}

function movedDuesOf(topic: TopicSpec, calendar: WorkingCalendar): MovedDue[] {
  const now = new Map<StageKind, LocalDate>();
  return stagesInOrder(topic).flatMap(({ kind, stage }) => {
    const base = stage.dueRule && now.get(stage.dueRule.after);
    const to = stage.dueRule && base !== undefined ? calendar.addWorkingDays(base, stage.dueRule.workingDays) : stage.due;
    now.set(kind, to);
    return to === stage.due ? [] : [{ topicId: topic.id, stage: kind, due: stage.due, to }];
  });
}

export interface MovedStep {
  stage: StageKind | null;
  kind: StepKind;
  /** null: the step would be new, or gone. */
  from: LocalDate | null;
  to: LocalDate | null;
}

/** Steps of one owner that stand on other days, paired in order within their stage and kind. */
export function movedSteps(before: readonly Step[], after: readonly Step[]): MovedStep[] {
  const kinds = new Map<string, { stage: StageKind | null; kind: StepKind }>();
  for (const { stageKind, kind } of [...before, ...after])
    kinds.set(`${stageKind ?? 'plan'}/${kind}`, { stage: stageKind, kind });
  return [...kinds.values()].flatMap(({ stage, kind }) => {
    const dates = (steps: readonly Step[]) =>
      steps.filter((step) => step.stageKind === stage && step.kind === kind).map(({ date }) => date);
    const [old, now] = [dates(before), dates(after)];
    const gone = old.filter((date) => !now.includes(date));
    const come = now.filter((date) => !old.includes(date));
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, n) => ({
      stage,
      kind,
      from: gone[n] ?? null,
      to: come[n] ?? null,
    }));
  });
}
