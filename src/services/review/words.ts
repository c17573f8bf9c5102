/**
 * Dates, periods and roles in the words of the review; what is shown here can be typed as an answer.
 *
 * @module
 */
import { foldedKey } from '../../documents/draft/folding';
import type { LocalDate } from '../../domain/dates';
import type { Role } from '../../domain/organisation';
import { REPORT_PERIODS, STAGE_KINDS, type ReportPeriod, type StageKind } from '../../domain/plan';
import { dateText, stageName } from '../../domain/wording';

/** "từ ngày 01/5/2024 đến hết ngày 30/9/2024", "trước ngày 01/7/2024", "10 ngày làm việc sau sinh hoạt chuyên đề" */
export function dueWords(due: string, opens: LocalDate | null = null): string {
  const counted = /^\+(\d+) working days? after (\S+)$/.exec(due);
  const stage = STAGE_KINDS.find((kind) => kind === counted?.[2]);
  if (counted && stage) return countedWords(Number(counted[1]), stage);
  const from = opens === null ? '' : `từ ngày ${dateText(opens)} `;
  const before = /^before (\S+)$/.exec(due)?.[1];
  return before === undefined ? `${from}đến hết ngày ${dateText(due)}` : `${from}trước ngày ${dateText(before)}`;
}

export const countedWords = (days: number, after: StageKind): string => `${days} ngày làm việc sau ${lowerStage(after)}`;

/** "sinh hoạt chuyên đề", inside a sentence. */
export const lowerStage = (kind: StageKind): string => stageName(kind).toLowerCase();

export const PERIOD_WORDS: Record<ReportPeriod, string> = {
  month: 'hằng tháng',
  quarter: 'hằng quý',
  half: '6 tháng một lần',
  year: 'hằng năm',
};
const PERIODS: Record<ReportPeriod, RegExp> = {
  month: /^(?:(?:hằng|mỗi|một|1|từng|theo) )?tháng(?: một lần)?$/u,
  quarter: /^(?:(?:hằng|mỗi|một|1|từng|theo) )?quý(?: một lần)?$|^(?:3|ba) tháng(?: một lần)?$/u,
  half: /^(?:hằng |mỗi )?(?:(?:6|sáu) tháng|nửa năm)(?: một lần)?$/u,
  year: /^(?:(?:hằng|mỗi|một|1|từng|theo) )?năm(?: một lần)?$/u,
};

/** The period that the words name, or null. */
export function periodIn(words: string): ReportPeriod | null {
  const key = foldedKey(words).trim().replace(/\s+/g, ' ');
  return REPORT_PERIODS.find((each) => each === key || PERIODS[each].test(key)) ?? null;
}

export const ROLE_WORDS: Record<Role, string> = {
  issuer: 'cơ quan ban hành',
  board: 'Ban Tuyên giáo',
  unit: 'tổ chức cơ sở đảng',
  subunit: 'đảng bộ bộ phận',
  cell: 'chi bộ',
  mass: 'đoàn thể',
};
const ROLE_NAMES: [Role, RegExp][] = [
  ['issuer', /^(?:issuer|cơ quan ban hành|ban thường vụ|btv)$/u],
  ['board', /^(?:board|ban tuyên giáo)$/u],
  ['unit', /^(?:unit|(?:các )?(?:tổ chức )?cơ sở(?: đảng)?|(?:các )?đảng (?:ủy|bộ) cơ sở)$/u],
  ['subunit', /^(?:subunit|(?:các )?đảng (?:ủy|bộ) bộ phận)$/u],
  ['cell', /^(?:cell|(?:các )?chi bộ)$/u],
  ['mass', /^(?:mass|(?:các )?đoàn thể)$/u],
];

export const rolesWords = (roles: Role[]): string => roles.map((role) => ROLE_WORDS[role]).join(', ');

/** The roles that the words name; null when one of them is none. */
export function rolesIn(words: string): Role[] | null {
  const parts = foldedKey(words)
    .split(/[,;+]| và /u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = parts.map((part) => ROLE_NAMES.find(([, name]) => name.test(part))?.[0] ?? null);
  const roles = found.filter((role) => role !== null);
  return roles.length > 0 && roles.length === found.length ? [...new Set(roles)] : null;
}
