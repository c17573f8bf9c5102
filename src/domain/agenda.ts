/**
 * Which steps there are, and when: from a plan's dates, the calendar, the policy and the distinct due dates of its
 * assignments. A step is (stage, kind, local date); a hundred single extensions cost no more than the dates they fall
 * on. Amending is recomputing. DESIGN §4, §6.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import { addDays, type LocalDate } from './dates';
import { judgeDate } from './judging';
import type { StageKind } from './plan';
import type { Offset, Policy } from './policy';
import { urgency } from './reminders';
import type { Step, StepKind } from './step';
import { inOrder } from './step-order';

export { judgeDate } from './judging';
export { planAgenda } from './plan-agenda';

export interface StageState {
  kind: StageKind;
  status: 'waiting' | 'held' | 'open' | 'closed' | 'skipped';
  opensOn: LocalDate;
  /** The day it was opened again after it had closed; null where it never was. */
  reopenedOn: LocalDate | null;
  dueDate: LocalDate;
  /** Last day in time. */
  lateAfter: LocalDate;
  tentative: boolean;
  confirmed: boolean;
  information: boolean;
  /** People are invited to it who have no duty in it. */
  conference: boolean;
  /** Another plan writes; the agenda is the same, the letters are off. */
  silent: boolean;
  /** Distinct, of assignments pending or open. */
  dues: { due: LocalDate; lateAfter: LocalDate }[];
  /** Distinct planned dates of open assignments. */
  planned: LocalDate[];
  /** Distinct, of open assignments without a final verdict. */
  judgeOn: LocalDate[];
}

/** Why a step writes to an assignment. */
export type TargetReason = 'open' | 'planned-date' | 'remind' | 'tomorrow' | 'overdue' | 'after-planned';

/** Which assignments of its stage a step is about: all of them (`open`), those with this due, or with this planned date. */
export interface Target {
  reason: TargetReason;
  urgency: number;
  due: { due: LocalDate; lateAfter: LocalDate } | null;
  planned: LocalDate | null;
  offset: Offset;
}

type Days = Pick<WorkingCalendar, 'addWorkingDays'>;

/** Reminders of a session this far ahead ask for the planned date. DESIGN §6. */
const ASKS_FOR_PLANNED_DATE = -10;

/**
 * Every step of a topic, past ones included, except those dated before `fromDate`. An opening or a confirmation that
 * was due before the plan was followed happens on `fromDate`, as long as the stage's own due has not passed.
 */
export function topicAgenda(i: {
  stages: StageState[];
  policy: Policy;
  calendar: WorkingCalendar;
  zone: string;
  fromDate: LocalDate;
}): Step[] {
  const steps = i.stages.flatMap((stage) =>
    stageDates(stage, i).map(([kind, date]) => ({ key: `${stage.kind}/${kind}/${date}`, kind, stageKind: stage.kind, date })),
  );
  return inOrder(
    steps.filter((step) => step.date >= i.fromDate),
    i.zone,
  );
}

function stageDates(
  stage: StageState,
  i: { policy: Policy; calendar: WorkingCalendar; fromDate: LocalDate },
): [StepKind, LocalDate][] {
  const { policy, calendar } = i;
  if (stage.status === 'skipped') return [];
  const dates: [StepKind, LocalDate][] = [];
  const ahead = latest(lateDates(stage)) >= i.fromDate;
  const notBeforeStart = (date: LocalDate) => (ahead && date < i.fromDate ? i.fromDate : date);

  if ((stage.status === 'waiting' || stage.status === 'held') && stage.tentative && !stage.confirmed) {
    dates.push(['confirm', notBeforeStart(calendar.addWorkingDays(stage.opensOn, -policy.confirmDays))]);
  }
  if ((stage.status === 'waiting' || stage.status === 'open') && stage.conference && (stage.confirmed || !stage.tentative)) {
    dates.push(['invite', notBeforeStart(calendar.addWorkingDays(stage.opensOn, -policy.confirmDays))]);
  }
  if (stage.status === 'waiting') dates.push(['open', notBeforeStart(stage.opensOn)]);
  if (stage.status === 'waiting' || stage.status === 'open') dates.push(['close', closeDate(stage, policy, calendar)]);
  if (stage.status === 'open' || stage.status === 'closed') {
    for (const [kind, date] of urgingDates(stage, policy, calendar)) dates.push([kind, date]);
    if (!stage.information) for (const date of stage.judgeOn) dates.push(['judge', date]);
  }
  return dates;
}

function urgingDates(stage: StageState, policy: Policy, calendar: Days): [StepKind, LocalDate][] {
  const byDue = stage.dues.flatMap((due) => urgingsOf(due, stage, policy, calendar));
  return [
    ...byDue.map(({ kind, date }): [StepKind, LocalDate] => [kind, date]),
    ...stage.planned.map((planned): [StepKind, LocalDate] => ['remind', calendar.addWorkingDays(planned, 1)]),
  ];
}

