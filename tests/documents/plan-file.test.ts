import { readPlanFile } from '../../src/documents/plan-file';
import type { FaultKind } from '../../src/documents/findings';
import { workingCalendar } from '../../src/domain/calendar';
import type { StageSpec } from '../../src/domain/plan';
import { marked, summary } from './marked';

const calendar = workingCalendar({
  '2023': {
    daysOff: { '2023-05-01': 'QTLĐ', '2023-05-02': 'bù', '2023-05-03': 'bù', '2023-09-04': 'bù' },
    makeUpWorkingDays: [],
  },
  '2024': { daysOff: { '2024-01-01': 'Tết' }, makeUpWorkingDays: [] },
});

const HEADER = `plan:
  id: ke-hoach
  year: 2023
  title: Kế hoạch
  roles: { issuer: btv, board: btg }
`;
const topics = (stages: string) =>
  `${HEADER}topics:\n  - id: cd1\n    title: Chuyên đề một\n    materials: [de-dan.pdf]\n    stages:\n${stages.replace(/^/gm, '      ')}\n`;

function faultsOf(text: string): string[] {
  const reading = readPlanFile(marked(text).bytes, 'plan.yaml', calendar);
  return reading.ok ? [] : summary(reading.faults);
}

function read(text: string) {
  const reading = readPlanFile(marked(text).bytes, 'plan.yaml', calendar);
  if (!reading.ok) throw new Error(summary(reading.faults).join('\n'));
  return { document: reading.value.document, warnings: reading.warnings };
}

function stage(text: string, kind: 'session' | 'reporting' | 'study' | 'briefing'): StageSpec | undefined {
  return read(topics(text)).document.topics[0]?.stages[kind];
}

describe('what a plan file says', () => {
  test('the form of the design reads, a basis with a comma included', () => {
    const { document } = read(`plan:
  id: 2023-sinh-hoat-chuyen-de
  year: 2023
  number: null            # not in our copy: asked when drafting
  title: Kế hoạch tổ chức sinh hoạt chuyên đề của chi bộ năm 2023
  roles: { issuer: btv, board: ban-tuyen-giao }
  reports: { every: quarter, said: định kỳ báo cáo, decided: quarter, basis: Trưởng Ban Tuyên giáo, 2023-03-25 }
topics:
  - id: phong-chong-tham-nhung
    short: Chuyên đề 3/2023
    title: Kiên quyết, kiên trì đấu tranh phòng, chống tham nhũng, tiêu cực
    stages:
      briefing:  { owner: issuer, for: [unit, mass], opens: 2023-04-11, due: 2023-04-20, tentative: true, said: Dự kiến trung tuần tháng 4 năm 2023 }
      study:     { owner: unit, after: briefing, due: 2023-04-30, said: Hoàn thành trong tháng 4 năm 2023 }
      session:   { owner: cell, requires: materials, opens: 2023-05-01, due: 2023-09-30, said: Từ tháng 5 năm 2023, decided: end of the third quarter, basis: … }
      reporting: { owner: unit, due: +10 working days after session, decided: ten working days, basis: … }
    materials: [de-dan.pdf, goi-y-thao-luan.pdf]
`);
    expect(document.reports).toEqual({
      every: 'quarter',
      said: 'định kỳ báo cáo',
      decided: 'quarter',
      basis: 'Trưởng Ban Tuyên giáo, 2023-03-25',
    });
    const topic = document.topics[0];
    expect(topic?.stages.briefing).toMatchObject({
      owners: ['issuer'],
      audience: ['unit', 'mass'],
      opens: '2023-04-11',
      due: '2023-04-20',
      tentative: true,
    });
    expect(topic?.stages.study).toMatchObject({ after: 'briefing', opens: '2023-04-01', due: '2023-04-30' });
    expect(topic?.stages.session).toMatchObject({ requiresMaterials: true, decided: 'end of the third quarter', basis: '…' });
    expect(topic?.stages.reporting).toMatchObject({
      due: '2023-10-13',
      dueRule: { workingDays: 10, after: 'session' },
      said: '',
      decided: 'ten working days',
    });
    expect(document).toMatchObject({
      number: null,
      date: null,
      zone: 'Asia/Ho_Chi_Minh',
      roles: { issuer: 'btv', board: 'ban-tuyen-giao' },
    });
  });

  test('"before D" is due the day before and late after D', () => {
    expect(stage('session: { owner: cell, due: before 2023-07-01, said: trước ngày 01/7 }', 'session')).toMatchObject({
      due: '2023-06-30',
      lateAfter: '2023-07-01',
      opens: '2023-06-01',
    });
  });

  test('working days after another stage leave out days off and keep the rule', () => {
    const text =
      'study: { owner: unit, due: 2023-04-28, said: x }\nreporting: { owner: unit, due: +1 working day after study, said: x }';
    expect(stage(text, 'reporting')).toMatchObject({
      due: '2023-05-04',
      dueRule: { workingDays: 1, after: 'study' },
      opens: '2023-05-01',
    });
  });

  test('a stage written in any order counts from one that stands earlier in the fixed order', () => {
    const text =
      'reporting: { owner: unit, due: +5 working days after session, said: x }\nsession: { owner: cell, due: 2023-06-30, said: x }';
    expect(stage(text, 'reporting')).toMatchObject({ due: '2023-07-07' });
  });

  test('a relative due in December falls into January with its days off', () => {
    const text =
      'session: { owner: cell, due: 2023-12-29, said: x }\nreporting: { owner: unit, due: +1 working days after session, said: x }';
    expect(stage(text, 'reporting')).toMatchObject({ due: '2024-01-02' });
  });

  test.each([
    'Từ ngày 01/4 đến hết ngày 30/6/2023',
    'Từ tháng 4, hoàn thành trong tháng 6',
    'Rút kinh nghiệm từ các năm trước, hoàn thành trong tháng 6',
  ])('“%s” has an end of its own', (said) => {
    expect(stage(`session: { owner: cell, opens: 2023-04-01, due: 2023-06-30, said: "${said}" }`, 'session')?.said).toBe(said);
  });

  test('conference details, non-members, information and the governing plan are kept', () => {
    const { document } = read(
      topics(
        'briefing: { owner: issuer, for: mass, due: 2023-04-20, said: x, place: Hội trường, tầng 2, hour: "08:00", seats: 260, information: true, nonMembers: true }',
      ).replace(
        'title: Chuyên đề một',
        'title: Chuyên đề một\n    choice: true\n    governedBy: { plan: 46-KH/ĐUK, silent: true }',
      ),
    );
    expect(document.topics[0]).toMatchObject({
      choice: true,
      governedBy: { plan: '46-KH/ĐUK', silent: true },
      short: 'Chuyên đề 1/2023',
      ordinal: 1,
    });
    expect(document.topics[0]?.stages.briefing).toMatchObject({
      place: 'Hội trường, tầng 2',
      hour: '08:00',
      seats: 260,
      information: true,
      nonMembers: true,
      audience: ['mass'],
    });
  });

  test('text typed with combining marks is kept in NFC', () => {
    const { document } = read(
      topics('session: { owner: cell, due: 2023-06-30, said: x }').replace('Chuyên đề một', 'Chuyên đề một'.normalize('NFD')),
    );
    expect(document.topics[0]?.title).toBe('Chuyên đề một'.normalize('NFC'));
  });
});

