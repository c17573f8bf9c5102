/**
 * The simulated people of a rehearsal, together: they notice what happened since they last looked, write down what they
 * will do about it, and do it on the hour.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import type { Db } from '../services/db';
import { loadPlan, type PlanFacts } from '../services/plans';
import { simulateBoard, type Board, type BoardTask } from './board';
import { simulateBodies, type Bodies, type Duty } from './bodies';
import { seededChance } from './chance';
import { newDiary, type Diary } from './diary';
import type { People } from './driver';

/** People of the plan, by a seed. */
export async function simulatePeople(db: Db, planId: string, seed: number): Promise<People> {
  const plan = await loadPlan(db.prisma, planId);
  const chance = seededChance(seed);
  const diary = newDiary(plan);
  const staff = await db.prisma.supervisor.findMany({ orderBy: { id: 'asc' } });
  const officers = staff.filter((one) => one.role === 'officer').map((one) => one.id);
  const head = staff.find((one) => one.role === 'head')?.id ?? officers[0] ?? 'operator';
  const bodies = simulateBodies(db, plan, chance, diary);
  const board = simulateBoard(db, plan, chance, diary, { officers, head });
  return observing(db, plan, diary, bodies, board);
}

function observing(db: Db, plan: PlanFacts, diary: Diary, bodies: Bodies, board: Board): People {
  let looked = new Date(0);
  const noticed = new Set<string>();
  // What happens within an instant after people looked is seen at their next look: from the same instant on, once each.
  const isNews = (key: string) => !noticed.has(key) && noticed.add(key).has(key);

  async function look(at: Instant): Promise<void> {
    const since = looked;
    const until = new Date(at);
    const opened = await db.prisma.stage.findMany({ where: { openedAt: { gte: since, lte: until } }, orderBy: { id: 'asc' } });
    for (const stage of opened.filter(({ id }) => isNews(id))) bodies.stageOpened(await dutiesOf(db, { stageId: stage.id }), at);
    for (const { id, ...letter } of await lettersSince(db, since, until)) {
      if (isNews(id)) bodies.letterArrived({ ...letter, duties: await dutiesOf(db, { ids: letter.assignmentIds }) }, at);
    }
    for (const { task, verb, version } of await taskEventsSince(db, since, until)) {
      if (!isNews(`${task.id}/${version}`)) continue;
      if (verb === 'opened') board.taskOpened(task, at);
      if (verb === 'escalated') board.taskEscalated(task, at);
      if (task.kind === 'miss') bodies.called(await dutiesOf(db, { taskId: task.id }), at);
    }
    looked = until;
  }

  return {
    async next(after) {
      await look(after);
      return (await isOver(db, plan)) ? null : diary.next(after);
    },
    async act(at) {
      await look(at);
      const acts = diary.take(at);
      for (const act of acts) await act.run(at);
      return acts.length;
    },
  };
}

async function isOver(db: Db, plan: PlanFacts): Promise<boolean> {
  const row = await db.prisma.plan.findUnique({ where: { id: plan.id }, select: { status: true } });
  return row?.status === 'closed' || row?.status === 'cancelled';
}

async function dutiesOf(db: Db, of: { stageId: string } | { ids: string[] } | { taskId: string }): Promise<Duty[]> {
  const where =
    'stageId' in of
      ? { stageId: of.stageId }
      : { id: { in: 'ids' in of ? of.ids : (await db.prisma.taskMember.findMany({ where: { taskId: of.taskId, status: 'open' } })).map((m) => m.assignmentId) } };
  const rows = await db.prisma.assignment.findMany({ where: { ...where, status: 'open' }, include: { stage: true }, orderBy: { id: 'asc' } });
  return rows.map(({ id, bodyId, unitId, stageId, stage, dueDate }) => ({
    id,
    bodyId,
    unitId,
    stageId,
    stage: stageKind(stage.kind),
    dueDate,
    isCell: stage.owners.includes('cell'),
  }));
}

function stageKind(text: string): Duty['stage'] {
  if (text === 'selection' || text === 'briefing' || text === 'study' || text === 'session' || text === 'reporting') return text;
  throw new Error(`Stage.kind holds "${text}"`);
}

function lettersSince(db: Db, since: Date, until: Date): Promise<{ id: string; address: string; reasons: string[]; assignmentIds: string[] }[]> {
  return db.prisma.$queryRaw`
    select m.id, m.address, array_agg(distinct n.reason) as reasons,
           coalesce(array_agg(n."assignmentId" order by n."assignmentId") filter (where n."assignmentId" is not null), '{}') as "assignmentIds"
    from "Message" m join "Notice" n on n."messageId" = m.id and n.status = 'sent'
    where m."sentAt" >= ${since} and m."sentAt" <= ${until}
    group by m.id, m.address order by m.address, m.id`;
}

async function taskEventsSince(db: Db, since: Date, until: Date): Promise<{ verb: string; version: number; task: BoardTask }[]> {
  return db.prisma.taskEvent.findMany({
    where: { at: { gte: since, lte: until }, verb: { in: ['opened', 'added', 'escalated'] } },
    select: { verb: true, version: true, task: { select: { id: true, kind: true, stageId: true, groupId: true } } },
    orderBy: [{ at: 'asc' }, { taskId: 'asc' }, { version: 'asc' }],
  });
}
