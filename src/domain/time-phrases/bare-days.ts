/**
 * "30/6" without the word "ngày": a day where the words beside it say so, asked where it may be a fraction, and nothing
 * where it is the name of a street or a feast.
 *
 * @module
 */
import type { Cursor, Read } from './cursor';
import type { Lead } from './leads';
import type { Doubt } from './parts';
import type { Range } from './ranges';

/** What is done at a time: a number behind it is a day. */
const DONE = [
  'sinh hoạt',
  'sinh hoạt chuyên đề',
  'chuyên đề',
  'học tập',
  'thảo luận',
  'nghiên cứu',
  'quán triệt',
  'hội nghị',
  'họp',
  'báo cáo',
  'gửi',
  'nộp',
  'đăng ký',
  'tổ chức',
  'thời gian',
  'triển khai',
];
/** Names and counts: "đường 3/2", "mừng 30/4", "đạt 12/10", "trực 24/7". */
const NAMED = [
  'số',
  'đường',
  'phố',
  'hẻm',
  'ngõ',
  'lớp',
  'tổ',
  'khu',
  'khóm',
  'ấp',
  'cầu',
  'trường',
  'công viên',
  'mừng',
  'lễ',
  'kỷ niệm',
  'truyền thống',
  'phong trào',
  'giải phóng',
  'quốc khánh',
  'quốc tế',
  'phụ nữ',
  'sinh nhật bác',
  'đạt',
  'tỷ lệ',
  'tỉ lệ',
  'điểm',
  'trực',
  'phục vụ',
  'hoạt động',
  'hỗ trợ',
  'ít nhất',
  'tối thiểu',
  'trên',
  'hơn',
  'gần',
  'quá',
  'có',
];
/** Days that name themselves, day then month. */
const FEASTS = [
  '3/2',
  '8/3',
  '26/3',
  '30/4',
  '1/5',
  '7/5',
  '15/5',
  '19/5',
  '1/6',
  '27/7',
  '28/7',
  '19/8',
  '2/9',
  '15/10',
  '20/10',
  '18/11',
  '20/11',
  '22/12',
];
/** What may stand behind a day, and not behind a fraction. */
const GOES_ON = [
  'nếu',
  'tại',
  'ở',
  'do',
  'hoặc',
  'dự kiến',
  'đến',
  'vào',
  'lúc',
  'sinh hoạt',
  'học tập',
  'hội nghị',
  'báo cáo',
  'cho',
  'là',
];

/** How the number at `lead.next` is to be read: as a day (`doubt` absent), as a question, or, null, not as a time. */
export function bareDayAt(c: Cursor, i: number, lead: Lead, { next, value }: Read<Range>): { doubt?: Doubt } | null {
  const at = lead.next;
  const [day, month] = [c.number(at), c.number(at + 2)];
  if (value.grain !== 'day' || day === null || month === null || !isDay(day, month)) return null;
  const slashed = c.mark(at + 1, '/');
  const ended = c.at(next) === undefined || c.at(next)?.kind === 'mark';
  // "30/6-KH" is a symbol; "1.2", "28-6" need more to be days
  if (c.mark(next, '-', '/', '.', '–') && !c.at(next)?.spaced && c.at(next + 1)?.kind === 'word' && !c.at(next + 1)?.spaced)
    return null;
  if (!slashed && (day <= 12 || !ended)) return null;
  const isFraction = day <= month;
  if (isFraction && !ended && c.after(next, ...GOES_ON) === null) return null;
  const doubt: Doubt = {
    reason: isFraction
      ? `“${day}/${month}” có thể là ngày, cũng có thể là phân số`
      : `không rõ “${day}/${month}” có phải là thời hạn không`,
    proposal: `Hiểu là ngày ${day} tháng ${month}.`,
    first: value.first,
    last: value.last,
  };
  const sure = saysTime(c, i, at, lead);
  if (sure === null) return null;
  return sure === 'time' || (sure === 'work' && !isFraction) ? {} : { doubt };
}

const isDay = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12;

/** What the words before the number say: a time; something done; nothing clear; null: no time at all. */
function saysTime(c: Cursor, i: number, at: number, lead: Lead): 'time' | 'work' | 'unclear' | null {
  const word = c.mark(at - 1, ':') ? at - 1 : at;
  if (c.before(word, 'dự kiến', 'dự định', 'hạn', 'hạn chót') !== null) return 'time';
  if (lead.tentative || lead.finish) return 'work';
  if (c.mark(i - 1, ':')) return labelSaysTime(c, i - 1) ? 'time' : 'work';
  if (i === 0 || c.mark(i - 1, ';') || c.before(i, ...DONE) !== null) return 'work';
  const feast = FEASTS.includes(`${c.number(at)}/${c.number(at + 2)}`);
  return feast || c.before(i, ...NAMED) !== null ? null : 'unclear';
}

/** "Thời gian sinh hoạt: 5/6" */
function labelSaysTime(c: Cursor, colon: number): boolean {
  for (let at = colon - 1; at >= 0 && c.at(at)?.kind === 'word'; at -= 1)
    if (c.after(at, 'thời gian', 'thời hạn', 'hạn', 'thời điểm') !== null) return true;
  return false;
}
