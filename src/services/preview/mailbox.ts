/**
 * The letters of a preview: raised, gathered, checked again and "sent" in memory, by the rules of the live delivery.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { instantOf, wallClock, type Instant, type LocalDate } from '../../domain/dates';
import { gather, gatheringKey, windowAfter, withoutSuperseded, type Gatherable, type Gathering } from '../../domain/gathering';
import { occasionsBefore } from '../../domain/reminders';
import { NOTICE_SKIPS, whyNotUrge } from '../../domain/standing';
import { slotAt, windowFor, type Window } from '../../domain/window';
import type { Duty, StageWorld, TaskWorld, World } from './world';

export type PreviewKind = 'open' | 'remind' | 'overdue' | 'digest' | 'task' | 'report';

/** One e-mail that would go out. */
export interface PreviewMessage {
  type: 'message';
  /** Its slot. */
  at: Instant;
  windowStart: Instant;
  to: string;
  /** Distinct, sorted. */
  kinds: PreviewKind[];
  /** topic/stage/body, sorted. */
  assignments: string[];
  /** Bodies it is about, sorted. */
  bodies: string[];
  /** The first deadline it must precede; null: none. */
  deadline: Instant | null;
}

/** A letter that would not go out. */
export interface PreviewSkip {
  at: Instant;
  to: string;
  kind: PreviewKind;
  assignment: string | null;
  why: string;
}

interface Notice extends Gatherable {
  kind: PreviewKind;
  /** What raised it, the same for every contact. */
  step: string;
  bodyId: string;
  contactId: string;
  duty: Duty | null;
  stage: StageWorld | null;
  task: TaskWorld | null;
  deadline: Instant | null;
}

export interface Raise {
  kind: PreviewKind;
  urgency: number;
  /** The day it belongs to. */
  date: LocalDate;
  asOf: Instant;
  stage?: StageWorld;
}

export interface Mailbox {
  /** One notice per duty and contact. With `deadline`, what would come after the due is skipped. Returns how many. */
  toDuties(raise: Raise & { stage: StageWorld; deadline: boolean }, duties: Duty[]): number;
  toBodies(raise: Raise, bodyIds: string[]): number;
  /** Gathers in the next letter of 07:30. */
  toSupervisors(raise: Omit<Raise, 'date' | 'stage'> & { task: TaskWorld }, supervisorIds: string[]): number;
  /** Sends everything whose slot is before `limit`. */
  sendBefore(limit: Instant): void;
  messages: PreviewMessage[];
  skipped: PreviewSkip[];
}

