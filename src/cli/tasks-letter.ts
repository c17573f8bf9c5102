/**
 * `tasks letter`: open work as a *công văn đôn đốc*, a docx draft that the office numbers, signs and issues.
 *
 * @module
 */
import { Option, type Command } from 'commander';
import { z } from 'zod';
import { weekdayName } from '../mail/texts/vi/dates';
import type { UrgingLetter } from '../documents/letters/urging';
import { countText, dateText } from '../domain/wording';
import { CodedError } from '../errors';
import type { Db } from '../services/db';
import { LETTER_DAYS, letterFacts, taskIdFrom, TEXT_KINDS } from '../services/tasks/commands';
import { localDate } from './local-date';
import { planIdFor } from './plan-choice';
import { seenTask } from './seen-task';
import type { Surroundings } from './tasks';
import { writeWhole } from './whole-file';

const letterOptions = z.object({
  plan: z.string().optional(),
  kind: z.enum(TEXT_KINDS).optional(),
  task: z.array(z.string()).optional(),
  unit: z.array(z.string()).optional(),
  before: z.string().optional(),
  place: z.string().trim().min(1).optional(),
  out: z.string(),
  force: z.boolean().optional(),
  json: z.boolean().optional(),
});

/** Adds the command below `tasks`. */
export function register(tasks: Command, { withFacts, now, print }: Surroundings): void {
  tasks
    .command('letter')
    .description('soạn công văn đôn đốc về các việc đang mở: dự thảo docx để văn phòng ghi số, ký, ban hành')
    .requiredOption('--out <tệp>', 'tệp docx sẽ ghi')
    .option('--plan <mã>', 'kế hoạch (mặc định: của các việc đã chọn, hoặc kế hoạch duy nhất đang thực hiện)')
    .addOption(new Option('--kind <loại>', 'loại việc (mặc định: miss; có --task thì theo các việc đó)').choices(TEXT_KINDS))
    .option('--task <danh-sách...>', 'chỉ về các việc này (mặc định: mọi việc đang mở)')
    .option('--unit <danh-sách...>', 'chỉ gửi các tổ chức cơ sở đảng này (mặc định: tất cả)')
    .option(
      '--before <ngày>',
      `đề nghị báo cáo trước ngày này (mặc định: ${countText(LETTER_DAYS)} ngày làm việc kể từ hôm nay)`,
      localDate,
    )
    .option('--place <địa-danh>', 'địa danh nơi ban hành (mặc định: để trống)')
    .option('--force', 'ghi đè tệp đã có')
    .option('--json', 'in dạng JSON')
    .addHelpText('after', '\nVí dụ:\n  chuyende tasks letter --kind miss --before 2023-07-14 --out cong-van.docx')
    .action(async (given: unknown) => {
      const options = letterOptions.parse(given);
      const { kind, task, unit: unitIds, before, place, out, force, json } = options;
      const letter = await withFacts(async (db) => {
        const taskIds = task && (await Promise.all(task.map((id) => taskIdFrom(db, seenTask(id, undefined).id))));
        const planId = await planOfLetter(db, options.plan, taskIds);
        const kinds = kind === undefined ? (taskIds ? TEXT_KINDS : (['miss'] as const)) : [kind];
        return letterFacts(db, { planId, kinds, taskIds, unitIds, by: before, place }, { asOf: now() });
      });
      const { urgingDocx } = await import('../documents/letters/urging-docx.js'); // loads a writer of docx: for this command alone
      await writeWhole(out, await urgingDocx(letter), { force: force ?? false });
      print(json ? JSON.stringify({ file: out, ...letter }, null, 2) : writtenText(out, letter, before === undefined));
    });
}

async function planOfLetter(db: Db, named: string | undefined, taskIds: string[] | undefined): Promise<string> {
  if (named !== undefined || taskIds === undefined) return planIdFor(db, named);
  const found = await db.prisma.task.findMany({ where: { id: { in: taskIds } }, select: { planId: true }, distinct: ['planId'] });
  const [only, ...others] = found;
  if (!only || others.length > 0)
    throw new CodedError('CD_USAGE', {
      what: {
        vi: 'Các việc thuộc nhiều kế hoạch: mỗi công văn chỉ nói về một kế hoạch',
        en: 'The tasks are of several plans: a letter is about one',
      },
    });
  return only.planId;
}

/** What was written, and what the office still has to do. */
function writtenText(out: string, { duties, counts, by, plan, place }: UrgingLetter, byDefault: boolean): string {
  const units = new Set(duties.map(({ unit }) => unit.id)).size;
  const figures = counts.map(({ topic, reported, duties: of }) => `${topic} ${countText(reported)}/${countText(of)}`);
  const why = byDefault
    ? `mặc định ${countText(LETTER_DAYS)} ngày làm việc theo lịch của kế hoạch; đổi bằng --before`
    : '--before';
  const blanks = [
    'số, ký hiệu',
    ...(place === null ? ['địa danh'] : []),
    'ngày, tháng, năm',
    ...(plan.number === null ? ['số của kế hoạch'] : []),
    ...(plan.date === null ? ['ngày của kế hoạch'] : []),
  ];
  return [
    `Đã ghi ${out}: ${countText(duties.length)} việc phải làm của ${countText(units)} tổ chức cơ sở đảng.`,
    `Đã nhận báo cáo: ${figures.join('; ')}.`,
    `Đề nghị báo cáo trước ngày ${dateText(by)} (${weekdayName(by)}; ${why}).`,
    `Dự thảo: văn phòng ghi ${blanks.join('; ')}, rồi ký và ban hành.`,
  ].join('\n');
}
