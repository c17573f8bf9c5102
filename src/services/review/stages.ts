/**
 * The stages of a draft as a review sees them: what the document settles, and which question settles the rest.
 *
 * @module
 */
import { dueText, resultsOf } from '../../documents/draft/plan-yaml';
import type { DraftPlan, DraftReport, DraftStage, DraftTopic } from '../../documents/draft/types';
import { isOpenStart } from '../../documents/plan-stages';
import type { LocalDate } from '../../domain/dates';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';

export interface ReviewStage {
  topic: DraftTopic;
  kind: StageKind;
  /** `topics/2/session` */
  path: string;
  /** The report of results that stands for this stage. */
  report: { number: number; of: DraftReport } | null;
  readings: (DraftStage | DraftReport)[];
  opens: LocalDate | null;
  /** What the document settles, as plan files write it; null: it is asked. */
  stated: { due: string; last: LocalDate | null; after: StageKind | null; workingDays: number } | null;
}

/** The stages of one topic in their fixed order, with the report of results that the plan asks of it. */
export function stagesOf(topic: DraftTopic, plan: DraftPlan): ReviewStage[] {
  const result = resultsOf(topic, plan);
  const kinds = STAGE_KINDS.filter(
    (kind) => topic.stages.some((stage) => stage.kind === kind) || (kind === 'reporting' && result !== undefined),
  );
  return kinds.map((kind): ReviewStage => {
    const own = topic.stages.filter((stage) => stage.kind === kind);
    const readings = own.length > 0 || !result ? own : distinct(plan.reports.filter(({ results }) => results));
    const opening = own.map(({ opens }) => opens).filter((day) => day !== null && isNear(day, plan.year));
    const first = opening.reduce((least, day) => (least !== null && day !== null && least < day ? least : day), null);
    const opens = opening.length === own.length ? first : null;
    return {
      topic,
      kind,
      path: `topics/${topic.ordinal}/${kind}`,
      report: own.length > 0 || !result ? null : { number: plan.reports.indexOf(result) + 1, of: result },
      readings,
      opens,
      stated: statedDue(readings, opens, kinds.slice(0, kinds.indexOf(kind)), plan.year),
    };
  });
}

/** Reports that are due on one day are one. */
const distinct = (reports: DraftReport[]): DraftReport[] =>
  reports.filter((report, index) => reports.findIndex((other) => dueText(other) === dueText(report)) === index);

/** The due that `plan check` takes as it stands. */
function statedDue(
  readings: (DraftStage | DraftReport)[],
  opens: LocalDate | null,
  earlier: StageKind[],
  year: number | null,
): ReviewStage['stated'] {
  const [reading, ...others] = readings;
  if (!reading || others.length > 0 || isOpenStart(reading.said)) return null;
  const due = dueText(reading);
  if (due === null) return null;
  if (reading.due === null) {
    const after = reading.relative?.after ?? null;
    return after !== null && earlier.includes(after)
      ? { due, last: null, after, workingDays: reading.relative?.days ?? 0 }
      : null;
  }
  const stated = 'opens' in reading ? reading.opens : null;
  const isSound = isNear(reading.due, year) && (stated === null || (stated === opens && stated <= reading.due));
  return isSound ? { due, last: reading.due, after: null, workingDays: 0 } : null;
}

/** A plan's dates lie in its year or beside it. */
export const isNear = (day: LocalDate, year: number | null): boolean =>
  year === null || Math.abs(Number(day.slice(0, 4)) - year) <= 1;
