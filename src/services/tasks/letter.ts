/**
 * The facts of a *công văn đôn đốc* about the board's open work: whose report did not come in, how many did. Reading
 * only. The letter itself: `src/documents/letters`.
 *
 * @module
 */
import { z } from 'zod';
import { wallClock, type LocalDate } from '../../domain/dates';
import { ROLES } from '../../domain/organisation';
import { STAGE_KINDS } from '../../domain/plan';
import type { StageCount, UrgedDuty, UrgingLetter } from '../../documents/letters/urging';
import { CodedError } from '../../errors';
import { addressed, bareCell, organisation } from '../../mail/texts/names';
import { transaction, type Context, type Db, type Tx } from '../db';
import { nameOf } from '../duties/replies';
import { loadPlan, type PlanFacts } from '../plans/load';
import type { TEXT_KINDS } from './texts';

/** Working days that a letter leaves when nobody says otherwise. */
export const LETTER_DAYS = 5;

export interface LetterRequest {
  planId: string;
  kinds: readonly (typeof TEXT_KINDS)[number][];
  /** These tasks only. @default all that are open */
  taskIds?: string[] | undefined;
  /** These units only. @default all */
  unitIds?: string[] | undefined;
  /** Reports are asked for before this day. @default {@link LETTER_DAYS} working days from today */
  by?: LocalDate | undefined;
  place?: string | undefined;
}

/**
 * What the letter says.
 *
 * @throws CD_PLAN_UNKNOWN, CD_BODY_UNKNOWN, CD_LETTER_DAY when `by` is not to come, CD_LETTER_EMPTY when nothing is open
 */
export function letterFacts(db: Db, request: LetterRequest, { asOf }: Pick<Context, 'asOf'>): Promise<UrgingLetter> {
  return transaction(db, async (tx) => {
    const plan = await loadPlan(tx, request.planId);
    const today = wallClock(asOf, plan.zone).day;
    const by = request.by ?? plan.calendar.addWorkingDays(today, LETTER_DAYS);
    if (by <= today) throw new CodedError('CD_LETTER_DAY', { day: by, today });
    await knownBodies(tx, request.unitIds ?? []);
    const open = await openDuties(tx, request, today);
    if (open.length === 0) throw new CodedError('CD_LETTER_EMPTY', { plan: plan.id });
    const duties = inOrder(open);
    const units = request.unitIds === undefined ? null : [...new Set(duties.map(({ unit }) => unit.id))];
    return {
      roles: await rolesOf(tx, plan, today),
      plan: { number: plan.document.number, date: plan.document.date },
      place: request.place ?? null,
      asOf: today,
      by,
      chosenUnits: units !== null,
      counts: await stageCounts(tx, [...new Set(open.map(({ stageId }) => stageId))], units),
      duties,
    };
  });
}

async function knownBodies(tx: Tx, ids: string[]): Promise<void> {
  const known = await tx.body.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const unknown = ids.find((id) => !known.some((body) => body.id === id));
  if (unknown !== undefined) throw new CodedError('CD_BODY_UNKNOWN', { body: unknown });
}

const openRow = z.object({
  bodyId: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  unitId: z.string(),
  unitName: z.string(),
  unitRoles: z.array(z.enum(ROLES)),
  stageId: z.string(),
  topic: z.string(),
  ordinal: z.number(),
  stage: z.enum(STAGE_KINDS),
  due: z.string(),
  moved: z.boolean(),
  plannedDate: z.string().nullable(),
  contact: z.enum(['known', 'none', 'bounced']),
});
type OpenRow = z.output<typeof openRow>;

