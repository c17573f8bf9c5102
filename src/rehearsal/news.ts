/**
 * What simulated people get to know: stages that open, letters that arrive, tasks, reports. Read from the facts, each
 * with the instant it happened; what people make of it depends on nothing else.
 *
 * @module
 */
import type { Instant, LocalDate } from '../domain/dates';
import type { StageKind } from '../domain/plan';
import { Prisma, type Db } from '../services/db';

/** An open duty, as its body sees it. */
export interface Duty {
  id: string;
  bodyId: string;
  unitId: string | null;
  stageId: string;
  stage: StageKind;
  dueDate: LocalDate;
  isCell: boolean;
}

export interface BoardTask {
  id: string;
  kind: string;
  groupId: string | null;
  level: number;
}

export type News =
  | { what: 'stage'; at: Instant; duty: Duty }
  | { what: 'letter'; at: Instant; address: string; reason: string; duty: Duty | null }
  /** A task of the board was opened, grew or was escalated; once for each open duty it holds, or once with none. */
  | { what: 'task'; at: Instant; verb: 'opened' | 'added' | 'escalated'; task: BoardTask; duty: Duty | null }
  /** A body reported: its unit has to confirm. */
  | { what: 'report'; at: Instant; assignmentId: string; unitId: string };

interface Row extends Partial<Duty> {
  what: News['what'];
  at: Date;
  address: string | null;
  reason: string | null;
  task: BoardTask | null;
  about: string | null;
}

/** People look at every instant: what happened is found by its time. Indexes of a rehearsal's own schema. */
export async function prepareNews(db: Db): Promise<void> {
  await db.prisma.$executeRaw`create index if not exists "Message_sent" on "Message" ("sentAt")`;
  await db.prisma.$executeRaw`create index if not exists "Report_at" on "Report" (at)`;
  await db.prisma.$executeRaw`create index if not exists "TaskEvent_at" on "TaskEvent" (at)`;
  await db.prisma.$executeRaw`create index if not exists "Act_open" on "Act" (at) where "doneAt" is null`;
}

const FOR_EVER_MS = 10 * 365 * 86_400_000;

/** Everything that happened from `since` on, in order. What was read before comes again: once too often is harmless. */
export async function newsSince(db: Db, since: Instant): Promise<News[]> {
  const from = new Date(since);
  // With an end the planner expects few rows of a statement it has kept, and takes the indexes.
  const to = new Date(since + FOR_EVER_MS);
  const isNews = (at: Prisma.Sql) => Prisma.sql`${at} >= ${from} and ${at} < ${to}`;
  const rows = await db.prisma.$queryRaw<Row[]>`
    with news as (
      select 'stage' as what, s."openedAt" as at, null as address, null as reason, null::jsonb as task, a.id as about
      from "Stage" s join "Assignment" a on a."stageId" = s.id where ${isNews(Prisma.sql`s."openedAt"`)}
      union all
      select 'letter', m."sentAt", m.address, n.reason, null, n."assignmentId"
      from "Message" m join "Notice" n on n."messageId" = m.id and n.status = 'sent' where ${isNews(Prisma.sql`m."sentAt"`)}
      union all
      select 'task', e.at, null, e.verb,
             jsonb_build_object('id', k.id, 'kind', k.kind, 'groupId', k."groupId", 'level', coalesce((e.data->>'level')::int, 0)), m."assignmentId"
      from "TaskEvent" e join "Task" k on k.id = e."taskId" left join "TaskMember" m on m."taskId" = k.id and m.status = 'open'
      where ${isNews(Prisma.sql`e.at`)} and e.verb in ('opened', 'added', 'escalated')
      union all
      select 'report', r.at, null, null, null, r."assignmentId" from "Report" r where ${isNews(Prisma.sql`r.at`)} and r."confirmedAt" is null
    )
    select n.*, a.id, a."bodyId", case when n.what = 'report' then r."unitId" else a."unitId" end as "unitId", a."stageId", a."dueDate",
           s.kind as stage, 'cell' = any(s.owners) as "isCell"
    from news n left join "Assignment" a on a.id = n.about and a.status = 'open' left join "Stage" s on s.id = a."stageId"
    left join "Assignment" r on n.what = 'report' and r.id = n.about
    order by n.at, n.what, n.address, n.task->>'id', n.about, n.reason`;
  return rows.flatMap(newsOf);
}

function newsOf(row: Row): News[] {
  const at = row.at.getTime();
  const duty = dutyOf(row);
  const { what, address, reason, task, about, unitId } = row;
  if (what === 'stage') return duty ? [{ what, at, duty }] : [];
  if (what === 'letter') return address === null || reason === null ? [] : [{ what, at, address, reason, duty }];
  if (what === 'report') return about && unitId ? [{ what, at, assignmentId: about, unitId }] : [];
  const verb = reason === 'opened' || reason === 'added' || reason === 'escalated' ? reason : null;
  return task && verb ? [{ what, at, verb, task, duty }] : [];
}

function dutyOf({ id, bodyId, unitId, stageId, stage, dueDate, isCell }: Row): Duty | null {
  if (id === undefined || id === null || !bodyId || !stageId || !stage || !dueDate) return null;
  return { id, bodyId, unitId: unitId ?? null, stageId, stage, dueDate, isCell: isCell ?? false };
}
