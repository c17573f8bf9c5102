/**
 * One running plan with one open session and as many cells as asked, each with its own address unless told otherwise:
 * facts for tests and benches of mail. Names and addresses are invented.
 *
 * @module
 */
import { defaultPolicy } from '../../src/domain/policy';
import { addDays, dueInstant, instantOf, type LocalDate } from '../../src/domain/dates';
import type { CalendarFile } from '../../src/domain/organisation';
import type { PlanDocument } from '../../src/domain/plan';
import type { Sender } from '../../src/mail/letter';
import type { Db } from '../../src/services/db';
import { toStored } from '../../src/services/stored';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const PLAN = 'p-2023';
export const TOPIC = `${PLAN}/tu-soi`;
export const STAGE = `${TOPIC}/session`;
/** Monday, 26/6/2023, 08:00: the window of the reminders that {@link remind} raises. */
export const WINDOW = instantOf('2023-06-26', 8 * 60, ZONE);
export const DUE = '2023-06-30';

export const SENDER: Sender = {
  name: 'Ban Tuyên giáo Đảng ủy Khối',
  fullName: 'BAN TUYÊN GIÁO ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH',
  address: 'ban-tuyen-giao@example.org',
  replyTo: 'chuyen-vien@example.org',
  officer: { name: 'Trần Văn Ví Dụ', phone: '0900 000 001' },
};

const document: PlanDocument = {
  id: PLAN,
  year: 2023,
  number: null,
  date: '2023-03-25',
  title: 'Kế hoạch tổ chức sinh hoạt chuyên đề của chi bộ năm 2023',
  zone: ZONE,
  roles: { issuer: 'btv', board: 'ban' },
  reports: null,
  topics: [
    {
      id: 'tu-soi',
      ordinal: 2,
      short: 'Chuyên đề 2/2023',
      title: 'Thường xuyên tự soi, tự sửa gắn với khắc phục các hạn chế, khuyết điểm năm 2022',
      choice: false,
      materials: ['de-dan.pdf'],
      stages: {
        session: {
          owners: ['cell'],
          audience: [],
          opens: '2023-04-01',
          due: DUE,
          tentative: false,
          requiresMaterials: true,
          information: false,
          nonMembers: false,
          said: 'Từ tháng 4 năm 2023',
          decided: 'hết quý II',
          basis: 'Trưởng Ban Tuyên giáo, 25/3/2023',
        },
      },
    },
  ],
};

export const addressOf = (n: number) => `chi-bo-${n}@cells.example.org`;
export const bodyOf = (n: number) => `cell-${n}`;
export const assignmentOf = (n: number) => `${STAGE}/${bodyOf(n)}`;

/**
 * Cells 1 … n under one unit, each with an open assignment. `sharing`: so many cells to one address. `opensOn`: the stage
 * still waits for that day, whose window is the whole day, working or not.
 */
