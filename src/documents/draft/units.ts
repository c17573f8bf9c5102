/**
 * Cleaned lines → units: one heading, list item, paragraph or table row each, with lines joined that were broken inside
 * a phrase.
 *
 * @module
 */
import { accented } from './accents';
import type { CleanLine } from './clean';
import { foldedKey } from './folding';
import { labelOf, type Label } from './labels';
import type { DraftPlace } from './types';

export interface Unit {
  /** Everything after the label. */
  text: string;
  /** {@link foldedKey} of it: same length. */
  key: string;
  label: Label | null;
  heading: boolean;
  parted: boolean;
  cells?: string[];
  /** See {@link CleanLine}: the lines of a row. */
  cellLines?: string[][];
  /** Where a character of `text` stands. */
  placeOf(offset: number): DraftPlace;
}

/** A phrase cannot end in one of these: the next line goes on. */
const DANGLING =
  /(?:^|\s)(?:ngày|tháng|năm|quý|số|từ|đến|trước|sau|trong|của|và|các|những|cho|với|về|tại|theo|là|được|hoặc|vào|kế|hết|Thường|Ban)$|[,/–-]$/iu;
const ENDED = /[.;:!?…”"»)]$/u;
/** What begins a part of its own even without a label. */
const OPENS =
  /^(?:chuyên đề|chủ điểm)(?: số)? ?\d{1,2}\b|^nơi nhận|^(?:t\/m|tm\.|k\/t|kt\.)|^kính gửi|^số ?:? ?\d+|^(?:thời gian|hội nghị|học tập|sinh hoạt|nghiên cứu|thảo luận|quán triệt|báo cáo|nội dung|địa điểm|thành phần|hình thức)[^.;]{0,50}:|^kế hoạch$|^căn cứ /u;

/** "Sinh hoạt trong tháng 5." below a title that no stop ends: a line of its own, with its capital. */
const STAGE_LINE = /^\p{Lu}\p{Ll}/u;
const SENTENCE_ON_TIME =
  /^(?:(?:các |mỗi )?chi bộ )?(?:tổ chức |tiến hành |hoàn thành |thời gian )?(?:sinh hoạt|học tập|nghiên cứu|thảo luận|quán triệt|hội nghị (?:quán triệt|học tập|triển khai)|(?:gửi )?báo cáo(?! viên| chính trị)|đăng ký|lựa chọn)(?!\p{L})[^:;.“”]{0,120}?(?:(?:trong|trước|vào|từ|xong|chậm nhất|muộn nhất|đến)\s(?:\p{L}+ ){0,3}(?:ngày|tháng|quý|\d)|(?:tháng|ngày|quý) [\divx])/u;

/** "số" and, on the next line, "01-CTr/ĐU". */
const DOCUMENT_NUMBER = /^\d{1,4}\p{L}?\s?[-–/]\s?\p{Lu}/u;
/** "sinh hoạt" and, on the next line, "chuyên đề 2.": which topic, not the head of one. */
const REFERENCE = /^(?:chuyên đề|chủ điểm)(?: số)? ?\d{1,2}(?!\d|\s*[:“"–-])/u;
const REFERS = /(?:^|\s)(?:sinh hoạt|học tập|thảo luận|nghiên cứu|quán triệt|báo cáo|kết quả|tài liệu|đề cương)$/u;

/** What opens the preamble, with its capital. */
const PREAMBLE = /^(?:Thực hiện|Căn cứ|Thi hành|Nhằm|Trên cơ sở) /u;

export function unitsOf(lines: CleanLine[]): Unit[] {
  const groups: CleanLine[][] = [];
  const width = usualWidth(lines);
  for (const line of lines) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && goesOn(group, previous, line, width)) group.push(line);
    else groups.push([line]);
  }
  return groups.map(unitOf);
}

/** The length that lines are broken at, when they are: most long lines have about it. */
function usualWidth(lines: CleanLine[]): number {
  const lengths = lines
    .filter(({ cells }) => !cells)
    .map(({ text }) => text.length)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
}

function goesOn(group: CleanLine[], previous: CleanLine, line: CleanLine, width: number): boolean {
  if (previous.cells || line.cells || line.heading || previous.heading) return false;
  const key = foldedKey(line.text);
  const label = labelOf(line.text);
  if (inMonthName(previous.text, line.text)) return true;
  const dangling = DANGLING.test(accented(previous.text)) && !isCapitals(previous.text);
  if (dangling && /(?:^|\s)số$/iu.test(accented(previous.text)) && DOCUMENT_NUMBER.test(line.text)) return true;
  if (!line.parted && REFERENCE.test(key) && /^\p{Ll}/u.test(line.text) && (dangling || REFERS.test(foldedKey(previous.text))))
    return true;
  if (OPENS.test(key) || PREAMBLE.test(accented(line.text))) return false;
  // “… (30/4/1975 / - 30/4/2025) …”: the dash of a span inside a quotation
  if (label && openQuote(group) && /^\d/.test(label.rest)) return true;
  if (label && !(dangling && /^\d/.test(label.written) && /^\p{Ll}/u.test(label.rest))) return false;
  if (/^-----|^\*+$/.test(previous.text)) return false;
  if (!dangling && STAGE_LINE.test(line.text) && SENTENCE_ON_TIME.test(key) && !openQuote(group)) return false;
  const small = /^[\p{Ll}\d(,.;:–-]/u.test(line.text);
  if (line.parted) return dangling && small && !ENDED.test(previous.text);
  if (isCapitals(line.text) !== isCapitals(previous.text)) return openQuote(group) || (dangling && small);
  if (isCapitals(line.text)) return false;
  if (small) return !/[.;:]$/u.test(previous.text) || !/^\d/.test(line.text);
  if (openQuote(group)) return true;
  return (
    !ENDED.test(previous.text) &&
    (dangling || (width < 130 && width > 30 && previous.text.length >= width * 0.75)) &&
    !isDateLine(previous.text)
  );
}

/** "tháng Mười" and, on the next line, "Một năm 2026": November. */
const inMonthName = (before: string, text: string): boolean =>
  foldedKey(before).endsWith('tháng mười') && /^(?:một|hai)(?=$|[.,;/)–-]|\s+năm\s)/u.test(foldedKey(text));
const isDateLine = (text: string) => /ngày \d{1,2} tháng \d{1,2} năm \d{4}$/u.test(accented(text));
const isCapitals = (text: string) => /\p{Lu}{2}/u.test(text) && !/\p{Ll}{2}/u.test(text);
const openQuote = (group: CleanLine[]) => {
  const text = group.map((line) => line.text).join(' ');
  return (text.match(/“/g)?.length ?? 0) > (text.match(/”/g)?.length ?? 0) && text.length < 600;
};

function unitOf(group: CleanLine[]): Unit {
  const [first] = group;
  const pieces: { from: number; place: DraftPlace }[] = [];
  let whole = '';
  for (const line of group) {
    if (whole !== '') whole += ' ';
    pieces.push({ from: whole.length, place: line.place });
    whole += line.text;
  }
  const label = first?.cells ? null : labelOf(whole);
  const skipped = label?.from ?? 0;
  const text = whole.slice(skipped);
  return {
    text,
    key: foldedKey(text),
    label,
    heading: first?.heading ?? false,
    parted: first?.parted ?? true,
    ...(first?.cells && { cells: first.cells }),
    ...(first?.cellLines && { cellLines: first.cellLines }),
    placeOf(offset) {
      const at = offset + skipped;
      const piece = pieces.findLast(({ from }) => from <= at) ?? pieces[0];
      return piece ? { ...piece.place, column: piece.place.column + at - piece.from } : { line: 1, column: 1 };
    },
  };
}
