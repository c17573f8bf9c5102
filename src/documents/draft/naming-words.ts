/**
 * Which stage words of a sentence name what is done. In "báo cáo kết quả sinh hoạt" the session is what the report is on,
 * in "sau hội nghị" the conference is what the days count from: neither names the stage of the date behind it.
 *
 * @module
 */
import { stageWords, type StageWord } from './stage-words';

/** A stretch of the sentence, of a time or so. */
export interface Span {
  from: number;
  to: number;
}

export interface Naming {
  /** The words that name a stage, in order. */
  words: StageWord[];
  /** Where clauses begin. */
  begins: number[];
}

const STAGE = 'sinh hoạt|học tập|thảo luận|nghiên cứu|quán triệt|phổ biến|hội nghị|báo cáo|đăng ký|lựa chọn|tự chọn';
const DO =
  'tổ chức|tiến hành|triển khai|thực hiện|hoàn thành|gửi|nộp|tổng hợp|viết|chuẩn bị|xây dựng|ban hành|kiểm tra|giám sát|sơ kết|tổng kết|đánh giá|rút kinh nghiệm';
const BODY = '(?:các |mỗi |từng |những )?(?:chi (?:bộ|ủy|hội|đoàn)|đảng viên|đơn vị|cơ sở)';
/** A clause ends before another verb or another body. */
const BREAK = new RegExp(
  `[;:] |,? (?:sau đó|rồi|đồng thời),? |(?:,| và|, và) (?=(?:${STAGE}|${DO})(?!\\p{L})|${BODY}(?:\\s\\p{L}+){0,4}? (?:${STAGE}|${DO})(?!\\p{L}))`,
  'gu',
);
/** "sau khi kết thúc", "kể từ ngày tổ chức": a word behind it is what the days count from. */
const COUNTED_FROM =
  /(?:^|[\s(])(?:sau|kể từ|tính từ|trước)(?: (?:khi|lúc|ngày|thời điểm|thời gian|kết thúc|hoàn thành|tổ chức|thực hiện|diễn ra|có|các|mỗi|từng|đợt|buổi|kỳ|cuộc|lớp|việc|được|xong|dự|tham dự|tham gia))* $/u;
/** What is got ready, looked into or put on paper is not held: "gửi tài liệu sinh hoạt", "đánh giá kết quả học tập". */
const AROUND =
  /(?<!\p{L})(?:(?:chuẩn bị|xây dựng|ban hành|biên soạn|cung cấp|phát hành|in|gửi|nộp|thông báo|duyệt|phê duyệt|hoàn thành|hoàn thiện|lập) (?:\p{L}+ ){0,2}?(?:tài liệu|đề cương|đề dẫn|biên bản|lịch|kế hoạch|danh sách|giấy mời|nội dung|chương trình|kịch bản|văn bản|hướng dẫn|công văn|giấy triệu tập)|chuẩn bị(?! và)|(?:kiểm tra|giám sát|đôn đốc|theo dõi|sơ kết|tổng kết|rút kinh nghiệm|đánh giá|kiểm điểm|tuyên truyền|thẩm định)(?! kiến)|(?:thảo luận|góp ý|lấy ý kiến|thông qua)(?: \p{L}+){0,3} dự thảo|dự thảo|thảo luận(?:,| và) (?:cho|góp|tham gia) ý kiến|(?:cho|góp|tham gia) ý kiến|thảo luận (?:về )?báo cáo|đăng ký (?:(?:học tập(?:,| và) )?làm theo|tham gia|tham dự|dự|thi đua|cam kết|nêu gương|tu dưỡng))(?!\p{L})/gu;
/** Listened to, not sent; the words behind it are what it is on. */
const HEARD = /(?<!\p{L})(?:(?:nghe|đọc|trình bày|tiếp thu|thông qua|duyệt) |(?<=hội nghị ))báo cáo(?!\p{L})/gu;
const SUMMING_UP = /^hội nghị (?:sơ kết|tổng kết|rút kinh nghiệm|kiểm điểm)/u;
/** "sinh hoạt chuyên đề tự chọn": which topic, not the choosing. */
const CHOSEN = /(?:chuyên đề|nội dung|chủ điểm) $/u;
/** "học tập và sinh hoạt": the second word has the part of the first. */
const ALONGSIDE = /^(?: chuyên đề)?(?:,| và|, và) (?:việc )?$/u;
const ON_BOTH = /^(?: chuyên đề)?(?:,| và|, và) (?:việc )?(?:tổ chức |triển khai )?$/u;
/** "để tổ chức sinh hoạt": no object, what it is for; "tại hội nghị": where. */
const APART =
  /(?:^|\s)(?:để|nhằm|tại|qua|thông qua|bằng|(?<!ý kiến )vào)(?: (?:tổ chức|tiến hành|các|buổi|kỳ|cuộc|đợt|lớp|phiên))* $/u;

/** @param times of the sentence: what stands behind one and a comma is another clause */
export function namingWords(key: string, times: Span[] = []): Naming {
  const begins = clausesOf(key, times);
  const words: StageWord[] = [];
  let dropped: { word: StageWord; by: Governor | 'anchor' } | null = null;
  for (const word of stageWords(key)) {
    const between: string | null = dropped ? key.slice(dropped.word.to, word.from) : null;
    const before = key.slice(0, word.from);
    const start = begins.findLast((begin) => begin <= word.from) ?? 0;
    let by: Governor | 'anchor' | null = null;
    if (dropped?.by === 'anchor' && between !== null && between.endsWith(' và ') && ALONGSIDE.test(between)) by = 'anchor';
    else if (COUNTED_FROM.test(before)) by = 'anchor';
    else if (dropped?.by === 'report' && between !== null && ON_BOTH.test(between)) by = 'report';
    else if (dropped && dropped.by !== 'anchor' && between !== null && ALONGSIDE.test(between)) by = dropped.by;
    else by = governorOf(key, start, word, words);
    if (by === null && word.kind === 'selection' && CHOSEN.test(before) && words.some(({ from }) => from >= start)) continue;
    if (by === null) words.push(word);
    dropped = by === null ? null : { word, by };
  }
  return { words, begins };
}

type Governor = 'report' | 'choice' | 'around' | 'heard';

function clausesOf(key: string, times: Span[]): number[] {
  const behindTimes = times.flatMap(({ to }) => {
    const connector = /^(?:[\s).]*(?:,|;|và|–|-)(?: và)?\s+)/u.exec(key.slice(to));
    return connector ? [to + connector[0].length] : [];
  });
  return [0, ...[...key.matchAll(BREAK)].map(({ index, 0: found }) => index + found.length), ...behindTimes].sort(
    (a, b) => a - b,
  );
}

