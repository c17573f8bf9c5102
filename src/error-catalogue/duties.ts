/**
 * Errors about what a body has to do and says: assignments, dates, reports, contacts.
 *
 * @module
 */
import { fault, type Entry } from './entry';

export const DUTY_ERRORS = {
  CD_ASSIGNMENT_UNKNOWN: fault(
    ['Không có việc phải làm {assignment}', 'Việc phải làm ghi dạng chuyên-đề/bước/tổ-chức; xem plan status.'],
    ['There is no assignment {assignment}', 'An assignment is written topic/stage/body; see `plan status`.'],
    1,
    404,
  ),
  CD_ASSIGNMENT_CLOSED: fault(
    ['{assignment}: {status}', 'Không cần làm gì thêm; cần sửa báo cáo thì gửi báo cáo bổ sung.'],
    ['{assignment} is already {status}', 'Nothing to do; a correction is a further revision of its report.'],
    1,
    409,
  ),
  CD_EXTENSION_PAST: fault(
    ['Thời hạn mới {due:day} không sau ngày {now:day}', 'Đề nghị chọn ngày sau hôm nay và sau thời hạn hiện nay.'],
    ['An extension to {due} is not later than {now}', 'Give a day after today and after the present due date.'],
  ),
  CD_EXTENSION_BEYOND_PLAN: fault(
    [
      'Ngày {due:day} sau ngày kết thúc kế hoạch, {end:day}',
      'Chỉ văn bản của cơ quan ban hành kế hoạch mới cho phép: ghi văn bản đó bằng --issuer-basis.',
    ],
    ['{due} is beyond the plan’s end, {end}', 'Only the issuer’s own document allows that: give it with --issuer-basis.'],
  ),
  CD_BASIS_MISSING: fault(
    ['{what} cần có căn cứ', 'Ghi số, ngày của văn bản, hoặc ý kiến của ai, ngày nào (--basis "…").'],
    ['{what} needs a basis', 'Name the document’s number and date, or whose opinion and when (--basis "…").'],
  ),
  CD_REASON_MISSING: fault(
    ['{what}: chưa có nội dung', 'Đề nghị ghi ngắn gọn nội dung hoặc lý do.'],
    ['{what} needs a reason', 'Say in a few words why.'],
  ),
  CD_NOT_A_DATE: fault(
    ['“{text}” không phải là ngày', 'Ghi dạng năm-tháng-ngày, ví dụ 2023-06-30.'],
    ['"{text}" is no date', 'Write it as YYYY-MM-DD.'],
  ),
  CD_NOT_AN_HOUR: fault(
    ['“{text}” không phải là giờ', 'Ghi dạng giờ:phút, ví dụ 08:00.'],
    ['"{text}" is no hour', 'Write it as HH:MM, for example 08:00.'],
  ),
  CD_PLANNED_PAST: fault(
    ['Ngày {date:day} đã qua: hôm nay là {today:day}', 'Đề nghị ghi ngày sắp tới; nếu đã sinh hoạt, đề nghị báo cáo kết quả.'],
    ['{date} is past: it is {today}', 'Give a day that is still to come; for a session already held, report it.'],
  ),
  CD_PLANNED_BEYOND_PLAN: fault(
    [
      'Ngày {date:day} sau ngày kết thúc kế hoạch, {end:day}',
      'Đề nghị chọn ngày trong thời gian của kế hoạch, hoặc đề nghị điều chỉnh thời hạn.',
    ],
    ['{date} is beyond the plan’s end, {end}', 'Give a day within the plan, or ask for an extension.'],
  ),
  CD_REPORT_FAULTS: fault(
    ['Báo cáo có {count:count} chỗ cần sửa: {list}', 'Đề nghị sửa các mục đã nêu; chưa ghi gì.'],
    ['The report has {count} fault(s): {list}', 'Correct the boxes named; nothing was written.'],
  ),
  CD_REPORT_NONE: fault(
    ['Chưa có báo cáo của {assignment} để xác nhận', 'Cần có báo cáo trước; xem plan status.'],
    ['There is no report of {assignment} to confirm', 'It has to come first; see `plan status`.'],
    1,
    404,
  ),
  CD_PERIOD_UNKNOWN: fault(
    ['Kế hoạch {plan} không có kỳ báo cáo “{period}”', 'Đề nghị chọn một trong các kỳ: {known}.'],
    ['The plan {plan} reports on no period "{period}"', 'Name one of {known}.'],
  ),
  CD_REPORTS_NONE: fault(
    [
      'Kế hoạch {plan} không có báo cáo định kỳ',
      'Kế hoạch có báo cáo định kỳ khi tệp của nó ghi mục reports (every: month, quarter, half hoặc year).',
    ],
    [
      'The plan {plan} asks for no periodic report',
      'A plan is reported on when its file states `reports` (every: month, quarter, half or year).',
    ],
  ),
  CD_REPORT_NOT_DUE: fault(
    ['Báo cáo kỳ {period} chưa đến ngày trình, {due:day}', 'Xem dự thảo: report draft; ghi nhận đã ban hành kể từ ngày đó.'],
    [
      'The report on {period} is not up for approval before {due}',
      'Look at its draft with `report draft`; send it from that day on.',
    ],
  ),
  CD_REPORT_SENT: fault(
    [
      'Báo cáo kỳ {period} đã được ghi nhận là đã ký, ban hành: {signed}',
      'Không cần làm gì thêm; số liệu của báo cáo có trong nhật ký hệ thống.',
    ],
    ['The report on {period} was sent already: {signed}', 'Nothing to do; its figures stand in the audit trail.'],
    1,
    409,
  ),
  CD_REPORT_UNSIGNED: fault(
    ['“{text}” không phải là số và ngày của báo cáo', 'Ghi như văn phòng đã ghi: --signed "Số 12-BC/BTG, ngày 07/7/2023".'],
    ['"{text}" is no number and date of a report', 'Write them as the office does: --signed "Số 12-BC/BTG, ngày 07/7/2023".'],
  ),
  CD_BODY_UNKNOWN: fault(
    ['Không có tổ chức {body}', 'Đề nghị dùng mã trong danh sách tổ chức.'],
    ['There is no body {body}', 'Use the id of the roster.'],
    1,
    404,
  ),
  CD_CONTACT_UNKNOWN: fault(
    ['Không có đầu mối liên hệ {contact}', 'Đề nghị dùng mã của tổ chức trong danh sách, hoặc mã của đầu mối.'],
    ['There is no contact {contact}', 'Use the id of a body in the roster, or its contact’s.'],
    1,
    404,
  ),
  CD_CONTACT_INVALID: fault(
    [
      'Chưa dùng được đầu mối liên hệ này: {why}',
      'Ghi địa chỉ dạng ten@example.org, hoặc chọn cách nhận --channel via-unit hay hand.',
    ],
    ['The contact is not usable: {why}', 'Give an address such as name@example.org, or choose --channel via-unit or hand.'],
  ),
} satisfies Record<string, Entry>;
