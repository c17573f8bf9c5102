import { docxParts } from '../../../src/documents/draft/docx-parts';
import { docxLines } from '../../../src/documents/draft/docx';
import type { UrgedDuty, UrgingLetter } from '../../../src/documents/letters/urging';
import { urgingDocx } from '../../../src/documents/letters/urging-docx';
import { FORBIDDEN_WORDS } from '../../mail/forbidden-words';

const hospital = {
  id: 'bv-a',
  name: 'Đảng bộ Bệnh viện Đa khoa A',
  addressed: 'Đảng ủy Bệnh viện Đa khoa A',
  reader: 'committee',
} as const;
const bank = { id: 'nh', name: 'Chi bộ cơ sở Ngân hàng B', addressed: 'Chi bộ cơ sở Ngân hàng B', reader: 'cell' } as const;

const duty: UrgedDuty = {
  unit: hospital,
  below: 'Khoa Dược',
  isCell: true,
  topic: 'Chuyên đề 2/2023',
  stage: 'session',
  due: '2023-06-30',
  moved: false,
  plannedDate: null,
  contact: 'known',
};

const letter: UrgingLetter = {
  roles: {
    issuer: 'Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh',
    board: 'Ban Tuyên giáo Đảng ủy Khối',
    boardParent: 'Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh',
  },
  plan: { number: '12-KH/ĐUK', date: '2023-03-20' },
  place: null,
  asOf: '2023-07-06',
  by: '2023-07-14',
  chosenUnits: false,
  counts: [{ topic: 'Chuyên đề 2/2023', stage: 'session', owners: 'cell', reported: 296, duties: 300 }],
  duties: [
    { ...duty, plannedDate: '2023-07-12' },
    { ...duty, below: 'Phòng Tổ chức & Cán bộ <mới>', contact: 'none' },
    { ...duty, unit: bank, below: null, moved: true, due: '2023-07-05', contact: 'bounced' },
  ],
};
const reporting: UrgedDuty = { ...duty, below: null, isCell: false, stage: 'reporting' };

const linesOf = async (of: UrgingLetter) => (await docxLines(await urgingDocx(of), 'cong-van.docx')).map(({ text }) => text);
const bodyOf = async (of: Partial<UrgingLetter>) =>
  (await linesOf({ ...letter, ...of })).find((line) => line.startsWith('Thực hiện')) ?? '';

test('the product’s own reader finds every line of the letter and every row of its list', async () => {
  expect(await linesOf(letter)).toEqual([
    'ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH',
    'BAN TUYÊN GIÁO',
    '*',
    'Số …………',
    'về việc báo cáo kết quả sinh hoạt chuyên đề',
    'ĐẢNG CỘNG SẢN VIỆT NAM',
    '…………, ngày tháng năm',
    'Kính gửi: Các đảng ủy, chi bộ cơ sở (danh sách kèm theo)',
    'Thực hiện Kế hoạch số 12-KH/ĐUK, ngày 20/3/2023 của Ban Thường vụ Đảng ủy Khối, đến ngày 06/7/2023 Ban Tuyên giáo đã nhận được báo cáo của 296/300 chi bộ. Để kịp tổng hợp báo cáo Ban Thường vụ Đảng ủy Khối, Ban Tuyên giáo đề nghị các đảng ủy, chi bộ cơ sở quan tâm chỉ đạo các chi bộ trong danh sách sớm sinh hoạt và báo cáo trước ngày 14/7/2023.',
    'Nơi nhận:',
    '- Như trên,',
    '- BTV Đảng ủy Khối (để b/c),',
    '- Lưu Ban Tuyên giáo.',
    'TRƯỞNG BAN',
    'PHỤ LỤC',
    'Danh sách chi bộ Ban Tuyên giáo chưa nhận được báo cáo, tính đến ngày 06/7/2023',
    '(kèm theo Công văn số ……, ngày …… của Ban Tuyên giáo)',
    'TT | Tổ chức cơ sở đảng | Chi bộ | Chuyên đề | Thời hạn | Ghi chú',
    '1 | Đảng bộ Bệnh viện Đa khoa A | Khoa Dược | Chuyên đề 2/2023 | 30/6/2023 | dự kiến 12/7/2023',
    '2 | Đảng bộ Bệnh viện Đa khoa A | Phòng Tổ chức & Cán bộ <mới> | Chuyên đề 2/2023 | 30/6/2023 | chưa có đầu mối liên hệ',
    '3 | Chi bộ cơ sở Ngân hàng B | – | Chuyên đề 2/2023 | 05/7/2023 | thời hạn đã điều chỉnh; thư gửi không đến được',
  ]);
});

test('page, type and list are an office’s: A4, margins, Times New Roman 14, the list on a new page under a repeated heading', async () => {
  const parts = docxParts(await urgingDocx(letter), 'cong-van.docx');
  const xml =
    parts
      .get('word/document.xml')
      ?.toString()
      .replace(/^.*<w:body>/, '') ?? '';
  // twentieths of a point: 210 × 297 mm; 30 mm left, 15 right, 20 above and below
  expect(xml).toMatch(/<w:pgSz (?=[^>]*w:w="11906")(?=[^>]*w:h="16838")/);
  expect(xml).toMatch(/<w:pgMar (?=[^>]*w:left="1701")(?=[^>]*w:right="850")(?=[^>]*w:top="1134")(?=[^>]*w:bottom="1134")/);
  expect(parts.get('word/styles.xml')?.toString()).toMatch(
    /<w:docDefaults><w:rPrDefault><w:rPr>.*w:ascii="Times New Roman".*<w:sz w:val="28"\/>/,
  );
  // two columns side by side, without rules; only the list has them
  const [head = '', foot = '', rows = ''] = xml.match(/<w:tbl>.*?<\/w:tbl>/g) ?? [];
  for (const columns of [head, foot]) {
    expect(columns.match(/<w:tc>/g)).toHaveLength(2);
    expect(columns).toContain('<w:insideV w:val="none"');
  }
  expect(rows).toContain('<w:insideV w:val="single"');
  const appendix = xml.slice(xml.lastIndexOf('<w:p>', xml.indexOf('PHỤ LỤC')));
  expect(appendix).toMatch(/^<w:p><w:pPr>(?:(?!<\/w:pPr>).)*<w:pageBreakBefore\/>/);
  const [first = '', ...others] = appendix.match(/<w:tr>.*?<\/w:tr>/g) ?? [];
  expect(first).toContain('<w:tblHeader/>');
  expect(first).toContain('Tổ chức cơ sở đảng');
  expect(others).toHaveLength(3);
  expect(others.filter((row) => row.includes('tblHeader') || !row.includes('<w:cantSplit/>'))).toEqual([]);
  expect(xml).not.toMatch(/<w:drawing|<w:pict/);
});

