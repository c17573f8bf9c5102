/**
 * Simulated cells and units: they read the plan or the letter, give a date, report, answer the telephone, or do not.
 * They act through the same services as people do.
 *
 * @module
 */
import { addDays, wallClock, weekday, type Instant, type LocalDate } from '../domain/dates';
import type { StageKind } from '../domain/plan';
import { dateText } from '../domain/wording';
import { transaction, type Db } from '../services/db';
import { bounceContact } from '../services/contacts';
import { givePlannedDate } from '../services/planned-dates';
import { requestExtension } from '../services/replies';
import { sumUpOf } from '../services/report-views';
import { confirmReport, submitReport, type ReportChannel } from '../services/reports';
import type { PlanFacts } from '../services/plans';
import type { Chance } from './chance';
import type { Diary } from './diary';
import { isDead, temperamentOf, type Temperament } from './temperament';

/** A duty as its body sees it. */
export interface Duty {
  id: string;
  bodyId: string;
  unitId: string | null;
  stageId: string;
  stage: StageKind;
  dueDate: LocalDate;
  isCell: boolean;
}

export interface Bodies {
  /** The stage has opened: each body makes up its mind. */
  stageOpened(duties: Duty[], at: Instant): void;
  /** A letter about duties arrived at an address. */
  letterArrived(letter: { address: string; reasons: string[]; duties: Duty[] }, at: Instant): void;
  /** The board calls about these duties. */
  called(duties: Duty[], at: Instant): void;
}

export function simulateBodies(db: Db, plan: PlanFacts, chance: Chance, diary: Diary): Bodies {
  const { calendar, zone } = plan;
  const hourOf = (duty: Duty, what: string) => chance.between(9, 16, 'hour', duty.stage, what, chance.between(1, 6, 'group', duty.bodyId));
  const temperament = (duty: Duty): Temperament => temperamentOf(chance, duty.bodyId, duty.stageId, duty.isCell ? 'cell' : 'unit');

  const report = (duty: Duty, day: LocalDate, after: Instant, channel: ReportChannel = 'link') =>
    diary.write(day, hourOf(duty, 'report'), after, {
      name: `report ${duty.id}`,
      async run(at) {
        const came = await reportNow(db, plan, chance, duty, channel, at);
        if (came && duty.unitId && duty.unitId !== duty.bodyId) unitConfirms({ ...duty, unitId: duty.unitId }, at);
      },
    });

  /** A unit looks through its cells' reports on the next Monday. */
  const unitConfirms = (duty: Duty & { unitId: string }, at: Instant) => {
    const today = wallClock(at, zone).day;
    diary.write(addDays(today, 8 - weekday(today)), 16, at, {
      name: `confirm ${duty.id}`,
      run: async (now) => {
        await confirmReport(db, { assignmentId: duty.id, byBodyId: duty.unitId }, { asOf: now, by: `body:${duty.unitId}` });
      },
    });
  };

  /** A working day from `from` to the due date, early ones less often. */
  const dayBefore = (duty: Duty, from: LocalDate, what: string): LocalDate => {
    const span = Math.max(0, calendar.between(from, duty.dueDate));
    return calendar.addWorkingDays(from, Math.floor(span * Math.sqrt(chance.of(what, duty.id))));
  };

  function stageOpened(duties: Duty[], at: Instant): void {
    const today = wallClock(at, zone).day;
    for (const duty of duties) {
      const how = temperament(duty);
      if (how === 'plans' && duty.stage === 'session') {
        const held = dayBefore(duty, calendar.addWorkingDays(today, 4), 'held');
        diary.write(calendar.addWorkingDays(today, chance.between(1, 3, 'tells', duty.id)), hourOf(duty, 'plan'), at, {
          name: `date ${duty.id}`,
          run: (now) => planNow(db, duty, held, now),
        });
        report(duty, calendar.addWorkingDays(held, chance.between(0, 1, 'after', duty.id)), at);
      } else if (how === 'plans' || how === 'on-time') {
        report(duty, dayBefore(duty, calendar.addWorkingDays(today, 1), 'done'), at);
      } else if (how === 'by-telephone') {
        report(duty, calendar.addWorkingDays(duty.dueDate, chance.between(-1, 3, 'phones', duty.id)), at, 'phone');
      } else if (how === 'asks-for-time') {
        const day = calendar.addWorkingDays(duty.dueDate, -4);
        diary.write(day, 10, at, { name: `asks ${duty.id}`, run: (now) => askNow(db, plan, duty, now) });
        report(duty, calendar.addWorkingDays(duty.dueDate, 6), at);
      }
    }
  }

  function letterArrived(letter: { address: string; reasons: string[]; duties: Duty[] }, at: Instant): void {
    const today = wallClock(at, zone).day;
    if (isDead(chance, letter.address)) {
      diary.write(today, wallClock(at, zone).minute < 60 * 9 ? 9 : 11, at, {
        name: `bounce ${letter.address}`,
        run: (now) =>
          transaction(db, async (tx) => {
            await bounceContact(tx, db, { asOf: now, by: 'system' }, { address: letter.address, why: '550 5.1.1 mailbox unavailable' });
          }),
      });
      return;
    }
    if (!letter.reasons.some((reason) => ['remind', 'tomorrow', 'overdue', 'after-planned'].includes(reason))) return;
    for (const duty of letter.duties) {
      if (temperament(duty) === 'after-reminder') report(duty, calendar.addWorkingDays(today, chance.between(0, 2, 'stirs', duty.id)), at);
    }
  }

  function called(duties: Duty[], at: Instant): void {
    const today = wallClock(at, zone).day;
    for (const duty of duties) {
      if (temperament(duty) === 'after-escalation') report(duty, calendar.addWorkingDays(today, chance.between(2, 5, 'answers', duty.id)), at);
    }
  }

  return { stageOpened, letterArrived, called };
}

