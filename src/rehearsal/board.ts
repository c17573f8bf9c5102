/**
 * Simulated officers and head of the board: they confirm, call, record, extend, waive, close, and now and then let a
 * task lie until the head hears of it.
 *
 * @module
 */
import { wallClock, type Instant } from '../domain/dates';
import { markPassedOn, updateContact } from '../services/contacts';
import type { Db } from '../services/db';
import type { PlanFacts } from '../services/plans';
import { submitReport } from '../services/reports';
import { claim, extend, note, resolve, waive } from '../services/tasks/commands';
import { dateText } from '../domain/wording';
import type { Chance } from './chance';
import type { Diary } from './diary';

export interface BoardTask {
  id: string;
  kind: string;
  stageId: string | null;
  groupId: string | null;
}

export interface Board {
  taskOpened(task: BoardTask, at: Instant): void;
  taskEscalated(task: BoardTask, at: Instant): void;
}

type Member = { assignmentId: string; bodyId: string };

export function simulateBoard(db: Db, plan: PlanFacts, chance: Chance, diary: Diary, supervisors: { officers: string[]; head: string }): Board {
  const { calendar, zone } = plan;
  const later = (at: Instant, workingDays: number) => calendar.addWorkingDays(wallClock(at, zone).day, workingDays);
  const officerOf = (task: BoardTask) =>
    supervisors.officers.find((id) => id === task.groupId) ?? supervisors.officers[0] ?? supervisors.head;
  const basis = (at: Instant) => `Ý kiến Trưởng Ban, ngày ${dateText(wallClock(at, zone).day)}`;

  /** The command's envelope at the version of this moment; null once the task is closed or has nobody left. */
  async function seen(task: BoardTask, what: string): Promise<{ taskId: string; version: number; key: string } | null> {
    const row = await db.prisma.task.findUnique({ where: { id: task.id } });
    return row && row.status !== 'closed' ? { taskId: task.id, version: row.version, key: `rehearsal/${what}/${task.id}/${row.version}` } : null;
  }

  /** Who holds the task works on it; nobody goes over another's head without assigning it. */
  async function holderOr(task: BoardTask, by: string): Promise<string> {
    const row = await db.prisma.task.findUnique({ where: { id: task.id }, select: { ownerId: true } });
    return row?.ownerId ?? by;
  }

  async function openMembers(task: BoardTask): Promise<Member[]> {
    return db.prisma.$queryRaw<Member[]>`
      select m."assignmentId", a."bodyId" from "TaskMember" m join "Assignment" a on a.id = m."assignmentId"
      where m."taskId" = ${task.id} and m.status = 'open' order by 1`;
  }

  async function settle(task: BoardTask, by: string, at: Instant): Promise<void> {
    const command = await seen(task, 'resolve');
    if (!command) return;
    const ctx = { asOf: at, by: await holderOr(task, by) };
    await resolve(db, { ...command, outcome: 'resolved', resolution: 'settled', basis: basis(at) }, ctx);
  }

  async function take(task: BoardTask, by: string, at: Instant): Promise<void> {
    const command = await seen(task, 'claim');
    if (command && (await holderOr(task, '')) === '') await claim(db, command, { asOf: at, by });
  }

  /** By telephone: some have held it and forgot to write, some get more time, some are let off, one is only noted. */
  async function callAbout(task: BoardTask, by: string, at: Instant): Promise<void> {
    const today = wallClock(at, zone).day;
    for (const member of await openMembers(task)) {
      const outcome = chance.pick(
        [
          { weight: 45, value: 'record' },
          { weight: 15, value: 'extend' },
          { weight: 6, value: 'waive' },
          { weight: 34, value: 'note' },
        ] as const,
        'call',
        member.assignmentId,
      );
      const command = await seen(task, `${outcome}/${member.assignmentId}`);
      if (!command) return;
      const only = { ...command, members: [member.assignmentId] };
      const ctx = { asOf: at, by: await holderOr(task, by) };
      const held = /\/(study|session|briefing)\//.test(member.assignmentId);
      if (outcome === 'record') {
        const report = { assignmentId: member.assignmentId, idempotencyKey: `call/${member.assignmentId}`, channel: 'phone' as const, heldOn: held ? today : null };
        await submitReport(db, { ...report, learned: `điện thoại ngày ${dateText(today)}`, content: null }, ctx);
      } else if (outcome === 'extend' && later(at, 10) <= plan.endDate) await extend(db, { ...only, due: later(at, 10), basis: basis(at) }, ctx);
      else if (outcome === 'waive') await waive(db, { ...only, basis: basis(at) }, ctx);
      else await note(db, { ...only, text: 'Đã gọi điện, chi bộ hẹn báo cáo' }, ctx);
    }
  }

  /** A better address for every second body; the others are told through their unit. */
  async function mendContacts(task: BoardTask, by: string, at: Instant): Promise<void> {
    for (const { assignmentId, bodyId } of await openMembers(task)) {
      const ctx = { asOf: at, by };
      if (chance.of('mend', bodyId) < 0.5) await updateContact(db, { bodyId, email: `${bodyId}.moi@example.org` }, ctx);
      else await markPassedOn(db, { assignmentIds: [assignmentId], how: 'Đảng ủy cơ sở đã chuyển' }, ctx);
    }
  }

  function taskOpened(task: BoardTask, at: Instant): void {
    const by = officerOf(task);
    const act = (days: number, hour: number, name: string, run: (at: Instant) => Promise<void>) =>
      diary.write(later(at, days), hour, at, { name: `${name} ${task.id}`, run });
    switch (task.kind) {
      case 'confirm':
        return act(2, 10, 'confirms', (now) => settle(task, by, now));
      case 'approval':
        return act(3, 15, 'approves', (now) => settle(task, supervisors.head, now));
      case 'extension':
        return act(1, 10, 'answers', (now) => answerRequest(task, by, now));
      case 'contact':
        return act(1, 9, 'mends', (now) => mendContacts(task, by, now));
      case 'systemic':
        return act(1, 9, 'settles', (now) => settle(task, by, now));
      case 'miss': {
        if (chance.of('lies', task.id) < 0.25) return;
        act(1, 9, 'takes', (now) => take(task, by, now));
        act(2, 14, 'calls', (now) => callAbout(task, by, now));
        return act(9, 15, 'ends', (now) => settle(task, by, now));
      }
    }
  }

  async function answerRequest(task: BoardTask, by: string, at: Instant): Promise<void> {
    const command = await seen(task, 'answer');
    if (!command) return;
    const ctx = { asOf: at, by: await holderOr(task, by) };
    if (chance.of('grants', task.id) < 0.7) await extend(db, { ...command, due: later(at, 12), basis: basis(at) }, ctx);
    else await resolve(db, { ...command, outcome: 'cancelled', text: 'Đề nghị Chi bộ thực hiện đúng thời hạn của kế hoạch.' }, ctx);
  }

  /** The head sees to it: half of what lay is called about, then it ends. */
  function taskEscalated(task: BoardTask, at: Instant): void {
    if (task.kind !== 'miss') return;
    diary.write(later(at, 1), 14, at, { name: `head calls ${task.id}`, run: (now) => callAbout(task, supervisors.head, now) });
    diary.write(later(at, 6), 16, at, { name: `head ends ${task.id}`, run: (now) => settle(task, supervisors.head, now) });
  }

  return { taskOpened, taskEscalated };
}