test('the same letter gives the same parts, dated by its facts', async () => {
  const [one, two] = [await urgingDocx(letter), await urgingDocx(letter)].map((bytes) => docxParts(bytes, 'x.docx'));
  expect(two).toEqual(one);
  const about = one?.get('docProps/core.xml')?.toString();
  expect(about).toContain('2023-07-06T00:00:00Z</dcterms:created>');
  expect(about).toContain('<dc:creator>Ban Tuyên giáo</dc:creator>');
});

test('a single unit that was chosen is written to by its name, and the figures are its own', async () => {
  const one = { ...letter, chosenUnits: true, duties: letter.duties.slice(0, 2) };
  expect(await linesOf(one)).toContain('Kính gửi: Đảng ủy Bệnh viện Đa khoa A');
  const body = await bodyOf(one);
  expect(body).toContain('của 296/300 chi bộ thuộc Đảng bộ Bệnh viện Đa khoa A.');
  expect(body).toContain('đề nghị Đảng ủy Bệnh viện Đa khoa A quan tâm chỉ đạo các chi bộ');
  expect(await bodyOf({ chosenUnits: true })).toContain('chi bộ thuộc các tổ chức cơ sở đảng trong danh sách.');
});

test('what is asked follows what is missing', async () => {
  expect(await bodyOf({ duties: [{ ...duty, unit: bank, below: null }] })).toContain(
    'đề nghị các chi bộ cơ sở sớm sinh hoạt và báo cáo trước',
  );
  const own = [reporting, { ...reporting, unit: bank, isCell: true }];
  expect(await bodyOf({ duties: own })).toContain('đề nghị các đảng ủy, chi bộ cơ sở sớm gửi báo cáo tổng hợp trước');
  expect(await bodyOf({ duties: [reporting] })).toContain('đề nghị các đảng ủy sớm gửi báo cáo tổng hợp trước');
  expect(await bodyOf({ duties: [{ ...reporting, stage: 'study' }] })).toContain(
    'đề nghị các đảng ủy sớm tổ chức học tập, thảo luận và báo cáo trước',
  );
  expect(await bodyOf({ duties: [reporting, { ...duty, stage: 'study' }, duty] })).toContain(
    'đề nghị các đảng ủy sớm gửi báo cáo tổng hợp, quan tâm chỉ đạo các chi bộ trong danh sách sớm học tập, thảo luận, sinh hoạt và báo cáo trước',
  );
  const counts: UrgingLetter['counts'] = [
    { topic: 'Chuyên đề 1/2023', stage: 'session', owners: 'cell', reported: 7, duties: 12 },
    { topic: 'Chuyên đề 1/2023', stage: 'reporting', owners: 'unit', reported: 0, duties: 108 },
  ];
  expect(await bodyOf({ counts })).toContain(
    'báo cáo của 07/12 chi bộ (Chuyên đề 1/2023), 0/108 tổ chức cơ sở đảng (Chuyên đề 1/2023, báo cáo kết quả).',
  );
});

test('what the roster and the plan do not say is left to the office', async () => {
  const lines = await linesOf({
    ...letter,
    plan: { number: null, date: null },
    place: 'Hà Tĩnh',
    roles: { issuer: 'Ban Thường vụ Huyện ủy K', board: 'Văn phòng', boardParent: 'Đảng bộ huyện K' },
  });
  expect(lines).toEqual(expect.arrayContaining(['ĐẢNG ỦY HUYỆN K', 'VĂN PHÒNG', 'Hà Tĩnh, ngày tháng năm']));
  expect(lines).toEqual(expect.arrayContaining(['- BTV Huyện ủy K (để b/c),', '- Lưu Văn phòng.', '(……)']));
  expect(lines.find((line) => line.startsWith('Thực hiện'))).toMatch(
    /^Thực hiện Kế hoạch số ……, ngày …… của Ban Thường vụ Huyện ủy K, đến ngày/,
  );
});

test('no fixed text holds a word that the glossary forbids', async () => {
  const everything = await Promise.all([
    linesOf(letter),
    linesOf({ ...letter, chosenUnits: true, duties: [reporting, { ...duty, stage: 'selection' }] }),
    linesOf({ ...letter, duties: [reporting, { ...duty, isCell: false, stage: 'study', unit: { ...bank, reader: 'other' } }] }),
  ]);
  const text = everything.flat().join('\n');
  expect(text).toContain('đề nghị');
  expect(FORBIDDEN_WORDS.filter((pattern) => pattern.test(text))).toEqual([]);
  expect(text).not.toMatch(/[!{}]|undefined|null/);
  expect(text).toBe(text.normalize('NFC'));
});
