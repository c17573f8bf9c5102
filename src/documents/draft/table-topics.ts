/**
 * Rows of tables as topics and stages.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { foldedKey } from './folding';
import { kindsOf, stageWords } from './stage-words';
import type { StatedStage } from './stages';
import { worksOf, type TableCell, type TableRow } from './tables';
import { datesOf, timesIn, type Year } from './times';
import { headOf } from './topic-heads';
import type { StatedTopic } from './topics';
import type { DraftPlace } from './types';
import type { Unit } from './units';

/** "Học tập, thảo luận": a row of a stage, not of a topic. */
export function isStageRow({ name }: TableRow): boolean {
  const key = foldedKey(name).replace(/^(?:tổ chức|triển khai|thời gian) /u, '');
  return stageWords(key)[0]?.from === 0 && key.split(' ').length <= 8;
}

/** Rows of topics; between them, or below them, rows of their stages. */
export function tableTopics(rows: TableRow[], year: Year): StatedTopic[] {
  const nested =
    rows.some((row) => !isStageRow(row)) &&
    rows.some((row, index) => isStageRow(row) && index > 0 && !isStageRow(rows[0] ?? row));
  const topics: StatedTopic[] = [];
  let above = '';
  for (const row of rows) {
    const topic = topics.at(-1);
    const isStage = isStageRow(row);
    if (isStage && (nested || !rows.some((each) => !isStageRow(each)))) {
      if (topic) topic.stages.push(...rowStages(row, year));
      // stages of a topic that the table does not name
      else
        topics.push({
          title: '',
          choice: false,
          number: null,
          place: row.unit.placeOf(0),
          beside: [],
          stages: rowStages(row, year),
        });
    } else if (row.name !== '' && row.name !== above) {
      const name: Unit = { ...row.unit, text: row.name, key: foldedKey(row.name), label: null };
      topics.push({
        ...headOf(name),
        stages: row.times.flatMap((cell) => cellStages(row, ['session'], cell, year)),
      });
      above = row.name;
    } else {
      // a cell merged downwards holds one topic, whose every row has its own time
      const usual: StageKind[] = row.name === '' ? [] : ['session'];
      topic?.stages.push(...row.times.flatMap((cell) => cellStages(row, usual, cell, year)));
    }
  }
  return topics;
}

/** A row of a topic that is named elsewhere. */
export const rowStages = (row: TableRow, year: Year): StatedStage[] =>
  row.times.flatMap((cell) => cellStages(row, kindsOf(foldedKey(row.name)), cell, year));

/** The header names the stages of a cell, else its row's work does, else they are `usual`. */
function cellStages(row: TableRow, usual: StageKind[], cell: TableCell, year: Year): StatedStage[] {
  const placeOf = (offset: number) => row.unit.placeOf(offset);
  if (cell.kinds.length > 0) return statedAt(cell, cell.kinds, placeOf, year);
  const works = worksOf(row.work);
  if (works.length < 2) return statedAt(cell, works[0] ?? usual, placeOf, year);
  const said = `${row.work}: ${cell.text}`;
  return [...new Set(works.flat())].map((kind) => ({ kind, ...RAN_TOGETHER, said, place: placeOf(cell.from), doubts: [] }));
}

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
  cell: TableCell,
  kinds: StageKind[],
  placeOf: (offset: number) => DraftPlace,
  year: Year,
): StatedStage[] {
  const times = timesIn(cell.text, year);
  const place = placeOf(cell.from);
  const named: StageKind[] = kinds.length > 0 ? kinds : ['session'];
  const unsure =
    kinds.length > 0 ? [] : [{ reason: 'không rõ thời gian này của bước nào', proposal: 'Hiểu là sinh hoạt chuyên đề.' }];
  if (times.length === 0 && (!/\p{L}|\d/u.test(cell.text) || NONE.test(foldedKey(cell.text)))) return [];
  const found =
    times.length > 0
      ? times.map(({ phrase }) => ({
          ...datesOf(phrase, year.years.length === 1 ? (year.years[0] ?? null) : null),
          audience: phrase.audience,
          warnings: phrase.warnings ?? [],
        }))
      : [{ ...TIMELESS_CELL, audience: undefined, warnings: [] }];
  return found.flatMap(({ audience, warnings, ...dates }) =>
    named.map((kind) => ({
      kind,
      ...dates,
      said: cell.text,
      place,
      ...(audience !== undefined && { audience }),
      doubts: [...unsure, ...warnings.map((reason) => ({ reason, proposal: 'Đề nghị kiểm tra lại với văn bản.' }))],
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
