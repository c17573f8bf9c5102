import { csvOf, knownFrom, TOP, tree, understand } from './office';

const BTV = 'Ban Thường vụ Đảng ủy Khối';
const BOARD = new Map([['board', 'Ban Tuyên giáo']]);
const keys = (read: Awaited<ReturnType<typeof understand>>) => [...read.asked.open.keys()];

describe('a parent column that names the issuer', () => {
  const LIST = `Đơn vị | Trực thuộc | Email
Đảng bộ Sở Công Thương | Đảng ủy Khối | a@example.org
CB Phòng Tổ chức | Đảng bộ Sở Công Thương | b@example.org
CB Phòng Kỹ thuật | ĐB Sở Công thương |`;
  const EXPECTED = [
    'Đảng bộ Sở Công Thương ← TOP: unit',
    'CB Phòng Tổ chức ← Đảng bộ Sở Công Thương: cell',
    'CB Phòng Kỹ thuật ← Đảng bộ Sở Công Thương: cell',
  ];

  test.each(['Ban Thường vụ Đảng ủy Khối', 'BTV Đảng ủy Khối', 'Đảng ủy Khối', 'Ban Thường vụ Đảng bộ Khối'])(
    'issuer=%s: it is the top, with and without its committee',
    async (issuer) => {
      const read = await understand(csvOf(LIST), { answers: new Map([...BOARD, ['issuer', issuer]]) });
      expect(tree(read)).toEqual(EXPECTED.map((line) => line.replace('TOP', issuer)));
      expect(keys(read)).toEqual([]);
      expect(read.faults).toEqual([]);
    },
  );

  test('where nobody said who issues, what stands above the units is proposed', async () => {
    const read = await understand(csvOf(LIST));
    expect([...read.asked.open.values()]).toMatchObject([{ key: 'issuer', proposal: BTV }, { key: 'board' }]);
    expect(tree(read)).toEqual(EXPECTED.map((line) => line.replace('TOP', BTV)));
  });

  test('cut short or unlike, it is asked with the choice `top`', async () => {
    const longer = new Map([...BOARD, ['issuer', `${BTV} các cơ quan tỉnh`]]);
    const read = await understand(csvOf(LIST), { answers: longer });
    expect([...read.asked.open.values()]).toMatchObject([
      { key: 'parent/dang-uy-khoi', choices: ['top', 'new'], proposal: 'top' },
    ]);
    const unlike = await understand(csvOf(LIST.replace('Đảng ủy Khối', 'Cấp trên khác')), {
      answers: new Map([...TOP, ['parent/cap-tren-khac', 'top']]),
    });
    expect(tree(unlike)[0]).toBe(`Đảng bộ Sở Công Thương ← ${BTV}: unit`);
  });

  test('a row of the issuer itself is no unit below it', async () => {
    const read = await understand(csvOf('Tên tổ chức | Trực thuộc\nĐảng ủy Khối |\nĐảng bộ A | Đảng ủy Khối'), { answers: TOP });
    expect(tree(read)).toEqual([`Đảng bộ A ← ${BTV}: unit`]);
    expect(read.roster.bodies.find(({ roles }) => roles.includes('issuer'))).toMatchObject({ name: BTV, level: 1 });
  });
});

test('a parent column that misspells the only unit with a row is asked about', async () => {
  const csv = csvOf('Tên tổ chức | Trực thuộc\nĐảng bộ Bệnh viện Đa khoa |\nChi bộ Thanh tra | Đảng bộ Bệnh vện Đa khoa');
  const read = await understand(csv, { answers: TOP });
  expect([...read.asked.open.values()]).toMatchObject([
    { key: 'parent/dang-bo-benh-ven-da-khoa', proposal: 'Đảng bộ Bệnh viện Đa khoa' },
  ]);
});

test('a row that stands above all units, known by its code: it is the issuer, and they are no subunits', async () => {
  const csv = csvOf(
    'Mã tổ chức | Tên tổ chức | Mã tổ chức cấp trên | Loại hình\nT01 | Đảng bộ Sở Y tế | T00 | Đảng bộ cơ sở\nT01.1 | Chi bộ Một | T01 | Chi bộ trực thuộc\nT00 | Đảng bộ Khối | |',
  );
  const read = await understand(csv, { answers: BOARD });
  expect([...read.asked.open.values()]).toMatchObject([{ key: 'issuer', proposal: 'Ban Thường vụ Đảng bộ Khối' }]);
  for (const { roster } of [read, await understand(csv, { answers: TOP })])
    expect(roster.bodies.map(({ id, level, roles }) => [id, level, roles])).toEqual(
      expect.arrayContaining([
        ['t01', 2, ['unit']],
        ['t01-1', 3, ['cell']],
      ]),
    );
});

