/**
 * The form of a plan file, part by part: each part is checked alone, so that a fault in one hides none in another.
 *
 * @module
 */
import { z } from 'zod';
import type { LocalDate } from '../domain/dates';
import { ROLES } from '../domain/organisation';
import { REPORT_PERIODS, STAGE_KINDS, type StageKind } from '../domain/plan';
import { must, wordOf } from './schema-faults';
import { dayText, idText, isDay } from './written-values';

/** Keys whose text may hold a comma inside `{ … }`. */
export const PROSE_KEYS = ['said', 'decided', 'basis', 'title', 'place'] as const;

/** Every key a plan file may hold: none of them is ever taken for the rest of a sentence. */
export const PLAN_KEYS = [
  'plan',
  'topics',
  'id',
  'year',
  'number',
  'date',
  'zone',
  'roles',
  'issuer',
  'board',
  'reports',
  'every',
  'short',
  'choice',
  'governedBy',
  'silent',
  'materials',
  'stages',
  'owner',
  'for',
  'opens',
  'due',
  'tentative',
  'after',
  'requires',
  'information',
  'hour',
  'seats',
  'nonMembers',
  ...STAGE_KINDS,
] as const;

/** What no text holds and no database takes: control characters but line ends and tabs, halves of a surrogate pair. */
const UNWRITABLE = /\p{Cs}|[^\P{Cc}\n\t]/u;

const text = z
  .string()
  .superRefine(
    must(
      'wrong-value',
      (value) => !UNWRITABLE.test(value),
      () => 'có ký tự điều khiển hoặc ký tự hỏng; đề nghị gõ lại chỗ này',
    ),
  )
  .normalize('NFC')
  .trim()
  .min(1)
  .max(2000);

/** A due date as written: on a day, before a day (`trước ngày`), or so many working days after another stage's due. */
export type DueForm =
  | { form: 'on'; day: LocalDate }
  | { form: 'before'; day: LocalDate }
  | { form: 'after'; workingDays: number; stage: StageKind };

const dueText = z.string().transform((value, context): DueForm => {
  const refuse = (kind: string, message: string): typeof z.NEVER => {
    context.addIssue({ code: 'custom', params: { kind }, message });
    return z.NEVER;
  };
  const relative = /^\+(\d{1,3}) working days? after (\S+)$/.exec(value);
  if (relative) {
    const stage = STAGE_KINDS.find((kind) => kind === relative[2]);
    if (!stage) return refuse('unknown-stage', `bước “${relative[2]}” không có; chỉ dùng: ${STAGE_KINDS.join(', ')}`);
    return { form: 'after', workingDays: Number(relative[1]), stage };
  }
  const before = /^before (\S+)$/.exec(value);
  const day = before?.[1] ?? value;
  if (isDay(day)) return { form: before ? 'before' : 'on', day };
  return refuse(
    'bad-date',
    `thời hạn “${value}” không đọc được; viết 2023-06-30, “before 2023-06-30” (trước ngày) hoặc “+10 working days after session”`,
  );
});

const sourced = { said: text.optional(), decided: text.optional(), basis: text.optional() };
const roles = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z
    .array(wordOf(ROLES, 'unknown-role', 'vai trò'))
    .min(1)
    .max(ROLES.length),
);
const stageWord = wordOf(STAGE_KINDS, 'unknown-stage', 'bước');

export const stageSchema = z.strictObject({
  owner: roles,
  for: roles.optional(),
  opens: dayText.optional(),
  due: dueText.optional(),
  tentative: z.boolean().default(false),
  ...sourced,
  after: stageWord.optional(),
  requires: wordOf(['materials'], 'wrong-value', 'điều kiện').optional(),
  information: z.boolean().default(false),
  place: text.optional(),
  hour: z
    .string()
    .superRefine(
      must(
        'wrong-value',
        (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
        (value) => `giờ “${value}” viết dạng 08:00`,
      ),
    )
    .optional(),
  seats: z.int().min(1).max(100_000).optional(),
  nonMembers: z.boolean().default(false),
});
export type StageForm = z.output<typeof stageSchema>;

export const reportsSchema = z.strictObject({ every: wordOf(REPORT_PERIODS, 'wrong-value', 'kỳ báo cáo'), ...sourced });

/** The plan's own part without its reports, which are checked apart. */
export const planSchema = z.strictObject({
  id: idText,
  year: z.int().min(2000).max(2100),
  number: text.nullable().default(null),
  date: dayText.nullable().default(null),
  title: text,
  zone: z
    .string()
    .superRefine(must('wrong-value', isZone, (value) => `múi giờ “${value}” không có, ví dụ Asia/Ho_Chi_Minh`))
    .default('Asia/Ho_Chi_Minh'),
  roles: z.strictObject({ issuer: idText, board: idText }),
  reports: z.unknown().optional(),
});

/** A topic without its stages, which are checked one by one. */
export const topicSchema = z.strictObject({
  id: idText,
  short: text.max(60).optional(),
  title: text,
  choice: z.boolean().default(false),
  governedBy: z.strictObject({ plan: text, silent: z.boolean() }).optional(),
  materials: z.array(text).max(50).default([]),
  stages: z.unknown().optional(),
});

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
