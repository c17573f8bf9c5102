/**
 * A draft for the terminal: topics, their dates with the sentence of each, and the questions.
 *
 * @module
 */
import { REPORT_PERIODS, type ReportPeriod } from '../../domain/plan';
import { countText, dateText, stageName } from '../../domain/wording';
import type { Draft, DraftPlace, DraftQuestion, DraftReport, DraftStage } from './types';

const PERIOD_NAMES: Record<ReportPeriod, string> = {
  month: 'hằng tháng',
  quarter: 'hằng quý',
  half: '6 tháng',
  year: 'hằng năm',
};

export function draftText({ plan, questions }: Draft): string[] {
  return [
    plan.title === '' ? 'Chưa rõ tên kế hoạch' : plan.title,
    `Số: ${plan.number ?? 'chưa rõ'}; ngày: ${plan.date === null ? 'chưa rõ' : dateText(plan.date)}; năm: ${plan.year ?? 'chưa rõ'}; cơ quan ban hành: ${plan.issuer ?? 'chưa rõ'}`,
    ...(plan.basis.length > 0 ? [`Căn cứ: ${plan.basis.map(({ number }) => number).join('; ')}`] : []),
    ...plan.topics.flatMap(({ ordinal, title, choice, governedBy, stages }) => [
      '',
      `${ordinal}. ${title === '' ? 'Chưa rõ tên chuyên đề' : title}${choice ? ' (tự chọn)' : ''}${governedBy ? ` (theo ${governedBy.number})` : ''}`,
      ...stages.flatMap(stageLines),
    ]),
    ...(plan.reports.length > 0 ? ['', 'Báo cáo:', ...plan.reports.map(reportLine)] : []),
    ...(plan.recipients.length > 0 ? ['', `Nơi nhận: ${plan.recipients.join('; ')}`] : []),
    '',
    questions.length === 0 ? 'Không có nội dung cần làm rõ.' : `Nội dung cần làm rõ: ${countText(questions.length)}`,
    ...questions.flatMap(questionLines),
  ];
}

function stageLines({ kind, opens, due, before, relative, tentative, audience, said, place }: DraftStage): string[] {
  const start = opens === null || opens === due ? '' : `từ ${dateText(opens)} `;
  const counted = relative
    ? `${relative.days} ${relative.unit === 'working' ? 'ngày làm việc' : 'ngày'} sau ${relative.after === null ? 'một mốc chưa rõ' : stageName(relative.after).toLowerCase()}`
    : 'chưa rõ thời hạn';
  const comma = start !== '' && due === null ? `${start.trim()}, ` : start;
  const end = before !== undefined ? `trước ${dateText(before)}` : due === null ? counted : `đến hết ${dateText(due)}`;
  return [
    `   ${stageName(kind)}${audience === undefined ? '' : ` (${audience})`}: ${comma}${end}${tentative ? ' (dự kiến)' : ''}`,
    `      “${said}” [${placeText(place)}]`,
  ];
}

function reportLine({ every, due, before, results, said, place }: DraftReport): string {
  const period = results
    ? 'kết quả'
    : every === null
      ? 'định kỳ, chưa rõ kỳ'
      : PERIOD_NAMES[REPORT_PERIODS.find((each) => each === every) ?? 'year'];
  const day = before !== undefined ? `, trước ${dateText(before)}` : due === null ? '' : `, đến hết ${dateText(due)}`;
  return `   ${period}${day}: “${said}” [${placeText(place)}]`;
}

const questionLines = ({ about, reason, proposal, said, place }: DraftQuestion): string[] => [
  `   ${about}: ${reason}`,
  ...(said === '' ? [] : [`      “${said}”${place ? ` [${placeText(place)}]` : ''}`]),
  `      ${proposal}`,
];

const placeText = ({ line, page }: DraftPlace) => (page === undefined ? `dòng ${line}` : `trang ${page}, dòng ${line}`);
