/**
 * Whom a date of several in one sentence is for: what stands before it in its clause, without the verbs.
 *
 * @module
 */
import { foldedKey } from './folding';
import { stageWords } from './stage-words';

const LEADS = /^(?:[\s;,:.–()-]+|(?:và|còn|riêng|đối với|thì|với|cho)(?=\s))+/u;
const VERBS =
  /(?:[\s,:–-]+|(?<=^|\s)(?:xong|hoàn thành|thực hiện|tổ chức|tiến hành|triển khai|sinh hoạt|chuyên đề|học tập|thảo luận|nghiên cứu|quán triệt|báo cáo|kết quả|gửi|nộp|đăng ký|kết thúc|là|thì|sẽ|phải|vào|trong|việc))+$/u;
/** "lần 1", "đợt 2" are nobody. */
const TIMES = /^(?:lần|đợt|kỳ|buổi|bước|giai đoạn|phần|chậm nhất|dự kiến)(?:\s|$)/u;
const MOST_WORDS = 14;

/** Null when nobody is named between `from` and the date. */
export function audienceIn(sentence: string, from: number, to: number): string | null {
  const text = sentence.slice(from, to);
  const clause = text.slice(Math.max(text.lastIndexOf(';'), text.lastIndexOf(': ')) + 1);
  const skipped = LEADS.exec(foldedKey(clause))?.[0].length ?? 0;
  const rest = clause.slice(skipped);
  const kept = rest.slice(0, rest.length - (VERBS.exec(foldedKey(rest))?.[0].length ?? 0)).trim();
  const key = foldedKey(kept);
  const words = key.split(' ').length;
  if (!/\p{L}{2}/u.test(key) || /\d[/.]\d/u.test(key) || words > MOST_WORDS || TIMES.test(key) || stageWords(key).length > 0)
    return null;
  return NOUN.test(key) ? kept : null;
}

/** Somebody, or a part of the organisation. */
const NOUN =
  /(?:^|\s)(?:chi (?:bộ|hội|đoàn|ủy)|đảng (?:bộ|ủy|viên)|đoàn (?:viên|thể|xã|trường)|công đoàn|hội|khối|các|những|mỗi|từng|toàn|cấp|cơ (?:sở|quan)|đơn vị|phòng|ban|khoa|tổ|cụm|xã|phường|thôn|trường|phân xưởng|nhà máy|tiểu đoàn|đại đội|cán bộ|công chức|người)(?=\s|$)/u;

/** "a) Đối với chi bộ cơ quan": whom the lines below are for. */
export function namesAudience(text: string): boolean {
  const key = foldedKey(audienceOf(text));
  return NOUN.exec(key)?.index === 0 && key.split(' ').length <= 10 && stageWords(key).length === 0 && !/[.;:\d]/u.test(key);
}

export const audienceOf = (text: string): string =>
  text
    .slice(LEADS.exec(foldedKey(text))?.[0].length ?? 0)
    .replace(/\s*:\s*$/u, '')
    .trim();