async function openDuties(tx: Tx, { planId, kinds, taskIds, unitIds }: LetterRequest, day: LocalDate): Promise<OpenRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select distinct on (a.id) a."bodyId", coalesce(v.name, a."bodyId") as name, coalesce(v.roles, '{}') as roles,
           coalesce(a."unitId", a."bodyId") as "unitId", coalesce(u.name, a."unitId", a."bodyId") as "unitName",
           coalesce(u.roles, '{}') as "unitRoles", s.id as "stageId", t.short as topic, t.ordinal, s.kind as stage, a."dueDate" as due,
           a."dueRevision" > 1 as moved, a."plannedDate",
           case when c.known is not true then 'none' when c.bounced and not c.mailed then 'bounced' else 'known' end as contact
    from "Task" k
    join "TaskMember" m on m."taskId" = k.id and m.status = 'open'
    join "Assignment" a on a.id = m."assignmentId" and a.status = 'open'
    join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId"
    left join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})
    left join "BodyVersion" u on u."bodyId" = coalesce(a."unitId", a."bodyId") and u."validFrom" <= ${day}
                             and (u."validTo" is null or u."validTo" > ${day})
    left join lateral (select bool_or(email is not null or phone is not null) as known,
                              bool_or(email is not null and status <> 'ok') as bounced,
                              bool_or(email is not null and status = 'ok') as mailed
                       from "Contact" where "bodyId" = a."bodyId") c on true
    where k."planId" = ${planId} and k.kind = any(${[...kinds]}::text[]) and k.status <> 'closed'
      and (${taskIds ?? null}::text[] is null or k.id = any(${taskIds ?? null}::text[]))
      and (${unitIds ?? null}::text[] is null or coalesce(a."unitId", a."bodyId") = any(${unitIds ?? null}::text[]))
    order by a.id`;
  return rows.map((row) => openRow.parse(row));
}

/** Units by name, then the plan's order of stages, then names. */
function inOrder(rows: OpenRow[]): UrgedDuty[] {
  const sorted = rows.toSorted(
    (a, b) =>
      a.unitName.localeCompare(b.unitName, 'vi') ||
      a.unitId.localeCompare(b.unitId) ||
      a.ordinal - b.ordinal ||
      STAGE_KINDS.indexOf(a.stage) - STAGE_KINDS.indexOf(b.stage) ||
      a.name.localeCompare(b.name, 'vi') ||
      a.bodyId.localeCompare(b.bodyId),
  );
  return sorted.map(({ bodyId, name, roles, unitId, unitName, unitRoles, topic, stage, due, moved, plannedDate, contact }) => ({
    unit: { id: unitId, ...unitNames({ name: unitName, roles: unitRoles }) },
    below: bodyId === unitId ? null : roles.includes('cell') ? bareCell(name) : name,
    isCell: roles.includes('cell'),
    topic,
    stage,
    due,
    moved,
    plannedDate,
    contact,
  }));
}

function unitNames(unit: Parameters<typeof addressed>[0]): Pick<UrgedDuty['unit'], 'name' | 'addressed' | 'reader'> {
  const to = addressed(unit);
  if (unit.roles.includes('cell')) return { name: to, addressed: to, reader: 'cell' };
  if (!unit.roles.includes('unit')) return { name: unit.name, addressed: to, reader: 'other' };
  return { name: organisation(unit.name), addressed: to, reader: 'committee' };
}

const countRow = z.object({
  topic: z.string(),
  stage: z.enum(STAGE_KINDS),
  owners: z.array(z.string()),
  reported: z.number(),
  duties: z.number(),
});

/** Reported of all duties of the stages; waived ones count apart. */
async function stageCounts(tx: Tx, stageIds: string[], unitIds: string[] | null): Promise<StageCount[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select t.short as topic, s.kind as stage, s.owners, count(*)::int as duties,
           (count(*) filter (where a.status = 'reported'))::int as reported
    from "Assignment" a join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId"
    where s.id = any(${stageIds}::text[]) and a.status not in ('cancelled', 'skipped', 'waived')
      and (${unitIds}::text[] is null or coalesce(a."unitId", a."bodyId") = any(${unitIds}::text[]))
    group by t.ordinal, t.short, s.id, s.kind, s.owners
    order by t.ordinal, array_position(${[...STAGE_KINDS]}::text[], s.kind), s.id`;
  return rows.map((row) => {
    const { owners, ...count } = countRow.parse(row);
    const [only, ...others] = owners;
    return { ...count, owners: others.length === 0 && (only === 'cell' || only === 'unit') ? only : 'mixed' };
  });
}

async function rolesOf(tx: Tx, plan: PlanFacts, day: LocalDate): Promise<UrgingLetter['roles']> {
  const { issuer, board } = plan.document.roles;
  const place = await tx.bodyVersion.findFirst({
    where: { bodyId: board, validFrom: { lte: day } },
    orderBy: { validFrom: 'desc' },
  });
  return {
    issuer: await nameOf(tx, issuer, day),
    board: place?.name ?? board,
    boardParent: place?.parentId ? await nameOf(tx, place.parentId, day) : null,
  };
}
