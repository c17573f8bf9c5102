/**
 * What a report says, and whether it can be so. The first screen of DESIGN §9; faults are told by field, in Vietnamese.
 *
 * @module
 */
import { z } from 'zod';
import { isRealDay, type LocalDate } from '../../domain/dates';
import type { StageKind } from '../../domain/plan';
import { CodedError } from '../../errors';

/** code → what the person reads. Codes are stable: pages may point to them. */
export const REPORT_FAULTS = {
  required: 'Đề nghị ghi nội dung này.',
  date: 'Ngày không đúng; đề nghị ghi ngày, tháng, năm.',
  'held-later': 'Ngày sinh hoạt không thể sau hôm nay.',
  'held-earlier': 'Ngày sinh hoạt trước năm của kế hoạch; đề nghị xem lại năm.',
  meeting: 'Đề nghị chọn: sinh hoạt riêng hoặc kết hợp sinh hoạt thường kỳ.',
  count: 'Đề nghị ghi một số nguyên, từ 0 đến 99999.',
  'none-present': 'Số có mặt phải từ 1 trở lên.',
  'exempt-over-total': 'Số được miễn sinh hoạt không thể lớn hơn tổng số đảng viên.',
  'present-over-expected': 'Số có mặt không thể lớn hơn số phải dự (tổng số trừ số được miễn).',
  'absent-sum': 'Có mặt cộng vắng phải bằng tổng số trừ số được miễn.',
  'reported-over-cells': 'Số chi bộ đã báo cáo không thể lớn hơn số chi bộ.',
  'late-over-reported': 'Số báo cáo sau thời hạn không thể lớn hơn số đã báo cáo.',
  score: 'Điểm tự đánh giá từ 0 đến 100.',
  'too-long': 'Nội dung dài quá 4000 chữ; đề nghị rút gọn.',
  unknown: 'Mục này không có trong mẫu báo cáo.',
  learned: 'Đề nghị ghi đã biết kết quả bằng cách nào, lúc nào.',
} as const;
export type ReportFaultCode = keyof typeof REPORT_FAULTS;

export interface FieldFault {
  field: string;
  code: ReportFaultCode;
  /** Vietnamese. */
  message: string;
}

/** A report that cannot be so. `fields` says where. */
export class ReportFaultsError extends CodedError {
  constructor(readonly fields: FieldFault[]) {
    super('CD_REPORT_FAULTS', {
      count: fields.length,
      list: fields.map((fault) => `${fault.field}: ${fault.message}`).join(' '),
    });
  }
}

export const faultAt = (field: string, code: ReportFaultCode): FieldFault => ({ field, code, message: REPORT_FAULTS[code] });

// A form sends text: digits become a number, an empty box is no answer.
const fromForm = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
};
const said = (code: ReportFaultCode) => (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : code);
const number = z
  .number({ error: said('count') })
  .int({ error: 'count' })
  .min(0, { error: 'count' })
  .max(99_999, { error: 'count' });
const count = z.preprocess(fromForm, number);
const countOrNone = z.preprocess((value) => fromForm(value) ?? 0, number);
const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
  z.string({ error: 'required' }).trim().max(4000, { error: 'too-long' }).optional(),
);
const score = z.preprocess(
  fromForm,
  z.number({ error: 'score' }).min(0, { error: 'score' }).max(100, { error: 'score' }).optional(),
);

const attendance = {
  total: count,
  exempt: countOrNone,
  present: count,
  absentWithReason: countOrNone,
  absentWithoutReason: countOrNone,
  /** Non-members who took part. */
  nonMembers: countOrNone,
};
/** Optional, and may come later as a further revision. */
const later = { score, goodPractice: text, proposals: text };

export const heldContent = z.strictObject({
  /** Alone, or together with the monthly meeting. */
  meeting: z.enum(['alone', 'monthly'], { error: said('meeting') }),
  ...attendance,
  ...later,
});
export type HeldContent = z.infer<typeof heldContent>;

export const sumUpContent = z.strictObject({ cells: count, reported: count, late: countOrNone, ...attendance, ...later });
export type SumUpContent = z.infer<typeof sumUpContent>;

