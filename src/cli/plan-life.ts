/**
 * `plan start | amend | pause | resume | cancel | status`: the life of a plan. Facts are written here; the workflows
 * follow, now or when Temporal is back.
 *
 * @module
 */
import { Option, type Command } from 'commander';
import { loadPlanFiles, readPlanFiles } from '../documents/plan-files';
import type { PlanRead } from '../documents/plan-file';
import { withPlaces } from '../documents/stage-faults';
import type { Change, PlanField, Term } from '../domain/amendment';
import { wallClock } from '../domain/dates';
import { dateText, planState, stageName, stageState } from '../domain/wording';
import { readConfig } from '../config';
import { CodedError } from '../errors';
import { amendPlan, viewAmendment } from '../services/plans/amendments';
import { cancelPlan, pausePlan, resumePlan } from '../services/plans/pauses';
import { planLines, type PlanLine } from '../services/plans/lines';
import { previewPlan, refuseOverload } from '../services/preview';
import { startPlan, type StartPlan } from '../services/plans/start';
import { agreed } from './agreed';
import { localDate } from './local-date';
import { table } from './table';
import type { Surroundings } from './tasks';

interface Past {
  past?: 'skip' | 'due-now';
}

const pastOption = () =>
  new Option('--past <choice>', 'dates already past: not followed, or due some working days from now').choices([
    'skip',
    'due-now',
  ]);
const by = () => new Option('--by <who>', 'who does it, for the trail').default('operator');

/** Adds the commands below `plan`. */
export function register(plan: Command, around: Surroundings): void {
  registerStart(plan, around);
  registerAmend(plan, around);
  registerPauses(plan, around);
  registerStatus(plan, around);
}

