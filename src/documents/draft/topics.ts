/**
 * The topics of the content, from headings and from tables, each with its stages.
 *
 * @module
 */
import { STAGE_KINDS } from '../../domain/plan';
import { headedTopics } from './headed-topics';
import type { Section } from './sections';
import type { StatedStage } from './stages';
import { tableTopics } from './tables/table-topics';
import { tablesIn, type Table } from './tables/tables';
import type { Year } from './times';
import { isTopicTitle } from './topic-heads';
import { united, type StatedTopic, type TopicPiece } from './united-topics';
import type { Unit } from './units';

export function statedTopics(sections: Section[], year: Year): StatedTopic[] {
  return united(
    sections.flatMap((section) => piecesOf(section, year)),
    year,
  );
}

function piecesOf({ title, units: below }: Section, year: Year): TopicPiece[] {
  const units = isTopicTitle(title.key) ? [title, ...below] : below;
  const tables = tablesIn(units, year).map((table) => ({ table, pieces: tableTopics(table, year) }));
  const tabled = new Set(tables.flatMap(({ table }) => [...table.units]));
  const plain = units.filter((unit) => !unit.cells && !tabled.has(unit));
  // a table that names no topic belongs to the one that it stands below
  const owned = new Map(
    tables.flatMap(({ table, pieces }): [Unit, StatedStage[]][] => {
      const before = pieces.every(({ ofUnknown }) => ofUnknown) ? unitBefore(units, table, plain) : undefined;
      return before ? [[before, pieces.flatMap(({ stages }) => stages)]] : [];
    }),
  );
  const headed = headedTopics(plain, year, owned);
  const fromTables = tables.flatMap(({ pieces }) => pieces.map((piece) => ({ ...piece, tabled: true })));
  // what the heading took is said
  const taken = new Set(headed.flatMap(({ stages }) => stages));
  return [...headed, ...fromTables.filter(({ ofUnknown, stages }) => !ofUnknown || !stages.some((stage) => taken.has(stage)))];
}

function unitBefore(units: Unit[], table: Table, plain: Unit[]): Unit | undefined {
  const at = units.findIndex((unit) => table.units.has(unit));
  return units.slice(0, at).findLast((unit) => plain.includes(unit));
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
