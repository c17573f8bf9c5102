/**
 * The product's own words in Vietnamese, one for each (glossary: "Work", "Handling").
 *
 * @module
 */
import { wallClock, type Instant, type LocalDate } from './dates';
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

const two = (n: number) => String(n).padStart(2, '0');

/** "30/06/2023 08:10" in `zone`: for tables and messages. */
export function momentText(at: Instant, zone: string): string {
  const { day, minute } = wallClock(at, zone);
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "03 chi bộ": counts below 10 take a leading zero. */
export const countText = (n: number): string => (n > 0 && n < 10 ? `0${n}` : String(n));

/** Missing keys show as stored: a new state must not hide behind a wrong word. */
const words = (names: Record<string, string>) => (key: string) => names[key] ?? key;

/** What a task is about. Glossary, "Handling". */
export const taskName = words({
  miss: 'Chưa nhận được báo cáo',
  contact: 'Chưa liên hệ được',
  systemic: 'Lỗi gửi thư hàng loạt',
  extension: 'Đề nghị điều chỉnh thời hạn',
  confirm: 'Chờ xác nhận',
  approval: 'Báo cáo định kỳ',
});

/** How a task ended. */
export const outcomeName = words({
  resolved: 'Đã kết thúc xử lý',
  waived: 'Không phải thực hiện',
  extended: 'Đã điều chỉnh thời hạn',
  cancelled: 'Không xử lý tiếp',
});

/** "Đang thực hiện" */
export const planState = words({
  running: 'Đang thực hiện',
  paused: 'Tạm dừng',
  cancelled: 'Đã dừng hẳn',
  closed: 'Đã kết thúc',
});

/** What is stated of a plan as a whole. */
export const planFieldName = words({
  year: 'năm',
  zone: 'múi giờ',
  number: 'số',
  date: 'ngày ban hành',
  title: 'tên',
  roles: 'cơ quan ban hành, tham mưu',
  reports: 'báo cáo định kỳ',
});

/** "Đã nhận báo cáo": where a duty stands. */
export const dutyStateName = words({
  pending: 'Chưa đến thời gian',
  open: 'Đang trong thời gian thực hiện',
  reported: 'Đã nhận báo cáo',
  waived: 'Không phải thực hiện',
  cancelled: 'Đã hủy',
  skipped: 'Không theo dõi',
});

/** What was done to a task. */
export const taskVerbName = words({
  opened: 'mở việc',
  added: 'thêm tổ chức',
  claimed: 'nhận xử lý',
  released: 'trả lại',
  assigned: 'giao xử lý',
  noted: 'ý kiến',
  extended: 'điều chỉnh thời hạn',
  waived: 'không phải thực hiện',
  resolved: 'kết thúc xử lý',
  reported: 'đã có báo cáo',
  converted: 'chuyển sang chưa liên hệ được',
  escalated: 'báo cáo lãnh đạo',
  lapsed: 'hết thời hạn xử lý',
  closed: 'đóng việc',
});

const STAGE_STATES = words({
  waiting: 'Chưa đến thời gian',
  open: 'Đang thực hiện',
  closed: 'Đã kết thúc',
  skipped: 'Không theo dõi',
});
const HELD_FOR: Record<string, string> = { tentative: 'Chờ xác nhận', materials: 'Chờ tài liệu', 'past-due': 'Chờ thời hạn mới' };

/** "Đang thực hiện", "Chờ tài liệu"; `heldFor`: tentative | materials | past-due | after:<stage>. */
export function stageState(status: string, heldFor: string | null): string {
  if (status !== 'held') return STAGE_STATES(status);
  const before = heldFor?.startsWith('after:') ? heldFor.slice('after:'.length) : null;
  const name = Object.entries(STAGE_NAMES).find(([kind]) => kind === before)?.[1];
  return name === undefined ? (HELD_FOR[heldFor ?? ''] ?? 'Chờ') : `Chờ ${name.toLowerCase()}`;
}