function registerStart(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('start')
    .argument('<file>', 'the plan, plan.yaml')
    .requiredOption('--bodies <csv>', 'its organisation')
    .option('--calendar <file>', 'days off and make-up days (default: calendars/vn.yaml)')
    .option('--from <date>', 'first day that is followed (default: today)', localDate)
    .addOption(pastOption())
    .addOption(by())
    .option('--json', 'print JSON')
    .description('start a plan; the first letters go out in the window of their day')
    .addHelpText('after', '\nExample:\n  chuyende plan start plan.yaml --bodies bodies.csv --past skip')
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

function registerAmend(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('amend')
    .argument('<file>', 'the amended plan.yaml')
    .option('--calendar <file>', 'days off and make-up days (default: calendars/vn.yaml)')
    .option('--basis <text>', 'number and date of the amending document', '')
    .addOption(pastOption())
    .option('--yes', 'do not ask; without it, anything but a yes changes nothing and exits 1')
    .addOption(by())
    .option('--json', 'print JSON')
    .description('show what a new document changes in the running plan, then carry it out')
    .addHelpText('after', '\nExample:\n  chuyende plan amend plan.yaml --basis "Công văn số 31-CV/ĐUK, ngày 05/6/2023"')
    .action(
      async (file: string, options: Past & { calendar?: string; basis: string; yes?: boolean; by: string; json?: boolean }) => {
        const read = await planOf(file, options.calendar);
        const { document } = read;
        await withFacts(async (db) => {
          const ctx = { asOf: now(), by: options.by };
          const view = await viewAmendment(db, document, ctx);
          if (!options.json) for (const change of view.changes) print(changeText(change));
          if (view.changes.length === 0) return print(options.json ? JSON.stringify(view) : 'Không có thay đổi.');
          if (!options.yes && !(await agreed('Thực hiện các điều chỉnh trên?'))) return nothingDone(print);
          const done = await withPlaces(file, read, () =>
            amendPlan(db, { document, basis: options.basis, revision: view.revision, past: options.past ?? null }, ctx),
          );
          print(options.json ? JSON.stringify(done, null, 2) : `Đã điều chỉnh: lần ${done.revision}.`);
        });
      },
    );
}

async function planOf(plan: string, calendar: string | undefined): Promise<PlanRead> {
  const { document, places, faults } = await readPlanFiles({ plan, calendar });
  if (!document || !places || faults.length > 0)
    throw new CodedError('CD_INPUT_FAULTS', { count: faults.length, file: plan }, faults);
  return { document, places };
}

const FIELD_NAMES: Record<PlanField, string> = {
  year: 'năm',
  zone: 'múi giờ',
  number: 'số',
  date: 'ngày ban hành',
  title: 'tên',
  roles: 'cơ quan ban hành, tham mưu',
  reports: 'báo cáo định kỳ',
};

const TERM_NAMES: Record<Term, string> = {
  owners: 'nơi thực hiện',
  audience: 'thành phần mời',
  tentative: 'dự kiến hay chính thức',
  information: 'theo dõi hay chỉ để biết',
  after: 'bước phải xong trước',
  requiresMaterials: 'chờ tài liệu',
};

function changeText(change: Change): string {
  switch (change.kind) {
    case 'plan-changed':
      return `  Kế hoạch: ${change.fields.map((field) => FIELD_NAMES[field]).join('; ')}`;
    case 'terms-changed':
      return `  ${change.topicId}, ${stageName(change.stage)}: ${change.terms.map((term) => TERM_NAMES[term]).join('; ')}`;
    case 'topic-added':
      return `+ ${change.topic.short}: ${change.topic.title}`;
    case 'topic-removed':
      return `- ${change.topic.short}: ${change.topic.title}`;
    case 'stage-added':
      return `+ ${change.topicId}, ${stageName(change.stage)}: thời hạn ${dateText(change.spec.due)}`;
    case 'stage-removed':
      return `- ${change.topicId}, ${stageName(change.stage)}`;
    case 'due-moved':
      return `  ${change.topicId}, ${stageName(change.stage)}: thời hạn ${dateText(change.from.due)} → ${dateText(change.to.due)}`;
    case 'opening-moved':
      return `  ${change.topicId}, ${stageName(change.stage)}: bắt đầu ${dateText(change.from)} → ${dateText(change.to)}`;
    case 'text-changed':
      return `  ${change.topicId}${change.stage ? `, ${stageName(change.stage)}` : ''}: nội dung khác, không đổi ngày`;
  }
}

function registerPauses(plan: Command, { withFacts, now, print }: Surroundings): void {
  plan
    .command('pause')
    .argument('<plan>', 'its id')
    .option('--basis <text>', 'what allows it', '')
    .addOption(by())
    .description('stop steps and mail; reports still come in')
    .action(async (planId: string, options: { basis: string; by: string }) => {
      await withFacts((db) => pausePlan(db, { planId, basis: options.basis }, { asOf: now(), by: options.by }));
      print(`Đã tạm dừng ${planId}. Tiếp tục: chuyende plan resume ${planId}`);
    });
  plan
    .command('resume')
    .argument('<plan>', 'its id')
    .addOption(pastOption())
    .addOption(by())
    .description('go on after a pause')
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
    .argument('<plan>', 'its id')
    .option('--basis <text>', 'what allows it', '')
    .option('--yes', 'do not ask; without it, anything but a yes changes nothing and exits 1')
    .addOption(by())
    .description('end a plan before its time; nothing is deleted, it cannot be taken up again')
    .action(async (planId: string, options: { basis: string; yes?: boolean; by: string }) => {
      if (!options.yes && !(await agreed(`Dừng hẳn kế hoạch ${planId}? Không thể tiếp tục lại.`))) return nothingDone(print);
      await withFacts((db) => cancelPlan(db, { planId, basis: options.basis }, { asOf: now(), by: options.by }));
      print(`Đã dừng hẳn ${planId}.`);
    });
}

function registerStatus(plan: Command, { withFacts, print }: Surroundings): void {
  plan
    .command('status')
    .argument('[plan]', 'its id; every plan when absent')
    .option('--json', 'print JSON')
    .description('plans, their stages and how many duties stand where')
    .action(async (planId: string | undefined, options: { json?: boolean }) => {
      const lines = await withFacts((db) => planLines(db.prisma, planId ?? null));
      if (planId !== undefined && lines.length === 0) throw new CodedError('CD_PLAN_UNKNOWN', { plan: planId });
      if (options.json) return print(JSON.stringify(lines, null, 2));
      print(
        lines.length > 0
          ? lines.map(planText).join('\n\n')
          : 'Chưa có kế hoạch nào. Bắt đầu: chuyende plan start plan.yaml --bodies bodies.csv',
      );
    });
}

function planText(line: PlanLine): string {
  const rows = line.stages.map((s) => [
    s.topic,
    stageName(s.stage),
    stageState(s.status, s.heldFor),
    dateText(s.due),
    ...[s.duties, s.reported, s.open, s.miss].map(String),
  ]);
  const head = ['Chuyên đề', 'Nội dung', 'Trạng thái', 'Thời hạn', 'Phải làm', 'Đã báo cáo', 'Đang mở', 'Chưa nhận được'];
  return `${line.id} (${planState(line.status)}, lần ${line.revision}): ${line.title}\n${table(head, rows)}`;
}

/** What was asked for did not happen: a script must not go on as if it had. */
function nothingDone(print: Surroundings['print']): void {
  print('Chưa thay đổi gì.');
  process.exitCode = 1;
}
