/**
 * Which units of the content begin a topic, and what such a head says: title, choice, governing plan.
 *
 * @module
 */
import type { Label } from './labels';
import { stageLabel, stageWords } from './stage-words';
import { referredTopics, topicNumber } from './topic-references';
import type { DraftPlace } from './types';
import type { Unit } from './units';

/** "CHUYÊN ĐỀ 1: GIỮ GÌN ĐOÀN KẾT" as a section of its own. */
export const isTopicTitle = (key: string): boolean =>
  /^(?:chuyên đề|chủ điểm)(?: số)?(?: (?:\d{1,2}|[ivx]{1,4}))?\s*[:.–“"-]/u.test(key);

export interface Head {
  title: string;
  choice: boolean;
  /** "Chuyên đề 2": as the document numbers it. */
  number: number | null;
  governedBy?: { number: string; said: string };
  place: DraftPlace;
  /** What stands before and behind the title in the same unit: "Quý I:", ": sinh hoạt trong tháng 3". */
  beside: { text: string; from: number }[];
}

const TOPIC = /^(?:(?:(?:quý|tháng)\s[^:“]{1,25}[:.,–-]\s*))?(?:chuyên đề|chủ điểm|chủ đề)(?!\s*(?:năm|sau|trên|:?\s*$))/u;
const CHOICE = /tự chọn|lựa chọn|ngoài (?:các|những|\d+) (?:chuyên đề|chủ điểm)/u;
/** Container lines: "Các chuyên đề", "Chuyên đề năm 2024". */
const CONTAINER = /^(?:các|những|danh mục|\d+) (?:chuyên đề|chủ điểm)/u;

/** The units that begin topics: those like the first that names one. */
export function isTopicHead(units: Unit[]): (unit: Unit) => boolean {
  const plain = units.filter((unit) => !unit.cells);
  const named = plain.filter(namesTopic);
  const styles = new Set(named.map(({ label }) => styleOf(label)));
  if (named.length > 0) {
    const [first] = named;
    const style = styleOf(first?.label ?? null);
    const mixed = styles.size > 1 && !named.every(({ label }) => styleOf(label) === style);
    return (unit) => {
      if (unit.cells || isStageUnit(unit)) return false;
      if (namesTopic(unit)) return !mixed || styleOf(unit.label) === style || unit.label === null;
      return (
        style !== '' &&
        styleOf(unit.label) === style &&
        !CONTAINER.test(unit.key) &&
        !isAside(unit) &&
        (CHOICE.test(unit.key) || isHeading(unit))
      );
    };
  }
  const isItem = (unit: Unit) => !isStageUnit(unit) && !isAside(unit) && !isTimed(unit);
  const outer = plain.find((unit) => unit.label !== null && isItem(unit));
  const style = styleOf(outer?.label ?? null);
  return (unit) => outer !== undefined && !unit.cells && styleOf(unit.label) === style && isItem(unit);
}

const styleOf = (label: Label | null) => label?.style ?? '';
const namesTopic = (unit: Unit) => !unit.cells && TOPIC.test(unit.key) && !CONTAINER.test(unit.key) && !isStageUnit(unit);
/** A heading names a thing; it is no sentence about times. */
const isHeading = (unit: Unit) => !/[.;]$/u.test(unit.key) || /^[“"]/u.test(unit.text) || timedBracketAt(unit.key) >= 0;

/** "Thời gian học tập: …", "2.1. Sinh hoạt chuyên đề". */
function isStageUnit(unit: Unit): boolean {
  if (/^(?:bước|đợt|giai đoạn|lần) (?:thứ )?\p{L}*\d*/u.test(unit.key)) return true;
  const label = stageLabel(unit.key);
  if (label && (label.time || (label.kinds.length > 0 && !TOPIC.test(unit.key)))) return true;
  const [first] = stageWords(unit.key);
  return (
    first !== undefined &&
    first.from === 0 &&
    !/^(?:học tập|nghiên cứu)[^:]{0,200}[”"]/u.test(unit.key) &&
    unit.key.split(' ').length <= 9
  );
}

/** "Từ ngày 01/3 đến 20/3: …", "Thảo luận chuyên đề 1 …": what is done when, for a topic that stands elsewhere. */
const isTimed = ({ text, key }: Unit): boolean =>
  /^(?:từ|trước|trong|đến|chậm nhất|muộn nhất|dự kiến|hoàn thành) (?:ngày|tháng|quý|đầu|cuối|giữa)|^(?:ngày|tháng|quý) [\divx]/u.test(
    key,
  ) || referredTopics(text).length > 0;

function isAside(unit: Unit): boolean {
  return stageLabel(unit.key)?.aside ?? false;
}

const LEAD =
  /^(?:(?:sinh hoạt )?(?:chuyên đề|chủ điểm|chủ đề)(?: số)?(?: (?<ordinal>thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)))?(?:\s?(?<number>\d{1,2})(?![\d/]|\.\d)|\s(?<roman>[ivx]{1,4})(?=\s*(?:[:.–-]|$))|\s(?:quý|tháng)\s[ivx\d]+(?:\s?(?:,|–|-|và)\s?[ivx\d]+)*(?:[/ ](?:năm )?\d{4})?(?=\s*[:.–“"-]))?\s*[:.–-]?\s*)/u;
/** These belong to the title: "Chuyên đề tự chọn". */
const WHOLE = /^(?:chuyên đề|chủ điểm) (?:tự chọn|toàn khóa|do |riêng)/u;
const GOVERNED = /\(\s*(?:thực hiện )?theo (?:kế hoạch|hướng dẫn|nghị quyết|chỉ thị|công văn|đề án|chương trình)[^)]{0,300}\)/u;
/** A sentence on dates that goes on behind the title. */
const BODY =
  /[.,;]\s*(?:thời gian|(?:sinh hoạt|học tập|đăng ký|hoàn thành|báo cáo|gửi|nộp|lựa chọn) (?:(?!(?:trong|vào|từ|trước|xong|chậm nhất)\s)[\p{L}/]+ ){0,6}(?:trong|vào|từ|trước|xong|chậm nhất)(?=\s(?:\p{L}+\s){0,3}(?:ngày|tháng|quý|năm|\d{1,2}[/.-])))/u;
/** "Chuyên đề tự chọn", and behind it a sentence on how it is chosen, not what it is about. */
const CHOSEN =
  /^(?:chuyên đề|chủ điểm)? ?(?:\d{1,2} )?(?:do (?:[\p{L}]+ ){1,6})?(?:\((?:tự chọn|lựa chọn)\)|tự chọn|lựa chọn)(?=\s*(?:[:.,;–-]\s|\())/u;
const CHOOSING =
  /^\s*[:.,;(–-]\s*(?![“"]).*(?:lựa chọn|chọn \d|chọn nội dung|đăng ký|thống nhất|căn cứ|quyết định|tự |đề xuất|xác định|sinh hoạt|học tập|chậm nhất|trước ngày|trong (?:quý|tháng)|(?:tháng|quý) [\divx])|^\s*[:.,;–-]\s*(?:các|mỗi|từng|do|theo|giao|hai|ba|tùy)\s/u;
/** "… (sinh hoạt trong tháng 5/2024)", "… (quý II)" at the end: when, not what about. Years of the past century are. */
const TIMED_BRACKET =
  /\s\(\s*(?:(?:dự kiến|thời gian)\s?:? |(?:tổ chức |hoàn thành )?(?:sinh hoạt|học tập|thảo luận|nghiên cứu|quán triệt|hội nghị)(?: [^()\d]{1,40}?)? )?(?:(?:trong|vào|trước|xong|từ|chậm nhất|đến|hết) )*(?:đầu |giữa |cuối |hết )?(?:ngày|tháng|quý|tuần) (?:\p{L}+ )?[\divx](?![^()]*(?:1[0-9]\d{2}))[^()]{0,60}\)(?=[\s.,;”"]*$)/u;
/** In a title a date in brackets that says when. */
export const timedBracketAt = (key: string): number => key.search(TIMED_BRACKET);

const LONGEST_TITLE = 1000;
const NUMBER = /số\s*:?\s*(\d+[a-z]?\s?[-–/]\s?[\p{L}\d]+(?:[-/][\p{L}\d]+)*)/iu;

export function headOf(unit: Unit): Head {
  const { text, key } = unit;
  const place = unit.placeOf(0);
  const beside: Head['beside'] = [];
  let from = 0;
  const period = /^(?:quý|tháng)\s[^:“]{1,25}?[:.,–-]\s*(?=(?:chuyên đề|chủ điểm|chủ đề|[“"]))/u.exec(key);
  if (period) {
    beside.push({ text: text.slice(0, period[0].length), from: 0 });
    from = period[0].length;
  }
  const lead = WHOLE.test(key.slice(from)) ? null : LEAD.exec(key.slice(from));
  from += lead?.[0].length ?? 0;

  const governing = GOVERNED.exec(key);
  const said = governing ? text.slice(governing.index, governing.index + governing[0].length) : '';
  const number = NUMBER.exec(said)?.[1]?.replace(/\s/g, '');
  const bracket = timedBracketAt(key);
  const to = titleEnd(text, key, from, governing?.index ?? (bracket > from ? bracket : text.length));
  const behind = text.slice(to, governing && governing.index >= to ? governing.index : text.length);
  if (/[\p{L}\d]/u.test(behind)) beside.push({ text: behind, from: to });
  if (governing && governing.index >= to) {
    const afterGoverning = governing.index + governing[0].length;
    const rest = text.slice(afterGoverning);
    if (/[\p{L}\d]{3}/u.test(rest)) beside.push({ text: rest, from: afterGoverning });
  }
  return {
    title: trimmed(text.slice(from, to)),
    choice: CHOICE.test(key),
    number: topicNumber(lead?.groups?.number ?? lead?.groups?.ordinal ?? lead?.groups?.roman ?? ''),
    ...(number !== undefined && { governedBy: { number, said: said.slice(1, -1).trim() } }),
    place,
    beside,
  };
}

/** The title ends with its quotation, before the governing plan, or before ": <stage> …" and "; …". */
function titleEnd(text: string, key: string, from: number, governing: number): number {
  const opening = text[from];
  const closing = opening === '“' ? '”' : opening === '"' ? '"' : opening === '«' ? '»' : null;
  if (closing !== null) {
    const to = closingAt(text, from, opening ?? '', closing);
    if (to !== null) return to;
  }
  const chosen = CHOSEN.exec(key.slice(from, governing));
  if (chosen && CHOOSING.test(key.slice(from + chosen[0].length, governing))) return from + chosen[0].length;
  const sentence = BODY.exec(key.slice(from, governing));
  if (sentence && /\d|quý [ivx]|tháng \p{L}/u.test(key.slice(from + sentence.index))) return from + sentence.index;
  const colon = /\s*[:;]\s*(?=\P{Lu}|[\p{Lu}])/u.exec(key.slice(from, governing));
  if (colon) {
    const rest = key.slice(from + colon.index, governing);
    const head = key.slice(from, from + colon.index);
    if (
      stageWords(rest).length > 0 &&
      (/^\s*[:;]\s*(?:thời gian|các |sinh hoạt|học tập|tổ chức|hoàn thành)/u.test(rest) ||
        /^(?:chuyên đề|chủ điểm) tự chọn$/u.test(head))
    )
      return from + colon.index;
  }
  return governing;
}

function closingAt(text: string, from: number, opening: string, closing: string): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === opening && (opening !== closing || at === from)) depth += 1;
    else if (letter === closing) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}

function trimmed(text: string): string {
  const bare = text
    .trim()
    .slice(0, LONGEST_TITLE)
    .replace(/[\s.,;:]+$/u, '');
  const inner = /^(?:“([^“]*(?:“[^“”]*”[^“”]*)*)”|"([^"]*)"|«([^«»]*)»)$/u.exec(bare);
  const title = (inner?.[1] ?? inner?.[2] ?? inner?.[3] ?? bare)
    .trim()
    .replace(/^\(([^()]{3,30})\)$/u, '$1')
    .replace(/[.,;:]+$/u, '');
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}
