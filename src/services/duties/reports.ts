/**
 * A report comes in, by the body's own link or recorded on behalf; a correction is a further revision. The unit
 * confirms it. DESIGN §7, §9.
 *
 * @module
 */
import { shortIdOf } from '../../domain/ids';
import type { Instant, LocalDate } from '../../domain/dates';
import { URGENCY } from '../../domain/reminders';
import type { ReceiptData } from '../../mail/texts/data';
import { CodedError } from '../../errors';
import { Prisma, transaction, type Context, type Db, type Tx } from '../db';
import { dutyStatus, heldSql, lockDuty, today, type LockedDuty } from './locked';
import { raiseForAssignments } from '../notices/raise';
import { loadPlan, type PlanFacts } from '../plans/load';
import { readReport, type ReportContent } from './report-content';
import { toStored } from '../stored';
import { closeMember } from '../tasks';

/** How a report came. All but `link` are recorded on behalf and say how it was learned. */
export const REPORT_CHANNELS = ['link', 'phone', 'paper', 'zalo', 'console'] as const;
export type ReportChannel = (typeof REPORT_CHANNELS)[number];

export interface ReportInput {
  assignmentId: string;
  /** The same key again gives the same revision back. */
  idempotencyKey: string;
  channel: ReportChannel;
  /** null for stages that are not held on a day (selection, reporting). */
  heldOn: LocalDate | null;
  /** How and when it was learned: required on behalf. */
  learned?: string | null;
  /** As the form sent it; on behalf null: the date alone counts, figures come later. */
  content: unknown;
}

export interface ReportReceipt {
  revision: number;
  late: boolean;
  /** The key had been seen: nothing was written. */
  repeated: boolean;
}

/**
 * Accepts a report. Late is at or after the due instant; a correction keeps the lateness of the first.
 * A waived or skipped duty keeps its status, the report is kept with it.
 *
 * @throws CD_ASSIGNMENT_UNKNOWN, CD_ASSIGNMENT_CLOSED (cancelled), CD_REPORT_FAULTS (see ReportFaultsError)
 */
export function submitReport(db: Db, input: ReportInput, ctx: Context): Promise<ReportReceipt> {
  return transaction(db, (tx) => takeReport(tx, db, input, ctx));
}

/** {@link submitReport} within the caller's transaction. */
export async function takeReport(tx: Tx, db: Db, input: ReportInput, ctx: Context): Promise<ReportReceipt> {
  const duty = await lockDuty(tx, input.assignmentId);
  const { earlier, held } = await historyOf(tx, duty);
  const same = earlier.find((report) => report.idempotencyKey === input.idempotencyKey);
  if (same) return { revision: same.revision, late: same.late, repeated: true };
  if (duty.status === 'cancelled')
    throw new CodedError('CD_ASSIGNMENT_CLOSED', { assignment: shortIdOf(duty.id), status: dutyStatus(duty.status) });
  const plan = await loadPlan(tx, duty.planId);
  const { heldOn, content } = readReport({
    kind: duty.stageKind,
    heldOn: input.heldOn,
    content: input.content,
    onBehalf: input.channel !== 'link',
    learned: input.learned ?? null,
    today: today(plan, ctx),
    year: plan.document.year,
  });
  const late = earlier[0]?.late ?? ctx.asOf >= duty.dueAt;
  const revision = earlier.length + 1;
  await store(tx, duty, { ...input, heldOn }, { revision, late, content }, ctx);
  // The duty is met: nothing more is asked. Only a task that holds it hears of it.
  if (held && !SET_ASIDE.includes(duty.status)) await closeMember(tx, db, ctx, { assignmentId: duty.id, status: 'reported' });
  await acknowledge(tx, db, plan, duty, { revision, heldOn, content }, ctx);
  return { revision, late, repeated: false };
}

/** Duties that keep their status whatever comes in. */
const SET_ASIDE = ['waived', 'skipped'];

interface Earlier {
  revision: number;
  late: boolean;
  idempotencyKey: string;
}

/** Reports that came before, by revision, and whether an open task holds the duty. */
async function historyOf(tx: Tx, duty: LockedDuty): Promise<{ earlier: Earlier[]; held: boolean }> {
  const rows = await tx.$queryRaw<(Partial<Earlier> & { held: boolean })[]>`
    SELECT r.revision, r.late, r."idempotencyKey", h.held
    FROM (SELECT ${heldSql(Prisma.sql`${duty.id}`)} AS held) h LEFT JOIN "Report" r ON r."assignmentId" = ${duty.id}
    ORDER BY r.revision`;
  const earlier = rows.flatMap(({ revision, late, idempotencyKey }) =>
    typeof revision === 'number' ? [{ revision, late: late ?? false, idempotencyKey: idempotencyKey ?? '' }] : [],
  );
  return { earlier, held: rows[0]?.held ?? false };
}

