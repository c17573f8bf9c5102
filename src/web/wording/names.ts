/**
 * How bodies and stages are named on pages.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { addressed, parentOf } from '../../mail/texts/names';
import type { BodyView } from '../../services/duties/views';

/** What a stage's first button says. */
export const REPORT_ACTION: Record<StageKind, string> = {
  selection: 'Ghi nội dung đã chọn',
  briefing: 'Báo cáo kết quả',
  study: 'Báo cáo kết quả',
  session: 'Báo cáo kết quả',
  reporting: 'Gửi báo cáo tổng hợp',
};

/** "Chi bộ Khoa Ngoại tổng hợp – Đảng bộ Bệnh viện Đa khoa A": the top line, always. */
export function topLine(body: BodyView): string {
  const parent = parentOf(body);
  return parent ? `${addressed(body)} – ${parent}` : addressed(body);
}

/** What the button beside the top line says. */
export function notThis(body: BodyView): string {
  if (body.roles.includes('cell')) return 'Không phải chi bộ này';
  return body.roles.includes('mass') ? 'Không phải đoàn thể này' : 'Không phải tổ chức này';
}

/** Stands above each box in which people write. DESIGN §9. */
export const NO_NAMES = 'Không ghi họ tên đảng viên, không gửi tài liệu có độ mật.';
