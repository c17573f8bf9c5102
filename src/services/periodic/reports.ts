/**
 * The board's periodic report to the Standing Committee: when it is due, and its figures.
 *
 * @module
 */
import { periodAt } from '../../domain/periods';
import type { StageKind } from '../../domain/plan';
import { URGENCY } from '../../domain/reminders';
import type { Step } from '../../domain/step';
import type { PeriodicReportData } from '../../mail/texts/data';
import { dateText } from '../../domain/wording';
import type { Context, Db, Tx } from '../db';
import { raiseToSupervisors } from '../notices/raise';
import type { PlanFacts } from '../plans/load';
import type { StepResult } from '../steps/perform';
import { openTask } from '../tasks';

/** Opens the approval task of a period's report and tells officers and head. */
export async function openPeriodicReport(tx: Tx, db: Db, plan: PlanFacts, step: Step, ctx: Context): Promise<StepResult> {
  const data = periodOf(plan, step);
  const title = `Báo cáo định kỳ gửi Ban Thường vụ, số liệu đến ${dateText(data.to)}`;
  const { taskId, opened } = await openTask(tx, db, plan, ctx, {
    kind: 'approval',
    stageId: null,
    groupId: null,
    subjectId: approvalSubject(plan, step),
    title,
    members: [],
  });
  const supervisors = await tx.supervisor.findMany({ select: { id: true } });
  await raiseToSupervisors(tx, db, plan, ctx, {
    supervisorIds: supervisors.map((supervisor) => supervisor.id),
    taskId,
    kind: 'report',
    reason: 'periodic-report',
    urgency: URGENCY.report,
    key: step.key,
    data: { ...data },
  });
  return { task: taskId, opened };
}

/** What the approval task of a report step is about. */
export const approvalSubject = (plan: { id: string }, step: Pick<Step, 'key'>) => `${plan.id}/${step.key}`;

/** The period whose end lies before the step: a step comes some working days after it. */
export function periodOf(plan: PlanFacts, step: Step): PeriodicReportData {
  const every = plan.document.reports?.every ?? 'quarter';
  return { every, ...periodAt(plan.calendar.addWorkingDays(step.date, -plan.policy.reportDays), every), due: step.date };
}

/** One line of the report: a stage of a topic and how it stands. */
export interface PeriodicFigures {
  topic: string;
  title: string;
  stage: StageKind;
  due: string;
  duties: number;
  inTime: number;
  late: number;
  waived: number;
  open: number;
  miss: number;
  contact: number;
}

/** Figures of every stage that has opened, in the plan's order. */
export function periodicFigures(tx: Tx, planId: string): Promise<PeriodicFigures[]> {
  return tx.$queryRaw<PeriodicFigures[]>`
    select t.short as topic, t.title, s.kind as stage, s."dueDate" as due, count(a.id)::int as duties,
           count(*) filter (where a.status = 'reported' and not r.late)::int as "inTime",
           count(*) filter (where a.status = 'reported' and r.late)::int as late,
           count(*) filter (where a.status = 'waived')::int as waived,
           count(*) filter (where a.status = 'open')::int as open,
           count(*) filter (where a.status = 'open' and a.verdict = 'miss')::int as miss,
           count(*) filter (where a.status = 'open' and a.verdict = 'contact')::int as contact
    from "Topic" t
    join "Stage" s on s."topicId" = t.id and s."openedAt" is not null
    join "Assignment" a on a."stageId" = s.id
    left join "Report" r on r."assignmentId" = a.id and r.revision = 1
    where t."planId" = ${planId}
    group by t.ordinal, t.short, t.title, s.kind, s."opensOn", s."dueDate"
    order by t.ordinal, s."opensOn", s.kind`;
}