export const choiceContent = z.strictObject({
  /** What the body chose to hold its session about. */
  chosen: z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() || undefined : value),
    z.string({ error: 'required' }).max(4000, { error: 'too-long' }),
  ),
});
export type ChoiceContent = z.infer<typeof choiceContent>;

/** `{}`: recorded on behalf with its date only; the figures come later. */
export type ReportContent = HeldContent | SumUpContent | ChoiceContent | Record<string, never>;

type Attendance = Pick<HeldContent, 'total' | 'exempt' | 'present' | 'absentWithReason' | 'absentWithoutReason'>;

/** Figures that contradict each other. */
export function attendanceFaults(figures: Attendance): FieldFault[] {
  const expected = figures.total - figures.exempt;
  if (expected < 0) return [faultAt('exempt', 'exempt-over-total')];
  if (figures.present > expected) return [faultAt('present', 'present-over-expected')];
  if (figures.present + figures.absentWithReason + figures.absentWithoutReason !== expected)
    return [faultAt('absentWithReason', 'absent-sum')];
  return [];
}

function sumUpFaults(content: SumUpContent): FieldFault[] {
  const faults = attendanceFaults(content);
  if (content.reported > content.cells) faults.push(faultAt('reported', 'reported-over-cells'));
  if (content.late > content.reported) faults.push(faultAt('late', 'late-over-reported'));
  return faults;
}

const heldFaults = (content: HeldContent): FieldFault[] =>
  content.present === 0 ? [faultAt('present', 'none-present')] : attendanceFaults(content);

const isCode = (code: string): code is ReportFaultCode => code in REPORT_FAULTS;

function read<T>(
  schema: z.ZodType<T>,
  content: unknown,
  check: (content: T) => FieldFault[],
): { content: T | null; faults: FieldFault[] } {
  const parsed = schema.safeParse(content);
  if (parsed.success) return { content: parsed.data, faults: check(parsed.data) };
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => faultAt(key, 'unknown'))
      : [faultAt(issue.path.join('.') || 'content', isCode(issue.message) ? issue.message : 'required')],
  );
  return { content: null, faults };
}

const readers: Record<StageKind, (content: unknown) => { content: ReportContent | null; faults: FieldFault[] }> = {
  selection: (content) => read(choiceContent, content, () => []),
  briefing: (content) => read(heldContent, content, heldFaults),
  study: (content) => read(heldContent, content, heldFaults),
  session: (content) => read(heldContent, content, heldFaults),
  reporting: (content) => read(sumUpContent, content, sumUpFaults),
};

/** Stages whose report names the day they were held. */
export const isHeld = (kind: StageKind) => kind === 'briefing' || kind === 'study' || kind === 'session';

/**
 * Reads a report as it was sent (forms may send figures as text).
 *
 * @param i.onBehalf the date alone is enough: `content` may be null
 * @throws ReportFaultsError (CD_REPORT_FAULTS) with every fault at its field
 */
export function readReport(i: {
  kind: StageKind;
  heldOn: LocalDate | null;
  content: unknown;
  onBehalf: boolean;
  learned: string | null;
  today: LocalDate;
  year: number;
}): { heldOn: LocalDate | null; content: ReportContent } {
  const faults: FieldFault[] = [];
  if (i.onBehalf && (i.learned ?? '').trim() === '') faults.push(faultAt('learned', 'learned'));
  const held = isHeld(i.kind) ? (i.heldOn ?? '').trim() : null;
  if (held === '') faults.push(faultAt('heldOn', 'required'));
  else if (held !== null && !isRealDay(held)) faults.push(faultAt('heldOn', 'date'));
  else if (held !== null && held > i.today) faults.push(faultAt('heldOn', 'held-later'));
  else if (held !== null && held < `${i.year}-01-01`) faults.push(faultAt('heldOn', 'held-earlier'));
  const body: { content: ReportContent | null; faults: FieldFault[] } =
    i.onBehalf && (i.content === null || i.content === undefined) ? { content: {}, faults: [] } : readers[i.kind](i.content);
  faults.push(...body.faults);
  if (faults.length > 0 || body.content === null) throw new ReportFaultsError(faults);
  return { heldOn: held, content: body.content };
}
