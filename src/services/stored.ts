/**
 * What JSON columns hold, as schemas: written as plain values, parsed when they are read back.
 *
 * @module
 */
import { z } from 'zod';
import { ROLES, type CalendarFile } from '../domain/organisation';
import { REPORT_PERIODS, STAGE_KINDS, type PlanDocument, type StageSpec, type TopicSpec } from '../domain/plan';
import type { Offset, Policy, RungAudience } from '../domain/policy';
import type { Prisma } from './db';

/** A plain value, as a JSON column takes it. */
export function toStored(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}

const role = z.enum(ROLES);
const stageKind = z.enum(STAGE_KINDS);
const day = z.string();
const sourced = { said: z.string(), decided: z.string().optional(), basis: z.string().optional() };

const stage: z.ZodType<StageSpec> = z.object({
  ...sourced,
  owners: z.array(role),
  audience: z.array(role),
  opens: day,
  due: day,
  lateAfter: day.optional(),
  dueRule: z.object({ workingDays: z.number(), after: stageKind }).optional(),
  tentative: z.boolean(),
  after: stageKind.optional(),
  requiresMaterials: z.boolean(),
  information: z.boolean(),
  place: z.string().optional(),
  hour: z.string().optional(),
  seats: z.number().optional(),
  nonMembers: z.boolean(),
});

const topic: z.ZodType<TopicSpec> = z.object({
  id: z.string(),
  ordinal: z.number(),
  short: z.string(),
  title: z.string(),
  choice: z.boolean(),
  governedBy: z.object({ plan: z.string(), silent: z.boolean() }).optional(),
  materials: z.array(z.string()),
  stages: z.partialRecord(stageKind, stage),
});

/** `Plan.document`, `PlanRevision.document` */
export const storedDocument: z.ZodType<PlanDocument> = z.object({
  id: z.string(),
  year: z.number(),
  number: z.string().nullable(),
  date: day.nullable(),
  title: z.string(),
  zone: z.string(),
  roles: z.object({ issuer: z.string(), board: z.string() }),
  reports: z.object({ ...sourced, every: z.enum(REPORT_PERIODS) }).nullable(),
  topics: z.array(topic),
});

/** `Plan.calendar` */
export const storedCalendar: z.ZodType<CalendarFile> = z.record(
  z.string(),
  z.object({
    daysOff: z.record(z.string(), z.string()),
    makeUpWorkingDays: z.array(day),
    provisional: z.boolean().optional(),
    occasions: z.record(z.string(), day).optional(),
  }),
);

const offset: z.ZodType<Offset> = z.union([z.literal('open'), z.number()]);
const span = { from: z.number(), to: z.number() };

const rungAudience: z.ZodType<RungAudience> = z.union([
  z.enum(['officers', 'head']),
  z.templateLiteral(['supervisor:', z.string().min(1)]),
]);

/** `Plan.policy` */
export const storedPolicy: z.ZodType<Policy> = z.object({
  offsets: z.record(stageKind, z.array(offset)),
  window: z.object({ ...span, slotMinutes: z.number() }),
  atOnce: z.object(span),
  boardLetterAt: z.number(),
  graceDays: z.number(),
  heldDays: z.number(),
  reminderCap: z.number(),
  reminderGapHours: z.number(),
  quietDays: z.number(),
  groupBy: z.enum(['officer', 'unit', 'stage']),
  rungs: z.array(z.object({ to: rungAudience, after: z.number() })),
  lease: z.object({ fromSupervisors: z.number(), workingDays: z.number() }),
  systemicShare: z.number(),
  confirmDays: z.number(),
  reportDays: z.number(),
  dueNowDays: z.number(),
});

/** `StepRun.result` */
export const storedStepResult = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
