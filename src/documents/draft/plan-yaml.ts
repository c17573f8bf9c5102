/**
 * A draft as plan.yaml. What is open stands as a comment at its place, and its date is left out: `plan check` then tells
 * it as a fault to be answered. Nothing is filled in that the document does not say.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { Role } from '../../domain/organisation';
import type { StageKind } from '../../domain/plan';
import { stageName } from '../../domain/wording';
import { plainLetters } from './folding';
import { NOTHING_SETTLED, USUAL_OWNERS, USUAL_ROLES, USUALLY_INVITED, type Settled, type SettledDue } from './settled';
import { countsFromStage } from './times';
import type { Draft, DraftPlace, DraftPlan, DraftQuestion, DraftRelative, DraftReport, DraftStage, DraftTopic } from './types';

const MAX_ID = 64;
const MAX_TEXT = 2000;

/** @param settled what people settled beyond the document */
export function draftYaml({ plan, questions }: Draft, file: string, settled: Settled = NOTHING_SETTLED): string {
  const ask = (about: string) => questions.filter((question) => question.about === about);
  const ids = new Set<string>();
  const id = (text: string) => uniqueId(text, ids);
  const periodic = plan.reports.filter(({ results }) => !results);
  const lines = [
    `# Dự thảo từ ${file}. “said” là nguyên văn; chỗ ghi HỎI phải được trả lời trước khi bắt đầu (plan check nêu từng chỗ).`,
    'plan:',
    `  id: ${idText(settled.id ?? planId(plan))}`,
    ...comments('  ', [...ask('year'), ...ask('year/stated')]),
    `  year: ${plan.year ?? 'null'}`,
    ...comments('  ', ask('number')),
    `  number: ${plan.number === null ? 'null' : text(plan.number)}`,
    ...comments('  ', ask('date')),
    `  date: ${plan.date ?? 'null'}`,
    ...comments('  ', ask('title')),
    `  title: ${text(plan.title)}`,
    ...comments('  ', ask('issuer')),
    `  # Cơ quan ban hành: ${plan.issuer ?? 'chưa rõ'}. Mã dưới đây phải có trong danh sách tổ chức.`,
    `  roles: { issuer: ${settled.issuer ?? USUAL_ROLES.issuer}, board: ${settled.board ?? USUAL_ROLES.board} }`,
    ...reportLines(periodic, questions, settled.reports),
    'topics:',
    ...plan.topics.flatMap((topic) => topicLines(topic, plan, id, ask, settled)),
  ];
  return `${lines.join('\n')}\n`;
}

/** An id out of title and year, for a plan that was given none. */
export const planId = ({ year, title }: Pick<DraftPlan, 'year' | 'title'>): string =>
  uniqueId(`${year ?? ''} ${title.replace(/^Kế hoạch\s*/u, '').replace(/\s*năm \d{4}$/u, '')}`, new Set());

function reportLines(reports: DraftReport[], questions: DraftQuestion[], settled: Settled['reports']): string[] {
  const [first] = reports;
  if (!first) return [];
  const periods = [...new Set(reports.map(({ every }) => every).filter((every) => every !== null))];
  const [every] = periods;
  return [
    ...comments(
      '  ',
      questions.filter(({ about }) => about === 'reports' || /^reports\/\d+\/every$/.test(about)),
    ),
    '  reports:',
    ...(settled
      ? [`    every: ${settled.every}`]
      : periods.length === 1 && every !== undefined
        ? [`    every: ${every}`]
        : ['    # every: quarter']),
    `    said: ${text(reports.map(({ said }) => said).join(' / '))}`,
    ...(settled ? decidedLines('    ', settled) : []),
  ];
}

function topicLines(
  topic: DraftTopic,
  plan: DraftPlan,
  id: (text: string) => string,
  ask: (about: string) => DraftQuestion[],
  settled: Settled,
): string[] {
  const path = `topics/${topic.ordinal}`;
  const kinds = [...new Set(topic.stages.map(({ kind }) => kind))];
  const results = resultsOf(topic, plan);
  const choice = topic.choice ?? false;
  return [
    `  - id: ${idText(id(topic.title))}`,
    `    short: ${text(`Chuyên đề ${topic.ordinal}/${plan.year ?? ''}`)}`,
    ...comments('    ', ask(`${path}/title`)),
    `    title: ${text(topic.title)}`,
    ...(choice ? ['    choice: true'] : []),
    ...(topic.governedBy
      ? [
          '    # silent: true khi kế hoạch kia đã có thư nhắc riêng',
          `    governedBy: { plan: ${text(topic.governedBy.said)}, silent: false }`,
        ]
      : []),
    '    stages:',
    ...kinds.flatMap((kind) => {
      const stages = topic.stages.filter((stage) => stage.kind === kind);
      const questions = [...ask(`${path}/${kind}`), ...ask(`${path}/${kind}/opens`), ...ask(`${path}/${kind}/due`)];
      return stageLines(stages, choice, questions, settled, settled.dues.get(`${path}/${kind}`));
    }),
    ...(results ? resultLines(results, choice, settled, settled.dues.get(`${path}/reporting`)) : []),
  ];
}

