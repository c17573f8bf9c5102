/**
 * A unit is asked for the addresses of its cells that cannot be reached.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import { URGENCY } from '../../domain/reminders';
import type { ContactWantedData } from '../../mail/texts/data';
import type { Context, Db, Tx } from '../db';
import { raiseToBodies } from './raise';
import type { PlanFacts } from '../plans/load';

/** One notice a unit, naming its cells among `members`; a unit's own address is asked of nobody. Nothing for silent topics. */
export async function askForContacts(
  tx: Tx,
  db: Db,
  plan: PlanFacts,
  ctx: Context,
  input: {
    stageId: string;
    date: LocalDate;
    members: { assignmentId: string }[] /** what raised it: part of the dedupe key */;
    key: string;
  },
): Promise<number> {
  const { stageId, date, members } = input;
  if (members.length === 0) return 0;
  const rows = await tx.$queryRaw<{ bodyId: string; cells: ContactWantedData['cells'] }[]>`
    select a."unitId" as "bodyId", jsonb_agg(jsonb_build_object('name', v.name, 'sentOn', sent.day) order by v.name, a.id) as cells
    from "Assignment" a
    join "Stage" s on s.id = a."stageId"
    join "Topic" t on t.id = s."topicId" and not t.silent
    join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${date} and (v."validTo" is null or v."validTo" > ${date})
    cross join lateral (
      select to_char(max(m."sentAt") at time zone ${plan.zone}, 'YYYY-MM-DD') as day
      from "Notice" n join "Message" m on m.id = n."messageId" and m.status = 'sent'
      where n."assignmentId" = a.id) sent
    where a.id = any(${members.map((member) => member.assignmentId)}) and a."unitId" <> a."bodyId"
    group by a."unitId" order by a."unitId"`;
  return raiseToBodies(tx, db, plan, ctx, {
    kind: 'digest',
    reason: 'contact-wanted',
    urgency: URGENCY.contact,
    key: `${stageId}/${input.key}`,
    date,
    stageId,
    rows: rows.map(({ bodyId, cells }) => ({ bodyId, data: { cells } })),
  });
}
