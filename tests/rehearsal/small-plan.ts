/** A spring of two topics for two units and their cells: every kind of stage that can hold, with invented bodies. */
import type { Body, CalendarFile, Contact, Role, Roster } from '../../src/domain/organisation';
import type { PlanDocument, StageSpec } from '../../src/domain/plan';

const body = (id: string, roles: Role[], parentId: string | null, level: number): Body => ({
  id,
  name: `Chi bộ ${id}`,
  level,
  roles,
  parentId,
  kind: 'Chi bộ',
});
const mail = (bodyId: string, email: string): Contact => ({
  id: `${bodyId}#1`,
  bodyId,
  channel: 'email',
  name: 'Đầu mối',
  email,
  phone: null,
  language: 'vi',
});

const UNITS = ['u1', 'u2'];
const cellsOf = (unit: string) => Array.from({ length: 6 }, (_, n) => `${unit}-c${n + 1}`);

/** Two cells in six have no address of their own: they are told through their unit. One in six is told by hand. */
export const smallRoster: Roster = {
  bodies: [
    body('btv', ['issuer'], null, 1),
    body('btg', ['board'], 'btv', 2),
    body('doan', ['mass'], 'btv', 2),
    ...UNITS.flatMap((unit) => [body(unit, ['unit'], 'btv', 2), ...cellsOf(unit).map((cell) => body(cell, ['cell'], unit, 3))]),
  ],
  contacts: [
    mail('doan', 'doan@example.org'),
    ...UNITS.flatMap((unit) => [
      mail(unit, `${unit}@example.org`),
      ...cellsOf(unit)
        .slice(0, 3)
        .map((cell) => mail(cell, `${cell}@example.org`)),
      { ...mail(`${unit}-c6`, ''), channel: 'hand' as const, email: null, phone: '0999 000 000' },
    ]),
  ],
  supervisors: [
    { id: 'cv1', name: 'Cán bộ Một', email: 'cv1@example.org', phone: null, role: 'officer', follows: ['u1'] },
    { id: 'cv2', name: 'Cán bộ Hai', email: 'cv2@example.org', phone: null, role: 'officer', follows: ['u2'] },
    { id: 'tb', name: 'Trưởng Ban', email: 'tb@example.org', phone: null, role: 'head', follows: [] },
  ],
};

export const smallCalendar: CalendarFile = {
  '2023': { daysOff: { '2023-05-01': 'QTLĐ', '2023-05-02': 'nghỉ bù', '2023-05-03': 'nghỉ bù' }, makeUpWorkingDays: [] },
};

const stage = (of: Partial<StageSpec>): StageSpec => ({
  said: 'như kế hoạch',
  owners: ['cell'],
  audience: [],
  opens: '2023-04-03',
  due: '2023-04-28',
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
  ...of,
});

export const smallFrom = '2023-04-03';

export const smallPlan: PlanDocument = {
  id: 'nho-2023',
  year: 2023,
  number: null,
  date: null,
  title: 'Kế hoạch nhỏ',
  zone: 'Asia/Ho_Chi_Minh',
  roles: { issuer: 'btv', board: 'btg' },
  reports: null,
  topics: [
    {
      id: 'mot',
      ordinal: 1,
      short: 'Chuyên đề 1/2023',
      title: 'Chuyên đề một',
      choice: false,
      materials: ['de-dan.pdf'],
      stages: {
        session: stage({ requiresMaterials: true, due: '2023-04-21' }),
        reporting: stage({ owners: ['unit'], opens: '2023-04-24', due: '2023-05-09' }),
      },
    },
    {
      id: 'hai',
      ordinal: 2,
      short: 'Chuyên đề 2/2023',
      title: 'Chuyên đề hai',
      choice: false,
      materials: [],
      stages: {
        briefing: stage({
          owners: ['issuer'],
          audience: ['unit', 'mass'],
          opens: '2023-04-11',
          due: '2023-04-13',
          tentative: true,
        }),
        study: stage({ owners: ['unit'], after: 'briefing', opens: '2023-04-11', due: '2023-04-26' }),
      },
    },
  ],
};
