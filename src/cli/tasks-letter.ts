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
    .description('open work as a letter to its units (công văn đôn đốc): a docx draft that the office numbers, signs and issues')
    .requiredOption('--out <file>', 'the docx to write')
    .option('--plan <id>', 'of this plan (default: that of the tasks, or the only one that is running)')
    .addOption(new Option('--kind <kind>', 'of this kind (default: miss; with --task, theirs)').choices(TEXT_KINDS))
    .option('--task <ids...>', 'about these tasks (default: all that are open)')
    .option('--unit <ids...>', 'to these units (default: all)')
    .option('--before <date>', `ask for reports before this day (default: ${LETTER_DAYS} working days from now)`, localDate)
    .option('--place <name>', 'where it is issued (default: left blank)')
    .option('--force', 'write over an existing file')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  chuyende tasks letter --kind miss --before 2023-07-14 --out cong-van.docx')
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
    throw new CodedError('CD_USAGE', { what: 'The tasks are of several plans: a letter is about one' });
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
