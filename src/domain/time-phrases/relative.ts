/**
 * Days counted from something: "trong vòng 10 ngày làm việc kể từ ngày ban hành", "ngay sau hội nghị",
 * "trước ngày sinh hoạt 03 ngày".
 *
 * @module
 */
import { countedDaysAt } from './counted-days';
import type { Cursor, Read } from './cursor';
import { countAt } from './numbers';
import { daysAtEndAt } from './ordinals';
import { rangeAt } from './ranges';
import type { Relative } from './types';

/** What an anchor's words mean, the first that matches. */
const ANCHOR_WORDS: [string[], string][] = [
  [['tài liệu', 'đề dẫn', 'hướng dẫn'], 'materials'],
  [['nhận được', 'tiếp nhận', 'nhận'], 'receipt'],
  [['hội nghị', 'quán triệt'], 'briefing'],
  [['sinh hoạt', 'kỳ họp', 'buổi họp'], 'session'],
  [['học tập', 'thảo luận', 'nghiên cứu'], 'study'],
  [['ban hành', 'ký', 'có hiệu lực', 'kế hoạch'], 'issue'],
];
const INSTANT_ANCHORS = ['issue', 'receipt', 'materials', 'other'];
/** An anchor's words are read this far. */
const LONGEST = 14;

export interface RelativeSaid {
  relative: Relative;
  /** Starts then, has no end: "ngay sau khi ban hành". */
  openStart: boolean;
}

export function relativeAt(c: Cursor, i: number): Read<RelativeSaid> | null {
  return countedAt(c, i) ?? eventFirstAt(c, i) ?? afterEventAt(c, i);
}

const LEADS = [
  'trong vòng',
  'trong thời hạn',
  'trong thời gian',
  'chậm nhất là',
  'chậm nhất sau',
  'chậm nhất',
  'muộn nhất là',
  'muộn nhất',
  'không quá',
  'tối đa',
  'trong',
  'sau',
  'trước',
  'thời hạn',
  'ít nhất',
];

/** Over "chậm nhất trong vòng". */
export function skipLeads(c: Cursor, i: number): number {
  let at = i;
  for (let next = c.after(at, ...LEADS); next !== null && next <= i + LONGEST; next = c.after(at, ...LEADS)) at = next;
  return at;
}

/** "trong vòng 05 ngày làm việc kể từ khi …", "10 ngày trước hội nghị". */
function countedAt(c: Cursor, i: number): Read<RelativeSaid> | null {
  const at = skipLeads(c, i);
  const count = countAt(c, at);
  const length = count && lengthAt(c, count);
  // "trong 5 ngày đầu tháng 9" counts from nothing, nor does "trong 02 ngày 25 và 26/7".
  const isNamed =
    length !== null &&
    (daysAtEndAt(c, at) ??
      (at === i || c.before(at, 'trong') === i ? countedDaysAt(c, at, (from) => rangeAt(c, from, false)) : null));
  if (!length || isNamed) return null;
  let from = c.mark(length.next, ',') ? length.next + 1 : length.next;
  const before = c.after(from, 'trước');
  const after = c.after(from, 'kể từ', 'tính từ', 'từ', 'sau');
  from = before ?? after ?? from;
  const anchor = before === null && after === null ? null : anchorAt(c, from, before !== null);
  if (!anchor) {
    // Without what it counts from only a leading word makes it a deadline.
    const led =
      c.before(
        at,
        'trong vòng',
        'trong thời hạn',
        'không quá',
        'chậm nhất',
        'chậm nhất là',
        'trong',
        'trước',
        'sau',
        'chậm nhất sau',
      ) !== null;
    if (!led || at === i) return null;
    return {
      next: length.next,
      value: { openStart: false, relative: { anchor: null, days: length.days, unit: length.unit, said: '' } },
    };
  }
  const days = before === null ? length.days : -length.days;
  return { next: anchor.next, value: { openStart: false, relative: { ...anchor.value, days, unit: length.unit } } };
}

