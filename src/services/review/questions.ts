/**
 * Everything a review asks of a draft. It follows from the draft and the answers given so far, in whatever order: what
 * `plan check` would refuse is a question here, whether the reader of the document asked it or not.
 *
 * @module
 */
import { planId } from '../../documents/draft/plan-yaml';
import { USUAL_OWNERS, USUAL_ROLES, USUALLY_INVITED } from '../../documents/draft/settled';
import type { Draft, DraftQuestion } from '../../documents/draft/types';
import type { WorkingCalendar } from '../../domain/calendar';
import { STAGE_KINDS } from '../../domain/plan';
import { topicDues, type TopicDues } from './order';
import type { Answer, ReviewQuestion } from './question';
import { doubtsAbout, stageQuestion } from './stage-questions';
import { stagesOf } from './stages';
import { lowerStage, PERIOD_WORDS, rolesWords } from './words';

export interface Asking {
  questions: ReviewQuestion[];
  /** What the answers settle, by stage. */
  settled: TopicDues['settled'];
}

export function askingOf(draft: Draft, answers: ReadonlyMap<string, Answer>, calendar: WorkingCalendar): Asking {
  // every date hangs on the year: the document is read anew once it is known
  if (draft.plan.year === null) return { questions: [yearQuestion(draft)], settled: new Map() };
  const settled: Asking['settled'] = new Map();
  const seen = new Set<string>();
  const perTopic = draft.plan.topics.flatMap((topic) => {
    const stages = stagesOf(topic, draft.plan);
    for (const stage of stages) for (const { about } of doubtsAbout(stage, draft)) seen.add(about);
    const dues = topicDues(stages, answers, calendar);
    for (const [path, due] of dues.settled) settled.set(path, due);
    return [
      ...titleQuestion(draft, `topics/${topic.ordinal}/title`, `Chuyên đề ${topic.ordinal}: tên`, topic.title),
      ...stages.flatMap((stage) => stageQuestion(stage, stages, draft) ?? []),
      ...dues.questions,
    ];
  });
  const questions = [...headQuestions(draft), ...perTopic, ...periodQuestions(draft), ...houseQuestions(draft)];
  for (const { about } of questions) seen.add(about);
  const others = draft.questions.filter(({ about }) => !seen.has(about) && !/^reports(?:\/\d+\/every)?$/.test(about));
  return { questions: onceEach([...questions, ...others.map(noteQuestion)]), settled };
}

/** One answer may settle several topics: it is asked where it first stands. */
const onceEach = (questions: ReviewQuestion[]): ReviewQuestion[] =>
  questions.filter(({ about }, index) => questions.findIndex((each) => each.about === about) === index);

const PLAIN = { topic: null, said: '', place: null, advice: '', proposal: null, options: [], kept: null, needsBasis: false };

const drafted = (draft: Draft, about: string): DraftQuestion | undefined => draft.questions.find((each) => each.about === about);

function yearQuestion(draft: Draft): ReviewQuestion {
  const reason = drafted(draft, 'year')?.reason ?? 'văn bản không nêu năm kế hoạch';
  const years = reason.match(/20\d\d/g) ?? [];
  return {
    ...PLAIN,
    about: 'year',
    asks: 'year',
    title: 'Năm kế hoạch',
    said: draft.plan.title,
    reason,
    advice: 'Mỗi năm một kế hoạch.',
    options: years.map((answer) => ({ answer, label: 'nêu trong văn bản' })),
    required: true,
  };
}

function titleQuestion(draft: Draft, about: string, title: string, read: string): ReviewQuestion[] {
  if (read.trim() !== '') return [];
  const { reason = 'không thấy tên', place = null } = drafted(draft, about) ?? {};
  return [{ ...PLAIN, about, asks: 'words', title, reason, place, required: true }];
}

