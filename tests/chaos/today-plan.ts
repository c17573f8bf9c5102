/**
 * A plan of today for the real clock: one session, its mail due at once. Every day of this calendar is a working day and
 * the window is the whole day. The zone is an offset the test chooses, so it is noon whenever the test runs, or midnight
 * comes when the test wants it.
 */
import { addDays, wallClock, type LocalDate } from '../../src/domain/dates';
import type { CalendarFile, Roster } from '../../src/domain/organisation';
import type { PlanDocument } from '../../src/domain/plan';
import { defaultPolicy, type Policy } from '../../src/domain/policy';

export const PLAN_ID = 'today';
export const TOPIC_ID = `${PLAN_ID}/cd1`;
export const STAGE_ID = `${TOPIC_ID}/session`;

/** The offset at which the wall shows `minute` of the day at `instant`, as `+hh:mm`. */
export function zoneWhereItIs(minute: number, instant: number = Date.now()): string {
  const ahead = (((minute - Math.floor(instant / 60_000)) % 1440) + 1440) % 1440;
  const offset = ahead > 720 ? ahead - 1440 : ahead;
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

export const todayIn = (zone: string): LocalDate => wallClock(Date.now(), zone).day;

export const wholeDay: Policy = {
  ...defaultPolicy,
  window: { from: 0, to: 1440, slotMinutes: 1440 },
  atOnce: { from: 0, to: 1440 },
  boardLetterAt: 0,
};

/** Saturdays and Sundays around today are made up for. */
export function everyDayWorks(today: LocalDate): CalendarFile {
  const days = Array.from({ length: 400 }, (_, n) => addDays(today, n - 40));
  const years = [...new Set(days.map((day) => day.slice(0, 4)))];
  return Object.fromEntries(
    years.map((year) => [year, { daysOff: {}, makeUpWorkingDays: days.filter((day) => day.startsWith(year)) }]),
  );
}

/** One unit, `cells` cells below it, each with an address of its own. */
export function rosterOf(cells: number): Roster {
  const body = (id: string, name: string, level: number, roles: Roster['bodies'][0]['roles'], parentId: string | null) => ({
    id,
    name,
    level,
    roles,
    parentId,
    kind: name,
  });
  const ids = Array.from({ length: cells }, (_, n) => `cb-${String(n + 1).padStart(4, '0')}`);
  return {
    bodies: [
      body('btv', 'Ban Thường vụ', 1, ['issuer'], null),
      body('ban', 'Ban Tuyên giáo', 2, ['board'], 'btv'),
      body('dv', 'Đảng bộ Đơn vị Ví Dụ', 2, ['unit'], 'btv'),
      ...ids.map((id) => body(id, `Chi bộ ${id}`, 3, ['cell'], 'dv')),
    ],
    contacts: ids.map((id) => ({
      id: `${id}#1`,
      bodyId: id,
      channel: 'email',
      name: '',
      email: `${id}@example.org`,
      phone: null,
      language: 'vi',
    })),
    supervisors: [{ id: 'head', name: 'Trưởng Ban', email: null, phone: null, role: 'head', follows: [] }],
  };
}

export interface PlanDates {
  zone: string;
  opens: LocalDate;
  due: LocalDate;
}

/** One topic with one session. */
export function planOfToday({ zone, opens, due }: PlanDates): PlanDocument {
  return {
    id: PLAN_ID,
    year: Number(opens.slice(0, 4)),
    number: null,
    date: null,
    title: 'Kế hoạch thử',
    zone,
    roles: { issuer: 'btv', board: 'ban' },
    reports: null,
    topics: [
      {
        id: 'cd1',
        ordinal: 1,
        short: 'Chuyên đề 1',
        title: 'Chuyên đề thử',
        choice: false,
        materials: [],
        stages: {
          session: {
            owners: ['cell'],
            audience: [],
            opens,
            due,
            tentative: false,
            requiresMaterials: false,
            information: false,
            nonMembers: false,
            said: 'Từ hôm nay',
          },
        },
      },
    ],
  };
}
