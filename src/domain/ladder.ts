/**
 * A task's way up: rungs above the board, and leases that keep a claim from sleeping. DESIGN §7.
 *
 * @module
 */
import type { WorkingCalendar } from './calendar';
import type { LocalDate } from './dates';
import type { Policy, RungAudience } from './policy';
import type { Step } from './step';
import { compareSteps, midnight } from './step-order';

export interface TaskState {
  openedOn: LocalDate;
  /** Rungs already taken. */
  level: number;
  status: 'open' | 'claimed' | 'closed';
  ownerId: string | null;
  /** Last day of the lease. */
  leaseUntil: LocalDate | null;
  claimedOn: LocalDate | null;
  /** Supervisors at work: leases are on from `policy.lease.fromSupervisors`. */
  supervisors: number;
}

export interface TaskAgendaInput extends TaskState {
  policy: Pick<Policy, 'rungs' | 'lease'>;
  calendar: WorkingCalendar;
  zone: string;
}

/** The rungs not taken yet and, while it is claimed, the lease: reminded at half, lapsed on the working day after its last. */
export function taskAgenda(i: TaskAgendaInput): Step[] {
  if (i.status === 'closed') return [];
  const step = (kind: 'rung' | 'lease', name: string, date: LocalDate): Step => ({
    key: `task/${kind}-${name}/${date}`,
    at: midnight(date, i.zone),
    kind,
    stageKind: null,
    date,
  });

  const rungs = i.policy.rungs.flatMap((rung, index) =>
    index + 1 > i.level ? [step('rung', String(index + 1), i.calendar.addWorkingDays(i.openedOn, rung.after))] : [],
  );
  return [...rungs, ...leaseSteps(i, step)].toSorted(compareSteps);
}

function leaseSteps(i: TaskAgendaInput, step: (kind: 'lease', name: string, date: LocalDate) => Step): Step[] {
  if (!leasesOn(i.supervisors, i.policy) || i.status !== 'claimed' || i.claimedOn === null || i.leaseUntil === null) return [];
  const half = Math.ceil(i.calendar.between(i.claimedOn, i.leaseUntil) / 2);
  return [
    ...(half > 0 ? [step('lease', 'half', i.calendar.addWorkingDays(i.claimedOn, half))] : []),
    step('lease', 'end', i.calendar.addWorkingDays(i.leaseUntil, 1)),
  ];
}

const ROLE_ON = { officers: 'officer', head: 'head' } as const;

/** Whether a rung of that audience tells this person of the board. */
export function standsOn(person: { id: string; role: string }, to: RungAudience): boolean {
  return to === 'officers' || to === 'head' ? person.role === ROLE_ON[to] : `supervisor:${person.id}` === to;
}

/** Whether claims lapse at all: a board of two or three needs no leases. */
export function leasesOn(supervisors: number, policy: Pick<Policy, 'lease'>): boolean {
  return supervisors >= policy.lease.fromSupervisors;
}

/** The last day of a lease taken on `claimedOn`; null where leases are off. */
export function leaseUntil(
  claimedOn: LocalDate,
  supervisors: number,
  policy: Pick<Policy, 'lease'>,
  calendar: WorkingCalendar,
): LocalDate | null {
  return leasesOn(supervisors, policy) ? calendar.addWorkingDays(claimedOn, policy.lease.workingDays) : null;
}

/** The group of a task: the officer of the unit, the unit, or null for the whole stage (also where no officer is named). */
export function groupOf(i: { unitId: string | null; officerId: string | null; policy: Pick<Policy, 'groupBy'> }): string | null {
  switch (i.policy.groupBy) {
    case 'officer':
      return i.officerId;
    case 'unit':
      return i.unitId;
    case 'stage':
      return null;
  }
}