export function createMailbox(world: World): Mailbox {
  const { policy, calendar, zone } = world;
  const hashes = new Map<string, string>();
  const left = new Set<string>();
  const reminded = new Map<string, { step: string; at: Instant }[]>();
  const messages: PreviewMessage[] = [];
  const skipped: PreviewSkip[] = [];
  const emails = new Map(world.roster.supervisors.flatMap(({ id, email }) => (email === null ? [] : [[id, email] as const])));
  let waiting: Notice[] = [];

  const md5Of = (address: string) => {
    const hash = hashes.get(address) ?? createHash('md5').update(address).digest('hex');
    hashes.set(address, hash);
    return hash;
  };

  const skip = (notice: Pick<Notice, 'address' | 'kind' | 'duty'>, at: Instant, why: string) =>
    skipped.push({ at, to: notice.address, kind: notice.kind, assignment: notice.duty?.id ?? null, why });

  const put = (
    raise: Raise,
    window: Window | { skip: string },
    to: Omit<Notice, keyof Window | 'kind' | 'step' | 'urgency' | 'windowStart' | 'slotAt'>,
  ) => {
    const { kind, urgency, asOf } = raise;
    if ('skip' in window) return skip({ ...to, kind }, asOf, window.skip);
    if (left.has(gatheringKey({ ...to, ...window }))) {
      return put(raise, windowAfter(window.windowStart, { asOf, deadline: to.deadline, policy, calendar, zone }), to);
    }
    return waiting.push({
      ...to,
      kind,
      step: `${kind} ${raise.date}`,
      urgency,
      windowStart: window.windowStart,
      slotAt: Math.max(asOf, slotAt(window, md5Of(to.address))),
    });
  };

  const toBodies = (raise: Raise, of: { bodyId: string; duty: Duty | null }[], deadline: Instant | null) => {
    const window = windowFor({ date: raise.date, asOf: raise.asOf, deadline, policy, calendar, zone });
    let raised = 0;
    for (const { bodyId, duty } of of) {
      for (const { address, contactId } of world.routes.get(bodyId) ?? []) {
        put(raise, window, {
          alone: null,
          address,
          contactId,
          bodyId,
          duty,
          assignmentId: duty?.id ?? null,
          stage: raise.stage ?? null,
          task: null,
          deadline,
        });
        raised += 1;
      }
    }
    return raised;
  };

  const whyNot = ({ kind, step, duty, stage, task, windowStart }: Notice, asOf: Instant): string | null => {
    if (task && !task.open) return NOTICE_SKIPS.closed;
    if (world.ended && kind !== 'task' && kind !== 'report') return NOTICE_SKIPS.closed;
    if (!duty || !stage) return null;
    if (stage.status === 'closed') return NOTICE_SKIPS.closed;
    if (kind !== 'open' && kind !== 'remind' && kind !== 'overdue') return null;
    // Nobody answers in a preview: there is no planned date and no reply.
    const silent = { afterPlanned: false, plannedDate: null, quietUntil: null };
    const past = occasionsBefore(reminded.get(duty.id) ?? [], step);
    const today = wallClock(asOf, zone).day;
    return whyNotUrge(
      { kind, ...silent, meantLate: windowStart >= stage.dueAt, dueAt: stage.dueAt, reminded: past },
      { asOf, today, policy },
    );
  };

  const send = (gathering: Gathering<Notice>) => {
    const { address, windowStart, slotAt: at } = gathering;
    const standing = gathering.notices.filter((notice) => {
      const why = whyNot(notice, at);
      if (why !== null) skip(notice, at, why);
      return why === null;
    });
    const { kept, superseded } = withoutSuperseded(standing);
    for (const notice of superseded) skip(notice, at, NOTICE_SKIPS.superseded);
    if (kept.length === 0) return;
    left.add(gathering.key);
    for (const { kind, step, duty } of kept) {
      if (!duty) continue;
      duty.told = true;
      if (kind === 'remind') reminded.set(duty.id, [...(reminded.get(duty.id) ?? []), { step, at }]);
    }
    const deadlines = kept.flatMap(({ deadline }) => (deadline === null ? [] : [deadline]));
    messages.push({
      type: 'message',
      at,
      windowStart,
      to: address,
      kinds: distinct(kept.map(({ kind }) => kind)),
      assignments: distinct(kept.flatMap(({ assignmentId }) => (assignmentId === null ? [] : [assignmentId]))),
      bodies: distinct(kept.map(({ bodyId }) => bodyId)),
      deadline: deadlines.length > 0 ? Math.min(...deadlines) : null,
    });
  };

  return {
    toDuties: (raise, duties) =>
      toBodies(
        raise,
        duties.map((duty) => ({ bodyId: duty.bodyId, duty })),
        raise.deadline ? raise.stage.dueAt : null,
      ),
    toBodies: (raise, bodyIds) =>
      toBodies(
        raise,
        bodyIds.map((bodyId) => ({ bodyId, duty: null })),
        null,
      ),
    toSupervisors({ task, kind, urgency, asOf }, supervisorIds) {
      const start = boardLetter(world, asOf);
      const known = supervisorIds.flatMap((id) => {
        const address = emails.get(id);
        return address === undefined ? [] : [{ id, address }];
      });
      for (const { id, address } of known) {
        const to = {
          alone: null,
          address,
          contactId: `supervisor:${id}`,
          bodyId: world.document.roles.board,
          duty: null,
          assignmentId: null,
          stage: null,
          task,
          deadline: null,
        };
        waiting.push({ ...to, kind, step: kind, urgency, windowStart: start, slotAt: start });
      }
      return known.length;
    },
    sendBefore(limit) {
      const [due, later] = [
        waiting.filter((notice) => notice.slotAt < limit),
        waiting.filter((notice) => notice.slotAt >= limit),
      ];
      waiting = later;
      for (const gathering of gather(due)) send(gathering);
    },
    messages,
    skipped,
  };
}

/** The next letter to the board that is not gone yet. Mirrors `boardLetterInstant` of the notices. */
function boardLetter({ calendar, policy, zone }: World, asOf: Instant): Instant {
  const { day, minute } = wallClock(asOf, zone);
  const today = calendar.onOrAfter(day);
  const late = today === day && minute >= policy.boardLetterAt;
  return instantOf(late ? calendar.addWorkingDays(day, 1) : today, policy.boardLetterAt, zone);
}

const distinct = <T extends string>(values: T[]): T[] => [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1));