/** What makes a word no name of a stage; null: it names one. */
function governorOf(key: string, start: number, word: StageWord, named: StageWord[]): Governor | null {
  const clause = key.slice(start, word.from);
  if (SUMMING_UP.test(key.slice(word.from))) return 'around';
  if (partOf(AROUND, key, start, word)) return 'around';
  if (partOf(HEARD, key, start, word)) return 'heard';
  const verb = named.findLast(({ from }) => from >= start);
  if (verb?.kind === 'reporting' && word.kind !== 'reporting') return 'report';
  if (APART.test(clause)) return null;
  if (lastOf(AROUND, clause)) return 'around';
  if (lastOf(HEARD, clause)) return 'heard';
  return verb?.kind === 'selection' && word.kind !== 'reporting' && word.kind !== 'selection' ? 'choice' : null;
}

const lastOf = (pattern: RegExp, clause: string): boolean => [...clause.matchAll(pattern)].length > 0;

/** The word stands in the expression itself: the report of "dự thảo báo cáo". */
const partOf = (pattern: RegExp, key: string, start: number, word: StageWord): boolean =>
  [...key.matchAll(pattern)].some(
    ({ index, 0: found }) => index >= start && index <= word.from && index + found.length >= word.to,
  );

/** A clause about preparing, inspecting or summing up, with nothing in it before `at` that names a stage. */
export function isAround(key: string, at: number, { words, begins }: Naming): boolean {
  const start = begins.findLast((begin) => begin <= at) ?? 0;
  if (words.some(({ from }) => from >= start && from < at)) return false;
  const clause = key.slice(start, at);
  return lastOf(AROUND, clause) || /(?:^|\s)hội nghị (?:sơ kết|tổng kết|rút kinh nghiệm|kiểm điểm)/u.test(clause);
}
