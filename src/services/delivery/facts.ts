/**
 * Everything a batch of notices is checked against and written from, by a handful of queries whatever its size.
 *
 * @module
 */
import { wallClock, type Instant, type LocalDate, type MinuteOfDay } from '../../domain/dates';
import { Prisma, type Tx } from '../db';
import { loadPlan, planOf, type PlanFacts } from '../plans/load';
import type { DueNotice } from './due';

export interface AssignmentRow {
  id: string;
  stageId: string;
  bodyId: string;
  unitId: string | null;
  status: string;
  dueDate: string;
  lateAfter: string;
  dueAt: Date;
  dueRevision: number;
  plannedDate: string | null;
  quietUntil: string | null;
}

export interface BodyRow {
  id: string;
  name: string;
  kind: string;
  roles: string[];
  parentName: string | null;
  officerName: string | null;
  officerPhone: string | null;
}

export interface ContactRow {
  id: string;
  bodyId: string;
  email: string | null;
  language: string;
  status: string;
}

export interface StageRow {
  id: string;
  topicId: string;
  kind: string;
  status: string;
  opensOn: string;
  /** As confirmed; null: the document's. */
  place: string | null;
  hour: string | null;
  unitReportDue: string | null;
}

export interface BatchFacts {
  asOf: Instant;
  /** Wall clocks, each computed once a batch. */
  wall: (at: Instant, zone: string) => { day: LocalDate; minute: MinuteOfDay };
  /** With the status of this transaction, held until it ends. */
  plans: Map<string, PlanFacts>;
  assignments: Map<string, AssignmentRow>;
  stages: Map<string, StageRow>;
  bodies: Map<string, BodyRow>;
  contacts: Map<string, ContactRow>;
  /** Supervisors by `supervisor:<id>`. */
  supervisors: Map<string, string>;
  closedTasks: Set<string>;
  /** Reminders sent before, by {@link dutyKey}. */
  sent: Map<string, { step: string; at: Instant }[]>;
  /** The due date that a contact was told last of a duty whose move is told now, by {@link toldKey}; nothing where it was told none. */
  duesTold: Map<string, LocalDate>;
  /** What the plan itself says of the due of those duties (revision 1), by assignment id. */
  duesWritten: Map<string, LocalDate>;
}

/** Cap and gap of reminders are of a duty under one due, through however many contacts it is reminded. */
export const dutyKey = ({ id, dueRevision }: Pick<AssignmentRow, 'id' | 'dueRevision'>) => `${id}#${dueRevision}`;

/** What a reader knows of a duty: each contact hears for itself. */
export const toldKey = ({ assignmentId, contactId }: Pick<DueNotice, 'assignmentId' | 'contactId'>) =>
  `${assignmentId}#${contactId}`;

/** What raised a notice, the same for every contact: its dedupe key but for the contact it ends with. */
export const stepOf = ({ dedupeKey, contactId }: Pick<DueNotice, 'dedupeKey' | 'contactId'>) =>
  dedupeKey.slice(0, dedupeKey.length - contactId.length);

/** The plan a notice belongs to: its dedupe key begins with it. */
export const planIdOf = (notice: Pick<DueNotice, 'dedupeKey'>) => planOf(notice.dedupeKey.split('#')[0] ?? '');

/** Plans change by revision; keeps the last few computed ones between batches. */
export type PlanCache = Map<string, PlanFacts>;

/**
 * Locks assignments and plans FOR SHARE: a report, extension or pause commits before this transaction, and is seen, or
 * waits until the letter is claimed.
 */
