/**
 * Errors about the organisation's file.
 *
 * @module
 */
import { fault, type Entry } from './entry';

export const ROSTER_ERRORS = {
  CD_ROSTER_OLDER: fault(
    [
      '{body} đã có thông tin mới hơn, hiệu lực từ ngày {since:day}; danh sách này có hiệu lực từ ngày {from:day}',
      'Đề nghị chọn ngày hiệu lực muộn hơn bằng --from, hoặc sửa danh sách.',
    ],
    [
      '{body} has a newer entry, in force from {since}; this roster would be in force from {from}',
      'Give a later day with --from, or correct the roster.',
    ],
    1,
    409,
  ),
  CD_ROSTER_UNREADABLE: fault(
    [
      'Chưa đọc được {file} như một danh sách tổ chức: {why}',
      'Đề nghị dùng tệp csv (UTF-8) hoặc xlsx không đặt mật khẩu; chưa ghi gì.',
    ],
    ['{file} cannot be read as a roster: {why}', 'Give csv (UTF-8) or xlsx without a password; nothing was written.'],
  ),
  CD_ROSTER_NO_HEADING: fault(
    [
      '{file} không có dòng tiêu đề nào nêu cột tên tổ chức',
      'Đề nghị đặt tiêu đề cột tên là "Tên tổ chức đảng", hoặc chỉ rõ cột đó: --map "tiêu đề=name".',
    ],
    [
      '{file} has no row of headings that names the organisations',
      'Head the column of names "Tên tổ chức đảng", or say which it is: --map "heading=name".',
    ],
  ),
  CD_ROSTER_MAP: fault(
    [
      '--map "{text}" không ghép được cột nào; hiện có: {fields}',
      'Ghi --map "tiêu đề=trường" hoặc --map "B=trường"; phần ghép cột tự động cho biết các tiêu đề.',
    ],
    [
      '--map "{text}" does not apply; there are: {fields}',
      'Write --map "heading=field" or --map "B=field"; the mapping that was guessed shows the headings.',
    ],
  ),
  CD_ROSTER_ANSWER: fault(
    ['--answer "{text}" chưa dùng được: {why}', 'Mỗi câu hỏi có ghi khóa và các lựa chọn của nó.'],
    ['--answer "{text}" does not apply: {why}', 'The questions show their keys and choices.'],
  ),
  CD_ROSTER_QUESTIONS: fault(
    [
      'Còn {count:count} câu hỏi về {file} chờ trả lời: {keys}',
      'Trả lời từng câu bằng --answer khóa=giá-trị, hoặc theo mọi đề xuất bằng --accept; chưa ghi gì.',
    ],
    [
      '{count} question(s) about {file} wait for an answer: {keys}',
      'Answer each with --answer key=value, or take all proposals with --accept; nothing was written.',
    ],
  ),
  CD_ROSTER_NOT_CONFIRMED: fault(
    ['Chưa được xác nhận', 'Đề nghị xem các thay đổi rồi chạy lại với --yes; chưa ghi gì.'],
    ['Not confirmed', 'Look at what would change and repeat with --yes; nothing was written.'],
  ),
} satisfies Record<string, Entry>;
