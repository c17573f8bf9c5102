/**
 * The parts of a plan document: head, aims, the topics, how it is carried out, who receives it.
 *
 * @module
 */
import type { Unit } from './units';

export type SectionKind = 'aims' | 'content' | 'organisation' | 'other';

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
  ['content', /nội dung|chuyên đề|chủ điểm|thời gian|tiến độ|kế hoạch cụ thể/u],
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
  return { head, sections, tail: at < 0 ? [] : units.slice(at) };
}

/** Sections are numbered I, II or A, B, whichever comes first; in documents without either, 1, 2 or nothing before well-known titles. */
function sectionTitles(units: Unit[]): (unit: Unit) => boolean {
  const first = units.find(({ label, cells }) => !cells && (label?.kind === 'roman' || label?.kind === 'upper'))?.label?.kind;
  for (const kind of first === 'upper' ? (['upper', 'roman'] as const) : (['roman', 'upper'] as const)) {
    const titles = units.filter((unit) => unit.label?.kind === kind && !unit.cells);
    if (titles.length >= 2 && titles.some((unit) => kindOf(unit) !== 'other'))
      return (unit) => unit.label?.kind === kind && !unit.cells;
  }
  return (unit) =>
    !unit.cells &&
    /^(?:mục đích|yêu cầu|nội dung|tổ chức thực hiện|thời gian|kinh phí|đối tượng)[^:.;“]{0,60}\s*[:.]?$/u.test(unit.key) &&
    (unit.label === null || unit.label.kind === 'number' || unit.label.kind === 'roman');
}

function kindOf(unit: Unit): SectionKind {
  return NAMES.find(([, words]) => words.test(unit.key))?.[0] ?? 'other';
}
