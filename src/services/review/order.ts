/**
 * The dues of a topic once its questions are answered, in the order of its stages. Two that stand in the wrong order are
 * a question of their own: which of them moves is for a person to say.
 *
 * @module
 */
import type { SettledDue } from '../../documents/draft/settled';
import type { WorkingCalendar } from '../../domain/calendar';
import { addDays, type LocalDate } from '../../domain/dates';
import { STAGE_KINDS, type StageKind } from '../../domain/plan';
import { dateText } from '../../domain/wording';
import type { Answer, DueLimits, ReviewQuestion } from './question';
import { stageAbout } from './stage-questions';
import type { ReviewStage } from './stages';
import { dueWords, lowerStage } from './words';

export interface TopicDues {
  /** By stage: what people settled. Stages that stand as the document states them are not in it. */
  settled: Map<string, SettledDue>;
  /** What has to be asked next about the order of the stages. */
  questions: ReviewQuestion[];
}

interface Current {
  stage: ReviewStage;
  opens: LocalDate | null;
  last: LocalDate;
}

/** Nothing is asked about the order before every due of the topic is known. */
export function topicDues(stages: ReviewStage[], answers: ReadonlyMap<string, Answer>, calendar: WorkingCalendar): TopicDues {
  const settled = new Map<string, SettledDue>();
  const questions: ReviewQuestion[] = [];
  const dues: Current[] = [];
  let isWhole = true;
  for (const stage of stages) {
    const answer = answers.get(stageAbout(stage));
    const decided = answer?.value.as === 'due' ? settledBy(answer, stage) : null;
    if (decided) settled.set(stage.path, decided);
    const last = lastDay(decided?.due ?? stage.stated?.due ?? null, dues, calendar);
    if (last === null) isWhole = false;
    else {
      // a stage whose due is counted keeps the opening that the document states, if there is room
      if (decided && decided.opens === null && stage.opens !== null && stage.opens <= last) decided.opens = stage.opens;
      dues.push({ stage, opens: decided ? decided.opens : stage.opens, last });
    }
  }
  if (!isWhole) return { settled, questions };
  for (const [index, later] of dues.entries()) {
    const before = dues[index - 1];
    if (!before || before.last <= later.last) continue;
    const question = orderQuestion(before, later, dues[index - 2]?.last ?? null);
    questions.push(question);
    const answer = answers.get(question.about);
    const day = answer?.value.as === 'due' ? answer.value.last : null;
    const moved = day === null ? null : movedBy(day, question.limits, before, later);
    if (!answer || !moved || day === null) return { settled, questions };
    moved.last = day;
    settled.set(moved.stage.path, {
      opens: moved.opens,
      due: answer.value.as === 'due' ? answer.value.due : day,
      decided: answer.value.as === 'due' ? answer.value.decided : dueWords(day),
      basis: answer.basis ?? '',
    });
  }
  return { settled, questions };
}

function settledBy({ value, basis }: Answer, stage: ReviewStage): SettledDue | null {
  if (value.as !== 'due') return null;
  const due = value.last === null ? countedDue(value.due, stage) : value.due;
  return { opens: value.opens, due, decided: value.decided, basis: basis ?? '' };
}

/** One answer may settle the report of several topics: it counts from the last stage that this one has. */
function countedDue(due: string, { report, topic }: ReviewStage): string {
  if (!report) return due;
  const target = STAGE_KINDS.find((kind) => due.endsWith(` after ${kind}`));
  const has = (kind: string) => topic.stages.some((stage) => stage.kind === kind);
  if (target === undefined || has(target)) return due;
  return due.replace(/ after .*/, ` after ${has('session') ? 'session' : 'study'}`);
}

function lastDay(due: string | null, dues: Current[], calendar: WorkingCalendar): LocalDate | null {
  if (due === null) return null;
  const counted = /^\+(\d+) working days? after (\S+)$/.exec(due);
  if (counted) {
    const base = dues.find(({ stage }) => stage.kind === counted[2]);
    return base ? calendar.addWorkingDays(base.last, Number(counted[1])) : null;
  }
  const before = /^before (\S+)$/.exec(due)?.[1];
  return before === undefined ? due : addDays(before, -1);
}

/** Moving the first keeps both sentences of the document, so it is proposed where there is room for it. */
function orderQuestion(before: Current, later: Current, floor: LocalDate | null): ReviewQuestion {
  const { topic, path, readings } = later.stage;
  const [reading] = readings;
  const from =
    [before.opens, floor]
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null;
  const stages: [StageKind, StageKind] = [before.stage.kind, later.stage.kind];
  const order = { from, upTo: later.last, onOrAfter: before.last, stages };
  const hasRoom = from === null || from <= later.last;
  const names = stages.map(lowerStage);
  return {
    about: `${path}/order`,
    asks: 'due',
    topic: topic.title,
    title: `Chuyên đề ${topic.ordinal}, ${names.join(' và ')}: thứ tự`,
    said: [...new Set([before, later].map(({ stage }) => stage.readings[0]?.said ?? ''))].join(' / '),
    place: reading?.place ?? null,
    reason: `thời hạn ${names[1]} (${dateText(later.last)}) trước thời hạn ${names[0]} (${dateText(before.last)})`,
    advice: 'Đề nghị thống nhất ngày của một trong hai bước.',
    proposal: dateText(hasRoom ? later.last : before.last),
    options: [
      ...(hasRoom ? [{ answer: dateText(later.last), label: `dời ${names[0]}` }] : []),
      { answer: dateText(before.last), label: `dời ${names[1]}` },
    ],
    kept: null,
    needsBasis: true,
    required: true,
    limits: { opens: null, anchors: [], order },
  };
}

function movedBy(day: LocalDate, limits: DueLimits | undefined, before: Current, later: Current): Current | null {
  const order = limits?.order;
  if (!order) return null;
  if (day >= order.onOrAfter) return later;
  return day <= order.upTo && (order.from === null || day >= order.from) ? before : null;
}
