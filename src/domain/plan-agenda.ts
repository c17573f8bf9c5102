/**
 * The steps of a whole plan: the units' Monday digests, the periodic reports, and closing the year.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import { addDays, weekday, type LocalDate } from './dates';
import { judgeDate } from './judging';
import { stagesInOrder, type PlanDocument, type ReportPeriod } from './plan';
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

const MONTHS: Record<ReportPeriod, number> = { month: 1, quarter: 3, half: 6, year: 12 };

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
  const dates: LocalDate[] = [];
  for (let start = `${document.year}-01-01`; start <= endDate; ) {
    const next = monthsLater(start, MONTHS[document.reports.every]);
    const end = addDays(next, -1);
    if (end >= fromDate) dates.push(calendar.addWorkingDays(end < endDate ? end : endDate, policy.reportDays));
    start = next;
  }
  return dates;
}

/** The first of the month, `n` months after the first of a month. */
function monthsLater(first: LocalDate, n: number): LocalDate {
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + n;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

function mondays(from: LocalDate, before: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let day = addDays(from, (8 - weekday(from)) % 7); day < before; day = addDays(day, 7)) dates.push(day);
  return dates;
}
