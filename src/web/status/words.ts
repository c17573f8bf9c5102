/**
 * The operators' words for letters and what to do. Source: glossary, columns "Console".
 *
 * @module
 */

/** Missing keys show as stored: a new state must not hide behind a wrong word. */
const lookup = (words: Record<string, string>) => (key: string) => words[key] ?? key;

export const messageWord = lookup({
  queued: 'Chờ gửi',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  failed: 'Không gửi được',
  unknown: 'Chưa rõ đã đến',
  skipped: 'Không cần gửi',
  expired: 'Quá thời điểm gửi',
});

export const MESSAGE_ORDER = ['queued', 'sending', 'sent', 'unknown', 'failed', 'skipped', 'expired'];

/** What the board does next about a task of that kind. */
export const nextWord = lookup({
  miss: 'Gọi đầu mối; ghi nhận báo cáo, điều chỉnh thời hạn hoặc đưa vào công văn',
  contact: 'Tìm địa chỉ đúng hoặc chuyển qua Đảng ủy cơ sở',
  systemic: 'Kiểm tra máy chủ thư; các việc liên quan đang chờ',
  extension: 'Xem lý do; điều chỉnh thời hạn hoặc trả lời',
  confirm: 'Xác nhận thời gian với căn cứ, để bước này bắt đầu',
  approval: 'Xem và thống nhất dự thảo',
});

export const levelWord = (level: number) => (level === 0 ? 'Ban' : 'Trưởng Ban');
