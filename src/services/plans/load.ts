/**
 * A plan as the facts hold it, ready for computing.
 *
 * @module
 */
import { workingCalendar, type WorkingCalendar } from '../../domain/calendar';
import type { LocalDate } from '../../domain/dates';
import type { CalendarFile } from '../../domain/organisation';
import type { PlanDocument } from '../../domain/plan';
import type { Policy } from '../../domain/policy';
import { CodedError } from '../../errors';
import type { Tx } from '../db';
import { storedCalendar, storedDocument, storedPolicy } from '../stored';

export type PlanStatus = 'running' | 'paused' | 'cancelled' | 'closed';

export interface PlanFacts {
  id: string;
  status: PlanStatus;
  revision: number;
  document: PlanDocument;
  calendar: WorkingCalendar;
  calendarFile: CalendarFile;
  policy: Policy;
  zone: string;
  transport: string;
  /** Steps dated before it are not followed. */
  fromDate: LocalDate;
  /** The plan's own end: an extension beyond it needs the issuer's basis. */
  endDate: LocalDate;
}

/** The plan's facts. Throws CD_PLAN_UNKNOWN. */
export async function loadPlan(tx: Tx, planId: string): Promise<PlanFacts> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    select tableoid || '/' || ctid || '/' || xmin as version from "Plan" where id = ${planId}`;
  if (!row) throw new CodedError('CD_PLAN_UNKNOWN', { plan: planId });
  const known = parsed.get(row.version);
  if (known?.id === planId) return known;
  const facts = await readPlan(tx, planId);
  if (parsed.size >= PARSED) parsed.clear();
  parsed.set(row.version, facts);
  return facts;
}

/** Plans as they were parsed, by the version of their row: every write gives a row another one. */
const parsed = new Map<string, PlanFacts>();
const PARSED = 20;

async function readPlan(tx: Tx, planId: string): Promise<PlanFacts> {
  const row = await tx.plan.findUnique({ where: { id: planId } });
  if (!row) throw new CodedError('CD_PLAN_UNKNOWN', { plan: planId });
  const calendarFile = storedCalendar.parse(row.calendar);
  return {
    id: row.id,
    status: planStatus(row.status),
    revision: row.revision,
    document: storedDocument.parse(row.document),
    calendar: workingCalendar(calendarFile),
    calendarFile,
    policy: storedPolicy.parse(row.policy),
    zone: row.zone,
    transport: row.transport,
    fromDate: row.fromDate,
    endDate: row.endDate,
  };
}

/** Stage, topic and assignment ids begin with their plan's. */
export function planOf(id: string): string {
  return id.split('/')[0] ?? id;
}

/** Holds the plan's status for the rest of the transaction: a pause commits before or after a step, never inside it. */
export async function lockPlanStatus(tx: Tx, planId: string): Promise<PlanStatus> {
  const rows = await tx.$queryRaw<{ status: string }[]>`select status from "Plan" where id = ${planId} for share`;
  const row = rows[0];
  if (!row) throw new CodedError('CD_PLAN_UNKNOWN', { plan: planId });
  return planStatus(row.status);
}

function planStatus(text: string): PlanStatus {
  if (text === 'running' || text === 'paused' || text === 'cancelled' || text === 'closed') return text;
  throw new Error(`Plan.status holds "${text}"`);
}
