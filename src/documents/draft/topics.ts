/**
 * The topics of the content, from headings and from tables, each with its stages.
 *
 * @module
 */
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import { foldedKey } from './folding';
import type { Section } from './sections';
import { kindsOf, stageLabel } from './stage-words';
import { statedStages, type StatedStage } from './stages';
import { isStageRow, rowStages, statedAt, tableTopics } from './table-topics';
import { tablesIn, type Table } from './tables';
import { timesIn, type Year } from './times';
import { headOf, isTopicHead, isTopicTitle, type Head } from './topic-heads';
import type { Unit } from './units';

export interface StatedTopic extends Head {
  stages: StatedStage[];
}

export function statedTopics(sections: Section[], year: Year): StatedTopic[] {
  return numberedTimes(
    sections.flatMap(({ title, units: below }) => {
      const units = isTopicTitle(title.key) ? [title, ...below] : below;
      const tables = tablesIn(units);
      const tabled = new Set(tables.flatMap((table) => [...table.units]));
      const plain = units.filter((unit) => !tabled.has(unit)).flatMap(asLines);
      const whose = ownersOf(units, tables);
      const headed = headedTopics(plain, year, whose);
      const fromTables = tables.filter((table) => !whose.has(table)).flatMap(({ rows }) => tableTopics(rows, year));
      return headed.length > 0 && fromTables.length > 0 ? joined(headed, fromTables) : [...headed, ...fromTables];
    }),
    year,
  );
}

/** "Chuyên đề 1: tháng 3/2025" in a list of times: the date of the topic of that number, no topic of its own. */
function numberedTimes(topics: StatedTopic[], year: Year): StatedTopic[] {
  const found: StatedTopic[] = [];
  for (const topic of topics) {
    const times = topic.number === null ? [] : timesIn(topic.title, year);
    const timed = times.reduce((sum, { from, to }) => sum + to - from, 0) > topic.title.length * 0.6;
    const same = timed ? found.find(({ number }) => number === topic.number) : undefined;
    if (!same) found.push(topic);
    else {
      const cell = { kinds: [], text: topic.title, from: 0 };
      same.stages.push(...topic.stages, ...statedAt(cell, ['session'], () => topic.place, year));
    }
  }
  return found;
}

/** Tables of nothing but stages, and the unit each stands behind: they belong to the topic there. */
function ownersOf(units: Unit[], tables: Table[]): Map<Table, Unit> {
  const owners = new Map<Table, Unit>();
  for (const table of tables.filter(({ rows }) => rows.every(isStageRow))) {
    const at = units.findIndex((unit) => table.units.has(unit));
    const before = units.slice(0, at).findLast(({ cells }) => !cells);
    if (before) owners.set(table, before);
  }
  return owners;
}

/** Topics named in the text whose dates stand in a table: one topic, matched by title. */
function joined(headed: StatedTopic[], tabled: StatedTopic[]): StatedTopic[] {
  const left = [...tabled];
  const both = headed.map((topic) => {
    const at = left.findIndex(({ title }) => sameTitle(title, topic.title));
    const [match] = at < 0 ? [] : left.splice(at, 1);
    return match ? { ...topic, stages: [...topic.stages, ...match.stages] } : topic;
  });
  return [...both, ...left];
}

const sameTitle = (a: string, b: string) => {
  const [x, y] = [a, b].map((title) =>
    foldedKey(title)
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim(),
  );
  return (
    x !== undefined && y !== undefined && (x === y || (x.length > 20 && y.startsWith(x)) || (y.length > 20 && x.startsWith(y)))
  );
};

/** A row outside any table that was understood: its cells as lines. */
function asLines(unit: Unit): Unit[] {
  const { cells } = unit;
  if (!cells) return [unit];
  let from = 0;
  return cells.flatMap((text) => {
    const start = from;
    from += text.length + ' | '.length;
    const line: Unit = {
      text,
      key: foldedKey(text),
      label: null,
      heading: false,
      parted: true,
      placeOf: (offset) => unit.placeOf(start + offset),
    };
    return text === '' ? [] : [line];
  });
}

