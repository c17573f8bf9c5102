/**
 * A YAML (or JSON) file as plain data that remembers where everything stands.
 *
 * @module
 */
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { FaultKind, Findings, Place } from './findings';
import { textOf } from './source-text';

export type Path = readonly PropertyKey[];

export interface YamlSource {
  /** Plain data; nothing is trusted yet. */
  data: unknown;
  /** Where the value at `path` stands; of a missing one, the nearest parent. */
  valueAt(path: Path): Place;
  /** Where the key that ends `path` stands. */
  keyAt(path: Path): Place;
}

/**
 * Reads one YAML document. `proseKeys`: keys whose text may hold a comma inside `{ … }`: a plan says
 * `basis: Trưởng Ban Tuyên giáo, 2023-03-25` (DESIGN §12), which YAML would cut at the comma.
 * @returns null when the faults leave nothing to look at.
 */
export function readYaml(
  bytes: Uint8Array,
  limit: number,
  faults: Findings<FaultKind>,
  proseKeys: readonly string[] = [],
  knownKeys: readonly string[] = [],
): YamlSource | null {
  const text = textOf(bytes, limit, faults);
  if (text === null) return null;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  for (const error of document.errors)
    faults.add(error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'syntax', placeOf(error.pos[0]), syntaxMessage(error));
  // a doubled key leaves a document that can still be looked through for further faults
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return null;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    faults.add('empty-file', { line: 1, column: 1 }, 'tệp không có nội dung');
    return null;
  }
  if (refusedNodes(document, placeOf, faults)) return null;
  joinProse(document, text, proseKeys, new Set([...proseKeys, ...knownKeys]));
  return {
    data: document.toJS(),
    valueAt: (path) => placeOf(valueOffset(document, path)),
    keyAt: (path) => placeOf(keyOffset(document, path)),
  };
}

/** Aliases (a small file that unfolds into a large one) and keys that are no plain words. */
function refusedNodes(document: Document.Parsed, placeOf: (offset: number) => Place, faults: Findings<FaultKind>): boolean {
  const before = faults.list.length;
  visit(document, {
    Alias: (_, node) =>
      faults.add('alias', placeOf(node.range?.[0] ?? 0), 'không dùng dấu tham chiếu (*) trong tệp này; đề nghị ghi đầy đủ'),
    Pair: (_, pair) => {
      if (isAlias(pair.key) || isScalar(pair.key)) return;
      const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
      faults.add('syntax', placeOf(offset), 'tên mục phải là một từ, không phải danh sách hoặc nhóm mục');
    },
  });
  return faults.list.length > before;
}

/** Gives the pieces that a comma cut off a prose value back to it: `{ basis: A, 2023-03-25 }`. */
function joinProse(document: Document.Parsed, text: string, proseKeys: readonly string[], known: ReadonlySet<string>): void {
  visit(document, {
    Map: (_, map) => {
      if (!map.flow) return;
      const kept: typeof map.items = [];
      for (const pair of map.items) {
        const previous = kept.at(-1);
        if (!previous || !continuesProse(previous, pair, proseKeys, known)) kept.push(pair);
        else if (isScalar(previous.value) && isNode(pair.key) && previous.value.range && pair.key.range) {
          const end = pair.key.range[1];
          previous.value.value = text.slice(previous.value.range[0], end).replace(/\s+/g, ' ');
          previous.value.range = [previous.value.range[0], end, end];
        }
      }
      map.items = kept;
    },
  });
}

function continuesProse(previous: Pair, pair: Pair, proseKeys: readonly string[], known: ReadonlySet<string>): boolean {
  const isBareWord = pair.value === null && isScalar(pair.key) && pair.key.type === 'PLAIN' && !known.has(String(pair.key.value));
  const isProse =
    isScalar(previous.key) &&
    proseKeys.includes(String(previous.key.value)) &&
    isScalar(previous.value) &&
    previous.value.type === 'PLAIN';
  return isBareWord && isProse;
}

function valueOffset(document: Document.Parsed, path: Path): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, segment] of path.entries()) {
    const next: unknown = isMap(node) ? pairOf(node, segment)?.value : isSeq(node) ? node.items[Number(segment)] : undefined;
    // a single word where a list may stand: the word is its first item
    if (isScalar(node)) return offset;
    if (!isNode(next)) return index === 0 ? offset : keyOffset(document, path.slice(0, index + 1));
    node = next;
    offset = node.range?.[0] ?? offset;
  }
  return offset;
}

/** The key's own offset; for a list's item, or a key that is not there, the nearest parent's. */
function keyOffset(document: Document.Parsed, path: Path): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const segment of path) {
    const pair: Pair | undefined = isMap(node) ? pairOf(node, segment) : undefined;
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(segment)] : undefined;
    if (pair && isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    else if (isNode(next)) offset = next.range?.[0] ?? offset;
    if (!isNode(next)) return offset;
    node = next;
  }
  return offset;
}

function pairOf(map: YAMLMap, key: PropertyKey): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function syntaxMessage(error: YAMLError): string {
  const known: Partial<Record<YAMLError['code'], string>> = {
    DUPLICATE_KEY: 'mục này đã có ở trên; mỗi mục chỉ ghi một lần',
    BAD_INDENT: 'thụt dòng không đúng, hoặc thiếu dấu đóng ] }',
    TAB_AS_INDENT: 'thụt dòng bằng dấu Tab; đề nghị dùng dấu cách',
    MISSING_CHAR: 'thiếu dấu (dấu hai chấm, dấu nháy, dấu phẩy hoặc dấu đóng)',
    UNEXPECTED_TOKEN: 'có ký tự không đúng chỗ',
    BLOCK_AS_IMPLICIT_KEY: 'có hai dấu hai chấm trên một dòng; đề nghị đặt nội dung trong dấu nháy',
    MULTIPLE_DOCS: 'tệp có hai phần ngăn bởi ---; chỉ ghi một phần',
  };
  return `sai cú pháp YAML: ${known[error.code] ?? 'không đọc được từ đây'} (${error.code})`;
}
