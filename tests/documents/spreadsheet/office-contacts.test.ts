import { changesOf } from '../../../src/documents/spreadsheet/changes';
import { csvOf, knownFrom, TOP, tree, understand } from './office';

describe('contacts and officers', () => {
  const CONTACTS = `TT | Tên tổ chức | Họ tên đầu mối | Điện thoại | Email | Người theo dõi
I | Đảng bộ A | Trần Bình; Lê Hoa | 0999 000 111/0999 000 222 | a@example.org, b@example.org | Lê Sơn
1 | Chi bộ Nội | Hà (Bí thư) | 0999.000.333 | | Lê Sơn
2 | Chi bộ Nhi | | | hà @example,org |
3 | Chi bộ Mắt | Mai - 0999 000 444 - mai@example.org | | |
 | | Nam | 0999 000 555 | |`;

  test('several in a cell are paired; a telephone alone is a contact; a bad address is a question', async () => {
    const read = await understand(csvOf(CONTACTS), { answers: TOP });
    expect(read.roster.contacts.map(({ name, email, phone, channel }) => [name, email, phone, channel])).toEqual([
      ['Trần Bình', 'a@example.org', '0999 000 111', 'email'],
      ['Lê Hoa', 'b@example.org', '0999 000 222', 'email'],
      ['Hà (Bí thư)', null, '0999.000.333', 'via-unit'],
      ['Mai', 'mai@example.org', '0999 000 444', 'email'],
      ['Nam', null, '0999 000 555', 'via-unit'],
    ]);
    expect([...read.asked.open.values()]).toMatchObject([{ choices: ['none'], proposal: 'none' }]);
    expect(read.roster.supervisors).toMatchObject([{ id: 'le-son', name: 'Lê Sơn', role: 'officer', follows: ['dang-bo-a'] }]);
  });

  test('a slip in an address that shows is proposed, never taken silently', async () => {
    const read = await understand(csvOf('Tên tổ chức | Email\nĐảng bộ A | van phong@example,org'), { answers: TOP });
    expect([...read.asked.open.values()]).toMatchObject([
      { proposal: 'vanphong@example.org', choices: ['vanphong@example.org', 'none'] },
    ]);
    const none = await understand(csvOf('Tên tổ chức | Email\nĐảng bộ A | van phong@example,org'), {
      answers: new Map([...TOP, ['email/van-phong-example-org', 'none']]),
    });
    expect(none.roster.contacts).toEqual([]);
  });
});

