/**
 * Topics that headings name, each with the stages of the lines below it.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { audienceOf, namesAudience } from './audiences';
import { foldedKey } from './folding';
import type { Label } from './labels';
import { sentencesOf } from './sentences';
import { kindsOf, stageLabel } from './stage-words';
import { statedStages, type StatedStage } from './stages';
import type { Year } from './times';
import { headOf, isTopicHead, type Head } from './topic-heads';
import { referredTopics } from './topic-references';
import type { StatedTopic, TopicPiece } from './united-topics';
import type { Unit } from './units';

interface Heading {
  kinds: StageKind[];
  style: string | null;
}

const NO_HEADING: Heading = { kinds: [], style: null };

/** @param tabled by the unit that a table stands below: the stages of a table that names no topic itself */
export function headedTopics(all: Unit[], year: Year, tabled: ReadonlyMap<Unit, StatedStage[]>): TopicPiece[] {
  const units = all.flatMap(inProse);
  const isHead = isTopicHead(units);
  if (!units.some(isHead)) return [...referring(units, year), ...(tabled.size > 0 ? [] : onlyTopic(units, year))];
  const outer = units.slice(0, units.findIndex(isHead)).flatMap(({ label }) => label ?? []);
  const topics: StatedTopic[] = [];
  const referred: TopicPiece[] = [];
  let shared = false;
  let lost = false;
  /** Below the next of the list, which is no topic that is understood. */
  let stray = false;
  let heading: Heading = NO_HEADING;
  let whom: { audience: string; style: string | null } | null = null;
  const heads = new Set<string>();
  /** Lines of its own below the head. */
  const bodied = new Set<StatedTopic>();
  const addTable = (unit: Unit) => {
    // behind a list of topics without dates nobody knows whose the table is
    const clear = topics.slice(0, -1).every(({ stages }) => stages.length > 0);
    if (clear) topics.at(-1)?.stages.push(...(tabled.get(unit) ?? []));
  };
  for (const unit of units) {
    const topic = topics.at(-1);
    if (isHead(unit)) {
      const head = headOf(unit);
      topics.push({ ...head, stages: besideStages(unit, head, head.choice ? [] : ['session'], year) });
      if (unit.label) heads.add(unit.label.style);
      heading = NO_HEADING;
      whom = null;
      shared = false;
      stray = false;
      addTable(unit);
      continue;
    }
    // "2. Thời gian" behind "1. Nội dung" with its topics: what stands below is theirs together
    if (unit.label && goesOn(outer, unit.label)) shared = true;
    if (!topic) continue;
    const name = /^tên (?:chuyên đề|chủ điểm|chủ đề)\s*:\s*/u.exec(unit.key)?.[0].length;
    if (name !== undefined && topic.title === '') {
      topic.title = headOf(partOf(unit, unit.text.slice(name), name)).title;
      continue;
    }
    const numbers = referredTopics(unit.text);
    if (numbers.some((number) => number !== topic.number)) {
      referred.push(...referring([unit], year));
      continue;
    }
    // "3. Thời gian: …" in the list of the topics: of none of them more than of another
    if (!shared && topics.length > 1 && unit.label && heads.has(unit.label.style) && bodied.size === 0) lost = true;
    if (lost || stray) continue;
    if (whom && unit.label && unit.label.style === whom.style) whom = null;
    const said = statedStages(unit, { heading: heading.kinds, year });
    // "2. Giữ gìn đoàn kết." behind "1. Chuyên đề 1: …" with its dates: those below are not of the first
    if (!shared && said.length === 0 && unit.label && heads.has(unit.label.style) && topic.stages.length > 0) {
      stray = stageLabel(unit.key) === null && headingKinds(unit).length === 0;
      if (stray) continue;
    }
    bodied.add(topic);
    const stages = whom ? said.map((stage) => ({ ...stage, audience: stage.audience ?? whom?.audience })) : said;
    if (stages.length === 0 && namesAudience(unit.text))
      whom = { audience: audienceOf(unit.text), style: unit.label?.style ?? null };
    if (shared)
      for (const each of topics) each.stages.push(...stages.map((stage) => ({ ...stage, doubts: [...stage.doubts, SHARED] })));
    else topic.stages.push(...stages);
    const style = unit.label?.style ?? null;
    const named = stages.length === 0 ? headingKinds(unit) : [];
    if (named.length > 0) heading = { kinds: named, style };
    else if (style !== null && style === heading.style) heading = NO_HEADING;
    addTable(unit);
  }
  return [...topics, ...referred];
}

