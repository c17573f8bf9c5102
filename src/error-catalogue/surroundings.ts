/**
 * Errors about usage, rights, settings and the servers around the program.
 *
 * @module
 */
import { fault, type Entry } from './entry';

export const SURROUNDINGS_ERRORS = {
  CD_USAGE: fault(['{what}', 'Xem hướng dẫn: thêm --help vào lệnh.'], ['{what}', 'See --help.'], 2, 400),
  CD_LINK_ENDED: fault(
    ['Địa chỉ này không còn hiệu lực', 'Đề nghị nhận địa chỉ mới trên trang này.'],
    ['This address is no longer valid', 'Ask for a fresh one on this page.'],
    1,
    410,
  ),
  CD_FORBIDDEN: fault(
    ['Không được phép: {what}', 'Đề nghị mở lại địa chỉ trong thư.'],
    ['Not allowed: {what}', 'Open the letter’s link again.'],
    1,
    403,
  ),
  CD_STATUS_CLOSED: fault(
    ['Trang theo dõi không mở ở đây: {what}', 'Mở trang trên chính máy chủ, hoặc đặt STATUS_OPEN.'],
    ['The status page is closed here: {what}', 'Open it on the server itself, or set STATUS_OPEN.'],
    1,
    403,
  ),
  CD_POSTGRES_AWAY: fault(
    [
      'Chưa kết nối được PostgreSQL ({address}): {reason}',
      'Đề nghị khởi động PostgreSQL, hoặc bỏ DATABASE_URL để dùng bản đi kèm; kiểm tra: chuyende doctor.',
    ],
    [
      'PostgreSQL cannot be reached at {address}: {reason}',
      'Start it, or unset DATABASE_URL to use the embedded one; `doctor` checks.',
    ],
    3,
    503,
  ),
  CD_MIGRATION: fault(
    [
      'Cơ sở dữ liệu {schema} do phiên bản khác tạo: khác nhau ở {name}',
      'Đề nghị chạy đúng phiên bản đã tạo ra, hoặc làm lại từ đầu: npm start -- --fresh (xóa toàn bộ dữ liệu).',
    ],
    [
      'The schema {schema} was made by another version: migration {name} differs',
      'Run the version that made it, or begin anew with `npm start -- --fresh` (this drops all data).',
    ],
    3,
    503,
  ),
  CD_CONFIG: fault(
    ['Thiết lập chưa đúng: {faults}', 'Đề nghị sửa trong biến môi trường hoặc tệp .env; xem giải thích trong .env.example.'],
    ['Settings at fault: {faults}', 'Correct them in the environment or in .env; `.env.example` describes each.'],
    2,
    500,
  ),
  CD_ALREADY_RUNNING: fault(
    [
      'Chương trình đang chạy ở đây, tiến trình {pid}{where}',
      'Đề nghị dùng chương trình đang chạy, dừng nó bằng Ctrl-C, hoặc chọn thư mục khác (DATA_DIR).',
    ],
    ['It already runs here as process {pid}{where}', 'Use that one, stop it with Ctrl-C, or give another DATA_DIR.'],
    1,
    409,
  ),
  CD_PORT_TAKEN: fault(
    [
      'Không mở được cổng {port} của {host} cho trang web: {reason}',
      'Đề nghị chọn cổng khác bằng --port hoặc WEB_PORT, hoặc dừng chương trình đang dùng cổng đó.',
    ],
    [
      'The pages cannot listen on port {port} of {host}: {reason}',
      'Give another with `--port` or WEB_PORT, or stop the program that has it.',
    ],
    1,
    409,
  ),
  CD_TEMPORAL_AWAY: fault(
    [
      'Chưa kết nối được Temporal ({address}): {reason}',
      'Đề nghị khởi động Temporal, hoặc bỏ TEMPORAL_ADDRESS để dùng bản đi kèm; kiểm tra: chuyende doctor.',
    ],
    [
      'Temporal cannot be reached at {address}: {reason}',
      'Start it, or unset TEMPORAL_ADDRESS to use the embedded one; `doctor` checks.',
    ],
    3,
    503,
  ),
  CD_TEMPORAL_MISSING: fault(
    ['Không khởi động được máy chủ Temporal tại đây: {reason}', 'Đề nghị cài Temporal CLI hoặc Go, hoặc đặt TEMPORAL_ADDRESS.'],
    ['No Temporal server can be started here: {reason}', 'Install the Temporal CLI or Go, or set TEMPORAL_ADDRESS.'],
    3,
    503,
  ),
  CD_SMTP_AWAY: fault(
    ['Chưa kết nối được máy chủ thư ({address}): {reason}', 'Đề nghị kiểm tra SMTP_URL; thư được giữ lại chờ gửi, không mất.'],
    ['The mail server {address} cannot be reached: {reason}', 'Check SMTP_URL; messages wait and lose nothing.'],
    3,
    503,
  ),
  CD_SEARCH_ATTRIBUTES: fault(
    [
      'Temporal chưa có các thuộc tính tìm kiếm {names}',
      'Đề nghị đăng ký: chuyende doctor --fix, hoặc nhờ người quản trị Temporal.',
    ],
    [
      'Temporal lacks the search attributes {names}',
      'Register them: `chuyende doctor --fix`, or ask the cluster’s administrator.',
    ],
    3,
    503,
  ),
} satisfies Record<string, Entry>;
