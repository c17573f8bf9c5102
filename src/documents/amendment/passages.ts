/**
 * The body of an amending document, unit by unit: headings and introductions say whose the lines below are.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import type { PhraseContext } from '../../domain/time-phrases';
import type { Unit } from '../draft/units';
import { addressedAlone } from './addressees';
import { forSome } from './doubts';
import { mentionsIn, blanked } from './mentions';
import { statementsOf, type Above } from './statements';
import { tableStatements } from './tables';
import type { Aside, Mention, Statement } from './types';
import { changeWords, citations, kindsNamed } from './words';

export interface Read {
  statements: Statement[];
  asides: Aside[];
}

interface Level {
  /** Style of the label that heads it; null: an introduction without one. */
  style: string | null;
  topics: Mention[];
  kinds: StageKind[];
  listed: boolean;
}

/** @param announced title or subject speak of changes: a list in it is one of changes */
export function readBody(units: Unit[], announced: boolean, ctx: PhraseContext): Read {
  const read = readUnits(units, announced, ctx);
  const alone = addressedAlone(units);
  if (alone === null) return read;
  const statements = read.statements.map((statement) => ({ ...statement, doubts: [...statement.doubts, forSome(alone)] }));
  return { ...read, statements };
}

function readUnits(units: Unit[], announced: boolean, ctx: PhraseContext): Read {
  const read: Read = { statements: [], asides: [] };
  let levels: Level[] = [];
  for (let n = 0; n < units.length; n += 1) {
    const unit = units[n];
    if (!unit) break;
    if (unit.cells) {
      const end = units.findIndex((other, at) => at > n && !other.cells);
      const rows = units.slice(n, end < 0 ? units.length : end);
      const table = tableStatements(rows, aboveOf(levels), announced, ctx);
      read.statements.push(...table.statements);
      read.asides.push(...table.asides);
      n += rows.length - 1;
      continue;
    }
    levels = levelsFor(unit, levels);
    const above = aboveOf(levels);
    const stated = statementsOf(unit, above, ctx);
    const ofPlan = PLAN_ABOVE.exec(unit.text)?.[1]?.replace(/\s/g, '');
    read.statements.push(...stated.statements.map((statement) => (ofPlan === undefined ? statement : { ...statement, ofPlan })));
    read.asides.push(...stated.asides);
    const level = levelOf(unit, stated.statements.length > 0, announced, above);
    if (level) levels.push(level);
  }
  return read;
}

/** "Đối với Kế hoạch số 71-KH/ĐUK, …: …" */
const PLAN_ABOVE = /^(?:đối với|tại|về)\s+kế hoạch số\s*:?\s*(\d{1,4}\s?[-–]\s?kh[^\s,;:)]*)/iu;

const aboveOf = (levels: Level[]): Above => ({
  topics: levels.findLast(({ topics }) => topics.length > 0)?.topics ?? [],
  kinds: levels.findLast(({ kinds }) => kinds.length > 0)?.kinds ?? [],
  listed: levels.at(-1)?.listed ?? false,
});

/** The levels that still hold at this unit: a label ends its own style and what stood below it. */
function levelsFor(unit: Unit, levels: Level[]): Level[] {
  const style = unit.label?.style ?? null;
  if (style !== null) {
    const at = levels.findIndex((level) => level.style === style);
    return at < 0 ? levels : levels.slice(0, at);
  }
  const goesOn =
    /^(?:thời (?:gian|hạn|điểm)|hạn|hội nghị|học tập|sinh hoạt|báo cáo|quán triệt|lựa chọn|đăng ký|chuyên đề|cđ)/u.test(unit.key);
  return goesOn ? levels : levels.filter((level) => level.style === 'roman' || level.style === 'upper');
}

/** What a heading or an introduction ("… như sau:") says of the lines below it. */
function levelOf(unit: Unit, stated: boolean, announced: boolean, above: Above): Level | null {
  const key = unit.key.trimEnd();
  const style = unit.label?.style ?? null;
  const changes = changeWords(key);
  const cited = citations(key);
  const introduces = key.endsWith(':') || /(?:như sau|cụ thể)\s*[:.]?$/u.test(key);
  const mentions = mentionsIn(key, unit.text);
  const heads =
    style !== null &&
    style !== 'bullet:-' &&
    style !== 'bullet:+' &&
    !stated &&
    (mentions.length > 0 || key.split(' ').length <= 16);
  if (!introduces && !heads) return null;
  const bare = blanked(unit.text, [...mentions, ...cited]);
  // of a long introduction only what it says of the change
  const from = changes.at(-1)?.from ?? (heads ? 0 : bare.length);
  const section = unit.label?.kind === 'roman' || unit.label?.kind === 'upper';
  const listed = section
    ? changes.length > 0 || (announced && !/tổ chức thực hiện|mục đích|yêu cầu|căn cứ|tình hình|kết quả/u.test(key))
    : introduces
      ? changes.length > 0 || announced
      : above.listed;
  return {
    style,
    topics: mentions.filter(({ mention }) => mention.form !== 'all' && mention.form !== 'unclear').map(({ mention }) => mention),
    kinds: kindsNamed(bare.slice(from)).kinds,
    listed,
  };
}
