import { csvOf, TOP, tree, understand, xlsxOf } from './office';

const BTV = 'Ban Thường vụ Đảng ủy Khối';
const fieldsOf = (read: Awaited<ReturnType<typeof understand>>) => read.mappings[0]?.columns.map(({ field }) => field);

describe('headings', () => {
  test.each([
    ['ĐB cơ sở', 'parent'],
    ['ĐV chủ quản', 'parent'],
    ['Cơ quan chủ quản', 'parent'],
    ['Cấp ủy cấp trên trực tiếp', 'parent'],
    ['TCCSĐ trực thuộc', 'parent'],
    ['Thuộc ĐBCS', 'parent'],
    ['Đơn vị quản lý', 'parent'],
    ['Đ/c phụ trách', 'contact'],
    ['Đ/c Bí thư', 'contact'],
    ['Đồng chí Bí thư', 'contact'],
    ['Phó Bí thư', 'contact'],
    ['Người đại diện', 'contact'],
    ['Cán bộ liên hệ', 'contact'],
    ['Họ và tên, chức vụ', 'contact'],
    ['Họ tên; SĐT; email', 'contact'],
    ['Cấp ủy phụ trách', 'contact'],
    ['SĐT Zalo', 'phone'],
    ['Số liên hệ', 'phone'],
    ['Điện thoại cơ quan', 'phone'],
    ['Di động (Zalo)', 'phone'],
    ['Email công vụ', 'email'],
    ['Địa chỉ mail', 'email'],
    ['Hộp thư công vụ', 'email'],
    ['Đảng ủy viên phụ trách', 'officer'],
    ['CB theo dõi', 'officer'],
    ['Cán bộ chuyên quản', 'officer'],
    ['Mã TCĐ', 'id'],
    ['Mã định danh', 'id'],
    ['Loại hình TCCSĐ', 'kind'],
    ['Hình thức gửi', 'channel'],
    ['S TT', 'ordinal'],
    ['SL ĐV', 'ignored'],
    ['Số chi bộ', 'ignored'],
    ['Nhiệm kỳ', 'ignored'],
    ['Chức vụ chính quyền', 'ignored'],
    ['Ký nhận', 'ignored'],
    ['Trụ sở', 'ignored'],
  ])('%s: %s', async (heading, field) => {
    const read = await understand(csvOf(`Tên tổ chức đảng | ${heading}\nĐảng bộ A |`), { answers: TOP });
    expect(fieldsOf(read)).toEqual(['name', field]);
  });

  test.each(['Tên TCCSĐ', 'Tên TCĐ', 'TCCSĐ', 'Tên CB', 'Tên chi, đảng bộ', 'Các chi bộ trực thuộc', 'ĐB, CB', 'Tên ĐV'])(
    '%s: name',
    async (heading) => {
      expect(fieldsOf(await understand(csvOf(`${heading} | Email\nĐảng bộ A |`), { answers: TOP }))).toEqual(['name', 'email']);
    },
  );
});

describe('a heading that says nothing, above names of organisations', () => {
  const ROWS = ['Nội', 'Nhi', 'Mắt'].map((name) => `Chi bộ ${name} | ĐB Bệnh viện A | x`).join('\n');
  test('is asked: the parent, or nothing', async () => {
    const csv = csvOf(`Chi bộ | Nơi quản | Khác\n${ROWS.replaceAll('| x', '|')}`.replace('Khác', 'Email'));
    const read = await understand(csv, { answers: TOP });
    expect([...read.asked.open.values()]).toMatchObject([
      { key: 'column/noi-quan', choices: ['parent', 'ignored'], proposal: 'parent' },
    ]);
    expect(tree(read)).toContain('Chi bộ Nội ← Đảng bộ Bệnh viện A: cell');
    const ignored = await understand(csv, { answers: new Map([...TOP, ['column/noi-quan', 'ignored']]) });
    expect(tree(ignored)).toContain(`Chi bộ Nội ← ${BTV}: unit cell`);
  });

  test('is asked as the name where nothing else names the bodies', async () => {
    const read = await understand(
      csvOf('TT | Nơi học | Email\n1 | Chi bộ Nội | n@example.org\n2 | Chi bộ Nhi |\n3 | Chi bộ Mắt |'),
      {
        answers: TOP,
      },
    );
    expect([...read.asked.open.values()]).toMatchObject([{ key: 'column/noi-hoc', proposal: 'name' }]);
    expect(tree(read)).toHaveLength(3);
  });
});

