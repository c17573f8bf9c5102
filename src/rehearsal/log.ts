/**
 * The log of a run: one JSON object a line, in order of `at`, read from the facts. Ids in it are hashes of keys, so the
 * same seed gives the same log, byte for byte. The form is public: DESIGN §12.
 *
 * @module
 */
import type { Db } from '../services/db';

export interface LogLine {
  at: string;
  type: LogType;
  topic?: string;
  stage?: string;
  body?: string;
  level?: number;
  [more: string]: unknown;
}

/** In the order they are written within one instant: what the clock did, then mail, then people, then the board. */
const TYPES = [
  'stage.closed',
  'stage.opened',
  'miss',
  'contact.problem',
  'task.opened',
  'task.escalated',
  'notice.skipped',
  'message',
  'planned.date',
  'report',
  'task.closed',
] as const;
export type LogType = (typeof TYPES)[number];

/** Every line of the run. */
export async function logOf(db: Db, planId: string): Promise<LogLine[]> {
  const parts = await Promise.all([
    stages(db),
    verdicts(db),
    tasks(db),
    skipped(db),
    messages(db),
    plannedDates(db),
    reports(db),
  ]);
  const mine = parts.flat().map((row) => lineOf(planId, row));
  return mine
    .map((line) => ({ line, key: `${line.at}#${String(TYPES.indexOf(line.type)).padStart(2, '0')}#${JSON.stringify(line)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
}

/** One line a row, ready for a file. */
export const logText = (lines: LogLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

interface Row {
  at: Date;
  type: LogType;
  /** Assignment or stage id it is about. */
  about: string | null;
  more: Record<string, unknown>;
}

function lineOf(planId: string, { at, type, about, more }: Row): LogLine {
  const [, topic, stage, body] = about?.split('/') ?? [];
  const short = (id: string) => (id.startsWith(`${planId}/`) ? id.slice(planId.length + 1) : id);
  const values = Object.entries(more).filter(([, value]) => value !== null);
  const shortened = values.map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? short(one) : one)) : value,
  ]);
  return {
    at: at.toISOString(),
    type,
    ...(topic === undefined ? {} : { topic }),
    ...(stage === undefined ? {} : { stage }),
    ...(body === undefined ? {} : { body }),
    ...Object.fromEntries(shortened),
  };
}

function stages(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select "openedAt" as at, 'stage.opened' as type, id as about, '{}'::jsonb as more from "Stage" where "openedAt" is not null
    union all
    select at, 'stage.opened', subject, '{"again": true}' from "Audit" where action = 'stage.reopened'
    union
    select r.at, 'stage.closed', s.id, '{}' from "StepRun" r join "Stage" s on s."topicId" = r."ownerId" and starts_with(r."stepKey", s.kind || '/close/')
    where s."openedAt" is not null and r.result ->> 'closed' = 'true'
    union
    select "closedAt", 'stage.closed', id, '{}' from "Stage" where "openedAt" is not null and "closedAt" is not null`;
}

function verdicts(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select m."addedAt" as at, case k.kind when 'miss' then 'miss' else 'contact.problem' end as type, m."assignmentId" as about,
           jsonb_build_object('task', k.id, 'dueRevision', m."dueRevision") as more
    from "TaskMember" m join "Task" k on k.id = m."taskId" where k.kind in ('miss', 'contact')`;
}

function tasks(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select e.at, 'task.' || e.verb as type, k."stageId" as about,
           jsonb_build_object('task', k.id, 'kind', k.kind, 'level', coalesce((e.data->>'level')::int, case when e.verb = 'opened' then 0 else k.level end),
                              'members', coalesce(e.data->'members', '[]'),
                              'outcome', case when e.verb = 'closed' then k.outcome end) as more
    from "TaskEvent" e join "Task" k on k.id = e."taskId" where e.verb in ('opened', 'escalated', 'closed')`;
}

function skipped(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select "settledAt" as at, 'notice.skipped' as type, "assignmentId" as about,
           jsonb_build_object('why', why, 'kind', kind, 'to', address) as more
    from "Notice" where status = 'skipped' and "settledAt" is not null`;
}

function messages(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select m."sentAt" as at, 'message' as type, null as about,
           jsonb_build_object('to', m.address, 'kinds', (select jsonb_agg(distinct n.kind order by n.kind) from "Notice" n where n."messageId" = m.id and n.status = 'sent'),
                              'assignments', (select coalesce(jsonb_agg(distinct n."assignmentId" order by n."assignmentId"), '[]') from "Notice" n
                                              where n."messageId" = m.id and n.status = 'sent' and n."assignmentId" is not null),
                              'messageId', m."headerId", 'subject', m.subject) as more
    from "Message" m where m.status = 'sent' and m."sentAt" is not null`;
}

function plannedDates(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select at, 'planned.date' as type, subject as about, jsonb_build_object('date', data->>'new') as more
    from "Audit" where action = 'planned.date'`;
}

function reports(db: Db): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    select at, 'report' as type, "assignmentId" as about, jsonb_build_object('late', late, 'channel', channel, 'revision', revision) as more
    from "Report"`;
}