const SESSION = 'session: { owner: cell, due: 2023-06-30, said: x }';
/** Each fault is where the mark « stands. */
const FAULTS: [what: string, kind: FaultKind, text: string][] = [
  ['an empty file', 'empty-file', '« \n'],
  ['a file of comments only', 'empty-file', '«# nothing\n'],
  ['a list instead of a plan', 'wrong-type', '«- plan\n'],
  ['a bracket that is not closed', 'syntax', 'plan: { id: x\n«'],
  ['a tab as indent', 'syntax', 'plan:\n«\tid: x\n'],
  ['two colons on one line', 'syntax', 'plan:\n  title: «a: b\n'],
  ['a key written twice', 'duplicate-key', `${HEADER}  «title: Hai\ntopics:\n  - { id: a, title: A, stages: { ${SESSION} } }\n`],
  [
    'an alias',
    'alias',
    `${HEADER.replace('title: Kế hoạch', 'title: &t Kế hoạch')}topics:\n  - { id: a, title: «*t, stages: { ${SESSION} } }\n`,
  ],
  ['half a character', 'wrong-value', topics(SESSION).replace('title: Chuyên đề một', 'title: «"Chuyên \\ud800 đề"')],
  ['a control character', 'wrong-value', topics('session: { owner: cell, due: 2023-06-30, said: «"x\\0y" }')],
  ['no topics', 'missing-key', `«${HEADER}`],
  ['an empty list of topics', 'wrong-value', `${HEADER}topics: «[]\n`],
  ['topics that are no list', 'wrong-type', `${HEADER}topics: «chuyên đề\n`],
  ['an unknown key of the file', 'unknown-key', `${topics(SESSION)}«extra: 1\n`],
  ['an unknown key of the plan', 'unknown-key', topics(SESSION).replace('  year:', '  «colour: red\n  year:')],
  ['an unknown key of a topic', 'unknown-key', topics(SESSION).replace('    title:', '    «titel: x\n    title:')],
  ['an unknown key of a stage', 'unknown-key', topics('session: { owner: cell, due: 2023-06-30, «dew: 1, said: x }')],
  [
    'a plan without its board',
    'missing-key',
    topics(SESSION).replace('roles: { issuer: btv, board: btg }', '«roles: { issuer: btv }'),
  ],
  ['a stage without an owner', 'missing-key', topics('«session: { due: 2023-06-30, said: x }')],
  ['a year in quotes', 'wrong-type', topics(SESSION).replace('year: 2023', 'year: «"2023"')],
  ['tentative: maybe', 'wrong-type', topics('session: { owner: cell, due: 2023-06-30, tentative: «maybe, said: x }')],
  ['seats: many', 'wrong-type', topics('briefing: { owner: issuer, due: 2023-06-30, seats: «many, said: x }')],
  ['no seats', 'wrong-value', topics('briefing: { owner: issuer, due: 2023-06-30, seats: «0, said: x }')],
  ['an hour that no clock shows', 'wrong-value', topics('briefing: { owner: issuer, due: 2023-06-30, hour: «"25:00", said: x }')],
  ['a zone that is nowhere', 'wrong-value', topics(SESSION).replace('  title:', '  zone: «Asia/Ha_Tinh\n  title:')],
  [
    'a stage that requires something else',
    'wrong-value',
    topics('session: { owner: cell, due: 2023-06-30, requires: «money, said: x }'),
  ],
  ['an id with a slash', 'bad-id', topics(SESSION).replace('id: cd1', 'id: «cd/1')],
  ['a date of another order', 'bad-date', topics('session: { owner: cell, due: «30/6/2023, said: x }')],
  ['the 31st of June', 'bad-date', topics('session: { owner: cell, due: «2023-06-31, said: x }')],
  ['an opening that is no day', 'bad-date', topics('session: { owner: cell, opens: «soon, due: 2023-06-30, said: x }')],
  ['an unknown role', 'unknown-role', topics('session: { owner: [cell, «king], due: 2023-06-30, said: x }')],
  ['an unknown role standing alone', 'unknown-role', topics('session: { owner: «king, due: 2023-06-30, said: x }')],
  ['an unknown role that is invited', 'unknown-role', topics('session: { owner: cell, for: [«all], due: 2023-06-30, said: x }')],
  ['an unknown stage', 'unknown-stage', topics(`«party: { owner: cell, due: 2023-06-30, said: x }\n${SESSION}`)],
  ['an unknown stage to wait for', 'unknown-stage', topics('session: { owner: cell, after: «party, due: 2023-06-30, said: x }')],
  [
    'an unknown stage to count from',
    'unknown-stage',
    topics('session: { owner: cell, due: «+3 working days after party, said: x }'),
  ],
  [
    'waiting for a stage that is absent',
    'absent-stage',
    topics('session: { owner: cell, after: «briefing, due: 2023-06-30, said: x }'),
  ],
  ['waiting for itself', 'absent-stage', topics('session: { owner: cell, after: «session, due: 2023-06-30, said: x }')],
  [
    'counting from a stage that is absent',
    'absent-stage',
    topics('reporting: { owner: unit, due: «+3 working days after session, said: x }'),
  ],
  [
    'counting from a later stage',
    'absent-stage',
    topics(
      'session: { owner: cell, due: «+3 working days after reporting, said: x }\nreporting: { owner: unit, due: 2023-06-30, said: x }',
    ),
  ],
  ['no stage at all', 'no-stage', `${HEADER}topics:\n  - id: a\n    title: A\n    «stages: {}\n`],
  ['no due', 'no-due', topics('«session: { owner: cell, opens: 2023-04-01, said: trong năm }')],
  [
    'an open start whose end nobody decided',
    'open-start',
    topics('session: { owner: cell, opens: 2023-04-01, due: «2023-06-30, said: Từ tháng 4 năm 2023 }'),
  ],
  [
    'an open start after a heading',
    'open-start',
    topics(
      'session: { owner: cell, opens: 2023-04-01, due: «2023-06-30, said: "2.2. Thời gian sinh hoạt: TỪ tháng 4 năm 2023." }',
    ),
  ],
  [
    'decided without basis',
    'decided-without-basis',
    topics('session: { owner: cell, due: 2023-06-30, said: x, «decided: hết quý II }'),
  ],
  [
    'reports decided without basis',
    'decided-without-basis',
    topics(SESSION).replace('  title:', '  reports: { every: quarter, said: định kỳ, «decided: quarter }\n  title:'),
  ],
  [
    'reports of no known period',
    'wrong-value',
    topics(SESSION).replace('  title:', '  reports: { every: «week, said: hằng tuần }\n  title:'),
  ],
  ['neither sentence nor decision', 'said-missing', topics('«session: { owner: cell, due: 2023-06-30 }')],
  ['opening after the due', 'date-order', topics('session: { owner: cell, opens: «2023-07-01, due: 2023-06-30, said: x }')],
  [
    'a session due before its study',
    'date-order',
    topics('study: { owner: cell, due: 2023-05-31, said: x }\nsession: { owner: cell, due: «2023-04-28, said: x }'),
  ],
  ['a year that is mistyped', 'implausible-year', topics('session: { owner: cell, due: «2032-06-30, said: x }')],
  ['a year before the calendar', 'implausible-year', topics('session: { owner: cell, due: «0023-06-30, said: x }')],
  [
    'an id used twice',
    'duplicate-id',
    `${topics(SESSION)}  - id: «cd1\n    title: Hai\n    stages: { session: { owner: cell, due: 2023-08-31, said: x } }\n`,
  ],
];

