/**
 * Answers of `record …` in Vietnamese, for the terminal. Words: the glossary, "Work".
 *
 * @module
 */
import type { LocalDate } from '../domain/dates';
import { shortIdOf, shortTaskId } from '../domain/ids';
import { countText, dateText } from '../domain/wording';
import type { MaterialsRecorded, StageDates } from '../services/steps/confirmations';
import type { PlannedDateAnswer } from '../services/duties/planned-dates';
import type { ReportReceipt } from '../services/duties/reports';

type Of<T> = T & { assignmentId: string };

export function reportText({ assignmentId, revision, late, repeated }: Of<ReportReceipt>): string {
  const duty = shortIdOf(assignmentId);
  if (repeated) return `Đã ghi nhận từ trước: ${duty}, lần ${revision}. Không ghi thêm.`;
  const time = late ? 'sau thời hạn' : 'đúng thời hạn';
  return revision === 1
    ? `Đã ghi nhận báo cáo: ${duty}, ${time}.`
    : `Đã ghi nhận báo cáo bổ sung: ${duty}, lần ${revision}, ${time}.`;
}

export function plannedText({ assignmentId, date, due, pastDue, repeated }: Of<PlannedDateAnswer>): string {
  const done = repeated ? 'Ngày dự kiến sinh hoạt không thay đổi' : 'Đã ghi ngày dự kiến sinh hoạt';
  const line = `${done}: ${shortIdOf(assignmentId)}, ngày ${dateText(date)}.`;
  if (!pastDue) return line;
  return `${line}\nNgày này sau thời hạn (đến hết ngày ${dateText(due)}). Để đề nghị điều chỉnh thời hạn: record extension ${shortIdOf(assignmentId)} --until ${date} --reason "…"`;
}

export const passedOnText = ({ passedOn }: { passedOn: string[] }) =>
  passedOn.length === 0
    ? 'Không có việc nào còn chờ báo cáo; không ghi thêm.'
    : `Đã ghi: chuyển trực tiếp ${countText(passedOn.length)} việc phải làm.`;

export const replyText = ({ assignmentId, quietUntil }: { assignmentId: string; quietUntil: LocalDate }) =>
  `Đã ghi ý kiến trả lời: ${shortIdOf(assignmentId)}. Không gửi nhắc lịch đến hết ngày ${dateText(quietUntil)}.`;

export const extensionText = ({ assignmentId, taskId, opened }: { assignmentId: string; taskId: string; opened: boolean }) =>
  `${opened ? 'Đã chuyển đề nghị điều chỉnh thời hạn' : 'Đề nghị điều chỉnh thời hạn đã có, đang chờ xử lý'}: ${shortIdOf(assignmentId)} (việc ${shortTaskId(taskId)}).`;

export function materialsText({ released, pastDue }: MaterialsRecorded): string {
  const lines = ['Đã ghi: tài liệu đã sẵn sàng.'];
  const begun = released.filter((id) => !pastDue.includes(id));
  if (begun.length > 0) lines.push(`Bắt đầu: ${begun.map(shortIdOf).join(', ')}.`);
  if (pastDue.length > 0) {
    lines.push(`Chưa bắt đầu vì thời hạn đã qua, cần thời hạn mới: ${pastDue.map(shortIdOf).join(', ')}.`);
    lines.push('Ghi thời hạn mới: record confirm <chuyên đề>/<bước> --due YYYY-MM-DD --basis "…"');
  }
  return lines.join('\n');
}

export const stageText = ({ stageId, opensOn, due, newDue }: StageDates & { stageId: string }) =>
  `${newDue ? 'Đã ghi thời hạn mới' : 'Đã xác nhận'}: ${shortIdOf(stageId)}, từ ngày ${dateText(opensOn)} đến hết ngày ${dateText(due)}.`;

export function contactText({ bodyId, reachable }: { bodyId: string; reachable: string[] }): string {
  const line = `Đã cập nhật đầu mối liên hệ: ${bodyId}.`;
  return reachable.length === 0 ? line : `${line} ${countText(reachable.length)} việc trước đây chưa liên hệ được nay gửi lại.`;
}

export function bouncedText({
  address,
  contacts,
  converted,
}: {
  address: string;
  contacts: string[];
  converted: number;
}): string {
  if (contacts.length === 0) return `Không có đầu mối nào đang dùng ${address}; không ghi thêm.`;
  const line = `Đã ngừng gửi ${address} (${countText(contacts.length)} đầu mối).`;
  return converted === 0 ? line : `${line} ${countText(converted)} việc chuyển sang chưa liên hệ được.`;
}

export function revokedText({ bodyId, revoked }: { bodyId: string; revoked: number }): string {
  if (revoked === 0) return `Chưa có liên kết nào của ${bodyId} đang dùng; không thay đổi.`;
  return `Đã thu hồi ${countText(revoked)} liên kết trong các thư đã gửi của ${bodyId}; thư sau có liên kết mới.`;
}
