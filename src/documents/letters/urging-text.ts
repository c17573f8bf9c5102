/**
 * The sentences of a *công văn đôn đốc*, in the words of offices. What the office writes itself is left as dots.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { countText, dateText, stageName } from '../../domain/wording';
import { letterBodies } from './letter-bodies';
import type { StageCount, UrgedDuty, UrgingLetter } from './urging';

/** Left for the office to write. */
export const BLANK = '……';

export const SUBJECT = 'về việc báo cáo kết quả sinh hoạt chuyên đề';
export const COLUMNS = ['TT', 'Tổ chức cơ sở đảng', 'Chi bộ', 'Chuyên đề', 'Thời hạn', 'Ghi chú'];

/** "Các đảng ủy, chi bộ cơ sở (danh sách kèm theo)"; a single unit that was chosen by its name. */
export function receivers(letter: UrgingLetter): string {
  const only = onlyUnit(letter);
  return only ? only.addressed : `Các ${readers(letter)} (danh sách kèm theo)`;
}

/** The letter's one paragraph. */
export function bodyText(letter: UrgingLetter): string {
  const { board, issuer } = letterBodies(letter.roles);
  const { number, date } = letter.plan;
  const plan = `Kế hoạch số ${number ?? BLANK}, ngày ${date === null ? BLANK : dateText(date)} của ${issuer}`;
  const asked = onlyUnit(letter)?.addressed ?? `các ${readers(letter)}`;
  return (
    `Thực hiện ${plan}, đến ngày ${dateText(letter.asOf)} ${board} đã nhận được báo cáo của ${countsText(letter)}. ` +
    `Để kịp tổng hợp báo cáo ${issuer}, ${board} đề nghị ${asked} ${asks(letter.duties)} trước ngày ${dateText(letter.by)}.`
  ).normalize('NFC');
}

/** Who else gets it, each a line. */
export function copiesTo(letter: UrgingLetter): string[] {
  const { board, issuer } = letterBodies(letter.roles);
  return ['- Như trên,', `- ${issuer.replace(/^Ban Thường vụ(?= )/u, 'BTV')} (để b/c),`, `- Lưu ${board}.`];
}

/** Above the list: what it holds, and the letter it belongs to. */
export function appendixHeading({ duties, asOf, roles }: UrgingLetter): { title: string; belongsTo: string } {
  const { board } = letterBodies(roles);
  const what = duties.every(({ isCell }) => isCell) ? 'chi bộ' : 'tổ chức';
  return {
    title: `Danh sách ${what} ${board} chưa nhận được báo cáo, tính đến ngày ${dateText(asOf)}`,
    belongsTo: `(kèm theo Công văn số ${BLANK}, ngày ${BLANK} của ${board})`,
  };
}

/** A row of the appendix, by {@link COLUMNS}. */
export function appendixRow(duty: UrgedDuty, index: number): string[] {
  const { unit, below, topic, stage, due } = duty;
  const what = stage === 'session' ? topic : `${topic}, ${stageName(stage).toLowerCase()}`;
  return [String(index + 1), unit.name, below ?? '–', what, dateText(due), remark(duty)];
}

function remark({ moved, plannedDate, contact }: UrgedDuty): string {
  const remarks = [
    ...(plannedDate === null ? [] : [`dự kiến ${dateText(plannedDate)}`]),
    ...(moved ? ['thời hạn đã điều chỉnh'] : []),
    ...(contact === 'none' ? ['chưa có đầu mối liên hệ'] : []),
    ...(contact === 'bounced' ? ['thư gửi không đến được'] : []),
  ];
  return remarks.join('; ');
}

/** "296/300 chi bộ"; of several stages each with its topic. */
function countsText({ counts, chosenUnits, duties }: UrgingLetter): string {
  const figures = counts.map((count) => {
    const figure = `${countText(count.reported)}/${countText(count.duties)} ${nounOf(count)}`;
    const about = count.stage === 'session' ? count.topic : `${count.topic}, ${stageName(count.stage).toLowerCase()}`;
    return counts.length === 1 ? figure : `${figure} (${about})`;
  });
  if (!chosenUnits) return figures.join(', ');
  const [first, ...others] = new Set(duties.map(({ unit }) => unit.name));
  return `${figures.join(', ')} thuộc ${others.length === 0 ? first : 'các tổ chức cơ sở đảng trong danh sách'}`;
}

const NOUNS: Record<StageCount['owners'], string> = { cell: 'chi bộ', unit: 'tổ chức cơ sở đảng', mixed: 'tổ chức' };
const nounOf = ({ owners }: StageCount) => NOUNS[owners];

function onlyUnit({ chosenUnits, duties }: UrgingLetter): UrgedDuty['unit'] | null {
  const [first] = duties;
  return chosenUnits && first && duties.every(({ unit }) => unit.id === first.unit.id) ? first.unit : null;
}

function readers({ duties }: UrgingLetter): string {
  const has = (reader: UrgedDuty['unit']['reader']) => duties.some(({ unit }) => unit.reader === reader);
  return [has('committee') && 'đảng ủy', has('cell') && 'chi bộ cơ sở', has('other') && 'đoàn thể']
    .filter((word) => word !== false)
    .join(', ');
}

const CELL_DOES: [StageKind, string][] = [
  ['selection', 'lựa chọn nội dung chuyên đề'],
  ['study', 'học tập, thảo luận'],
  ['session', 'sinh hoạt'],
];

/** What units owe themselves first, then what they are to see to. */
function asks(duties: UrgedDuty[]): string {
  const isSum = ({ stage, below }: UrgedDuty) => stage === 'reporting' && below === null;
  const others = duties.filter((duty) => !isSum(duty));
  const own = others.filter(({ isCell }) => !isCell);
  const cells = others.filter(({ isCell }) => isCell);
  const led = cells.some(({ unit }) => unit.reader === 'committee');
  return [
    ...(duties.some(isSum) ? ['sớm gửi báo cáo tổng hợp'] : []),
    ...(own.length > 0 ? [`sớm ${own.some(({ stage }) => stage === 'study') ? 'tổ chức ' : ''}${doing(own)}`] : []),
    ...(cells.length > 0 ? [`${led ? 'quan tâm chỉ đạo các chi bộ trong danh sách ' : ''}sớm ${doing(cells)}`] : []),
  ].join(', ');
}

function doing(duties: UrgedDuty[]): string {
  const verbs = CELL_DOES.filter(([kind]) => duties.some(({ stage }) => stage === kind)).map(([, verb]) => verb);
  return verbs.length === 0 ? 'báo cáo' : `${verbs.join(', ')} và báo cáo`;
}