interface Length {
  next: number;
  days: number;
  unit: Relative['unit'];
}

/** Days or weeks after their number; months are no number of days. */
function lengthAt(c: Cursor, count: Read<number>): Length | null {
  const week = c.after(count.next, 'tuần');
  if (week !== null) return { next: week, days: count.value * 7, unit: 'calendar' };
  const day = c.after(count.next, 'ngày');
  if (day === null || count.value > 366) return null;
  const working = c.after(day, 'làm việc');
  if (working !== null) return { next: working, days: count.value, unit: 'working' };
  const plain = c.after(day, 'theo lịch', 'lịch', 'dương lịch');
  return { next: plain ?? day, days: count.value, unit: plain === null ? 'unstated' : 'calendar' };
}

/** "trước ngày sinh hoạt 03 ngày", "trước khi tổ chức hội nghị ít nhất 05 ngày làm việc". */
function eventFirstAt(c: Cursor, i: number): Read<RelativeSaid> | null {
  const before = c.after(i, 'trước khi', 'trước ngày', 'trước');
  const at = before ?? c.after(i, 'sau khi', 'sau ngày', 'sau');
  if (at === null || c.at(at)?.kind !== 'word') return null;
  for (let end = at + 1; end < at + LONGEST && c.at(end)?.kind !== 'mark'; end += 1) {
    const count = c.number(end) === null ? null : countAt(c, end);
    const length = count && lengthAt(c, count);
    if (!length) continue;
    const least = c.before(end, 'ít nhất', 'tối thiểu', 'chậm nhất') ?? end;
    const said = words(c, at, least);
    const kind = anchorKind(c, at, least);
    if (kind === null) return null;
    const relative = {
      anchor: anchorName(kind, before !== null),
      days: before === null ? length.days : -length.days,
      unit: length.unit,
      said,
    };
    return { next: length.next, value: { openStart: false, relative } };
  }
  return null;
}

/** "ngay sau khi ban hành kế hoạch", "sau hội nghị". */
function afterEventAt(c: Cursor, i: number): Read<RelativeSaid> | null {
  const at = c.after(i, 'ngay sau khi', 'ngay sau', 'sau khi', 'kể từ khi', 'kể từ ngày', 'từ khi', 'từ ngày');
  if (at === null) return null;
  const immediate = c.after(i, 'ngay sau', 'sau khi', 'kể từ khi', 'từ khi') !== null;
  const anchor = anchorAt(c, at, false);
  if (!anchor || (!immediate && anchor.value.anchor === 'other')) return null;
  return { next: anchor.next, value: { openStart: true, relative: { ...anchor.value, days: 0, unit: 'calendar' } } };
}

function anchorAt(c: Cursor, i: number, start: boolean): Read<Pick<Relative, 'anchor' | 'said'>> | null {
  const from = c.skip(c.skip(i, 'thời điểm'), 'ngày', 'khi');
  if (c.at(from)?.kind !== 'word') return null;
  let end = from;
  while (
    end < from + LONGEST &&
    c.at(end)?.kind === 'word' &&
    c.after(end, 'và', 'để', 'đề nghị', 'đến', 'tới', 'trước', 'hết') === null
  )
    end += 1;
  return { next: end, value: { anchor: anchorName(anchorKind(c, from, end) ?? 'other', start), said: words(c, from, end) } };
}

function anchorKind(c: Cursor, from: number, end: number): string | null {
  for (const [choices, kind] of ANCHOR_WORDS) {
    for (let at = from; at < end; at += 1) {
      const next = c.after(at, ...choices);
      if (next !== null && next <= end) return kind;
    }
  }
  return null;
}

const anchorName = (kind: string, start: boolean) =>
  INSTANT_ANCHORS.includes(kind) ? kind : `${kind}.${start ? 'start' : 'end'}`;

const words = (c: Cursor, from: number, end: number) =>
  c.tokens
    .slice(from, end)
    .map(({ text }) => text)
    .join(' ');
