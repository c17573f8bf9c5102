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
import type { TitleNames } from './document-head';
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

/** What title or subject say. */
export interface Title extends TitleNames {
  /** They speak of changes: a list below is one of changes. */
  announced: boolean;
}

export function readBody(units: Unit[], title: Title, ctx: PhraseContext): Read {
  const { unsure, ...read } = readUnits(units, title, ctx);
  // where dates move, a date for a stage is no remark: whose it is, is asked
  if (title.announced || read.statements.some(({ sense }) => sense === 'changed')) {
    read.statements.push(...unsure);
    read.statements.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  } else read.asides.push(...unsure);
  const alone = addressedAlone(units);
  if (alone === null) return read;
  const statements = read.statements.map((statement) => ({ ...statement, doubts: [...statement.doubts, forSome(alone)] }));
  return { ...read, statements };
}

function readUnits(units: Unit[], title: Title, ctx: PhraseContext): Read & { unsure: Statement[] } {
  const read: Read & { unsure: Statement[] } = { statements: [], asides: [], unsure: [] };
  let levels: Level[] = [];
  /** What the paragraph before named. */
  let before: Mention[] = [];
  for (let n = 0; n < units.length; n += 1) {
    const unit = units[n];
    if (!unit) break;
    if (unit.cells) {
      const end = units.findIndex((other, at) => at > n && !other.cells);
      const rows = units.slice(n, end < 0 ? units.length : end);
      const table = tableStatements(rows, aboveOf(levels, title), title.announced, ctx);
      read.statements.push(...table.statements);
      read.asides.push(...table.asides);
      n += rows.length - 1;
      continue;
    }
    levels = levelsFor(unit, levels);
    const here = aboveOf(levels, title);
    const borrows = title.announced && here.topics.length === 0 && !unit.label && before.length > 0;
    const above: Above = borrows ? { ...here, topics: before, ofBefore: true } : here;
    const stated = statementsOf(unit, above, ctx);
    const ofPlan = PLAN_ABOVE.exec(unit.text)?.[1]?.replace(/\s/g, '');
    read.statements.push(...stated.statements.map((statement) => (ofPlan === undefined ? statement : { ...statement, ofPlan })));
    read.asides.push(...stated.asides);
    read.unsure.push(...stated.unsure);
    before = unit.label || unit.cells ? [] : stated.topics;
    const level = levelOf(unit, stated.statements.length > 0, title.announced, above);
    if (level) levels.push(level);
  }
  return read;
}

/** "Đối với Kế hoạch số 71-KH/ĐUK, …: …" */
const PLAN_ABOVE = /^(?:đối với|tại|về)\s+kế hoạch số\s*:?\s*(\d{1,4}\s?[-–]\s?kh[^\s,;:)]*)/iu;

function aboveOf(levels: Level[], title: Title): Above {
  const named = levels.findLast(({ topics }) => topics.length > 0)?.topics;
  const kinds = levels.findLast((level) => level.kinds.length > 0)?.kinds;
  const fromTitle = named === undefined && title.topics.length > 0;
  return {
    topics: named ?? title.topics,
    kinds: kinds ?? (fromTitle ? title.kinds : []),
    listed: levels.at(-1)?.listed ?? false,
    announced: title.announced,
    ...(fromTitle && { titleKinds: title.kinds }),
  };
}

/** "“2. Chuyên đề 2: …": the heading of a passage that is quoted whole. */
const styleOf = ({ label, text }: Unit): string | null =>
  label?.style ?? (/^[“"«]\s*(?:\d{1,2}(?:\.\d{1,2})*|\p{L}|[IVX]+)[.)]/u.test(text) ? 'quoted' : null);

/** The levels that still hold at this unit: a label ends its own style and what stood below it. */
function levelsFor(unit: Unit, levels: Level[]): Level[] {
  const style = styleOf(unit);
  if (style !== null) {
    const at = levels.findIndex((level) => level.style === style);
    return at < 0 ? levels : levels.slice(0, at);
  }
  const goesOn =
    /^(?:thời (?:gian|hạn|điểm)|hạn|hội nghị|học tập|sinh hoạt|báo cáo|quán triệt|lựa chọn|đăng ký|chuyên đề|cđ|tổ chức (?:học tập|sinh hoạt|hội nghị)|hoàn thành|gửi báo cáo|các chi bộ (?:tổ chức|sinh hoạt|học tập|hoàn thành|gửi báo cáo))/u.test(
      unit.key,
    );
  return goesOn ? levels : levels.filter((level) => level.style === 'roman' || level.style === 'upper');
}

/** What a heading or an introduction ("… như sau:") says of the lines below it. */
function levelOf(unit: Unit, stated: boolean, announced: boolean, above: Above): Level | null {
  const key = unit.key.trimEnd();
  const style = styleOf(unit);
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
