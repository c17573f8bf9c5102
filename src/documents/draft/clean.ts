/**
 * Lines as they stand → lines to read: composed, without what a copy from elsewhere left behind (markdown, odd spaces),
 * and cut again where a whole document was pasted as one paragraph.
 *
 * @module
 */
import { accented } from './accents';
import { foldedKey } from './folding';
import { labelOf } from './labels';
import { stageLabel } from './stage-words';
import type { DraftPlace, SourceLine } from './types';

export interface CleanLine {
  text: string;
  place: DraftPlace;
  /** An empty line, or a line of dashes, stands before it. */
  parted: boolean;
  /** It was marked as a heading. */
  heading: boolean;
  cells?: string[];
  cellLines?: string[][];
}

/** A line longer than this that holds several headings is a flattened document. */
const FLAT = 500;

export function cleanLines(source: SourceLine[]): CleanLine[] {
  const clean: CleanLine[] = [];
  const lines = asOneParagraph(source);
  let parted = true;
  for (const line of lines) {
    const raw = line.text.normalize('NFC');
    const cells = line.cells?.map((cell) => withoutMarks(cell.normalize('NFC'))) ?? cellsOf(raw);
    const cellLines = line.cellLines?.map((row) => row.map((cell) => withoutMarks(cell.normalize('NFC'))));
    const heading = /^\s*>?\s*#{1,6}\s/.test(raw);
    const text = cells ? cells.join(' | ') : withoutMarks(raw);
    if (text === '' || /^[-–—_=*+.~\s|:]+$/.test(text)) {
      parted = true;
      continue;
    }
    const pieces = cells ? [{ text, at: 0 }] : unflattened(text);
    for (const piece of pieces) {
      const place = line.placeOf?.(piece.at) ?? { ...line.place, column: line.place.column + piece.at };
      clean.push({
        text: piece.text,
        place,
        parted: parted || pieces.length > 1,
        heading,
        ...(cells && { cells }),
        ...(cellLines && { cellLines }),
      });
      parted = false;
    }
  }
  return clean;
}

interface Line extends SourceLine {
  placeOf?: (offset: number) => DraftPlace;
}

const INNER_HEADING = /(?<=\S ?\s)[IVX]{1,4}\s?[.\-–]\s{1,3}(?=\p{Lu}{2})/gu;

/** A flattened document that a PDF broke into lines again: headings stand inside its lines. */
function asOneParagraph(lines: SourceLine[]): Line[] {
  const inside = lines.reduce((sum, { text }) => sum + (withoutMarks(text).match(INNER_HEADING)?.length ?? 0), 0);
  if (inside < 2 || lines.length < 3 || lines.some(({ text, cells }) => cells ?? cellsOf(text))) return lines;
  const begins: { from: number; place: DraftPlace }[] = [];
  let text = '';
  for (const line of lines.filter((each) => each.text.trim() !== '')) {
    begins.push({ from: text.length, place: line.place });
    text += `${withoutMarks(line.text.normalize('NFC'))} `;
  }
  const placeOf = (offset: number): DraftPlace => {
    const begin = begins.findLast(({ from }) => from <= offset);
    return begin ? { ...begin.place, column: offset - begin.from + 1 } : { line: 1, column: 1 };
  };
  return [{ text, place: { line: 1, column: 1 }, placeOf }];
}

/** A row written with bars or tabs. */
function cellsOf(raw: string): string[] | undefined {
  const bars = raw.trim();
  if (/^\|.*\|$/.test(bars) || (bars.match(/\|/g)?.length ?? 0) >= 3) {
    const cells = bars.replace(/^\|/, '').replace(/\|$/, '').split('|').map(withoutMarks);
    return cells.length > 1 ? cells : undefined;
  }
  const cells = raw.replace(/^ +/, '').split('\t').map(withoutMarks);
  return cells.length > 2 && cells.filter((cell) => cell !== '').length > 1 ? cells : undefined;
}

