/**
 * Tables of changes: a topic a row, what it was, what it is now. The header decides.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { findPhrases, parsePhrase, type PhraseContext } from '../../domain/time-phrases';
import { foldedKey } from '../draft/folding';
import { stageWords } from '../draft/stage-words';
import type { Unit } from '../draft/units';
import { UNSURE_KIND } from './doubts';
import { mentionsIn } from './mentions';
import type { Above } from './statements';
import { type Aside, type Doubt, type Mention, type SaidTime, type Statement, undatedStatement } from './types';
import { kindsNamed } from './words';

interface Columns {
  topic: number | null;
  stage: number | null;
  /** Columns of what held before, with the stages that their headers name. */
  old: { at: number; kinds: StageKind[] }[];
  /** Columns of new dates, each with the stages its header names. */
  now: { at: number; kinds: StageKind[]; deadline: boolean }[];
}

export function tableStatements(
  rows: Unit[],
  above: Above,
  announced: boolean,
  ctx: PhraseContext,
): { statements: Statement[]; asides: Aside[] } {
  const at = rows.findIndex(isHeader);
  const [header] = at < 0 ? [] : [rows[at]];
  const body = rows.slice(at + 1);
  const dated = body.filter((row) => findPhrases(row.text, ctx).length > 0);
  const columns = header && columnsOf(header.cells ?? []);
  if (!columns || columns.now.length === 0) {
    if (!above.listed && !announced) return { statements: [], asides: dated.map(asideOf) };
    return { statements: dated.map((row) => unread(row, above)), asides: [] };
  }
  let topics = above.topics;
  return {
    asides: [],
    statements: body.flatMap((row) => {
      const cells = row.cells ?? [];
      const named = columns.topic === null ? [] : topicsIn(cells[columns.topic] ?? '');
      if (named.length > 0) topics = named;
      return columns.now.flatMap((column) => cellStatement(row, cells, column, columns, topics, above, ctx));
    }),
  };
}

const isHeader = ({ cells }: Unit): boolean =>
  (cells ?? []).some((cell) => /chuyên đề|nội dung|thời (?:hạn|gian)|tên/u.test(foldedKey(cell))) &&
  !(cells ?? []).some((cell) => /\d{1,2}\s*\/\s*\d{1,2}/u.test(cell));

function columnsOf(cells: string[]): Columns {
  const columns: Columns = { topic: null, stage: null, old: [], now: [] };
  for (const [at, cell] of cells.entries()) {
    const key = foldedKey(cell);
    if (
      /cũ|trước đây|ban đầu|đã (?:ban hành|duyệt|thông báo)|theo kế hoạch|kế hoạch số|hiện (?:nay|tại)|trước (?:khi )?điều chỉnh/u.test(
        key,
      )
    )
      columns.old.push({ at, kinds: kindsNamed(cell).kinds });
    else if (/mới|điều chỉnh|thay đổi|nay|sửa|gia hạn|lùi/u.test(key) && !/ghi chú|lý do/u.test(key))
      columns.now.push({ at, kinds: kindsNamed(cell).kinds, deadline: /hạn/u.test(key) });
    else if (/chuyên đề|chủ đề|^tên/u.test(key) && !/thời/u.test(key)) columns.topic ??= at;
    else if (/nội dung|bước|công việc|hoạt động/u.test(key)) columns.stage ??= at;
  }
  // one column for both: "Nội dung | Thời gian cũ | Thời gian mới"
  if (columns.topic === null) columns.topic = columns.stage;
  return columns;
}

function cellStatement(
  row: Unit,
  cells: string[],
  column: Columns['now'][number],
  columns: Columns,
  topics: Mention[],
  above: Above,
  ctx: PhraseContext,
): Statement[] {
  const text = cells[column.at] ?? '';
  if (!/[\p{L}\d]/u.test(text)) return [];
  const kept = /giữ nguyên|không (?:thay đổi|điều chỉnh)/u.test(foldedKey(text));
  const times = findPhrases(text, ctx).filter(({ phrase }) => phrase.kind !== 'citation');
  if (kept && times.length === 0) return [];
  const stage = columns.stage === null ? '' : (cells[columns.stage] ?? '');
  const named = kindsNamed(stage);
  const own = kindsNamed(text).kinds;
  const kinds =
    column.kinds.length > 0 ? column.kinds : own.length > 0 ? own : named.kinds.length > 0 ? named.kinds : above.kinds;
  const before = cells[oldColumn(columns, column.kinds) ?? -1] ?? '';
  const several = times.length > 1 || (kept && times.length > 0) || findPhrases(before, ctx).length > 1;
  const stages = new Set(stageWords(foldedKey(stage)).map(({ kind }) => kind));
  if (several && stages.size > 1)
    return [undatedStatement({ topics, kinds: [], doubts: [RAN_TOGETHER], said: row.text, place: row.placeOf(0) })];
  const old: SaidTime[] = /\d/u.test(before) ? [{ text: before, phrase: parsePhrase(before, ctx) }] : [];
  return [
    {
      topics,
      kinds,
      time: { text, phrase: parsePhrase(text, ctx) },
      old,
      deadline: column.deadline || /hoàn thành|hạn/u.test(foldedKey(text)),
      moved: false,
      sense: kept ? 'kept' : 'changed',
      doubts: [...(topics.length > 0 ? [] : [NO_TOPIC]), ...(own.length === 0 && named.doubtful ? [UNSURE_KIND] : [])],
      said: row.text,
      place: row.placeOf(offsetOf(cells, column.at)),
    },
  ];
}

/** The old column of the same stage, or the one that names none. */
const oldColumn = ({ old }: Columns, kinds: StageKind[]): number | undefined =>
  (
    old.find((column) => column.kinds.some((kind) => kinds.includes(kind))) ??
    old.find((column) => column.kinds.length === 0 || kinds.length === 0)
  )?.at;

const RAN_TOGETHER: Doubt = {
  reason: 'dòng của bảng nêu nhiều bước và nhiều ngày, chưa rõ ngày nào của bước nào',
  proposal: 'Đề nghị ghi từng thời hạn.',
};
const NO_TOPIC: Doubt = { reason: 'dòng của bảng không nêu chuyên đề', proposal: 'Đề nghị ghi rõ chuyên đề.' };

/** A cell that names a topic: its number, or its title without any other word. */
function topicsIn(cell: string): Mention[] {
  const found = mentionsIn(foldedKey(cell), cell).map(({ mention }) => mention);
  if (found.length > 0 || !/\p{L}/u.test(cell)) return found;
  return [{ form: 'title', words: cell, said: cell }];
}

const offsetOf = (cells: string[], at: number) => cells.slice(0, at).reduce((sum, cell) => sum + cell.length + ' | '.length, 0);
const asideOf = (row: Unit): Aside => ({ said: row.text, place: row.placeOf(0) });

/** A table in a list of changes that is not understood: each dated row is asked. */
const unread = (row: Unit, above: Above): Statement =>
  undatedStatement({
    topics: mentionsIn(row.key, row.text).map(({ mention }) => mention),
    kinds: above.kinds,
    doubts: [
      { reason: 'bảng không có cột “mới” hoặc “điều chỉnh”, chưa rõ ngày nào là ngày mới', proposal: 'Đề nghị ghi ngày mới.' },
    ],
    said: row.text,
    place: row.placeOf(0),
  });
