/**
 * From notices and facts to the letter that is rendered. Pure.
 *
 * @module
 */
import { CHANNELS, ROLES } from '../../domain/organisation';
import { STAGE_KINDS } from '../../domain/plan';
import { type Letter, REASONS, type Section, type SectionPlan, type Sender } from '../../mail/letter';
import type { LinkBinding } from '../../mail/links';
import { linkKey, type LinkWanted } from '../contacts/links';
import { planOf, type PlanFacts } from '../plans/load';
import type { DueNotice } from './due';
import { planIdOf, toldKey, type AssignmentRow, type BatchFacts, type BodyRow, type StageRow } from './facts';

/** Purpose of every link in a letter: the body's own page. */
const PURPOSE = 'body';

/** The link a notice's section carries; none to supervisors, who sign in. */
export function linkOf(notice: DueNotice): LinkWanted | null {
  if (notice.contactId.startsWith('supervisor:')) return null;
  return { bodyId: notice.bodyId, contactId: notice.contactId, purpose: PURPOSE, planId: planIdOf(notice) };
}

/** One letter of the notices that stand, the most urgent first, then by body and due. `notices` is not empty. */
export function letterOf(
  messageId: string,
  notices: DueNotice[],
  facts: BatchFacts,
  sender: Sender,
  links: Map<string, LinkBinding>,
): Letter {
  const ordered = [...notices].sort(
    (a, b) =>
      b.urgency - a.urgency ||
      compare(a.bodyId, b.bodyId) ||
      compare(dueOf(a, facts), dueOf(b, facts)) ||
      compare(a.stageId ?? '', b.stageId ?? '') ||
      compare(a.id, b.id),
  );
  const [first] = ordered;
  if (!first) throw new Error(`The letter ${messageId} has no notice`);
  const plan = planOfNotice(first, facts);
  return {
    messageId,
    address: first.address,
    asOf: facts.asOf,
    zone: plan.zone,
    language: facts.contacts.get(first.contactId)?.language === 'en' ? 'en' : 'vi',
    sender: { ...sender, officer: officerOf(first, facts) ?? sender.officer },
    recipient: recipientOf(first, facts),
    sections: ordered.map((notice) => sectionOf(notice, facts, links)),
  };
}

/** What is due first is read first; what has no due of its own comes before. */
const dueOf = ({ assignmentId }: DueNotice, facts: BatchFacts): string =>
  (assignmentId === null ? undefined : facts.assignments.get(assignmentId))?.dueDate ?? '';

/** From which date a due moved, as this reader knows it: what it was told, else what the plan itself says. */
function beforeOf(notice: DueNotice, assignment: AssignmentRow | undefined, facts: BatchFacts): string | undefined {
  const known = facts.duesTold.get(toldKey(notice)) ?? facts.duesWritten.get(assignment?.id ?? '');
  return known === assignment?.dueDate ? undefined : known;
}

function sectionOf(notice: DueNotice, facts: BatchFacts, links: Map<string, LinkBinding>): Section {
  const plan = planOfNotice(notice, facts);
  const assignment = notice.assignmentId === null ? undefined : facts.assignments.get(notice.assignmentId);
  const stage = facts.stages.get(notice.stageId ?? assignment?.stageId ?? '');
  const before = notice.reason === 'due-moved' ? beforeOf(notice, assignment, facts) : undefined;
  const wanted = linkOf(notice);
  const today = facts.wall(facts.asOf, plan.zone).day;
  return {
    reason: oneOf(REASONS, notice.reason),
    plan: sectionPlanOf(plan, facts),
    body: bodyOf(notice.bodyId, facts),
    via: oneOf(CHANNELS, notice.via),
    topic: stage ? topicOf(stage, plan) : null,
    stage: stage ? stageOf(stage, plan) : null,
    due: assignment
      ? {
          date: assignment.dueDate,
          lateAfter: assignment.lateAfter,
          workingDaysLeft: plan.calendar.between(today, assignment.dueDate),
          ...(before === undefined ? {} : { before }),
        }
      : null,
    unitReportDue: stage?.unitReportDue ?? null,
    plannedDate: assignment?.plannedDate ?? null,
    linkId: wanted ? (links.get(linkKey(wanted))?.id ?? null) : null,
    data: dataOf(notice),
  };
}

