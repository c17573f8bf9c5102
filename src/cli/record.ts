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
  const record = program
    .command('record')
    .description('a result that came by telephone, on paper or by Zalo; an assignment is written topic/stage/body');
  registerReport(record, around);
  registerPlanned(record, around);
  registerReplies(record, around);
  registerStages(record, around);
  registerContacts(record, around);
}

interface Entry<Options, Answer> {
  name: string;
  argument: string;
  description: string;
  example: string;
  /** Its own options, as commander gives them. */
  options: z.ZodType<Options>;
  work: (db: Db, written: string[], options: Common & Options, ctx: Context) => Promise<Answer>;
  say: (answer: Answer) => string;
}

/** One command: reads its options, does `work` on the facts, prints the answer in Vietnamese or as JSON. */
function entry<Options, Answer>(record: Command, { withFacts, now, print }: Surroundings, how: Entry<Options, Answer>): Command {
  return record
    .command(how.name)
    .argument(how.argument)
    .description(how.description)
    .option('--plan <id>', 'the plan (default: the only one that is running)')
    .option('--by <who>', 'who records', 'operator')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  chuyende record ${how.example}`)
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
  ['--meeting <how>', 'alone, or with the monthly meeting: alone | monthly'],
  ['--total <n>', 'members'],
  ['--exempt <n>', 'of these, exempt from meetings'],
  ['--present <n>', 'present'],
  ['--absent-with-reason <n>', 'absent with a reason'],
  ['--absent-without-reason <n>', 'absent without a reason'],
  ['--non-members <n>', 'non-members who took part'],
  ['--cells <n>', 'sum-up: cells of the unit'],
  ['--reported <n>', 'sum-up: cells that reported'],
  ['--late <n>', 'sum-up: of these, after the due date'],
  ['--chosen <text>', 'selection: what was chosen'],
  ['--score <n>', 'own score, 0-100'],
  ['--good-practice <text>', 'good practice'],
  ['--proposals <text>', 'proposals'],
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
    argument: '<assignment>',
    description: 'a report on behalf of a body; the date and how it was learned are enough, figures may follow as a correction',
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
      new Option('--channel <channel>', 'how it came')
        .choices(REPORT_CHANNELS.filter((channel) => channel !== 'link'))
        .default('phone'),
    )
    .option('--held-on <date>', 'the day it was held, YYYY-MM-DD')
    .requiredOption('--learned <text>', 'how and when it was learned')
    .option('--key <text>', 'idempotency key: the same again is recorded once (default: a new one)');
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
    argument: '<assignment>',
    description: 'the day a body plans to hold its session',
    example: 'planned chuyen-de-2/session/cb-duoc --date 2023-06-20',
    work: async (db, written, options, ctx) => {
      const assignmentId = await only(db, written, 3, options);
      return { assignmentId, ...(await givePlannedDate(db, { assignmentId, date: options.date }, ctx)) };
    },
    say: plannedText,
  }).requiredOption('--date <date>', 'YYYY-MM-DD');
  entry(record, around, {
    name: 'passed-on',
    options: z.object({ how: z.string() }),
    argument: '<assignments...>',
    description: 'a person told these bodies: they count as told',
    example: 'passed-on chuyen-de-2/session/cb-duoc chuyen-de-2/session/cb-ngoai --how "điện thoại, 10/7/2023"',
    work: async (db, written, options, ctx) => {
      const assignmentIds = await Promise.all(written.map((one) => fullId(db, one, 3, options.plan)));
      return markPassedOn(db, { assignmentIds, how: options.how }, ctx);
    },
    say: passedOnText,
  }).requiredOption('--how <text>', 'how, and when');
}

function registerReplies(record: Command, around: Surroundings): void {
  entry(record, around, {
    name: 'reply',
    options: z.object({ text: z.string(), channel: z.string() }),
    argument: '<assignment>',
    description: 'what a person answered; that duty’s reminders rest for some working days',
    example: 'reply chuyen-de-2/session/cb-duoc --text "đã sinh hoạt, gửi báo cáo sau" --channel zalo',
    work: async (db, written, options, ctx) => {
      const assignmentId = await only(db, written, 3, options);
      return { assignmentId, ...(await noteReply(db, { assignmentId, text: options.text, channel: options.channel }, ctx)) };
    },
    say: replyText,
  })
    .requiredOption('--text <text>', 'the answer')
    .addOption(new Option('--channel <channel>', 'how it came').choices(['mail', 'phone', 'zalo', 'paper']).default('phone'));
  entry(record, around, {
    name: 'extension',
    options: z.object({ until: z.string().optional(), reason: z.string() }),
    argument: '<assignment>',
    description: 'a body asks for a later date: work for the board, which decides with `tasks extend`',
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
    .option('--until <date>', 'the day asked for, YYYY-MM-DD (default: the board says)')
    .requiredOption('--reason <text>', 'why');
}

function registerStages(record: Command, around: Surroundings): void {
  entry(record, around, {
    name: 'materials',
    options: z.object({ basis: z.string() }),
    argument: '<topic>',
    description: 'a topic’s materials are ready: stages held for them open',
    example: 'materials chuyen-de-2 --basis "Công văn số 5-CV/BTG, ngày 03/4/2023"',
    work: async (db, written, options, ctx) =>
      recordMaterials(db, { topicId: await only(db, written, 1, options), basis: options.basis }, ctx),
    say: materialsText,
  }).option('--basis <text>', 'document number and date, or whose opinion and when', '');
  entry(record, around, {
    name: 'confirm',
    options: z.object({
      basis: z.string(),
      opens: z.string().optional(),
      due: z.string().optional(),
      place: z.string().optional(),
      hour: z.string().optional(),
    }),
    argument: '<stage>',
    description: 'a tentative stage (topic/stage) takes place, on its own or other dates',
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
    .option('--basis <text>', 'document number and date, or whose opinion and when', '')
    .option('--opens <date>', 'first day, YYYY-MM-DD (default: the tentative one)')
    .option('--due <date>', 'last day, YYYY-MM-DD (default: the tentative one)')
    .option('--place <text>', 'of a conference (default: the document’s)')
    .option('--hour <hh:mm>', 'of a conference (default: the document’s)');
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
    argument: '<body>',
    description: 'a body’s contact as it is now known; it counts as working',
    example: 'contact cb-duoc --email khoa-duoc@example.org --phone "0900 000 001"',
    work: async (db, [bodyId = ''], { contact, name, email, phone, channel, language }, ctx) => ({
      bodyId,
      ...(await updateContact(db, { bodyId, contactId: contact, name, email, phone, channel, language }, ctx)),
    }),
    say: contactText,
  })
    .option('--contact <id>', 'which of its contacts (default: the one that does not work, else the first)')
    .option('--name <text>', 'name, office')
    .option('--email <address>', 'e-mail; "" takes it away')
    .option('--phone <number>', 'telephone, Zalo')
    .addOption(new Option('--channel <channel>', 'how it is told').choices(CHANNELS))
    .addOption(new Option('--language <language>', 'of its letters').choices(['vi', 'en']));
  entry(record, around, {
    name: 'bounced',
    options: z.object({ why: z.string() }),
    argument: '<address>',
    description: 'letters to this address come back',
    example: 'bounced khoa-duoc@example.org --why "thư trả lại ngày 28/6/2023"',
    work: async (db, [address = ''], { why }, ctx) => ({
      address,
      ...(await transaction(db, (tx) => bounceContact(tx, db, ctx, { address, why }))),
    }),
    say: bouncedText,
  }).requiredOption('--why <text>', 'what the returned letter says');
  entry(record, around, {
    name: 'revoked',
    options: z.object({ why: z.string() }),
    argument: '<body>',
    description: 'links in letters about this body sent so far are to open nothing any more; its next letter carries fresh ones',
    example: 'revoked cb-duoc --why "thư bị chuyển ra ngoài, đồng chí Bí thư báo ngày 28/6/2023"',
    work: async (db, [bodyId = ''], { why }, ctx) => ({ bodyId, ...(await revokeLinks(db, { bodyId, why }, ctx)) }),
    say: revokedText,
  }).requiredOption('--why <text>', 'what happened');
}
