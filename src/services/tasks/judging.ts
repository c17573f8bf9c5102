/**
 * Grace is over: each open assignment becomes exactly one of miss, contact problem or held. DESIGN §7.
 *
 * @module
 */
import { wallClock, type LocalDate } from '../../domain/dates';
import { judge, type Verdict } from '../../domain/judging';
import { Prisma, tell, type Context, type Db, type Tx } from '../db';
import { askForContacts } from '../notices/contact-letters';
import { loadPlan, type PlanFacts } from '../plans/load';
import { closeMembers } from './';
import { lockAssignments } from './history';
import { lockStageTasks, openGrouped, type GroupedMember } from './grouped';
import { told } from '../duties/told';
import { hasSystemicTask, waveIsLost } from './wave';

/** How many assignments got which verdict, and how many tasks of the board changed by it. */
export interface Judged {
  miss: number;
  contact: number;
  held: number;
  systemic: boolean;
  tasks: number;
}

interface JudgedRow extends GroupedMember {
  verdict: Verdict;
}

/** Judges every open assignment of the stage whose `judgeOn` is not after `date` and that has no final verdict. */
export async function judgeStage(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  { stageId, date }: { stageId: string; date: LocalDate },
): Promise<Judged> {
  const stage = await tx.stage.findUniqueOrThrow({ where: { id: stageId }, select: { information: true, topicId: true } });
  const due = Prisma.sql`a."stageId" = ${stageId} and a.status = 'open' and a."judgeOn" <= ${date} and coalesce(a.verdict, 'held') = 'held'`;
  if (stage.information) return { miss: 0, contact: 0, held: 0, systemic: false, tasks: 0 };
  await tx.$queryRaw`select count(*) from (select a.id from "Assignment" a where ${due} order by a.id for update) locked`;
  await lockStageTasks(tx, stageId);
  const systemic = (await hasSystemicTask(tx, stageId)) || (await waveIsLost(tx, plan, stageId, due));
  // A step performed late, after a standstill, holds until tomorrow: days that nobody could use are not counted.
  const today = wallClock(ctx.asOf, plan.zone).day;
  const next = plan.calendar.addWorkingDays(date > today ? date : today, 1);
  const rows = await giveVerdicts(tx, plan, ctx, due, { systemic, next });
  const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict);
  let tasks = 0;
  for (const kind of ['miss', 'contact'] as const)
    tasks += await openGrouped(tx, db, plan, ctx, { kind, stageId, members: of(kind) });
  if (systemic) {
    tasks += await openGrouped(tx, db, plan, ctx, { kind: 'systemic', stageId, members: of('held') });
    await closeMembers(tx, db, ctx, {
      assignmentIds: of('contact').map((row) => row.assignmentId),
      status: 'converted',
      kinds: ['systemic'],
    });
  }
  await askForContacts(tx, db, plan, ctx, { stageId, date, members: of('contact'), key: `judge/${date}` });
  if (of('held').length > 0) await tell(tx, db, [{ kind: 'topic', id: stage.topicId }], ctx);
  return { miss: of('miss').length, contact: of('contact').length, held: of('held').length, systemic, tasks };
}

/**
 * After a bounce: misses that nobody can have been told of become contact problems, and move to that task. The caller
 * has marked the contact.
 */
export async function convertMiss(tx: Tx, db: Db, ctx: Context, { address }: { address: string }): Promise<number> {
  const suspects = await tx.$queryRaw<{ id: string }[]>`
    select distinct a.id from "Message" m join "Notice" n on n."messageId" = m.id join "Assignment" a on a.id = n."assignmentId"
    where m.address = ${address} and a.status = 'open' and a.verdict = 'miss'`;
  await lockAssignments(
    tx,
    suspects.map((row) => row.id),
  );
  const stages = await tx.$queryRaw<{ stageId: string; planId: string }[]>`
    select distinct a."stageId", t."planId" from "Assignment" a join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId"
    where a.id = any(${suspects.map((row) => row.id)}) order by 1`;
  let converted = 0;
  for (const { stageId, planId } of stages) {
    const plan = await loadPlan(tx, planId);
    await lockStageTasks(tx, stageId);
    const rows = await tx.$queryRaw<JudgedRow[]>`
      update "Assignment" a set verdict = 'contact', "verdictAt" = ${new Date(ctx.asOf)}
      where a."stageId" = ${stageId} and a.id = any(${suspects.map((row) => row.id)}) and a.status = 'open' and a.verdict = 'miss'
        and not ${told(plan)}
      returning a.id as "assignmentId", a."dueRevision", a."unitId", a.verdict,
                (select "supervisorId" from "OfficerUnit" o where o."bodyId" = a."unitId") as "officerId"`;
    if (rows.length === 0) continue;
    const members = byId(rows);
    await closeMembers(tx, db, ctx, {
      assignmentIds: members.map((row) => row.assignmentId),
      status: 'converted',
      kinds: ['miss'],
    });
    await openGrouped(tx, db, plan, ctx, { kind: 'contact', stageId, members });
    const date = wallClock(ctx.asOf, plan.zone).day;
    await askForContacts(tx, db, plan, ctx, { stageId, date, members, key: `bounce/${address}/${date}` });
    converted += members.length;
  }
  return converted;
}

/** One statement for the whole wave: the domain's verdict for each distinct (told, days held), laid over the rows. */
async function giveVerdicts(
  tx: Tx,
  plan: PlanFacts,
  ctx: Context,
  due: Prisma.Sql,
  now: { systemic: boolean; next: LocalDate },
): Promise<JudgedRow[]> {
  const held = await tx.$queryRaw<{ heldDays: number }[]>`select distinct a."heldDays" from "Assignment" a where ${due}`;
  const verdicts = held.flatMap(({ heldDays }) =>
    [true, false].map((isTold) => ({
      held: heldDays,
      told: isTold,
      verdict: judge({ told: isTold, heldDays, ...now, policy: plan.policy }),
    })),
  );
  const rows = await tx.$queryRaw<JudgedRow[]>`
    with counted as (
      select a.id, a."heldDays" as held, ${told(plan)} as told, o."supervisorId"
      from "Assignment" a left join "OfficerUnit" o on o."bodyId" = a."unitId"
      where ${due}
    )
    update "Assignment" a
    set verdict = v.verdict, "verdictAt" = ${new Date(ctx.asOf)},
        "heldDays" = a."heldDays" + case v.verdict when 'held' then 1 else 0 end,
        "judgeOn" = case v.verdict when 'held' then ${now.next} else a."judgeOn" end
    from counted c
    join jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v(held int, told boolean, verdict text) on v.held = c.held and v.told = c.told
    where a.id = c.id
    returning a.id as "assignmentId", a."dueRevision", a."unitId", a.verdict, c."supervisorId" as "officerId"`;
  return byId(rows);
}

const byId = (rows: JudgedRow[]) => rows.toSorted((a, b) => (a.assignmentId < b.assignmentId ? -1 : 1));
