/**
 * A plan's whole year before it starts: every step and every e-mail, computed from the same domain functions as the live
 * plan, with no server, for people who never answer.
 *
 * @module
 */
import { topicAgenda } from '../../domain/agenda';
import { workingCalendar } from '../../domain/calendar';
import { addDays, instantOf, type Instant, type LocalDate } from '../../domain/dates';
import { taskAgenda } from '../../domain/ladder';
import type { CalendarFile, Roster } from '../../domain/organisation';
import { planEnd, type PlanDocument } from '../../domain/plan';
import { planAgenda } from '../../domain/plan-agenda';
import { defaultPolicy, type Policy } from '../../domain/policy';
import type { Step } from '../../domain/step';
import { loadOf, UNLIMITED, type DayLoad, type TransportLimits } from './load';
import { createMailbox, type Mailbox, type PreviewMessage, type PreviewSkip } from './mailbox';
import { confirmStage, planStep, taskStep, topicStep, type Assumptions, type Effect } from './steps';
import { createWorld, stateOf, type World } from './world';

export { refuseOverload, type DayLoad, type TransportLimits } from './load';
export type { PreviewMessage, PreviewSkip } from './mailbox';
export type { Assumptions } from './steps';

export interface PreviewInput {
  document: PlanDocument;
  roster: Roster;
  calendar: CalendarFile;
  /** @default defaultPolicy */
  policy?: Policy;
  /** First local date that is followed; stages that end before it are left out. */
  from: LocalDate;
  /** What the operator is taken to do. @default both */
  assume?: Assumptions;
  /** @default no limits */
  transport?: TransportLimits;
}

export interface PreviewStep {
  type: 'step';
  at: Instant;
  key: string;
  /** The plan's, a topic's, or a task's step. */
  owner: 'plan' | 'topic' | 'task';
  topic: string | null;
  effect: Effect;
}

export interface Preview {
  from: LocalDate;
  /** Steps and messages in order of `at`, steps first within an instant. */
  events: (PreviewStep | PreviewMessage)[];
  skipped: PreviewSkip[];
  load: DayLoad[];
  /** Stages not followed, as topic/kind: they end before `from`. */
  past: string[];
}

/** Minutes after midnight at which the operator is taken to confirm: people act on the hour. */
const OPERATOR_ACTS_AT = 9 * 60;

export function previewPlan(input: PreviewInput): Preview {
  const {
    document,
    roster,
    from,
    policy = defaultPolicy,
    assume = { confirmed: true, materials: true },
    transport = UNLIMITED,
  } = input;
  const world = createWorld({
    document,
    roster,
    policy,
    calendar: workingCalendar(input.calendar),
    from,
    endDate: planEnd(document),
  });
  const mail = createMailbox(world);
  const steps = walk(world, mail, assume);
  const events = [...steps, ...mail.messages].toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
  return {
    from,
    events,
    skipped: mail.skipped,
    load: loadOf(mail.messages, transport, world.zone),
    past: world.topics.flatMap(({ stages }) => stages.filter(({ status }) => status === 'skipped').map(({ id }) => id)),
  };
}

const rank = (event: { type: 'step' | 'message' }) => (event.type === 'step' ? 0 : 1);

interface Candidate {
  owner: PreviewStep['owner'];
  topic: string | null;
  /** Unique over all owners. */
  id: string;
  step: Step;
  /** `step.at`: the instant it is performed at, which may be later than its own. */
  perform(step: Step): Effect;
}

/** Inside one instant: topic and plan steps, task steps, mail, people. DESIGN §4. */
function walk(world: World, mail: Mailbox, assume: Assumptions): PreviewStep[] {
  const taken: PreviewStep[] = [];
  const done = new Set<string>();
  const planSteps = planCandidates(world, mail);
  const acts = assume.confirmed ? confirmations(world) : [];
  let now = Number.NEGATIVE_INFINITY;
  for (;;) {
    const left = [...topicCandidates(world, mail, assume), ...planSteps, ...taskCandidates(world, mail)].filter(
      ({ id }) => !done.has(id),
    );
    const next = world.ended ? undefined : earliest(left);
    if (!next) break;
    const [act] = acts;
    if (act && act.at < next.step.at) {
      // Mail of the same instant goes out before people act.
      mail.sendBefore(act.at + 1);
      act.perform();
      acts.shift();
      now = act.at;
      continue;
    }
    // What an act made due on a day already past happens at the act.
    now = Math.max(now, next.step.at);
    mail.sendBefore(now);
    done.add(next.id);
    const { owner, topic, step } = next;
    taken.push({ type: 'step', at: now, key: step.key, owner, topic, effect: next.perform({ ...step, at: now }) });
  }
  mail.sendBefore(Number.POSITIVE_INFINITY);
  return taken;
}

/** The first of equals: topics in their order, then the plan, then tasks as they were opened. */
const earliest = (of: Candidate[]) =>
  of.reduce<Candidate | undefined>((best, each) => (best && best.step.at <= each.step.at ? best : each), undefined);

function topicCandidates(world: World, mail: Mailbox, assume: Assumptions): Candidate[] {
  const { policy, calendar, zone, fromDate } = world;
  return world.topics.flatMap((topic) => {
    if (topic.closed) return [];
    const stages = topic.stages.map((stage) => stateOf(stage, topic.silent));
    return topicAgenda({ stages, policy, calendar, zone, fromDate }).flatMap((step): Candidate[] => {
      const stage = topic.stages.find(({ kind }) => kind === step.stageKind);
      if (!stage) return [];
      const perform = (at: Step) => topicStep(world, mail, assume, topic, stage, at);
      return [{ owner: 'topic', topic: topic.spec.id, id: `${topic.spec.id}/${step.key}`, step, perform }];
    });
  });
}

function planCandidates(world: World, mail: Mailbox): Candidate[] {
  return planAgenda(world).map((step) => ({
    owner: 'plan',
    topic: null,
    id: step.key,
    step,
    perform: (at) => planStep(world, mail, at),
  }));
}

function taskCandidates(world: World, mail: Mailbox): Candidate[] {
  const { policy, calendar, zone } = world;
  return world.tasks.flatMap((task, index) => {
    if (!task.open) return [];
    const state = {
      openedOn: task.openedOn,
      level: task.level,
      status: 'open' as const,
      ownerId: null,
      leaseUntil: null,
      claimedOn: null,
    };
    const steps = taskAgenda({ ...state, supervisors: world.roster.supervisors.length, policy, calendar, zone });
    const topic = task.stageId?.split('/')[0] ?? null;
    return steps.map(
      (step): Candidate => ({
        owner: 'task',
        topic,
        id: `${index}/${step.key}`,
        step,
        perform: (at) => taskStep(world, mail, task, at),
      }),
    );
  });
}

/** On the day before a tentative stage opens, the operator confirms it. */
function confirmations(world: World): { at: Instant; perform(): void }[] {
  return world.topics
    .flatMap(({ stages }) => stages)
    .filter(({ spec, status }) => spec.tentative && status === 'waiting')
    .map((stage) => ({
      at: instantOf(addDays(stage.opensOn, -1), OPERATOR_ACTS_AT, world.zone),
      perform: () => confirmStage(world, stage),
    }))
    .toSorted((a, b) => a.at - b.at);
}