/** What a head says beside its title: "Chuyên đề tự chọn (đăng ký trước ngày 31/7)". */
export const besideStages = (unit: Unit, head: Head, heading: StageKind[], year: Year): StatedStage[] =>
  head.beside
    .flatMap(({ text, from }) => statedStages(partOf(unit, text, from), { heading, year }))
    .filter((stage) => !(head.choice && tellsChoice(stage)));

/** "… Chuyên đề thứ nhất “…” học tập trong tháng 3. Chuyên đề thứ hai …": a paragraph of several topics, one each. */
function inProse(unit: Unit): Unit[] {
  const begins = sentencesOf(unit.text)
    .map(({ from }) => from)
    .filter((from) => PROSE_TOPIC.test(unit.key.slice(from)));
  if (begins.length < 2 || unit.cells) return [unit];
  const cuts = [...new Set([0, ...begins])];
  return cuts.map((from, index) => ({
    ...unit,
    text: unit.text.slice(from, cuts[index + 1]).trimEnd(),
    key: unit.key.slice(from, cuts[index + 1]).trimEnd(),
    label: from === 0 ? unit.label : null,
    placeOf: (offset) => unit.placeOf(from + offset),
  }));
}

const PROSE_TOPIC = /^(?:chuyên đề|chủ đề|chủ điểm)(?: số)? (?:thứ \p{L}+|\d{1,2}|[“"])/u;

/** The next of the list that stood before the first topic. */
function goesOn(outer: Label[], label: Label): boolean {
  const last = outer.findLast(({ style }) => style === label.style);
  if (!last) return false;
  const [from, to] = [last, label].map(({ written }) => Number(/\d+$/.exec(written)?.[0] ?? NaN));
  return from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to) || to === from + 1;
}

/** "… tự chọn 01 chuyên đề, báo cáo Đảng ủy trước ngày 15/7": what was chosen, not what came of it; it is asked. */
const tellsChoice = ({ kind, said }: StatedStage): boolean => kind === 'reporting' && !/kết quả|thu hoạch/u.test(foldedKey(said));

const SHARED = {
  reason: 'thời gian nêu chung, không nêu của chuyên đề nào',
  proposal: 'Hiểu là của mọi chuyên đề trong mục này.',
};

/** "Học tập Chuyên đề 1: tháng 3/2024" where no heading names it. Of several in one unit nobody knows which date is whose. */
function referring(units: Unit[], year: Year): TopicPiece[] {
  return units.flatMap((unit) => {
    const [number, ...others] = referredTopics(unit.text);
    if (number === undefined || others.length > 0) return [];
    const stages = statedStages(unit, { heading: [], year });
    return stages.length === 0 ? [] : [{ ...nameless(unit), number, stages, refers: true }];
  });
}

const nameless = (unit: Unit): Head => ({ title: '', choice: false, number: null, place: unit.placeOf(0), beside: [] });

/** Stages without a head above them: one topic, named by the quotation that introduces it. */
function onlyTopic(units: Unit[], year: Year): TopicPiece[] {
  const stages = units
    .filter(({ text }) => referredTopics(text).length === 0)
    .flatMap((unit) => statedStages(unit, { heading: [], year }));
  const [unit] = units;
  if (!unit || !stages.some(({ opens, due, doubts }) => (opens !== null || due !== null) && doubts.length === 0)) return [];
  const named = units.find(({ key }) => /(?:chuyên đề|chủ đề|chủ điểm)[^“"]{0,40}[“"]/u.test(key));
  const title = /[“"]([^”"]{3,400})[”"]/u.exec(named?.text ?? '')?.[1] ?? '';
  return [{ ...nameless(named ?? unit), title, stages, ...(title === '' && { ofUnknown: true }) }];
}

/** "3.2. Sinh hoạt chuyên đề về nội dung Tác phẩm": what stands below it is of that stage. */
function headingKinds(unit: Unit): StageKind[] {
  const label = stageLabel(unit.key);
  if (label) return label.aside ? [] : label.kinds;
  return unit.label !== null && unit.key.split(' ').length <= 16 && !unit.key.endsWith('.') ? kindsOf(unit.key) : [];
}

function partOf(unit: Unit, text: string, from: number): Unit {
  const skipped = /^[\s:;,.–-]*/u.exec(text)?.[0].length ?? 0;
  const part = text.slice(skipped);
  return { ...unit, text: part, key: foldedKey(part), label: null, placeOf: (offset) => unit.placeOf(from + skipped + offset) };
}
