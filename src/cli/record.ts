/**
 * `record …`: what came by telephone, on paper or by Zalo, as the operator heard it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import { CHANNELS } from '../domain/organisation';
import { confirmStage, recordMaterials } from '../services/steps/confirmations';
import { bounceContact, markPassedOn, updateContact } from '../services/contacts/contacts';
import { revokeLinks } from '../services/contacts/links';
import { transaction, type Context, type Db } from '../services/db';
import { givePlannedDate } from '../services/duties/planned-dates';
import { noteReply, requestExtension } from '../services/duties/replies';
import { REPORT_CHANNELS, submitReport } from '../services/duties/reports';
import { fullId } from './plan-choice';
import {
  bouncedText,
  contactText,
  extensionText,
  materialsText,
  passedOnText,
  plannedText,
  replyText,
  reportText,
  revokedText,
  stageText,
} from './record-text';
import type { Surroundings } from './tasks';

const common = z.object({ plan: z.string().optional(), by: z.string(), json: z.boolean().optional() });
type Common = z.infer<typeof common>;

/** Adds `record` and what can be recorded to the program. */
export function register(program: Command, around: Surroundings): void {
  const record = program.command('record').description('ghi nhận thay: kết quả báo qua điện thoại, văn bản, Zalo');
  registerReport(record, around);
  registerPlanned(record, around);
  registerReplies(record, around);
  registerStages(record, around);
  registerContacts(record, around);
}

interface Entry<Options, Answer> {
  name: string;
  argument: keyof typeof WRITTEN;
  description: string;
  example: string;
  /** Its own options, as commander gives them. */
  options: z.ZodType<Options>;
  work: (db: Db, written: string[], options: Common & Options, ctx: Context) => Promise<Answer>;
  say: (answer: Answer) => string;
}

/** How each argument is written. */
const WRITTEN = {
  '<việc>': 'ghi dạng chuyên-đề/bước/tổ-chức',
  '<việc...>': 'mỗi việc ghi dạng chuyên-đề/bước/tổ-chức',
  '<bước>': 'ghi dạng chuyên-đề/bước',
  '<chuyên-đề>': 'mã của chuyên đề',
  '<tổ-chức>': 'mã của tổ chức, như trong danh sách',
  '<địa-chỉ>': 'địa chỉ thư điện tử',
} as const;

/** One command: reads its options, does `work` on the facts, prints the answer in Vietnamese or as JSON. */
function entry<Options, Answer>(record: Command, { withFacts, now, print }: Surroundings, how: Entry<Options, Answer>): Command {
  return record
    .command(how.name)
    .argument(how.argument, WRITTEN[how.argument])
    .description(how.description)
    .option('--plan <mã>', 'kế hoạch (mặc định: kế hoạch duy nhất đang thực hiện)')
    .option('--by <người>', 'người ghi', 'operator')
    .option('--json', 'in dạng JSON')
    .addHelpText('after', `\nVí dụ:\n  chuyende record ${how.example}`)
    .action(async (written: string | string[], given: unknown) => {
      const options = { ...how.options.parse(given), ...common.parse(given) };
      const answer = await withFacts((db) => how.work(db, [written].flat(), options, { asOf: now(), by: options.by }));
      print(options.json ? JSON.stringify(answer, null, 2) : how.say(answer));
    });
}

/** The first (only) id written, in full. */
const only = (db: Db, [written = '']: string[], words: 1 | 2 | 3, { plan }: Common) => fullId(db, written, words, plan);

/** Figures by option; names are the form's. */
const FIGURES: [flag: string, description: string][] = [
  ['--meeting <cách>', 'sinh hoạt riêng, hoặc trong sinh hoạt thường kỳ: alone | monthly'],
  ['--total <số>', 'số đảng viên'],
  ['--exempt <số>', 'trong đó được miễn sinh hoạt'],
  ['--present <số>', 'có mặt'],
  ['--absent-with-reason <số>', 'vắng có lý do'],
  ['--absent-without-reason <số>', 'vắng không có lý do'],
  ['--non-members <số>', 'quần chúng tham gia'],
  ['--cells <số>', 'báo cáo tổng hợp: số chi bộ'],
  ['--reported <số>', 'báo cáo tổng hợp: số chi bộ đã báo cáo'],
  ['--late <số>', 'báo cáo tổng hợp: trong đó sau thời hạn'],
  ['--chosen <nội-dung>', 'lựa chọn nội dung: nội dung đã chọn'],
  ['--score <số>', 'điểm tự đánh giá, 0-100'],
  ['--good-practice <nội-dung>', 'cách làm hay'],
  ['--proposals <nội-dung>', 'đề xuất, kiến nghị'],
];

