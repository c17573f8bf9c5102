/**
 * The walk that plan, topic and task share: sleep to the next step, perform it, load again when a fact changed.
 * There is no cursor: a step is done when the facts say so, so a lost, late or doubled signal makes no difference.
 *
 * @module
 */
import { proxyActivities, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { queuesOf, type RunId } from '../domain/ids';
import type { AgendaActivities, AgendaView } from './activities';
import { CdNextAt, CdStage } from './attributes';
import { startClock } from './clock';
import type { WalkInput } from './messages';

/** Facts may be away for hours (a database restart, a move): retry for as long as it takes. */
export const activitiesOnFacts = <A>(run: RunId) =>
  proxyActivities<A>({
    taskQueue: queuesOf(run).records,
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '1 minute',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
  });

/**
 * On the real clock the order inside one instant is kept by time: topics first, the plan's digests a minute later, tasks
 * after another. A step keeps its instant; it is only performed that much later. The stepped clock's driver needs none.
 */
const LAG_MS = { topic: 0, plan: 60_000, task: 120_000 } as const;

/**
 * Walks the owner's agenda until its fact is closed. Returns null then, or the input to continue as new with.
 * `eachTurn` sees every agenda that was loaded.
 */
export async function walk(
  input: WalkInput,
  eachTurn: (agenda: AgendaView) => Promise<void> = async () => {},
): Promise<WalkInput | null> {
  const { loadAgenda, performSteps } = activitiesOnFacts<AgendaActivities>(input.run);
  let heard = false;
  const clock = startClock(input.clock, input.now, () => {
    heard = true;
  });
  const startedAt = Date.now();
  const lag = input.clock === 'real' ? LAG_MS[input.owner.kind] : 0;

  let agenda = await loadAgenda({ owner: input.owner, asOf: clock.now() });
  for (let turns = 1; agenda.open; turns++) {
    await eachTurn(agenda);
    show(agenda);
    const next = agenda.steps[0]?.at ?? null;
    if (timeToContinue(turns, startedAt, input.turnsPerRun)) {
      // What was heard meanwhile is the next run's: whoever advances the clock asks that one.
      await clock.finish(clock.now());
      return { ...input, now: clock.now() };
    }
    const due = agenda.steps.filter((step) => step.at + lag <= clock.now());
    if (heard) {
      heard = false;
      agenda = await loadAgenda({ owner: input.owner, asOf: clock.now() });
    } else if (due.length > 0) {
      agenda = await performSteps({ owner: input.owner, keys: due.map((step) => step.key), asOf: clock.now() });
    } else {
      await clock.sleepUntil(next === null ? null : next + lag, () => heard);
    }
  }
  await clock.finish(null);
  return null;
}

const MONTH_MS = 30 * 24 * 3600 * 1000;

/** A history is cut where the server suggests it, at least monthly, and where a test asks. */
export function timeToContinue(turns: number, startedAt: number, turnsPerRun: number | undefined): boolean {
  return (
    workflowInfo().continueAsNewSuggested ||
    Date.now() - startedAt > MONTH_MS ||
    (turnsPerRun !== undefined && turns > turnsPerRun)
  );
}

/** For people who look into the Temporal UI; nothing in the product reads it back. */
function show(agenda: AgendaView): void {
  const next = agenda.steps[0];
  const shown = workflowInfo().typedSearchAttributes;
  const stage = agenda.stage ?? 'none';
  const at = next ? new Date(next.at) : null;
  if (shown.get(CdStage) === stage && shown.get(CdNextAt)?.getTime() === at?.getTime()) return;
  upsertSearchAttributes([
    { key: CdStage, value: stage },
    { key: CdNextAt, value: at },
  ]);
}
