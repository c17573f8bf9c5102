/**
 * What a reason reads from `section.data`, beyond the section's own fields. Whoever raises a notice fills it in;
 * a reason that is not listed reads nothing. Dates are local dates, counts are numbers: wording is done here.
 *
 * @module
 */
import { z } from 'zod';
import { STAGE_KINDS } from '../../domain/plan';
import type { Reason } from '../letter';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.number().int().nonnegative();

/** `invitation`. The day is the stage's `opensOn` unless given; place, hour and seats are the stage's. */
export const invitationData = z.object({
  date: day.optional(),
  /** Last day, when the conference takes several. */
  until: day.optional(),
  /** Raised by one each time date, hour or place move: SEQUENCE of RFC 5545. @default 0 */
  sequence: count.default(0),
  /** It was told and will not be held: `about` is the topic's short name, which the plan may hold no more. */
  notHeld: z.object({ about: z.string(), basis: z.string() }).optional(),
});
export type InvitationData = z.input<typeof invitationData>;

/** The section tells of a conference that will not be held. */
export const isNotHeld = ({ reason, data }: { reason: Reason; data: unknown }): boolean =>
  reason === 'invitation' && invitationData.parse(data).notHeld !== undefined;

/** `due-moved` and `waived`: what allows it, as recorded ("Công văn số 12-CV/BTG, ngày 05/7/2023"). */
export const basisData = z.object({ basis: z.string() });
export type BasisData = z.input<typeof basisData>;

/** `extension-refused`: what the board says to it. */
export const refusalData = z.object({ text: z.string() });
export type RefusalData = z.input<typeof refusalData>;

/** `receipt`: of a report, or of the planned date that a body gave (which then carries an .ics). */
export const receiptData = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('report'),
    heldOn: day.nullish(),
    /** Members present. */
    present: count.nullish(),
    /** Members who had to attend: total without the exempt. */
    expected: count.nullish(),
    /** Last day on which the body can correct it itself. */
    correctUntil: day.nullish(),
  }),
  z.object({
    of: z.literal('planned-date'),
    date: day,
    /** Raised by one each time the body moves it. @default 0 */
    sequence: count.default(0),
  }),
]);
export type ReceiptData = z.input<typeof receiptData>;

/** `digest`: the unit's Monday letter. A row a topic whose session is open. */
export const digestData = z.object({
  /** Cells of the unit that have a duty. */
  cells: count,
  rows: z.array(
    z.object({
      short: z.string(),
      /** @default 'session' */
      stage: z.enum(STAGE_KINDS).default('session'),
      due: day,
      total: count,
      reported: count,
      planned: count,
      /** Names of the cells of which nothing is known. */
      unknown: z.array(z.string()),
    }),
  ),
  /** Cells without an address, whose notices the unit passes on. @default 0 */
  passOn: count.default(0),
  /** Reports that wait for the unit's confirmation. @default 0 */
  toConfirm: count.default(0),
  /** Sum-ups the unit owes. @default [] */
  sumUps: z.array(z.object({ short: z.string(), due: day })).default([]),
});
export type DigestData = z.input<typeof digestData>;

/** `contact-wanted`, to a unit: the cells whose address does not work. */
export const contactWantedData = z.object({
  cells: z.array(z.object({ name: z.string(), /** When the returned letter was sent. */ sentOn: day.nullish() })).min(1),
});
export type ContactWantedData = z.input<typeof contactWantedData>;

/** `task`, `task-lease`, `task-head`, to a supervisor. */
export const taskData = z.object({
  taskId: z.string(),
  title: z.string(),
  /** Cells (or bodies) that are open in it. */
  members: count,
  openedOn: day.nullish(),
  /** When it is to be done with: the lease's end, or the next rung's date. */
  handleBy: day.nullish(),
  /** Name of the supervisor who holds it. */
  owner: z.string().nullish(),
});
export type TaskData = z.input<typeof taskData>;

/** `reply`, to a supervisor: an answer to a letter, or that a letter reached the wrong people. */
export const replyData = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('answer'),
    /** "Chuyên đề 2/2023, sinh hoạt chuyên đề: Chi bộ Khoa Dược" */
    about: z.string(),
    text: z.string(),
  }),
  z.object({
    of: z.literal('not-ours'),
    /** Name of the body that the letter was meant for. */
    about: z.string(),
    /** Where the letter went. */
    address: z.string().nullish(),
  }),
]);
export type ReplyData = z.input<typeof replyData>;

/** `periodic-report`, to the board. */
export const periodicReportData = z.object({
  every: z.enum(['month', 'quarter', 'half', 'year']),
  from: day,
  to: day,
  due: day,
});
export type PeriodicReportData = z.input<typeof periodicReportData>;

/** Reason → what its `section.data` must hold. */
export interface DataOf {
  invitation: InvitationData;
  'due-moved': BasisData;
  waived: BasisData;
  'extension-refused': RefusalData;
  receipt: ReceiptData;
  digest: DigestData;
  'contact-wanted': ContactWantedData;
  task: TaskData;
  'task-lease': TaskData;
  'task-head': TaskData;
  reply: ReplyData;
  'periodic-report': PeriodicReportData;
}
