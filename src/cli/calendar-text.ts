/**
 * What a calendar would move, in words.
 *
 * @module
 */
import type { StepKind } from '../domain/step';
import { countText, dateText, stageName } from '../domain/wording';
import type { CalendarView } from '../services/plans/calendar-view';

const STEP_NAMES: Record<StepKind, string> = {
  close: 'kết thúc',
  confirm: 'xác nhận ngày dự kiến',
  invite: 'mời dự',
  open: 'bắt đầu',
  remind: 'nhắc lịch',
  overdue: 'thông báo chưa nhận được báo cáo',
  judge: 'xem xét báo cáo chưa đến',
  digest: 'tổng hợp tuần',
  report: 'báo cáo định kỳ',
  lease: 'thời hạn xử lý',
  rung: 'báo cáo lãnh đạo',
};

export const stepName = (kind: StepKind): string => STEP_NAMES[kind];

/** A running plan and everything that would move in it; nothing was moved. */
export const viewText = (view: CalendarView): string[] => [
  ...movedText(view),
  ...(view.days.length === 0 ? [] : ['  Chưa thay đổi gì: kế hoạch giữ lịch lúc bắt đầu cho đến khi được điều chỉnh.']),
];

/** The days that change, and what moves with them. */
export function movedText({ planId, days, dues, moved, steps }: CalendarView): string[] {
  if (days.length === 0) return [`${planId}: lịch không thay đổi từ hôm nay.`];
  return [
    `${planId}: ${countText(days.length)} ngày thay đổi`,
    ...days.map(
      ({ day, worked, reason }) =>
        `  ${dateText(day)}: ${worked ? 'thành ngày làm việc' : `thành ngày nghỉ${reason === null ? '' : ` (${reason})`}`}`,
    ),
    ...dues.map(
      ({ topicId, stage, due }) =>
        `  Thời hạn ${dateText(due)} của ${topicId}, ${stageName(stage)}, rơi vào ngày thay đổi; thời hạn giữ nguyên.`,
    ),
    ...moved.map(
      ({ topicId, stage, due, to }) =>
        `  Thời hạn của ${topicId}, ${stageName(stage)}: ${dateText(due)} sẽ là ${dateText(to)} (tính theo ngày làm việc).`,
    ),
    ...steps.map(({ topicId, stage, kind, from, to }) => {
      const whose = topicId === null ? 'toàn kế hoạch' : `${topicId}${stage === null ? '' : `, ${stageName(stage)}`}`;
      return `  ${STEP_NAMES[kind]} (${whose}): ${from === null ? 'chưa có' : dateText(from)} → ${to === null ? 'không còn' : dateText(to)}`;
    }),
  ];
}
