import { readRoster } from '../../../src/documents/roster';
import { csvOf, TOP, tree, understand, xlsxOf } from './office';

const people = ({ roster }: Awaited<ReturnType<typeof understand>>) =>
  roster.contacts.map(({ name, phone, email }) => [name, phone, email].map((each) => each ?? '-').join(' | '));

describe('ditto marks', () => {
  test.each(['-nt-', 'nt', 'n/t', 'như trên', 'Như trên', '"', "''", '〃', '″', '- " -', '-//-', '”'])(
    '%s takes the cell above',
    async (mark) => {
      const read = await understand(
        csvOf(
          `TT | Tên chi bộ | Trực thuộc | Bí thư | Điện thoại\n1 | Chi bộ 1 | Đảng bộ Sở Y tế | Hà | 0999000111\n2 | Chi bộ 2 | ${mark} | ${mark} | ${mark}\n3 | Chi bộ 3 | ${mark} | Mai |`,
        ),
        { answers: TOP },
      );
      expect(tree(read).slice(1)).toEqual([1, 2, 3].map((n) => `Chi bộ ${n} ← Đảng bộ Sở Y tế: cell`));
      expect(people(read)).toEqual(['Hà | 0999000111 | -', 'Hà | 0999000111 | -', 'Mai | - | -']);
      expect(read.notes).toContain('2 dòng ghi “nt”, “như trên” hoặc dấu ″: lấy theo ô ngay trên (dòng 3, dòng 4)');
    },
  );

  test('below a merged cell it takes what the merged cell says; in the name column it is the same body', async () => {
    const merged = await understand(
      await xlsxOf([
        [{ value: 'Đảng bộ cơ sở' }, { value: 'Chi bộ trực thuộc' }, { value: 'Email' }],
        [{ value: 'Đảng bộ A', rowSpan: 2 }, { value: 'Chi bộ Nội' }, { value: 'n@example.org' }],
        [null, { value: 'Chi bộ Dược' }, null],
        [{ value: '"' }, { value: 'Chi bộ Nhi' }, null],
        [{ value: '"' }, { value: '"' }, { value: 'nhi@example.org' }],
      ]),
      { answers: TOP },
    );
    expect(tree(merged).slice(1)).toEqual(['Nội', 'Dược', 'Nhi'].map((name) => `Chi bộ ${name} ← Đảng bộ A: cell`));
    expect(people(merged)).toEqual([' | - | n@example.org', ' | - | nhi@example.org']);
  });
});

describe('columns of several people', () => {
  const HEADS = ['Họ tên', 'ĐT', 'Email'];
  test('the deputy’s telephone and address are not the secretary’s, under merged headings', async () => {
    const read = await understand(
      await xlsxOf([
        [
          { value: 'Đảng bộ, chi bộ', rowSpan: 2 },
          { value: 'Bí thư', columnSpan: 3 },
          null,
          null,
          { value: 'Phó Bí thư', columnSpan: 3 },
          null,
          null,
        ],
        [null, ...HEADS.map((value) => ({ value })), ...HEADS.map((value) => ({ value }))],
        [
          { value: 'Đảng bộ A' },
          { value: 'Hà' },
          null,
          null,
          { value: 'Mai' },
          { value: '0999000222' },
          { value: 'mai@example.org' },
        ],
        [{ value: 'Đảng bộ B' }, null, null, null, { value: 'Lan' }, { value: '0999000333' }, null],
      ]),
      { answers: TOP },
    );
    expect(people(read)).toEqual(['Hà | - | -', 'Mai | 0999000222 | mai@example.org', 'Lan | 0999000333 | -']);
  });

  test.each([
    ['Chi bộ | Bí thư | Điện thoại | Phó bí thư | Điện thoại | Email chi bộ', 'Một | Hà | | Mai | 0999000222 | mot@example.org'],
    [
      'Chi bộ | Bí thư | Phó bí thư | ĐT bí thư | ĐT phó bí thư | Email chi bộ',
      'Một | Hà | Mai | | 0999000222 | mot@example.org',
    ],
  ])('%s', async (heading, row) => {
    const read = await understand(csvOf(`${heading}\n${row}`), { answers: TOP });
    expect(people(read)).toEqual(['Hà | - | mot@example.org', 'Mai | 0999000222 | -']);
  });

  test('two telephones of one person, and names that share their columns, are as before', async () => {
    const zalo = await understand(
      csvOf('Chi bộ | Bí thư | Điện thoại | Zalo\nMột | Hà | | 0999000111\nHai | Mai | 0999000222 | 0999 000 222'),
      {
        answers: TOP,
      },
    );
    expect(people(zalo)).toEqual(['Hà | 0999000111 | -', 'Mai | 0999000222 | -']);
    const shared = await understand(csvOf('Chi bộ | Bí thư | Phó bí thư | Điện thoại\nMột | Hà | Mai | 0999000111; 0999000222'), {
      answers: TOP,
    });
    expect(people(shared)).toEqual(['Hà | 0999000111 | -', 'Mai | 0999000222 | -']);
  });

  test('one cell with everything', async () => {
    const cells = [
      'Bí thư: Nguyễn Thị A\\nSĐT: 0999.000.001\\nEmail: a@example.org',
      'BT: Lê B (0999000002), PBT: Trần C (0999000003) - c@example.org',
      'Đ/c Phạm D - Bí thư - ĐT 0999 000 004 - Email: d@example.org',
      'Chưa kiện toàn',
    ];
    const read = await understand(
      csvOf(['Chi bộ | Thông tin (họ tên, SĐT, email)', ...cells.map((cell, n) => `Chi bộ ${n} | ${cell}`)].join('\n')),
      { answers: TOP },
    );
    expect(people(read)).toEqual([
      'Nguyễn Thị A (Bí thư) | 0999.000.001 | a@example.org',
      'Lê B (BT) | 0999000002 | c@example.org',
      'Trần C (PBT) | 0999000003 | -',
      'Phạm D, Bí thư | 0999 000 004 | d@example.org',
    ]);
  });
});