describe('names', () => {
  test.each([
    ['ĐẢNG BỘ SỞ Y TẾ (02 chi bộ)', 'ĐẢNG BỘ SỞ Y TẾ'],
    ['Đảng bộ Sở Y tế: 05 chi bộ', 'Đảng bộ Sở Y tế'],
    ['Đảng bộ Sở Y tế (gồm 12 chi bộ trực thuộc, 245 đảng viên)', 'Đảng bộ Sở Y tế'],
    ['Chi bộ Khu phố 12', 'Chi bộ Khu phố 12'],
    ['Đảng bộ Sư đoàn 324', 'Đảng bộ Sư đoàn 324'],
  ])('%s: how many there are is no part of it', async (cell, name) => {
    const read = await understand(csvOf(`TT | Tên tổ chức đảng | Email\nI | ${cell} |\n1 | Chi bộ Một |`), { answers: TOP });
    expect(tree(read)[0]).toMatch(new RegExp(`^${name} ←`));
  });

  test('of thousands of letters is a fault at its place', async () => {
    const read = await understand(csvOf(`TT | Tên tổ chức | Email\n1 | Đảng bộ A |\n2 | Đảng bộ ${'x'.repeat(5_000)} |`), {
      answers: TOP,
    });
    expect(read.faults).toEqual([expect.stringMatching(/^dòng 3: tên dài 5008 ký tự .* nhiều nhất 300$/)]);
  });

  test('below "Chi bộ khu phố", what its row calls "Khu phố 1" is a cell', async () => {
    const read = await understand(csvOf('STT | CHI BỘ KHU PHỐ | Email\n1 | Khu phố 1 |'), { answers: TOP });
    expect(tree(read)).toEqual([`Khu phố 1 ← ${BTV}: unit cell`]);
  });
});

test('below "Tên chi bộ", a section without a prefix is the unit of its cells', async () => {
  const read = await understand(
    csvOf('TT | Tên chi bộ | Email\nI | Bệnh viện A |\n1 | Chi bộ Nội |\nII | Trường B |\n1 | Tổ Toán |'),
    {
      answers: TOP,
    },
  );
  expect(tree(read)).toEqual([
    `Bệnh viện A ← ${BTV}: unit`,
    'Chi bộ Nội ← Bệnh viện A: cell',
    `Trường B ← ${BTV}: unit`,
    'Tổ Toán ← Trường B: cell',
  ]);
});

test('"Đảng ủy" alone names the bodies', async () => {
  const read = await understand(csvOf('TT | Đảng ủy | Email\n1 | Đảng ủy Sở Y tế |'), { answers: TOP });
  expect(fieldsOf(read)).toEqual(['ordinal', 'name', 'email']);
});

const EXPECTED = [
  `ĐẢNG BỘ SỞ Y TẾ ← ${BTV}: unit`,
  'Chi bộ Văn phòng ← ĐẢNG BỘ SỞ Y TẾ: cell',
  'Chi bộ Thanh tra ← ĐẢNG BỘ SỞ Y TẾ: cell',
  `ĐẢNG BỘ SỞ TÀI CHÍNH ← ${BTV}: unit`,
  'Chi bộ Văn phòng ← ĐẢNG BỘ SỞ TÀI CHÍNH: cell',
];

test.each([
  ['numbered as its cells are', '1. ĐẢNG BỘ SỞ Y TẾ (02 chi bộ)', '2. ĐẢNG BỘ SỞ TÀI CHÍNH'],
  ['without a number', 'ĐẢNG BỘ SỞ Y TẾ', 'ĐẢNG BỘ SỞ TÀI CHÍNH'],
])('blocks, each with its unit above the headings, %s', async (_, first, second) => {
  const head = 'TT | Tên chi bộ | Bí thư | Email';
  const read = await understand(
    csvOf(
      `ĐẢNG ỦY KHỐI | | |\n\n${first} | | |\n${head}\n1 | Chi bộ Văn phòng | Hà |\n2 | Chi bộ Thanh tra | |\n\n${second} | | |\n${head}\n1 | Chi bộ Văn phòng | | v@example.org`,
    ),
    { answers: TOP },
  );
  expect(tree(read)).toEqual(EXPECTED);
  expect([...read.asked.open.keys()]).toEqual([]);
});

