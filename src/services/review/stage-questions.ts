/**
 * What is asked about one stage: a due that the document leaves open, several of which one is meant, or a doubt about
 * what was read. One question a stage.
 *
 * @module
 */
import { dueText } from '../../documents/draft/plan-yaml';
import type { Draft, DraftQuestion } from '../../documents/draft/types';
import type { LocalDate } from '../../domain/dates';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import { dateText } from '../../domain/wording';
import type { ReviewQuestion } from './question';
import { isNear, type ReviewStage } from './stages';
import { countedWords, dueWords, lowerStage } from './words';

/** The question that settles a stage. */
export function stageAbout({ path, report, readings, stated }: ReviewStage): string {
  if (report && isShared(readings)) return `reports/${report.number}/due`;
  return readings.length > 1 || stated ? path : `${path}/due`;
}

/** One answer settles the report of results for every topic, where the document does not. */
const isShared = (readings: ReviewStage['readings']): boolean =>
  readings.length > 1 || readings.every((reading) => dueText(reading) === null);

/** What the draft asks about this stage. */
export const doubtsAbout = ({ path, report }: ReviewStage, { questions }: Draft): DraftQuestion[] =>
  questions.filter(({ about }) =>
    report ? about === `reports/${report.number}/due` : [path, `${path}/due`, `${path}/opens`].includes(about),
  );

/** @param others the topic's stages, this one among them */
export function stageQuestion(stage: ReviewStage, others: ReviewStage[], draft: Draft): ReviewQuestion | null {
  const { topic, kind, readings, stated, opens, report } = stage;
  const doubts = doubtsAbout(stage, draft);
  const [reading] = readings;
  if (!reading || (stated && doubts.length === 0)) return null;
  const [doubt] = doubts;
  const shared = report !== null && isShared(readings);
  const anchors: StageKind[] = shared
    ? ['study', 'session']
    : STAGE_KINDS.slice(0, STAGE_KINDS.indexOf(kind)).filter((each) => others.some((other) => other.kind === each));
  return {
    about: stageAbout(stage),
    asks: 'due',
    topic: shared ? null : topic.title,
    title: shared ? 'Báo cáo kết quả của các chuyên đề: thời hạn' : `Chuyên đề ${topic.ordinal}, ${lowerStage(kind)}: thời hạn`,
    said: doubt?.said || [...new Set(readings.map(({ said }) => said))].join(' / '),
    place: doubt?.place ?? reading.place,
    reason: doubts.length > 0 ? [...new Set(doubts.map(({ reason }) => reason))].join('; ') : openReason(stage),
    advice: [...new Set(doubts.map(({ proposal }) => proposal))].join(' '),
    proposal: stated ? null : proposedDue(stage, others, doubts, draft.plan.year),
    options: readings.length > 1 ? choices(stage) : [],
    kept: stated ? dueWords(stated.due, opens === stated.last ? null : opens) : null,
    needsBasis: true,
    required: true,
    limits: { opens, anchors },
  };
}

function openReason({ readings, kind }: ReviewStage): string {
  if (readings.length > 1) return 'một bước có nhiều thời hạn khác nhau';
  return readings[0]?.due === null ? `chưa rõ thời hạn ${lowerStage(kind)}` : 'thời hạn đọc được không dùng ngay được';
}

function choices({ readings }: ReviewStage): ReviewQuestion['options'] {
  return readings.flatMap((reading) => {
    const due = dueText(reading);
    return due === null
      ? []
      : [{ answer: dueWords(due), label: ('audience' in reading ? reading.audience : undefined) ?? reading.said }];
  });
}

function proposedDue(
  { readings, kind, opens }: ReviewStage,
  others: ReviewStage[],
  doubts: DraftQuestion[],
  year: number | null,
): string | null {
  const fits = (day: LocalDate) => isNear(day, year) && (opens === null || opens <= day);
  const [reading] = readings;
  const latest = readings
    .filter(({ due }) => due !== null && fits(due))
    .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))
    .at(-1);
  const due = latest ? dueText(latest) : null;
  if (due !== null && readings.length > 1) return dueWords(due);
  const dates = doubts.find(({ dates: each }) => each?.end)?.dates;
  if (dates?.end && fits(dates.end))
    return opens === null && dates.start !== null && dates.start < dates.end
      ? `từ ngày ${dateText(dates.start)} đến hết ngày ${dateText(dates.end)}`
      : dateText(dates.end);
  const base = countedFrom(kind, others);
  const relative = reading?.relative;
  if (relative && relative.days > 0 && base) return countedWords(relative.days, relative.after ?? base);
  if (kind === 'reporting' && base) return countedWords(USUAL_REPORT_DAYS, base);
  // a sentence that names some time gets no other one proposed
  if (readings.some(({ said }) => NAMES_TIME.test(said))) return null;
  const next = others
    .slice(others.findIndex((other) => other.kind === kind) + 1)
    .map(({ stated }) => stated?.last ?? null)
    .find((day) => day !== null && fits(day));
  const end = next ?? (year === null ? null : `${year}-12-31`);
  return end !== null && fits(end) ? dateText(end) : null;
}

const NAMES_TIME = /\d\s*[/.-]\s*\d|(?<!\p{L})(?:tháng|quý|tuần|rằm|dịp|tết)\s+[\p{L}\d]/iu;

/** Working days after the session, where a document asks for a report and does not say when. DESIGN §12. */
const USUAL_REPORT_DAYS = 10;

const countedFrom = (kind: StageKind, others: ReviewStage[]): StageKind | undefined =>
  (['session', 'study', 'briefing'] as const).find(
    (each) => STAGE_KINDS.indexOf(each) < STAGE_KINDS.indexOf(kind) && others.some((other) => other.kind === each),
  );
