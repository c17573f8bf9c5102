/**
 * How Word numbers the paragraphs of a docx: `numbering.xml` and the styles that refer to it. ECMA-376 part 1, 17.9.
 *
 * @module
 */
import { wordTags } from './word-tags';

interface Level {
  format: string;
  /** "%1.%2.", "Chuyên đề %1:", as XML. */
  text: string | null;
  start: number;
  style: string | null;
}

interface List {
  abstract: string;
  /** Level → the number that this list begins with again. */
  restarts: Map<number, number>;
}

/** What a paragraph says of its own number. */
export interface Numbered {
  list: string | null;
  level: number | null;
  style: string | null;
}

/** Gives each paragraph its label, in their order; null for one without. It counts, so each paragraph is asked for once. */
export type Labels = (paragraph: Numbered) => string | null;

/** @param numbering @param styles the parts' XML, empty where the document has none */
export function wordLabels(numbering: string, styles: string): Labels {
  const { levels, lists } = listsOf(numbering);
  const styled = stylesOf(styles);
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return ({ list, level, style }) => {
    const ofStyle = style === null ? undefined : styled.get(style);
    const id = list ?? ofStyle?.list ?? null;
    const found = id === null ? undefined : lists.get(id);
    const formats = found && levels.get(found.abstract);
    if (id === null || !found || !formats) return null;
    const byStyle = [...formats].find(([, each]) => style !== null && each.style === style)?.[0];
    const at = level ?? (list === null ? byStyle : undefined) ?? ofStyle?.level ?? 0;
    const format = formats.get(at);
    if (!format) return null;
    const count = (counts.get(found.abstract) ?? []).slice(0, at + 1);
    const again = begun.has(`${id}/${at}`) ? undefined : found.restarts.get(at);
    begun.add(`${id}/${at}`);
    count[at] = again ?? (count[at] === undefined ? format.start : count[at] + 1);
    counts.set(found.abstract, count);
    return written(format, at, (n) => {
      const other = formats.get(n);
      return other ? inFormat(count[n] ?? other.start, other.format) : '';
    });
  };
}

function written({ format, text }: Level, at: number, numberOf: (level: number) => string): string | null {
  if (format === 'bullet') return '-';
  if (format === 'none' && text === null) return null;
  const label = (text ?? `%${at + 1}.`).replace(/%([1-9])/g, (_, n: string) => numberOf(Number(n) - 1)).trim();
  return label === '' ? null : label;
}

const ROMAN: [number, string][] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function inFormat(count: number, format: string): string {
  const letter = String.fromCharCode(97 + ((count - 1) % 26));
  switch (format) {
    case 'upperRoman':
      return roman(count);
    case 'lowerRoman':
      return roman(count).toLowerCase();
    case 'lowerLetter':
      return letter;
    case 'upperLetter':
      return letter.toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(count);
  }
}

function roman(count: number): string {
  if (count < 1 || count > 99) return String(count);
  const found = ROMAN.find(([value]) => value <= count);
  return found ? found[1] + (count > found[0] ? roman(count - found[0]) : '') : '';
}

const LIST_TAGS = [
  'abstractNum',
  'lvl',
  'numFmt',
  'lvlText',
  'start',
  'pStyle',
  'num',
  'abstractNumId',
  'lvlOverride',
  'startOverride',
];

function listsOf(xml: string): { levels: Map<string, Map<number, Level>>; lists: Map<string, List> } {
  const levels = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  let formats: Map<number, Level> | null = null;
  let list: List | null = null;
  let level: Level | null = null;
  let at = 0;
  for (const { name, opens, attribute } of wordTags(xml, LIST_TAGS).filter((tag) => tag.opens)) {
    const value = attribute('val') ?? '';
    if (!opens) continue;
    if (name === 'abstractNum') levels.set(attribute('abstractNumId') ?? '', (formats = new Map()));
    else if (name === 'num') lists.set(attribute('numId') ?? '', (list = { abstract: '', restarts: new Map() }));
    else if (name === 'abstractNumId' && list) list.abstract = value;
    else if (name === 'lvlOverride') at = Number(attribute('ilvl') ?? 0);
    else if (name === 'startOverride') list?.restarts.set(at, Number(value));
    else if (name === 'lvl' && !list) {
      level = { format: 'decimal', text: null, start: 1, style: null };
      formats?.set(Number(attribute('ilvl') ?? 0), level);
    } else if (level && !list) {
      if (name === 'numFmt') level.format = value;
      else if (name === 'lvlText') level.text = value;
      else if (name === 'start') level.start = Number(value);
      else if (name === 'pStyle') level.style = value;
    }
  }
  return { levels, lists };
}

function stylesOf(xml: string): Map<string, { list: string | null; level: number | null }> {
  const found = new Map<string, { list: string | null; level: number | null; base: string | null }>();
  let style: { list: string | null; level: number | null; base: string | null } | null = null;
  for (const { name, attribute } of wordTags(xml, ['style', 'basedOn', 'numId', 'ilvl']).filter(({ opens }) => opens)) {
    const value = attribute('val') ?? null;
    if (name === 'style') found.set(attribute('styleId') ?? '', (style = { list: null, level: null, base: null }));
    else if (style && name === 'basedOn') style.base = value;
    else if (style && name === 'numId') style.list = value;
    else if (style && name === 'ilvl') style.level = Number(value);
  }
  for (const each of found.values()) {
    // a style may rest on another; twenty is deeper than any template
    for (let base = each.base, depth = 0; each.list === null && base !== null && depth < 20; depth += 1) {
      const under = found.get(base);
      each.list = under?.list ?? null;
      each.level ??= under?.level ?? null;
      base = under?.base ?? null;
    }
  }
  return found;
}
