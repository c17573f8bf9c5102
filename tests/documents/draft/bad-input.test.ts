import { deflateSync } from 'node:zlib';
import { CodedError } from '../../../src/errors';
import { linesApart } from '../../../src/documents/draft/apart';
import { draftPlan } from '../../../src/documents/draft/read';
import { corpus } from '../../corpus/expected';
import { documentXml, docxParts, makeDocx } from '../../corpus/make-docx';
import { makePdf, pdfOf } from '../../corpus/make-pdf';
import { makeZip } from '../../corpus/make-zip';

// Through the process that reads, as `plan draft` does. Its ends are held by tests/documents/apart; how fast a reading is stands in bench/.
async function codeOf(bytes: Buffer, file: string): Promise<string> {
  try {
    await draftPlan(bytes, file);
    return 'read';
  } catch (error) {
    if (error instanceof CodedError) {
      expect(error.exit).toBe(1);
      return error.code;
    }
    throw error;
  }
}

const sound = () => {
  const found = corpus().find(({ name }) => name.startsWith('02'));
  if (!found) throw new Error('The corpus lacks its second document');
  return found.bytes.toString();
};
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

test('a PDF of pictures says that it is a scan', async () => {
  expect(await codeOf(pdfOf([], { pages: 3 }), 'quet.pdf')).toBe('CD_DRAFT_SCANNED');
});

test('a PDF with a password says so', async () => {
  expect(await codeOf(pdfOf([[{ x: 80, text: 'KẾ HOẠCH' }]], { encrypted: true }), 'khoa.pdf')).toBe('CD_DRAFT_PASSWORD');
});

test('a docx with a password says so, an old Word file that it is one', async () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  expect(await codeOf(Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'k.docx')).toBe(
    'CD_DRAFT_PASSWORD',
  );
  expect(await codeOf(Buffer.concat([ole, Buffer.alloc(600)]), 'cu.doc')).toBe('CD_DRAFT_FORMAT');
});

test('a damaged docx or PDF says so', async () => {
  const docx = makeDocx(sound());
  expect(await codeOf(docx.subarray(0, docx.length / 2), 'dut.docx')).toBe('CD_DRAFT_CORRUPT');
  expect(await codeOf(Buffer.from(docx).fill(0x41, 700, 1500), 'hong.docx')).toBe('CD_DRAFT_CORRUPT');
  expect(await codeOf(makeZip([{ name: 'a.txt', content: 'a' }]), 'khac.docx')).toBe('CD_DRAFT_CORRUPT');
  expect(await codeOf(makeZip(docxParts('<w:document><w:body>')), 'xml.docx')).toBe('CD_DRAFT_CORRUPT');
  expect(await codeOf(Buffer.from('%PDF-1.7\nnothing more'), 'hong.pdf')).toBe('CD_DRAFT_CORRUPT');
  expect(await codeOf(Buffer.from('text'), 'ten-sai.docx')).toBe('CD_DRAFT_CORRUPT');
});

test('a docx that unfolds into too much is refused before it does, whatever it claims', async () => {
  const bomb = `<w:document ${NAMESPACE}><w:body><w:p><w:r><w:t>${'a'.repeat(40_000_000)}</w:t></w:r></w:p></w:body></w:document>`;
  const parts = docxParts(bomb).map((part) => (part.name === 'word/document.xml' ? { ...part, size: 1000 } : part));
  const bytes = makeZip(parts);
  expect(bytes.length).toBeLessThan(200_000);
  const before = process.memoryUsage().rss;
  expect(await codeOf(bytes, 'bom.docx')).toBe('CD_DRAFT_TOO_LONG');
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  const many = Array.from({ length: 3000 }, (_, index) => ({ name: `word/media/${index}.bin`, content: 'x' }));
  expect(await codeOf(makeZip([...docxParts(documentXml('')), ...many]), 'nhieu.docx')).toBe('CD_DRAFT_TOO_LONG');
});

