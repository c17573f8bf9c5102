/**
 * Words by which a document tells that something changes, stays, or is only told.
 *
 * @module
 */
import { foldedKey } from '../draft/folding';
import { kindsOf, stageWords } from '../draft/stage-words';
import type { StageKind } from '../../domain/plan';

const CHANGE =
  /(?<![\p{L}])(?:điều chỉnh|thay đổi|sửa đổi|lùi|gia hạn|dời|giãn|dãn|chuyển (?:thời|sang|lịch|ngày|từ|đến|hội nghị|việc)|kéo dài|đổi (?:thời|lịch|ngày|sang)|rút ngắn|đẩy (?:sớm|nhanh|lùi)|sửa (?:thành|cụm từ|là|lại)|đính chính|gộp|đúng (?:là|phải là)|đọc là|cho phép|được tiếp tục|thống nhất (?:chung|(?:lại |một )?thời (?:hạn|gian))|cụm từ|bổ sung|nay (?:là|tổ chức|sinh hoạt|thực hiện|hoàn thành|ấn định)|thay (?:vì|cho)|(?:sớm|muộn|chậm) (?:hơn|lên|lại)|rút (?:lại|xuống)|nới|ấn định lại)(?![\p{L}])/gu;
/** "lùi", "gia hạn": what follows "từ … đến" may be the old deadline and the new one. */
const MOVE = /(?<![\p{L}])(?:lùi|gia hạn|dời|giãn|dãn|kéo dài|chuyển|điều chỉnh|thay đổi|đổi)(?![\p{L}])/u;
/** A change that needs a date or an end. */
const OWES_DATE = /(?<![\p{L}])(?:lùi|gia hạn|dời|giãn|dãn|kéo dài)(?![\p{L}])/u;
/** Something does not take place, or nobody knows yet when. */
const LEFT_OPEN =
  /(?<![\p{L}])(?:tạm hoãn|hoãn|tạm dừng|dừng|hủy|bãi bỏ|không tổ chức|không sinh hoạt|(?:sẽ|được|có|cho đến khi)(?: có)? thông báo(?: mới| cụ thể)?(?: sau| riêng| mới| cụ thể)|sẽ (?:được )?thông báo|chưa (?:ấn định|xác định|quyết định|chốt)|xác định sau|(?:khi|đến khi) có (?:thông báo|hướng dẫn|ý kiến)(?: mới)?)(?![\p{L}])/u;
const KEPT = /giữ nguyên|không (?:thay đổi|điều chỉnh)|vẫn (?:thực hiện|là|theo)/u;
/** Told of what was: no date in it is a deadline to come. */
const TOLD =
  /(?<![\p{L}])(?:đã|còn \d+|mới (?:có|chỉ|đạt)|tính đến|đến nay|chưa (?:báo cáo|sinh hoạt|thực hiện|tổ chức)|qua (?:theo dõi|tổng hợp|kiểm tra))(?![\p{L}])/u;
/** A meeting, opinion or letter that a date belongs to. */
const OF_EVENT =
  /(?:cuộc họp|phiên họp|họp|giao ban|buổi làm việc|ý kiến|chỉ đạo|kết luận|công văn|(?<!bằng |một |thành )văn bản|tờ trình|đề xuất|biên bản)(?:[^,;:.()]{0,40})$/u;

/** "không gia hạn", "không lùi": it is denied. */
const DENIED =
  /không (?:được |thực hiện |tiếp tục )?(?:gia hạn|lùi|dời|kéo dài|giãn|chuyển)|(?:không|chưa) (?:đồng ý|nhất trí|chấp thuận|chấp nhận|cho phép|xem xét)|từ chối/u;

/** "Tháng 7 mới bắt đầu sinh hoạt", "bắt đầu sinh hoạt trong tháng 9": when it ends is not said. */
const BEGINS_BEHIND = /^\s*(?:(?:thì|sẽ|mới|các chi bộ)\s+)*(?:bắt đầu|khởi động)/u;
const BEGINS_BEFORE = /(?<![\p{L}])bắt đầu(?![\p{L}])(?!.*(?:kết thúc|hoàn thành|đến|xong))/u;

export const isBeginning = (before: string, time: string, behind: string): boolean =>
  !/đến|–|-|hết|kết thúc|hoàn thành/u.test(time) && (BEGINS_BEHIND.test(behind) || BEGINS_BEFORE.test(before));
export const isDenied = (key: string): boolean => DENIED.test(key);
export const changeWords = (key: string): { from: number; to: number }[] =>
  [...key.matchAll(CHANGE)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
export const movesOn = (key: string): boolean => MOVE.test(key);
export const owesDate = (key: string): boolean => OWES_DATE.test(key) || LEFT_OPEN.test(key);
/** "Tạm dừng … từ ngày 16/9 đến ngày 21/9": the days on which it does not take place. */
const STOPPED = /(?<![\p{L}])(?:tạm dừng|dừng|hủy|bãi bỏ|không tổ chức|không sinh hoạt)(?![\p{L}])/u;
const PUT_OFF = /(?<![\p{L}])(?:tạm hoãn|hoãn)(?![\p{L}])/u;
/** "hoãn … sang ngày 15/10": the new day. */
const LED_ON = /(?<![\p{L}])(?:sang|đến|tới|lùi|chuyển|dời|vào)(?![\p{L}])/u;

export const isStopped = (clause: string, time: string): boolean =>
  STOPPED.test(clause) || (PUT_OFF.test(clause) && !LED_ON.test(clause.slice(clause.search(PUT_OFF))) && !LED_ON.test(time));
export const isLeftOpen = (key: string): boolean => LEFT_OPEN.test(key);
export const isKept = (key: string): boolean => KEPT.test(key);
export const isTold = (key: string): boolean => TOLD.test(key);
export const isOfEvent = (before: string): boolean => OF_EVENT.test(before);

/** A document that is cited, with what it is about: its words name no stage here. */
const CITED =
  /(?:kế hoạch|công văn|hướng dẫn|quy định|kết luận|chỉ thị|nghị quyết|quyết định|thông báo|tờ trình)\s+số\s*:?\s*[^\s(),;:]+(?:\s*,?\s*ngày\s+[\d/.-]+)?(?:\s+(?:của|về)(?:(?!như sau|điều chỉnh|gia hạn|lùi |dời |chuyển )[^,;:.()])*)?/gu;
export const citations = (key: string): { from: number; to: number }[] =>
  [...key.matchAll(CITED)].map((match) => ({ from: match.index, to: match.index + match[0].length }));

export interface NamedKinds {
  kinds: StageKind[];
  /** Words of several stages that do not belong together. */
  doubtful: boolean;
}

/** The stages that a stretch of a sentence names. "báo cáo kết quả sinh hoạt" is the report. */
export function kindsNamed(text: string): NamedKinds {
  const key = foldedKey(text);
  const words = stageWords(key);
  const last = words.at(-1);
  if (!last) return { kinds: [], doubtful: false };
  // the words that stand together with the last one; what was said before them is told in passing
  let first = words.length - 1;
  for (let n = first - 1; n >= 0; n -= 1) {
    const [word, next] = [words[n], words[n + 1]];
    if (
      !word ||
      !next ||
      !/^(?:[\s,/]|và|tổ chức|kết quả|về|việc|nội dung|thời gian|thời hạn|triển khai)*$/u.test(key.slice(word.to, next.from))
    )
      break;
    first = n;
  }
  const kinds = kindsOf(key.slice(words[first]?.from ?? 0, last.to));
  const earlier = words.slice(0, first).some(({ kind }) => !kinds.includes(kind));
  return { kinds, doubtful: earlier };
}
