import { mapRule } from '../../../src/documents/spreadsheet/columns';
import { csvOf, TOP, tree, understand, xlsxOf, zipOf } from './office';

const BTV = 'Ban Thường vụ Đảng ủy Khối';
const fieldsOf = (read: Awaited<ReturnType<typeof understand>>) =>
  Object.fromEntries(read.mappings[0]?.columns.map(({ label, field }) => [label, field]) ?? []);

describe('columns', () => {
  test('a merged heading of two lines below title rows is understood, in real xlsx', async () => {
    const blank = null;
    const read = await understand(
      await xlsxOf([
        [{ value: 'ĐẢNG ỦY KHỐI CÁC CƠ QUAN', columnSpan: 6 }, blank, blank, blank, blank, blank],
        [{ value: 'DANH SÁCH ĐẦU MỐI', columnSpan: 6 }, blank, blank, blank, blank, blank],
        [],
        [
          { value: 'TT', rowSpan: 2 },
          { value: 'Tên tổ chức đảng', rowSpan: 2 },
          { value: 'Đầu mối liên hệ', columnSpan: 3 },
          blank,
          blank,
          { value: 'Ghi chú', rowSpan: 2 },
        ],
        [blank, blank, { value: 'Họ và tên' }, { value: 'Điện thoại (Zalo)' }, { value: 'Thư điện tử' }, blank],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'].map((value) => ({ value })),
        [
          { value: 'I' },
          { value: 'Đảng bộ Bệnh viện A' },
          { value: 'Trần Bình' },
          { value: 999000111, type: Number },
          { value: 'DangUy@a.example.org' },
          blank,
        ],
        [
          { value: 1, type: Number },
          { value: 'Chi bộ\u00a0 Khoa  Nội ' },
          { value: 'Hà' },
          { value: '0999 000 112' },
          blank,
          { value: 'mới' },
        ],
      ]),
      { answers: new Map([['board', 'Ban Tuyên giáo']]) },
    );
    expect(fieldsOf(read)).toEqual({
      TT: 'ordinal',
      'Tên tổ chức đảng': 'name',
      'Đầu mối liên hệ – Họ và tên': 'contact',
      'Đầu mối liên hệ – Điện thoại (Zalo)': 'phone',
      'Đầu mối liên hệ – Thư điện tử': 'email',
      'Ghi chú': 'ignored',
    });
    expect([...read.asked.open.values()]).toMatchObject([{ key: 'issuer', proposal: 'Ban Thường vụ ĐẢNG ỦY KHỐI CÁC CƠ QUAN' }]);
    expect(read.roster.contacts).toMatchObject([
      { channel: 'email', name: 'Trần Bình', email: 'danguy@a.example.org', phone: '0999000111' },
      { channel: 'via-unit', name: 'Hà', email: null, phone: '0999 000 112' },
    ]);
    expect(read.roster.bodies.map(({ name }) => name)).toContain('Chi bộ Khoa Nội');
    expect(read.notes.join()).toContain('thiếu số 0');
  });

  test.each([
    ['Đảng bộ, chi bộ | Trực thuộc | Họ tên đầu mối | Điện thoại (Zalo) | Thư điện tử | Người theo dõi | Loại hình | Ghi chú'],
    ['DANG BO, CHI BO | TRUC THUOC | HO TEN DAU MOI | DIEN THOAI (ZALO) | THU DIEN TU | NGUOI THEO DOI | LOAI HINH | GHI CHU'],
    ['Tên chi bộ | Cấp trên | Bí thư | Sđt bí thư | E-mail | Cán bộ theo dõi | Loại hình tổ chức | Note'],
  ])('%s', async (heading) => {
    const read = await understand(csvOf(`${heading}\nChi bộ Nội | | A | | | | |`), { answers: TOP });
    expect(read.mappings[0]?.columns.map(({ field }) => field)).toEqual([
      'name',
      'parent',
      'contact',
      'phone',
      'email',
      'officer',
      'kind',
      'ignored',
    ]);
  });

  test('"Đảng bộ" beside "Chi bộ" is the parent, alone it is the name', async () => {
    const two = await understand(csvOf('Đảng bộ | Chi bộ | Email\nBệnh viện A | Khoa Nội | n@example.org'), { answers: TOP });
    expect(two.mappings[0]?.columns.map(({ field }) => field)).toEqual(['parent', 'name', 'email']);
    const one = await understand(csvOf('TT | Đảng bộ | Email\n1 | Bệnh viện A | n@example.org'), { answers: TOP });
    expect(one.mappings[0]?.columns.map(({ field }) => field)).toEqual(['ordinal', 'name', 'email']);
  });

  test('a person overrules the guess by heading or letter, and that is remembered by the headings', async () => {
    const csv = csvOf('TT | Nơi sinh hoạt | Chốn liên lạc | Email\n1 | Chi bộ Nội | Hà | n@example.org');
    const rules = [mapRule('Nơi sinh hoạt=name'), mapRule('C=contact')];
    const said = await understand(csv, { answers: TOP, rules });
    expect(said.mappings[0]?.columns.map(({ field }) => field)).toEqual(['ordinal', 'name', 'contact', 'email']);
    const remembered = [{ fingerprint: said.mappings[0]?.fingerprint ?? '', rules, answers: {} }];
    expect(tree(await understand(csv, { answers: TOP, remembered }))).toEqual(tree(said));
    await expect(understand(csv, { answers: TOP })).rejects.toMatchObject({ code: 'CD_ROSTER_NO_HEADING' });
    await expect(understand(csv, { answers: TOP, rules: [...rules, mapRule('Cột lạ=phone')] })).rejects.toMatchObject({
      code: 'CD_ROSTER_MAP',
    });
    // a heading that is not there is told, though another column was taken for that field
    await expect(understand(csv, { answers: TOP, rules: [...rules, mapRule('Cột lạ=contact')] })).rejects.toMatchObject({
      code: 'CD_ROSTER_MAP',
    });
    expect(() => mapRule('Nơi=place')).toThrow(expect.objectContaining({ code: 'CD_ROSTER_MAP' }));
  });
});