export async function loadFacts(tx: Tx, notices: DueNotice[], asOf: Instant, cache: PlanCache): Promise<BatchFacts> {
  const moved = notices.filter((notice) => notice.reason === 'due-moved');
  const plans = await lockPlans(tx, distinct(notices.map(planIdOf)), cache);
  const assignments = byId(await lockAssignments(tx, distinct(notices.map((notice) => notice.assignmentId))));
  const contacts = byId(await contactsOf(tx, distinct(notices.map((notice) => notice.contactId))));
  const zone = [...plans.values()][0]?.zone ?? 'Asia/Ho_Chi_Minh';
  const issuers = [...plans.values()].map(({ document }) => document.roles.issuer);
  const bodyIds = [
    ...issuers,
    ...notices.map((notice) => notice.bodyId),
    ...[...contacts.values()].map((contact) => contact.bodyId),
  ];
  const bodies = byId(
    await bodiesOf(
      tx,
      distinct([...bodyIds, ...[...assignments.values()].map(({ unitId }) => unitId)]),
      wallClock(asOf, zone).day,
    ),
  );
  const stages = byId(
    await stagesOf(
      tx,
      distinct([...notices.map((notice) => notice.stageId), ...[...assignments.values()].map(({ stageId }) => stageId)]),
    ),
  );
  return {
    asOf,
    wall: wallClocks(),
    plans,
    assignments,
    stages,
    bodies,
    contacts,
    supervisors: await supervisorsOf(
      tx,
      distinct(notices.map(({ contactId }) => contactId)).filter((id) => id.startsWith('supervisor:')),
    ),
    closedTasks: await closedTasksOf(tx, distinct(notices.map((notice) => notice.taskId))),
    sent: await remindersSent(tx, notices),
    duesTold: await duesTold(tx, moved),
    duesWritten: await duesWritten(tx, distinct(moved.map((notice) => notice.assignmentId))),
  };
}

async function lockPlans(tx: Tx, ids: string[], cache: PlanCache): Promise<Map<string, PlanFacts>> {
  const rows = await tx.$queryRaw<{ id: string; status: string; revision: number }[]>`
    SELECT id, status, revision FROM "Plan" WHERE id = ANY(${ids}) ORDER BY id FOR SHARE`;
  const plans = new Map<string, PlanFacts>();
  for (const { id, status, revision } of rows) {
    const kept = cache.get(id);
    const plan = kept && kept.revision === revision && kept.status === status ? kept : await loadPlan(tx, id);
    cache.set(id, plan);
    plans.set(id, plan);
  }
  return plans;
}

async function lockAssignments(tx: Tx, ids: string[]): Promise<AssignmentRow[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`
    SELECT id, "stageId", "bodyId", "unitId", status, "dueDate", "lateAfter", "dueAt", "dueRevision", "plannedDate", "quietUntil"
    FROM "Assignment" WHERE id = ANY(${ids}) ORDER BY id FOR SHARE`;
}

function contactsOf(tx: Tx, ids: string[]): Promise<ContactRow[]> {
  return tx.$queryRaw`SELECT id, "bodyId", email, language, status FROM "Contact" WHERE id = ANY(${ids})`;
}

/** Names as they are on `day`, with the parent's and the officer who follows them. */
function bodiesOf(tx: Tx, ids: string[], day: string): Promise<BodyRow[]> {
  const inForce = (version: Prisma.Sql) =>
    Prisma.sql`${version}."validFrom" <= ${day} AND (${version}."validTo" IS NULL OR ${version}."validTo" > ${day})`;
  return tx.$queryRaw`
    SELECT v."bodyId" AS id, v.name, v.kind, v.roles, p.name AS "parentName", s.name AS "officerName", s.phone AS "officerPhone"
    FROM "BodyVersion" v
    LEFT JOIN "BodyVersion" p ON p."bodyId" = v."parentId" AND ${inForce(Prisma.raw('p'))}
    LEFT JOIN "OfficerUnit" o ON o."bodyId" = v."bodyId"
    LEFT JOIN "Supervisor" s ON s.id = o."supervisorId"
    WHERE v."bodyId" = ANY(${ids}) AND ${inForce(Prisma.raw('v'))}`;
}

