/**
 * What the facts say of a stage, shown where the plan file states the stage's due.
 *
 * @module
 */
import { stagesInOrder } from '../domain/plan';
import { CodedError, type Fault, type StageFault } from '../errors';
import type { PlanRead } from './plan-file';

/** Runs `work`; an error of its that is about stages names their lines in `file`. */
export async function withPlaces<T>(file: string, read: PlanRead, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new CodedError(
      error.code,
      error.values,
      error.faults.map((fault) => placed(file, read, fault)),
    );
  }
}

function placed(file: string, { document, places }: PlanRead, fault: Fault | StageFault): Fault | StageFault {
  if (!('stage' in fault)) return fault;
  for (const [index, topic] of document.topics.entries())
    for (const { kind } of stagesInOrder(topic))
      if (`${topic.id}/${kind}` === fault.stage) return { file, ...places.stage(index, kind, 'due'), message: faultText(fault) };
  return fault;
}

const faultText = ({ stage, message }: StageFault) => `${stage}: ${message}`;