describe('the tree', () => {
  test('section rows with Roman numbers, merged over the line; titles, totals and signatures are no bodies', async () => {
    const read = await understand(
      csvOf(`TT | Tên tổ chức đảng | Email
A. Các đảng bộ cơ sở | |
I. Đảng bộ Bệnh viện A | |
1 | Chi bộ Khoa Nội | noi@a.example.org
2 | Chi bộ Khoa Dược |
 | |
TT | Tên tổ chức đảng | Email
II | Đảng bộ Trường B | b@b.example.org
1 | Chi bộ Khoa Nội |
B. Các chi bộ cơ sở | |
1 | Chi bộ Kho bạc | kb@example.org
2 | Công đoàn Tổng công ty |
3 | Tổng công ty Điện |
 | Tổng cộng: 6 |
 | TM. BAN THƯỜNG VỤ |
 | Nguyễn Văn Ký |`),
      { answers: TOP },
    );
    expect(tree(read)).toEqual([
      `Đảng bộ Bệnh viện A ← ${BTV}: unit`,
      'Chi bộ Khoa Nội ← Đảng bộ Bệnh viện A: cell',
      'Chi bộ Khoa Dược ← Đảng bộ Bệnh viện A: cell',
      `Đảng bộ Trường B ← ${BTV}: unit`,
      'Chi bộ Khoa Nội ← Đảng bộ Trường B: cell',
      `Chi bộ Kho bạc ← ${BTV}: unit cell`,
      `Công đoàn Tổng công ty ← ${BTV}: mass`,
      `Tổng công ty Điện ← ${BTV}: unit`,
    ]);
    expect([...read.asked.open.keys()]).toEqual([]);
  });

  test('sections without numbers, and cells as dashes', async () => {
    const expected = [
      `Đảng bộ A ← ${BTV}: unit`,
      'Chi bộ Một ← Đảng bộ A: cell',
      `Đảng bộ B ← ${BTV}: unit`,
      'Chi bộ Hai ← Đảng bộ B: cell',
    ];
    const bare = 'TT | Tên tổ chức | Email\n | Đảng bộ A |\n1 | Chi bộ Một |\n | Đảng bộ B |\n1 | Chi bộ Hai |';
    const dashes = 'TT | Tên tổ chức | Email\n1 | Đảng bộ A |\n - | Chi bộ Một |\n2 | Đảng bộ B |\n - | Chi bộ Hai |';
    const dotted = 'TT | Tên tổ chức | Email\n1 | Đảng bộ A |\n1.1 | Chi bộ Một |\n2 | Đảng bộ B |\n2.1 | Chi bộ Hai |';
    const names = 'Tên tổ chức | Email\nĐảng bộ A |\nChi bộ Một |\nĐảng bộ B |\nChi bộ Hai |';
    for (const text of [bare, dashes, dotted, names])
      expect(tree(await understand(csvOf(text), { answers: TOP }))).toEqual(expected);
  });

  test('a flat list of numbers is flat: its cells are grassroots cells', async () => {
    const read = await understand(csvOf('TT | Tên tổ chức | Email\n1 | Đảng bộ A |\n2 | Chi bộ B |'), { answers: TOP });
    expect(tree(read)).toEqual([`Đảng bộ A ← ${BTV}: unit`, `Chi bộ B ← ${BTV}: unit cell`]);
  });

  test('a parent column: with or without "Đảng bộ", in another case, and by merged cells', async () => {
    const read = await understand(
      csvOf('Tên tổ chức | Trực thuộc\nĐảng bộ Bệnh viện A |\nChi bộ Nội | BỆNH VIỆN A\nChi bộ Dược | đảng bộ bệnh viện A'),
      {
        answers: TOP,
      },
    );
    const expected = [
      `Đảng bộ Bệnh viện A ← ${BTV}: unit`,
      'Chi bộ Nội ← Đảng bộ Bệnh viện A: cell',
      'Chi bộ Dược ← Đảng bộ Bệnh viện A: cell',
    ];
    expect(tree(read)).toEqual(expected);
    const merged = await understand(
      await xlsxOf([
        [{ value: 'Đảng bộ cơ sở' }, { value: 'Chi bộ trực thuộc' }, { value: 'Email' }],
        [{ value: 'Đảng bộ Bệnh viện A', rowSpan: 2 }, { value: 'Chi bộ Nội' }, null],
        [null, { value: 'Chi bộ Dược' }, null],
      ]),
      { answers: TOP },
    );
    expect(tree(merged)).toEqual(expected);
    expect(merged.notes.join()).toContain('1 tổ chức chỉ có tên ở cột cấp trên');
  });

  test('a parent that is not there is a question, with what it may be', async () => {
    const csv = csvOf(
      'Tên tổ chức | Trực thuộc\nĐảng bộ Bệnh viện A |\nChi bộ Nội | Bệnh viện A\nChi bộ Nhi | Bệnh vện A\nChi bộ Số 1 | Nhà máy Z',
    );
    const read = await understand(csv, { answers: TOP });
    expect([...read.asked.open.values()].map(({ key, proposal }) => [key, proposal])).toEqual([
      ['parent/benh-ven-a', 'Đảng bộ Bệnh viện A'],
      ['parent/nha-may-z', 'new'],
    ]);
    expect(tree(read)).toContain('Chi bộ Nhi ← Đảng bộ Bệnh viện A: cell');
    const answered = await understand(csv, {
      answers: new Map([...TOP, ['parent/benh-ven-a', 'new'], ['parent/nha-may-z', 'new']]),
    });
    expect(tree(answered)).toContain('Chi bộ Nhi ← Bệnh vện A: cell');
    expect(answered.asked.open.size).toBe(0);
  });

  test('a cell that leaves the parent column blank is asked about once', async () => {
    const csv = csvOf('Tên tổ chức | Trực thuộc\nĐảng bộ A |\nChi bộ Nội | Đảng bộ A\nChi bộ Nhi |\nChi bộ Mắt |');
    const read = await understand(csv, { answers: TOP });
    expect([...read.asked.open.keys()]).toEqual(['blank-parent']);
    const top = await understand(csv, { answers: new Map([...TOP, ['blank-parent', 'top']]) });
    expect(tree(top).slice(2)).toEqual([`Chi bộ Nhi ← ${BTV}: unit cell`, `Chi bộ Mắt ← ${BTV}: unit cell`]);
  });

  test('the same name under one parent is a question; under two it is not', async () => {
    const csv = csvOf(
      'TT | Tên tổ chức | Email\nI | Đảng bộ A |\n1 | Chi bộ Nội | x@example.org\n2 | Chi bộ  nội | y@example.org\nII | Đảng bộ B |\n1 | Chi bộ Nội |',
    );
    const read = await understand(csv, { answers: TOP });
    const [question] = read.asked.open.values();
    expect(read.asked.open.size).toBe(1);
    expect(question).toMatchObject({ choices: ['one', 'two'] });
    expect(read.roster.bodies).toHaveLength(6);
    expect(read.roster.contacts.map(({ email }) => email)).toEqual(['x@example.org', 'y@example.org']);
    const two = await understand(csv, { answers: new Map([...TOP, [question?.key ?? '', 'two']]) });
    expect(two.roster.bodies).toHaveLength(7);
    expect(new Set(two.roster.bodies.map(({ id }) => id)).size).toBe(7);
  });

  test('parents in a circle are a fault', async () => {
    const read = await understand(csvOf('Tên tổ chức | Trực thuộc\nĐảng bộ A | Đảng bộ B\nĐảng bộ B | Đảng bộ A'), {
      answers: TOP,
    });
    expect(read.faults.join()).toContain('vòng lặp');
  });

  test('several sheets; one that is no list is told and not read', async () => {
    const { default: writeXlsx } = await import('write-excel-file/node');
    const rows = (name: string) => [
      [{ value: 'TT' }, { value: 'Tên tổ chức' }],
      [{ value: 1, type: Number }, { value: name }],
    ];
    const bytes = await writeXlsx([
      { data: rows('Đảng bộ A'), sheet: 'Khối 1' },
      { data: rows('Đảng bộ B'), sheet: 'Khối 2' },
      { data: [[{ value: 'Ghi chú chung' }]], sheet: 'Khác' },
    ]).toBuffer();
    const read = await understand(bytes, { answers: TOP });
    expect(tree(read)).toEqual([`Đảng bộ A ← ${BTV}: unit`, `Đảng bộ B ← ${BTV}: unit`]);
    expect(read.notes).toEqual(['trang “Khác” không có dòng tên cột: không đọc']);
  });
});

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
const text = (words: string) => `<is><t>${words}</t></is>`;
const worksheet = (rows: string[][]) =>
  Buffer.from(
    `<worksheet><sheetData>${rows.map((row, r) => `<row r="${r + 1}">${row.map((cell, c) => (cell.startsWith('#') ? `<c r="${'ABC'[c]}${r + 1}" t="e"><v>${cell}</v></c>` : `<c r="${'ABC'[c]}${r + 1}" t="inlineStr">${text(cell)}</c>`)).join('')}</row>`).join('')}</sheetData></worksheet>`,
  );