describe('each fault stands at its place', () => {
  test.each(FAULTS)('%s', (_, kind, text) => {
    expect(faultsOf(text)).toEqual(marked(text).places.map((place) => `${place} ${kind}`));
  });

  test('a due counted from the last days of the next year is no mistyped one', () => {
    const stages =
      'session: { owner: cell, due: 2024-12-30, said: x }\nreporting: { owner: unit, due: +5 working days after session, said: x }';
    expect(faultsOf(topics(stages))).toEqual([]);
  });

  test('bytes that are not UTF-8', () => {
    const reading = readPlanFile(
      Buffer.concat([Buffer.from('plan:\n  id: Kế'), Buffer.from([0xff, 0x41])]),
      'plan.yaml',
      calendar,
    );
    expect(reading.ok ? [] : summary(reading.faults)).toEqual(['2:9 not-utf8']);
  });

  test('UTF-16, as some editors save', () => {
    const reading = readPlanFile(Buffer.from('﻿plan: x', 'utf16le'), 'plan.yaml', calendar);
    expect(reading.ok ? [] : summary(reading.faults)).toEqual(['1:1 not-utf8']);
  });

  test('a file too large to be a plan is not looked into', () => {
    const reading = readPlanFile(Buffer.alloc(600 * 1024, '['), 'plan.yaml', calendar);
    expect(reading.ok ? [] : summary(reading.faults)).toEqual(['1:1 too-large']);
  });

  test('brackets nested by the thousand are a fault, not a crash', () => {
    const reading = readPlanFile(Buffer.alloc(100_000, '['), 'plan.yaml', calendar);
    expect(reading.ok ? [] : new Set(reading.faults.map(({ kind }) => kind))).toEqual(new Set(['syntax']));
  });

  test('faults of every part come at once, in the order of the file', () => {
    const text = `plan:
  id: «Kế hoạch
  year: 2023
  title: Kế hoạch
  roles: { issuer: btv, board: btg }
  «colour: red
topics:
  - id: a
    title: A
    stages:
      session: { owner: [«king], due: 2023-06-30, said: x, «decided: y }
      reporting: { owner: unit, «dew: 1, opens: «2023-08-01, due: 2023-07-14, said: x }
  - id: «a
    titel: B
    stages:
      «study: { owner: unit, said: x }
`;
    const kinds = [
      'bad-id',
      'unknown-key',
      'unknown-role',
      'decided-without-basis',
      'unknown-key',
      'date-order',
      'duplicate-id',
      'no-due',
    ];
    const expected = marked(text).places.map((place, index) => `${place} ${kinds[index]}`);
    const found = faultsOf(text);
    expect(found.filter((each) => expected.includes(each))).toEqual(expected);
    // the misspelt title of the second topic is two faults: one key too many, one missing
    expect(found.filter((each) => !expected.includes(each))).toEqual(['13:5 missing-key', '14:5 unknown-key']);
  });

  test('messages are Vietnamese and say what to write', () => {
    const reading = readPlanFile(Buffer.from(topics('session: { owner: cell, due: 30/6/2023, said: x }')), 'plan.yaml', calendar);
    expect(reading.ok ? '' : reading.faults[0]?.message).toBe(
      'thời hạn “30/6/2023” không đọc được; viết 2023-06-30, “before 2023-06-30” (trước ngày) hoặc “+10 working days after session”',
    );
  });
});
