/**
 * An amendment in words: what changes, what it does to whom, what has to be answered first.
 *
 * @module
 */
import type { DraftPlace } from '../documents/draft/types';
import type { AmendmentQuestion } from '../documents/amendment/proposal-types';
import type { Change, Term } from '../domain/amendment';
import type { PlanDocument, StageSpec } from '../domain/plan';
import { countText, dateText, planFieldName, stageName, stageState } from '../domain/wording';
import { stagesOf, type StageEffect } from '../services/plans/amendment-effects';
import { dateOf, type DocumentView } from '../services/plans/document-amendments';
import type { CalendarView } from '../services/plans/calendar-view';
import { movedText, stepName } from './calendar-text';

const TERM_NAMES: Record<Exclude<Term, 'tentative'>, string> = {
  owners: 'nơi thực hiện',
  audience: 'thành phần mời',
  information: 'theo dõi hay chỉ để biết',
  after: 'bước phải xong trước',
  requiresMaterials: 'chờ tài liệu',
};

/** One change, as `plan amend` lists it. @param nameOf a topic's name. @default its id */
export function changeText(change: Change, nameOf: (topicId: string) => string = (topicId) => topicId): string {
  switch (change.kind) {
    case 'plan-changed':
      return `  Kế hoạch: ${change.fields.map(planFieldName).join('; ')}`;
    case 'terms-changed':
      return `  ${nameOf(change.topicId)}, ${stageName(change.stage)}: ${change.terms.map((term) => termText(term, change.spec)).join('; ')}`;
    case 'topic-added':
      return `+ ${change.topic.short}: ${change.topic.title}`;
    case 'topic-removed':
      return `- ${change.topic.short}: ${change.topic.title}`;
    case 'stage-added':
      return `+ ${nameOf(change.topicId)}, ${stageName(change.stage)}: thời hạn ${dateText(change.spec.due)}`;
    case 'stage-removed':
      return `- ${nameOf(change.topicId)}, ${stageName(change.stage)}`;
    case 'due-moved':
      return `  ${nameOf(change.topicId)}, ${stageName(change.stage)}: thời hạn ${dueText(change.from)} → ${dueText(change.to)}`;
    case 'opening-moved':
      return `  ${nameOf(change.topicId)}, ${stageName(change.stage)}: bắt đầu ${dateText(change.from)} → ${dateText(change.to)}`;
    case 'text-changed':
      return `  ${nameOf(change.topicId)}${change.stage ? `, ${stageName(change.stage)}` : ''}: nội dung khác, không đổi ngày`;
  }
}

const termText = (term: Term, { tentative }: StageSpec): string =>
  term === 'tentative' ? (tentative ? 'thành dự kiến' : 'không còn là dự kiến') : TERM_NAMES[term];

/** "19/7/2023", with D of "trước ngày D" where that is how it is stated. */
const dueText = ({ due, lateAfter }: { due: string; lateAfter: string }) =>
  due === lateAfter ? dateText(due) : `${dateText(due)} (trước ngày ${dateText(lateAfter)})`;

/** Everything that would be done, stage by stage, each date with its sentence. */
export function amendmentText(view: DocumentView): string[] {
  const shown = new Set<string>();
  const nameOf = (topicId: string) => {
    const topic = view.document.topics.find(({ id }) => id === topicId);
    return topic ? `${topic.short} (${topicId})` : topicId;
  };
  const lines = view.changes.flatMap((change, index) => {
    const [path] = stagesOf(change);
    const more = view.changes.slice(index + 1).some((other) => stagesOf(other)[0] === path);
    if (path === undefined || more || shown.has(path)) return [changeText(change, nameOf)];
    shown.add(path);
    const date = dateOf(view, path);
    return [
      changeText(change, nameOf),
      ...(date?.hour === undefined ? [] : [`      lúc ${date.hour}`]),
      ...(date ? sourceLines(date.decided ? null : date.said, date.place, date.decided?.text) : derivedLine(view.document, path)),
      ...effectLines(view.effects.find(({ stage }) => stage === path)),
    ];
  });
  return [...(view.calendar ? movedText(besideChanges(view.calendar, view.effects)) : []), ...lines];
}

/** What the calendar alone moves: stages whose due moves with it are told as changes. */
const besideChanges = (calendar: CalendarView, effects: StageEffect[]): CalendarView => ({
  ...calendar,
  moved: calendar.moved.filter(({ topicId, stage }) => !effects.some((effect) => effect.stage === `${topicId}/${stage}`)),
  steps: calendar.steps.filter(({ topicId, stage }) => !effects.some((effect) => effect.stage === `${topicId}/${stage}`)),
});

