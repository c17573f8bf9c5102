/**
 * What the operator answers: a date for a stage, or that a question changes nothing.
 *
 * @module
 */
import { amendedDocument, outOfOrder } from '../../domain/amended-document';
import { workingCalendar, type WorkingCalendar } from '../../domain/calendar';
import { isRealDay } from '../../domain/dates';
import type { CalendarFile } from '../../domain/organisation';
import { STAGE_KINDS, stagesInOrder, type PlanDocument } from '../../domain/plan';
import { parsePhrase } from '../../domain/time-phrases';
import { dateText, stageName } from '../../domain/wording';
import { CodedError } from '../../errors';
import { datesOf } from '../draft/times';
import { stagePath, type AmendmentQuestion, type ProposedDate, type Proposals } from './proposal-types';

/** `--set topic/stage=DATE`. */
export interface Answer {
  path: string;
  text: string;
}

export interface Answers {
  set: Answer[];
  /** Numbers of questions that change nothing. */
  ignore: number[];
}

/** @throws CD_AMENDMENT_ANSWER when it is written otherwise */
export function answerOf(written: string): Answer {
  const [, path, text] = /^([^=\s]+)\s*=\s*(\S.*)$/u.exec(written.trim()) ?? [];
  if (path === undefined || text === undefined)
    throw new CodedError('CD_AMENDMENT_ANSWER', { answer: written, why: 'không viết dạng chuyên-đề/bước=ngày' });
  return { path, text: text.trim() };
}

/**
 * The proposals with the answers put in; questions that stay open stay.
 * @throws CD_AMENDMENT_ANSWER for an unknown stage, a text that is no date, a question that is not there
 */
export function answeredProposals(
  { dates, questions, asides }: Proposals,
  answers: Answers,
  plan: PlanDocument,
  basis: string,
  calendar: CalendarFile,
): Proposals {
  const unknown = answers.ignore.find((number) => !questions.some((question) => question.number === number));
  if (unknown !== undefined)
    throw new CodedError('CD_AMENDMENT_ANSWER', { answer: `--ignore ${unknown}`, why: `không có câu hỏi số ${unknown}` });
  const set = new Map(answers.set.map((answer) => [answer.path, answeredDate(answer, plan, basis, calendar)]));
  const ignored = questions.filter(({ number }) => !answers.ignore.includes(number));
  // an answer that no question of its own waits for goes to the first one that could mean its stage
  const free = new Set([...set.keys()].filter((path) => !questions.some(({ about }) => about === path)));
  const open = ignored.filter((question) => {
    if (set.has(question.about)) return false;
    const path = question.candidates.find((candidate) => free.has(candidate));
    return path === undefined || !free.delete(path);
  });
  const stated = dates.filter(({ topicId, stage }) => !set.has(stagePath(topicId, stage)));
  return { dates: [...stated, ...[...set.values()].filter((date) => date !== null)], questions: open, asides };
}

/** Null: "giữ nguyên". */
function answeredDate({ path, text }: Answer, plan: PlanDocument, basis: string, calendar: CalendarFile): ProposedDate | null {
  const refuse = (why: string) => new CodedError('CD_AMENDMENT_ANSWER', { answer: `${path}=${text}`, why });
  const [topicId = '', kind] = path.split('/');
  const topic = plan.topics.find(({ id }) => id === topicId);
  if (!topic) throw refuse(`không có chuyên đề “${topicId}”; có: ${plan.topics.map(({ id }) => id).join(', ')}`);
  const stage = STAGE_KINDS.find((one) => one === kind);
  const spec = stage && topic.stages[stage];
  if (!stage || !spec)
    throw refuse(
      `${topic.short} không có bước “${kind ?? ''}”; có: ${stagesInOrder(topic)
        .map((one) => one.kind)
        .join(', ')}`,
    );
  if (/^giữ nguyên$/iu.test(text)) return null;
  const { year } = plan;
  const dates = isRealDay(text)
    ? { opens: null, due: text, tentative: false, clock: undefined, before: undefined }
    : phraseDates(text, year, calendar, refuse);
  const due = dates.due;
  const far = [dates.opens, due].find((day) => day !== null && Math.abs(Number(day.slice(0, 4)) - year) > 1);
  if (typeof far === 'string') throw refuse(`ngày ${dateText(far)} cách xa năm ${year} của kế hoạch`);
  const opens =
    stage === 'briefing' && (dates.opens === null || dates.opens === due) ? due : dates.opens === due ? null : dates.opens;
  return {
    topicId,
    stage,
    ...(opens !== null && { opens }),
    due,
    ...(dates.before !== undefined && { lateAfter: dates.before }),
    ...(spec.tentative !== dates.tentative && { tentative: dates.tentative }),
    ...(dates.clock !== undefined && stage === 'briefing' && { hour: dates.clock }),
    said: spec.said,
    decided: { text, basis },
    place: null,
  };
}

