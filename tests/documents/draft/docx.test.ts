import { docxLines } from '../../../src/documents/draft/docx';
import { documentXml, docxParts } from '../../corpus/make-docx';
import { makeZip } from '../../corpus/make-zip';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (text: string) => `<w:p>${run(text)}</w:p>`;
const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;

const lines = async (...body: string[]) =>
  (await docxLines(makeZip(docxParts(documentXml(body.join('')))), 'ke-hoach.docx')).map(({ text }) => text);

test('of tracked changes the new text alone is read', async () => {
  const deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>trước ngày 15/6/2026</w:delText></w:r></w:del>';
  const inserted = `<w:ins w:id="2" w:author="a">${run('trước ngày 30/6/2026')}</w:ins>`;
  const moved = `<w:moveFrom w:id="3">${run('ngày 01/01/2026')}</w:moveFrom><w:moveTo w:id="4">${run('ngày 02/02/2026')}</w:moveTo>`;
  expect(await lines(`<w:p>${run('Thời gian: ')}${deleted}${inserted}</w:p>`, `<w:p>${moved}</w:p>`)).toEqual([
    'Thời gian: trước ngày 30/6/2026',
    'ngày 02/02/2026',
  ]);
});

test('a table inside a cell is read with its cell, and loses nothing around it', async () => {
  const inner = `<w:tbl>${row(paragraph('đợt 1'), paragraph('tháng 4/2026'))}${row(paragraph('đợt 2'), paragraph('tháng 8/2026'))}</w:tbl>`;
  const table = `<w:tbl>${row(paragraph('TT'), paragraph('Nội dung'), paragraph('Thời gian'))}${row(
    paragraph('1'),
    paragraph('Giữ gìn đoàn kết'),
    `${paragraph('Hai đợt:')}${inner}${paragraph('theo hướng dẫn')}`,
  )}</w:tbl>`;
  expect(await lines(table)).toEqual([
    'TT | Nội dung | Thời gian',
    '1 | Giữ gìn đoàn kết | Hai đợt: đợt 1 | tháng 4/2026 đợt 2 | tháng 8/2026 theo hướng dẫn',
  ]);
});

test('a text box is read once, though Word writes it twice', async () => {
  const box = `<w:txbxContent>${paragraph('Hạn báo cáo: 20/6/2026')}</w:txbxContent>`;
  const both = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
  expect(await lines(paragraph('Kế hoạch'), `<w:p><w:r>${both}</w:r></w:p>`)).toEqual(['Kế hoạch', 'Hạn báo cáo: 20/6/2026']);
});

test('lists that Word numbers by itself get their labels', async () => {
  const item = (text: string, level: number) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(text)}</w:p>`;
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const level = (n: number, format: string) => `<w:lvl w:ilvl="${n}"><w:numFmt w:val="${format}"/></w:lvl>`;
  const numbering = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${level(0, 'decimal')}${level(1, 'bullet')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const relationships =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>';
  const parts = [
    ...docxParts(documentXml([item('Giữ gìn đoàn kết', 0), item('Thời gian: tháng 4', 1), item('Nêu gương', 0)].join(''))),
    { name: 'word/numbering.xml', content: numbering },
    { name: 'word/_rels/document.xml.rels', content: relationships },
  ];
  const read = await docxLines(makeZip(parts), 'ke-hoach.docx');
  expect(read.map(({ text }) => text)).toEqual(['1. Giữ gìn đoàn kết', '- Thời gian: tháng 4', '2. Nêu gương']);
});