function sourceLines(said: string | null, place: DraftPlace | null, answer: string | undefined): string[] {
  if (answer !== undefined) return [`      theo trả lời: ${answer}`];
  return said === null ? [] : [`      “${said}”${place ? ` [${placeText(place)}]` : ''}`];
}

function derivedLine(document: PlanDocument, path: string): string[] {
  const [topicId, kind] = path.split('/');
  const topic = document.topics.find(({ id }) => id === topicId);
  const rule = Object.entries(topic?.stages ?? {}).find(([key]) => key === kind)?.[1]?.dueRule;
  return rule
    ? [`      tính lại: ${countText(rule.workingDays)} ngày làm việc sau thời hạn ${stageName(rule.after).toLowerCase()}`]
    : [];
}

/** Letters by what they are about; what is not listed is named as it is stored. */
const LETTERS: Record<string, string> = {
  'due-moved': 'báo thời hạn mới',
  invitation: 'mời dự hội nghị',
  open: 'bắt đầu',
  remind: 'nhắc lịch',
  tomorrow: 'nhắc lịch',
  'planned-date': 'hỏi lịch dự kiến',
  'after-planned': 'hỏi kết quả sau ngày dự kiến',
  overdue: 'chưa nhận được báo cáo',
};

const ROLES: Record<string, string> = {
  board: 'ban tham mưu',
  unit: 'tổ chức cơ sở đảng',
  subunit: 'đảng bộ bộ phận',
  cell: 'chi bộ',
  mass: 'đoàn thể',
};

const letters = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([reason, n]) => `${LETTERS[reason] ?? reason} ${countText(n)}`)
    .join(', ');

function effectLines(effect: StageEffect | undefined): string[] {
  if (!effect) return [];
  const { status, heldFor, awaited, moved, reported, single, leaveTasks, die, arise, steps } = effect;
  const who = Object.entries(awaited).map(([role, n]) => `${countText(n)} ${ROLES[role] ?? role}`);
  const line = (shown: boolean, text: string) => (shown ? [`      ${text}`] : []);
  return [
    `      ${stageState(status, heldFor)}; còn phải làm: ${who.length > 0 ? who.join(', ') : 'không có'}; đã báo cáo: ${countText(reported)}`,
    ...line(moved > 0, `đổi thời hạn: ${countText(moved)} nơi`),
    ...line(single > 0, `giữ thời hạn riêng đã điều chỉnh: ${countText(single)} nơi`),
    ...line(leaveTasks > 0, `rời danh sách việc cần xử lý: ${countText(leaveTasks)} nơi`),
    ...line(Object.keys(arise).length > 0, `thông báo phát sinh: ${letters(arise)}`),
    ...line(Object.keys(die).length > 0, `thông báo không gửi nữa: ${letters(die)}`),
    ...steps.map(
      ({ kind, from, to }) =>
        `      ${stepName(kind)}: ${from === null ? 'thêm' : dateText(from)} → ${to === null ? 'bỏ' : dateText(to)}`,
    ),
  ];
}

/** The questions with what to answer; then dates that change nothing. */
export function openText({ questions, asides }: Pick<DocumentView, 'questions' | 'asides'>): string[] {
  return [
    ...(questions.length === 0
      ? []
      : ['', `Nội dung cần làm rõ: ${countText(questions.length)}`, ...questions.flatMap(questionLines)]),
    ...(asides.length === 0
      ? []
      : [
          '',
          'Câu có ngày nhưng không làm thay đổi kế hoạch:',
          ...asides.map(({ said, place }) => `   [${placeText(place)}] ${said.length > 200 ? `${said.slice(0, 199)}…` : said}`),
        ]),
  ];
}

function questionLines({ number, about, candidates, mustBeSet, reason, proposal, said, place }: AmendmentQuestion): string[] {
  const ignore = `--ignore ${number} (không thay đổi gì)`;
  const path = candidates.includes(about) ? about : candidates.length === 1 ? candidates[0] : 'chuyên-đề/bước';
  return [
    `${number}. ${about.startsWith('?') ? 'Chưa rõ chuyên đề' : about}: ${reason}`,
    ...(said === '' ? [] : [`      “${said}”${place ? ` [${placeText(place)}]` : ''}`]),
    `      ${proposal}`,
    `      Trả lời: ${[...(candidates.length > 0 ? [`--set ${path}="đến hết ngày …"`] : []), ...(mustBeSet ? [] : [ignore])].join(' hoặc ')}`,
  ];
}

const placeText = ({ line, page }: DraftPlace) => (page === undefined ? `dòng ${line}` : `trang ${page}, dòng ${line}`);
