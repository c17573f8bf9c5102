/**
 * Rows of tables as topics and stages.
 *
 * @module
 */
import type { StageKind } from '../../../domain/plan';
import { foldedKey } from '../folding';
import { besideStages } from '../headed-topics';
import type { StatedStage } from '../stages';
import type { Year } from '../times';
import { headOf, type Head } from '../topic-heads';
import { quotedTopic, referredTopics, titledReference } from '../topic-references';
import type { TopicPiece } from '../united-topics';
import type { Unit } from '../units';
import { cellStages } from './cells';
import type { TableCell, TableRow } from './rows';
import type { Table } from './tables';
import { isDuty, isWork, mentionsTopic, namesTopic, worksOf } from './works';

/** What a table says, topic by topic; a piece `ofUnknown` topic where it names none. */
export function tableTopics(table: Table, year: Year): TopicPiece[] {
  const reading: Reading = { year, pieces: [], current: null, name: '', work: '', kinds: [], ...shapeOf(table) };
  for (const [index, row] of table.rows.entries()) {
    const next = table.rows[index + 1];
    readRow(reading, row, next);
  }
  return reading.pieces
    .filter(({ stages, refers, ofUnknown }) => stages.length > 0 || (refers !== true && ofUnknown !== true))
    .map(withoutLoneAudiences);
}

interface Shape {
  /** It has a column of works. */
  worked: boolean;
  /** Its works stand below the topics, in the same column. */
  nested: boolean;
  /** Its header calls a column the topics'. */
  named: boolean;
  /** Some of its rows call their topic one: the others are none. */
  called: boolean;
}

interface Reading extends Shape {
  year: Year;
  pieces: TopicPiece[];
  /** The topic that rows without one of their own belong to. */
  current: TopicPiece | null;
  name: string;
  work: string;
  /** Stages that a row over the whole width names. */
  kinds: StageKind[];
}

function shapeOf({ rows, columns }: Table): Shape {
  const worked = columns.some(({ is }) => is === 'work');
  const topics = columns.some(({ is }) => is === 'topic');
  const named = columns.some((column) => column.is === 'topic' && column.named);
  const texts = rows.map((row) => (topics ? row.name : row.work));
  return {
    worked: worked && topics,
    nested: texts.some((text) => isWork(text) && referredTopics(text).length === 0 && quotedTopic(text) === null),
    named,
    called: !named && (!topics || texts.some((text) => text !== '' && mentionsTopic(text))),
  };
}

function readRow(reading: Reading, row: TableRow, next: TableRow | undefined): void {
  if (row.times.some(({ topic }) => topic !== undefined)) return readAcross(reading, row);
  if (row.whole) return readHeading(reading, row, next);
  const own = row.name === '' ? row.work : row.name;
  if (reading.worked && row.name !== '' && !isWork(row.name)) {
    begin(reading, row.unit, row.name);
    return addStages(reading, row, row.work);
  }
  if (reading.worked) return addStages(reading, row, row.work === '' ? row.name : row.work);
  const titled = titledReference(own);
  if (titled) {
    reading.pieces.push(
      referring(
        row,
        { number: titled.number, title: titled.title },
        stagesOf(reading, { ...row, work: titled.work }, titled.work),
      ),
    );
    return;
  }
  if (own === '' || isWork(own) || (mentionsTopic(own) && !namesTopic(own))) return addStages(reading, row, own);
  if (!reading.named && isDuty(own)) return; // its date is asked
  const isTopic = namesTopic(own) || !reading.called || (reading.nested && row.times.length === 0);
  if (!isTopic) return; // another duty: its date is asked
  begin(reading, row.unit, own);
  const worksFollow = next !== undefined && isWork(next.name === '' ? next.work : next.name);
  reading.current?.stages.push(...stagesOf(reading, row, '', worksFollow ? [] : ['session']));
}

function readHeading(reading: Reading, row: TableRow, next: TableRow | undefined): void {
  // a group of topics, which have names of their own
  if (next && !next.whole && next.name !== '' && !isWork(next.name)) return;
  const works = worksOf(row.name);
  if (works.length === 1 && works[0] && !namesTopic(row.name)) reading.kinds = works[0];
  else if (namesTopic(row.name) || reading.nested) {
    begin(reading, row.unit, row.name);
    reading.kinds = [];
  }
}

