/**
 * The activities of plan, topic and task workflows: load the agenda, perform steps. Each leaves the workflow's next
 * instant in `Clock`.
 *
 * @module
 */
import type { Instant } from '../domain/dates';
import { workflowIdOf, type Owner } from '../domain/ids';
import { loadOwnerAgenda } from '../services/steps/agenda';
import { transaction, type Db } from '../services/db';
import { setClock, stopClock } from '../services/steps/clocks';
import { performStep } from '../services/steps/perform';
import type { AgendaActivities, AgendaView } from '../workflows/activities';
import { whileBeating } from './beat';

/** Steps shown to a workflow at once: enough for one instant, little for the history. */
const SHOWN = 12;

/** `heartbeat` tells the engine that the worker lives. */
export function createAgendaActivities(db: Db, heartbeat: () => void): AgendaActivities {
  const load = (owner: Owner, asOf: Instant): Promise<AgendaView> =>
    transaction(db, async (tx) => {
      const agenda = await loadOwnerAgenda(tx, owner);
      const workflowId = workflowIdOf(db.run, owner);
      if (!agenda.plan) {
        await stopClock(tx, workflowId);
        return { open: false, stage: null, steps: [], topics: [] };
      }
      await setClock(tx, workflowId, agenda.steps[0]?.at ?? null, asOf);
      const steps = agenda.steps.slice(0, SHOWN).map(({ key, at }) => ({ key, at }));
      return { open: true, stage: agenda.stage, steps, topics: agenda.topics };
    });

  return {
    loadAgenda: ({ owner, asOf }) => whileBeating(heartbeat, () => load(owner, asOf)),
    performSteps: ({ owner, keys, asOf }) =>
      whileBeating(heartbeat, async () => {
        for (const key of keys) await performStep(db, owner, key, { asOf, by: 'system' });
        return load(owner, asOf);
      }),
  };
}
