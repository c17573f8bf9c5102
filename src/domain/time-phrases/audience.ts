/**
 * Whom a deadline is for, when the clause before it says so: "cấp xã và tương đương hoàn thành trước …",
 * "các đơn vị còn lại xong trước …".
 *
 * @module
 */
import type { Cursor } from './cursor';

const BEGINS = [
  'các đơn vị',
  'đơn vị',
  'các đảng ủy',
  'đảng ủy',
  'các chi bộ',
  'chi bộ',
  'các đảng bộ',
  'đảng bộ',
  'cấp xã',
  'cấp huyện',
  'cấp tỉnh',
  'cấp cơ sở',
  'cấp',
  'các tổ chức',
  'tổ chức cơ sở',
  'các đoàn thể',
  'các cấp ủy',
  'cấp ủy',
  'các cơ quan',
  'đối với',
  'riêng',
  'các xã',
  'các phường',
  'các huyện',
  'các ban',
  'các chi hội',
  'chi hội',
  'các chi đoàn',
  'chi đoàn',
  'các công đoàn',
  'công đoàn',
  'các cơ sở',
  'các tổ',
  'tổ',
  'các khối',
  'khối',
  'các khoa',
  'khoa',
  'các phòng',
  'phòng',
  'các trường',
  'các thôn',
  'đảng viên',
  'đoàn viên',
  'hội viên',
];
/** "riêng khối trường học": whom it sets apart follows. */
const APART = ['riêng đối với', 'riêng', 'đối với'];
const ENDS = [
  'hoàn thành',
  'tổ chức',
  'gửi',
  'báo cáo',
  'thực hiện',
  'triển khai',
  'xong',
  'sinh hoạt',
  'xây dựng',
  'đăng ký',
  'trước',
  'chậm nhất',
  'trong',
  'từ',
  'đến',
  'nộp',
  'tiến hành',
  'có',
  'phải',
  'căn cứ',
  'lựa chọn',
  'học tập',
  'nghiên cứu',
  'thảo luận',
  'quán triệt',
];
const LONGEST = 18;

/** Without accents "cơ sở" begins like "có". */
const endsAt = (c: Cursor, i: number): boolean =>
  c.after(i, ...ENDS) !== null && c.after(i, 'cơ sở', 'cơ quan', 'tự vệ', 'trong sạch') === null;

/** "tổ chức sinh hoạt" names nobody. */
const beginsAt = (c: Cursor, i: number): boolean =>
  c.after(i, ...BEGINS) !== null && (c.after(i, 'tổ chức') === null || c.after(i, 'tổ chức cơ sở') !== null);

/** Null when the clause names nobody. `slice` cuts the original text. */
export function audienceBefore(c: Cursor, i: number, slice: (from: number, to: number) => string): string | null {
  let begin: number | null = null;
  for (let at = i - 1; at >= 0 && at >= i - 40; at -= 1) {
    if (c.mark(at, ';') || (c.mark(at, '.') && (c.at(at + 1)?.spaced ?? false))) break;
    const opens = at === 0 || c.at(at - 1)?.kind === 'mark' || c.before(at, 'giao', 'đề nghị', 'yêu cầu', 'và', 'để') !== null;
    if (opens && beginsAt(c, at)) begin = at;
    // An earlier date of the sentence belongs to somebody else.
    if (c.at(at)?.kind === 'number' && (c.mark(at + 1, '/', '-') || c.mark(at - 1, '/', '-'))) break;
  }
  if (begin === null) return null;
  const named = c.after(begin, ...APART);
  if (named !== null && beginsAt(c, named)) begin = named;
  let end = begin + 1;
  while (end < i && end < begin + LONGEST && !endsAt(c, end) && (c.at(end)?.kind !== 'mark' || listGoesOn(c, end, i))) end += 1;
  const [first, last] = [c.at(begin), c.at(end - 1)];
  return first && last ? slice(first.from, last.to) : null;
}

/** "các đảng ủy xã, phường, đặc khu hoàn thành …": behind the comma a word or a few, then the verb or another comma. */
function listGoesOn(c: Cursor, comma: number, i: number): boolean {
  if (!c.mark(comma, ',')) return false;
  if (endsAtColon(c, comma, i)) return true;
  let at = comma + 1;
  for (; at < i && at <= comma + 4; at += 1) {
    if (endsAt(c, at)) return at > comma + 1;
    if (c.mark(at, ',')) return at > comma + 1 && listGoesOn(c, at, i);
    if (c.at(at)?.kind !== 'word' || beginsAt(c, at)) return false;
  }
  return at === i && at > comma + 1;
}

const NOT_WHOM = ['thời gian', 'thời hạn', 'tiến độ', 'hội nghị', 'ngày', 'tháng', 'quý', 'năm', 'tuần'];

/** "khối cơ quan, trường học: …", "chi bộ 1, 2, 3: …": all of what stands before a colon. */
function endsAtColon(c: Cursor, comma: number, i: number): boolean {
  for (let at = comma + 1; at < i; at += 1) {
    if (c.mark(at, ':')) return at > comma + 1;
    if (c.at(at)?.kind === 'mark' && !c.mark(at, ',')) return false;
    if (endsAt(c, at) || c.after(at, ...NOT_WHOM) !== null) return false;
  }
  return false;
}