/** The report, what became of the duty, and the trail of it. */
async function store(
  tx: Tx,
  duty: LockedDuty,
  input: ReportInput,
  report: { revision: number; late: boolean; content: ReportContent },
  ctx: Context,
): Promise<void> {
  // A body that is its own unit, or stands under none, has nobody to confirm it.
  const alone = duty.unitId === null || duty.unitId === duty.bodyId;
  const { revision, late } = report;
  const { channel, heldOn } = input;
  const learned = input.learned?.trim() || null;
  const at = Prisma.sql`${new Date(ctx.asOf)}::timestamptz`;
  await tx.$executeRaw`
    WITH stored AS (
      INSERT INTO "Report" ("assignmentId", revision, "idempotencyKey", channel, by, learned, "heldOn", content, late, at, "confirmedAt", "confirmedBy")
      VALUES (${duty.id}, ${revision}, ${input.idempotencyKey}, ${channel}, ${ctx.by}, ${learned}, ${heldOn},
              ${JSON.stringify(toStored(report.content))}::jsonb, ${late}, ${at},
              CASE WHEN ${alone} THEN ${at} END, CASE WHEN ${alone} THEN ${duty.bodyId} END)
    ), met AS (
      UPDATE "Assignment" SET status = 'reported', "closedAt" = ${at}
      WHERE id = ${duty.id} AND NOT (status = ANY(${[...SET_ASIDE, 'reported']}))
    )
    INSERT INTO "Audit" (at, by, action, subject, data)
    VALUES (${at}, ${ctx.by}, 'report', ${duty.id}, ${JSON.stringify({ revision, late, channel, heldOn, learned })}::jsonb)`;
}

async function acknowledge(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  duty: LockedDuty,
  report: { revision: number; heldOn: LocalDate | null; content: ReportContent },
  ctx: Context,
): Promise<void> {
  const figures =
    'total' in report.content ? { present: report.content.present, expected: report.content.total - report.content.exempt } : {};
  const data: ReceiptData = { of: 'report', heldOn: report.heldOn, ...figures };
  await raiseForAssignments(tx, db, plan, ctx, {
    assignmentIds: [duty.id],
    kind: 'receipt',
    reason: 'receipt',
    urgency: URGENCY.fact,
    key: `report/${report.revision}`,
    date: today(plan, ctx),
    immediate: true,
    ownAddress: true,
    patient: true,
    data,
  });
}

/**
 * The unit confirms a body's latest report. Confirming again changes nothing.
 *
 * @param input.revision the one the unit looked at; a newer one is refused with CD_STALE_VERSION
 * @throws CD_FORBIDDEN when the body is not the unit it is counted under, CD_REPORT_NONE
 */
export function confirmReport(
  db: Db,
  input: { assignmentId: string; byBodyId: string; revision?: number },
  ctx: Context,
): Promise<{ revision: number; confirmedAt: Instant }> {
  return transaction(db, async (tx) => {
    const duty = await lockDuty(tx, input.assignmentId);
    if (duty.unitId !== input.byBodyId)
      throw new CodedError('CD_FORBIDDEN', {
        what: {
          vi: `${input.byBodyId} không xác nhận ${shortIdOf(duty.id)}`,
          en: `${input.byBodyId} does not confirm ${shortIdOf(duty.id)}`,
        },
      });
    const [report] = await tx.$queryRaw<{ revision: number; confirmedAt: Date | null }[]>`
      SELECT revision, "confirmedAt" FROM "Report" WHERE "assignmentId" = ${duty.id} ORDER BY revision DESC LIMIT 1`;
    if (!report) throw new CodedError('CD_REPORT_NONE', { assignment: shortIdOf(duty.id) });
    const { revision } = report;
    if (input.revision !== undefined && input.revision !== revision)
      throw new CodedError('CD_STALE_VERSION', {
        what: { vi: `Báo cáo của ${shortIdOf(duty.id)}`, en: `The report of ${shortIdOf(duty.id)}` },
        actual: revision,
        seen: input.revision,
        who: '',
      });
    if (report.confirmedAt) return { revision, confirmedAt: report.confirmedAt.getTime() };
    const trail = JSON.stringify({ revision, by: input.byBodyId });
    await tx.$executeRaw`
      WITH confirmed AS (
        UPDATE "Report" SET "confirmedAt" = ${new Date(ctx.asOf)}, "confirmedBy" = ${input.byBodyId}
        WHERE "assignmentId" = ${duty.id} AND revision = ${revision}
      )
      INSERT INTO "Audit" (at, by, action, subject, data)
      VALUES (${new Date(ctx.asOf)}, ${ctx.by}, 'report.confirmed', ${duty.id}, ${trail}::jsonb)`;
    return { revision, confirmedAt: ctx.asOf };
  });
}
