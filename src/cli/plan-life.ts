/**
 * `plan start | pause | resume | cancel | status`: the life of a plan. Facts are written here; the workflows
 * follow, now or when Temporal is back.
 *
 * @module
 */
import type { Command } from 'commander';
import { loadPlanFiles } from '../documents/plan-files';
import { withPlaces } from '../documents/stage-faults';
import { wallClock } from '../domain/dates';
import { countText, dateText, planState, stageName, stageState } from '../domain/wording';
import { readConfig } from '../config';
import { CodedError } from '../errors';
import { basisOf } from '../services/duties/locked';
import { CANCELLATION, cancelPlan, pausePlan, resumePlan } from '../services/plans/pauses';
import { planLines, type PlanLine } from '../services/plans/lines';
import { standstills, stoppedTransports, type Standstill } from '../services/steps/standstill';
import { previewPlan, refuseOverload } from '../services/preview';
import { startPlan, type StartPlan } from '../services/plans/start';
import { agreed } from './agreed';
import { by, nothingDone, pastOption, type Past } from './amend-options';
import { localDate } from './local-date';
import { table } from './table';
import type { Surroundings } from './tasks';

/** Adds the commands below `plan`. */
export function register(plan: Command, around: Surroundings): void {
  registerStart(plan, around);
  registerPauses(plan, around);
  registerStatus(plan, around);
}

function registerStart(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('start')
    .argument('<tệp>', 'tệp kế hoạch, plan.yaml')
    .requiredOption('--bodies <csv>', 'danh sách tổ chức')
    .option('--calendar <tệp>', 'ngày nghỉ, ngày làm bù (mặc định: calendars/vn.yaml)')
    .option('--from <ngày>', 'ngày bắt đầu theo dõi (mặc định: hôm nay)', localDate)
    .addOption(pastOption())
    .addOption(by())
    .option('--json', 'in dạng JSON')
    .description('bắt đầu kế hoạch; thư đầu tiên gửi trong giờ làm việc của ngày đến lượt')
    .addHelpText('after', '\nVí dụ:\n  chuyende plan start plan.yaml --bodies bodies.csv --past skip')
    .action(
      async (file: string, options: Past & { bodies: string; calendar?: string; from?: string; by: string; json?: boolean }) => {
        const { document, places, roster, calendarFile } = await loadPlanFiles({
          plan: file,
          bodies: options.bodies,
          calendar: options.calendar,
        });
        const asOf = now();
        const from = options.from ?? wallClock(asOf, document.zone).day;
        const input = { document, roster, calendar: calendarFile, from, past: options.past ?? null };
        refuseWhatCannotArrive(input, readConfig().smtp.ratePerSec);
        const started = await withPlaces(file, { document, places }, () =>
          withFacts((db) => startPlan(db, input, { asOf, by: options.by })),
        );
        if (options.json) return print(JSON.stringify(started, null, 2));
        print(`Đã bắt đầu kế hoạch ${started.planId}: ${started.duties} việc phải làm (${started.workflowId}).`);
        if (started.past.length > 0)
          print(`${options.past === 'skip' ? 'Không theo dõi' : 'Dời thời hạn'}: ${started.past.join(', ')}`);
      },
    );
}

/** The plan's mail is added up against the mail server's rate before anything is written. DESIGN §8. */
function refuseWhatCannotArrive(
  input: Pick<StartPlan, 'document' | 'roster' | 'calendar' | 'from'>,
  perSecond: number | null,
): void {
  if (perSecond === null) return;
  const transport = { perSecond, perDay: null };
  refuseOverload(previewPlan({ ...input, transport }).load, transport);
}