test('a docx with entities, of its own or from outside, is refused', async () => {
  const outside = `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>${documentXml('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>')}`;
  const unfolding = `<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${documentXml('<w:p><w:r><w:t>&b;</w:t></w:r></w:p>')}`;
  expect(await codeOf(makeZip(docxParts(outside)), 'ngoai.docx')).toBe('CD_DRAFT_HOSTILE');
  expect(await codeOf(makeZip(docxParts(unfolding)), 'trong.docx')).toBe('CD_DRAFT_HOSTILE');
  const hidden = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(outside, 'utf16le')]);
  const parts = docxParts('').map((part) => (part.name === 'word/document.xml' ? { ...part, content: hidden } : part));
  expect(await codeOf(makeZip(parts), 'utf16.docx')).toBe('CD_DRAFT_HOSTILE');
});

test('tables in tables without end are refused as hostile, a few are read', async () => {
  const nested = (depth: number) =>
    documentXml(
      `<w:p><w:r><w:t>KẾ HOẠCH năm 2026</w:t></w:r></w:p>${'<w:tbl><w:tr><w:tc>'.repeat(depth)}<w:p/>${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`,
    );
  expect(await codeOf(makeZip(docxParts(nested(20_000))), 'sau.docx')).toBe('CD_DRAFT_HOSTILE');
  expect(await codeOf(makeZip(docxParts(nested(101))), 'sau.docx')).toBe('CD_DRAFT_HOSTILE');
  expect(await codeOf(makeZip(docxParts(nested(12))), 'vua.docx')).toBe('CD_DRAFT_NOT_PLAN');
  const opened = nested(1).replace('<w:p/>', '<!--'.repeat(200_000));
  expect(await codeOf(makeZip(docxParts(opened)), 'mo.docx')).toBe('CD_DRAFT_CORRUPT');
  const hidden = nested(101).replace('<w:tbl>', `<!--${'</w:tbl>'.repeat(300)}--><w:tbl>`);
  expect(await codeOf(makeZip(docxParts(hidden)), 'giau.docx')).toBe('CD_DRAFT_HOSTILE');
});

test.each([
  [
    'TCVN3',
    'Phßng Gi¸o dôc vµ §µo t¹o huyÖn T©n Léc\nKÕ ho¹ch tæ chøc sinh ho¹t chuyªn ®Ò n¨m 2005\nNéi dung: häc tËp, th¶o luËn trong th¸ng 3',
  ],
  [
    'VNI',
    'Phoøng Giaùo duïc vaø Ñaøo taïo huyeän Taân Loäc\nKeá hoaïch toå chöùc sinh hoaït chuyeân ñeà naêm 2005\nNoäi dung: hoïc taäp, thaûo luaän',
  ],
])('text in %s is told, with a line of it', async (encoding, text) => {
  expect(await codeOf(Buffer.from(text), 'cu.txt')).toBe('CD_DRAFT_LEGACY_FONT');
  await expect(draftPlan(Buffer.from(text), 'cu.txt')).rejects.toMatchObject({ values: { encoding, line: 1 } });
  expect(await codeOf(makeDocx(text), 'cu.docx')).toBe('CD_DRAFT_LEGACY_FONT');
});

test('bytes of the old font encodings, as they stand in a file, are told too', async () => {
  expect(await codeOf(Buffer.from('Phßng Gi¸o dôc vµ §µo t¹o huyÖn, kÕ ho¹ch häc tËp n¨m', 'latin1'), 'cu.txt')).toBe(
    'CD_DRAFT_LEGACY_FONT',
  );
});

test('an empty file, or one without a letter, is told', async () => {
  expect(await codeOf(Buffer.alloc(0), 'rong.txt')).toBe('CD_DRAFT_EMPTY');
  expect(await codeOf(Buffer.from(' \n\t\n'), 'trang.txt')).toBe('CD_DRAFT_EMPTY');
  expect(await codeOf(makeDocx(''), 'rong.docx')).toBe('CD_DRAFT_EMPTY');
});