function withoutMarks(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\\([-.*_#>+()[\]|\\])/g, '$1')
    .replace(/\\ ?$/, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(/^(?:>\s*)+/, '')
    .replace(/^#{1,6}\s+/, '')
    .replace(/\*{2,3}|__|~~|`/g, '')
    .replace(/(^|[\s(“"])[*_](?=\S)([^*_]{1,400}?\S|\S)[*_](?=$|[\s.,;:)”"])/g, '$1$2')
    .trim();
}

/** Characters in which the label of a stage shows itself. */
const LABEL_LENGTH = 120;

/** What opens a part of a document; each stands after a space. */
const OPENINGS = [
  /(?:[IVX]{1,4})\s?[.\-–]\s+(?=\p{Lu}{2})/u,
  /\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[\p{Lu}“"])/u,
  /\d{1,2}[/-]\s+(?=\p{Lu})/u,
  /[a-zđ]\)\s+(?=\p{L})/u,
  /[-–+•*]\s+(?=\p{Lu})/u,
  /Chuyên đề (?:số )?\d{1,2}\s?[:.]/u,
  /(?:KẾ HOẠCH|ĐẢNG CỘNG SẢN|CỘNG HÒA XÃ HỘI|Nơi nhận|T\/M|TM\.) ?/u,
  /(?:Thực hiện|Căn cứ) (?=(?:các |Kế hoạch|Chỉ thị|Hướng dẫn|Kết luận|Nghị quyết|Quyết định|Quy định|Chương trình|Điều lệ))/u,
  /\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,3}, ngày \d{1,2} tháng/u,
  /Số:? ?\d+[-/]/u,
];
const OPENING = new RegExp(`(?<=\\s)(?:${OPENINGS.map(({ source }) => source).join('|')})`, 'gu');
/** After these a number is part of the phrase, no label. */
const NUMBER_WORD =
  /(?:ngày|tháng|năm|quý|quí|số|khóa|khoá|lần|điều|khoản|điểm|mục|phần|tổ|khu|thôn|lớp|đề|đến|từ|và|hơn|đủ|,)$/u;

/** Cuts a document that came as one paragraph before each of its labels and well-known openings. */
function unflattened(text: string): { text: string; at: number }[] {
  const headings = text.match(/(?<=\s)[IVX]{1,4}\s?[.\-–]\s+(?=\p{Lu}{2})/gu)?.length ?? 0;
  if (text.length < FLAT || headings < 2) return [{ text, at: 0 }];
  const cuts = [0];
  const labels = new Set<string>();
  const whole = accented(text);
  for (const match of whole.matchAll(OPENING)) {
    const before = whole.slice(0, match.index).trimEnd();
    if (!isOpening(before, match[0]) && !opensStage(before, whole.slice(match.index), labels)) continue;
    // "1. Chuyên đề 1: …": behind its label a heading begins no second time
    if (/^[\dIVXa-zđ.()/+-]{1,6}\s+$/u.test(whole.slice(cuts.at(-1) ?? 0, match.index))) continue;
    cuts.push(match.index);
    labels.add(labelOf(whole.slice(match.index))?.written ?? '');
  }
  return cuts.map((at, index) => ({ text: text.slice(at, cuts[index + 1]).trim(), at })).filter((piece) => piece.text !== '');
}

function isOpening(before: string, found: string): boolean {
  if (/^(?:Thực hiện|Căn cứ)/u.test(found)) return /(?:năm \d{4}|[;.])[-–_*\s]*$/u.test(before);
  if (!/^[\d\p{L}]{1,7}[.)/-]?/u.test(found) || !/^[\da-zđ]/u.test(found)) return true;
  if (NUMBER_WORD.test(before)) return false;
  const labelled = labelOf(`${found.trim()} X`) !== null;
  // "3 Tháng" in the middle of a sentence is no label
  return labelled && /[.;:,”"»)\p{Lu}\d]$/u.test(before);
}

/** "a) Quán triệt: …", "1.1. Học tập: …" behind a title that no stop ends: the first or the next of its list. */
function opensStage(before: string, from: string, labels: ReadonlySet<string>): boolean {
  const label = labelOf(from);
  if (!label || NUMBER_WORD.test(before) || before.lastIndexOf('(') > before.lastIndexOf(')')) return false;
  if (label.kind === 'lower') return /^\p{Lu}/u.test(label.rest);
  const [, outer = '', last = ''] = /^([\d.]*\.)?(\d{1,2})$/.exec(label.written) ?? [];
  const inOrder = outer !== '' || last === '1' || labels.has(String(Number(last) - 1));
  return last !== '' && inOrder && stageLabel(foldedKey(label.rest.slice(0, LABEL_LENGTH))) !== null;
}
