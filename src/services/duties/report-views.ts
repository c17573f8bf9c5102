/**
 * What may be seen of a report, and a unit's sum-up filled from its cells' reports. Reading only.
 *
 * @module
 */
import { shortIdOf } from '../../domain/ids';
import type { Instant, LocalDate } from '../../domain/dates';
import { CodedError } from '../../errors';
import { Prisma, type Tx } from '../db';
import type { SumUpContent } from './report-content';

/** Who looks: a body by its link, or the board. */
export type Viewer = { kind: 'body'; bodyId: string } | { kind: 'board' };

export interface VisibleReport {
  /** Of the assignment: anyone who may look sees it at once. */
  status: string;
  revision: number;
  heldOn: LocalDate | null;
  late: boolean;
  channel: string;
  at: Instant;
  confirmedAt: Instant | null;
  /** null: not for this viewer yet. For the board, what the unit confirmed or the board recorded itself. */
  content: Prisma.JsonValue | null;
  /** Revision that `content` is of; an older one while the newest waits for the unit. */
  contentRevision: number | null;
}

/**
 * The report as the viewer may see it; null when none came. The body itself and its unit see all of it; the board sees
 * the status at once and the content once confirmed.
 *
 * @throws CD_ASSIGNMENT_UNKNOWN, CD_FORBIDDEN for any other body
 */
export async function visibleReport(tx: Tx, assignmentId: string, viewer: Viewer): Promise<VisibleReport | null> {
  const duty = await tx.assignment.findUnique({
    where: { id: assignmentId },
    select: { status: true, bodyId: true, unitId: true, reports: { orderBy: { revision: 'desc' } } },
  });
  if (!duty) throw new CodedError('CD_ASSIGNMENT_UNKNOWN', { assignment: assignmentId });
  if (viewer.kind === 'body' && viewer.bodyId !== duty.bodyId && viewer.bodyId !== duty.unitId)
    throw new CodedError('CD_FORBIDDEN', {
      what: {
        vi: `${viewer.bodyId} không xem báo cáo của ${shortIdOf(assignmentId)}`,
        en: `${viewer.bodyId} sees no report of ${shortIdOf(assignmentId)}`,
      },
    });
  const [latest] = duty.reports;
  if (!latest) return null;
  const shown =
    viewer.kind === 'body' ? latest : duty.reports.find((report) => report.confirmedAt !== null || report.channel !== 'link');
  return {
    status: duty.status,
    revision: latest.revision,
    heldOn: latest.heldOn,
    late: latest.late,
    channel: latest.channel,
    at: latest.at.getTime(),
    confirmedAt: latest.confirmedAt?.getTime() ?? null,
    content: shown?.content ?? null,
    contentRevision: shown?.revision ?? null,
  };
}

/** Figures of a sum-up as the cells' reports add up, and what they lack. */
export type SumUp = Required<Omit<SumUpContent, 'score' | 'goodPractice' | 'proposals'>> & {
  /** Reports on behalf that state only the date. */
  withoutFigures: number;
  waived: number;
};

/**
 * The sum-up of a reporting assignment: the latest reports of the bodies counted under its body, in the stage of the
 * topic that is reported about (the session; the study where there is none).
 *
 * @throws CD_ASSIGNMENT_UNKNOWN
 */
export async function sumUpOf(tx: Tx, assignmentId: string): Promise<SumUp> {
  const rows = await tx.$queryRaw<SumUp[]>`
    SELECT count(*)::int AS cells, count(r.revision)::int AS reported, count(*) FILTER (WHERE r.late)::int AS late,
           ${figure('total')} AS total, ${figure('exempt')} AS exempt, ${figure('present')} AS present,
           ${figure('absentWithReason')} AS "absentWithReason", ${figure('absentWithoutReason')} AS "absentWithoutReason",
           ${figure('nonMembers')} AS "nonMembers",
           count(*) FILTER (WHERE r.revision IS NOT NULL AND NOT r.content ? 'total')::int AS "withoutFigures",
           count(*) FILTER (WHERE a.status = 'waived')::int AS waived
    FROM "Assignment" own
    JOIN "Stage" s ON s.id = own."stageId"
    JOIN LATERAL (SELECT id FROM "Stage" WHERE "topicId" = s."topicId" AND kind IN ('session', 'study') ORDER BY kind LIMIT 1) held ON true
    JOIN "Assignment" a ON a."stageId" = held.id AND (a."unitId" = own."bodyId" OR a."bodyId" = own."bodyId")
                       AND a.status NOT IN ('cancelled', 'skipped')
    LEFT JOIN LATERAL (SELECT * FROM "Report" WHERE "assignmentId" = a.id ORDER BY revision DESC LIMIT 1) r ON true
    WHERE own.id = ${assignmentId}
    GROUP BY own.id`;
  const [sums] = rows;
  if (sums) return sums;
  const known = await tx.assignment.findUnique({ where: { id: assignmentId }, select: { id: true } });
  if (!known) throw new CodedError('CD_ASSIGNMENT_UNKNOWN', { assignment: assignmentId });
  return NOTHING;
}

const NOTHING: SumUp = {
  cells: 0,
  reported: 0,
  late: 0,
  total: 0,
  exempt: 0,
  present: 0,
  absentWithReason: 0,
  absentWithoutReason: 0,
  nonMembers: 0,
  withoutFigures: 0,
  waived: 0,
};

const figure = (name: string) => Prisma.sql`coalesce(sum((r.content ->> ${name})::int), 0)::int`;
