/**
 * The product's own words in Vietnamese, one for each (glossary: "Work", "Handling").
 *
 * @module
 */
import type { LocalDate } from './dates';
import type { StageKind } from './plan';

const STAGE_NAMES: Record<StageKind, string> = {
  selection: 'Lựa chọn nội dung chuyên đề',
  briefing: 'Hội nghị quán triệt',
  study: 'Học tập, thảo luận',
  session: 'Sinh hoạt chuyên đề',
  reporting: 'Báo cáo kết quả',
};

/** "Sinh hoạt chuyên đề" */
export const stageName = (kind: StageKind): string => STAGE_NAMES[kind];

/** "03/7/2023": a leading zero for days below 10 and for months 01 and 02. */
export function dateText(day: LocalDate): string {
  const [year, month, date] = day.split('-');
  const monthText = Number(month) <= 2 ? month : String(Number(month));
  return `${date}/${monthText}/${year}`;
}

/** "03 chi bộ": counts below 10 take a leading zero. */
export const countText = (n: number): string => (n > 0 && n < 10 ? `0${n}` : String(n));
