/**
 * A small plan in the facts: two officers and a head, units with cells, one session due on Friday 30/6/2023.
 *
 * @module
 */
import { instantOf, dueInstant, type LocalDate } from '../../../src/domain/dates';
import { workingCalendar } from '../../../src/domain/calendar';
import { judgeDate } from '../../../src/domain/judging';
import type { PlanDocument, StageSpec } from '../../../src/domain/plan';
import { defaultPolicy, type Policy } from '../../../src/domain/policy';
import { type Prisma, transaction, type Context, type Db } from '../../../src/services/db';
import { judgeStage, type Judged } from '../../../src/services/tasks/judging';
import { loadPlan, type PlanFacts } from '../../../src/services/plans/load';
import { toStored } from '../../../src/services/stored';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const PLAN = 'p-2023';
export const TOPIC = `${PLAN}/cd-2`;
export const STAGE = `${TOPIC}/session`;
export const DUE: LocalDate = '2023-06-30';
export const calendar = workingCalendar({});
/** Thursday 06/7/2023, after a grace of three working days. */
export const JUDGE_ON = judgeDate(DUE, defaultPolicy, calendar);

const spec: StageSpec = {
  owners: ['cell'],
  audience: [],
  opens: '2023-04-03',
  due: DUE,
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
  said: 'Hoàn thành trong quý II năm 2023',
};

export const document: PlanDocument = {
  id: PLAN,
  year: 2023,
  number: '1-KH/ĐUK',
  date: '2023-03-20',
  title: 'Kế hoạch sinh hoạt chuyên đề',
  zone: ZONE,
  roles: { issuer: 'btv', board: 'btg' },
  reports: null,
  topics: [
    {
      id: 'cd-2',
      ordinal: 2,
      short: 'Chuyên đề 2/2023',
      title: 'Tự soi, tự sửa',
      choice: false,
      materials: [],
      stages: { session: spec, study: { ...spec, tentative: true, requiresMaterials: true } },
    },
  ],
};

/** A working instant: 09:00 of `day` by default. */
export const at = (day: LocalDate, by = 'system', minute = 9 * 60): Context => ({ asOf: instantOf(day, minute, ZONE), by });

export const cellId = (unit: number, cell: number) => `u${unit}-c${cell}`;
export const assignmentId = (unit: number, cell: number) => `${STAGE}/${cellId(unit, cell)}`;

/** Officer o1 follows odd units, o2 even ones; supervisors beyond three are officers without units. */
export async function seed(
  db: Db,
  size: { units: number; cells: number; supervisors?: number; policy?: Partial<Policy> },
): Promise<PlanFacts> {
  const { units, cells, supervisors = 3, policy = {} } = size;
  const started = new Date(at('2023-03-27').asOf);
  await db.prisma.plan.create({
    data: {
      id: PLAN,
      year: 2023,
      number: document.number,
      title: document.title,
      zone: ZONE,
      status: 'running',
      revision: 1,
      transport: db.transport,
      document: toStored(document),
      calendar: {},
      policy: toStored({ ...defaultPolicy, ...policy }),
      fromDate: '2023-03-27',
      endDate: '2023-12-31',
      startedAt: started,
    },
  });
  await db.prisma.topic.create({
    data: {
      id: TOPIC,
      planId: PLAN,
      key: 'cd-2',
      ordinal: 2,
      short: 'Chuyên đề 2/2023',
      title: 'Tự soi, tự sửa',
      choice: false,
      silent: false,
      status: 'open',
    },
  });
  const stage = {
    topicId: TOPIC,
    owners: ['cell'],
    audience: [],
    opensOn: '2023-04-03',
    dueDate: DUE,
    lateAfter: DUE,
    information: false,
  };
  await db.prisma.stage.createMany({
    data: [
      { ...stage, id: STAGE, kind: 'session', tentative: false, status: 'open' },
      { ...stage, id: `${TOPIC}/study`, kind: 'study', tentative: true, status: 'held', heldFor: 'tentative' },
    ],
  });
  await db.prisma.transport.create({ data: { name: db.transport, status: 'running', refilledAt: started } });
  await db.prisma.supervisor.createMany({
    data: Array.from({ length: supervisors }, (_, i) =>
      i === 2
        ? { id: 'head', name: 'Trần Thị Hạnh', email: 'head@example.org', role: 'head' }
        : { id: `o${i + 1}`, name: `Cán bộ ${i + 1}`, email: `o${i + 1}@example.org`, role: 'officer' },
    ),
  });
  const bodies = [
    { id: 'btv', level: 1, roles: ['issuer'], parentId: null },
    { id: 'btg', level: 2, roles: ['board'], parentId: 'btv' },
    ...range(units).flatMap((u) => [
      { id: `u${u}`, level: 2, roles: ['unit'], parentId: 'btv' },
      ...range(cells).map((c) => ({ id: cellId(u, c), level: 3, roles: ['cell'], parentId: `u${u}` })),
    ]),
  ];
  await db.prisma.body.createMany({ data: bodies.map(({ id }) => ({ id })) });
  await db.prisma.bodyVersion.createMany({
    data: bodies.map(({ id, level, roles, parentId }) => ({
      bodyId: id,
      validFrom: '2023-01-01',
      name: `Chi bộ ${id}`,
      level,
      roles,
      parentId,
      kind: 'Chi bộ',
    })),
  });
  const reached = bodies.filter((body) => body.level > 1);
  await db.prisma.contact.createMany({
    data: reached.map(({ id }) => ({
      id: `k-${id}`,
      bodyId: id,
      channel: 'email',
      name: `Đầu mối ${id}`,
      email: `${id}@example.org`,
      phone: '0900 000 000',
    })),
  });
  await db.prisma.route.createMany({
    data: reached.map(({ id }) => ({ bodyId: id, contactId: `k-${id}`, address: `${id}@example.org`, via: 'email' })),
  });
  await db.prisma.officerUnit.createMany({
    data: range(units).map((u) => ({ bodyId: `u${u}`, supervisorId: u % 2 === 1 ? 'o1' : 'o2' })),
  });
  const dueAt = new Date(dueInstant(DUE, ZONE));
  const duties = range(units).flatMap((u) =>
    range(cells).map((c) => ({ id: assignmentId(u, c), stageId: STAGE, bodyId: cellId(u, c), unitId: `u${u}` })),
  );
  await db.prisma.assignment.createMany({
    data: duties.map((duty) => ({ ...duty, status: 'open', dueDate: DUE, lateAfter: DUE, dueAt, judgeOn: JUDGE_ON })),
  });
  await db.prisma.dueRevision.createMany({
    data: duties.map((duty) => ({
      assignmentId: duty.id,
      number: 1,
      dueDate: DUE,
      lateAfter: DUE,
      zone: ZONE,
      dueAt,
      basis: 'kế hoạch',
      by: 'system',
      at: started,
    })),
  });
  return planOf(db);
}

