/**
 * Dues that count from another stage's ("+10 working days after session"): they count from that stage's due as it is
 * followed, wherever that came from. DESIGN §5.
 *
 * @module
 */
import type { Due } from '../../domain/amendment';
import type { LocalDate } from '../../domain/dates';
import { shortIdOf, stageIdOf } from '../../domain/ids';
import { stagesInOrder, type StageKind, type StageSpec, type TopicSpec } from '../../domain/plan';
import type { Tx } from '../db';
import type { PlanFacts } from './load';

export interface StageMove {
  stageId: string;
  due: LocalDate;
}

/** The stage's own move and those of the stages whose due counts from it, in turn; those that are over stay. */
export async function movesFrom(tx: Tx, plan: PlanFacts, topicId: string, kind: StageKind, due: LocalDate): Promise<StageMove[]> {
  const moves: StageMove[] = [{ stageId: stageIdOf(topicId, kind), due }];
  for (const next of followersOf(plan, topicId, kind)) {
    const state = await tx.stage.findUnique({ where: { id: stageIdOf(topicId, next.kind) }, select: { status: true } });
    if (!state || state.status === 'closed' || state.status === 'skipped') continue;
    moves.push(...(await movesFrom(tx, plan, topicId, next.kind, plan.calendar.addWorkingDays(due, next.workingDays))));
  }
  return moves;
}

/**
 * What a stage's document says of its due, counted anew where the stage it counts from is followed by another date than the
 * document's: that one was past, or confirmed otherwise.
 */
export async function dueStated(tx: Tx, plan: PlanFacts, topicId: string, spec: StageSpec): Promise<Due> {
  const stated = { due: spec.due, lateAfter: spec.lateAfter ?? spec.due };
  const rule = spec.dueRule;
  if (!rule) return stated;
  const written = topicOf(plan, topicId)?.stages[rule.after]?.due;
  const base = await tx.stage.findUnique({
    where: { id: stageIdOf(topicId, rule.after) },
    select: { status: true, dueDate: true },
  });
  if (!base || base.status === 'skipped' || base.dueDate === written) return stated;
  const due = plan.calendar.addWorkingDays(base.dueDate, rule.workingDays);
  return { due, lateAfter: due };
}

/** Stages of the topic whose due is "+N working days after" this one. A plan that follows itself was refused when it was read. */
function followersOf(plan: PlanFacts, topicId: string, kind: StageKind): { kind: StageKind; workingDays: number }[] {
  const topic = topicOf(plan, topicId);
  if (!topic) return [];
  return stagesInOrder(topic).flatMap((one) => {
    const rule = one.stage.dueRule;
    return rule && rule.after === kind && one.kind !== kind ? [{ kind: one.kind, workingDays: rule.workingDays }] : [];
  });
}

const topicOf = (plan: PlanFacts, topicId: string): TopicSpec | undefined =>
  plan.document.topics.find((one) => one.id === shortIdOf(topicId));
