/**
 * The periodic report as a draft, and that it was signed and issued. The program drafts; the office numbers, signs and
 * issues. DESIGN §12.
 *
 * @module
 */
import { z } from 'zod';
import type { Instant, LocalDate } from '../../domain/dates';
import { planAgenda } from '../../domain/plan-agenda';
import { CodedError } from '../../errors';
import type { PeriodicReportData } from '../../mail/texts/data';
import { audit, Prisma, transaction, type Context, type Db, type Tx } from '../db';
import { basisOf, today } from '../duties/locked';
import { approvalSubject, periodicFigures, periodOf, type PeriodicFigures } from './reports';
import { loadPlan, type PlanFacts } from '../plans/load';
import { nameOf } from '../duties/replies';
import { endTask } from '../tasks';
import { toStored } from '../stored';

/** Units that the draft names. */
const MOST_MISSING = 10;
const SENT = 'report.sent';

export interface UnitMissing {
  unitId: string;
  name: string;
  /** Duties judged: no report came in after grace. */
  miss: number;
  /** Nobody could be reached. */
  contact: number;
}

export interface WorkDone {
  /** Kind of task. */
  kind: string;
  opened: number;
  closed: number;
  resolved: number;
  extended: number;
  waived: number;
}

export interface PeriodicReport {
  plan: { id: string; number: string | null; date: LocalDate | null; title: string };
  zone: string;
  /** Names as of now: who reports, under whom, to whom. */
  board: { name: string; parentName: string | null };
  issuerName: string;
  /** "2023-Q2" */
  period: string;
  dates: PeriodicReportData;
  /** When the figures were read. They add up from the plan's beginning. */
  asOf: Instant;
  figures: PeriodicFigures[];
  missing: UnitMissing[];
  /** Tasks opened in the period. */
  work: WorkDone[];
  /** Number and date, once it was sent. */
  signed: string | null;
}

/**
 * The draft of a period's report.
 *
 * @param input.period "2023-06", "2023-Q2", "2023-H1" or "2023". @default the first that is not sent
 * @throws CD_PLAN_UNKNOWN, CD_PERIOD_UNKNOWN, CD_REPORTS_NONE
 */
export function draftReport(db: Db, input: { planId: string; period?: string }, ctx: Context): Promise<PeriodicReport> {
  return transaction(db, async (tx) => {
    const plan = await loadPlan(tx, input.planId);
    return draft(tx, plan, await chosen(tx, plan, input.period), ctx);
  });
}

export interface SentReport {
  period: string;
  signed: string;
  taskId: string;
}

/**
 * Records that a period's report was signed and issued: its approval task is resolved, the figures of this moment stay
 * in the audit trail.
 *
 * @param input.signed number and date, "Số 12-BC/BTG, ngày 07/7/2023"
 * @throws CD_BASIS_MISSING, CD_REPORT_UNSIGNED, CD_REPORT_SENT, CD_REPORT_NOT_DUE, CD_PLAN_UNKNOWN, CD_PERIOD_UNKNOWN, CD_REPORTS_NONE
 */
export function sendReport(
  db: Db,
  input: { planId: string; period?: string; signed: string },
  ctx: Context,
): Promise<SentReport> {
  return transaction(db, async (tx) => {
    const signed = basisOf({ vi: 'Ghi nhận báo cáo đã ban hành', en: 'Sending a report' }, input.signed);
    if (!/số\s+\S+.*ngày\s+\d{1,2}\/\d{1,2}\/\d{4}/iu.test(signed.normalize('NFC')))
      throw new CodedError('CD_REPORT_UNSIGNED', { text: signed });
    const plan = await loadPlan(tx, input.planId);
    const one = await chosen(tx, plan, input.period);
    // Two who send at once meet here; the second sees the first's word.
    const [task] = await tx.$queryRaw<{ id: string }[]>`
      select id from "Task" where kind = 'approval' and "subjectId" = ${one.subjectId} order by "openedAt" desc, id limit 1 for update`;
    const before = await signedOf(tx, one.subjectId);
    if (before !== null) throw new CodedError('CD_REPORT_SENT', { period: one.period, signed: before });
    if (!task) throw new CodedError('CD_REPORT_NOT_DUE', { period: one.period, due: one.dates.due });
    const { figures, missing, work } = await draft(tx, plan, one, ctx);
    await endTask(tx, db, ctx, { taskId: task.id, outcome: 'resolved', basis: signed });
    await audit(tx, ctx, SENT, one.subjectId, toStored({ period: one.period, signed, figures, missing, work }));
    return { period: one.period, signed, taskId: task.id };
  });
}