function headQuestions(draft: Draft): ReviewQuestion[] {
  const { number, date, issuer, title } = draft.plan;
  const head = (about: string, asks: 'words' | 'number' | 'day', name: string, reason: string): ReviewQuestion => ({
    ...PLAIN,
    about,
    asks,
    title: name,
    said: title,
    reason,
    advice: 'Có thể bỏ qua, ghi sau.',
    required: false,
  });
  return [
    ...titleQuestion(draft, 'title', 'Tên kế hoạch', title),
    ...(number === null ? [head('number', 'number', 'Số, ký hiệu của kế hoạch', 'văn bản không có số')] : []),
    ...(date === null ? [head('date', 'day', 'Ngày ban hành kế hoạch', 'văn bản không có ngày ban hành')] : []),
    ...(issuer === null ? [head('issuer', 'words', 'Cơ quan ban hành', 'không rõ cơ quan ban hành')] : []),
  ];
}

/** The plan keeps one periodic report. */
function periodQuestions(draft: Draft): ReviewQuestion[] {
  const periodic = draft.plan.reports.filter(({ results }) => !results);
  const [first] = periodic;
  const asked = draft.questions.filter(({ about }) => /^reports(?:\/\d+\/every)?$/.test(about));
  const periods = [...new Set(periodic.map(({ every }) => every))];
  if (!first || (asked.length === 0 && periods.length === 1 && periods[0] !== null)) return [];
  const shortest = (['month', 'quarter', 'half', 'year'] as const).find((every) => periods.includes(every)) ?? 'quarter';
  return [
    {
      ...PLAIN,
      about: asked[0]?.about ?? 'reports',
      asks: 'period',
      title: 'Báo cáo định kỳ của kế hoạch: bao lâu một lần',
      said: periodic.map(({ said }) => said).join(' / '),
      place: first.place,
      reason: asked.map(({ reason }) => reason).join('; ') || 'chưa rõ bao lâu một lần',
      proposal: PERIOD_WORDS[shortest],
      needsBasis: true,
      required: true,
    },
  ];
}

/** What no document says and the plan file needs: what the house calls things. */
function houseQuestions({ plan }: Draft): ReviewQuestion[] {
  const kinds = STAGE_KINDS.filter((kind) =>
    plan.topics.some((topic) => stagesOf(topic, plan).some((stage) => stage.kind === kind)),
  );
  const invited = kinds.includes('briefing');
  const house = (about: string, asks: 'id' | 'roles', title: string, proposal: string, reason: string): ReviewQuestion => ({
    ...PLAIN,
    about,
    asks,
    title,
    proposal,
    reason,
    required: false,
  });
  const who = 'dùng chung cho mọi chuyên đề';
  return [
    ...kinds.map((kind) =>
      house(`owners/${kind}`, 'roles', `Ai phải làm: ${lowerStage(kind)}`, rolesWords(USUAL_OWNERS[kind]), who),
    ),
    ...(invited ? [house('invited/briefing', 'roles', 'Mời ai dự hội nghị quán triệt', rolesWords(USUALLY_INVITED), who)] : []),
    house('roles/issuer', 'id', 'Mã của cơ quan ban hành', USUAL_ROLES.issuer, 'phải đúng mã trong danh sách tổ chức'),
    house('roles/board', 'id', 'Mã của Ban theo dõi kế hoạch', USUAL_ROLES.board, 'phải đúng mã trong danh sách tổ chức'),
    house('id', 'id', 'Mã của kế hoạch', planId(plan), 'mã này dùng trong mọi lệnh về sau'),
  ];
}

/** A doubt that no other question covers: read, and kept as it is. */
const noteQuestion = ({ about, said, reason, proposal, place }: DraftQuestion): ReviewQuestion => ({
  ...PLAIN,
  about,
  asks: 'note',
  title: 'Lưu ý',
  said,
  place,
  reason,
  advice: proposal,
  kept: 'như dự thảo',
  required: true,
});