describe('a cell whose parent column is empty', () => {
  test('after a unit’s own row it is proposed below that unit', async () => {
    const read = await understand(
      csvOf('Tên tổ chức | Trực thuộc\nĐảng bộ A |\nChi bộ A1 | Đảng bộ A\nĐảng bộ B |\nChi bộ B1 |'),
      { answers: TOP },
    );
    expect(tree(read)).toContain('Chi bộ B1 ← Đảng bộ B: cell');
    expect([...read.asked.open.values()]).toMatchObject([{ key: 'blank-parent', proposal: 'above' }]);
    expect(read.asked.open.get('blank-parent')?.text).toContain('“Chi bộ B1” (Đảng bộ B)');
  });

  test('before any row that has one it is asked too, with no proposal where the units stand apart from their cells', async () => {
    const csv = csvOf(
      'Tên tổ chức | Trực thuộc\nĐảng bộ Sở Xây dựng |\nĐảng bộ Sở Y tế |\nChi bộ Quy hoạch |\nChi bộ VP | Đảng bộ Sở Xây dựng\nChi bộ TT | Đảng bộ Sở Y tế',
    );
    const read = await understand(csv, { answers: TOP });
    expect([...read.asked.open.values()]).toMatchObject([{ key: 'blank-parent', choices: ['above', 'top'], proposal: null }]);
    const above = await understand(csv, { answers: new Map([...TOP, ['blank-parent', 'above']]) });
    expect(tree(above)).toContain('Chi bộ Quy hoạch ← Đảng bộ Sở Y tế: cell');
  });

  test('with nothing above, the issuer is proposed and asked', async () => {
    const read = await understand(csvOf('Tên tổ chức | Trực thuộc\nChi bộ Một |\nĐảng bộ A |\nChi bộ A1 | Đảng bộ A'), {
      answers: TOP,
    });
    expect([...read.asked.open.values()]).toMatchObject([{ key: 'blank-parent', proposal: 'top' }]);
  });
});

describe('a sheet for each unit', () => {
  const workbook = async (sheets: [name: string, titles: string[], cells: string[]][]) => {
    const { default: writeXlsx } = await import('write-excel-file/node');
    return writeXlsx(
      sheets.map(([sheet, titles, cells]) => ({
        sheet,
        data: [
          ...titles.map((value) => [{ value }]),
          [{ value: 'TT' }, { value: 'Chi bộ' }, { value: 'Email' }],
          ...cells.map((value, n) => [{ value: n + 1, type: Number }, { value }, { value: `c${n}@${sheet.length}.example.org` }]),
        ],
      })),
    ).toBuffer();
  };

  test('called by its unit: the cells belong to it, and namesakes of two sheets are two', async () => {
    const bytes = await workbook([
      ['ĐB Sở Y tế', [], ['CB Khoa A', 'CB Khoa B']],
      ['ĐB Sở Tài chính', [], ['CB Khoa A']],
    ]);
    const read = await understand(bytes, { answers: TOP });
    expect(tree(read)).toEqual([
      `Đảng bộ Sở Y tế ← ${BTV}: unit`,
      `Đảng bộ Sở Tài chính ← ${BTV}: unit`,
      'CB Khoa A ← Đảng bộ Sở Y tế: cell',
      'CB Khoa B ← Đảng bộ Sở Y tế: cell',
      'CB Khoa A ← Đảng bộ Sở Tài chính: cell',
    ]);
    expect([...read.asked.open.values()]).toMatchObject([
      { key: 'sheet/db-so-y-te', proposal: 'unit' },
      { key: 'sheet/db-so-tai-chinh', proposal: 'unit' },
    ]);
    const flat = await understand(bytes, {
      answers: new Map([...TOP, ['sheet/db-so-y-te', 'top'], ['sheet/db-so-tai-chinh', 'top']]),
    });
    expect([...flat.asked.open.values()]).toMatchObject([{ key: 'twice/cb-khoa-a', proposal: 'two' }]);
  });

  test('the units known are meant, whichever way the sheet writes them', async () => {
    const known = knownFrom(
      await understand(csvOf('Tên tổ chức | Email\nĐảng bộ Sở Y tế |\nĐảng bộ Sở Tài chính |'), { answers: TOP }),
    );
    const bytes = await workbook([
      ['Sở Y tế', [], ['CB Khoa A']],
      ['ĐB Sở Tài chính', [], ['CB Khoa A']],
    ]);
    const read = await understand(bytes, { known });
    expect(tree(read)).toEqual(['CB Khoa A ← dang-bo-so-y-te: cell', 'CB Khoa A ← dang-bo-so-tai-chinh: cell']);
  });

  test('called by a code: the title that only this sheet has says it', async () => {
    const bytes = await workbook([
      ['01_SYT', ['ĐẢNG BỘ KHỐI CÁC CƠ QUAN', 'ĐẢNG BỘ SỞ Y TẾ'], ['Chi bộ Một']],
      ['02_STC', ['ĐẢNG BỘ KHỐI CÁC CƠ QUAN', 'ĐẢNG BỘ SỞ TÀI CHÍNH'], ['Chi bộ Một']],
    ]);
    const read = await understand(bytes, { answers: TOP });
    expect(tree(read).slice(2)).toEqual(['Chi bộ Một ← ĐẢNG BỘ SỞ Y TẾ: cell', 'Chi bộ Một ← ĐẢNG BỘ SỞ TÀI CHÍNH: cell']);
    expect(keys(read)).toEqual(['sheet/01-syt', 'sheet/02-stc']);
  });

  test('one sheet below the issuer’s name and its unit’s: asked', async () => {
    const csv = csvOf('ĐẢNG ỦY KHỐI CƠ QUAN TỈNH | |\nĐẢNG BỘ BỆNH VIỆN A | |\nTT | Tên chi bộ | Email\n1 | Chi bộ Nội |');
    const read = await understand(csv, { answers: BOARD });
    expect([...read.asked.open.values()]).toMatchObject([
      { key: 'sheet/dang-bo-benh-vien-a', proposal: 'unit' },
      { key: 'issuer', proposal: 'Ban Thường vụ ĐẢNG ỦY KHỐI CƠ QUAN TỈNH' },
    ]);
    expect(tree(read)).toContain('Chi bộ Nội ← ĐẢNG BỘ BỆNH VIỆN A: cell');
  });
});