/** Stages without a head above them: one topic, named by the quotation that introduces it. */
function onlyTopic(units: Unit[], year: Year): StatedTopic[] {
  const stages = units.flatMap((unit) => statedStages(unit, { heading: [], year }));
  const [unit] = units;
  if (!unit || !stages.some(({ opens, due, doubts }) => (opens !== null || due !== null) && doubts.length === 0)) return [];
  const named = units.find(({ key }) => /(?:chuyên đề|chủ đề|chủ điểm)[^“"]{0,40}[“"]/u.test(key));
  const title = /[“"]([^”"]{3,400})[”"]/u.exec(named?.text ?? '')?.[1] ?? '';
  return [{ title, choice: false, number: null, place: (named ?? unit).placeOf(0), beside: [], stages }];
}

function headedTopics(units: Unit[], year: Year, tables: Map<Table, Unit>): StatedTopic[] {
  const isHead = isTopicHead(units);
  if (!units.some(isHead)) return tables.size > 0 ? [] : onlyTopic(units, year);
  const outer = new Set(units.slice(0, units.findIndex(isHead)).flatMap(({ label }) => label?.style ?? []));
  const topics: StatedTopic[] = [];
  let shared = false;
  let heading: { kinds: StageKind[]; style: string | null } = { kinds: [], style: null };
  const addTables = (unit: Unit) => {
    for (const [table, before] of tables)
      if (before === unit) topics.at(-1)?.stages.push(...table.rows.flatMap((row) => rowStages(row, year)));
  };
  for (const unit of units) {
    const topic = topics.at(-1);
    if (isHead(unit)) {
      const head = headOf(unit);
      topics.push({
        ...head,
        stages: head.beside.flatMap(({ text, from }) =>
          statedStages(partOf(unit, text, from), { heading: head.choice ? [] : ['session'], year }),
        ),
      });
      heading = { kinds: [], style: null };
      shared = false;
      addTables(unit);
      continue;
    }
    // "2. Thời gian" behind "1. Nội dung" with its topics: what stands below is theirs together
    if (unit.label && outer.has(unit.label.style)) shared = true;
    if (!topic) continue;
    const name = /^tên (?:chuyên đề|chủ điểm|chủ đề)\s*:\s*/u.exec(unit.key)?.[0].length;
    if (name !== undefined && topic.title === '') {
      topic.title = headOf(partOf(unit, unit.text.slice(name), name)).title;
      continue;
    }
    const stages = statedStages(unit, { heading: heading.kinds, year });
    if (shared)
      for (const each of topics) each.stages.push(...stages.map((stage) => ({ ...stage, doubts: [...stage.doubts, SHARED] })));
    else topic.stages.push(...stages);
    const style = unit.label?.style ?? null;
    const named = stages.length === 0 ? headingKinds(unit) : [];
    if (named.length > 0) heading = { kinds: named, style };
    else if (style !== null && style === heading.style) heading = { kinds: [], style: null };
    addTables(unit);
  }
  return topics;
}

const SHARED = {
  reason: 'thời gian nêu chung, không nêu của chuyên đề nào',
  proposal: 'Hiểu là của mọi chuyên đề trong mục này.',
};

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

/** Stages in the fixed order; of several with the same words one is kept. */
export function inOrder(stages: StatedStage[]): StatedStage[] {
  const kept: StatedStage[] = [];
  for (const stage of stages) {
    const same = kept.find(
      (other) =>
        other.kind === stage.kind && other.opens === stage.opens && other.due === stage.due && other.audience === stage.audience,
    );
    if (!same) kept.push(stage);
  }
  return STAGE_KINDS.flatMap((kind) => kept.filter((stage) => stage.kind === kind));
}