describe('a second file', () => {
  const FIRST =
    'TT | Tên tổ chức | Điện thoại | Email\nI | Đảng bộ A | | a@example.org\n1 | Chi bộ Nội | 0999 000 1 | noi@example.org\n2 | Chi bộ Nhi | |';
  const changes = async (text: string, answers = new Map<string, string>()) => {
    const known = knownFrom(await understand(csvOf(FIRST), { answers: TOP }));
    const read = await understand(csvOf(text), { known, answers });
    return { read, changes: changesOf(read.roster, known) };
  };

  test('that says the same in another order, case and tone changes nothing and asks nothing', async () => {
    const { read, changes: none } = await changes(
      'STT | Tên tổ chức đảng | Email | Điện thoại\nI | Đảng bộ A | a@example.org | \n1 | Chi bộ Nhi | | \n2 | Chi bộ Nội | noi@example.org | 0999 000 1',
    );
    expect(none).toMatchObject({ created: [], changed: [], unchanged: 3, vanished: [] });
    expect(read.asked.open.size).toBe(0);
  });

  test('updates what is said otherwise, and keeps what it has no column for', async () => {
    const { changes: some } = await changes(
      'TT | Tên tổ chức | Email\nI | Đảng bộ A | a2@example.org\n1 | Chi bộ Nội | noi@example.org\n2 | Chi bộ Nhi |',
    );
    expect(some).toMatchObject({ created: [], unchanged: 2, changed: [{ id: 'dang-bo-a', what: [{ field: 'contacts' }] }] });
  });

  test('a body under another name is asked about: the same keeps its id, its contact tells', async () => {
    const renamed =
      'TT | Tên tổ chức | Điện thoại | Email\nI | Đảng bộ A | | a@example.org\n1 | Chi bộ Tim mạch | 0999 000 1 | noi@example.org\n2 | Chi bộ Nhi | |';
    const { read, changes: one } = await changes(renamed);
    expect([...read.asked.open.values()]).toMatchObject([
      { key: 'same/dang-bo-a-chi-bo-tim-mach', choices: ['dang-bo-a-chi-bo-noi', 'new'] },
    ]);
    expect(one).toMatchObject({
      created: [],
      vanished: [],
      changed: [{ id: 'dang-bo-a-chi-bo-noi', what: [{ field: 'name' }] }],
    });
    const { changes: two } = await changes(renamed, new Map([['same/dang-bo-a-chi-bo-tim-mach', 'new']]));
    expect(two).toMatchObject({ created: [{ id: 'dang-bo-a-chi-bo-tim-mach' }], vanished: [{ id: 'dang-bo-a-chi-bo-noi' }] });
  });

  test('"Khoa Nội" of the strict roster and "Chi bộ Khoa Nội" of an office are one body, and keep the known name', async () => {
    const known = knownFrom(await understand(csvOf(FIRST.replaceAll('Chi bộ ', 'Khoa ')), { answers: TOP }));
    const read = await understand(csvOf(FIRST.replaceAll('Chi bộ ', 'Chi bộ Khoa ').replace('Đảng bộ A', 'ĐẢNG ỦY A')), {
      known,
    });
    expect(changesOf(read.roster, known)).toMatchObject({ created: [], vanished: [], changed: [], unchanged: 3 });
  });

  test('a list that leaves out sub-committees moves no cell, and the sub-committee has not vanished', async () => {
    const known = knownFrom(
      await understand(
        csvOf('TT | Tên tổ chức | Email\nA | Đảng bộ A |\nI | Đảng bộ bộ phận Lâm sàng |\n1 | Chi bộ Nội |\n2 | Chi bộ Nhi |'),
        { answers: TOP },
      ),
    );
    const read = await understand(
      csvOf('TT | Tên tổ chức | Email\nI | Đảng bộ A |\n1 | Chi bộ Nội | noi@example.org\n2 | Khoa Nhi |'),
      { known },
    );
    expect(tree(read)).toContain('Chi bộ Nội ← dang-bo-a-dang-bo-bo-phan-lam-sang: cell');
    expect(changesOf(read.roster, known)).toMatchObject({
      changed: [{ what: [{ field: 'contacts' }] }],
      vanished: [{ name: 'Chi bộ Nhi' }],
    });
  });

  test('a sheet’s own codes are its ids: a body of the same code is the same under any name', async () => {
    const coded = 'Mã | Tên tổ chức | Trực thuộc\nBV-A | Đảng bộ A |\nCB 01 | Chi bộ Nội | BV-A';
    const known = knownFrom(await understand(csvOf(coded), { answers: TOP }));
    const read = await understand(csvOf(coded.replace('Chi bộ Nội', 'Chi bộ Tim mạch')), { known });
    expect(changesOf(read.roster, known)).toMatchObject({
      created: [],
      vanished: [],
      changed: [{ id: 'cb-01', what: [{ field: 'name' }] }],
    });
    expect(read.asked.open.size).toBe(0);
  });

  test('an answer of last year that fits no more is asked again', async () => {
    const csv = csvOf('Tên tổ chức | Trực thuộc\nĐảng bộ Bệnh viện A |\nChi bộ Nội | Bệnh viện A\nChi bộ Nhi | Bệnh vện A');
    const first = await understand(csv, { answers: TOP });
    const remembered = [
      { fingerprint: first.mappings[0]?.fingerprint ?? '', rules: [], answers: { 'parent/benh-ven-a': 'Đảng bộ Khác' } },
    ];
    expect([...(await understand(csv, { answers: TOP, remembered })).asked.open.keys()]).toEqual(['parent/benh-ven-a']);
  });

  test('10,000 rows of units that have no row of their own are read', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => `Chi bộ Số ${n} | Đơn vị ${n % 500} | cb${n}@example.org`);
    const read = await understand(
      csvOf(['Tên tổ chức | Trực thuộc | Email', 'Đảng bộ A | |', 'Chi bộ Một | Đảng bộ A |', ...rows].join('\n')),
      {
        answers: TOP,
      },
    );
    expect(read.asked.open.size).toBe(500);
  });

  test('rows that are gone have vanished, and are no part of the roster', async () => {
    const { changes: gone } = await changes(
      'TT | Tên tổ chức | Email | Điện thoại\nI | Đảng bộ A | a@example.org |\n1 | Chi bộ Nhi | |',
    );
    expect(gone).toMatchObject({ created: [], changed: [], vanished: [{ id: 'dang-bo-a-chi-bo-noi' }] });
  });
});
