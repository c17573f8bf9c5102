/**
 * Errors about the board's work: tasks, their members, letters about them.
 *
 * @module
 */
import { fault, type Entry } from './entry';

export const WORK_ERRORS = {
  CD_STALE_VERSION: fault(
    [
      '{what} đã thay đổi sau khi xem: nay là bản {actual}, bản đã xem là {seen}{who}',
      'Đề nghị xem lại, rồi thực hiện phần còn cần thiết.',
    ],
    [
      '{what} was changed meanwhile: version {actual}, you saw {seen}{who}',
      'Look at it again, then repeat what is still needed.',
    ],
    1,
    409,
  ),
  CD_TASK_UNKNOWN: fault(
    ['Không có việc {task}', 'Xem các việc đang mở: tasks list.'],
    ['There is no task {task}', 'See `tasks list` for the open ones.'],
    1,
    404,
  ),
  CD_TASK_CLOSED: fault(
    ['Việc {task} đã đóng ({outcome})', 'Quá trình xử lý được giữ lại: tasks show {task}.'],
    ['The task {task} is closed ({outcome})', 'Its history is kept: `tasks show {task}`.'],
    1,
    409,
  ),
  CD_TASK_CLAIMED: fault(
    [
      'Việc {task} đã được đồng chí {owner} nhận xử lý lúc {at}',
      'Đề nghị trao đổi với người nhận xử lý, hoặc giao xử lý kèm lý do (tasks assign).',
    ],
    ['The task {task} was claimed by {owner} at {at}', 'Ask its owner, or assign it with a reason.'],
    1,
    409,
  ),
  CD_MEMBER_UNKNOWN: fault(
    ['{member} không có trong việc {task}, hoặc đã xong', 'Xem các nội dung của việc: tasks show {task}.'],
    ['{member} is no open member of task {task}', 'See `tasks show {task}` for its members.'],
    1,
    404,
  ),
  CD_SUPERVISOR_UNKNOWN: fault(
    ['Không có người theo dõi {supervisor}', 'Đề nghị dùng mã của một đồng chí theo dõi cơ sở trong danh sách.'],
    ['There is no supervisor {supervisor}', 'Use an id of the roster’s supervisors.'],
    1,
    404,
  ),
  CD_LETTER_EMPTY: fault(
    [
      'Kế hoạch {plan} không còn việc nào để đưa vào công văn',
      'Xem tasks list; nếu đã chọn --kind, --task hoặc --unit thì công văn chỉ nói về các việc đó. Chưa ghi tệp nào.',
    ],
    [
      'Nothing is open in the plan {plan} that such a letter could be about',
      'See `tasks list`; with --kind, --task or --unit the letter is about these alone. No file was written.',
    ],
  ),
  CD_LETTER_DAY: fault(
    [
      'Không thể đề nghị báo cáo trước ngày {day:day}: hôm nay là {today:day}',
      'Đề nghị chọn ngày sau hôm nay bằng --before; không ghi thì tính 05 ngày làm việc kể từ hôm nay.',
    ],
    [
      '{day} is no day to ask for: it is {today}',
      'Give a later day with --before, or leave it out for five working days from now.',
    ],
  ),
} satisfies Record<string, Entry>;
