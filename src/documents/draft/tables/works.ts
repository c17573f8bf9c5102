/**
 * What a cell tells to be done, and of which topic: "Học tập, thảo luận Chuyên đề 1".
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import { foldedKey } from '../folding';
import { namingWords } from '../naming-words';
import { kindsOf } from '../stage-words';
import { quotedTopic, referredTopics, withoutReference } from '../topic-references';

/** Of the name of a work. */
const MOST_WORDS = 8;
const SUBJECT =
  /^(?:các )?(?:chi (?:bộ|hội|đoàn)|đảng viên|đoàn viên|hội viên|đơn vị|cơ sở)(?: (?!sinh hoạt|học tập|thảo luận|nghiên cứu|báo cáo|đăng ký|quán triệt)\p{L}+){0,3} (?=sinh hoạt|học tập|thảo luận|nghiên cứu|báo cáo|đăng ký|quán triệt|tổ chức)/u;
const LEAD = /^(?:tổ chức|triển khai|thời gian|tiến hành|hoàn thành|gửi|nộp|thực hiện) (?:việc )?/u;
/** Without the topic and without who does it. */
const plainWork = (cell: string): string => {
  const work = withoutReference(cell).replace(/^[-–+•*\s]+/u, '');
  const rest = work.slice(SUBJECT.exec(foldedKey(work))?.[0].length ?? 0);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
};

/**
 * The stages of each work that a cell names. Several works in one cell are rows that ran together: whose a date is
 * cannot be told.
 */
export function worksOf(cell: string): StageKind[][] {
  const work = plainWork(cell);
  const key = foldedKey(work);
  const begins = namingWords(key)
    .words.map(
      ({ from }) => key.slice(0, from).replace(/(?:^|(?<=\s))(?:tổ chức|triển khai|thời gian|tiến hành|gửi|nộp) $/u, '').length,
    )
    .filter((from) => from === 0 || /^\p{Lu}/u.test(work.slice(from)));
  if (begins[0] !== 0) return [];
  const cuts = [...new Set(begins)];
  const works = cuts.map((from, index) => key.slice(from, cuts[index + 1]).trim());
  // a longer one tells what is read, not what is done
  if (works.some((each) => each.split(' ').length > MOST_WORDS)) return [];
  return works.map(kindsOf).filter((kinds) => kinds.length > 0);
}

/** "Học tập, thảo luận": a stage, no topic. */
export function isWork(cell: string): boolean {
  const key = foldedKey(plainWork(cell)).replace(LEAD, '');
  return namingWords(key).words[0]?.from === 0 && key.split(' ').length <= MOST_WORDS;
}

/** What is done around a study, and is no topic. */
export const isDuty = (cell: string): boolean =>
  /^(?:kiểm tra|giám sát|sơ kết|tổng kết|ban hành|biên soạn|chuẩn bị|tổng hợp|khen thưởng|đôn đốc|theo dõi|in ấn|cấp phát|phát hành|xây dựng (?:kế hoạch|hướng dẫn))(?:[\s,]|$)/u.test(
    foldedKey(cell),
  );

/** A cell that calls a topic one, wherever in it. */
export const mentionsTopic = (cell: string): boolean =>
  namesTopic(cell) || referredTopics(cell).length > 0 || quotedTopic(cell) !== null;

export const namesTopic = (cell: string): boolean => /^(?:chuyên đề|chủ đề|chủ điểm)/u.test(foldedKey(cell));
