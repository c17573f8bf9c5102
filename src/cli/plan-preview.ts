/**
 * `plan preview FILE --bodies CSV`: every step and e-mail by day, and the load against what the mail server takes.
 * Nothing is started, nothing is written.
 *
 * @module
 */
import { InvalidArgumentError, type Command } from 'commander';
import { loadPlanFiles, type PlanFiles } from '../documents/plan-files';
import { wallClock, weekday, type LocalDate } from '../domain/dates';
import { groupBy } from '../domain/group-by';
import { STAGE_KINDS, stagesInOrder, type PlanDocument } from '../domain/plan';
import { STEP_KINDS, type StepKind } from '../domain/step';
import { countText, dateText, stageName, stageState } from '../domain/wording';
import { localDate } from './local-date';
import { previewPlan, refuseOverload, type Preview, type PreviewStep, type TransportLimits } from '../services/preview';

export interface PreviewOptions {
  /** First day that is followed. @default the day the plan's first stage opens */
  from?: LocalDate;
  transport: TransportLimits;
  assume: { confirmed: boolean; materials: boolean };
}

/** @throws CD_INPUT_FAULTS, CD_FILE_UNREADABLE */
export async function previewOf(
  files: PlanFiles & { bodies: string },
  options: PreviewOptions,
): Promise<{ document: PlanDocument; preview: Preview }> {
  const { document, roster, calendarFile } = await loadPlanFiles(files);
  const { transport, assume, from = firstOpening(document) } = options;
  return { document, preview: previewPlan({ document, roster, calendar: calendarFile, from, assume, transport }) };
}

const firstOpening = (document: PlanDocument): LocalDate =>
  document.topics
    .flatMap((topic) => stagesInOrder(topic).map(({ stage }) => stage.opens))
    .reduce((a, b) => (a < b ? a : b), `${document.year}-12-31`);

/** Ready for `JSON.stringify`: instants as ISO text. */
export function previewJson(preview: Preview) {
  const iso = (at: number) => new Date(at).toISOString();
  return {
    from: preview.from,
    past: preview.past,
    events: preview.events.map((event) =>
      event.type === 'step'
        ? { ...event, at: iso(event.at) }
        : {
            ...event,
            at: iso(event.at),
            windowStart: iso(event.windowStart),
            deadline: event.deadline === null ? null : iso(event.deadline),
          },
    ),
    skipped: preview.skipped.map((skip) => ({ ...skip, at: iso(skip.at) })),
    load: preview.load.map((day) => ({ ...day, doneAt: iso(day.doneAt) })),
  };
}

/** The table people read: one day a block. */
export function previewTable(document: PlanDocument, preview: Preview, transport: TransportLimits): string[] {
  const days = groupBy(preview.events, (event) => wallClock(event.at, document.zone).day);
  const load = new Map(preview.load.map((day) => [day.day, day]));
  const messages = preview.load.reduce((sum, day) => sum + day.messages, 0);
  return [
    ...preview.past.map((stage) => `Đã qua, không theo dõi: ${stage}`),
    ...[...days].flatMap(([day, events]) => {
      const of = load.get(day);
      const lines = stepLines(
        document,
        events.filter((event) => event.type === 'step'),
      );
      if (!of && lines.length === 0) return [];
      const mail = of
        ? `  ${countText(of.messages)} thư, gửi xong ${clock(of.doneAt, document.zone, day)}${quota(of.messages, transport)}`
        : '';
      return [`${WEEKDAYS[weekday(day)] ?? ''}, ${dateText(day)}${mail}`, ...lines];
    }),
    '',
    `Cộng: ${countText(messages)} thư trong ${countText(preview.load.length)} ngày; nhiều nhất ${countText(Math.max(0, ...preview.load.map((day) => day.messages)))} thư một ngày. ${countText(preview.skipped.length)} nội dung không cần gửi.`,
  ];
}

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

