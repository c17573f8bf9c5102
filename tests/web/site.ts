/**
 * A small plan under way on 27/6/2023, and a client that is as careful as a browser: it keeps cookies and says where a
 * request comes from.
 *
 * @module
 */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { instantOf, type Instant } from '../../src/domain/dates';
import { assignmentIdOf } from '../../src/domain/ids';
import type { Body, CalendarFile, Contact, Role, Roster } from '../../src/domain/organisation';
import type { PlanDocument, StageSpec } from '../../src/domain/plan';
import { tokenOf } from '../../src/mail/links';
import { openDb, transaction, type Db } from '../../src/services/db';
import { linksFor, loadLinkKeys } from '../../src/services/contacts/links';
import { startPlan } from '../../src/services/plans/start';
import { startWeb, type Web, type WebOptions } from '../../src/web/server';
import { freshFacts, testDatabaseUrl } from '../support/facts';

export const PLAN = '2023-sinh-hoat-chuyen-de';
export const ZONE = 'Asia/Ho_Chi_Minh';
/** Tuesday 27/6/2023, 09:00. */
export const NOW: Instant = instantOf('2023-06-27', 9 * 60, ZONE);
export const CELL = 'cb-khoa-ngoai';
export const SECOND_CELL = 'cb-khoa-noi';
/** No address: its notices go through the unit. */
export const SILENT_CELL = 'cb-khoa-duoc';
export const UNIT = 'db-benh-vien-a';

const body = (id: string, name: string, level: number, roles: Role[], parentId: string | null, kind: string): Body => ({
  id,
  name,
  level,
  roles,
  parentId,
  kind,
});
const mailbox = (bodyId: string): Contact => ({
  id: `ct-${bodyId}`,
  bodyId,
  channel: 'email',
  name: 'Nguyễn Văn Mẫu',
  email: `${bodyId}@example.org`,
  phone: '0900000000',
  language: 'vi',
});

export const roster: Roster = {
  bodies: [
    body('khoi', 'Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh', 1, [], null, 'Đảng ủy Khối'),
    body('btv', 'Ban Thường vụ Đảng ủy Khối', 2, ['issuer'], 'khoi', 'Ban Thường vụ'),
    body('ban-tuyen-giao', 'Ban Tuyên giáo Đảng ủy Khối', 2, ['board'], 'khoi', 'Ban Tuyên giáo'),
    body(UNIT, 'Đảng bộ Bệnh viện Đa khoa A', 2, ['unit'], 'khoi', 'Đảng bộ cơ sở'),
    body(CELL, 'Chi bộ Khoa Ngoại tổng hợp', 3, ['cell'], UNIT, 'Chi bộ trực thuộc'),
    body(SECOND_CELL, 'Chi bộ Khoa Nội', 3, ['cell'], UNIT, 'Chi bộ trực thuộc'),
    body(SILENT_CELL, 'Chi bộ Khoa Dược', 3, ['cell'], UNIT, 'Chi bộ trực thuộc'),
    body('db-so-b', 'Đảng bộ Sở B', 2, ['unit'], 'khoi', 'Đảng bộ cơ sở'),
    body('cb-van-phong', 'Chi bộ Văn phòng', 3, ['cell'], 'db-so-b', 'Chi bộ trực thuộc'),
  ],
  contacts: [mailbox(UNIT), mailbox(CELL), mailbox(SECOND_CELL), mailbox('db-so-b'), mailbox('cb-van-phong')],
  supervisors: [
    { id: 'cv-lan', name: 'Trần Thị Lan', email: 'lan@example.org', phone: '0911111111', role: 'officer', follows: [UNIT] },
  ],
};

const stage = (owners: Role[], opens: string, due: string, more: Partial<StageSpec> = {}): StageSpec => ({
  said: 'Theo kế hoạch',
  owners,
  audience: [],
  opens,
  due,
  tentative: false,
  requiresMaterials: false,
  information: false,
  nonMembers: false,
  ...more,
});

