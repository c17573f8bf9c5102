/**
 * Words that no fixed text holds.
 */

/** Glossary, "Words for a lint over fixed texts". */
const FORBIDDEN = [
  'vi phạm',
  'kỷ luật',
  'cảnh cáo',
  'phê bình',
  'nhắc nhở',
  'chậm trễ',
  'chây ì',
  'không chấp hành',
  'không hoàn thành',
  'chưa hoàn thành',
  'yếu kém',
  'xếp hạng',
  'lần cuối',
  'khẩn',
  'hạn chót',
  'deadline',
  'yêu cầu',
  'bạn',
  'quý khách',
  'anh/chị',
  'ông/bà',
  'thư ký chi bộ',
  'click',
  'nhấn vào đây',
  'hệ thống phát hiện',
  'chưa thực hiện',
  'thân ái',
  'best regards',
  't/m',
  't/l',
];
const word = (text: string) => new RegExp(`(?<![\\p{L}\\d])${text.replace('/', '\\/')}(?![\\p{L}\\d])`, 'iu');

/** A pattern for each, as a whole word. */
export const FORBIDDEN_WORDS = FORBIDDEN.map(word);
