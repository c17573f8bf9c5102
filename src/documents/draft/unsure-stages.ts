/**
 * Clauses whose words leave open which stage a date is of: it is asked, with what is most likely.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import type { Question } from '../../domain/time-phrases';

export interface Unsure {
  kind: StageKind;
  question: Question;
}

const CHOICE_REPORTED =
  /(?:báo cáo|gửi|tổng hợp) (?:về )?(?:(?:kết quả |việc |tình hình |danh sách )?(?:đăng ký|lựa chọn|tự chọn|chọn)|(?:chuyên đề|nội dung) (?:tự chọn|lựa chọn|đã chọn))(?=\s)/u;
const NO_RESULTS =
  /báo cáo (?:về |việc )?(?:danh sách|số lượng|kế hoạch|lịch|thời gian|dự kiến|nội dung|tên|dự thảo)(?=\s)(?![^.;]{0,40}(?:kết quả|tình hình))/u;
const REPORTED_AT = /báo cáo[^,;]{0,80} (?:tại|trong) (?:các |buổi |kỳ |cuộc )*(?:sinh hoạt|hội nghị|họp)/u;
const CONFERENCE_ON_RESULTS = /hội nghị báo cáo (?!chuyên đề)/u;
const REPORT_THEN = /báo cáo (?:về )?(?:kết quả|việc|tình hình)[^.;]{0,80}, (?:tổ chức|tiến hành|triển khai) /u;
/** "thu hoạch" goes to those above the cell only where it says so. */
const PERSONAL = /(?:viết|nộp|gửi) (?:bài |bản |báo cáo )?thu hoạch/u;
const TO_SUPERIORS =
  /(?:về|gửi|cho|lên|với) (?:\p{L}+ ){0,2}(?:đảng ủy|ban |(?:huyện|thành|tỉnh|quận|thị|đoàn) ?ủy|cấp trên|văn phòng|phòng |công đoàn|đảng bộ)/u;
const DAY_REGISTERED = /(?:đăng ký|chọn) (?:về )?(?:thời gian|lịch|ngày|thời điểm)/u;
const CHOSEN_TO_BE_HELD = /(?:đăng ký|lựa chọn|tự chọn)[^,;]{0,60} (?:sinh hoạt|học tập|thảo luận|nghiên cứu|quán triệt)/u;

/**
 * @param clause what stands before the date in its clause, folded
 * @param deadline the date is a last day, not a stretch to do something in
 */
export function unsureStage(clause: string, kinds: StageKind[], deadline: boolean): Unsure | null {
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return null;
  if (kind === 'reporting') return unsureReport(clause);
  if (kind === 'briefing' && CONFERENCE_ON_RESULTS.test(clause))
    return unsure('briefing', 'hội nghị báo cáo kết quả: là hội nghị quán triệt hay hội nghị tổng kết');
  if (kind !== 'selection') return null;
  if (DAY_REGISTERED.test(clause)) return unsure('selection', 'đăng ký thời gian sinh hoạt, không phải đăng ký chuyên đề');
  const held = !deadline || !clause.includes('đăng ký');
  return held && CHOSEN_TO_BE_HELD.test(clause)
    ? unsure('selection', 'không rõ là thời gian lựa chọn hay thời gian thực hiện chuyên đề được chọn')
    : null;
}

function unsureReport(clause: string): Unsure | null {
  if (CHOICE_REPORTED.test(clause)) return unsure('selection', 'báo cáo việc đăng ký, lựa chọn: là hạn đăng ký hay hạn báo cáo');
  if (NO_RESULTS.test(clause)) return unsure('reporting', 'không phải báo cáo kết quả: không rõ thuộc bước nào');
  if (REPORTED_AT.test(clause)) return unsure('reporting', 'báo cáo tại hội nghị hoặc buổi sinh hoạt: không rõ thuộc bước nào');
  if (REPORT_THEN.test(clause)) return unsure('reporting', 'không rõ là thời hạn báo cáo hay thời gian của việc nêu sau đó');
  if (PERSONAL.test(clause) && !TO_SUPERIORS.test(clause) && !/(?<!nộp )báo cáo/u.test(clause))
    return unsure('reporting', 'bài thu hoạch của đảng viên nộp chi bộ, hay báo cáo của đơn vị gửi cấp trên');
  return null;
}

const LIKELY: Record<StageKind, string> = {
  selection: 'Hiểu là đăng ký, lựa chọn chuyên đề.',
  briefing: 'Hiểu là hội nghị quán triệt.',
  study: 'Hiểu là học tập.',
  session: 'Hiểu là sinh hoạt chuyên đề.',
  reporting: 'Hiểu là báo cáo kết quả.',
};

const unsure = (kind: StageKind, reason: string): Unsure => ({ kind, question: { reason, proposal: LIKELY[kind] } });
