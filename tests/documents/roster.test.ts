import { readRoster } from '../../src/documents/roster';
import type { FaultKind } from '../../src/documents/findings';
import { marked, summary } from './marked';

const HEADER = 'id,name,role,parent,kind,contact,email,phone,channel,officer\n';
const TOP = `${HEADER}btv,Ban Thường vụ,issuer,,,,,,,\nbtg,Ban Tuyên giáo,board,btv,,,,,,\ncv,Lê An,officer,btg,,,cv@example.org,,,\n`;
const UNIT = 'a,Bệnh viện A,unit,btv,Đảng bộ cơ sở,Bình,A@example.org,0999 1,,cv\n';

function read(text: string) {
  const reading = readRoster(marked(text).bytes, 'bodies.csv');
  if (!reading.ok) throw new Error(summary(reading.faults).join('\n'));
  return { ...reading.value.roster, warnings: reading.warnings };
}

describe('what a roster says', () => {
  test('bodies with level, roles and parent; people of the board with whom they follow', () => {
    const { bodies, supervisors } = read(
      `${TOP}tb,Hà Sơn,head,btg,,,,0999 9,,\n${UNIT}b,Chi bộ B,unit cell,btv,,,b@example.org,,,cv\na-1,"Khoa Nội, Ngoại",cell,a,Chi bộ,,,,,\n`,
    );
    expect(bodies.map(({ id, level, roles, parentId }) => [id, level, roles.join(' '), parentId])).toEqual([
      ['btv', 1, 'issuer', null],
      ['btg', 2, 'board', 'btv'],
      ['a', 2, 'unit', 'btv'],
      ['b', 2, 'unit cell', 'btv'],
      ['a-1', 3, 'cell', 'a'],
    ]);
    expect(bodies.at(-1)?.name).toBe('Khoa Nội, Ngoại');
    expect(supervisors).toEqual([
      { id: 'cv', name: 'Lê An', email: 'cv@example.org', phone: null, role: 'officer', follows: ['a', 'b'] },
      { id: 'tb', name: 'Hà Sơn', email: null, phone: '0999 9', role: 'head', follows: [] },
    ]);
  });

  test('an empty channel: e-mail where there is an address, by the unit for a cell, by hand for a unit', () => {
    const { contacts } = read(
      `${TOP}${UNIT}a-1,Một,cell,a,,,,0999 2,,\na-2,Hai,cell,a,,,,0999 3,hand,\na-3,Ba,cell,a,,,,,,\nb,B,unit,btv,,Nam,,0999 4,,\n`,
    );
    expect(contacts.map(({ id, channel, email, phone }) => [id, channel, email, phone])).toEqual([
      ['a#1', 'email', 'a@example.org', '0999 1'],
      ['a-1#1', 'via-unit', null, '0999 2'],
      ['a-2#1', 'hand', null, '0999 3'],
      ['b#1', 'hand', null, '0999 4'],
    ]);
  });

  test('a byte order mark, CRLF, empty lines and columns in another order are read', () => {
    const { bodies } = read('\uFEFFname,id,parent,role\r\nBan Thường vụ,btv,,issuer\r\n\r\nBan,btg,btv,board\r\n');
    expect(bodies.map(({ id }) => id)).toEqual(['btv', 'btg']);
  });

  test('a body that nobody can reach is warned of at its row; a cell below a unit with an address is not', () => {
    const text = `${TOP}«b,Đơn vị B,unit,btv,,,,,,\n«b-1,Một,cell,b,,,,,,\nb-2,Hai,cell,b,,,,0999 5,,\n${UNIT}a-1,Một,cell,a,,,,,,\n`;
    expect(summary(read(text).warnings)).toEqual(marked(text).places.map((place) => `${place} unreachable`));
  });
});

