/**
 * What a head of board wants to know of a year: per topic and stage, then letters and work. Vietnamese, fixed width.
 *
 * @module
 */
import type { Db } from '../services/db';
import { periodicFigures, type PeriodicFigures } from '../services/periodic/reports';
import { outcomeName, stageName, taskName } from '../domain/wording';

export interface Summary {
  stages: PeriodicFigures[];
  messages: number;
  addresses: number;
  skipped: number;
  /** Reports that came, of those by telephone, paper or Zalo recorded on behalf; dates that cells gave beforehand. */
  reports: number;
  onBehalf: number;
  plannedDates: number;
  /** Units with the most duties still missing, at most five. */
  units: { unit: string; duties: number; missing: number }[];
  tasks: { kind: string; opened: number; escalated: number; outcomes: Record<string, number> }[];
}

export async function summaryOf(db: Db, planId: string): Promise<Summary> {
  const [stages, mail, skipped, answers, units, tasks] = await Promise.all([
    periodicFigures(db.prisma, planId),
    db.prisma.$queryRaw<{ messages: number; addresses: number }[]>`
      select count(*)::int as messages, count(distinct address)::int as addresses from "Message" where status = 'sent'`,
    db.prisma.notice.count({ where: { status: 'skipped' } }),
    db.prisma.$queryRaw<{ reports: number; onBehalf: number; plannedDates: number }[]>`
      select (select count(*) from "Report" where revision = 1)::int as reports,
             (select count(*) from "Report" where revision = 1 and channel <> 'link')::int as "onBehalf",
             (select count(*) from "Assignment" where "plannedDate" is not null)::int as "plannedDates"`,
    missingByUnit(db, planId),
    db.prisma.$queryRaw<Summary['tasks']>`
      select kind, sum(n)::int as opened, sum(up)::int as escalated, jsonb_object_agg(outcome, n) as outcomes
      from (select kind, coalesce(outcome, 'open') as outcome, count(*)::int as n, count(*) filter (where level > 0) as up
            from "Task" where "planId" = ${planId} group by 1, 2) t
      group by kind order by kind`,
  ]);
  return {
    stages,
    messages: mail[0]?.messages ?? 0,
    addresses: mail[0]?.addresses ?? 0,
    skipped,
    reports: answers[0]?.reports ?? 0,
    onBehalf: answers[0]?.onBehalf ?? 0,
    plannedDates: answers[0]?.plannedDates ?? 0,
    units,
    tasks,
  };
}

function missingByUnit(db: Db, planId: string): Promise<Summary['units']> {
  return db.prisma.$queryRaw<Summary['units']>`
    select v.name as unit, count(*)::int as duties, count(*) filter (where a.status = 'open')::int as missing
    from "Assignment" a join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId"
    join "BodyVersion" v on v."bodyId" = a."unitId" and v."validTo" is null
    where t."planId" = ${planId} and not s.information and a.status in ('open', 'reported', 'waived')
    group by a."unitId", v.name having count(*) filter (where a.status = 'open') > 0
    order by missing desc, a."unitId" limit 5`;
}

/** The summary as text for a terminal. */
export function summaryText(summary: Summary): string {
  const head = ['Chuyên đề', 'Nội dung', 'Thời hạn', 'Phải làm', 'Đúng hạn', 'Tỷ lệ', 'Sau hạn', 'Không phải TH', 'Chưa có'];
  const rows = summary.stages.map((s) =>
    [
      s.topic,
      stageName(s.stage),
      s.due.split('-').reverse().join('/'),
      s.duties,
      s.inTime,
      percent(s.inTime, s.duties - s.waived),
      s.late,
      s.waived,
      s.open,
    ].map(String),
  );
  const sum = (of: (stage: PeriodicFigures) => number) => summary.stages.reduce((total, stage) => total + of(stage), 0);
  const duties = sum((s) => s.duties);
  const expected = duties - sum((s) => s.waived);
  const units = summary.units.map(({ unit, duties: all, missing }) => `  ${unit}: ${missing} trong ${all} nội dung`);
  const tasks = summary.tasks.map((task) => {
    const outcomes = Object.entries(task.outcomes).map(
      ([outcome, n]) => `${outcome === 'open' ? 'còn mở' : outcomeName(outcome).toLowerCase()}: ${n}`,
    );
    const up = task.escalated > 0 ? `, báo cáo Trưởng Ban: ${task.escalated}` : '';
    return `  ${taskName(task.kind)}: ${task.opened} việc (${outcomes.join('; ')}${up})`;
  });
  return [
    table([head, ...rows]),
    '',
    `Cả năm: ${duties} nội dung phải làm; đúng hạn ${sum((s) => s.inTime)} (${percent(
      sum((s) => s.inTime),
      expected,
    )}), sau hạn ${sum((s) => s.late)}, không phải thực hiện ${sum((s) => s.waived)}, chưa có báo cáo ${sum((s) => s.open)}.`,
    `Báo cáo nhận được: ${summary.reports}, trong đó ${summary.onBehalf} do Ban ghi nhận qua điện thoại; ${summary.plannedDates} lần đơn vị báo trước ngày thực hiện.`,
    'Đơn vị còn thiếu nhiều nhất (không tính nội dung để nắm tình hình):',
    ...(units.length > 0 ? units : ['  không có']),
    `Thư đã gửi: ${summary.messages}, đến ${summary.addresses} địa chỉ; thông báo không cần gửi: ${summary.skipped}`,
    'Việc cần xử lý của Ban:',
    ...(tasks.length > 0 ? tasks : ['  không có']),
  ].join('\n');
}

const percent = (part: number, whole: number): string => (whole > 0 ? `${Math.round((100 * part) / whole)} %` : '–');

/** Columns as wide as their widest cell; figures to the right. */
function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').normalize('NFC').length))) ?? [];
  const pad = (cell: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - cell.normalize('NFC').length);
    return /^(\d+( %)?|–)$/.test(cell) ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
