/**
 * A text of the corpus as a real docx: the parts that Word itself cannot do without.
 *
 * @module
 */
import { blocksOf, type Block } from './blocks';
import { makeZip, type Part } from './make-zip';

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const paragraph = (text: string) => `<w:p>${runs(text)}</w:p>`;
const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Word cuts a line into runs wherever it likes; so does this. */
function runs(text: string): string {
  const pieces = text.match(/[\s\S]{1,17}/gu) ?? [];
  return pieces.map((piece) => `<w:r><w:t xml:space="preserve">${escape(piece)}</w:t></w:r>`).join('');
}

function xmlOf(block: Block, merged: boolean): string {
  if ('paragraph' in block) return paragraph(block.paragraph);
  if (block.letterhead) {
    const column = (index: number) =>
      block.rows
        .map((row) => row[index] ?? '')
        .filter((line) => line !== '')
        .map(paragraph)
        .join('');
    return `<w:tbl><w:tr><w:tc>${column(0)}</w:tc><w:tc>${column(1) || '<w:p/>'}</w:tc></w:tr></w:tbl>`;
  }
  const rowOf = merged ? mergedRow : (row: string[]) => row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('');
  const rows = block.rows.map((row, index) => `<w:tr>${rowOf(row, index, block.rows)}</w:tr>`);
  return `<w:tbl>${rows.join('')}</w:tbl>`;
}

/** Empty cells as Word merges them: with the cell above, in the first row with the one at the left. */
function mergedRow(row: string[], index: number, rows: string[][]): string {
  return row
    .map((cell, column) => {
      if (cell === '') return index === 0 ? '' : '<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>';
      const next = row.findIndex((other, at) => at > column && other !== '');
      const span = index > 0 ? 1 : (next < 0 ? row.length : next) - column;
      const across = span > 1 ? `<w:gridSpan w:val="${span}"/>` : '';
      const down = span === 1 && rows[index + 1]?.[column] === '' ? '<w:vMerge w:val="restart"/>' : '';
      return `<w:tc><w:tcPr>${across}${down}</w:tcPr>${paragraph(cell)}</w:tc>`;
    })
    .join('');
}

export const docxParts = (body: string): Part[] => [
  {
    name: '[Content_Types].xml',
    content:
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  },
  {
    name: '_rels/.rels',
    content:
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  },
  { name: 'word/document.xml', content: `<?xml version="1.0" encoding="UTF-8"?>${body}` },
];

export const documentXml = (inner: string) => `<w:document xmlns:w="${NAMESPACE}"><w:body>${inner}</w:body></w:document>`;

/** `merged`: the empty cells of its tables are merged ones. */
export function makeDocx(text: string, merged = false): Buffer {
  const blocks = blocksOf(text).map((block) => xmlOf(block, merged));
  return makeZip(docxParts(documentXml(blocks.join(''))));
}