interface Chosen {
  subjectId: string;
  period: string;
  dates: PeriodicReportData;
}

/** The plan's reports in their order; without a name the first that is not sent, or the last. */
async function chosen(tx: Tx, plan: PlanFacts, named: string | undefined): Promise<Chosen> {
  const all = planAgenda(plan)
    .filter(({ kind }) => kind === 'report')
    .map((step) => {
      const dates = periodOf(plan, step);
      return { subjectId: approvalSubject(plan, step), period: periodKey(dates), dates };
    });
  if (all.length === 0) throw new CodedError('CD_REPORTS_NONE', { plan: plan.id });
  const sent = await tx.audit.findMany({
    where: { action: SENT, subject: { in: all.map(({ subjectId }) => subjectId) } },
    select: { subject: true },
  });
  const found =
    named === undefined
      ? (all.find(({ subjectId }) => !sent.some(({ subject }) => subject === subjectId)) ?? all.at(-1))
      : all.find(({ period }) => period === named);
  if (found) return found;
  const known = all.map(({ period }) => period).join(', ');
  throw new CodedError('CD_PERIOD_UNKNOWN', { plan: plan.id, period: named ?? '', known });
}

/** "2023-06", "2023-Q2", "2023-H1", "2023" */
export function periodKey({ every, from }: Pick<PeriodicReportData, 'every' | 'from'>): string {
  const year = from.slice(0, 4);
  const month = Number(from.slice(5, 7));
  switch (every) {
    case 'month':
      return from.slice(0, 7);
    case 'quarter':
      return `${year}-Q${Math.ceil(month / 3)}`;
    case 'half':
      return `${year}-H${Math.ceil(month / 6)}`;
    case 'year':
      return year;
  }
}

async function draft(tx: Tx, plan: PlanFacts, one: Chosen, ctx: Context): Promise<PeriodicReport> {
  const day = today(plan, ctx);
  const { issuer, board } = plan.document.roles;
  const { number, date, title } = plan.document;
  const place = await tx.bodyVersion.findFirst({
    where: { bodyId: board, validFrom: { lte: day } },
    orderBy: { validFrom: 'desc' },
  });
  return {
    plan: { id: plan.id, number, date, title },
    zone: plan.zone,
    board: { name: place?.name ?? board, parentName: place?.parentId ? await nameOf(tx, place.parentId, day) : null },
    issuerName: await nameOf(tx, issuer, day),
    period: one.period,
    dates: one.dates,
    asOf: ctx.asOf,
    figures: await periodicFigures(tx, plan.id),
    missing: await missingByUnit(tx, plan.id, day),
    work: await workIn(tx, plan.id, one.dates),
    signed: await signedOf(tx, one.subjectId),
  };
}

async function signedOf(tx: Tx, subject: string): Promise<string | null> {
  const row = await tx.audit.findFirst({ where: { action: SENT, subject } });
  return row ? z.object({ signed: z.string() }).parse(row.data).signed : null;
}

function missingByUnit(tx: Tx, planId: string, day: LocalDate): Promise<UnitMissing[]> {
  return tx.$queryRaw<UnitMissing[]>`
    select a."unitId", coalesce(v.name, a."unitId") as name,
           (count(*) filter (where a.verdict = 'miss'))::int as miss, (count(*) filter (where a.verdict = 'contact'))::int as contact
    from "Assignment" a join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId" and t."planId" = ${planId}
    left join "BodyVersion" v on v."bodyId" = a."unitId" and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})
    where a.status = 'open' and a.verdict in ('miss', 'contact') and a."unitId" is not null
    group by a."unitId", v.name order by count(*) desc, v.name, a."unitId" limit ${MOST_MISSING}`;
}

function workIn(tx: Tx, planId: string, { from, to }: PeriodicReportData): Promise<WorkDone[]> {
  const ended = (outcome: string) => Prisma.sql`(count(*) filter (where status = 'closed' and outcome = ${outcome}))::int`;
  return tx.$queryRaw<WorkDone[]>`
    select kind, count(*)::int as opened, (count(*) filter (where status = 'closed'))::int as closed,
           ${ended('resolved')} as resolved, ${ended('extended')} as extended, ${ended('waived')} as waived
    from "Task" where "planId" = ${planId} and kind <> 'approval' and "openedOn" between ${from} and ${to}
    group by kind order by kind`;
}