async function reportNow(db: Db, plan: PlanFacts, chance: Chance, duty: Duty, channel: ReportChannel, at: Instant): Promise<boolean> {
  if (!(await isOpen(db, duty))) return false;
  const today = wallClock(at, plan.zone).day;
  const held = duty.stage === 'study' || duty.stage === 'session' || duty.stage === 'briefing';
  await submitReport(
    db,
    {
      assignmentId: duty.id,
      idempotencyKey: `rehearsal/${duty.id}`,
      channel,
      heldOn: held ? today : null,
      learned: channel === 'link' ? null : `điện thoại ngày ${dateText(today)}`,
      content: await contentOf(db, chance, duty),
    },
    { asOf: at, by: channel === 'link' ? `body:${duty.bodyId}` : 'operator' },
  );
  return true;
}

async function contentOf(db: Db, chance: Chance, duty: Duty): Promise<unknown> {
  if (duty.stage === 'selection') return { chosen: `Nội dung chuyên đề do ${duty.bodyId} lựa chọn` };
  if (duty.stage === 'reporting') {
    const { cells, reported, late, total, exempt, present, absentWithReason, absentWithoutReason, nonMembers } = await sumUpOf(db.prisma, duty.id);
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

async function planNow(db: Db, duty: Duty, date: LocalDate, at: Instant): Promise<void> {
  if (await isOpen(db, duty)) await givePlannedDate(db, { assignmentId: duty.id, date }, { asOf: at, by: `body:${duty.bodyId}` });
}

async function askNow(db: Db, plan: PlanFacts, duty: Duty, at: Instant): Promise<void> {
  if (!(await isOpen(db, duty))) return;
  const until = plan.calendar.addWorkingDays(duty.dueDate, 8);
  await requestExtension(db, { assignmentId: duty.id, until, reason: 'Chi bộ bận nhiệm vụ đột xuất' }, { asOf: at, by: `body:${duty.bodyId}` });
}

async function isOpen(db: Db, duty: Duty): Promise<boolean> {
  const row = await db.prisma.assignment.findUnique({ where: { id: duty.id }, select: { status: true } });
  return row?.status === 'open';
}
