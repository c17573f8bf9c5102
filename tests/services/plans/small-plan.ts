/**
 * A plan of one topic for units a, b and the cells of a: what amendments are tried on.
 *
 * @module
 */
import { instantOf, type LocalDate } from '../../../src/domain/dates';
import type { Role, Roster } from '../../../src/domain/organisation';
import type { PlanDocument, StageSpec, TopicSpec } from '../../../src/domain/plan';
import type { Context, Db } from '../../../src/services/db';
import { startPlan } from '../../../src/services/plans/start';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const PLAN = 'p';
export const TOPIC = 'p/cd-1';
export const TOPIC_OWNER = { kind: 'topic', id: TOPIC } as const;
export const BASIS = 'Công văn số 31-CV/ĐUK, ngày 05/6/2023';
export const at = (day: LocalDate, minute = 540): Context => ({ asOf: instantOf(day, minute, ZONE), by: 'operator' });

export const stage = (more: Partial<StageSpec> = {}): StageSpec => ({
  said: 'Trong quý II năm 2023',
  owners: ['cell'],
  audience: [],
  opens: '2023-04-03',
  due: '2023-06-30',
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
  ...more,
});
export const briefing = (more: Partial<StageSpec> = {}) =>
  stage({ owners: ['issuer'], audience: ['unit'], opens: '2023-04-11', due: '2023-04-20', information: true, ...more });
export const topic = (stages: TopicSpec['stages'], more: Partial<TopicSpec> = {}): TopicSpec => ({
  id: 'cd-1',
  ordinal: 1,
  short: 'Chuyên đề 1/2023',
  title: 'Một',
  choice: false,
  materials: [],
  stages,
  ...more,
});
export const planOf = (topics: TopicSpec[], more: Partial<PlanDocument> = {}): PlanDocument => ({
  id: PLAN,
  year: 2023,
  number: '1-KH/ĐUK',
  date: '2023-03-01',
  title: 'Kế hoạch',
  zone: ZONE,
  roles: { issuer: 'btv', board: 'btg' },
  reports: null,
  topics,
  ...more,
});

export const body = (id: string, level: number, roles: Role[], parentId: string | null, name = `Chi bộ ${id}`) => ({
  id,
  name,
  level,
  roles,
  parentId,
  kind: 'Chi bộ',
});
/** Everybody below the issuer has an address. */
export const rosterOf = (bodies: Roster['bodies']): Roster => ({
  bodies,
  contacts: bodies
    .filter(({ level }) => level > 1)
    .map(({ id }) => ({
      id: `k-${id}`,
      bodyId: id,
      channel: 'email',
      name: id,
      email: `${id}@example.org`,
      phone: null,
      language: 'vi',
    })),
  supervisors: [],
});
export const roster = rosterOf([
  body('btv', 1, ['issuer'], null),
  body('btg', 2, ['board'], 'btv'),
  body('a', 2, ['unit'], 'btv'),
  body('a1', 3, ['cell'], 'a'),
  body('a2', 3, ['cell'], 'a'),
  body('b', 2, ['unit'], 'btv'),
]);

/** The plan of one session begins at `ctx`. */
export const startSmallPlan = (db: Db, ctx: Context) =>
  startPlan(db, { document: planOf([topic({ session: stage() })]), roster, calendar: {}, from: '2023-03-01', past: null }, ctx);
