/**
 * Whom a changed date is for, where it is for some bodies only: "… đối với Chi bộ Khoa Dược", "riêng các chi bộ vùng xa …",
 * "trừ …". Such a date is asked: carried out, it would move everybody's.
 *
 * @module
 */
import type { Phrase } from '../../domain/time-phrases';

/** The clause before the time and what follows it, in its own letters; topics and cited documents are blanked. */
export interface Clause {
  before: string;
  behind: string;
}

const BODY = '(?:chi bộ|đảng bộ|đảng ủy|cấp ủy|đơn vị|tổ chức|chi đoàn|công đoàn|cơ sở|cấp|khối|cụm|vùng|miền)';
/** "đối với Chuyên đề 2", "đối với thời gian sinh hoạt": no bodies. */
const OTHER = '(?!chuyên đề|cđ|thời (?:gian|hạn)|nội dung|hội nghị|việc|sinh hoạt|học tập|thảo luận|báo cáo|bước)';
const LED_IN = new RegExp(`(?:^|[\\s,;(–-])((?:riêng|đối với)\\s+${OTHER}[^,;:()]{3,120}?)\\s*$`, 'iu');
/** "của Chi bộ Khoa Dược", "để Đảng ủy Bệnh viện A", "một số chi bộ", "các chi bộ thuộc …". */
const NAMED = [
  /(?:^|\s)((?:[Cc]hi bộ|[Cc]hi đoàn|[Cc]ông đoàn)\s+\p{Lu}[\p{L}\d]*(?:\s+[\p{L}\d]+){0,2})/u,
  /(?<!(?:gửi|báo cáo|nộp|trình)(?:\s+\S+){0,5})\s(?:cho|để|tại)\s+([Đđ]ảng (?:bộ|ủy|uỷ)\s+\p{Lu}[\p{L}\d]*(?:\s+[\p{L}\d]+){0,2})/u,
  new RegExp(`(?<!(?:của|từ|do|theo))(?:^|\\s)((?:một số|vài)\\s+${BODY}[^,;:()]{0,60})`, 'iu'),
  new RegExp(
    `(?:^|\\s)((?:các|những)\\s+${BODY}\\s+(?:thuộc|vùng|miền|khối|cụm|nông thôn|doanh nghiệp|khó khăn|đặc thù)[^,;:()]{0,80})`,
    'iu',
  ),
];
/** "02 chi bộ nêu trên", "ba đơn vị sau đây", "các chi bộ này": some of them, unless "cả" or a reason counts them. */
const COUNTED = new RegExp(
  `(?<!(?:cả|tất cả|toàn bộ|còn|có|do|vì|gồm|đã|đến nay|qua)\\s+)(?<![\\d/.,])(?<=^|[\\s(])((?:\\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\\s+${BODY}(?=[\\s,.:;)]|$)[^,;:()]{0,40}?|(?:các\\s+)?${BODY}\\s+(?:(?:nêu|kể|nói) trên|sau đây|dưới đây|có tên|này|đó|trên))(?=[\\s,.:;)]|$)`,
  'iu',
);
const BEHIND = new RegExp(
  `^[\\s,(–-]*(?:(?:chỉ|áp dụng|thực hiện)\\s+)*((?:(?:riêng|đối với|trừ|ngoại trừ|không kể)\\s+${OTHER}|(?:dành cho|cho|của|tại)\\s+(?:riêng\\s+|các\\s+|những\\s+|một số\\s+)?${BODY}\\s)[^,;:()]{2,120})`,
  'iu',
);
const EVERYBODY =
  /^(?:đối với|dành cho|cho|của|tại)\s+(?:(?:tất cả|toàn bộ|toàn thể|mọi|cả)(?:\s|$)|(?:các\s+)?(?:chi bộ|đảng bộ|đảng ủy|cấp ủy|đơn vị|tổ chức(?: cơ sở)? đảng)(?:\s+(?:cơ sở|trực thuộc|và|các|chi bộ|đảng bộ|đảng ủy|cấp ủy|đơn vị))*\s*\.?$)/iu;

/** Null where nobody is singled out. `leads`: what follows runs up to another date, whose it is. */
export function partOf({ before, behind }: Clause, { audience }: Phrase, leads: boolean): string | null {
  const clause = before.replace(/[\s:,–-]+$/u, '');
  const led =
    LED_IN.exec(clause)?.[1] ?? [...NAMED, COUNTED].map((form) => form.exec(clause)?.[1]).find((found) => found !== undefined);
  if (led !== undefined) return led.trim();
  const followed = leads && !/(?:[,;)]|\svà)\s*$/u.test(behind) ? undefined : BEHIND.exec(behind)?.[1]?.trim();
  if (followed !== undefined && !EVERYBODY.test(followed)) return followed.replace(/(?:\s+và)?[.\s]*$/u, '');
  return audience !== undefined &&
    /(?:^|\s)(?:riêng\s|đối với\s|còn lại|thuộc|khối (?:doanh|cơ|trường)|cụm|cấp (?:xã|huyện|tỉnh)|vùng|miền)/iu.test(audience)
    ? audience
    : null;
}