function phraseDates(text: string, year: number, calendar: CalendarFile, refuse: (why: string) => CodedError) {
  const phrase = parsePhrase(text, { year, calendar });
  const { opens, due, before, tentative, ask } = datesOf(phrase, year);
  if (ask) throw refuse(ask.reason);
  if (due === null) throw refuse('không nêu thời hạn');
  return { opens: phrase.kind === 'deadline' ? null : opens, due, before, tentative, clock: phrase.clock };
}

/** The amended plan, and what its dates then contradict: a report due before its session, a due before its opening. */
export function assembled(
  { dates, questions }: Proposals,
  plan: PlanDocument,
  calendar: WorkingCalendar,
  recount: boolean,
): { document: PlanDocument; questions: AmendmentQuestion[] } {
  const document = amendedDocument(plan, dates, calendar, recount);
  const touched = new Set(dates.map(({ topicId }) => topicId));
  const found = document.topics
    .filter(({ id }) => touched.has(id))
    .flatMap((topic) => {
      const before = plan.topics.find(({ id }) => id === topic.id);
      const known = new Set(before ? outOfOrder(before).map(({ kind }) => kind) : []);
      // what counts from another stage follows it: that one is asked
      return outOfOrder(topic)
        .filter(({ kind, stage }) => !known.has(kind) && !stage.dueRule)
        .map(({ kind, stage, before: earlier }) => ({ topic, kind, stage, earlier }));
    });
  const asked = found.map(({ topic, kind, stage, earlier }): Omit<AmendmentQuestion, 'number'> => {
    const path = stagePath(topic.id, kind);
    const date = dates.find(({ topicId, stage: of }) => topicId === topic.id && of === kind);
    const other = earlier === null ? undefined : topic.stages[earlier];
    return {
      about: path,
      candidates: [path],
      mustBeSet: true,
      reason:
        other && earlier !== null
          ? `thời hạn ${stageName(kind).toLowerCase()} (${dateText(stage.due)}) trước thời hạn ${stageName(earlier).toLowerCase()} (${dateText(other.due)})`
          : `thời hạn ${stageName(kind).toLowerCase()} (${dateText(stage.due)}) trước ngày bắt đầu (${dateText(stage.opens)})`,
      proposal: 'Đề nghị ghi thời hạn cho cả hai bước.',
      said: date?.said ?? stage.said,
      place: date?.place ?? null,
    };
  });
  // a plan file could not hold these dates either: they cannot be passed over, only set
  const first = Math.max(0, ...questions.map(({ number }) => number)) + 1;
  return { document, questions: [...questions, ...asked.map((question, index) => ({ number: first + index, ...question }))] };
}

/** The proposals as they are before anything is answered, with what their dates contradict. */
export function answerless(proposals: Proposals, plan: PlanDocument, calendar: CalendarFile): Proposals {
  return { ...proposals, questions: assembled(proposals, plan, workingCalendar(calendar), false).questions };
}
