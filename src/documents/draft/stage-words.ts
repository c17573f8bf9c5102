/**
 * Words that tell a stage, in a label ("Thời gian học tập: …") and in running text.
 *
 * @module
 */
import { STAGE_KINDS, type StageKind } from '../../domain/plan';

const WORDS: [StageKind, string][] = [
  ['selection', '(?<!được )(?:tự chọn|lựa chọn|đăng ký|chọn (?:\\d+ )?(?:nội dung|chuyên đề))'],
  ['briefing', 'hội nghị|quán triệt|phổ biến(?! pháp luật)'],
  ['study', 'học tập(?! và làm theo|,? làm theo)|thảo luận|nghiên cứu(?! khoa học)'],
  ['session', '(?<!nội dung |kỳ |đề dẫn |gợi ý |trước khi |chất lượng )sinh hoạt(?! phí)'],
  [
    'reporting',
    '(?<!để |tập huấn )báo cáo(?! viên| tiến độ)|(?:viết|nộp) (?:bài |bản )?thu hoạch|(?:gửi|tổng hợp) (?:\\p{L}+ ){0,2}kết quả',
  ],
];
const ANY = new RegExp(WORDS.map(([kind, words]) => `(?<${kind}>${words})`).join('|'), 'gu');

export interface StageWord {
  kind: StageKind;
  from: number;
  to: number;
}

/** Every stage word of a {@link foldedKey}, in order. */
export function stageWords(key: string): StageWord[] {
  return [...key.matchAll(ANY)].flatMap((match) => {
    const kind = STAGE_KINDS.find((each) => match.groups?.[each] !== undefined);
    return kind ? [{ kind, from: match.index, to: match.index + match[0].length }] : [];
  });
}

/** Labels of what is no date of a stage, whatever dates stand behind them. */
const ASIDE =
  /^(?:nội dung|hình thức|thành phần|địa điểm|tài liệu|đối tượng|chủ trì|báo cáo viên|kinh phí|yêu cầu|mục đích|chủ đề|gợi ý|đơn vị|thời lượng|số lượng|phương pháp|dự toán|(?:\S+ ){0,3}(?:cam kết|kiểm tra|giám sát|sơ kết|tổng kết|tuyên truyền|khen thưởng|đăng tải))/u;

export interface StageLabel {
  kinds: StageKind[];
  /** "Nội dung: …": nothing in it is a stage's date. */
  aside: boolean;
  /** "Thời gian …": a date is expected. */
  time: boolean;
  /** Where the text behind the colon begins. */
  from: number;
}

/** The label before a colon. Null when the unit has none. */
export function stageLabel(key: string): StageLabel | null {
  const match = /^([^:;.“"]{2,90}?)\s*:(?!\d)\s*/u.exec(key);
  const label = match?.[1];
  if (!match || label === undefined || label.split(' ').length > 16) return null;
  const time = /thời gian|thời hạn|tiến độ/u.test(label);
  return { kinds: kindsOf(label), aside: ASIDE.test(label) && !time, time, from: match[0].length };
}

/**
 * The stages a short label names: one, or several that share its dates ("Học tập và sinh hoạt").
 * A conference on a study is a briefing; `quán triệt, học tập` without one is the study itself.
 */
export function kindsOf(label: string): StageKind[] {
  const kinds = [...new Set(stageWords(label).map(({ kind }) => kind))];
  const has = (kind: StageKind) => kinds.includes(kind);
  if (has('reporting')) return ['reporting'];
  if (has('selection')) return ['selection'];
  if (has('session') && (has('study') || has('briefing')))
    return /(?:học tập|thảo luận|nghiên cứu|quán triệt)(?:,| và| và tổ chức|, tổ chức) (?:tổ chức )?sinh hoạt/u.test(label)
      ? [has('study') ? 'study' : 'briefing', 'session']
      : ['session'];
  if (has('briefing') && has('study')) return [/hội nghị/u.test(label) ? 'briefing' : 'study'];
  return kinds;
}
