/**
 * Texts that a person pastes into Zalo about the board's open work: one to each unit that names its bodies, one to each
 * body. Reading only; links are the letters' own and are not shown here.
 *
 * @module
 */
import { z } from 'zod';
import { wallClock, type Instant } from '../../domain/dates';
import { ROLES } from '../../domain/organisation';
import { STAGE_KINDS } from '../../domain/plan';
import { shortText, unitText } from '../../mail/short-texts';
import type { Db } from '../db';
import { bodyOn, senderFor } from '../duties/views';
import { loadPlan, type PlanFacts } from '../plans/load';

/** Tasks whose members are bodies that a report is awaited from. */
export const TEXT_KINDS = ['miss', 'contact'] as const;

interface Receiver {
  bodyId: string;
  name: string;
  /** Whom to write to; null where nobody is known. */
  contact: string | null;
  phone: string | null;
}

export interface UnitTexts extends Receiver {
  /** To the unit, one for each topic and stage; none where only its own duties are open. */
  texts: string[];
  members: (Receiver & { text: string })[];
}

const openMember = z.object({
  bodyId: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  unitId: z.string(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  unitContact: z.string().nullable(),
  unitPhone: z.string().nullable(),
  topic: z.string(),
  kind: z.enum(STAGE_KINDS),
  due: z.string(),
  plannedDate: z.string().nullable(),
});
type OpenMember = z.output<typeof openMember>;

/** Units by name. @throws CD_PLAN_UNKNOWN */
export async function textsToPaste(
  db: Db,
  input: { planId: string; kind: (typeof TEXT_KINDS)[number] },
  asOf: Instant,
): Promise<UnitTexts[]> {
  const plan = await loadPlan(db.prisma, input.planId);
  const units = new Map<string, OpenMember[]>();
  for (const member of await openMembers(db, plan, input.kind, asOf))
    units.set(member.unitId, [...(units.get(member.unitId) ?? []), member]);
  const written = await Promise.all([...units].map(([unitId, members]) => ofUnit(db, plan, unitId, members, asOf)));
  return written.toSorted((a, b) => a.name.localeCompare(b.name, 'vi') || (a.bodyId < b.bodyId ? -1 : 1));
}

async function ofUnit(db: Db, plan: PlanFacts, unitId: string, members: OpenMember[], asOf: Instant): Promise<UnitTexts> {
  const unit = await bodyOn(db, unitId, wallClock(asOf, plan.zone).day);
  const sender = await senderFor(db, plan, unitId, asOf);
  const below = new Map<string, OpenMember[]>();
  for (const member of members) {
    if (member.bodyId === unitId) continue;
    const about = [member.topic, member.kind, member.due].join('\n');
    below.set(about, [...(below.get(about) ?? []), member]);
  }
  const body = { name: unit?.name ?? unitId, roles: unit?.roles ?? [] };
  return {
    bodyId: unitId,
    name: body.name,
    contact: members[0]?.unitContact ?? null,
    phone: members[0]?.unitPhone ?? null,
    texts: [...below.values()].flatMap((of) => {
      const [first] = of;
      if (!first) return [];
      const { topic: topicShort, kind: stageKind, due } = first;
      return [unitText({ unit: body, bodies: of, topicShort, stageKind, due }, sender)];
    }),
    members: members.map(({ bodyId, name, roles, contact, phone, topic, kind, due, plannedDate }) => ({
      bodyId,
      name,
      contact,
      phone,
      text: shortText(
        { reason: 'overdue', body: { name, roles }, topicShort: topic, stageKind: kind, due, plannedDate },
        sender,
        null,
      ),
    })),
  };
}

async function openMembers(db: Db, plan: PlanFacts, kind: string, asOf: Instant): Promise<OpenMember[]> {
  const day = wallClock(asOf, plan.zone).day;
  const rows = await db.prisma.$queryRaw<unknown[]>`
    select distinct on (coalesce(a."unitId", a."bodyId"), t.ordinal, s.kind, v.name, a.id)
           a."bodyId", v.name, v.roles, coalesce(a."unitId", a."bodyId") as "unitId", c.name as contact, c.phone,
           uc.name as "unitContact", uc.phone as "unitPhone", t.short as topic, s.kind, a."dueDate" as due, a."plannedDate"
    from "Task" k
    join "TaskMember" m on m."taskId" = k.id and m.status = 'open'
    join "Assignment" a on a.id = m."assignmentId" and a.status = 'open'
    join "Stage" s on s.id = a."stageId" join "Topic" t on t.id = s."topicId"
    join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${day} and (v."validTo" is null or v."validTo" > ${day})
    left join lateral (select name, phone from "Contact" where "bodyId" = a."bodyId" order by phone is null, id limit 1) c on true
    left join lateral (select name, phone from "Contact" where "bodyId" = coalesce(a."unitId", a."bodyId")
                       order by phone is null, id limit 1) uc on true
    where k."planId" = ${plan.id} and k.kind = ${kind} and k.status <> 'closed'
    order by coalesce(a."unitId", a."bodyId"), t.ordinal, s.kind, v.name, a.id`;
  return rows.map((row) => openMember.parse(row));
}
