/**
 * Simulated officers and head of the board: they confirm, call, record, extend, waive, close, and now and then let a
 * task lie until the head hears of it. An act's name is its command's key: done twice, it counts once.
 *
 * @module
 */
import { wallClock, type Instant } from '../domain/dates';
import { dateText } from '../domain/wording';
import { markPassedOn, updateContact } from '../services/contacts/contacts';
import type { Db } from '../services/db';
import type { PlanFacts } from '../services/plans/load';
import { submitReport } from '../services/duties/reports';
import { claim, extend, note, resolve, waive } from '../services/tasks/commands';
import type { Act, Verb, WorkingHours } from './acts';
import { HELD } from './bodies';
import type { Chance } from './chance';
import type { BoardTask, News } from './news';

export interface Board {
  react(news: News): Act[];
  act(act: Act, at: Instant): Promise<void>;
}

/** Half of what is called about is recorded there and then. */
const CALLS = [
  { weight: 45, value: 'record' },
  { weight: 15, value: 'extend' },
  { weight: 6, value: 'waive' },
  { weight: 34, value: 'note' },
] as const;

export function simulateBoard(
  db: Db,
  plan: PlanFacts,
  chance: Chance,
  hours: WorkingHours,
  supervisors: { officers: string[]; head: string },
): Board {
  const { calendar, zone } = plan;
  const day = (at: Instant) => wallClock(at, zone).day;
  const later = (at: Instant, workingDays: number) => calendar.addWorkingDays(day(at), workingDays);
  const basis = (at: Instant) => `Ý kiến Trưởng Ban, ngày ${dateText(day(at))}`;
  const officerOf = (task: BoardTask) =>
    supervisors.officers.find((id) => id === task.groupId) ?? supervisors.officers[0] ?? supervisors.head;

  function react(news: News): Act[] {
    if (news.what !== 'task') return [];
    const { task, at, verb } = news;
    const means = (what: Verb, days: number, by = officerOf(task)): Act => ({
      name: `${what}/${task.id}/${task.level}`,
      at: hours.on(later(at, days), at),
      verb: what,
      subject: task.id,
      data: { by },
    });
    if (verb === 'opened') return opened(task, means);
    // The head sees to what lay: it is called about, then it ends.
    if (verb === 'escalated' && task.kind === 'miss')
      return [means('call', 1, supervisors.head), means('settle', 6, supervisors.head)];
    return [];
  }

  function opened(task: BoardTask, means: (what: Verb, days: number, by?: string) => Act): Act[] {
    switch (task.kind) {
      case 'confirm':
        return [means('settle', 2)];
      case 'approval':
        return [means('settle', 3, supervisors.head)];
      case 'extension':
        return [means('answer', 1)];
      case 'contact':
        return [means('mend', 1)];
      case 'systemic':
        return [means('settle', 1)];
      case 'miss':
        if (chance.of('lies', task.id) < 0.25) return [];
        // Some take so long over it that the head hears of it meanwhile.
        return [means('take', 1), means('call', 2), means('settle', chance.of('slow', task.id) < 0.3 ? 9 : 4)];
      default:
        throw new Error(`a rehearsed board knows no task of kind ${task.kind}`);
    }
  }

  /** The task as it is now; null once it is closed. Whoever holds it works on it: nobody goes over another's head. */
  async function seen(act: Act): Promise<{ version: number; by: string; held: boolean; subject: string | null } | null> {
    const rows = await db.prisma.$queryRaw<
      { version: number; ownerId: string | null; status: string; subjectId: string | null }[]
    >`
      select version, "ownerId", status, "subjectId" from "Task" where id = ${act.subject}`;
    const [row] = rows;
    if (!row || row.status === 'closed') return null;
    return {
      version: row.version,
      by: row.ownerId ?? act.data['by'] ?? supervisors.head,
      held: row.ownerId !== null,
      subject: row.subjectId,
    };
  }

  async function membersOf(taskId: string): Promise<{ assignmentId: string; bodyId: string }[]> {
    return db.prisma.$queryRaw`
      select distinct m."assignmentId", a."bodyId" from "TaskMember" m join "Assignment" a on a.id = m."assignmentId"
      where m."taskId" = ${taskId} and m.status = 'open' order by 1`;
  }

  /** By telephone: some have held it and forgot to write, some get more time, some are let off, some only promise. */
  async function call(act: Act, at: Instant): Promise<void> {
    const members = await membersOf(act.subject);
    const which = (wanted: string) =>
      members
        .filter(({ assignmentId }) => chance.pick(CALLS, 'call', act.name, assignmentId) === wanted)
        .map((m) => m.assignmentId);
    const holder = (await seen(act))?.by;
    if (holder === undefined) return;
    for (const assignmentId of which('record')) {
      const held = HELD.has(assignmentId.split('/')[2] ?? '');
      const learned = `điện thoại ngày ${dateText(day(at))}`;
      const report = {
        assignmentId,
        idempotencyKey: `call/${assignmentId}`,
        channel: 'phone' as const,
        heldOn: held ? day(at) : null,
      };
      await submitReport(db, { ...report, learned, content: null }, { asOf: at, by: holder });
    }
    const due = later(at, 10);
    const command = async (what: string) => {
      const now = await seen(act);
      const named = which(what);
      if (!now || named.length === 0) return null;
      return [
        { taskId: act.subject, version: now.version, key: `${act.name}/${what}`, members: named },
        { asOf: at, by: now.by },
      ] as const;
    };
    const extension = due <= plan.endDate ? await command('extend') : null;
    if (extension) await extend(db, { ...extension[0], due, basis: basis(at) }, extension[1]);
    const waiver = await command('waive');
    if (waiver) await waive(db, { ...waiver[0], basis: basis(at) }, waiver[1]);
    const promise = await command('note');
    if (promise) await note(db, { ...promise[0], text: 'Đã gọi điện, đồng chí bí thư hẹn báo cáo' }, promise[1]);
  }

  /** A better address for every second body; the others are told through their unit. */
  async function mend(act: Act, at: Instant): Promise<void> {
    const ctx = { asOf: at, by: act.data['by'] ?? supervisors.head };
    const members = await membersOf(act.subject);
    const isMended = (bodyId: string) => chance.of('mend', bodyId) < 0.5;
    for (const bodyId of new Set(members.map((member) => member.bodyId).filter(isMended)))
      await updateContact(db, { bodyId, email: `${bodyId}.moi@example.org` }, ctx);
    const told = members.filter(({ bodyId }) => !isMended(bodyId)).map(({ assignmentId }) => assignmentId);
    if (told.length > 0) await markPassedOn(db, { assignmentIds: told, how: 'Đảng ủy cơ sở đã chuyển' }, ctx);
  }

  async function act(what: Act, at: Instant): Promise<void> {
    if (what.verb === 'call') return call(what, at);
    if (what.verb === 'mend') return mend(what, at);
    const now = await seen(what);
    if (!now) return;
    const command = { taskId: what.subject, version: now.version, key: what.name };
    const ctx = { asOf: at, by: now.by };
    if (what.verb === 'take') {
      if (!now.held) await claim(db, command, ctx);
    } else if (what.verb === 'settle') {
      const inTenDays = later(at, 10);
      const due = now.subject === 'past-due' ? { due: inTenDays < plan.endDate ? inTenDays : plan.endDate } : {};
      await resolve(db, { ...command, outcome: 'resolved', resolution: 'settled', basis: basis(at), ...due }, ctx);
    } else if (chance.of('grants', what.subject) < 0.7) {
      await extend(db, { ...command, due: later(at, 12), basis: basis(at) }, ctx);
    } else {
      await resolve(db, { ...command, outcome: 'cancelled', text: 'Đề nghị Chi bộ thực hiện đúng thời hạn của kế hoạch.' }, ctx);
    }
  }

  return { react, act };
}