const FAULTS: [what: string, kind: FaultKind, text: string][] = [
  ['an empty file', 'empty-file', '«'],
  ['an unknown column', 'unknown-column', TOP.replace(',channel', ',«chanel')],
  ['a column missing', 'missing-column', '«id,name,role\nbtv,B,issuer\n'],
  ['a column twice', 'duplicate-key', 'id,name,role,parent,«name\nbtv,B,issuer,,\nbtg,B,board,btv,\n'],
  ['a field too many', 'column-count', `${TOP}«a,A,unit,btv,,,,,,,extra\n`],
  ['a quote that is not closed', 'syntax', 'id,name,role,parent\n«btv,"B,issuer,\n'],
  ['a role that is not', 'unknown-role', `${TOP}a,A,«union,btv,,,,,,\n`],
  ['an officer who is a unit too', 'unknown-role', `${TOP}a,A,«unit officer,btv,,,,,,\n`],
  ['no role', 'missing-key', `${TOP}a,A,«,btv,,,,,,\n`],
  ['no name', 'missing-key', `${TOP}a,«,unit,btv,,,,,,\n`],
  ['an id with a space', 'bad-id', `${TOP}«a b,A,unit,btv,,,,,,\n`],
  ['an id twice', 'duplicate-id', `${TOP}${UNIT}«a,A,unit,btv,,,,,,\n`],
  ['an id that a person has', 'duplicate-id', `${TOP}«cv,A,unit,btv,,,,,,\n`],
  ['a parent that is not there', 'missing-parent', `${TOP}a,A,unit,«nobody,,,,,,\n`],
  ['no parent', 'missing-parent', `${TOP}a,A,unit,«,,,,,,\n`],
  ['a person outside the board', 'missing-parent', `${TOP}tb,T,head,«btv,,,,,,\n`],
  ['a body that is its own parent', 'cycle', `${TOP}a,A,unit,«a,,,,,,\n`],
  ['a cycle of three', 'cycle', `${TOP}a,A,unit,«c,,,,,,\nb,B,cell,a,,,,,,\nc,C,cell,b,,,,,,\n`],
  [
    'a sixth level',
    'tree-too-deep',
    `${TOP}l2,A,unit,btv,,,,,,\nl3,A,subunit,l2,,,,,,\nl4,A,subunit,l3,,,,,,\nl5,A,cell,l4,,,,,,\nl6,A,cell,«l5,,,,,,\n`,
  ],
  ['an address that is none', 'bad-email', `${TOP}a,"A, B",unit,btv,,Hà,«a@example,,,\n`],
  ['two addresses in one field', 'bad-email', `${TOP}a,A,unit,btv,,,«a@example.org b@example.org,,,\n`],
  ['an address with a line break', 'bad-email', `${TOP}a,A,unit,btv,,,«"a@example.org\nBcc: x@example.org",,,\n`],
  ['a person’s bad address', 'bad-email', `${TOP}tb,T,head,btg,,,«nobody,,,\n`],
  ['an unknown officer', 'unknown-officer', `${TOP}a,A,unit,btv,,,,,,«cv-9\n`],
  ['an officer of a cell', 'wrong-value', `${TOP}${UNIT}a-1,A,cell,a,,,,,,«cv\n`],
  ['an unknown channel', 'wrong-value', `${TOP}a,A,unit,btv,,,,,«fax,\n`],
  ['e-mail without an address', 'wrong-value', `${TOP}a,A,unit,btv,,,,,«email,\n`],
  ['a unit by its unit', 'wrong-value', `${TOP}a,A,unit,btv,,,,,«via-unit,\n`],
  ['no issuer', 'no-issuer', '«id,name,role,parent\nbtg,B,board,btg\n'],
  ['no board', 'no-board', '«id,name,role,parent\nbtv,B,issuer,\n'],
];

describe('each fault stands at its place', () => {
  test.each(FAULTS)('%s', (_, kind, text) => {
    const { bytes, places } = marked(text);
    const reading = readRoster(bytes, 'bodies.csv');
    expect(reading.ok ? [] : summary(reading.faults)).toEqual(expect.arrayContaining(places.map((place) => `${place} ${kind}`)));
    expect(reading.ok ? [] : reading.faults.filter((fault) => fault.kind === kind)).toHaveLength(places.length);
  });

  test('lines are counted through quoted line breaks and empty lines', () => {
    const text = `${TOP}\n\na,"Tên\nhai dòng",unit,btv,,,,,,\n\nb,B,unit,btv,,,«bad,,,\n`;
    const { bytes, places } = marked(text);
    const reading = readRoster(bytes, 'bodies.csv');
    expect(reading.ok ? [] : summary(reading.faults)).toEqual([`${places[0]} bad-email`]);
  });

  test.each([
    ['old Mac', '\r'],
    ['Windows', '\r\n'],
    ['doubled by a broken transfer', '\r\r\n'],
    ['mixed', '\n\r'],
  ])('lines are counted where their ends are %s', (_, end) => {
    const bytes = Buffer.from(`${TOP}\na,"Tên\nhai dòng",unit,btv,,,,,,\n\nb,B,unit,btv,,,bad,,,\n`.replaceAll('\n', end));
    const reading = readRoster(bytes, 'bodies.csv');
    const before = bytes.subarray(0, bytes.indexOf('b,B')).toString();
    const line = before.split(/\r\n?|\n/).length;
    expect(reading.ok ? [] : summary(reading.faults)).toEqual([`${line}:16 bad-email`]);
  });

  test('faults of many rows come at once', () => {
    const reading = readRoster(Buffer.from(`${TOP}a,A,unit,x,,,bad,,,\nb,B,king,btv,,,,,,nobody\n`), 'bodies.csv');
    expect(reading.ok ? [] : reading.faults.map(({ kind }) => kind)).toEqual([
      'missing-parent',
      'bad-email',
      'unknown-role',
      'unknown-officer',
    ]);
  });

  test('a cycle is told once, and what hangs below it is not blamed', () => {
    const reading = readRoster(Buffer.from(`${TOP}a,A,unit,b,,,,,,\nb,B,unit,a,,,,,,\nc,C,cell,a,,,,,,\n`), 'bodies.csv');
    expect(reading.ok ? [] : summary(reading.faults)).toEqual(['5:10 cycle']);
  });
});
