/**
 * A run in numbers, for the operators' page: a handful of set-based statements, whatever the number of cells.
 *
 * @module
 */
import { z } from 'zod';
import type { Instant, LocalDate } from '../domain/dates';
import { wallClock } from '../domain/dates';
import { STAGE_KINDS, type StageKind } from '../domain/plan';
import type { Db } from './db';
import { countFaultyNotices } from './delivery/faulty';

export interface StageCounts {
  kind: StageKind;
  status: string;
  opensOn: LocalDate;
  dueDate: LocalDate;
  heldFor: string | null;
  information: boolean;
  /** Assignments that count: not cancelled, not past when the plan started. */
  total: number;
  pending: number;
  /** Awaited, whatever the verdict. */
  open: number;
  /** Of the open ones: a planned date is known. */
  planned: number;
  inTime: number;
  late: number;
  waived: number;
  /** Of the open ones, as judged when grace was over. */
  miss: number;
  contact: number;
  held: number;
}

export interface TopicOverview {
  id: string;
  short: string;
  title: string;
  status: string;
  silent: boolean;
  stages: StageCounts[];
}

export interface PlanOverview {
  id: string;
  title: string;
  number: string | null;
  status: string;
  revision: number;
  zone: string;
  fromDate: LocalDate;
  endDate: LocalDate;
  topics: TopicOverview[];
}

export interface MessageLine {
  id: string;
  address: string;
  subject: string;
  status: string;
  at: Instant;
  why: string | null;
}

export interface TaskLine {
  id: string;
  kind: string;
  title: string;
  status: string;
  level: number;
  openedOn: LocalDate;
  owner: string | null;
  allIn: boolean;
  open: number;
}

export interface Overview {
  plans: PlanOverview[];
  messages: Record<string, number>;
  /** Notices whose text could not be written: no letter was made. */
  unwritten: number;
  /** Open tasks by kind and level. */
  tasks: { kind: string; level: number; open: number; claimed: number }[];
  closedTasks: number;
  latestMessages: MessageLine[];
  openTasks: TaskLine[];
}

/** Lines of the two lists. */
const LINES = 12;

const stageRow = z.object({
  topicId: z.string(),
  kind: z.enum(STAGE_KINDS),
  status: z.string(),
  opensOn: z.string(),
  dueDate: z.string(),
  heldFor: z.string().nullable(),
  information: z.boolean(),
  total: z.number(),
  pending: z.number(),
  open: z.number(),
  planned: z.number(),
  inTime: z.number(),
  late: z.number(),
  waived: z.number(),
  miss: z.number(),
  contact: z.number(),
  held: z.number(),
});

/** Everything the page shows of a run. */
export async function overviewOf(db: Db): Promise<Overview> {
  const [plans, messages, unwritten, tasks, closedTasks, latestMessages, openTasks] = await Promise.all([
    plansOf(db),
    messageCounts(db),
    countFaultyNotices(db),
    taskCounts(db),
    db.prisma.task.count({ where: { status: 'closed' } }),
    latest(db),
    tasksOf(db),
  ]);
  return { plans, messages, unwritten, tasks, closedTasks, latestMessages, openTasks };
}

async function plansOf(db: Db): Promise<PlanOverview[]> {
  const plans = await db.prisma.plan.findMany({
    select: {
      id: true,
      title: true,
      number: true,
      status: true,
      revision: true,
      zone: true,
      fromDate: true,
      endDate: true,
      topics: { select: { id: true, short: true, title: true, status: true, silent: true }, orderBy: { ordinal: 'asc' } },
    },
    orderBy: { startedAt: 'desc' },
  });
  const stages = await stagesOf(db);
  return plans.map((plan) => ({
    ...plan,
    topics: plan.topics.map((topic) => ({ ...topic, stages: stages.filter((stage) => stage.topicId === topic.id) })),
  }));
}

/** A report's lateness is its first revision's: a correction keeps it. */
async function stagesOf(db: Db) {
  const rows = await db.prisma.$queryRaw<unknown[]>`
    select s."topicId", s.kind, s.status, s."opensOn", s."dueDate", s."heldFor", s.information,
           count(a.id)::int as total,
           count(*) filter (where a.status = 'pending')::int as pending,
           count(*) filter (where a.status = 'open')::int as open,
           count(*) filter (where a.status = 'open' and a."plannedDate" is not null)::int as planned,
           count(*) filter (where a.status = 'reported' and r.late is not true)::int as "inTime",
           count(*) filter (where a.status = 'reported' and r.late)::int as late,
           count(*) filter (where a.status = 'waived')::int as waived,
           count(*) filter (where a.status = 'open' and a.verdict = 'miss')::int as miss,
           count(*) filter (where a.status = 'open' and a.verdict = 'contact')::int as contact,
           count(*) filter (where a.status = 'open' and a.verdict = 'held')::int as held
    from "Stage" s
    left join "Assignment" a on a."stageId" = s.id and a.status not in ('cancelled', 'skipped')
    left join "Report" r on r."assignmentId" = a.id and r.revision = 1
    group by s.id
    order by array_position(${[...STAGE_KINDS]}::text[], s.kind)`;
  return rows.map((row) => stageRow.parse(row));
}

async function messageCounts(db: Db): Promise<Record<string, number>> {
  const rows = await db.prisma.message.groupBy({ by: ['status'], _count: true });
  return Object.fromEntries(rows.map((row) => [row.status, row._count]));
}

async function taskCounts(db: Db) {
  return db.prisma.$queryRaw<{ kind: string; level: number; open: number; claimed: number }[]>`
    select kind, level, count(*)::int as open, count(*) filter (where status = 'claimed')::int as claimed
    from "Task" where status <> 'closed' group by kind, level order by kind, level`;
}

async function latest(db: Db): Promise<MessageLine[]> {
  const rows = await db.prisma.message.findMany({
    select: { id: true, address: true, subject: true, status: true, sentAt: true, queuedAt: true, why: true },
    orderBy: [{ queuedAt: 'desc' }, { id: 'asc' }],
    take: LINES,
  });
  return rows.map(({ sentAt, queuedAt, ...row }) => ({ ...row, at: (sentAt ?? queuedAt).getTime() }));
}

async function tasksOf(db: Db): Promise<TaskLine[]> {
  return db.prisma.$queryRaw<TaskLine[]>`
    select t.id, t.kind, t.title, t.status, t.level, t."openedOn", s.name as owner, t."allIn",
           (select count(*)::int from "TaskMember" m where m."taskId" = t.id and m.status = 'open') as open
    from "Task" t left join "Supervisor" s on s.id = t."ownerId"
    where t.status <> 'closed'
    order by t.level desc, t."openedOn", t.id
    limit ${LINES}`;
}

/** How far a plan's year has come at `asOf`: 0 to 1. */
export function progressOf(plan: Pick<PlanOverview, 'fromDate' | 'endDate' | 'zone' | 'status'>, asOf: Instant): number {
  if (plan.status === 'closed') return 1;
  const [from, to, now] = [plan.fromDate, plan.endDate, wallClock(asOf, plan.zone).day].map((day) =>
    Date.parse(`${day}T00:00:00Z`),
  );
  if (from === undefined || to === undefined || now === undefined || to <= from) return 0;
  return Math.min(1, Math.max(0, (now - from) / (to - from)));
}
