/**
 * Whether a wave's silence is our own fault: mail is not getting out.
 *
 * @module
 */
import { isSystemic } from '../../domain/judging';
import { Prisma, type Tx } from '../db';
import type { PlanFacts } from '../plans/load';

/** A systemic task of the stage is open: until it is closed, its assignments are held. */
export async function hasSystemicTask(tx: Tx, stageId: string): Promise<boolean> {
  return (await tx.task.count({ where: { stageId, kind: 'systemic', status: { not: 'closed' } } })) > 0;
}

/**
 * Whether more than the policy's share of the wave is missing while the transport is unhealthy. The wave: every
 * assignment of the stage with the same last day in time. Only those judged for the first time can show it: closing a
 * systemic task lets the held ones be judged.
 * @param due condition on the assignments `a` that are judged now
 */
export async function waveIsLost(tx: Tx, plan: PlanFacts, stageId: string, due: Prisma.Sql): Promise<boolean> {
  const [counts] = await tx.$queryRaw<{ missing: number; wave: number; messages: number; lost: number }[]>`
    with first as (select a.id, a."lateAfter" from "Assignment" a where ${due} and a.verdict is null),
    wave as (select w.id from "Assignment" w where w."stageId" = ${stageId} and w.status in ('open', 'reported')
             and w."lateAfter" in (select "lateAfter" from first)),
    mail as (select m.id, m.status from "Message" m where m.id in
             (select n."messageId" from "Notice" n join wave w on w.id = n."assignmentId" where n."messageId" is not null))
    select (select count(*) from first)::int as missing, (select count(*) from wave)::int as wave,
           (select count(*) from mail)::int as messages, (select count(*) from mail where status in ('unknown', 'failed'))::int as lost`;
  if (!counts || counts.missing === 0) return false;
  const transport = await tx.transport.findUnique({ where: { name: plan.transport } });
  const up = transport === null || (transport.status !== 'stopped' && transport.failures === 0);
  const arrives = counts.lost <= counts.messages * plan.policy.systemicShare;
  return isSystemic({ missing: counts.missing, wave: counts.wave, healthy: up && arrives, policy: plan.policy });
}
