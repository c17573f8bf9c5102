/**
 * The periodic report as a draft to be edited: heading and address as offices write them, figures in tables.
 *
 * @module
 */
import { wallClock } from '../domain/dates';
import { stageName, taskName } from '../domain/wording';
import { count, fullDate, hour } from '../mail/texts/vi/dates';
import { periodName } from '../mail/texts/vi/board';
import { planPhrase } from '../mail/texts/vi/plan-phrase';
import type { PeriodicReport } from '../services/periodic/drafts';
import { table } from './table';

export function reportDraftText(report: PeriodicReport): string {
  const { board, plan, issuerName } = report;
  const { day, minute } = wallClock(report.asOf, report.zone);
  const status = report.signed === null ? 'Dự thảo' : `Đã ký, ban hành: ${report.signed}`;
  return [
    ...(board.parentName === null ? [] : [board.parentName.toUpperCase()]),
    board.name.toUpperCase(),
    '*',
    '',
    'BÁO CÁO',
    `kết quả tổ chức sinh hoạt chuyên đề ${periodName(report.dates)}`,
    `(${status}; số liệu đến ${hour(minute)}, ngày ${fullDate(day)})`,
    '',
    `Kính gửi: ${issuerName}`,
    '',
    `${planPhrase({ ...plan, issuerName })}, ${board.name} trân trọng báo cáo kết quả như sau:`,
    '',
    '1. Kết quả thực hiện',
    figuresText(report),
    '',
    '2. Tổ chức cơ sở đảng còn nhiều nội dung chưa nhận được báo cáo',
    missingText(report),
    '',
    '3. Việc đã xử lý trong kỳ',
    workText(report),
    '',
    '4. Nhận xét, đề xuất',
    '…',
    '',
    `Trên đây là kết quả tổ chức sinh hoạt chuyên đề ${periodName(report.dates)}, ${board.name} kính trình ${issuerName}.`,
    '',
    'TRƯỞNG BAN',
  ].join('\n');
}

const cell = (n: number) => (n === 0 ? '–' : count(n));

function figuresText({ figures }: PeriodicReport): string {
  if (figures.length === 0) return 'Chưa có nội dung nào đến thời gian thực hiện.';
  const rows = figures.map((row) => [
    row.topic,
    stageName(row.stage),
    fullDate(row.due),
    ...[row.duties, row.inTime, row.late, row.waived, row.open - row.contact, row.contact].map(cell),
  ]);
  return table(
    [
      'Chuyên đề',
      'Nội dung',
      'Thời hạn',
      'Phải báo cáo',
      'Đúng thời hạn',
      'Sau thời hạn',
      'Không phải thực hiện',
      'Chưa nhận được',
      'Chưa liên hệ được',
    ],
    rows,
  );
}

const missingText = ({ missing }: PeriodicReport) =>
  missing.length === 0
    ? 'Không có.'
    : table(
        ['TT', 'Tổ chức cơ sở đảng', 'Chưa nhận được báo cáo', 'Chưa liên hệ được'],
        missing.map((unit, n) => [String(n + 1), unit.name, cell(unit.miss), cell(unit.contact)]),
      );

const workText = ({ work }: PeriodicReport) =>
  work.length === 0
    ? 'Không có.'
    : table(
        ['Việc', 'Đã mở', 'Đã kết thúc', 'Đã giải quyết', 'Điều chỉnh thời hạn', 'Không phải thực hiện'],
        work.map((row) => [taskName(row.kind), ...[row.opened, row.closed, row.resolved, row.extended, row.waived].map(cell)]),
      );
