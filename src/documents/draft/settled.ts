/**
 * What people settled beyond the document: it goes into the plan file beside the sentence it answers.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { Role } from '../../domain/organisation';
import type { ReportPeriod, StageKind } from '../../domain/plan';

/** A date that was agreed on, and what allows it. */
export interface SettledDue {
  opens: LocalDate | null;
  /** As plan files write it: a day, `before` a day, `+N working days after` a stage. */
  due: string;
  decided: string;
  basis: string;
}

export interface Settled {
  id?: string;
  issuer?: string;
  board?: string;
  owners: Partial<Record<StageKind, Role[]>>;
  /** Who is invited to briefings. */
  invited?: Role[];
  /** By stage: `topics/2/session`. */
  dues: ReadonlyMap<string, SettledDue>;
  reports?: { every: ReportPeriod; decided: string; basis: string };
}

/** Who has the duty where the document does not say otherwise: the roles of DESIGN §2. */
export const USUAL_OWNERS: Record<StageKind, Role[]> = {
  selection: ['unit', 'cell'],
  briefing: ['issuer'],
  study: ['cell'],
  session: ['cell'],
  reporting: ['unit'],
};
export const USUALLY_INVITED: Role[] = ['unit', 'mass'];
/** Ids that the roster may know issuer and board by. */
export const USUAL_ROLES = { issuer: 'btv', board: 'ban-tuyen-giao' };

export const NOTHING_SETTLED: Settled = { owners: {}, dues: new Map() };