export const document: PlanDocument = {
  id: PLAN,
  year: 2023,
  number: null,
  date: null,
  title: 'Kế hoạch tổ chức sinh hoạt chuyên đề của chi bộ năm 2023',
  zone: ZONE,
  roles: { issuer: 'btv', board: 'ban-tuyen-giao' },
  reports: null,
  topics: [
    {
      id: 'tu-soi-tu-sua',
      ordinal: 2,
      short: 'Chuyên đề 2/2023',
      title: 'Thường xuyên tự soi, tự sửa gắn với khắc phục các hạn chế, khuyết điểm năm 2022',
      choice: false,
      materials: ['de-dan.pdf', 'goi-y-thao-luan.pdf'],
      stages: {
        session: stage(['cell'], '2023-04-01', '2023-06-30'),
        reporting: stage(['unit'], '2023-04-01', '2023-07-14'),
      },
    },
    {
      id: 'phong-chong-tham-nhung',
      ordinal: 3,
      short: 'Chuyên đề 3/2023',
      title: 'Kiên quyết, kiên trì đấu tranh phòng, chống tham nhũng, tiêu cực',
      choice: false,
      materials: [],
      stages: {
        study: stage(['cell'], '2023-04-01', '2023-06-20', { nonMembers: true }),
        session: stage(['cell'], '2023-07-01', '2023-09-30'),
      },
    },
  ],
};

const calendar: CalendarFile = { '2023': { daysOff: {}, makeUpWorkingDays: [] } };

export const duty = (topic: string, kind: 'session' | 'study' | 'reporting', bodyId: string) =>
  assignmentIdOf(`${PLAN}/${topic}/${kind}`, bodyId);

/** The plan's facts with the stages of before {@link NOW} open. */
export async function planUnderWay(): Promise<Db> {
  const db = await freshFacts();
  await startPlan(
    db,
    { document, roster, calendar, from: '2023-03-01', past: null },
    { asOf: instantOf('2023-03-01', 0, ZONE), by: 'operator' },
  );
  await db.prisma.stage.updateMany({
    where: { opensOn: { lte: '2023-06-27' } },
    data: { status: 'open', openedAt: new Date(instantOf('2023-04-01', 0, ZONE)) },
  });
  await db.prisma.assignment.updateMany({ where: { stage: { status: 'open' } }, data: { status: 'open' } });
  return db;
}

export interface TestSite {
  web: Web;
  db: Db;
  /** Everything that was logged. */
  logged: () => string;
  token: (bodyId: string) => Promise<string>;
}

/** Real HTTP on a free port over `db`. `db` is the live run here, whatever its schema. */
export async function siteOver(db: Db, more: Partial<WebOptions> = {}): Promise<TestSite> {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const url = await testDatabaseUrl();
  const web = await startWeb({
    db,
    openRun: (run) => openDb(url, run, 2),
    port: 0,
    log: pino({ level: 'trace' }, sink),
    now: () => NOW,
    ...more,
  });
  return { web, db, logged: () => lines.join(''), token: (bodyId) => tokenFor(db, bodyId) };
}

export async function tokenFor(db: Db, bodyId: string): Promise<string> {
  const wanted = { bodyId, contactId: `ct-${bodyId}`, purpose: 'body', planId: PLAN };
  const links = await transaction(db, (tx) => linksFor(tx, [wanted], NOW - 1000));
  const keys = await loadLinkKeys(db, undefined);
  const [link] = links.values();
  if (!link) throw new Error(`no link for ${bodyId}`);
  return tokenOf(keys, link);
}

export interface Answer {
  status: number;
  location: string | null;
  headers: Headers;
  text: string;
}

/** One browser. Redirects are not followed: tests look at them. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    return this.send(path, { method, headers });
  }

  post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<Answer> {
    return this.send(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  /** Opens a link as a person does, and goes where it leads. Returns that path. */
  async open(token: string): Promise<string> {
    const { location } = await this.get(`/b/${token}`);
    if (location === null) throw new Error('the link led nowhere');
    return location;
  }

  private async send(path: string, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    };
  }
}

/** The hidden and filled-in boxes of the page's form whose action ends with `action` (the page's own when left out). */
export function boxesOf(html: string, action?: string): Record<string, string> {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) =>
    action === undefined ? !/<form[^>]* action=/.test(one) : new RegExp(`action="[^"]*${action}"`).test(one),
  );
  if (form === undefined) throw new Error(`no form ${action ?? ''}`);
  return Object.fromEntries(
    [...form.matchAll(/<input([^>]*)>/g)].flatMap(([, attributes = '']) => {
      const name = /name="([^"]*)"/.exec(attributes)?.[1];
      return name === undefined || /type="radio"/.test(attributes) ? [] : [[name, /value="([^"]*)"/.exec(attributes)?.[1] ?? '']];
    }),
  );
}

export const goodReport = {
  heldOn: '2023-06-12',
  meeting: 'alone',
  total: '22',
  exempt: '2',
  present: '18',
  absentWithReason: '2',
  absentWithoutReason: '',
};
