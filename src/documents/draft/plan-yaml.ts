/**
 * A draft as plan.yaml. What is open stands as a comment at its place, and its date is left out: `plan check` then tells
 * it as a fault to be answered. Nothing is filled in that the document does not say.
 *
 * @module
 */
import { stageName } from '../../domain/wording';
import { plainLetters } from './folding';
import { countsFromStage } from './times';
import type { Draft, DraftPlace, DraftQuestion, DraftRelative, DraftReport, DraftStage, DraftTopic } from './types';

/** Who has the duty where the document does not say otherwise: the roles of DESIGN §2. */
const OWNERS = {
  selection: '[unit, cell]',
  briefing: 'issuer',
  study: 'cell',
  session: 'cell',
  reporting: 'unit',
} as const;
const MAX_ID = 64;
const MAX_TEXT = 2000;

export function draftYaml({ plan, questions }: Draft, file: string): string {
  const ask = (about: string) => questions.filter((question) => question.about === about);
  const ids = new Set<string>();
  const id = (text: string) => uniqueId(text, ids);
  const periodic = plan.reports.filter(({ results }) => !results);
  const results = plan.reports.find((report) => report.results);
  const lines = [
    `# Dự thảo từ ${file}. “said” là nguyên văn; chỗ ghi HỎI phải được trả lời trước khi bắt đầu (plan check nêu từng chỗ).`,
    'plan:',
    `  id: ${id(`${plan.year ?? ''} ${plan.title.replace(/^Kế hoạch\s*/u, '').replace(/\s*năm \d{4}$/u, '')}`)}`,
    ...comments('  ', ask('year')),
    `  year: ${plan.year ?? 'null'}`,
    ...comments('  ', ask('number')),
    `  number: ${plan.number === null ? 'null' : text(plan.number)}`,
    ...comments('  ', ask('date')),
    `  date: ${plan.date ?? 'null'}`,
    ...comments('  ', ask('title')),
    `  title: ${text(plan.title)}`,
    ...comments('  ', ask('issuer')),
    `  # Cơ quan ban hành: ${plan.issuer ?? 'chưa rõ'}. Mã dưới đây phải có trong danh sách tổ chức.`,
    '  roles: { issuer: btv, board: ban-tuyen-giao }',
    ...reportLines(periodic, questions),
    'topics:',
    ...plan.topics.flatMap((topic) => topicLines(topic, plan.year, results, id, ask)),
  ];
  return `${lines.join('\n')}\n`;
}

function reportLines(reports: DraftReport[], questions: DraftQuestion[]): string[] {
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
    ...(periods.length === 1 && every !== undefined ? [`    every: ${every}`] : ['    # every: quarter']),
    `    said: ${text(reports.map(({ said }) => said).join(' / '))}`,
  ];
}

function topicLines(
  topic: DraftTopic,
  year: number | null,
  results: DraftReport | undefined,
  id: (text: string) => string,
  ask: (about: string) => DraftQuestion[],
): string[] {
  const path = `topics/${topic.ordinal}`;
  const kinds = [...new Set(topic.stages.map(({ kind }) => kind))];
  const needsReport =
    results !== undefined && !kinds.includes('reporting') && (kinds.includes('session') || kinds.includes('study'));
  return [
    `  - id: ${id(topic.title)}`,
    `    short: ${text(`Chuyên đề ${topic.ordinal}/${year ?? ''}`)}`,
    ...comments('    ', ask(`${path}/title`)),
    `    title: ${text(topic.title)}`,
    ...(topic.choice ? ['    choice: true'] : []),
    ...(topic.governedBy
      ? [
          '    # silent: true khi kế hoạch kia đã có thư nhắc riêng',
          `    governedBy: { plan: ${text(topic.governedBy.said)}, silent: false }`,
        ]
      : []),
    '    stages:',
    ...kinds.flatMap((kind) => {
      const stages = topic.stages.filter((stage) => stage.kind === kind);
      return stageLines(stages, topic.choice ?? false, [
        ...ask(`${path}/${kind}`),
        ...ask(`${path}/${kind}/opens`),
        ...ask(`${path}/${kind}/due`),
      ]);
    }),
    ...(needsReport ? resultLines(results, topic.choice ?? false) : []),
  ];
}

/** Several deadlines of one stage are all told in comments; none is taken. */
function stageLines(stages: DraftStage[], choice: boolean, questions: DraftQuestion[]): string[] {
  const [stage] = stages;
  if (!stage) return [];
  const one = stages.length === 1;
  return [
    `      ${stage.kind}: # ${stageName(stage.kind)}${placeText(stage.place)}`,
    ...comments('        ', questions),
    `        owner: ${OWNERS[stage.kind]}`,
    ...(stage.kind === 'briefing' ? ['        for: [unit, mass]'] : []),
    ...(choice ? ['        information: true'] : []),
    ...(one && stage.opens !== null ? [`        opens: ${stage.opens}`] : []),
    ...(one ? dueLines(stage) : stages.map((each) => `        # ${each.audience ?? each.said}: ${dueText(each) ?? 'chưa rõ'}`)),
    ...(stages.some(({ tentative }) => tentative) ? ['        tentative: true'] : []),
    `        said: ${text([...new Set(stages.map(({ said }) => said))].join(' / '))}`,
  ];
}

function resultLines(report: DraftReport, choice: boolean): string[] {
  const open =
    dueText(report) === null
      ? ['        # HỎI: không nêu thời hạn báo cáo kết quả. Đề xuất: +10 working days after session']
      : [];
  return [
    `      reporting: # ${stageName('reporting')}${placeText(report.place)}`,
    ...open,
    `        owner: ${OWNERS.reporting}`,
    ...(choice ? ['        information: true'] : []),
    ...dueLines(report),
    `        said: ${text(report.said)}`,
  ];
}

interface Due {
  due: string | null;
  before?: string;
  relative?: DraftRelative;
}

function dueLines(stage: Due): string[] {
  const due = dueText(stage);
  return due === null ? ['        # due:', '        # decided:', '        # basis:'] : [`        due: ${due}`];
}

function dueText({ due, before, relative }: Due): string | null {
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
