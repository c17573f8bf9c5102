/**
 * Letters of an invented bloc, for tests and for `scripts/letters.ts`, which writes them down to be looked at.
 */
import { instantOf, type LocalDate } from '../../src/domain/dates';
import type { Role } from '../../src/domain/organisation';
import { linkPlaceholder, type Letter, type Reason, type Section, type SectionPlan } from '../../src/mail/letter';
import type { DataOf } from '../../src/mail/texts/data';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const LINK = '0123456789abcdef0123456789abcdef';
export const PLACEHOLDER = linkPlaceholder(LINK);

export const TOPICS = {
  one: {
    id: 'p/mot',
    short: 'Chuyên đề 1/2023',
    ordinal: 1,
    title: 'Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về phát huy ý chí tự lực, tự cường',
    year: 2023,
    materials: ['Đề dẫn sinh hoạt'],
  },
  two: {
    id: 'p/hai',
    short: 'Chuyên đề 2/2023',
    ordinal: 2,
    title:
      'Thường xuyên tự soi, tự sửa gắn với khắc phục các hạn chế, khuyết điểm năm 2022, góp phần hoàn thành xuất sắc nhiệm vụ chính trị của cơ quan, doanh nghiệp năm 2023',
    year: 2023,
    materials: ['Đề dẫn sinh hoạt', 'Gợi ý thảo luận'],
  },
  three: {
    id: 'p/ba',
    short: 'Chuyên đề 3/2023',
    ordinal: 3,
    title:
      'Sinh hoạt chính trị, tư tưởng về nội dung Tác phẩm “Kiên quyết, kiên trì đấu tranh phòng, chống tham nhũng, tiêu cực”',
    year: 2023,
    materials: [],
  },
} satisfies Record<string, Section['topic']>;

export const bodyOf = (name: string, roles: Role[], parentName: string | null = null): Section['body'] => ({
  id: name.replaceAll(' ', '-').toLowerCase(),
  name,
  kind: '',
  roles,
  parentName,
});

export const CELL = bodyOf('Khoa Ngoại tổng hợp', ['cell'], 'Đảng bộ Bệnh viện Đa khoa A');
export const UNIT = bodyOf('Đảng bộ Bệnh viện Đa khoa A', ['unit'], 'Đảng bộ Khối');

export const due = (date: LocalDate, workingDaysLeft: number, before?: LocalDate): Section['due'] => ({
  date,
  lateAfter: date,
  workingDaysLeft,
  ...(before ? { before } : {}),
});

export const PLAN: SectionPlan = {
  id: 'p',
  title: 'Kế hoạch tổ chức sinh hoạt chuyên đề của chi bộ năm 2023',
  number: '52-KH/ĐUK',
  date: '2023-03-28',
  issuerName: 'Ban Thường vụ Đảng ủy Khối',
};

export function sectionOf(reason: Reason, change: Partial<Section> = {}): Section {
  return {
    reason,
    plan: PLAN,
    body: CELL,
    via: 'email',
    topic: TOPICS.two,
    stage: {
      kind: 'session',
      opensOn: '2023-04-01',
      said: 'Từ tháng 4 năm 2023',
      basis: 'Hướng dẫn số 5-HD/BTG, 2023-03-25',
      nonMembers: false,
    },
    due: due('2023-06-30', 3),
    unitReportDue: '2023-07-14',
    plannedDate: null,
    linkId: LINK,
    data: {},
    ...change,
  };
}

export function letterOf(sections: Section[], change: Partial<Letter> & { at?: [LocalDate, number] } = {}): Letter {
  const { at = ['2023-06-27', 450], ...rest } = change;
  return {
    messageId: 'd41d8cd98f00b204e9800998ecf8427e',
    address: 'chi-bo@example.org',
    asOf: instantOf(at[0], at[1], ZONE),
    zone: ZONE,
    language: 'vi',
    sender: {
      name: 'Ban Tuyên giáo Đảng ủy Khối',
      fullName: 'Ban Tuyên giáo Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh',
      address: 'tuyengiao@example.org',
      replyTo: 'tuyengiao@example.org',
      officer: { name: 'Nguyễn Thị Mai', phone: '0900 000 001' },
    },
    recipient: { kind: 'cell', name: CELL.name },
    sections,
    ...rest,
  };
}

