/**
 * A text of the corpus as a real PDF: broken into lines of a page's width, tables in columns, letters by a ToUnicode map.
 * Source: ISO 32000-1, 7.5 (file), 9.7 (composite fonts), 9.10.3 (ToUnicode).
 *
 * @module
 */
import { blocksOf } from './blocks';

/** Points. */
const SIZE = 13;
const LEFT = 80;
const TOP = 780;
const LEADING = 18;
const LINES_A_PAGE = 38;
/** Every letter is half its height wide, so a line holds so many. */
const LETTERS_A_LINE = 66;
/** Points of A4, and of A3 for a text whose table is wider. */
const A4 = '595 842';
const A4_WIDTH = 595;
const A3 = '842 1191';

interface Piece {
  x: number;
  text: string;
}

export function makePdf(text: string): Buffer {
  const lines = blocksOf(text).flatMap((block) => {
    if ('paragraph' in block) return wrapped(block.paragraph, LETTERS_A_LINE).map((line) => [{ x: LEFT, text: line }]);
    return block.rows.flatMap((row) => rowLines(row, block.rows, block.letterhead ? 30 : 13));
  });
  return pdfOf(lines);
}

/** Columns as wide as their longest word needs and the rest by their share. */
function rowLines(row: string[], rows: string[][], most: number): Piece[][] {
  const longest = row.map((_, column) => Math.max(...rows.map((each) => Math.min(each[column]?.length ?? 0, most)), 2));
  const cells = row.map((cell, column) => wrapped(cell, longest[column] ?? 10));
  const starts = longest.map(
    (_, column) => LEFT + longest.slice(0, column).reduce((sum, width) => sum + (width + 5) * (SIZE / 2), 0),
  );
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells.flatMap((cell, column) => (cell[line] ? [{ x: starts[column] ?? LEFT, text: cell[line] }] : [])),
  );
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** Builds the file; `pages` of nothing but an empty drawing make a scan. */
export function pdfOf(lines: Piece[][], options: { encrypted?: boolean; pages?: number } = {}): Buffer {
  const codes = new Map<string, number>();
  const hex = (text: string) =>
    Array.from(text, (letter) => {
      const code = codes.get(letter) ?? codes.size + 1;
      codes.set(letter, code);
      return code.toString(16).padStart(4, '0');
    }).join('');
  const count = options.pages ?? Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const right = Math.max(0, ...lines.flat().map(({ x, text }) => x + text.length * (SIZE / 2)));
  const size = right > A4_WIDTH ? A3 : A4;
  const streams = Array.from({ length: count }, (_, page) => {
    const shown = lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE);
    const text = shown.flatMap((pieces, index) =>
      pieces.map(({ x, text: piece }) => `1 0 0 1 ${x} ${TOP - index * LEADING} Tm <${hex(piece)}> Tj`),
    );
    return `BT /F1 ${SIZE} Tf\n${text.join('\n')}\nET`;
  });
  const unicode = [...codes].map(([letter, code]) => `<${code.toString(16).padStart(4, '0')}> <${utf16(letter)}>`);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${chunks(
    unicode,
    100,
  )
    .map((chunk) => `${chunk.length} beginbfchar\n${chunk.join('\n')}\nendbfchar`)
    .join('\n')}\nendcmap end end`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${streams.map((_, page) => `${7 + page * 2} 0 R`).join(' ')}] /Count ${count} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>',
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 5 0 R >>`,
    '<< /Type /FontDescriptor /FontName /Invented /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    stream(map),
    ...streams.flatMap((content, page) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${8 + page * 2} 0 R >>`,
      stream(content),
    ]),
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = file.length;
  const key = '00'.repeat(32);
  const lock = options.encrypted
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >> /ID [<00> <00>]`
    : '';
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${lock} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

const stream = (content: string) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
const utf16 = (letter: string) => Buffer.from(letter, 'utf16le').swap16().toString('hex');
const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
