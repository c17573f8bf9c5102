/**
 * What each step does in a preview's world: the mirror of the live steps, for people who never answer.
 *
 * @module
 */
import { targetsOf } from '../../domain/agenda';
import { wallClock, type LocalDate } from '../../domain/dates';
import { groupBy } from '../../domain/group-by';
import { judge, judgeDate } from '../../domain/judging';
import { groupOf, standsOn } from '../../domain/ladder';
import type { Step } from '../../domain/step';
import type { Mailbox } from './mailbox';
import { stateOf, type Duty, type StageWorld, type TaskWorld, type TopicWorld, type World } from './world';

export interface Assumptions {
  /** The operator confirms tentative stages on the day before they open. */
  confirmed: boolean;
  /** The operator records materials before a stage needs them. */
  materials: boolean;
}

/** Numbers and words of what a step did, for the table. */
export type Effect = Record<string, string | number>;

/** Sections of the board's one letter are ordered by it; it never competes with a duty's. */
const BOARD = 50;
/** Digests and invitations stand beside duties in a unit's letter. */
const BESIDE = 20;

export function topicStep(
  world: World,
  mail: Mailbox,
  assume: Assumptions,
  topic: TopicWorld,
  stage: StageWorld,
  step: Step,
): Effect {
  switch (step.kind) {
    case 'confirm':
      return confirmTask(world, mail, stage, 'tentative', step);
    case 'invite':
      return { notices: topic.silent ? 0 : inviteAudience(world, mail, stage, step) };
    case 'open':
      return openStage(world, mail, assume, topic, stage, step);
    case 'remind':
    case 'overdue':
      return { notices: topic.silent ? 0 : urge(world, mail, stage, step) };
    case 'judge':
      return judgeStage(world, mail, topic, stage, step);
    default:
      return closeStage(world, mail, assume, topic, stage, step);
  }
}

function openStage(world: World, mail: Mailbox, assume: Assumptions, topic: TopicWorld, stage: StageWorld, step: Step): Effect {
  const today = wallClock(step.at, world.zone).day;
  const hold = holdOf(assume, topic, stage, today);
  if (hold !== null) {
    stage.status = 'held';
    stage.heldFor = hold;
    if (hold === 'tentative' || hold === 'materials' || hold === 'past-due') confirmTask(world, mail, stage, hold, step);
    return { held: hold };
  }
  stage.status = 'open';
  stage.heldFor = null;
  const judgeOn = judgeDate(today, world.policy, world.calendar);
  if (judgeOn > stage.judgeOn) stage.judgeOn = judgeOn;
  if (topic.silent) return { notices: 0 };
  const raise = { kind: 'open' as const, date: step.date, asOf: step.at, stage };
  const [target] = targetsOf(step, stateOf(stage, false), world.policy, world.calendar);
  const told = mail.toDuties({ ...raise, urgency: target?.urgency ?? 0, deadline: true }, stage.duties);
  return { notices: told };
}

function inviteAudience(world: World, mail: Mailbox, stage: StageWorld, step: Step): number {
  const audience = stage.spec.audience.filter((role) => !stage.spec.owners.includes(role));
  const invited = world.roster.bodies.filter((body) => body.roles.some((role) => audience.includes(role)));
  const date = wallClock(step.at, world.zone).day;
  return mail.toBodies(
    { kind: 'open', urgency: BESIDE, date, asOf: step.at, stage },
    invited.map((body) => body.id),
  );
}

function holdOf(assume: Assumptions, topic: TopicWorld, stage: StageWorld, today: LocalDate): string | null {
  if (stage.spec.tentative && !stage.confirmed) return 'tentative';
  if (stage.spec.requiresMaterials && !assume.materials) return 'materials';
  const before = topic.stages.find(({ kind }) => kind === stage.spec.after);
  if (before && before.status !== 'closed' && before.status !== 'skipped') return `after:${before.kind}`;
  return !stage.spec.information && stage.duties.length > 0 && stage.lateAfter < today ? 'past-due' : null;
}

function urge(world: World, mail: Mailbox, stage: StageWorld, step: Step): number {
  const kind = step.kind === 'overdue' ? 'overdue' : 'remind';
  const targets = targetsOf(step, stateOf(stage, false), world.policy, world.calendar).toSorted((a, b) => b.urgency - a.urgency);
  // One due, so one target: a stage's offsets never fall on one day twice.
  return targets
    .slice(0, 1)
    .reduce(
      (sum, { urgency }) =>
        sum + mail.toDuties({ kind, urgency, date: step.date, asOf: step.at, stage, deadline: kind === 'remind' }, stage.duties),
      0,
    );
}

function judgeStage(world: World, mail: Mailbox, topic: TopicWorld, stage: StageWorld, step: Step): Effect {
  const verdicts = groupBy(
    stage.duties.filter((duty) => !duty.judged),
    ({ told }) => judge({ told, systemic: false, heldDays: 0, policy: world.policy }),
  );
  const effect: Effect = {};
  for (const kind of ['miss', 'contact'] as const) {
    const duties = verdicts.get(kind) ?? [];
    effect[kind] = duties.length;
    for (const duty of duties) duty.judged = true;
    const groups = groupBy(duties, ({ unitId }) =>
      groupOf({ unitId, officerId: world.officers.get(unitId ?? '') ?? null, policy: world.policy }),
    );
    for (const groupId of [...groups.keys()].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))) {
      openTask(world, mail, { kind, stageId: stage.id, groupId, subjectId: null }, step);
    }
  }
  if (!topic.silent) askForContacts(mail, stage, verdicts.get('contact') ?? [], step);
  return effect;
}

