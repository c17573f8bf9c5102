/**
 * What a body's page shows: who it is, and each of its duties with what is known of it. Reading only.
 *
 * @module
 */
import { z } from 'zod';
import { wallClock, type Instant, type LocalDate } from '../../domain/dates';
import { dutyState, type DutyState } from '../../domain/duty-state';
import { linkServes } from '../../domain/link-life';
import { ROLES } from '../../domain/organisation';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import { Prisma, type Db } from '../db';
import type { PlanFacts } from '../plans/load';

export interface BodyView {
  id: string;
  name: string;
  kind: string;
  roles: (typeof ROLES)[number][];
  parentName: string | null;
}

export interface ReportView {
  revision: number;
  heldOn: LocalDate | null;
  late: boolean;
  at: Instant;
  confirmedAt: Instant | null;
  content: Prisma.JsonValue;
}

export interface DutyView {
  assignmentId: string;
  bodyId: string;
  bodyName: string;
  unitId: string | null;
  topicKey: string;
  topicShort: string;
  topicTitle: string;
  kind: StageKind;
  /** The document's date of opening. */
  opensOn: LocalDate;
  /** What its stage waits for though its day has come: tentative | materials | past-due | after:<stage>; null where it does not. */
  heldFor: string | null;
  status: string;
  state: DutyState;
  dueDate: LocalDate;
  lateAfter: LocalDate;
  /** What moved it, when it was moved. */
  moved: { from: LocalDate; basis: string } | null;
  waivedBasis: string | null;
  plannedDate: LocalDate | null;
  passedOn: boolean;
  /** How notices reach the body: "hand" and "via-unit" need a person. */
  via: string | null;
  information: boolean;
  materialsReady: boolean;
  /** Its topic is open, or closed not long ago: a link still changes it. */
  changeable: boolean;
  report: ReportView | null;
}

const bodyRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  roles: z.array(z.enum(ROLES)),
  parentName: z.string().nullable(),
});

/** The body as it is in force on `day`; null when there is none. */
export async function bodyOn(db: Db, bodyId: string, day: LocalDate): Promise<BodyView | null> {
  const rows = await db.prisma.$queryRaw<unknown[]>`
    select v."bodyId" as id, v.name, v.kind, v.roles, p.name as "parentName"
    from "BodyVersion" v
    left join "BodyVersion" p on p."bodyId" = v."parentId" and p."validFrom" <= ${day} and (p."validTo" is null or p."validTo" > ${day}) and p.level > 1
    where v."bodyId" = ${bodyId} and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})`;
  const row = rows[0];
  return row === undefined ? null : bodyRow.parse(row);
}

/** A body's own duties in a plan, in the plan's order. */
export const dutiesOfBody = (db: Db, plan: PlanFacts, bodyId: string, asOf: Instant) =>
  duties(db, plan, asOf, Prisma.sql`a."bodyId" = ${bodyId}`);

/** The duties of the bodies counted under a unit, without the unit's own. */
export const dutiesUnderUnit = (db: Db, plan: PlanFacts, unitId: string, asOf: Instant) =>
  duties(db, plan, asOf, Prisma.sql`a."unitId" = ${unitId} and a."bodyId" <> ${unitId}`);

const dutyRow = z.object({
  assignmentId: z.string(),
  bodyId: z.string(),
  bodyName: z.string(),
  unitId: z.string().nullable(),
  topicKey: z.string(),
  topicShort: z.string(),
  topicTitle: z.string(),
  kind: z.enum(STAGE_KINDS),
  opensOn: z.string(),
  heldFor: z.string().nullable(),
  status: z.string(),
  dueDate: z.string(),
  lateAfter: z.string(),
  movedFrom: z.string().nullable(),
  movedBasis: z.string().nullable(),
  waivedBasis: z.string().nullable(),
  plannedDate: z.string().nullable(),
  passedOn: z.boolean(),
  via: z.string().nullable(),
  information: z.boolean(),
  materialsReady: z.boolean(),
  topicClosedAt: z.date().nullable(),
  revision: z.number().nullable(),
  heldOn: z.string().nullable(),
  late: z.boolean().nullable(),
  at: z.date().nullable(),
  confirmedAt: z.date().nullable(),
  content: z.json().nullable(),
});