/** The topic of this row and of those below it that name none. */
function begin(reading: Reading, unit: Unit, name: string): void {
  if (name === reading.name && reading.current) return;
  reading.name = name;
  reading.work = '';
  const titled = { ...unit, text: name, key: foldedKey(name), label: null };
  const head = headOf(titled);
  const stages = besideStages(titled, head, [], reading.year).filter(({ doubts }) => doubts.length === 0);
  reading.current = { ...head, stages, ...(head.title === '' && head.number !== null && { refers: true }) };
  reading.pieces.push(reading.current);
}

function addStages(reading: Reading, row: TableRow, said: string): void {
  // a work that a merged cell names once, for an audience of its own in each row
  const work = said === '' && row.whom !== '' ? reading.work : said;
  if (work !== '') reading.work = work;
  const stages = stagesOf(reading, row, work);
  const numbers = referredTopics(work);
  const title = quotedTopic(work);
  if (title !== null) reading.pieces.push(referring(row, { number: null, title }, stages));
  else if (numbers.length > 0) for (const number of numbers) reading.pieces.push(referring(row, { number, title: '' }, stages));
  else if (reading.current) reading.current.stages.push(...stages);
  else if (stages.length > 0) {
    const last = reading.pieces.at(-1);
    if (last?.ofUnknown) last.stages.push(...stages);
    else reading.pieces.push({ ...nameless(row), stages: [...stages], ofUnknown: true });
  }
}

const USUAL: StageKind[] = ['session'];

/** A row's stages: as its header names them, as its work does, or the session where the table has no works. */
function stagesOf(reading: Reading, row: TableRow, work: string, without?: StageKind[]): StatedStage[] {
  const usual =
    without ??
    (reading.kinds.length > 0
      ? reading.kinds
      : !reading.worked && (row.name !== '' || (reading.named && row.whom !== ''))
        ? USUAL
        : []);
  const plain = row.times.filter(({ kinds }) => kinds.length === 0);
  // two columns of times, and nothing says of what
  // nor of a quarter beside the day of the session
  const unclear =
    plain.every(({ whom }) => whom === undefined) &&
    (plain.length > 1 || row.times.some(({ kinds }) => kinds.includes('session')));
  const times = unclear ? row.times.filter((cell) => !plain.includes(cell)) : row.times;
  return times.flatMap((cell) => cellStages({ ...row, work }, usual, cell, reading.year));
}

/** "Bước | Chuyên đề 1 | Chuyên đề 2": each column is a topic's. */
function readAcross(reading: Reading, row: TableRow): void {
  const work = row.work === '' ? row.name : row.work;
  for (const cell of row.times) {
    if (cell.topic === undefined) continue;
    const head = headOf({ ...row.unit, text: cell.topic, key: foldedKey(cell.topic), label: null });
    let piece = reading.pieces.find((each) => each.number === head.number && (each.title === head.title || head.title === ''));
    if (!piece) reading.pieces.push((piece = { ...head, stages: [], ...(head.title === '' && { refers: true }) }));
    if (/^(?:tên|nội dung|chủ đề|chuyên đề)/u.test(foldedKey(work)) && piece.title === '')
      Object.assign(piece, { ...headOf(asUnit(row, cell)), number: piece.number, refers: false });
    else piece.stages.push(...cellStages({ ...row, work }, [], cell, reading.year));
  }
}

const asUnit = (row: TableRow, { text }: TableCell): Unit => ({ ...row.unit, text, key: foldedKey(text), label: null });
const nameless = ({ unit }: TableRow): Head => ({ title: '', choice: false, number: null, place: unit.placeOf(0), beside: [] });
const referring = (row: TableRow, of: Pick<Head, 'number' | 'title'>, stages: StatedStage[]): TopicPiece => ({
  ...nameless(row),
  ...of,
  stages,
  refers: true,
});

/** Whom a row names matters where a stage has several deadlines. */
function withoutLoneAudiences(piece: TopicPiece): TopicPiece {
  const stages = piece.stages.map((stage) => {
    if (stage.audience === undefined || piece.stages.filter(({ kind }) => kind === stage.kind).length > 1) return stage;
    const alone = { ...stage };
    delete alone.audience;
    return alone;
  });
  return { ...piece, stages };
}
