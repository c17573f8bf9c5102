/**
 * The steps of a whole plan: the units' Monday digests, the periodic reports, and closing the year.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import { addDays, weekday, type LocalDate } from './dates';
import { judgeDate } from './judging';
import { periodAt } from './periods';
import { stagesInOrder, type PlanDocument } from './plan';
import type { Policy } from './policy';
import type { Step } from './step';
import { inOrder } from './step-order';

export interface PlanAgendaInput {
  document: PlanDocument;
  policy: Policy;
  calendar: WorkingCalendar;
  zone: string;
  /** First day that is followed. */
  fromDate: LocalDate;
  /** Last day of the plan. */
  endDate: LocalDate;
}

/** Digests stay on a Monday that is off: the window moves their mail. Sorted; the last step closes the plan. */
export function planAgenda(i: PlanAgendaInput): Step[] {
  const reports = reportDates(i);
  const close = planCloseDate(i, reports);
  const step = (kind: 'digest' | 'report' | 'close', date: LocalDate) => ({
    key: `plan/${kind}/${date}`,
    kind,
    stageKind: null,
    date,
  });
  return inOrder(
    [
      ...mondays(i.fromDate, close).map((date) => step('digest', date)),
      ...reports.map((date) => step('report', date)),
      step('close', close),
    ],
    i.zone,
  );
}

/**
 * The working day after everything can have ended: the last judgement, the days it may be held, the rungs of the task
 * it opened, the last periodic report.
 */
function planCloseDate({ document, policy, calendar, endDate }: PlanAgendaInput, reports: LocalDate[]): LocalDate {
  const dues = document.topics.flatMap((topic) => stagesInOrder(topic).map(({ stage }) => stage.lateAfter ?? stage.due));
  const lastDue = [endDate, ...dues].reduce((a, b) => (a > b ? a : b));
  const afterJudging = Math.max(policy.heldDays, ...policy.rungs.map((rung) => rung.after));
  const settled = calendar.addWorkingDays(judgeDate(lastDue, policy, calendar), afterJudging);
  return calendar.addWorkingDays(
    [settled, ...reports].reduce((a, b) => (a > b ? a : b)),
    1,
  );
}

/** `policy.reportDays` working days after the end of each period the plan touches; the last period ends with the plan. */
function reportDates({ document, policy, calendar, fromDate, endDate }: PlanAgendaInput): LocalDate[] {
  if (document.reports === null) return [];
  const { every } = document.reports;
  const dates: LocalDate[] = [];
  for (
    let period = periodAt(`${document.year}-01-01`, every);
    period.from <= endDate;
    period = periodAt(addDays(period.to, 1), every)
  ) {
    const end = period.to < endDate ? period.to : endDate;
    if (period.to >= fromDate) dates.push(calendar.addWorkingDays(end, policy.reportDays));
  }
  return dates;
}

function mondays(from: LocalDate, before: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let day = addDays(from, (8 - weekday(from)) % 7); day < before; day = addDays(day, 7)) dates.push(day);
  return dates;
}