function registerReport(record: Command, around: Surroundings): void {
  const command = entry(record, around, {
    name: 'report',
    options: z.looseObject({
      channel: z.enum(REPORT_CHANNELS),
      heldOn: z.string().optional(),
      learned: z.string(),
      key: z.string().optional(),
    }),
    argument: '<việc>',
    description: 'báo cáo kết quả ghi thay tổ chức; chỉ cần ngày và cách biết được, số liệu bổ sung sau',
    example: 'report chuyen-de-2/session/cb-duoc --held-on 2023-06-12 --learned "điện thoại, đồng chí Bí thư, 13/6/2023"',
    work: async (db, written, options, ctx) => {
      const assignmentId = await only(db, written, 3, options);
      const { channel, heldOn = null, learned, key = randomUUID() } = options;
      const answer = await submitReport(
        db,
        { assignmentId, idempotencyKey: key, channel, heldOn, learned, content: contentOf(options) },
        ctx,
      );
      return { assignmentId, ...answer };
    },
    say: reportText,
  })
    .addOption(
      new Option('--channel <cách>', 'báo bằng cách nào')
        .choices(REPORT_CHANNELS.filter((channel) => channel !== 'link'))
        .default('phone'),
    )
    .option('--held-on <ngày>', 'ngày sinh hoạt, dạng năm-tháng-ngày')
    .requiredOption('--learned <nội-dung>', 'biết được bằng cách nào, ngày nào')
    .option('--key <khóa>', 'khóa chống ghi trùng: chạy lại với cùng khóa chỉ ghi một lần (mặc định: khóa mới)');
  for (const [flag, description] of FIGURES) command.option(flag, description);
}

/** What was given of the figures; null when nothing was. */
function contentOf(options: Record<string, unknown>): Record<string, unknown> | null {
  const names = FIGURES.map(([flag]) => new Option(flag).attributeName());
  const given = Object.entries(options).filter(([name, value]) => names.includes(name) && value !== undefined);
  return given.length === 0 ? null : Object.fromEntries(given);
}

function registerPlanned(record: Command, around: Surroundings): void {
  entry(record, around, {
    name: 'planned',
    options: z.object({ date: z.string() }),
    argument: '<việc>',
    description: 'ngày tổ chức dự kiến sinh hoạt',
    example: 'planned chuyen-de-2/session/cb-duoc --date 2023-06-20',
    work: async (db, written, options, ctx) => {
      const assignmentId = await only(db, written, 3, options);
      return { assignmentId, ...(await givePlannedDate(db, { assignmentId, date: options.date }, ctx)) };
    },
    say: plannedText,
  }).requiredOption('--date <ngày>', 'ngày dự kiến, dạng năm-tháng-ngày');
  entry(record, around, {
    name: 'passed-on',
    options: z.object({ how: z.string() }),
    argument: '<việc...>',
    description: 'đã chuyển trực tiếp cho các tổ chức này: coi như đã được thông báo',
    example: 'passed-on chuyen-de-2/session/cb-duoc chuyen-de-2/session/cb-ngoai --how "điện thoại, 10/7/2023"',
    work: async (db, written, options, ctx) => {
      const assignmentIds = await Promise.all(written.map((one) => fullId(db, one, 3, options.plan)));
      return markPassedOn(db, { assignmentIds, how: options.how }, ctx);
    },
    say: passedOnText,
  }).requiredOption('--how <nội-dung>', 'bằng cách nào, ngày nào');
}

function registerReplies(record: Command, around: Surroundings): void {
  entry(record, around, {
    name: 'reply',
    options: z.object({ text: z.string(), channel: z.string() }),
    argument: '<việc>',
    description: 'ý kiến trả lời; tạm không gửi nhắc lịch của việc này trong một số ngày làm việc',
    example: 'reply chuyen-de-2/session/cb-duoc --text "đã sinh hoạt, gửi báo cáo sau" --channel zalo',
    work: async (db, written, options, ctx) => {
      const assignmentId = await only(db, written, 3, options);
      return { assignmentId, ...(await noteReply(db, { assignmentId, text: options.text, channel: options.channel }, ctx)) };
    },
    say: replyText,
  })
    .requiredOption('--text <nội-dung>', 'nội dung trả lời')
    .addOption(new Option('--channel <cách>', 'báo bằng cách nào').choices(['mail', 'phone', 'zalo', 'paper']).default('phone'));
  entry(record, around, {
    name: 'extension',
    options: z.object({ until: z.string().optional(), reason: z.string() }),
    argument: '<việc>',
    description: 'tổ chức đề nghị điều chỉnh thời hạn: thành việc cần xử lý, Ban quyết định bằng tasks extend',
    example: 'extension chuyen-de-2/session/cb-duoc --until 2023-07-15 --reason "đồng chí Bí thư đi công tác"',
    work: async (db, written, options, ctx) => {
      const assignmentId = await only(db, written, 3, options);
      return {
        assignmentId,
        ...(await requestExtension(db, { assignmentId, until: options.until ?? null, reason: options.reason }, ctx)),
      };
    },
    say: extensionText,
  })
    .option('--until <ngày>', 'thời hạn đề nghị, dạng năm-tháng-ngày (mặc định: do Ban quyết định)')
    .requiredOption('--reason <lý-do>', 'lý do');
}