test('what is no plan is told', async () => {
  const letter =
    'CÔNG VĂN\nKính gửi: Các chi bộ trực thuộc\nVề việc mời họp giao ban tháng 3. Đề nghị các đồng chí dự đầy đủ, đúng giờ.\nNơi nhận:\n- Như trên;\n- Lưu.';
  expect(await codeOf(Buffer.from(letter), 'cong-van.txt')).toBe('CD_DRAFT_NOT_PLAN');
  expect(await codeOf(Buffer.from('const a = 1;\nfunction b() {}\n'), 'a.txt')).toBe('CD_DRAFT_NOT_PLAN');
  expect(await codeOf(Buffer.from([0, 1, 2, 3, 4, 5]), 'a.bin')).toBe('CD_DRAFT_FORMAT');
});

test('300 pages are refused, or read, in bounded time', async () => {
  expect(await codeOf(makePdf(`${sound()}\n${'Một dòng của phụ lục dài.\n'.repeat(300 * 38)}`), 'dai.pdf')).toBe(
    'CD_DRAFT_TOO_LONG',
  );
  expect(await codeOf(Buffer.from(`${sound()}\n${'Một dòng của phụ lục dài.\n'.repeat(300 * 38)}`), 'dai.txt')).toBe(
    'CD_DRAFT_TOO_LONG',
  );
  const text = sound().replace(
    'Nơi nhận',
    `${'1- Chuyên đề “Phụ lục”\n- Thời gian sinh hoạt: tháng 5/2024.\n'.repeat(3000)}Nơi nhận`,
  );
  expect(await codeOf(Buffer.from(text), 'nhieu.txt')).toBe('read');
});

const WITHIN = (hostile: string) => makeZip(docxParts(documentXml(`<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>${hostile}`)));

test.each([
  ['instructions for a processor', '<?a '.repeat(40_000), 'CD_DRAFT_HOSTILE'],
  ['one such instruction', '<?a b?>', 'CD_DRAFT_HOSTILE'],
  ['CDATA without end', '<![CDATA['.repeat(900_000), 'CD_DRAFT_CORRUPT'],
  ['openings of tags', '<'.repeat(4_000_000), 'CD_DRAFT_CORRUPT'],
  ['empty paragraphs', '<w:p/>'.repeat(1_300_000), 'CD_DRAFT_TOO_LONG'],
  ['small paragraphs', '<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(240_000), 'CD_DRAFT_TOO_LONG'],
])('a docx full of %s is refused', async (_, hostile, code) => {
  expect(await codeOf(WITHIN(hostile), 'a.docx')).toBe(code);
});

test('a docx of a hundred full pages is read, though Word cuts its paragraphs up', async () => {
  const run =
    '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:t>các chi bộ trực thuộc tổ chức </w:t></w:r>';
  const pages = WITHIN(`<w:p><w:pPr><w:jc w:val="both"/></w:pPr>${run.repeat(6)}</w:p>`.repeat(1500));
  expect(await linesApart(pages, 'a.docx')).toHaveLength(1501);
});

/** One page whose content is packed `layers` times. */
function packedPdf(content: Buffer, layers: number): Buffer {
  let packed = content;
  for (let layer = 0; layer < layers; layer += 1) packed = deflateSync(packed, { level: 9 });
  const head = [
    '%PDF-1.4',
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
    '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >> endobj',
    `4 0 obj << /Length ${packed.length} /Filter [${'/FlateDecode '.repeat(layers)}] >> stream\n`,
  ].join('\n');
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    packed,
    Buffer.from('\nendstream endobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF'),
  ]);
}