async function duties(db: Db, plan: PlanFacts, asOf: Instant, condition: Prisma.Sql): Promise<DutyView[]> {
  const today = wallClock(asOf, plan.zone).day;
  const rows = await db.prisma.$queryRaw<unknown[]>`
    select a.id as "assignmentId", a."bodyId", v.name as "bodyName", a."unitId", t.key as "topicKey", t.short as "topicShort", t.title as "topicTitle",
           s.kind, s."opensOn", s."heldFor", a.status, a."dueDate", a."lateAfter", first."dueDate" as "movedFrom", last.basis as "movedBasis",
           waiver.basis as "waivedBasis", a."plannedDate", a."passedOnAt" is not null as "passedOn", route.via, s.information,
           t."materialsAt" is not null as "materialsReady", t."closedAt" as "topicClosedAt", r.revision, r."heldOn", r.late, r.at, r."confirmedAt", r.content
    from "Assignment" a
    join "Stage" s on s.id = a."stageId"
    join "Topic" t on t.id = s."topicId"
    join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${today} and (v."validTo" is null or v."validTo" > ${today})
    left join "DueRevision" first on first."assignmentId" = a.id and first.number = 1 and a."dueRevision" > 1
    left join "DueRevision" last on last."assignmentId" = a.id and last.number = a."dueRevision" and a."dueRevision" > 1
    left join lateral (select data ->> 'basis' as basis from "Audit"
                       where subject = a.id and action like '%waive%' order by id desc limit 1) waiver on a.status = 'waived'
    left join lateral (select via from "Route" where "bodyId" = a."bodyId" order by via limit 1) route on true
    left join lateral (select * from "Report" where "assignmentId" = a.id order by revision desc limit 1) r on true
    where t."planId" = ${plan.id} and a.status not in ('cancelled', 'skipped') and ${condition}
    order by t.ordinal, array_position(${[...STAGE_KINDS]}::text[], s.kind), v.name, a.id`;
  return rows.flatMap((raw) => {
    const { movedFrom, movedBasis, topicClosedAt, revision, heldOn, late, at, confirmedAt, content, ...row } = dutyRow.parse(raw);
    const report =
      revision === null || at === null
        ? null
        : { revision, heldOn, late: late ?? false, at: at.getTime(), confirmedAt: confirmedAt?.getTime() ?? null, content };
    const hasConfirmer = row.unitId !== null && row.unitId !== row.bodyId;
    const state = dutyState(
      { ...row, planStatus: plan.status, hasConfirmer, report: report && { confirmed: report.confirmedAt !== null } },
      today,
      plan.calendar,
    );
    const changeable = linkServes(topicClosedAt?.getTime() ?? null, asOf);
    const moved = movedFrom !== null && movedBasis !== null ? { from: movedFrom, basis: movedBasis } : null;
    return state === null ? [] : [{ ...row, changeable, moved, report, state }];
  });
}

/** Who signs what a unit passes on: the board, and the officer who follows the unit. */
export async function senderFor(
  db: Db,
  plan: PlanFacts,
  unitId: string,
  asOf: Instant,
): Promise<{ name: string; officer: { name: string; phone: string } | null }> {
  const board = await bodyOn(db, plan.document.roles.board, wallClock(asOf, plan.zone).day);
  const followed = await db.prisma.officerUnit.findUnique({ where: { bodyId: unitId } });
  const officer = followed && (await db.prisma.supervisor.findUnique({ where: { id: followed.supervisorId } }));
  return {
    name: board?.name ?? plan.document.title,
    officer: officer?.phone ? { name: officer.name, phone: officer.phone } : null,
  };
}
