/**
 * Simulated cells and units: they read the plan or the letter, give a date, report, answer the telephone, or do not.
 * They act through the same services as people do; an act done twice is harmless.
 *
 * @module
 */
import { addDays, wallClock, weekday, type Instant, type LocalDate } from '../domain/dates';
import { dateText } from '../domain/wording';
import { bounceContact } from '../services/contacts/contacts';
import { transaction, type Db } from '../services/db';
import { givePlannedDate } from '../services/duties/planned-dates';
import type { PlanFacts } from '../services/plans/load';
import { requestExtension } from '../services/duties/replies';
import { sumUpOf } from '../services/duties/report-views';
import { confirmReport, submitReport, type ReportChannel } from '../services/duties/reports';
import type { Act, Verb, WorkingHours } from './acts';
import type { Chance } from './chance';
import type { Duty, News } from './news';
import { isDead, temperamentOf, type Temperament } from './temperament';

export interface Bodies {
  /** What the news makes bodies mean to do. */
  react(news: News): Act[];
  /** Acts in their order. Duties met, waived or extended meanwhile are left alone: people look before they act. */
  actAll(acts: Act[], at: Instant): Promise<void>;
}

/** Letters that stir those who wait for one. */
const URGING = new Set(['remind', 'tomorrow', 'overdue', 'after-planned']);

export function simulateBodies(db: Db, plan: PlanFacts, chance: Chance, hours: WorkingHours): Bodies {
  const { calendar, zone } = plan;
  const day = (at: Instant) => wallClock(at, zone).day;
  const temperament = (duty: Duty): Temperament =>
    temperamentOf(chance, duty.bodyId, duty.stageId, duty.isCell ? 'cell' : 'unit');

  const means = (verb: Verb, duty: Duty, on: LocalDate, after: Instant, data: Act['data'] = {}): Act => ({
    name: `${verb}/${duty.id}`,
    at: hours.on(on, after),
    verb,
    subject: duty.id,
    data: { bodyId: duty.bodyId, stage: duty.stage, ...data },
  });
  const report = (duty: Duty, on: LocalDate, after: Instant, channel: ReportChannel = 'link') =>
    means('report', duty, on, after, { channel });

  /** A working day from `from` to the due date, early ones less often. */
  const dayBefore = (duty: Duty, from: LocalDate, what: string): LocalDate => {
    const span = Math.max(0, calendar.between(from, duty.dueDate));
    return calendar.addWorkingDays(from, Math.floor(span * Math.sqrt(chance.of(what, duty.id))));
  };

  function stageOpened(duty: Duty, at: Instant): Act[] {
    const today = day(at);
    const how = temperament(duty);
    if (how === 'plans' && duty.stage === 'session') {
      const held = dayBefore(duty, calendar.addWorkingDays(today, 4), 'held');
      const tells = calendar.addWorkingDays(today, chance.between(1, 3, 'tells', duty.id));
      const after = calendar.addWorkingDays(held, chance.between(0, 1, 'after', duty.id));
      return [means('plan', duty, tells, at, { date: held }), report(duty, after, at)];
    }
    if (how === 'plans' || how === 'on-time')
      return [report(duty, dayBefore(duty, calendar.addWorkingDays(today, 1), 'done'), at)];
    if (how === 'by-telephone')
      return [report(duty, calendar.addWorkingDays(duty.dueDate, chance.between(-1, 3, 'phones', duty.id)), at, 'phone')];
    if (how !== 'asks-for-time') return [];
    const until = calendar.addWorkingDays(duty.dueDate, 8);
    const asks = means('ask', duty, calendar.addWorkingDays(duty.dueDate, -4), at, { until });
    return [asks, report(duty, calendar.addWorkingDays(duty.dueDate, 6), at)];
  }

  function letterArrived({ address, reason, duty, at }: Extract<News, { what: 'letter' }>): Act[] {
    if (isDead(chance, address))
      return [{ name: `bounce/${address}`, at: hours.soonest(at), verb: 'bounce', subject: address, data: {} }];
    if (!duty || !URGING.has(reason) || temperament(duty) !== 'after-reminder') return [];
    return [report(duty, calendar.addWorkingDays(day(at), chance.between(0, 2, 'stirs', duty.id)), at)];
  }

  /** A unit looks through its cells' reports on the next Monday. */
  function unitHears({ assignmentId, unitId, at }: Extract<News, { what: 'report' }>): Act[] {
    const monday = addDays(day(at), 8 - weekday(day(at)));
    return [
      { name: `confirm/${assignmentId}`, at: hours.on(monday, at), verb: 'confirm', subject: assignmentId, data: { unitId } },
    ];
  }

  function react(news: News): Act[] {
    switch (news.what) {
      case 'stage':
        return stageOpened(news.duty, news.at);
      case 'letter':
        return letterArrived(news);
      case 'report':
        return unitHears(news);
      case 'task': {
        const { duty, task, at } = news;
        if (task.kind !== 'miss' || !duty || temperament(duty) !== 'after-escalation') return [];
        return [report(duty, calendar.addWorkingDays(day(at), chance.between(2, 5, 'answers', duty.id)), at)];
      }
    }
  }

  async function actAll(acts: Act[], at: Instant): Promise<void> {
    if (acts.length === 0) return;
    const open = await openAmong(
      db,
      acts.map(({ subject }) => subject),
    );
    const able = acts.filter(({ verb, subject }) => verb === 'bounce' || verb === 'confirm' || open.has(subject));
    for (const act of able.filter((one) => turnOf(one) === 'first')) await actOne(act, at);
    await side(
      able.filter((one) => turnOf(one) === 'between'),
      (act) => actOne(act, at),
    );
    for (const act of able.filter((one) => turnOf(one) === 'last')) await actOne(act, at);
  }

  async function actOne({ verb, subject, data }: Act, at: Instant): Promise<void> {
    const ctx = { asOf: at, by: `body:${data['bodyId'] ?? data['unitId'] ?? ''}` };
    switch (verb) {
      case 'bounce':
        await transaction(db, (tx) =>
          bounceContact(tx, db, { asOf: at, by: 'system' }, { address: subject, why: '550 5.1.1 mailbox unavailable' }),
        );
        return;
      case 'confirm':
        await confirmReport(db, { assignmentId: subject, byBodyId: data['unitId'] ?? '' }, ctx);
        return;
      case 'report':
        return reportNow(subject, data, at);
      case 'plan': {
        const date = data['date'] ?? '';
        if (date >= day(at)) await givePlannedDate(db, { assignmentId: subject, date }, ctx);
        return;
      }
      case 'ask': {
        const until = data['until'] ?? '';
        if (until <= day(at)) return;
        await requestExtension(db, { assignmentId: subject, until, reason: 'Chi bộ bận nhiệm vụ đột xuất' }, ctx);
        return;
      }
      default:
        throw new Error(`a body does not ${verb}`);
    }
  }

  async function reportNow(assignmentId: string, data: Act['data'], at: Instant): Promise<void> {
    const { bodyId = '', stage = '' } = data;
    const channel: ReportChannel = data['channel'] === 'phone' ? 'phone' : 'link';
    await submitReport(
      db,
      {
        assignmentId,
        idempotencyKey: `rehearsal/${assignmentId}`,
        channel,
        heldOn: HELD.has(stage) ? day(at) : null,
        learned: channel === 'link' ? null : `điện thoại ngày ${dateText(day(at))}`,
        content: await contentOf(db, chance, { id: assignmentId, bodyId, stage }),
      },
      { asOf: at, by: channel === 'link' ? `body:${bodyId}` : 'operator' },
    );
  }

  return { react, actAll };
}

