import { docxLines } from '../../../src/documents/draft/docx';
import { draftPlan } from '../../../src/documents/draft/read';
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

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rels = (...types: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${types
    .map((type, n) => `<Relationship Id="rId${n + 1}" Type="${RELATIONSHIP}/${type}" Target="${type}.xml"/>`)
    .join('')}</Relationships>`;
/** Each part is named for its relationship. */
const made = (body: string, parts: Record<string, string>) =>
  makeZip([
    ...docxParts(documentXml(body)),
    { name: 'word/_rels/document.xml.rels', content: rels(...Object.keys(parts)) },
    ...Object.entries(parts).map(([type, content]) => ({ name: `word/${type}.xml`, content })),
  ]);
const numbered = (text: string, list: number, level = 0) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}</w:p>`;
const format = (level: number, name: string, text: string, start = 1) =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${name}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const OUTLINE = `<w:abstractNum w:abstractNumId="0">${format(0, 'upperRoman', '%1.')}${format(1, 'decimal', '%2.')}${format(2, 'decimal', '%2.%3.')}${format(3, 'lowerLetter', '%4)')}</w:abstractNum>`;
const numbering = `<w:numbering ${W}>${OUTLINE}<w:abstractNum w:abstractNumId="1">${format(0, 'decimal', 'Chuyên đề %1:')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`;
const linesOf = async (zip: Buffer) => (await docxLines(zip, 'ke-hoach.docx')).map(({ text }) => text);

test('a list that a paragraph interrupts goes on; one that begins again does so', async () => {
  const body = [
    numbered('MỤC ĐÍCH', 1),
    numbered('Nâng cao chất lượng', 1, 1),
    paragraph('Đoạn xen giữa.'),
    numbered('Tạo sự thống nhất', 1, 1),
    numbered('NỘI DUNG', 1),
    numbered('Giữ gìn đoàn kết', 2),
    paragraph('Thời gian: tháng 4'),
    numbered('Nêu gương', 2),
    numbered('Trong chi bộ', 1, 1),
    numbered('Học tập', 1, 2),
    paragraph('- xen giữa'),
    numbered('Sinh hoạt', 1, 2),
    numbered('Chi bộ cơ quan', 1, 3),
    numbered('Trong đoàn thể', 3, 1),
    numbered('TỔ CHỨC', 1),
  ].join('');
  expect(await linesOf(made(body, { numbering }))).toEqual([
    'I. MỤC ĐÍCH',
    '1. Nâng cao chất lượng',
    'Đoạn xen giữa.',
    '2. Tạo sự thống nhất',
    'II. NỘI DUNG',
    'Chuyên đề 1: Giữ gìn đoàn kết',
    'Thời gian: tháng 4',
    'Chuyên đề 2: Nêu gương',
    '1. Trong chi bộ',
    '1.1. Học tập',
    '- xen giữa',
    '1.2. Sinh hoạt',
    'a) Chi bộ cơ quan',
    '1. Trong đoàn thể',
    'III. TỔ CHỨC',
  ]);
});

test('a heading that its style numbers gets its number', async () => {
  const styles = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="De1"><w:name w:val="De muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="De1b"><w:name w:val="De muc dam"/><w:basedOn w:val="De1"/></w:style></w:styles>`;
  const headed = (style: string, text: string) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(text)}</w:p>`;
  const body = [headed('De1', 'MỤC ĐÍCH'), paragraph('Nâng cao.'), headed('De1b', 'NỘI DUNG')].join('');
  expect(await linesOf(made(body, { numbering, styles }))).toEqual(['I. MỤC ĐÍCH', 'Nâng cao.', 'II. NỘI DUNG']);
});

describe('footnotes, headers, footers', () => {
  const mark = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const plan = [
    ...['KẾ HOẠCH', 'Tổ chức sinh hoạt chuyên đề năm 2026', 'I. NỘI DUNG', '1. Chuyên đề 1: Giữ gìn đoàn kết'].map(paragraph),
    `<w:p>${run('- Sinh hoạt: hoàn thành trước ngày 30/6')}${mark}${run('/2026.')}</w:p>`,
    paragraph('II. TỔ CHỨC THỰC HIỆN'),
    paragraph('1. Chi bộ thực hiện.'),
  ].join('');
  const stages = async (zip: Buffer) =>
    (await draftPlan(zip, 'ke-hoach.docx')).plan.topics.flatMap(({ stages: each }) => each.map(({ kind, due }) => [kind, due]));

  test('a mark without its footnote refuses nothing, and does not cut a date', async () => {
    expect(await stages(made(plan, {}))).toEqual([['session', '2026-06-29']]);
  });

  test('a footnote is no stage', async () => {
    const note = `<w:footnotes ${W}><w:footnote w:id="2">${paragraph('Học tập: hoàn thành trước ngày 15/5/2026.')}</w:footnote></w:footnotes>`;
    const zip = made(plan, { footnotes: note });
    expect(await stages(zip)).toEqual([['session', '2026-06-29']]);
    expect((await linesOf(zip)).join(' ')).not.toContain('15/5');
  });

  test('a date of a page header or footer is no deadline', async () => {
    const page = (name: string, text: string) => `<w:${name} ${W}>${paragraph(text)}</w:${name}>`;
    const section = `<w:sectPr xmlns:r="${RELATIONSHIP}"><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>`;
    const zip = made(plan + section, {
      header: page('hdr', 'Sinh hoạt chuyên đề: trước ngày 01/3/2026'),
      footer: page('ftr', 'Báo cáo: trước ngày 02/4/2026'),
    });
    expect(await stages(zip)).toEqual([['session', '2026-06-29']]);
    expect((await linesOf(zip)).join(' ')).not.toMatch(/01\/3|02\/4/);
  });
});
