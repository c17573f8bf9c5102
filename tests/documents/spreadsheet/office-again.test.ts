import { changesOf } from '../../../src/documents/spreadsheet/changes';
import { csvOf, knownFrom, TOP, tree, understand } from './office';

const twice = async (first: string, second: string, answers = new Map<string, string>()) => {
  const known = knownFrom(await understand(csvOf(first), { answers: TOP }));
  const read = await understand(csvOf(second), { known, answers });
  return { read, changes: changesOf(read.roster, known), questions: [...read.asked.open.values()] };
};

const TWO = `TT | Tên tổ chức | Email
I | Đảng bộ A | a@example.org
1 | Chi bộ Khoa Nội | noi@example.org
2 | Chi bộ Khoa Nhi |
II | Đảng bộ B | b@example.org
1 | Chi bộ Khoa Nội | noi-b@example.org`;

test.each([
  ['with its address', (text: string) => text],
  ['by its name alone', (text: string) => text.replace('noi@example.org', '')],
])('a cell renamed beside a namesake under another unit, %s, is asked about and not doubled', async (_, edit) => {
  const { changes, questions } = await twice(
    TWO,
    edit(TWO.replace('1 | Chi bộ Khoa Nội | noi@', '1 | Chi bộ Khoa Nội tổng hợp | noi@')),
  );
  expect(questions).toMatchObject([
    { key: 'same/dang-bo-a-chi-bo-khoa-noi-tong-hop', choices: ['dang-bo-a-chi-bo-khoa-noi', 'new'] },
  ]);
  expect(changes).toMatchObject({ created: [], vanished: [], changed: [{ id: 'dang-bo-a-chi-bo-khoa-noi' }] });
});

describe('units that merged', () => {
  const F1 = `TT | Tên tổ chức | Email
I | Đảng bộ xã A | a@example.org
1 | Chi bộ thôn 1 | a1@example.org
II | Đảng bộ xã B | b@example.org
1 | Chi bộ thôn 1 | b1@example.org`;
  const F3 = `TT | Tên tổ chức | Email
I | Đảng bộ xã AB | ab@example.org
1 | Chi bộ thôn 1 | a1@example.org
2 | Chi bộ thôn 2 | b1@example.org`;

  test('cells with the same addresses under the new unit are asked about: moved, renamed?', async () => {
    const { changes, questions } = await twice(F1, F3, new Map([['same/dang-bo-xa-ab', 'new']]));
    expect(questions.map(({ key, proposal }) => [key, proposal])).toEqual([
      ['same/dang-bo-xa-ab-chi-bo-thon-1', 'dang-bo-xa-a-chi-bo-thon-1'],
      ['same/dang-bo-xa-ab-chi-bo-thon-2', 'dang-bo-xa-b-chi-bo-thon-1'],
    ]);
    expect(questions[1]?.text).toContain('chuyển cấp trên (trước thuộc “Đảng bộ xã B”), đổi tên');
    expect(changes).toMatchObject({
      created: [{ id: 'dang-bo-xa-ab' }],
      vanished: [{ id: 'dang-bo-xa-a' }, { id: 'dang-bo-xa-b' }],
    });
  });

  test('a namesake that came from a dissolved unit is proposed as a second body', async () => {
    const { questions, read } = await twice(
      F1,
      F1.replace(/\nII.*/, '').replace(/1 \| Chi bộ thôn 1 \| b1/, '2 | Chi bộ thôn 1 | b1'),
    );
    expect(questions).toMatchObject([
      { key: 'twice/dang-bo-xa-a-chi-bo-thon-1', proposal: 'two' },
      { proposal: 'dang-bo-xa-b-chi-bo-thon-1' },
    ]);
    expect(tree(read)).toHaveLength(3);
  });
});

test('an address that several bodies share moves none of them, nor one that a unit has of its cell', async () => {
  const shared = (text: string) => text.replaceAll(/noi(?:-b)?@/g, 'chung@');
  const moved = shared(TWO)
    .replace('II | Đảng bộ B | b@', 'II | Đảng bộ C | chung@')
    .replace(/1 \| Chi bộ Khoa Nội \| chung@example.org$/, '1 | Chi bộ Mắt | chung@example.org');
  const { questions } = await twice(shared(TWO), moved);
  expect(questions.map(({ key, proposal }) => [key, proposal])).not.toContainEqual([
    'same/dang-bo-c',
    'dang-bo-b-chi-bo-khoa-noi',
  ]);
});
