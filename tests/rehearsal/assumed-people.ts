/** The operator of a preview, in a rehearsal: materials are there from the first day, tentative stages are confirmed on the eve. Nobody else does anything. */
import { addDays, instantOf, type LocalDate } from '../../src/domain/dates';
import { stageIdOf, topicIdOf } from '../../src/domain/ids';
import { stagesInOrder, type PlanDocument } from '../../src/domain/plan';
import type { People } from '../../src/rehearsal/driver';
import { confirmStage, recordMaterials } from '../../src/services/steps/confirmations';
import type { Db } from '../../src/services/db';

/** The hour a preview takes the operator to confirm at: src/services/preview. */
const NINE = 9 * 60;

export async function assumedPeople(db: Db, document: PlanDocument, from: LocalDate): Promise<People> {
  const by = 'operator';
  const basis = 'Thông báo ngày 01/4/2023';
  for (const topic of document.topics)
    await recordMaterials(
      db,
      { topicId: topicIdOf(document.id, topic.id), basis },
      { asOf: instantOf(from, 0, document.zone), by },
    );
  const tentative = document.topics.flatMap((topic) =>
    stagesInOrder(topic)
      .filter(({ stage }) => stage.tentative && (stage.lateAfter ?? stage.due) >= from)
      .map(({ kind, stage }) => ({
        stageId: stageIdOf(topicIdOf(document.id, topic.id), kind),
        at: instantOf(addDays(stage.opens, -1), NINE, document.zone),
      })),
  );
  const left = tentative.toSorted((a, b) => a.at - b.at);
  return {
    next: async () => left[0]?.at ?? null,
    soonest: () => left[0]?.at ?? null,
    async act(at) {
      let acted = 0;
      for (let [first] = left; first && first.at <= at; [first] = left) {
        await confirmStage(db, { stageId: first.stageId, basis }, { asOf: at, by });
        left.shift();
        acted++;
      }
      return acted;
    },
  };
}
