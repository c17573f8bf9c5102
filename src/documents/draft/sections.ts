/**
 * The parts of a plan document: head, aims, the topics, how it is carried out, who receives it.
 *
 * @module
 */
import { isTopicTitle } from './topic-heads';
import type { Unit } from './units';

/** `unnamed`: its title is none of the well-known ones. */
export type SectionKind = 'aims' | 'content' | 'organisation' | 'other' | 'unnamed';

export interface Section {
  kind: SectionKind;
  title: Unit;
  units: Unit[];
}

export interface Parts {
  /** Letterhead, title and preamble. */
  head: Unit[];
  sections: Section[];
  /** "Nơi nhận" and what follows. */
  tail: Unit[];
}

const RECIPIENTS = /^nơi (?:nhận|gửi)\s*:?/u;
const NAMES: [SectionKind, RegExp][] = [
  [
    'organisation',
    /^(?:công tác )?(?:tổ chức thực hiện|phân công|trách nhiệm|(?:chế độ )?(?:thông tin,? (?:và )?)?báo cáo|công tác chỉ đạo)/u,
  ],
  ['other', /đánh giá|kết quả (?:thực hiện )?năm|tình hình|kinh phí|khen thưởng|căn cứ/u],
  ['aims', /mục đích|mục tiêu|yêu cầu|quan điểm|đối tượng/u],
  ['content', /nội dung|chuyên đề|chủ điểm|thời gian|tiến độ|lịch|kế hoạch cụ thể/u],
];

export function partsOf(units: Unit[]): Parts {
  const at = units.findIndex(({ key, cells }) => !cells && RECIPIENTS.test(key));
  const body = at < 0 ? units : units.slice(0, at);
  const isTitle = sectionTitles(body);
  const head: Unit[] = [];
  const sections: Section[] = [];
  for (const unit of body) {
    if (isTitle(unit)) sections.push({ kind: kindOf(unit), title: unit, units: [] });
    else (sections.at(-1)?.units ?? head).push(unit);
  }
  const tail = at < 0 ? [] : units.slice(at);
  const annex = tail.findIndex((unit) => isAnnex(unit));
  const title = tail[annex];
  if (!title || !tail.slice(annex).some(({ cells }) => cells)) return { head, sections, tail };
  const table: Section = { kind: 'content', title, units: tail.slice(annex + 1) };
  return { head, sections: [...sections, table], tail: tail.slice(0, annex) };
}

/** A table behind the signature: "PHỤ LỤC", "Biểu tổng hợp …". */
const isAnnex = ({ key, cells }: Unit): boolean => !cells && /^(?:phụ lục|biểu|lịch|danh mục|bảng|tiến độ)(?:\s|$)/u.test(key);

/** Sections are numbered I, II or A, B, whichever comes first; in documents without either, 1, 2 or nothing before well-known titles. */
function sectionTitles(units: Unit[]): (unit: Unit) => boolean {
  const first = units.find(({ label, cells }) => !cells && (label?.kind === 'roman' || label?.kind === 'upper'))?.label?.kind;
  const order = first === 'upper' ? (['part', 'upper', 'roman'] as const) : (['part', 'roman', 'upper'] as const);
  for (const kind of order) {
    const titles = units.filter((unit) => unit.label?.kind === kind && !unit.cells);
    const [only] = titles;
    const enough = titles.length >= 2 || (only !== undefined && !isTopicTitle(only.key));
    if (enough && titles.some((unit) => isNamed(kindOf(unit)))) return (unit) => unit.label?.kind === kind && !unit.cells;
  }
  return (unit) =>
    !unit.cells &&
    /^(?:mục đích|yêu cầu|nội dung|tổ chức thực hiện|thời gian|kinh phí|đối tượng)[^:.;“]{0,60}\s*[:.]?$/u.test(unit.key) &&
    (unit.label === null || unit.label.kind === 'number' || unit.label.kind === 'roman');
}

const isNamed = (kind: SectionKind) => kind !== 'other' && kind !== 'unnamed';

/** "NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN" is of its first word. */
function kindOf({ key }: Unit): SectionKind {
  const named = NAMES.filter(([, words]) => words.test(key)).map(([kind, words]) => ({ kind, at: key.search(words) }));
  const [first] = named;
  if (!first) return 'unnamed';
  const [begins] = named.filter(({ at }) => at === 0);
  return (first.kind === 'aims' && begins ? begins : first).kind;
}
