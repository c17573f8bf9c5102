/**
 * Tasks as the board reads them: the list, and one task with a row per unit. Reading only.
 *
 * @module
 */
import { z } from 'zod';
import { wallClock, type Instant } from '../../domain/dates';
import { CodedError } from '../../errors';
import { transaction, type Db, type Tx } from '../db';
import { loadPlan } from '../plans/load';
import { actorNames } from './actors';

export interface TaskLine {
  id: string;
  planId: string;
  kind: string;
  stageId: string | null;
  title: string;
  status: string;
  outcome: string | null;
  version: number;
  level: number;
  allIn: boolean;
  openedOn: string;
  leaseUntil: string | null;
  owner: { id: string; name: string } | null;
  /** Units and assignments that are still open in it, and all it ever held. */
  units: number;
  open: number;
  members: number;
}

const sentLetter = z.object({
  /** Local date and state of a letter; `kind` as in the log. */
  on: z.string().nullable(),
  kind: z.string(),
  status: z.string(),
  via: z.string(),
});

const memberRow = z.object({
  assignmentId: z.string(),
  bodyId: z.string(),
  name: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  unitContact: z.string().nullable(),
  unitPhone: z.string().nullable(),
  status: z.string(),
  dueDate: z.string(),
  plannedDate: z.string().nullable(),
  passedOn: z.boolean(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  emailStatus: z.string().nullable(),
  sent: z.array(sentLetter),
});
export type MemberView = Omit<z.infer<typeof memberRow>, 'unitId' | 'unitName' | 'unitContact' | 'unitPhone'>;

export interface UnitView {
  unitId: string | null;
  name: string;
  contact: string | null;
  phone: string | null;
  members: MemberView[];
}

export interface TaskView extends TaskLine {
  subjectId: string | null;
  /** The plan's. */
  zone: string;
  /** A row a unit. */
  rows: UnitView[];
  /** `name`: of who did it. */
  history: { version: number; verb: string; by: string; name: string; at: Instant; data: Record<string, unknown> }[];
}

/** Tasks that are not closed, the oldest first; `closed` too when asked for. */
export function listTasks(
  db: Db,
  filter: { planId?: string; kind?: string; ownerId?: string; status?: 'open' | 'claimed' | 'closed' } = {},
): Promise<TaskLine[]> {
  const { planId, kind, ownerId, status } = filter;
  return db.prisma.$queryRaw<TaskLine[]>`
    select t.id, t."planId", t.kind, t."stageId", t.title, t.status, t.outcome, t.version, t.level, t."allIn", t."openedOn", t."leaseUntil",
           case when t."ownerId" is null then null else jsonb_build_object('id', t."ownerId", 'name', coalesce(s.name, t."ownerId")) end as owner,
           m.units, m.open, m.members
    from "Task" t
    left join "Supervisor" s on s.id = t."ownerId"
    cross join lateral (select (count(distinct "unitId") filter (where status = 'open'))::int as units,
                               (count(*) filter (where status = 'open'))::int as open, count(*)::int as members
                        from "TaskMember" where "taskId" = t.id) m
    where (${planId ?? null}::text is null or t."planId" = ${planId ?? null})
      and (${kind ?? null}::text is null or t.kind = ${kind ?? null})
      and (${ownerId ?? null}::text is null or t."ownerId" = ${ownerId ?? null})
      and (t.status = ${status ?? null}::text or (${status ?? null}::text is null and t.status <> 'closed'))
    order by t."openedOn", t.title, t.id`;
}

/** One task with its units, members, what was sent to each, and its history. @throws CD_TASK_UNKNOWN */
export function showTask(db: Db, taskId: string, asOf: Instant): Promise<TaskView> {
  return transaction(db, async (tx) => {
    const task = await tx.task.findUnique({
      where: { id: taskId },
      include: { events: { orderBy: { version: 'asc' } }, members: { select: { unitId: true, status: true } } },
    });
    if (!task) throw new CodedError('CD_TASK_UNKNOWN', { task: taskId });
    const { zone } = await loadPlan(tx, task.planId);
    const nameOf = await actorNames(tx, [...task.events.map(({ by }) => by), ...(task.ownerId === null ? [] : [task.ownerId])]);
    const open = task.members.filter((member) => member.status === 'open');
    const { events, members, ownerId, groupId: _group, openedAt: _opened, closedAt: _closed, ...row } = task;
    return {
      ...row,
      zone,
      owner: ownerId === null ? null : { id: ownerId, name: nameOf(ownerId) },
      units: new Set(open.map((member) => member.unitId)).size,
      open: open.length,
      members: members.length,
      rows: byUnit(await memberRows(tx, taskId, zone, wallClock(asOf, zone).day)),
      history: events.map(({ version, verb, by, at, data }) => ({
        version,
        verb,
        by,
        name: nameOf(by),
        at: at.getTime(),
        data: z.record(z.string(), z.unknown()).parse(data),
      })),
    };
  });
}

/** The task whose id begins so. @throws CD_TASK_UNKNOWN CD_USAGE (several) */
export async function taskIdFrom(db: Db, prefix: string): Promise<string> {
  const found = await db.prisma.task.findMany({
    where: { id: { startsWith: prefix } },
    select: { id: true },
    take: 2,
    orderBy: { id: 'asc' },
  });
  const [first, second] = found;
  if (!first || prefix === '') throw new CodedError('CD_TASK_UNKNOWN', { task: prefix });
  if (second && first.id !== prefix)
    throw new CodedError('CD_USAGE', {
      what: {
        vi: `Có nhiều việc bắt đầu bằng ${prefix}: ghi thêm các ký tự của mã`,
        en: `Several tasks begin with ${prefix}: give more of the id`,
      },
    });
  return first.id;
}

async function memberRows(tx: Tx, taskId: string, zone: string, today: string): Promise<z.infer<typeof memberRow>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select a.id as "assignmentId", a."bodyId", coalesce(v.name, a."bodyId") as name, m."unitId", u.name as "unitName",
           uc.name as "unitContact", uc.phone as "unitPhone", m.status, a."dueDate", a."plannedDate", a."passedOnAt" is not null as "passedOn",
           c.name as contact, c.phone, c.email, c.status as "emailStatus", sent.letters as sent
    from (select distinct on ("assignmentId") * from "TaskMember" where "taskId" = ${taskId} order by "assignmentId", "dueRevision" desc) m
    join "Assignment" a on a.id = m."assignmentId"
    left join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${today} and (v."validTo" is null or v."validTo" > ${today})
    left join "BodyVersion" u on u."bodyId" = m."unitId" and u."validFrom" <= ${today} and (u."validTo" is null or u."validTo" > ${today})
    left join lateral (select * from "Contact" where "bodyId" = a."bodyId" order by phone is null, id limit 1) c on true
    left join lateral (select * from "Contact" where "bodyId" = m."unitId" order by phone is null, id limit 1) uc on true
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('on', to_char(l."sentAt" at time zone ${zone}, 'YYYY-MM-DD'), 'kind', n.kind,
               'status', case when l.status = 'sent' and b.status = 'bounced' then 'bounced' else l.status end, 'via', n.via)
               order by l."windowStart", n.id), '[]') as letters
      from "Notice" n join "Message" l on l.id = n."messageId"
      left join "Contact" b on b.id = n."contactId"
      where n."assignmentId" = a.id and n.status <> 'skipped') sent
    order by u.name nulls last, m."unitId", v.name, a.id`;
  return rows.map((row) => memberRow.parse(row));
}

function byUnit(rows: z.infer<typeof memberRow>[]): UnitView[] {
  const units = new Map<string | null, UnitView>();
  for (const { unitId, unitName, unitContact, unitPhone, ...member } of rows) {
    const unit = units.get(unitId) ?? {
      unitId,
      name: unitName ?? unitId ?? '',
      contact: unitContact,
      phone: unitPhone,
      members: [],
    };
    unit.members.push(member);
    units.set(unitId, unit);
  }
  return [...units.values()];
}
