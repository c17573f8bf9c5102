/**
 * What a document calls itself, where that is no plan: a report, an invitation, a letter that only speaks of one.
 *
 * @module
 */
import { foldedKey } from './folding';
import { piecesOf } from './header';
import type { Unit } from './units';

const PLANS = /^(?:kế hoạch|chương trình|hướng dẫn)(?!\p{L})/u;
const OTHERS =
  /^(?:báo cáo|giấy mời|thông báo|công văn|nghị quyết|quyết định|tờ trình|biên bản|kết luận|chỉ thị|công điện|thư mời|giấy triệu tập)(?!\p{L})(?! viên)/u;
/** "V/v …" in a line of its own or behind the number. */
const SUBJECT = /^(?:số.{1,30}\s)?\(?v\/v(?!\p{L})/u;
/** A notice that sets topics and their times, not one of what was concluded. */
const SETS_TOPICS = /sinh hoạt chuyên đề|học tập chuyên đề|lịch sinh hoạt|các chuyên đề/u;
const TELLS_OUTCOME = /kết luận|kết quả|ý kiến/u;
/** Lines that a heading of several lines has at most. */
const HEADING = 3;

/**
 * "BÁO CÁO", "GIẤY MỜI", "V/v …", as written, where no heading says KẾ HOẠCH, CHƯƠNG TRÌNH or HƯỚNG DẪN. A THÔNG BÁO of
 * topics counts as a plan.
 */
export function otherDocument(head: Unit[]): string | null {
  const body = head.findIndex(({ label, cells }) => !cells && label !== null && label.kind !== 'bullet');
  const lines = (body < 0 ? head : head.slice(0, body)).flatMap(piecesOf);
  const at = lines.findIndex(({ text, key }) => (isHeading(text, OTHERS.exec(key)) || SUBJECT.test(key)) && !PLANS.test(key));
  if (at < 0 || lines.some(({ text, key }) => isHeading(text, PLANS.exec(key)))) return null;
  const heading = foldedKey(
    lines
      .slice(at, at + HEADING)
      .map(({ text }) => text)
      .join(' '),
  );
  if (heading.startsWith('thông báo') && SETS_TOPICS.test(heading) && !TELLS_OUTCOME.test(heading)) return null;
  const [line] = lines.slice(at);
  return line ? (OTHERS.exec(line.key)?.[0].toUpperCase() ?? 'V/v') : null;
}

/** In capitals, or alone in its line. */
function isHeading(text: string, word: RegExpExecArray | null): boolean {
  if (!word) return false;
  const written = text.slice(0, word[0].length);
  return written === written.toUpperCase() || /^\W*$/u.test(text.slice(word[0].length));
}
