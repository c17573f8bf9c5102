/**
 * Errors about plans, their stages, amendments and rehearsals.
 *
 * @module
 */
import { fault, type Entry } from './entry';

export const PLAN_ERRORS = {
  CD_PLAN_RUNNING: fault(
    ['Kế hoạch {plan} đang thực hiện ({workflow})', 'Xem: plan status {plan}; thay đổi: plan amend.'],
    ['The plan {plan} is already running as {workflow}', 'Use `plan status {plan}`, or `plan amend` to change it.'],
    1,
    409,
  ),
  CD_PLAN_UNKNOWN: fault(
    ['Không có kế hoạch {plan}', 'Xem các kế hoạch hiện có: plan status.'],
    ['There is no plan {plan}', 'See `plan status` for the plans there are.'],
    1,
    404,
  ),
  CD_PLAN_ENDED: fault(
    ['Kế hoạch {plan}: {status}', 'Kế hoạch đã kết thúc thì không thay đổi được; đề nghị bắt đầu kế hoạch của năm sau.'],
    ['The plan {plan} is {status}', 'A plan that has ended cannot be changed; start next year’s.'],
    1,
    409,
  ),
  CD_PLAN_OVER: fault(
    [
      'Kế hoạch {plan} kết thúc ngày {end:day}, trước ngày bắt đầu theo dõi {from:day}',
      'Đề nghị kiểm tra năm của kế hoạch, hoặc chọn ngày sớm hơn (--from).',
    ],
    [
      'The plan {plan} ends on {end}, before the first day to follow, {from}',
      'Check the plan’s year, or give an earlier day (--from).',
    ],
  ),
  CD_PAST_DATES: fault(
    [
      'Có {count:count} thời hạn đã qua',
      'Đề nghị chọn cách xử lý: --past skip (không theo dõi) hoặc --past due-now (thời hạn mới sau {days:count} ngày làm việc kể từ hôm nay).',
    ],
    [
      '{count} date(s) are already past',
      'Say what to do with them: `--past skip` (not followed) or `--past due-now` (due {days} working days from now).',
    ],
  ),
  CD_QUOTA: fault(
    [
      '{messages} thư của ngày {day:day} không kịp gửi với tốc độ {rate} thư một giây',
      'Đề nghị kéo dài khoảng giờ gửi, giãn các thời hạn, hoặc tăng tốc độ của máy chủ thư (SMTP_RATE).',
    ],
    [
      '{messages} e-mails on {day} cannot arrive in time at {rate} a second',
      'Widen the window, spread the dates, or raise the transport’s rate.',
    ],
  ),
  CD_STAGE_UNKNOWN: fault(
    ['Không có bước {stage}', 'Bước ghi dạng chuyên-đề/bước, ví dụ chuyen-de-2/session.'],
    ['There is no stage {stage}', 'A stage is written topic/kind, for example chuyen-de-2/session.'],
    1,
    404,
  ),
  CD_STAGE_NOT_TENTATIVE: fault(
    ['{stage}: {status}; không có nội dung cần xác nhận', 'Thời hạn của bước đã chắc chắn được thay đổi bằng plan amend.'],
    ['{stage} is {status}; there is nothing to confirm', 'Dates of a stage that is certain are changed by `plan amend`.'],
    1,
    409,
  ),
  CD_STAGE_DATES: fault(
    ['{stage} sẽ bắt đầu ngày {opens:day}, sau thời hạn {due:day}', 'Đề nghị ghi thêm thời hạn mới (--due).'],
    ['{stage} would open on {opens}, after its due date {due}', 'Give a due date as well (--due).'],
  ),
  CD_TOPIC_UNKNOWN: fault(
    ['Không có chuyên đề {topic}', 'Xem các chuyên đề hiện có: plan status.'],
    ['There is no topic {topic}', 'See `plan status` for the topics there are.'],
    1,
    404,
  ),
  CD_AMENDMENT_OTHER_PLAN: fault(
    [
      'Văn bản nói về {found}, không phải {expected}',
      'Đề nghị chọn văn bản của kế hoạch cần điều chỉnh; nếu đúng là văn bản này, ghi số và ngày của nó bằng --basis.',
    ],
    [
      'The file is of plan {found}, not {expected}',
      'Give the file of the plan to be amended; if it is meant for this one all the same, name its number and date by --basis.',
    ],
  ),
  CD_AMENDMENT_FIXED: fault(
    [
      'Không điều chỉnh được {field} của kế hoạch {plan}',
      'Mọi ngày đã lưu đều tính theo mục này: đề nghị dừng hẳn kế hoạch rồi bắt đầu kế hoạch khác.',
    ],
    [
      'An amendment cannot change the {field} of the plan {plan}',
      'Every date stored rests on it: cancel the plan and start another.',
    ],
  ),
  CD_AMENDMENT_NONE: fault(
    [
      '{file} không làm thay đổi kế hoạch {plan}',
      'Đề nghị chọn văn bản có thay đổi thời hạn, hoặc tệp plan.yaml đã sửa; các ngày đọc được trong tệp đã nêu ở trên.',
    ],
    [
      '{file} changes nothing in the plan {plan}',
      'Give the document that changes dates, or the amended plan.yaml; every date it holds is listed above.',
    ],
  ),
  CD_AMENDMENT_ANSWER: fault(
    [
      'Chưa hiểu câu trả lời “{answer}”: {why}',
      'Ghi --set chuyên-đề/bước="đến hết ngày 15/7/2023" (hoặc 2023-07-15, hoặc "giữ nguyên"), hoặc --ignore SỐ.',
    ],
    [
      'The answer "{answer}" cannot be taken: {why}',
      'Write --set topic/stage="đến hết ngày 15/7/2023" (or 2023-07-15, or "giữ nguyên"), or --ignore NUMBER.',
    ],
  ),
  CD_AMENDMENT_QUESTIONS: fault(
    [
      'Còn {count:count} nội dung của {file} cần làm rõ; chưa ghi gì',
      'Trả lời từng nội dung bằng --set chuyên-đề/bước=NGÀY hoặc --ignore SỐ, hoặc ghi thay đổi vào plan.yaml.',
    ],
    [
      '{count} question(s) of {file} are open; nothing was written',
      'Answer each with --set topic/stage=DATE or --ignore NUMBER, or put the change into plan.yaml.',
    ],
  ),
  CD_REHEARSAL_DIFFERS: fault(
    [
      'Lượt chạy thử {run} đã bắt đầu với kế hoạch {plan}, từ ngày {from:day}, seed {seed}',
      'Tiếp tục với đúng kế hoạch, ngày và seed đó, hoặc dùng mã lượt khác.',
    ],
    [
      'The rehearsal {run} was begun with the plan {plan} from {from}, seed {seed}',
      'Go on with the same plan, day and seed, or take another run id.',
    ],
    1,
    409,
  ),
  CD_RUN_UNKNOWN: fault(
    ['Không có lượt chạy thử {run}', 'Xem các lượt hiện có: rehearsals list.'],
    ['There is no rehearsal {run}', 'See `rehearsals list` for those there are.'],
    1,
    404,
  ),
} satisfies Record<string, Entry>;