/** What each reason that reads `data` is given. */
export const DATA: DataOf = {
  invitation: { date: '2023-04-14', sequence: 1 },
  'due-moved': { basis: 'Công văn số 12-CV/BTG, ngày 2023-07-05' },
  waived: { basis: 'Công văn số 13-CV/BTG, ngày 2023-07-05' },
  'extension-refused': { text: 'Thời gian còn đủ để bố trí trong tháng.' },
  receipt: { of: 'report', heldOn: '2023-06-12', present: 18, expected: 20, correctUntil: '2023-07-14' },
  digest: {
    cells: 12,
    rows: [
      { short: 'Chuyên đề 1/2023', due: '2023-06-30', total: 12, reported: 12, planned: 0, unknown: [] },
      {
        short: 'Chuyên đề 2/2023',
        due: '2023-06-30',
        total: 12,
        reported: 7,
        planned: 2,
        unknown: ['Khoa Ngoại tổng hợp', 'Khoa Dược', 'Phòng Tổ chức cán bộ'],
      },
      {
        short: 'Chuyên đề 3/2023',
        due: '2023-09-30',
        total: 12,
        reported: 2,
        planned: 4,
        unknown: ['Khoa Nội', 'Khoa Nhi', 'Khoa Sản', 'Khoa Dược', 'Phòng Tài vụ', 'Phòng Tổ chức cán bộ'],
      },
    ],
    passOn: 2,
    toConfirm: 4,
    sumUps: [{ short: 'Chuyên đề 1/2023', due: '2023-07-14' }],
  },
  'contact-wanted': { cells: [{ name: 'Khoa Dược', sentOn: '2023-06-27' }] },
  task: {
    taskId: 'a1b2c3d4',
    title: 'Chuyên đề 2, sinh hoạt: Đảng bộ Bệnh viện Đa khoa A – 03/12 chi bộ chưa nhận được báo cáo',
    members: 3,
    openedOn: '2023-07-06',
    handleBy: '2023-07-12',
    owner: null,
  },
  'task-lease': {
    taskId: 'e5f6a7b8',
    title: 'Chuyên đề 1, học tập: Đảng bộ Sở B – 01/05 chi bộ chưa nhận được báo cáo',
    members: 1,
    openedOn: '2023-07-03',
    handleBy: '2023-07-10',
    owner: 'Trần Văn Nam',
  },
  'task-head': {
    taskId: 'a1b2c3d4',
    title: 'Chuyên đề 2, sinh hoạt: Đảng bộ Công ty C – 02/04 chi bộ chưa nhận được báo cáo',
    members: 2,
    openedOn: '2023-06-28',
    handleBy: null,
    owner: 'Trần Văn Nam',
  },
  reply: {
    of: 'answer',
    about: 'Chuyên đề 2/2023, sinh hoạt chuyên đề: Chi bộ Khoa Dược',
    text: 'đã sinh hoạt, gửi báo cáo sau',
  },
  'periodic-report': { every: 'quarter', from: '2023-04-01', to: '2023-06-30', due: '2023-07-07' },
};

/** A section whose reason finds the data it needs. */
export function filled(reason: Reason, change: Partial<Section> = {}): Section {
  const data = Object.entries(DATA).find(([name]) => name === reason)?.[1] ?? {};
  return sectionOf(reason, { data: { ...data }, ...change });
}

