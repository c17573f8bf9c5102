/**
 * Errors about files: plans, issued documents, reviews.
 *
 * @module
 */
import { fault, type Entry } from './entry';

export const DOCUMENT_ERRORS = {
  CD_INPUT_FAULTS: fault(
    ['{file} có {count:count} lỗi', 'Đề nghị sửa từng chỗ đã nêu rồi chạy lại; chưa ghi gì.'],
    ['{count} fault(s) in {file}', 'Correct each place listed and run the command again; nothing was written.'],
  ),
  CD_FILE_UNREADABLE: fault(
    ['Không đọc được {file}: {reason}', 'Đề nghị kiểm tra tên tệp và quyền đọc tệp.'],
    ['{file} cannot be read: {reason}', 'Check the name and the right to read it.'],
  ),
  CD_DRAFT_EMPTY: fault(
    ['{file} không có chữ nào', 'Đề nghị dùng chính văn bản: docx, PDF có chữ, txt hoặc md.'],
    ['{file} holds no text', 'Give the document itself: docx, PDF with text, txt or md.'],
  ),
  CD_DRAFT_FORMAT: fault(
    ['{file} không phải txt, md, docx hay PDF: {what}', 'Đề nghị lưu lại dạng .docx hoặc PDF có chữ rồi chạy lại.'],
    ['{file} is neither txt, md, docx nor PDF: {what}', 'Save it as .docx or as PDF with text and run the command again.'],
  ),
  CD_DRAFT_SCANNED: fault(
    [
      '{file} là bản quét: {pages:count} trang ảnh, không có chữ',
      'Đề nghị dùng tệp gốc dùng để in; nếu không có, nhận dạng chữ trước và đối chiếu với bản giấy.',
    ],
    [
      '{file} is a scan: {pages} page(s) of pictures without text',
      'Give the file it was printed from, or recognise its text first and check it against the paper.',
    ],
  ),
  CD_DRAFT_PASSWORD: fault(
    ['{file} có đặt mật khẩu', 'Đề nghị lưu một bản không đặt mật khẩu.'],
    ['{file} is locked by a password', 'Save a copy without one.'],
  ),
  CD_DRAFT_CORRUPT: fault(
    ['{file} bị hỏng: {why}', 'Đề nghị mở tệp bằng trình soạn thảo, lưu lại thành tệp mới rồi chạy lại.'],
    ['{file} is damaged: {why}', 'Open it in a word processor, save it anew and run the command again.'],
  ),
  CD_DRAFT_HOSTILE: fault(
    [
      '{file} có nội dung mà văn bản thông thường không có: {what}',
      'Đề nghị hỏi lại nguồn của tệp; nếu tin cậy, sao phần chữ sang một tệp mới.',
    ],
    ['{file} holds what no document needs: {what}', 'Ask where it came from; copy its text into a new file if it is trusted.'],
  ),
  CD_DRAFT_TOO_LONG: fault(
    ['{file} quá dài đối với một kế hoạch: {what}', 'Đề nghị chỉ để lại phần kế hoạch, bỏ các phụ lục.'],
    ['{file} is too long for a plan: {what}', 'Give the plan alone, without its annexes.'],
  ),
  CD_DRAFT_LEGACY_FONT: fault(
    [
      '{file} dùng bảng mã phông chữ cũ ({encoding}), dòng {line}: “{sample}”',
      'Đề nghị chuyển sang Unicode (Unikey: Ctrl-Shift-F6) rồi chạy lại.',
    ],
    [
      '{file} is written in an old font encoding ({encoding}), line {line}: “{sample}”',
      'Convert it to Unicode (Unikey: Ctrl-Shift-F6) and run the command again.',
    ],
  ),
  CD_DRAFT_NOT_PLAN: fault(
    [
      'Không thấy kế hoạch trong {file}: {why}',
      'Đề nghị dùng kế hoạch đã ban hành, có các chuyên đề; công văn hay báo cáo thì không dùng được.',
    ],
    ['No plan was found in {file}: {why}', 'Give the issued plan, with its topics; a letter or report is none.'],
  ),
  CD_DRAFT_YEAR: fault(
    ['{file}: cần cho biết kế hoạch của năm nào: {years}', 'Đề nghị ghi năm bằng --year; chưa ghi gì.'],
    ['{file}: which year it plans for has to be said: {years}', 'Give it with --year; nothing was written.'],
  ),
  CD_DRAFT_OUT_UNWRITABLE: fault(
    ['Không ghi được {file}: {reason}', 'Đề nghị kiểm tra thư mục và quyền ghi vào đó.'],
    ['{file} cannot be written: {reason}', 'Check the folder and the right to write there.'],
  ),
  CD_DRAFT_OUT_EXISTS: fault(
    ['Đã có tệp {file}', 'Đề nghị chọn tên khác bằng --out, hoặc ghi đè bằng --force.'],
    ['{file} exists already', 'Give another name with --out, or --force to write over it.'],
    1,
    409,
  ),
  CD_REVIEW_UNANSWERED: fault(
    [
      '{file}: còn {count:count} câu phải trả lời, nhưng không có cửa sổ dòng lệnh để hỏi',
      'Đề nghị chạy plan review trong cửa sổ dòng lệnh, hoặc trả lời bằng --answers TỆP (YAML: topics/2/session/due: { answer: 30/9, basis: … }); chưa ghi kế hoạch.',
    ],
    [
      '{file}: {count} question(s) are not answered, and there is no terminal to ask on',
      'Run `plan review` in a terminal, or give the answers with --answers FILE (YAML: `topics/2/session/due: { answer: 30/9, basis: … }`); no plan was written.',
    ],
  ),
  CD_REVIEW_OTHER: fault(
    ['{file} giữ phần trả lời của {what}', 'Đề nghị chọn tên khác bằng --out, hoặc xóa tệp đó để làm lại từ đầu.'],
    ['{file} keeps the review of {what}', 'Give another name with --out, or remove that file to begin anew.'],
    1,
    409,
  ),
  CD_REVIEW_ELSEWHERE: fault(
    [
      '{file} vừa được thay đổi ở một cửa sổ khác; câu trả lời cuối ở đây chưa được giữ',
      'Đề nghị đóng cửa sổ kia rồi chạy lại lệnh này: chương trình tiếp tục từ các câu trả lời trong tệp đó.',
    ],
    [
      '{file} was changed by another sitting meanwhile; the last answer here was not kept',
      'Close the other one, then run the same command again: it goes on from the answers in that file.',
    ],
    1,
    409,
  ),
  CD_REVIEW_STATE: fault(
    [
      '{file} không phải là phần trả lời có thể làm tiếp: {why}',
      'Đề nghị xóa tệp để làm lại từ đầu, hoặc chọn tên khác bằng --out.',
    ],
    ['{file} is no review that can be taken up: {why}', 'Remove it to begin anew, or give another name with --out.'],
  ),
} satisfies Record<string, Entry>;
