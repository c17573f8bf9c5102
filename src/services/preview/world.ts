/**
 * The plan's world in memory: duties, stages and tasks as the live services would write them, for a preview.
 *
 * @module
 */
import type { StageState } from '../../domain/agenda';
import type { WorkingCalendar } from '../../domain/calendar';
import { dueInstant, type Instant, type LocalDate } from '../../domain/dates';
import { judgeDate } from '../../domain/judging';
import type { Body, Role, Roster, Route } from '../../domain/organisation';
import { stagesInOrder, type PlanDocument, type StageKind, type StageSpec, type TopicSpec } from '../../domain/plan';
import type { Policy } from '../../domain/policy';
import { groupBy } from '../../domain/group-by';
import { routesOf, unitOf } from '../../domain/routing';

export interface World {
  document: PlanDocument;
  policy: Policy;
  calendar: WorkingCalendar;
  zone: string;
  fromDate: LocalDate;
  endDate: LocalDate;
  roster: Roster;
  bodies: Map<string, Body>;
  /** Routes that have an address, by body. */
  routes: Map<string, (Route & { address: string })[]>;
  /** The officer who follows a unit. */
  officers: Map<string, string>;
  topics: TopicWorld[];
  tasks: TaskWorld[];
  ended: boolean;
}

export interface TopicWorld {
  spec: TopicSpec;
  silent: boolean;
  stages: StageWorld[];
  closed: boolean;
}

export interface StageWorld {
  /** topic/kind */
  id: string;
  kind: StageKind;
  spec: StageSpec;
  status: StageState['status'];
  heldFor: string | null;
  opensOn: LocalDate;
  confirmed: boolean;
  lateAfter: LocalDate;
  /** When grace is over: later where it opened late. */
  judgeOn: LocalDate;
  dueAt: Instant;
  duties: Duty[];
}

export interface Duty {
  /** topic/kind/body */
  id: string;
  bodyId: string;
  unitId: string | null;
  /** A letter about it arrived, or it needs none. */
  told: boolean;
  judged: boolean;
}

export interface TaskWorld {
  kind: 'miss' | 'contact' | 'confirm' | 'approval';
  stageId: string | null;
  groupId: string | null;
  subjectId: string | null;
  openedOn: LocalDate;
  level: number;
  open: boolean;
}

export interface WorldInput {
  document: PlanDocument;
  roster: Roster;
  policy: Policy;
  calendar: WorkingCalendar;
  from: LocalDate;
  endDate: LocalDate;
}

/** The world on the morning of `from`; stages whose last day is past are skipped. */
export function createWorld({ document, roster, policy, calendar, from, endDate }: WorldInput): World {
  const bodies = new Map(roster.bodies.map((body) => [body.id, body]));
  const mailed = routesOf(roster).filter((route): route is Route & { address: string } => route.address !== null);
  const officers = new Map(roster.supervisors.flatMap(({ id, follows }) => follows.map((unit) => [unit, id] as const)));
  const topics = document.topics.map((spec): TopicWorld => {
    const silent = spec.governedBy?.silent ?? false;
    const stages = stagesInOrder(spec).map(({ kind, stage }) =>
      createStage(spec, kind, stage, { document, roster, policy, calendar, bodies, from, silent }),
    );
    return { spec, silent, stages, closed: false };
  });
  return {
    document,
    policy,
    calendar,
    zone: document.zone,
    fromDate: from,
    endDate,
    roster,
    bodies,
    routes: groupBy(mailed, (route) => route.bodyId),
    officers,
    topics,
    tasks: [],
    ended: false,
  };
}

interface StageContext {
  document: PlanDocument;
  roster: Roster;
  policy: Policy;
  calendar: WorkingCalendar;
  bodies: Map<string, Body>;
  from: LocalDate;
  silent: boolean;
}

function createStage(
  topic: TopicSpec,
  kind: StageKind,
  spec: StageSpec,
  { document, roster, policy, calendar, bodies, from, silent }: StageContext,
): StageWorld {
  const lateAfter = spec.lateAfter ?? spec.due;
  const id = `${topic.id}/${kind}`;
  // The board works for the issuer: nobody is reminded.
  const owners = new Set<Role>(spec.owners.filter((role) => role !== 'issuer'));
  // Issuer and board know without a letter; of a silent topic the governing plan tells.
  const knows = (bodyId: string) => silent || bodyId === document.roles.issuer || bodyId === document.roles.board;
  return {
    id,
    kind,
    spec,
    status: lateAfter < from ? 'skipped' : 'waiting',
    heldFor: null,
    opensOn: spec.opens < from ? from : spec.opens,
    confirmed: false,
    lateAfter,
    judgeOn: judgeDate(lateAfter, policy, calendar),
    dueAt: dueInstant(lateAfter, document.zone),
    duties: roster.bodies
      .filter((body) => body.roles.some((role) => owners.has(role)))
      .map((body) => ({
        id: `${id}/${body.id}`,
        bodyId: body.id,
        unitId: unitOf(body, bodies)?.id ?? null,
        told: knows(body.id),
        judged: false,
      })),
  };
}

/** What the agenda asks of a stage. Nobody answers: every duty stays open, on the stage's own due, without a planned date. */
export function stateOf(stage: StageWorld, silent: boolean): StageState {
  const { kind, status, opensOn, spec, lateAfter, confirmed, duties } = stage;
  return {
    kind,
    status,
    opensOn,
    reopenedOn: null,
    dueDate: spec.due,
    lateAfter,
    tentative: spec.tentative,
    confirmed,
    information: spec.information,
    conference: spec.audience.length > 0,
    silent,
    dues: duties.length > 0 ? [{ due: spec.due, lateAfter }] : [],
    planned: [],
    judgeOn: duties.some((duty) => !duty.judged) ? [stage.judgeOn] : [],
  };
}