const session = (kind: 'session' | 'study' | 'reporting' | 'briefing' = 'session'): Section['stage'] => ({
  kind,
  opensOn: '2023-04-01',
  said: '',
  basis: null,
  nonMembers: kind === 'study',
});
const cells = ['Khoa Dược', 'Phòng Tổ chức cán bộ', 'Khoa Chẩn đoán hình ảnh'].map((name) => bodyOf(name, ['cell'], UNIT.name));
const toUnit = { recipient: { kind: 'unit', name: UNIT.name } } as const;
const board = { recipient: { kind: 'supervisor', name: 'Trần Văn Nam' }, at: ['2023-07-06', 450] } as const;

/** name → letter, one of each kind worth looking at. */
export function sampleLetters(): Record<string, Letter> {
  const boardSection = (reason: Reason, n = 0) =>
    filled(reason, { topic: null, stage: null, due: null, linkId: null, body: bodyOf(`Ban ${n}`, ['board']) });
  return {
    opening: letterOf([sectionOf('open', { due: due('2023-06-30', 60) })], { at: ['2023-04-03', 480] }),
    reminder: letterOf([sectionOf('remind')]),
    overdue: letterOf([sectionOf('overdue', { due: due('2023-06-30', -1) })], { at: ['2023-07-03', 450] }),
    gathered: letterOf([
      sectionOf('remind', { topic: TOPICS.one }),
      sectionOf('remind'),
      sectionOf('planned-date', { topic: TOPICS.three }),
    ]),
    bodies: letterOf(cells.map((body, n) => sectionOf('remind', { body, linkId: `${n}${LINK.slice(1)}` }))),
    unit: letterOf(
      [
        filled('open', { body: UNIT, stage: session('study'), due: due('2023-07-31', 24) }),
        ...cells.map((body, n) => sectionOf('remind', { body, via: 'via-unit', linkId: `${n}${LINK.slice(1)}` })),
      ],
      toUnit,
    ),
    digest: letterOf([filled('digest', { body: UNIT, topic: null, stage: null, due: null })], {
      ...toUnit,
      at: ['2023-06-19', 450],
    }),
    contact: letterOf([filled('contact-wanted', { body: UNIT, topic: null, stage: null, due: null })], toUnit),
    'board-day': letterOf(
      [
        boardSection('task'),
        boardSection('task'),
        boardSection('task-lease'),
        boardSection('reply'),
        boardSection('periodic-report'),
      ],
      { ...board, at: ['2023-07-06', 450] },
    ),
    head: letterOf([boardSection('task-head')], { ...board, at: ['2023-07-06', 450] }),
    invitation: letterOf(
      [
        filled('invitation', {
          body: bodyOf('Hội Cựu chiến binh Khối', ['mass']),
          topic: TOPICS.three,
          due: null,
          stage: {
            kind: 'briefing',
            opensOn: '2023-04-14',
            said: '',
            basis: null,
            nonMembers: false,
            place: 'Hội trường tầng 2, số 1 đường Mẫu',
            hour: '8h00',
            seats: 3,
          },
        }),
      ],
      { recipient: { kind: 'mass', name: 'Hội Cựu chiến binh Khối' }, at: ['2023-04-05', 480] },
    ),
    receipt: letterOf([filled('receipt')]),
    'receipt-planned': letterOf([sectionOf('receipt', { data: { of: 'planned-date', date: '2023-06-29' } })]),
    'due-moved': letterOf([filled('due-moved', { topic: TOPICS.three, due: due('2023-07-31', 20, '2023-06-30') })], {
      at: ['2023-07-05', 480],
    }),
    waived: letterOf([filled('waived')]),
    refused: letterOf([filled('extension-refused')]),
    link: letterOf([sectionOf('link', { topic: null, stage: null, due: null })]),
    english: letterOf([sectionOf('remind')], { language: 'en' }),
    'english-digest': letterOf([filled('digest', { body: UNIT, topic: null, stage: null, due: null })], {
      ...toUnit,
      language: 'en',
    }),
  };
}