describe('addresses', () => {
  test.each([
    ['Hồ Đình Hải <hai@example.org>', ['hai@example.org']],
    ['"Trần K" <tk@example.org>', ['tk@example.org']],
    ['D <d@example.org>, E <e@example.org>', ['d@example.org', 'e@example.org']],
    ['g@example.org (cơ quan); h@example.com (cá nhân)', ['g@example.org', 'h@example.com']],
    ['i@example.org và j@example.org', ['i@example.org', 'j@example.org']],
    ['g@example.org - h@example.org', ['g@example.org', 'h@example.org']],
    ['Cá nhân: k@example.org', ['k@example.org']],
    ['mailto:Kn@Example.org.', ['kn@example.org']],
    ['E-mail: l @ example.org', ['l@example.org']],
  ])('%s', async (cell, expected) => {
    const read = await understand(csvOf(`Tên tổ chức | Email\nĐảng bộ A | ${cell}`), { answers: TOP });
    expect(read.roster.contacts.map(({ email }) => email)).toEqual(expected);
    expect(read.asked.open.size).toBe(0);
  });

  test('what stands inside a longer word is not taken for an address', async () => {
    const read = await understand(
      csvOf('Tên tổ chức | Họ tên đầu mối | Email\nĐảng bộ A | Hà nguyễn@example.org | đảngủy@example.org'),
      {
        answers: TOP,
      },
    );
    expect(read.roster.contacts.every(({ email }) => email === null)).toBe(true);
    expect([...read.asked.open.keys()]).toEqual(['email/danguy-example-org', 'email/ha-nguyen-example-org']);
  });

  test('the question takes any valid address, and no other text', async () => {
    const csv = csvOf('Tên tổ chức | Họ tên đầu mối | Email\nĐảng bộ A | Hà; Mai | ha@example.org; chibo@sonoivu');
    const answer = (text: string) => understand(csv, { answers: new Map([...TOP, ['email/chibo-sonoivu', text]]) });
    expect(people(await answer('ChiBo@sonoivu.example.org'))).toEqual([
      'Hà | - | ha@example.org',
      'Mai | - | chibo@sonoivu.example.org',
    ]);
    expect(people(await answer('none'))).toEqual(['Hà | - | ha@example.org', 'Mai | - | -']);
    await expect(answer('khong phai')).rejects.toMatchObject({ code: 'CD_ROSTER_ANSWER' });
  });

  test('two dots are no address, in the strict roster neither', async () => {
    const read = await understand(csvOf('Tên tổ chức | Email\nĐảng bộ A | a@example..org'), { answers: TOP });
    expect([...read.asked.open.values()]).toMatchObject([{ proposal: 'a@example.org' }]);
    const strict = readRoster(Buffer.from('id,name,role,parent,email\ni,I,issuer,,a@example..org\nb,B,board,i,\n'), 'bodies.csv');
    expect(strict).toMatchObject({ ok: false, faults: [{ kind: 'bad-email', line: 2 }] });
  });

  test('a space or a name before an address: both readings are offered', async () => {
    const read = await understand(
      csvOf('Tên tổ chức | Email\nĐảng bộ A | van phong@example.org\nĐảng bộ B | Hà ha@example.org'),
      { answers: TOP },
    );
    expect([...read.asked.open.values()].map(({ choices }) => choices)).toEqual([
      ['vanphong@example.org', 'phong@example.org', 'none'],
      ['ha@example.org', 'none'],
    ]);
  });
});
