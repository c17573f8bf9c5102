/**
 * Writing the duties of a stage: one assignment per body that holds one of its roles, set-based.
 *
 * @module
 */
import type { Instant, LocalDate } from '../../domain/dates';
import type { Role } from '../../domain/organisation';
import type { Context, Tx } from '../db';

export interface StatedDue {
  due: LocalDate;
  lateAfter: LocalDate;
  dueAt: Instant;
  basis: string;
}

export interface NewDuties {
  stageId: string;
  roles: Role[];
  status: 'pending' | 'open' | 'skipped';
  /** Bodies in force on this day. */
  on: LocalDate;
  /** What the document says: due revision 1. */
  stated: StatedDue;
  /** A revision made at once (`--past due-now`): due revision 2. */
  moved: StatedDue | null;
  zone: string;
  judgeOn: LocalDate;
}

/** Creates the assignments that are not there yet, each with its due revisions. Returns how many came. */
export async function createDuties(tx: Tx, ctx: Context, input: NewDuties): Promise<number> {
  if (input.roles.length === 0) return 0;
  const current = input.moved ?? input.stated;
  const at = new Date(ctx.asOf);
  const created = await tx.$executeRaw`
    with recursive version as (
      select "bodyId", "parentId", roles from "BodyVersion"
      where "validFrom" <= ${input.on} and ("validTo" is null or "validTo" > ${input.on})
    ), climb as (
      select "bodyId", "bodyId" as at_body, "parentId", roles from version where roles && ${input.roles}
      union all
      select c."bodyId", v."bodyId", v."parentId", v.roles from climb c join version v on v."bodyId" = c."parentId" where not ('unit' = any(c.roles))
    ), duty as (
      select "bodyId", max(at_body) filter (where 'unit' = any(roles)) as "unitId" from climb group by "bodyId"
    )
    insert into "Assignment" (id, "stageId", "bodyId", "unitId", status, "dueDate", "lateAfter", "dueAt", "dueRevision", "judgeOn", "closedAt")
    select ${input.stageId} || '/' || "bodyId", ${input.stageId}, "bodyId", "unitId", ${input.status}, ${current.due}, ${current.lateAfter},
           ${new Date(current.dueAt)}, ${input.moved ? 2 : 1}, ${input.judgeOn}, ${input.status === 'skipped' ? at : null}::timestamptz
    from duty
    on conflict ("stageId", "bodyId") do nothing`;
  const revisions = input.moved ? [input.stated, input.moved] : [input.stated];
  for (const [index, due] of revisions.entries()) {
    await tx.$executeRaw`
      insert into "DueRevision" ("assignmentId", number, "dueDate", "lateAfter", zone, "dueAt", basis, by, at)
      select id, ${index + 1}, ${due.due}, ${due.lateAfter}, ${input.zone}, ${new Date(due.dueAt)}, ${due.basis}, ${ctx.by}, ${at}
      from "Assignment" where "stageId" = ${input.stageId} and "dueRevision" >= ${index + 1}
      on conflict do nothing`;
  }
  return created;
}