const STEP_WORDS: Record<StepKind, string> = {
  close: 'kết thúc',
  confirm: 'chờ xác nhận',
  invite: 'mời dự hội nghị',
  open: 'bắt đầu',
  remind: 'thông báo thời hạn',
  overdue: 'đề nghị gửi báo cáo',
  judge: 'hết thời gian chờ',
  digest: 'tổng hợp tuần gửi tổ chức cơ sở đảng',
  report: 'báo cáo định kỳ',
  lease: 'thời hạn xử lý',
  rung: 'báo cáo Trưởng Ban',
};

function stepLines(document: PlanDocument, steps: PreviewStep[]): string[] {
  const telling = steps.filter(({ key, effect }) => !(key.startsWith('plan/digest/') && effect['notices'] === 0));
  const lines = telling.map((step) => {
    const topic = document.topics.find(({ id }) => id === step.topic);
    const stage = STAGE_KINDS.find((kind) => step.key.startsWith(`${kind}/`));
    const kind = STEP_KINDS.find((each) => step.key.split('/')[1]?.split('-')[0] === each);
    const about = [topic?.short, stage && stageName(stage).toLowerCase()].filter((part) => part !== undefined).join(', ');
    const held = typeof step.effect['held'] === 'string' ? ` (${stageState('held', step.effect['held']).toLowerCase()})` : '';
    const missing =
      step.effect['miss'] === undefined
        ? ''
        : `: ${step.effect['miss']} chưa nhận được báo cáo, ${step.effect['contact']} chưa liên hệ được`;
    return `    ${about ? `${about}: ` : ''}${kind ? STEP_WORDS[kind] : step.key}${held}${missing}`;
  });
  return [...new Set(lines)];
}

/** "09:50", with the day where it is not the same. */
function clock(at: number, zone: string, day: LocalDate): string {
  const shown = wallClock(at, zone);
  const time = `${String(Math.floor(shown.minute / 60)).padStart(2, '0')}:${String(shown.minute % 60).padStart(2, '0')}`;
  return shown.day === day ? time : `${time} ngày ${dateText(shown.day)}`;
}

const quota = (messages: number, { perDay }: TransportLimits) =>
  perDay === null ? '' : ` (${Math.round((100 * messages) / perDay)} % mức ${perDay} thư một ngày)`;

function positive(text: string): number {
  const n = Number(text);
  if (!(n > 0)) throw new InvalidArgumentError('cần là một số lớn hơn 0');
  return n;
}

interface Flags {
  bodies: string;
  calendar?: string;
  from?: LocalDate;
  perSecond?: number;
  perDay?: number;
  unconfirmed?: boolean;
  withoutMaterials?: boolean;
  json?: boolean;
}

/** Adds the command below `plan`. */
export function register(plan: Command): void {
  plan
    .command('preview')
    .argument('<tệp>', 'tệp kế hoạch, plan.yaml')
    .description('xem trước từng bước, từng thư theo ngày, so với tốc độ gửi; không bắt đầu gì')
    .requiredOption('--bodies <csv>', 'danh sách tổ chức')
    .option('--calendar <tệp>', 'ngày nghỉ, ngày làm bù (mặc định: calendars/vn.yaml)')
    .option('--from <ngày>', 'ngày bắt đầu theo dõi (mặc định: ngày bước đầu tiên bắt đầu)', localDate)
    .option('--per-second <số>', 'số thư một giây mà máy chủ thư nhận', positive)
    .option('--per-day <số>', 'số thư một ngày mà máy chủ thư nhận', positive)
    .option('--unconfirmed', 'coi như các bước dự kiến không được xác nhận')
    .option('--without-materials', 'coi như tài liệu không có')
    .option('--json', 'in dạng JSON')
    .action(async (file: string, flags: Flags) => {
      const transport = { perSecond: flags.perSecond ?? null, perDay: flags.perDay ?? null };
      const assume = { confirmed: !flags.unconfirmed, materials: !flags.withoutMaterials };
      const files = { plan: file, bodies: flags.bodies, ...(flags.calendar !== undefined && { calendar: flags.calendar }) };
      const { document, preview } = await previewOf(files, {
        transport,
        assume,
        ...(flags.from !== undefined && { from: flags.from }),
      });
      if (flags.json) console.log(JSON.stringify(previewJson(preview)));
      else for (const line of previewTable(document, preview, transport)) console.log(line);
      refuseOverload(preview.load, transport);
    });
}