function registerPauses(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('pause')
    .argument('<kế-hoạch>', 'mã của kế hoạch')
    .option('--basis <căn-cứ>', 'văn bản hoặc ý kiến cho phép', '')
    .addOption(by())
    .description('tạm dừng các bước và thư; vẫn nhận báo cáo')
    .action(async (planId: string, options: { basis: string; by: string }) => {
      await withFacts((db) => pausePlan(db, { planId, basis: options.basis }, { asOf: now(), by: options.by }));
      print(`Đã tạm dừng ${planId}. Tiếp tục: chuyende plan resume ${planId}`);
    });
  plan
    .command('resume')
    .argument('<kế-hoạch>', 'mã của kế hoạch')
    .addOption(pastOption())
    .addOption(by())
    .description('tiếp tục sau khi tạm dừng')
    .action(async (planId: string, options: Past & { by: string }) => {
      const { past, letters } = await withFacts((db) =>
        resumePlan(db, { planId, past: options.past ?? null }, { asOf: now(), by: options.by }),
      );
      print(
        `Tiếp tục ${planId}${past > 0 ? `; ${past} việc có thời hạn trong thời gian tạm dừng` : ''}${letters > 0 ? `; ${letters} thông báo bị giữ lại sẽ gửi trong đợt tới` : ''}.`,
      );
    });
  plan
    .command('cancel')
    .argument('<kế-hoạch>', 'mã của kế hoạch')
    .option('--basis <căn-cứ>', 'văn bản hoặc ý kiến cho phép', '')
    .option('--yes', 'không hỏi lại; không có tùy chọn này thì chỉ thực hiện khi được trả lời có, nếu không kết thúc với mã 1')
    .addOption(by())
    .description('dừng hẳn kế hoạch trước thời gian; không xóa gì, không tiếp tục lại được')
    .action(async (planId: string, options: { basis: string; yes?: boolean; by: string }) => {
      basisOf(CANCELLATION, options.basis);
      if (!options.yes && !(await agreed(`Dừng hẳn kế hoạch ${planId}? Không thể tiếp tục lại.`))) return nothingDone(print);
      await withFacts((db) => cancelPlan(db, { planId, basis: options.basis }, { asOf: now(), by: options.by }));
      print(`Đã dừng hẳn ${planId}.`);
    });
}

function registerStatus(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('status')
    .argument('[kế-hoạch]', 'mã của kế hoạch; không ghi thì xem mọi kế hoạch')
    .option('--json', 'in dạng JSON')
    .description('các kế hoạch, từng bước và số việc theo trạng thái')
    .action(async (planId: string | undefined, options: { json?: boolean }) => {
      const { lines, stopped } = await withFacts(async (db) => {
        const still = await standstills(db, now());
        const plans = await planLines(db.prisma, planId ?? null);
        const overdue = (id: string) => still.flatMap(({ planId: of, ...step }) => (of === id ? [step] : []));
        return { lines: plans.map((line) => ({ ...line, overdue: overdue(line.id) })), stopped: await stoppedTransports(db) };
      });
      if (planId !== undefined && lines.length === 0) throw new CodedError('CD_PLAN_UNKNOWN', { plan: planId });
      if (options.json) return print(JSON.stringify(lines, null, 2));
      print(
        lines.length > 0
          ? lines.map(planText).join('\n\n')
          : 'Chưa có kế hoạch nào. Bắt đầu: chuyende plan start plan.yaml --bodies bodies.csv',
      );
      for (const { name, why } of stopped)
        print(`\nThư (${name}) đã dừng: ${why ?? ''}. Thư chờ đến khi khởi động lại; chuyende doctor cho biết cách xử lý.`);
    });
}

function planText(line: PlanLine & { overdue: Omit<Standstill, 'planId'>[] }): string {
  const rows = line.stages.map((s) => [
    s.topic,
    stageName(s.stage),
    stageState(s.status, s.heldFor),
    dateText(s.due),
    ...[s.duties, s.reported, s.open, s.miss].map(String),
  ]);
  const head = ['Chuyên đề', 'Nội dung', 'Trạng thái', 'Thời hạn', 'Phải làm', 'Đã báo cáo', 'Đang mở', 'Chưa nhận được'];
  return `${line.id} (${planState(line.status)}, lần ${line.revision}): ${line.title}\n${table(head, rows)}${overdueText(line.overdue)}`;
}

/** Steps that nobody performed an hour after their time: at most a few, the rest counted. */
function overdueText(steps: Omit<Standstill, 'planId'>[]): string {
  if (steps.length === 0) return '';
  const shown = steps.slice(0, 3).map(({ workflowId, step }) => `${workflowId}: ${step}`);
  const more = steps.length > shown.length ? `; và ${countText(steps.length - shown.length)} bước khác` : '';
  return `\nChậm hơn một giờ, chưa thực hiện được: ${shown.join('; ')}${more}. Xem chuyende doctor.`;
}