/** Each unit is asked once for the addresses of its cells that cannot be reached; nobody is asked for its own. */
function askForContacts(mail: Mailbox, stage: StageWorld, duties: Duty[], step: Step): void {
  const units = new Set(duties.flatMap(({ unitId, bodyId }) => (unitId === null || unitId === bodyId ? [] : [unitId])));
  mail.toBodies({ kind: 'digest', urgency: BESIDE, date: step.date, asOf: step.at, stage }, [...units].toSorted());
}

function closeStage(world: World, mail: Mailbox, assume: Assumptions, topic: TopicWorld, stage: StageWorld, step: Step): Effect {
  stage.status = 'closed';
  for (const next of topic.stages.filter(({ heldFor }) => heldFor === `after:${stage.kind}`)) {
    next.status = 'waiting';
    next.heldFor = null;
    // Its opening of today has run and was held: it opens here and now.
    if (next.opensOn === step.date) openStage(world, mail, assume, topic, next, { ...step, kind: 'open', stageKind: next.kind });
    else if (next.opensOn < step.date) next.opensOn = step.date;
  }
  topic.closed = topic.stages.every(({ status }) => status === 'closed' || status === 'skipped');
  return { closed: stage.id };
}

function confirmTask(
  world: World,
  mail: Mailbox,
  stage: StageWorld,
  subjectId: 'tentative' | 'materials' | 'past-due',
  step: Step,
): Effect {
  openTask(world, mail, { kind: 'confirm', stageId: stage.id, groupId: null, subjectId }, step);
  return { task: subjectId };
}

/** The assumed confirmation: the stage is certain, the board's task about it done. */
export function confirmStage(world: World, stage: StageWorld): void {
  stage.confirmed = true;
  for (const task of world.tasks) if (task.kind === 'confirm' && task.stageId === stage.id) task.open = false;
}

type TaskKey = Pick<TaskWorld, 'kind' | 'stageId' | 'groupId' | 'subjectId'>;

/** One open task a key; the officer it is grouped by hears of it, else every officer, else everybody of the board. */
function openTask(world: World, mail: Mailbox, key: TaskKey, step: Step): TaskWorld {
  const same = (task: TaskWorld) =>
    task.open &&
    task.kind === key.kind &&
    task.stageId === key.stageId &&
    task.groupId === key.groupId &&
    task.subjectId === key.subjectId;
  const known = world.tasks.find(same);
  if (known) return known;
  const task: TaskWorld = { ...key, openedOn: step.date, level: 0, open: true };
  world.tasks.push(task);
  mail.toSupervisors({ task, kind: 'task', urgency: BOARD, asOf: step.at }, audienceOf(world, key.groupId));
  return task;
}

function audienceOf({ roster, officers }: World, groupId: string | null): string[] {
  const people = roster.supervisors;
  const named = people.filter(({ id }) => id === groupId || id === officers.get(groupId ?? ''));
  const board = people.filter(({ role }) => role === 'officer');
  return (named.length > 0 ? named : board.length > 0 ? board : people).map(({ id }) => id);
}

export function planStep(world: World, mail: Mailbox, step: Step): Effect {
  switch (step.kind) {
    case 'digest':
      return {
        notices: mail.toBodies({ kind: 'digest', urgency: BESIDE, date: step.date, asOf: step.at }, unitsWithOpenDuties(world)),
      };
    case 'report': {
      const task = openTask(world, mail, { kind: 'approval', stageId: null, groupId: null, subjectId: step.key }, step);
      return {
        notices: mail.toSupervisors(
          { task, kind: 'report', urgency: BOARD, asOf: step.at },
          world.roster.supervisors.map(({ id }) => id),
        ),
      };
    }
    default:
      world.ended = true;
      for (const task of world.tasks) task.open = false;
      return { closed: world.document.id };
  }
}

/** A grassroots cell is its own unit: its letters say all that a digest could. */
function unitsWithOpenDuties(world: World): string[] {
  const all = world.topics.flatMap(({ stages }) => stages.flatMap(({ duties }) => duties));
  const above = new Set(all.filter(({ unitId, bodyId }) => unitId !== bodyId).map(({ unitId }) => unitId));
  const duties = world.topics
    .filter(({ closed, silent }) => !closed && !silent)
    .flatMap(({ stages }) => stages.filter(({ status, spec }) => (status === 'open' || status === 'closed') && !spec.information))
    .flatMap((stage) => stage.duties);
  return [...new Set(duties.flatMap(({ unitId }) => (unitId !== null && above.has(unitId) ? [unitId] : [])))].toSorted();
}

/** The next rung, and the one after it at once where nobody stands on a rung. */
export function taskStep(world: World, mail: Mailbox, task: TaskWorld, step: Step): Effect {
  let audience: string[] = [];
  for (const { to } of world.policy.rungs.slice(task.level)) {
    audience = world.roster.supervisors.filter((person) => standsOn(person, to)).map(({ id }) => id);
    task.level += 1;
    if (audience.length > 0) break;
  }
  return { level: task.level, notices: mail.toSupervisors({ task, kind: 'task', urgency: BOARD, asOf: step.at }, audience) };
}
