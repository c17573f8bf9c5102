/**
 * A scripted agenda behind the real workflows: facts in memory, so that a test says to the millisecond what is due.
 * The server, the worker and the workflow code are real.
 */
import { Worker } from '@temporalio/worker';
import type { AgendaActivities, AgendaView } from '../../src/workflows/activities';
import { queuesOf, type RunId } from '../../src/domain/ids';
import { workflowBundle } from '../../src/worker/bundle';
import { TEST_NAMESPACE, type TestTemporal } from '../support/temporal';

export interface ScriptedAgenda extends AgendaActivities {
  open: boolean;
  /** What is still to do: key → instant. */
  left: Map<string, number>;
  performed: { key: string; asOf: number; realAt: number }[];
  loads: number;
}

export function scriptedAgenda(steps: Record<string, number>): ScriptedAgenda {
  const facts: ScriptedAgenda = {
    open: true,
    left: new Map(Object.entries(steps)),
    performed: [],
    loads: 0,
    async loadAgenda() {
      facts.loads++;
      return view(facts);
    },
    async performSteps({ keys, asOf }) {
      for (const key of keys) {
        if (!facts.left.delete(key)) continue;
        facts.performed.push({ key, asOf, realAt: Date.now() });
        if (key === 'end') facts.open = false;
      }
      return view(facts);
    },
  };
  return facts;
}

function view(facts: ScriptedAgenda): AgendaView {
  const steps = [...facts.left].map(([key, at]) => ({ key, at })).sort((a, b) => a.at - b.at);
  return { open: facts.open, stage: null, steps, topics: [] };
}

/** Runs `work` while the workers of `run` serve the script. */
export async function withScript<T>(
  temporal: TestTemporal,
  run: RunId,
  facts: AgendaActivities,
  work: () => Promise<T>,
): Promise<T> {
  const worker = await Worker.create({
    connection: temporal.native,
    namespace: TEST_NAMESPACE,
    taskQueue: queuesOf(run).plan, // a rehearsal's only queue
    workflowBundle: await workflowBundle(),
    activities: { loadAgenda: facts.loadAgenda, performSteps: facts.performSteps },
  });
  return worker.runUntil(work);
}
