/**
 * When a duty that has not begun begins, as bodies read it.
 *
 * @module
 */
import { STAGE_KINDS } from '../../domain/plan';
import { stageName } from '../../domain/wording';
import type { DutyView } from '../../services/duties/views';
import { fromDate } from '../../mail/texts/vi/dates';

const HELD: Record<string, string> = {
  tentative: 'khi thời gian được xác nhận; Ban sẽ gửi thông báo',
  materials: 'khi có tài liệu; Ban sẽ gửi thông báo',
  'past-due': 'khi có thời hạn mới; Ban sẽ gửi thông báo',
};

/** "từ tháng 4 năm 2023", or what it waits for though that day has come: "khi có tài liệu; …". */
export function startText({ opensOn, heldFor }: Pick<DutyView, 'opensOn' | 'heldFor'>): string {
  if (heldFor === null) return `từ ${fromDate(opensOn)}`;
  const before = STAGE_KINDS.find((kind) => heldFor === `after:${kind}`);
  return before ? `sau ${stageName(before).toLowerCase()}` : (HELD[heldFor] ?? 'khi Ban thông báo');
}
