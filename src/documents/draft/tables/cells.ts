/**
 * The times of one cell as stages.
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import { foldedKey } from '../folding';
import { namingWords } from '../naming-words';
import { stageWords } from '../stage-words';
import { statedStages, isAside, type StatedStage } from '../stages';
import { datesOf, timesIn, type Year } from '../times';
import type { DraftPlace } from '../types';
import type { Unit } from '../units';
import type { TableCell, TableRow } from './rows';
import { worksOf } from './works';

/** The header names the stages of a cell, else its row's work does, else they are `usual`. */
export function cellStages(row: TableRow, usual: StageKind[], cell: TableCell, year: Year): StatedStage[] {
  const placeOf = (offset: number) => row.unit.placeOf(offset);
  const audience = cell.whom ?? (row.whom === '' ? undefined : row.whom);
  const works = worksOf(row.work);
  if (cell.kinds.length === 0 && works.length > 1) {
    const said = `${row.work}: ${cell.text}`;
    return [...new Set(works.flat())].map((kind) => ({ kind, ...RAN_TOGETHER, said, place: placeOf(cell.from), doubts: [] }));
  }
  const kinds = cell.kinds.length > 0 ? cell.kinds : (works[0] ?? usual);
  const stages = tellsStages(cell.text, kinds, year)
    ? toldStages(row.unit, cell, kinds, year)
    : statedAt(cell, kinds, placeOf, year);
  // rows of a merged cell that a PDF ran together
  const apart = stages.every((stage) => stage.audience !== undefined);
  const doubled = new Set(stages.map(({ kind }) => kind)).size < stages.length;
  if (row.unit.cellLines && doubled && !apart)
    return kinds.map((kind) => ({ kind, ...RAN_TOGETHER, said: cell.text, place: placeOf(cell.from), doubts: [] }));
  return stages.map((stage) => (audience === undefined || stage.audience !== undefined ? stage : { ...stage, audience }));
}

/** "Học tập: tháng 3; sinh hoạt: tháng 4" in a cell; not "sau sinh hoạt 05 ngày", which counts from it. */
function tellsStages(text: string, kinds: StageKind[], year: Year): boolean {
  const key = foldedKey(text);
  const times = timesIn(text, year);
  const told = namingWords(key, times)
    .words.filter(({ from }) => !times.some((time) => time.from <= from && from < time.to))
    .map(({ kind }) => kind);
  return told.some((kind) => !kinds.includes(kind)) || new Set(told).size > 1;
}

function toldStages(unit: Unit, cell: TableCell, kinds: StageKind[], year: Year): StatedStage[] {
  const key = foldedKey(cell.text);
  const begins = [...cell.text.matchAll(/[;.]\s+|\s[-–+•*]\s+|\s(?=\p{Lu}[^.;:]{2,40}:\s)/gu)]
    .map((match) => match.index + match[0].length)
    .filter((at) => (stageWords(key.slice(at))[0]?.from ?? LEAD) < LEAD);
  const cuts = [...new Set([0, ...begins])].sort((a, b) => a - b);
  return cuts.flatMap((from, index) => {
    const part = cell.text
      .slice(from, cuts[index + 1])
      .replace(/^[-–+•*;\s]+/u, '')
      .trim();
    if (part === '') return [];
    const line = { ...unit, text: part, key: foldedKey(part), label: null, placeOf: () => unit.placeOf(cell.from + from) };
    return statedStages(line, { heading: kinds, year });
  });
}

/** Characters before the word: "tổ chức sinh hoạt". */
const LEAD = 12;

const RAN_TOGETHER = {
  opens: null,
  due: null,
  tentative: false,
  ask: {
    reason: 'một ô nêu thời gian của nhiều bước, không rõ thời gian nào của bước nào',
    proposal: 'Đề nghị ghi thời gian của từng bước.',
  },
};

/** The times of a cell, each of the stages `kinds`; of nobody knows which where there are none. */
export function statedAt(
  cell: Pick<TableCell, 'text' | 'from'>,
  kinds: StageKind[],
  placeOf: (offset: number) => DraftPlace,
  year: Year,
): StatedStage[] {
  const key = foldedKey(cell.text);
  const times = timesIn(cell.text, year).filter((time, _, all) => !isAside(key, time, all));
  const place = placeOf(cell.from);
  if (times.length === 0 && (!/\p{L}|\d/u.test(cell.text) || NONE.test(key))) return [];
  const found =
    times.length > 0
      ? times.map(({ phrase }) => ({
          ...datesOf(phrase, year.years.length === 1 ? (year.years[0] ?? null) : null),
          audience: phrase.audience,
          warnings: phrase.warnings ?? [],
        }))
      : [{ ...TIMELESS_CELL, audience: undefined, warnings: [] }];
  return found.flatMap(({ audience, warnings, ...dates }) =>
    kinds.map((kind) => ({
      kind,
      ...dates,
      said: cell.text,
      place,
      ...(audience !== undefined && { audience }),
      doubts: warnings.map((reason) => ({ reason, proposal: 'Đề nghị kiểm tra lại với văn bản.' })),
    })),
  );
}

/** "Không tổ chức hội nghị": the stage is left out, not undated. */
const NONE = /^không(?:$|[.;]?$| (?:tổ chức|thực hiện|sinh hoạt|học tập|có|áp dụng|yêu cầu)(?:\s|[.;]|$))/u;

const TIMELESS_CELL = {
  opens: null,
  due: null,
  tentative: false,
  ask: { reason: 'ô thời gian không nêu ngày, tháng hoặc quý cụ thể', proposal: 'Đề nghị thống nhất thời hạn và ghi căn cứ.' },
};