interface Urging {
  kind: 'remind' | 'overdue';
  date: LocalDate;
  due: { due: LocalDate; lateAfter: LocalDate };
  offset: number;
}

/** Reminders and overdue letters of one due date. Offset 0 names no day: it is neither. */
function urgingsOf(due: Urging['due'], stage: StageState, policy: Policy, calendar: Days): Urging[] {
  return policy.offsets[stage.kind].flatMap((offset): Urging[] => {
    if (offset === 'open' || offset === 0) return [];
    if (offset > 0) {
      // In a stage that opened after the due, people hear of the opening first.
      const since = latest([due.lateAfter, stage.opensOn]);
      return stage.information ? [] : [{ kind: 'overdue', date: calendar.addWorkingDays(since, offset), due, offset }];
    }
    const date = calendar.addWorkingDays(due.due, offset);
    return date < stage.opensOn ? [] : [{ kind: 'remind', date, due, offset }];
  });
}

/**
 * The day of the closing step. One released after its last day opens before it closes; one opened again closes on a later day
 * than it was opened: the step of an earlier one has run, and runs once.
 */
function closeDate(stage: StageState, policy: Policy, calendar: Days): LocalDate {
  const since = stage.status === 'waiting' ? stage.opensOn : stage.reopenedOn;
  const date = stageCloseDate(stage, policy, calendar);
  return since === null ? date : latest([date, addDays(since, 1)]);
}

/**
 * Where nobody is waited for (a stage for information, one without duties, one whose duties are all in) it closes on the
 * day after its last due. Elsewhere on the working day after the last judgement, which a hold or an extension moves. Never
 * before the working day after a planned date was followed up: a closed stage writes no letter.
 */
export function stageCloseDate(
  stage: Pick<StageState, 'opensOn' | 'lateAfter' | 'information' | 'dues' | 'planned' | 'judgeOn'>,
  policy: Pick<Policy, 'graceDays'>,
  calendar: Days,
): LocalDate {
  const late = latest(lateDates(stage));
  const followedUp = stage.planned.map((planned) => calendar.addWorkingDays(planned, 2));
  const settled = stage.information || stage.dues.length + stage.judgeOn.length === 0;
  const closes = settled
    ? addDays(late, 1)
    : calendar.addWorkingDays(latest([judgeDate(latest([late, stage.opensOn]), policy, calendar), ...stage.judgeOn]), 1);
  return latest([closes, ...followedUp]);
}

/** Last days in time: the stage's own, and those of its assignments. */
const lateDates = (stage: Pick<StageState, 'lateAfter' | 'dues'>) => [stage.lateAfter, ...stage.dues.map((due) => due.lateAfter)];

const latest = (dates: LocalDate[]): LocalDate => dates.reduce((a, b) => (a > b ? a : b));

/** Whom a step writes to, and why. Empty for steps that write to no assignment (close, confirm, judge). */
export function targetsOf(step: Step, stage: StageState, policy: Policy, calendar: WorkingCalendar): Target[] {
  switch (step.kind) {
    case 'open':
      return [{ reason: 'open', urgency: urgency('open', 'open'), due: null, planned: null, offset: 'open' }];
    case 'overdue':
    case 'remind':
      return [...dueTargets(step, stage, policy, calendar), ...plannedTargets(step, stage, calendar)];
    default:
      return [];
  }
}

function dueTargets(step: Step, stage: StageState, policy: Policy, calendar: Days): Target[] {
  return stage.dues.flatMap((each) =>
    urgingsOf(each, stage, policy, calendar)
      .filter(({ kind, date }) => kind === step.kind && date === step.date)
      .map(({ kind, date, due, offset }) => ({
        reason: kind === 'overdue' ? kind : reminderReason(stage.kind, date, due.due, offset),
        urgency: urgency(kind, offset),
        due,
        planned: null,
        offset,
      })),
  );
}

/** "Tomorrow" is said only where it is true: the working day before a Monday is a Friday. */
function reminderReason(stage: StageKind, date: LocalDate, due: LocalDate, offset: number): TargetReason {
  if (stage === 'session' && offset <= ASKS_FOR_PLANNED_DATE) return 'planned-date';
  return addDays(date, 1) === due ? 'tomorrow' : 'remind';
}

function plannedTargets(step: Step, stage: StageState, calendar: Days): Target[] {
  if (step.kind !== 'remind') return [];
  return stage.planned
    .filter((planned) => calendar.addWorkingDays(planned, 1) === step.date)
    .map((planned) => ({ reason: 'after-planned', urgency: urgency('after-planned', 1), due: null, planned, offset: 1 }));
}
