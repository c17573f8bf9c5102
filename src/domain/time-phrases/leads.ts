/**
 * The words before a date that say what it is: before, by, in, from, after; tentative; finishing.
 *
 * @module
 */
import type { Cursor } from './cursor';

export type Bound = 'before' | 'through' | 'in' | 'from' | 'after';

export interface Lead {
  /** Where the date begins. */
  next: number;
  bound: Bound | null;
  /** "hoàn thành", "xong": what follows is a deadline. */
  finish: boolean;
  tentative: boolean;
  /** "dịp", "kỷ niệm". */
  occasion: boolean;
  /** Both were said: "trước và trong". */
  mixed: boolean;
}

const FILLERS = ['thời điểm', 'thời gian', 'là', 'mốc', 'lúc', 'hạn', 'vào', ':'];

/** Words of a lead, at most. */
const LONGEST = 12;

export function leadAt(c: Cursor, i: number): Lead {
  const lead: Lead = { next: i, bound: null, finish: false, tentative: false, occasion: false, mixed: false };
  for (let moved = true; moved && lead.next < i + LONGEST; ) {
    const at = lead.next;
    takeWord(c, lead);
    if (lead.next === at && at > i) lead.next = c.skip(at, ...FILLERS);
    moved = lead.next > at;
  }
  return lead;
}

const WORDS: { words: string[]; means: Partial<Lead> }[] = [
  { words: ['không trước', 'không sớm hơn'], means: { bound: 'from' } },
  { words: ['không sau'], means: { bound: 'through' } },
  {
    words: [
      'trước và trong',
      'trước và sau',
      'trước , trong',
      'trước , trong và sau',
      'trong và sau',
      'trước hoặc sau',
      'trước hết',
    ],
    means: { mixed: true },
  },
  {
    words: ['dự kiến', 'dự định', 'tạm thời', 'vào khoảng', 'khoảng', 'phấn đấu', 'vào chừng', 'chừng', 'có thể'],
    means: { tentative: true },
  },
  { words: ['hoàn thành', 'xong', 'hoàn tất', 'kết thúc'], means: { finish: true } },
  {
    words: [
      'chậm nhất',
      'muộn nhất',
      'trễ nhất',
      'không quá',
      'không để quá',
      'không vượt quá',
      'không được quá',
      'không muộn hơn',
      'không chậm hơn',
      'hạn cuối',
      'hạn nộp',
      'hạn gửi',
      'thời hạn',
      'từ nay đến hết',
      'từ nay đến',
      'từ nay cho đến',
    ],
    means: { bound: 'through' },
  },
  {
    words: ['hết', 'cuối'].flatMap((end) => ['hành chính', 'làm việc'].map((hours) => `${end} giờ ${hours}`)),
    means: { bound: 'through' },
  },
  { words: ['cho đến hết', 'đến hết', 'tới hết', 'hết', 'cho đến', 'đến', 'tới'], means: { bound: 'through' } },
  { words: ['trước'], means: { bound: 'before' } },
  { words: ['bắt đầu từ', 'kể từ', 'từ', 'bắt đầu'], means: { bound: 'from' } },
  { words: ['nhân dịp', 'vào dịp', 'dịp', 'chào mừng', 'nhân ngày', 'kỷ niệm'], means: { occasion: true } },
  { words: ['trong', 'vào'], means: { bound: 'in' } },
  { words: ['hạn chót', 'hạn'], means: { finish: true } },
];

function takeWord(c: Cursor, lead: Lead): void {
  // "sau khi" counts from an event, not from a day.
  const after = c.after(lead.next, 'sau');
  if (after !== null && c.after(after, 'khi') === null && c.after(after, 'thời hạn') === null) {
    lead.next = after;
    lead.mixed ||= lead.bound !== null && lead.bound !== 'from' && lead.bound !== 'in';
    lead.bound = 'after';
    return;
  }
  for (const { words, means } of WORDS) {
    const next = c.after(lead.next, ...words);
    if (next === null) continue;
    const clash = means.bound != null && lead.bound !== null && !mayFollow(lead.bound, means.bound);
    Object.assign(lead, {
      ...means,
      bound: bothBounds(lead.bound, means.bound ?? null),
      next,
      mixed: lead.mixed || clash || means.mixed === true,
    });
    return;
  }
}

/** "chậm nhất trước", "chậm nhất vào", "trong từ", "từ trong". */
const mayFollow = (first: Bound, second: Bound) =>
  first === second ||
  (first === 'through' && (second === 'before' || second === 'in')) ||
  (first === 'in' && second !== 'after') ||
  (first === 'from' && second === 'in') ||
  (first === 'before' && second === 'in');