test('a hidden sheet is told and not read; a formula that failed says nothing', async () => {
  const bytes = zipOf({
    'xl/workbook.xml': Buffer.from(
      '<workbook xmlns:r="r"><sheets><sheet name="Cũ" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Nay" sheetId="2" r:id="rId2"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      `<Relationships>${[
        ['worksheet', 'worksheets/sheet1'],
        ['worksheet', 'worksheets/sheet2'],
        ['styles', 'styles'],
      ]
        .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATION}${type}" Target="${target}.xml"/>`)
        .join('')}</Relationships>`,
    ),
    'xl/styles.xml': Buffer.from('<styleSheet><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>'),
    'xl/worksheets/sheet1.xml': worksheet([
      ['TT', 'Tên tổ chức'],
      ['1', 'Đảng bộ Cũ'],
    ]),
    'xl/worksheets/sheet2.xml': worksheet([
      ['TT', 'Tên tổ chức', 'Email'],
      ['1', 'Đảng bộ Nay', '#N/A'],
    ]),
  });
  const read = await understand(bytes, { answers: TOP });
  expect(tree(read)).toEqual([`Đảng bộ Nay ← ${BTV}: unit`]);
  expect(read.notes).toEqual(['trang “Cũ” đang ẩn: không đọc']);
  expect(read.asked.open.size).toBe(0);
});

test.each([
  ['semicolons', Buffer.from('TT;Tên tổ chức;Email\r\n1;"Đảng bộ A, B";a@example.org')],
  [
    'tabs in UTF-16, as a spreadsheet saves "Unicode text"',
    Buffer.from('\ufeffTT\tTên tổ chức\tEmail\r\n1\tĐảng bộ A, B\ta@example.org', 'utf16le'),
  ],
  [
    'tabs in UTF-16 of the other order',
    Buffer.from('\ufeffTT\tTên tổ chức\tEmail\r\n1\tĐảng bộ A, B\ta@example.org', 'utf16le').swap16(),
  ],
])('csv with %s', async (_, bytes) => {
  const read = await understand(bytes, { answers: TOP });
  expect(tree(read)).toEqual([`Đảng bộ A, B ← ${BTV}: unit`]);
  expect(read.roster.contacts).toMatchObject([{ email: 'a@example.org' }]);
});