test('a PDF that unfolds into too much is refused, whether it is packed once or twice', async () => {
  const spaces = Buffer.alloc(100 * 1024 * 1024, ' ');
  expect(await codeOf(packedPdf(spaces, 1), 'a.pdf')).toBe('CD_DRAFT_TOO_LONG');
  expect(await codeOf(packedPdf(spaces, 2), 'a.pdf')).toBe('CD_DRAFT_HOSTILE');
  const little = packedPdf(Buffer.alloc(1000, ' '), 2);
  expect(await codeOf(little, 'a.pdf')).toBe('CD_DRAFT_SCANNED');
});

test('a scan with page numbers and a stamp of the signature is told as a scan', async () => {
  const stamp = [{ x: 20, text: 'Ký bởi: Đảng ủy Khối, 28/03/2023 10:11:12 +07:00' }];
  const scan = Buffer.concat([
    pdfOf([stamp]),
    Buffer.from('\n9 0 obj << /Subtype /Image /Length 1 >> stream\nx\nendstream endobj\n'),
  ]);
  expect(await codeOf(scan, 'quet.pdf')).toBe('CD_DRAFT_SCANNED');
});

async function messageOf(bytes: Buffer, file: string): Promise<string> {
  const error: unknown = await draftPlan(bytes, file).catch((thrown: unknown) => thrown);
  if (error instanceof CodedError && error.exit === 1) return `${error.code}: ${error.message}`;
  throw error;
}

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HTML = '<html><body><h1>KẾ HOẠCH năm 2023</h1><p>1. Chuyên đề 1: Học tập</p></body></html>';

test.each([
  ['a spreadsheet', makeZip([{ name: 'xl/workbook.xml', content: '<workbook/>' }]), /FORMAT.*Excel/],
  [
    'an OpenDocument text',
    makeZip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
      { name: 'content.xml', content: '<x/>' },
    ]),
    /FORMAT.*OpenDocument text \(\.odt\)/,
  ],
  ['an old spreadsheet', Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('Workbook\0', 'utf16le')]), /FORMAT.*Excel.*\.xls/],
  ['RTF', Buffer.from('{\\rtf1\\ansi K\\u7871? ho\\u7841?ch}'), /FORMAT.*RTF/],
  ['HTML', Buffer.from(HTML), /FORMAT.*HTML/],
  ['HTML in UTF-16', Buffer.from(`\ufeff${HTML}`, 'utf16le'), /FORMAT.*HTML/],
])('%s is called what it is', async (_, bytes, message) => {
  for (const file of ['a.doc', 'a.docx', 'a.txt']) expect(await messageOf(bytes, file)).toMatch(message);
});

test('text whose letters were lost is told, with a line of it', async () => {
  const text = 'Đ?NG ?Y KH?I CÁC CƠ QUAN T?NH\nK? HO?CH t? ch?c sinh ho?t chuyên đ? năm 2023';
  expect(await messageOf(Buffer.from(text), 'a.txt')).toMatch(/CORRUPT.*line 1: “Đ\?NG/);
  expect(await messageOf(makeDocx(text), 'a.docx')).toMatch(/CORRUPT.*line 1: “Đ\?NG/);
  expect(await codeOf(Buffer.from(`${sound()}\nCó câu hỏi gì?Xem a.vn/?x=1`), 'a.txt')).toBe('read');
});

/** Vietnamese as Windows wrote it: a letter, then its tone. */
function windows1258(text: string): Buffer {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte] as const),
  );
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/gu;
  const bytes = Array.from(text.normalize('NFC')).flatMap((letter) => {
    const whole = table.get(letter);
    if (whole !== undefined) return [whole];
    const apart = letter.normalize('NFD');
    const parts = [apart.replace(tone, '').normalize('NFC'), ...(apart.match(tone) ?? [])];
    return parts.map((part) => table.get(part) ?? 0x3f);
  });
  return Buffer.from(bytes);
}

test('text in windows-1258 is read as the same text in UTF-8', async () => {
  const text = sound().replace(/[–—]/g, '-');
  expect(await draftPlan(windows1258(text), 'a.txt')).toEqual(await draftPlan(Buffer.from(text), 'a.txt'));
});
