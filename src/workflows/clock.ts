/**
 * The two clocks. On `real` a workflow sleeps on a durable timer; on `stepped` it waits for `advance(to)`. Everything
 * else is the same code, which is why a rehearsal proves the live plan.
 *
 * @module
 */
import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { Instant } from '../domain/dates';
import { advance, changed, nextInstant, type ClockKind } from './messages';

export interface Clock {
  now(): Instant;
  /** Sleeps until `next` is reached (null: for ever) or `woken` holds. */
  sleepUntil(next: Instant | null, woken: () => boolean): Promise<void>;
  /** Lets waiting updates answer and waits for them: before returning or continuing as new. */
  finish(next: Instant | null): Promise<void>;
}

/**
 * The clock a workflow was started with. Sets the handlers of `changed`, `advance` and `nextInstant`; `hear` is called
 * when facts changed.
 */
export function startClock(kind: ClockKind, startsAt: Instant, hear: () => void): Clock {
  setHandler(changed, hear);
  return kind === 'stepped' ? steppedClock(startsAt, hear) : realClock();
}

function realClock(): Clock {
  let sleepsTo: Instant | null = null;
  setHandler(nextInstant, () => sleepsTo);
  return {
    now: () => Date.now(),
    async sleepUntil(next, woken) {
      sleepsTo = next;
      if (next === null) await condition(woken);
      else if (next > Date.now()) await condition(woken, next - Date.now());
    },
    finish: () => condition(allHandlersFinished),
  };
}

function steppedClock(startsAt: Instant, hear: () => void): Clock {
  let now = startsAt;
  let sleepsTo: Instant | null = null;
  let asleep = false;
  let finished = false;
  let woken = () => false;
  // Nothing is due and nothing was heard: the instant is over for this workflow.
  const settled = () => finished || (asleep && !woken() && (sleepsTo === null || sleepsTo > now));
  setHandler(nextInstant, () => sleepsTo);
  setHandler(advance, async (to, heard = false) => {
    now = Math.max(now, to);
    if (heard) hear();
    await condition(settled);
    return sleepsTo;
  });
  return {
    now: () => now,
    async sleepUntil(next, isWoken) {
      sleepsTo = next;
      woken = isWoken;
      asleep = true;
      await condition(() => isWoken() || (next !== null && now >= next));
      asleep = false;
    },
    async finish(next) {
      sleepsTo = next;
      finished = true;
      await condition(allHandlersFinished);
    },
  };
}