/** The plan's one report of results, where the topic states none of its own and has something to report on. */
export function resultsOf({ stages }: DraftTopic, { reports }: Pick<DraftPlan, 'reports'>): DraftReport | undefined {
  const kinds = stages.map(({ kind }) => kind);
  if (kinds.includes('reporting') || !(kinds.includes('session') || kinds.includes('study'))) return undefined;
  return reports.find(({ results }) => results);
}

/** Several deadlines of one stage are all told in comments; none is taken. */
function stageLines(
  stages: DraftStage[],
  choice: boolean,
  questions: DraftQuestion[],
  { owners, invited }: Settled,
  decided: SettledDue | undefined,
): string[] {
  const [stage] = stages;
  if (!stage) return [];
  const one = stages.length === 1;
  const opens = decided ? decided.opens : one ? stage.opens : null;
  const told = [...new Set(stages.map(({ said }) => said))].join(' / ');
  return [
    `      ${stage.kind}: # ${stageName(stage.kind)}${placeText(stage.place)}`,
    ...comments('        ', questions),
    `        owner: ${rolesText(owners[stage.kind] ?? USUAL_OWNERS[stage.kind])}`,
    ...(stage.kind === 'briefing' ? [`        for: ${rolesText(invited ?? USUALLY_INVITED)}`] : []),
    ...(choice ? ['        information: true'] : []),
    ...(opens === null || isDeadlineAlone(stage.kind, opens, decided?.due ?? stage.due) ? [] : [`        opens: ${opens}`]),
    ...(one ? [] : stages.map((each) => `        # ${oneLine(each.audience ?? each.said)}: ${dueText(each) ?? 'chưa rõ'}`)),
    ...(decided ? [`        due: ${decided.due}`] : one ? dueLines(stage) : []),
    ...(stages.some(({ tentative }) => tentative) ? ['        tentative: true'] : []),
    ...(oneLine(told) === '' ? [] : [`        said: ${text(told)}`]),
    ...(decided ? decidedLines('        ', decided) : []),
  ];
}

/** "Báo cáo: ngày 30/11": a report or a registration is due by that day; only a meeting or a session is held on it. */
const isDeadlineAlone = (kind: StageKind, opens: LocalDate, due: string | null): boolean =>
  opens === due && (kind === 'reporting' || kind === 'selection');

function resultLines(report: DraftReport, choice: boolean, { owners }: Settled, decided: SettledDue | undefined): string[] {
  const open =
    dueText(report) === null && !decided
      ? ['        # HỎI: không nêu thời hạn báo cáo kết quả. Đề xuất: +10 working days after session']
      : [];
  return [
    `      reporting: # ${stageName('reporting')}${placeText(report.place)}`,
    ...open,
    `        owner: ${rolesText(owners.reporting ?? USUAL_OWNERS.reporting)}`,
    ...(choice ? ['        information: true'] : []),
    ...(decided && decided.opens !== null ? [`        opens: ${decided.opens}`] : []),
    ...(decided ? [`        due: ${decided.due}`] : dueLines(report)),
    `        said: ${text(report.said)}`,
    ...(decided ? decidedLines('        ', decided) : []),
  ];
}

const decidedLines = (indent: string, { decided, basis }: { decided: string; basis: string }): string[] => [
  `${indent}decided: ${text(decided)}`,
  `${indent}basis: ${text(basis)}`,
];

const rolesText = (roles: Role[]): string => (roles.length === 1 ? roles.join('') : `[${roles.join(', ')}]`);

interface Due {
  due: string | null;
  before?: string;
  relative?: DraftRelative;
}

function dueLines(stage: Due): string[] {
  const due = dueText(stage);
  return due === null ? ['        # due:', '        # decided:', '        # basis:'] : [`        due: ${due}`];
}

/** A due as plan files write it; null where the document does not settle it. */
export function dueText({ due, before, relative }: Due): string | null {
  if (before !== undefined) return `before ${before}`;
  if (due !== null) return due;
  return relative && countsFromStage(relative) ? `+${relative.days} working days after ${relative.after ?? 'session'}` : null;
}

const comments = (indent: string, questions: DraftQuestion[]): string[] =>
  questions.map(({ reason, proposal }) => `${indent}# HỎI: ${oneLine(reason)}. ${oneLine(proposal)}`);

const placeText = ({ line, page }: DraftPlace) => ` (${page === undefined ? '' : `trang ${page}, `}dòng ${line})`;
const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim();
/** A JSON text is a YAML text; longer ones than a plan file takes are cut, with a mark. */
function text(value: string): string {
  const whole = oneLine(value);
  return JSON.stringify(whole.length > MAX_TEXT ? `${whole.slice(0, MAX_TEXT - 2)} …` : whole);
}

/** YAML takes some bare words for something else: `2024`, `1e3`, `null`. */
const idText = (id: string): string =>
  /^(?:[\d.e_-]+|0[xo][\da-f]+|true|false|null|yes|no|on|off|y|n)$/.test(id) ? text(id) : id;

function uniqueId(of: string, taken: Set<string>): string {
  const words = plainLetters(of)
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['chuyen-de'];
  let base = '';
  for (const word of words.slice(0, 8)) if (`${base}-${word}`.length <= MAX_ID - 4) base = base === '' ? word : `${base}-${word}`;
  let found = base || 'chuyen-de';
  for (let n = 2; taken.has(found); n += 1) found = `${base}-${n}`;
  taken.add(found);
  return found;
}