function sectionPlanOf({ id, document }: PlanFacts, facts: BatchFacts): SectionPlan {
  const { title, number, date, roles } = document;
  return { id, title, number, date, issuerName: facts.bodies.get(roles.issuer)?.name ?? roles.issuer };
}

function planOfNotice(notice: DueNotice, facts: BatchFacts): PlanFacts {
  const plan = facts.plans.get(planIdOf(notice));
  if (!plan) throw new Error(`The notice ${notice.id} is of a plan that is not there`);
  return plan;
}

function topicOf(stage: StageRow, plan: PlanFacts): Section['topic'] {
  const spec = specOf(stage, plan);
  if (!spec) return null;
  const { short, ordinal, title, materials } = spec;
  return { id: stage.topicId, short, ordinal, title, year: plan.document.year, materials };
}

function stageOf(stage: StageRow, plan: PlanFacts): Section['stage'] {
  const kind = oneOf(STAGE_KINDS, stage.kind);
  const spec = specOf(stage, plan)?.stages[kind];
  const place = stage.place ?? spec?.place;
  const hour = stage.hour ?? spec?.hour;
  return {
    kind,
    opensOn: stage.opensOn,
    said: spec?.said ?? '',
    basis: spec?.basis ?? null,
    ...(place === undefined ? {} : { place }),
    ...(hour === undefined ? {} : { hour }),
    ...(spec?.seats === undefined ? {} : { seats: spec.seats }),
    nonMembers: spec?.nonMembers ?? false,
  };
}

function specOf(stage: StageRow, plan: PlanFacts) {
  const key = stage.topicId.slice(planOf(stage.topicId).length + 1);
  return plan.document.topics.find((topic) => topic.id === key);
}

function bodyOf(bodyId: string, facts: BatchFacts): Section['body'] {
  const row = facts.bodies.get(bodyId);
  return {
    id: bodyId,
    name: row?.name ?? bodyId,
    kind: row?.kind ?? '',
    roles: (row?.roles ?? []).map((role) => oneOf(ROLES, role)),
    parentName: row?.parentName ?? null,
  };
}

/** Whose inbox it is: the contact's own body, which for `via-unit` is the unit. */
function recipientOf(notice: DueNotice, facts: BatchFacts): Letter['recipient'] {
  const supervisor = facts.supervisors.get(notice.contactId);
  if (supervisor !== undefined) return { kind: 'supervisor', name: supervisor };
  const reader = facts.bodies.get(facts.contacts.get(notice.contactId)?.bodyId ?? notice.bodyId);
  return { kind: recipientKind(reader), name: reader?.name ?? notice.bodyId };
}

function recipientKind(body: BodyRow | undefined): Letter['recipient']['kind'] {
  const roles = body?.roles ?? [];
  if (roles.includes('cell')) return 'cell';
  if (roles.includes('issuer')) return 'issuer';
  if (roles.includes('unit') || roles.includes('subunit')) return 'unit';
  return roles.includes('mass') ? 'mass' : 'cell';
}

function officerOf(notice: DueNotice, facts: BatchFacts): Sender['officer'] {
  const unitId = facts.assignments.get(notice.assignmentId ?? '')?.unitId ?? notice.bodyId;
  const unit = facts.bodies.get(unitId);
  return unit?.officerName && unit.officerPhone ? { name: unit.officerName, phone: unit.officerPhone } : null;
}

function dataOf(notice: DueNotice): Record<string, unknown> {
  const { data } = notice;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((word) => word === text);
  if (found === undefined) throw new Error(`"${text}" is none of ${known.join(', ')}`);
  return found;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