export async function seedCells(db: Db, cells: number, { sharing = 1, opensOn = null as LocalDate | null } = {}): Promise<void> {
  const due = opensOn === null ? DUE : addDays(opensOn, 60);
  const wholeDay = { from: 0, to: 24 * 60 };
  const policy =
    opensOn === null ? defaultPolicy : { ...defaultPolicy, window: { ...wholeDay, slotMinutes: 24 * 60 }, atOnce: wholeDay };
  const calendar: CalendarFile = opensOn === null ? {} : { [opensOn.slice(0, 4)]: { daysOff: {}, makeUpWorkingDays: [opensOn] } };
  const begun = opensOn === null;
  const at = new Date(WINDOW - 30 * 86_400_000);
  const { prisma } = db;
  await prisma.plan.create({
    data: {
      id: PLAN,
      year: 2023,
      title: document.title,
      zone: ZONE,
      status: 'running',
      revision: 1,
      transport: db.transport,
      document: toStored(document),
      calendar: toStored(calendar),
      policy: toStored(policy),
      fromDate: opensOn ?? '2023-01-01',
      endDate: addDays(due, 180),
      startedAt: at,
    },
  });
  await prisma.topic.create({
    data: {
      id: TOPIC,
      planId: PLAN,
      key: 'tu-soi',
      ordinal: 2,
      short: 'Chuyên đề 2/2023',
      title: 'Tự soi, tự sửa',
      choice: false,
      silent: false,
      status: 'open',
      materialsAt: at,
    },
  });
  await prisma.stage.create({
    data: {
      id: STAGE,
      topicId: TOPIC,
      kind: 'session',
      owners: ['cell'],
      audience: [],
      opensOn: opensOn ?? '2023-04-01',
      dueDate: due,
      lateAfter: due,
      tentative: false,
      information: false,
      status: begun ? 'open' : 'waiting',
      openedAt: begun ? at : null,
    },
  });
  const named = [
    { id: 'btv', name: 'Ban Thường vụ Đảng ủy Khối', level: 1, roles: ['issuer'], kind: 'Đảng ủy', parentId: null },
    { id: 'ban', name: 'Ban Tuyên giáo Đảng ủy Khối', level: 2, roles: ['board'], kind: 'Ban', parentId: 'btv' },
    { id: 'unit', name: 'Bệnh viện Đa khoa A', level: 2, roles: ['unit'], kind: 'Đảng bộ cơ sở', parentId: 'btv' },
  ];
  await prisma.body.createMany({ data: named.map(({ id }) => ({ id })) });
  await prisma.bodyVersion.createMany({
    data: named.map(({ id, ...body }) => ({ bodyId: id, validFrom: '2020-01-01', ...body })),
  });
  await prisma.$executeRaw`INSERT INTO "Body" (id) SELECT 'cell-' || i FROM generate_series(1, ${cells}::int) i`;
  await prisma.$executeRaw`
    INSERT INTO "BodyVersion" ("bodyId", "validFrom", name, level, roles, "parentId", kind)
    SELECT 'cell-' || i, '2020-01-01', 'Khoa Ngoại tổng hợp ' || i, 3, ARRAY['cell'], 'unit', 'Chi bộ' FROM generate_series(1, ${cells}::int) i`;
  await prisma.$executeRaw`
    INSERT INTO "Contact" (id, "bodyId", channel, name, email)
    SELECT 'cell-' || i || '#1', 'cell-' || i, 'email', 'Bí thư', 'chi-bo-' || ((i - 1) / ${sharing}::int * ${sharing}::int + 1) || '@cells.example.org'
    FROM generate_series(1, ${cells}::int) i`;
  await prisma.$executeRaw`
    INSERT INTO "Route" ("bodyId", "contactId", address, via) SELECT "bodyId", id, email, 'email' FROM "Contact"`;
  await prisma.$executeRaw`
    INSERT INTO "Assignment" (id, "stageId", "bodyId", "unitId", status, "dueDate", "lateAfter", "dueAt", "judgeOn")
    SELECT ${STAGE} || '/cell-' || i, ${STAGE}, 'cell-' || i, 'unit', ${begun ? 'open' : 'pending'}, ${due}, ${due}, ${new Date(dueInstant(due, ZONE))}, ${addDays(due, 6)}
    FROM generate_series(1, ${cells}::int) i`;
}

/** Raises a reminder to every cell's contact, in the window that begins at `at`. Returns how many. */
export async function remind(
  db: Db,
  {
    key = 'session/remind/2023-06-26',
    kind = 'remind',
    reason = 'remind',
    urgency = 497,
    at = WINDOW,
    immediate = false,
    cells = null as number[] | null,
  } = {},
): Promise<number> {
  const instant = new Date(at);
  return db.prisma.$executeRaw`
    INSERT INTO "Notice" (id, "dedupeKey", kind, reason, urgency, "assignmentId", "dueRevision", "stageId", "bodyId", "contactId", address, via, transport,
      immediate, "windowStart", "slotAt", "raisedAt", status)
    SELECT md5(k.key), k.key, ${kind}, ${reason}, ${urgency}::int, a.id, a."dueRevision", a."stageId", a."bodyId", r."contactId", r.address, r.via, ${db.transport},
      ${immediate}::boolean, ${instant}, ${instant}, ${instant}, 'planned'
    FROM "Assignment" a JOIN "Route" r ON r."bodyId" = a."bodyId" AND r.address IS NOT NULL
    CROSS JOIN LATERAL (SELECT a.id || '#' || a."dueRevision" || '#' || ${key} || '#' || r."contactId" AS key) k
    WHERE ${cells}::int[] IS NULL OR a."bodyId" = ANY(SELECT 'cell-' || x FROM unnest(${cells}::int[]) x)
    ON CONFLICT ("dedupeKey") DO NOTHING`;
}
