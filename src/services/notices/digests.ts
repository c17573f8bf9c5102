/**
 * The units' Monday letter: how its cells stand, topic by topic. None where nothing is open, and none to a
 * grassroots cell, which is its own unit: its letters say all that a digest could.
 *
 * @module
 */
import type { StageKind } from '../../domain/plan';
import { URGENCY } from '../../domain/reminders';
import type { Step } from '../../domain/step';
import type { DigestData } from '../../mail/texts/data';
import type { Context, Db, Tx } from '../db';
import { raiseToBodies } from './raise';
import type { PlanFacts } from '../plans/load';

interface DigestRow {
  unitId: string;
  short: string;
  kind: StageKind;
  dueDate: string;
  total: number;
  reported: number;
  planned: number;
  missing: string[];
  unconfirmed: number;
  noEmail: number;
}

/** Raises one digest per unit with anything open in an open stage. Returns how many. */
export async function raiseDigests(tx: Tx, db: Db, plan: PlanFacts, step: Step, ctx: Context): Promise<number> {
  const rows = await digestRows(tx, plan, step.date);
  const byUnit = new Map<string, DigestRow[]>();
  for (const row of rows) byUnit.set(row.unitId, [...(byUnit.get(row.unitId) ?? []), row]);
  const open = [...byUnit].filter(([, of]) => of.some((row) => row.reported < row.total));
  return raiseToBodies(tx, db, plan, ctx, {
    kind: 'digest',
    reason: 'digest',
    urgency: URGENCY.digest,
    key: step.key,
    date: step.date,
    rows: open.map(([unitId, of]) => ({ bodyId: unitId, data: { ...digestData(of) } })),
  });
}

function digestData(rows: DigestRow[]): DigestData {
  return {
    cells: Math.max(...rows.map((row) => row.total)),
    rows: rows
      .filter((row) => row.kind !== 'reporting')
      .map(({ short, kind, dueDate, total, reported, planned, missing }) => ({
        short,
        stage: kind,
        due: dueDate,
        total,
        reported,
        planned,
        unknown: missing,
      })),
    passOn: Math.max(...rows.map((row) => row.noEmail)),
    toConfirm: rows.reduce((sum, row) => sum + row.unconfirmed, 0),
    sumUps: rows
      .filter((row) => row.kind === 'reporting' && row.reported < row.total)
      .map(({ short, dueDate }) => ({ short, due: dueDate })),
  };
}

/** Per unit and open stage: how many, how many reported, how many with a planned date to come, and who is left. */
function digestRows(tx: Tx, plan: PlanFacts, date: string): Promise<DigestRow[]> {
  return tx.$queryRaw<DigestRow[]>`
    select a."unitId", t.short, s.kind, max(a."dueDate") as "dueDate",
           count(*)::int as total,
           count(*) filter (where a.status = 'reported')::int as reported,
           count(*) filter (where a.status = 'open' and a."plannedDate" >= ${date})::int as planned,
           coalesce(array_agg(v.name order by v.name) filter (where a.status = 'open' and (a."plannedDate" is null or a."plannedDate" < ${date})), '{}') as missing,
           count(*) filter (where exists (select 1 from "Report" r where r."assignmentId" = a.id and r."confirmedAt" is null))::int as unconfirmed,
           count(*) filter (where exists (select 1 from "Route" r where r."bodyId" = a."bodyId" and r.via = 'via-unit'))::int as "noEmail"
    from "Assignment" a
    join "Stage" s on s.id = a."stageId" and s.status in ('open', 'closed')
    join "Topic" t on t.id = s."topicId" and t.status = 'open' and not t.silent
    join "BodyVersion" v on v."bodyId" = a."bodyId" and v."validFrom" <= ${date} and (v."validTo" is null or v."validTo" > ${date})
    where t."planId" = ${plan.id} and a.status in ('open', 'reported') and not s.information
      and a."unitId" in (select below."unitId" from "Assignment" below where below."bodyId" <> below."unitId")
    group by a."unitId", t.id, t.ordinal, t.short, s.id, s.kind
    having count(*) filter (where a.status = 'open') > 0 or s.status = 'open'
    order by a."unitId", t.ordinal, s.kind`;
}