/** Stages that are held on a day. */
export const HELD = new Set(['briefing', 'study', 'session']);

async function contentOf(db: Db, chance: Chance, duty: { id: string; bodyId: string; stage: string }): Promise<unknown> {
  if (duty.stage === 'selection') return { chosen: `Nội dung chuyên đề do ${duty.bodyId} lựa chọn` };
  if (duty.stage === 'reporting') {
    const { cells, reported, late, total, exempt, present, absentWithReason, absentWithoutReason, nonMembers } = await sumUpOf(
      db.prisma,
      duty.id,
    );
    return { cells, reported, late, total, exempt, present, absentWithReason, absentWithoutReason, nonMembers };
  }
  const total = chance.between(6, 45, 'members', duty.bodyId);
  const exempt = chance.between(0, 2, 'exempt', duty.bodyId);
  const absent = chance.between(0, 3, 'absent', duty.id);
  return {
    meeting: chance.of('meeting', duty.id) < 0.7 ? 'monthly' : 'alone',
    total,
    exempt,
    present: total - exempt - absent,
    absentWithReason: absent,
    absentWithoutReason: 0,
    nonMembers: duty.stage === 'study' ? chance.between(0, 12, 'others', duty.id) : 0,
  };
}

/** What changes where others' letters go comes first, what sums up others' reports last; the rest do not meet. */
function turnOf({ verb, data }: Act): 'first' | 'between' | 'last' {
  if (verb === 'bounce' || verb === 'ask') return 'first';
  return verb === 'report' && data['stage'] === 'reporting' ? 'last' : 'between';
}

/** Bodies that act side by side. */
const SIDE = 4;

async function side(acts: Act[], work: (act: Act) => Promise<void>): Promise<void> {
  const left = acts.values();
  const lane = async () => {
    for (const act of left) await work(act);
  };
  await Promise.all(Array.from({ length: SIDE }, lane));
}

async function openAmong(db: Db, assignmentIds: string[]): Promise<Set<string>> {
  const rows = await db.prisma.$queryRaw<
    { id: string }[]
  >`select id from "Assignment" where id = any(${assignmentIds}) and status = 'open'`;
  return new Set(rows.map((row) => row.id));
}