test('a title right above the only headings is the issuer’s, not a unit', async () => {
  const read = await understand(csvOf('ĐẢNG BỘ PHƯỜNG A | |\nTT | Tên chi bộ | Email\n1 | Chi bộ Một |'), {
    answers: new Map([['board', 'Ban']]),
  });
  expect([...read.asked.open.values()]).toMatchObject([{ key: 'issuer', proposal: 'Ban Thường vụ ĐẢNG BỘ PHƯỜNG A' }]);
  expect(tree(read)).toEqual(['Chi bộ Một ← Ban Thường vụ ĐẢNG BỘ PHƯỜNG A: unit cell']);
});

test('tables side by side are read one after the other, at their own lines', async () => {
  const read = await understand(
    csvOf(
      'DANH SÁCH | | | | | |\nTT | Chi bộ | Email | | TT | Chi bộ | Email\n1 | Chi bộ 1 | c1@example.org | | 3 | Chi bộ 3 | c3@example.org\n2 | Chi bộ 2 | | | 4 | Chi bộ 4 | hỏng@x',
    ),
    { answers: TOP },
  );
  expect(tree(read)).toEqual([1, 2, 3, 4].map((n) => `Chi bộ ${n} ← ${BTV}: unit cell`));
  expect(read.roster.contacts.map(({ bodyId, email }) => [bodyId, email])).toEqual([
    ['chi-bo-1', 'c1@example.org'],
    ['chi-bo-3', 'c3@example.org'],
  ]);
  expect([...read.asked.open.values()][0]?.text).toMatch(/^dòng 4: /);
  expect(read.notes.join()).toContain('bảng đặt cạnh nhau');
});

test('answers of a form: a question as a heading, one cell answered twice', async () => {
  const text = (value: string) => ({ value });
  const read = await understand(
    await xlsxOf([
      [
        'Dấu thời gian',
        '1. Đồng chí thuộc Đảng bộ nào?',
        '2. Tên chi bộ (ghi đầy đủ)',
        '3. Họ và tên người phụ trách',
        '4. Số điện thoại (có Zalo)',
      ].map(text),
      ['2023-03-01', 'Đảng bộ Sở Y tế', 'Chi bộ Văn phòng', 'Hà', '0999000111'].map(text),
      ['2023-03-02', 'đảng bộ sở y tế', 'chi bộ  văn phòng', 'Hà', '0999000111'].map(text),
    ]),
    { answers: TOP },
  );
  expect([...read.asked.open.values()]).toMatchObject([{ key: 'twice/dang-bo-so-y-te-chi-bo-van-phong', proposal: 'one' }]);
  expect(read.roster.contacts).toMatchObject([{ name: 'Hà', phone: '0999000111' }]);
});

test('codes, ditto marks and kinds together, with the issuer as the parent of its units', async () => {
  const read = await understand(
    csvOf(`Mã TCĐ | Tổ chức đảng | Tổ chức đảng cấp trên trực tiếp | Đ/c bí thư | Loại hình TCĐ
34.01 | Đảng bộ Sở Y tế | Đảng bộ Khối | A | Đảng bộ cơ sở
34.01.01 | Chi bộ Văn phòng | Đảng bộ Sở Y tế | B | Chi bộ trực thuộc
34.01.02 | Chi bộ Thanh tra | nt | C | nt
34.02 | Chi bộ Báo | Đảng bộ Khối | D | Chi bộ cơ sở`),
    { answers: TOP },
  );
  expect(tree(read)).toEqual([
    `Đảng bộ Sở Y tế ← ${BTV}: unit`,
    'Chi bộ Văn phòng ← Đảng bộ Sở Y tế: cell',
    'Chi bộ Thanh tra ← Đảng bộ Sở Y tế: cell',
    `Chi bộ Báo ← ${BTV}: unit cell`,
  ]);
  expect(read.roster.bodies.map(({ id }) => id)).toEqual(expect.arrayContaining(['34-01', '34-01-01', '34-01-02', '34-02']));
});