/** The narrower of the two: "chậm nhất vào" stays through, "chậm nhất trước" is before. */
function bothBounds(first: Bound | null, second: Bound | null): Bound | null {
  if (second === null) return first;
  return second === 'in' && first !== null ? first : second;
}

/** How far back a clause is read. */
const CLAUSE = 25;

/** Whether "hoàn thành" or "dự kiến" stands earlier in the clause that `i` belongs to. */
export function clauseBefore(c: Cursor, i: number): { finish: boolean; tentative: boolean } {
  const seen = { finish: false, tentative: false };
  let commas = 0;
  for (let at = i - 1; at >= 0 && at >= i - CLAUSE; at -= 1) {
    if (c.mark(at, ';', ':', '(', ')', '!', '?') || (c.mark(at, '.') && (c.at(at + 1)?.spaced ?? false))) break;
    if (c.mark(at, ',')) commas += 1;
    const begun = c.after(at, 'tổ chức', 'sinh hoạt', 'báo cáo', 'gửi', 'triển khai');
    if (begun !== null && commas > 0) break;
    const past = c.before(at, 'đã', 'sau khi', 'chưa', 'khi') !== null;
    if (
      c.after(at, 'hoàn thành', 'hoàn tất', 'xong') !== null &&
      !past &&
      c.after(at, 'hoàn thành xuất sắc', 'hoàn thành tốt') === null
    )
      seen.finish = true;
    if (c.after(at, 'dự kiến') !== null && commas === 0) seen.tentative = true;
  }
  return seen;
}

/** Words before a date that turn it round: "không tổ chức trong tháng 8", "thay vì ngày 15/6". */
export function turnedRound(c: Cursor, i: number): boolean {
  return (
    c.before(
      i,
      'tránh',
      'trừ',
      'thay vì',
      'thay cho',
      'không tổ chức',
      'không sinh hoạt',
      'không thực hiện',
      'không phải',
      'không',
      'hoãn',
      'thay thế',
      'chưa',
    ) !== null
  );
}

/** "ngày ba mươi tháng sáu": a day in words before its month. */
export const dayInWords = (c: Cursor, i: number): boolean =>
  c.after(i, 'tháng') !== null &&
  (c.before(i, 'mươi', 'mười', 'mốt', 'lăm') !== null ||
    c.before(i - 1, 'ngày') !== null ||
    c.before(i - 1, 'mươi', 'mười') !== null);

/** "trước kỳ sinh hoạt tháng 6": the date belongs to the event that it is counted from. */
export function byEvent(c: Cursor, i: number): boolean {
  for (let at = i - 1; at >= 0 && at >= i - 6 && c.at(at)?.kind === 'word'; at -= 1) {
    if (c.after(at, 'trước', 'sau') === null) continue;
    const turn =
      c.after(at, 'trước mắt', 'trước hết', 'trước đây', 'trước đó', 'trước tiên', 'sau đó', 'sau đây', 'sau này') !== null;
    // "sau này 21/8": a day follows at once, so it is a slip of "sau ngày".
    if (c.after(at, 'sau này') === i) return true;
    return !turn && c.before(at, 'như', 'năm', 'tháng', 'thời gian') === null;
  }
  return false;
}

const CONDITIONS = [
  'nếu kịp tiến độ',
  'nếu kịp',
  'nếu có thể',
  'nếu được',
  'nếu thuận lợi',
  'nếu đủ điều kiện',
  'nếu điều kiện cho phép',
];

/** The day itself is not settled. */
const TOLD_LATER = ['thời gian cụ thể', 'thời gian chính thức', 'ngày cụ thể', 'lịch cụ thể'].flatMap((what) => [
  `${what} sẽ thông báo sau`,
  `${what} sẽ có thông báo sau`,
  `${what} có thông báo sau`,
  `${what} thông báo sau`,
]);

/** "(dự kiến)", "nếu kịp" right behind the date; where it ends. */
export function tentativeAfter(c: Cursor, i: number): number | null {
  const toldLater = c.after(c.mark(i, '(', ',') ? i + 1 : i, ...TOLD_LATER);
  if (toldLater !== null) return c.mark(i, '(') && c.mark(toldLater, ')') ? toldLater + 1 : toldLater;
  const said = c.after(i, '( dự kiến )', 'dự kiến )', ', dự kiến', '( tạm thời )');
  const open = c.mark(i, '(');
  const condition = c.after(open || c.mark(i, ',') ? i + 1 : i, ...CONDITIONS);
  return said ?? (condition !== null && open && c.mark(condition, ')') ? condition + 1 : condition);
}