async function stagesOf(tx: Tx, ids: string[]): Promise<StageRow[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`
    SELECT s.id, s."topicId", s.kind, s.status, s."opensOn", s.place, s.hour,
      (SELECT r."dueDate" FROM "Stage" r WHERE r."topicId" = s."topicId" AND r.kind = 'reporting') AS "unitReportDue"
    FROM "Stage" s WHERE s.id = ANY(${ids})`;
}

async function supervisorsOf(tx: Tx, contactIds: string[]): Promise<Map<string, string>> {
  if (contactIds.length === 0) return new Map();
  const rows = await tx.supervisor.findMany({ where: { id: { in: contactIds.map((id) => id.slice('supervisor:'.length)) } } });
  return new Map(rows.map((row) => [`supervisor:${row.id}`, row.name]));
}

async function closedTasksOf(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.task.findMany({ where: { id: { in: ids }, status: 'closed' }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

async function duesWritten(tx: Tx, ids: string[]): Promise<Map<string, LocalDate>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.dueRevision.findMany({ where: { assignmentId: { in: ids }, number: 1 } });
  return new Map(rows.map(({ assignmentId, dueDate }) => [assignmentId, dueDate]));
}

/** What another letter told each contact last. One look-up by key a row. */
async function duesTold(tx: Tx, moved: DueNotice[]): Promise<Map<string, LocalDate>> {
  if (moved.length === 0) return new Map();
  const own = distinct(moved.map((notice) => notice.messageId));
  const rows = await tx.$queryRaw<{ assignmentId: string; contactId: string; due: string }[]>`
    SELECT a.id AS "assignmentId", a.contact AS "contactId", d."dueDate" AS due
    FROM unnest(${moved.map((notice) => notice.assignmentId)}::text[], ${moved.map((notice) => notice.contactId)}::text[]) AS a(id, contact)
    CROSS JOIN LATERAL (
      SELECT max(n."dueRevision") AS revision FROM "Notice" n
      WHERE n."assignmentId" = a.id AND n."contactId" = a.contact AND n.status IN ('queued', 'sent', 'unknown')
        AND NOT (n."messageId" = ANY(${own})) AND (n.kind IN ('open', 'remind', 'overdue') OR n.reason = 'due-moved')) told
    JOIN "DueRevision" d ON d."assignmentId" = a.id AND d.number = told.revision`;
  return new Map(rows.map((row) => [toldKey(row), row.due]));
}

/** Reminders of the same assignments that are in other letters. */
async function remindersSent(tx: Tx, notices: DueNotice[]): Promise<BatchFacts['sent']> {
  const reminders = notices.filter((notice) => notice.kind === 'remind');
  const sent: BatchFacts['sent'] = new Map();
  if (reminders.length === 0) return sent;
  const rows = await tx.$queryRaw<{ id: string; dueRevision: number; dedupeKey: string; contactId: string; at: Date }[]>`
    SELECT n."assignmentId" AS id, n."dueRevision", n."dedupeKey", n."contactId", coalesce(m."sentAt", m."queuedAt") AS at
    FROM "Notice" n JOIN "Message" m ON m.id = n."messageId"
    WHERE n."assignmentId" = ANY(${distinct(reminders.map((notice) => notice.assignmentId))}) AND n.kind = 'remind'
      AND n.status IN ('queued', 'sent', 'unknown') AND NOT (m.id = ANY(${distinct(reminders.map((notice) => notice.messageId))}))`;
  for (const row of rows) {
    const reminder = { step: stepOf(row), at: row.at.getTime() };
    const known = sent.get(dutyKey(row));
    if (known) known.push(reminder);
    else sent.set(dutyKey(row), [reminder]);
  }
  return sent;
}

function wallClocks(): BatchFacts['wall'] {
  const known = new Map<string, { day: LocalDate; minute: MinuteOfDay }>();
  return (at, zone) => {
    const key = `${at} ${zone}`;
    const shown = known.get(key) ?? wallClock(at, zone);
    known.set(key, shown);
    return shown;
  };
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function distinct(values: (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => value !== null);
}