export const planOf = (db: Db): Promise<PlanFacts> => transaction(db, (tx) => loadPlan(tx, PLAN));

/** A letter about each assignment went out to its own address, and ended so. */
export async function letterAbout(db: Db, assignmentIds: string[], status = 'sent'): Promise<void> {
  const when = new Date(at('2023-06-27').asOf);
  for (const id of assignmentIds) {
    const body = id.split('/').at(-1) ?? '';
    const message = {
      id: `m-${id}`,
      address: `${body}@example.org`,
      windowStart: when,
      planned: true,
      transport: db.transport,
      status,
      headerId: `<${body}@example.org>`,
      subject: '',
      kinds: ['remind'],
      slotAt: when,
      queuedAt: when,
      sentAt: when,
    };
    await db.prisma.message.create({ data: message });
    await plannedReminder(db, id, { id: `n-${id}`, dedupeKey: `n-${id}`, urgency: 1, status, messageId: message.id });
  }
}

export async function judgeOn(db: Db, date: LocalDate): Promise<Judged> {
  const plan = await planOf(db);
  return transaction(db, (tx) => judgeStage(tx, db, plan, at(date, 'system', 0), { stageId: STAGE, date }));
}

/** The open task of this kind and group. */
export async function openTaskOf(db: Db, kind: string, groupId?: string | null) {
  return db.prisma.task.findFirstOrThrow({
    where: { kind, status: { not: 'closed' }, ...(groupId === undefined ? {} : { groupId }) },
    orderBy: { id: 'asc' },
  });
}

export const range = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
export const allAssignments = (units: number, cells: number) =>
  range(units).flatMap((u) => range(cells).map((c) => assignmentId(u, c)));

/** A reminder of the duty that the next window will take. `more` is what a test is about. */
export async function plannedReminder(db: Db, id: string, more: Partial<Prisma.NoticeUncheckedCreateInput> = {}): Promise<void> {
  const when = new Date(at('2023-06-27').asOf);
  const bodyId = id.split('/').at(-1) ?? '';
  await db.prisma.notice.create({
    data: {
      id: `pending-${id}`,
      dedupeKey: `${id}#1#session/remind/2023-06-27#k-${bodyId}`,
      kind: 'remind',
      reason: 'remind',
      urgency: 497,
      assignmentId: id,
      dueRevision: 1,
      stageId: STAGE,
      bodyId,
      contactId: `k-${bodyId}`,
      address: `${bodyId}@example.org`,
      via: 'email',
      transport: db.transport,
      immediate: false,
      windowStart: when,
      slotAt: when,
      raisedAt: when,
      status: 'planned',
      ...more,
    },
  });
}
