/**
 * Whether a body can have known of its duty.
 *
 * @module
 */
import { Prisma } from '../db';
import type { PlanFacts } from '../plans/load';

/**
 * Condition on the assignment `a`: a message about it, of any revision, was accepted and has not bounced (a better
 * address, learned later, does not make it arrive), or it was passed on by hand or by the unit. The issuer and the board know without a letter: their stages make board
 * tasks only; of a silent topic the governing plan tells. DESIGN §7.
 */
export function told(plan: Pick<PlanFacts, 'document'>): Prisma.Sql {
  const { issuer, board } = plan.document.roles;
  return Prisma.sql`(a."passedOnAt" is not null or a."bodyId" in (${issuer}, ${board})
    or exists (select from "Stage" s join "Topic" t on t.id = s."topicId" and t.silent where s.id = a."stageId") or exists (
    select from "Notice" n
    join "Message" m on m.id = n."messageId" and m.status = 'sent'
    left join "Contact" c on c.id = n."contactId"
    where n."assignmentId" = a.id and n.status <> 'skipped' and c.status is distinct from 'bounced'
      and not exists (select from "Audit" b where b.subject = c."bodyId" and b.action = 'contact.bounced'
                      and b.data ->> 'address' = n.address and b.at >= m."sentAt")))`;
}