function registerStages(record: Command, around: Surroundings): void {
  entry(record, around, {
    name: 'materials',
    options: z.object({ basis: z.string() }),
    argument: '<chuyên-đề>',
    description: 'tài liệu của chuyên đề đã sẵn sàng: các bước chờ tài liệu bắt đầu',
    example: 'materials chuyen-de-2 --basis "Công văn số 5-CV/BTG, ngày 03/4/2023"',
    work: async (db, written, options, ctx) =>
      recordMaterials(db, { topicId: await only(db, written, 1, options), basis: options.basis }, ctx),
    say: materialsText,
  }).option('--basis <căn-cứ>', 'số, ngày của văn bản; hoặc ý kiến của ai, ngày nào', '');
  entry(record, around, {
    name: 'confirm',
    options: z.object({
      basis: z.string(),
      opens: z.string().optional(),
      due: z.string().optional(),
      place: z.string().optional(),
      hour: z.string().optional(),
    }),
    argument: '<bước>',
    description: 'xác nhận bước dự kiến (chuyên-đề/bước), theo ngày dự kiến hoặc ngày khác',
    example: 'confirm chuyen-de-3/briefing --basis "Thông báo số 3-TB/ĐUK, ngày 07/4/2023" --opens 2023-04-14 --due 2023-04-20',
    work: async (db, written, options, ctx) => {
      const { basis, opens, due, place, hour } = options;
      const stageId = await only(db, written, 2, options);
      return {
        stageId,
        ...(await confirmStage(db, { stageId, basis, opensOn: opens, due, place, hour }, ctx)),
      };
    },
    say: stageText,
  })
    .option('--basis <căn-cứ>', 'số, ngày của văn bản; hoặc ý kiến của ai, ngày nào', '')
    .option('--opens <ngày>', 'ngày bắt đầu, dạng năm-tháng-ngày (mặc định: ngày dự kiến)')
    .option('--due <ngày>', 'ngày cuối cùng, dạng năm-tháng-ngày (mặc định: ngày dự kiến)')
    .option('--place <nơi>', 'địa điểm hội nghị (mặc định: theo văn bản)')
    .option('--hour <giờ:phút>', 'giờ hội nghị (mặc định: theo văn bản)');
}

const contactOptions = z.object({
  contact: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  channel: z.enum(CHANNELS).optional(),
  language: z.enum(['vi', 'en']).optional(),
});

function registerContacts(record: Command, around: Surroundings): void {
  entry(record, around, {
    name: 'contact',
    options: contactOptions,
    argument: '<tổ-chức>',
    description: 'cập nhật đầu mối liên hệ của tổ chức; coi như liên hệ được',
    example: 'contact cb-duoc --email khoa-duoc@example.org --phone "0900 000 001"',
    work: async (db, [bodyId = ''], { contact, name, email, phone, channel, language }, ctx) => ({
      bodyId,
      ...(await updateContact(db, { bodyId, contactId: contact, name, email, phone, channel, language }, ctx)),
    }),
    say: contactText,
  })
    .option('--contact <mã>', 'đầu mối nào (mặc định: đầu mối chưa liên hệ được, nếu không có thì đầu mối thứ nhất)')
    .option('--name <tên>', 'họ tên, chức vụ')
    .option('--email <địa-chỉ>', 'thư điện tử; "" để bỏ địa chỉ')
    .option('--phone <số>', 'điện thoại, Zalo')
    .addOption(new Option('--channel <cách>', 'nhận thông báo bằng cách nào').choices(CHANNELS))
    .addOption(new Option('--language <mã>', 'ngôn ngữ của thư').choices(['vi', 'en']));
  entry(record, around, {
    name: 'bounced',
    options: z.object({ why: z.string() }),
    argument: '<địa-chỉ>',
    description: 'thư gửi địa chỉ này bị trả lại',
    example: 'bounced khoa-duoc@example.org --why "thư trả lại ngày 28/6/2023"',
    work: async (db, [address = ''], { why }, ctx) => ({
      address,
      ...(await transaction(db, (tx) => bounceContact(tx, db, ctx, { address, why }))),
    }),
    say: bouncedText,
  }).requiredOption('--why <nội-dung>', 'thư trả lại ghi gì');
  entry(record, around, {
    name: 'revoked',
    options: z.object({ why: z.string() }),
    argument: '<tổ-chức>',
    description: 'các địa chỉ báo cáo đã gửi trong thư về tổ chức này không dùng được nữa; thư sau có địa chỉ mới',
    example: 'revoked cb-duoc --why "thư bị chuyển ra ngoài, đồng chí Bí thư báo ngày 28/6/2023"',
    work: async (db, [bodyId = ''], { why }, ctx) => ({ bodyId, ...(await revokeLinks(db, { bodyId, why }, ctx)) }),
    say: revokedText,
  }).requiredOption('--why <nội-dung>', 'vì sao');
}
